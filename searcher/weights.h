/*
 * weights.h: what a match of each kind weighs, in one place. For searcher/ only.
 *
 * BM25 (Robertson, Walker, Jones, Hancock-Beaulieu and Gatford 1994, with
 * Xapian's min_normlen) over stems, with the exact word and the word's first
 * characters as lighter evidence. The numbers were tuned on Cranfield, CISI,
 * MED, CACM, NPL and XQuAD and then held on other collections. The index gives
 * a word of a language without a stemmer the stem term "itself", so that its
 * exact form weighs 1 + WEIGHT_EXACT.
 */
#ifndef SEARCHER_WEIGHTS_H
#define SEARCHER_WEIGHTS_H

#include <stddef.h>

#define BM25_K1 1.2
#define BM25_K2 0.0
#define BM25_K3 8.0
#define BM25_B 0.55
#define BM25_MIN_NORMLEN 0.2

#define WEIGHT_EXACT 0.10              /* the folded word, beside its stem */
#define WEIGHT_TRUNCATED 0.15          /* first characters, where there is a stemmer; finds nothing alone */
#define WEIGHT_TRUNCATED_UNSTEMMED 2.0 /* and where there is none: it takes the stem's place */
/*
 * A passage whose language is not known, among others in languages with a
 * stemmer, is most likely in one of those: a high weight would lift every such
 * passage over theirs (CACM, two in five unknown: MAP 0.125 at 2.0, 0.322 here).
 */
#define WEIGHT_TRUNCATED_UNKNOWN 0.15

/*
 * A stop word finds nothing beside other words, and yet tells apart passages that have them: it
 * weighs as much as they do beside so many of them or fewer, and less the more there are. (At full
 * weight whatever the query, MAP on CACM fell from .372 to .350; left out, words taken from a
 * passage at random found it with an MRR of .85 instead of .93.)
 */
#define STOP_WORDS 3.0
static inline double stop_factor(size_t others)
{
	return (double)others <= STOP_WORDS ? 1 : STOP_WORDS / (double)others;
}
/*
 * One that more of the passages have is not looked up, which takes longer than all other words
 * together: only the passages that are read for nearness are weighed by it.
 */
#define STOP_COMMON 0.25

/*
 * A query that names a provision asks for what cites it: passages that are about
 * it come first, then those where it is one of a list, then those that do not say
 * of which instrument, then those with its words only. So these weights, which
 * are the passage's whatever its length, are beyond what words can add up to.
 */
#define WEIGHT_CITED 1000.0
#define WEIGHT_ABOUT 1000.0 /* besides */
#define WEIGHT_CITED_UNKNOWN 500.0
/*
 * The provision's own text stands before all that cites it, where the query says of which instrument;
 * elsewhere between what is about it and what has it in a list: many laws have an Article 1; and with what
 * has it in a list where there are other words too, which then decide: "Article 14 Fábián".
 */
#define WEIGHT_OWN_TEXT 10000.0
#define WEIGHT_OWN_TEXT_OF_ANY 1500.0
#define WEIGHT_OWN_SYMBOL 500.0 /* "A/HRC/29/25 torture": of what has its words, the passages of that document come first */
/* Likewise a query that is but a name; each more than all further ones together. */
#define WEIGHT_LANGUAGE 5.0 /* "ст. 19 ВДПЧ", "DUDH 19": of the same article in many languages, one in that which was typed */

#define WEIGHT_NAME_TIER 200.0 /* of the loosest spelling; twice as much for each closer one */
#define WEIGHT_PERSON 4.0 /* of a whole name in the closest other spelling, among other words; half as much for each looser way */
/* The spellings of a name among other words, by enum name_level: same, ending, near. */
#define WEIGHT_NAME_SAME 0.8
#define WEIGHT_NAME_ENDING 0.6
#define WEIGHT_NAME_NEAR 0.4

#define WEIGHT_DATE 8.0 /* of a date in words or a number in groups, among other words */
#define WEIGHT_WRITTEN 0.8 /* of a date or number that is written otherwise than it was typed */
#define WEIGHT_BESIDE_NUMBER 1.0 /* of a number and its neighbour, besides, where they stand side by side as typed */

#define WEIGHT_FEEDBACK 0.2 /* --broad: of the stem that the best passages share most (feedback.h) */

/* Nearness of the words (rerank.h): its weight, and the words up to which it has all of it. */
#define PROXIMITY_GAIN 0.3
#define PROXIMITY_WORDS 5.0

#endif
