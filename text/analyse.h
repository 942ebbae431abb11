/*
 * analyse.h: bytes in, (term, position, first byte, past byte) out. The one
 * analyser: indexing, queries and snippets all use it. Anyone may include it.
 *
 * Input is reading text (reading.h) or a query: note calls and mark-up are
 * already gone. What is done to it, in order: URLs and e-mail addresses are
 * found; UAX #29 words; fold_word; hyphenated words as parts plus the joined
 * form; words broken at a line end (hyphen, line feed, lower case) likewise;
 * Chinese, Japanese, Thai, Khmer, Lao and Myanmar as overlapping bigrams; stems.
 */
#ifndef TEXT_ANALYSE_H
#define TEXT_ANALYSE_H

#include "text/beginnings.h"
#include "text/lists.h"

enum {
	TOKEN_RANKED = 1 << 0,  /* counts for ranking; not set in URLs and addresses */
	TOKEN_STOP = 1 << 1,    /* on the language's stop list */
	TOKEN_JOINED = 1 << 2,  /* another reading of what begins at this position, see struct token */
	TOKEN_BROKEN = 1 << 3,  /* part or joined form of a word broken at a line end; "m2" of m² */
	TOKEN_ADDRESS = 1 << 4, /* a URL or e-mail address as a whole, or a word of one */
	TOKEN_ACRONYM = 1 << 5, /* capitals only on a line that has lower case too: not stemmed */
	TOKEN_BIGRAM = 1 << 6,
	TOKEN_NUMBER = 1 << 7,  /* has a digit: not stemmed */
};

#define TOKEN_TERM_MAX 200 /* bytes; a longer word is cut at a character, and its hash appended */

/*
 * Tokens that are not JOINED have consecutive positions from 1: they are the
 * words of UAX #29 (and bigrams), whatever is added, so that a phrase is found
 * wherever it was cut out of a text. A JOINED token is another reading and has
 * the position of the token it begins with: the whole of a hyphenated or broken
 * word (of which one part at least has a letter), "m2" of m², the words in nakanune.kz and
 * A_HRC_17, "un" of U.N., an address as a whole, the words behind its %XX.
 * `stem` equals `term` where nothing stems it, and is empty when the token is
 * not RANKED. An acronym is never STOP (US, WHO). `marked` is a second stem, of
 * the word with the marks that `term` has lost, without them: "hac" of "hacía",
 * whose `stem` is "haci", so that it meets "hacer"; or, in Arabic, of the word behind "and", which is written as its first
 * letter; empty where there is none.
 *
 * `word` numbers the word as written in its language, from 1: in one epoch of the
 * analyser (analyser_epoch) another token with that number is of the same bytes
 * and has the same term, and the same stem but for acronyms and bigrams. 0: no number.
 */
struct token {
	struct span term, stem, marked;
	struct range at; /* bytes of the input; a broken word's joined form spans the break */
	uint32_t position;
	uint32_t word;
	unsigned flags;
};

struct analyser;

struct analyser *analyser_new(const struct lists *lists);
void analyser_free(struct analyser *a);
/* The tokens of a text, in the order of position; they live until the next call. */
const struct token *analyse(struct analyser *a, const struct language *lang, struct span text,
                            size_t *count);
/*
 * The same for a caller who looks only at words that begin so, or whose stems do. Another word, if it has letters of
 * ASCII or of Cyrillic alone, may have no term, no stem, no number, and neither STOP nor ACRONYM: it takes a fifth of the time.
 */
const struct token *analyse_some(struct analyser *a, const struct language *lang, struct span text,
                                 const struct beginnings *wanted, size_t *count);
/* Of the tokens that analyse gave last. In another epoch words have other numbers. */
unsigned analyser_epoch(const struct analyser *a);

#endif
