/*
 * beginnings.h: which words a short text cannot have, told by their first
 * letters, so that they need not be folded or stemmed. Anyone may include it.
 */
#ifndef TEXT_BEGINNINGS_H
#define TEXT_BEGINNINGS_H

#include "text/buf.h"

#define BEGINNINGS_LETTERS 26     /* a to z */
#define BEGINNINGS_CYRILLIC 0x430 /* the letter of the first bit */

/*
 * The letters that words of a text begin with, and of those of ASCII those that come second. A letter that none of
 * ASCII follows is followed by any.
 */
struct beginnings {
	bool any;          /* whatever it is */
	bool other;        /* some folded word begins with a letter of another script, */
	uint64_t cyrillic; /* or of Cyrillic: a bit for each of U+0430 to U+045F */
	uint32_t followed[BEGINNINGS_LETTERS]; /* by the first letter: a bit for each second one */
};

#define BEGINNINGS_BY_ANY ((UINT32_C(1) << BEGINNINGS_LETTERS) - 1)

extern const struct beginnings beginnings_all;  /* of any text */
extern const struct beginnings beginnings_none; /* of an empty one */

/* Adds those of folded words, parted by blanks. A script's word folds to one of the script. */
void beginnings_add_folded(struct beginnings *b, struct span words);
/* Whether b has all those of a. */
bool beginnings_within(const struct beginnings *a, const struct beginnings *b);
/* Whether a word is told by its letters alone to be none: all are of ASCII, or of Cyrillic, and it begins otherwise. */
bool beginnings_exclude(const struct beginnings *b, struct span word);

#endif
