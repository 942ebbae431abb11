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

/* Nearness of the words (rerank.h): its weight, and the words up to which it has all of it. */
#define PROXIMITY_GAIN 0.3
#define PROXIMITY_WORDS 5.0

#endif
