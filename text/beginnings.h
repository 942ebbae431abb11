/*
 * beginnings.h: which words a short text cannot have, told by their first
 * letters, so that they need not be folded or stemmed. Anyone may include it.
 */
#ifndef TEXT_BEGINNINGS_H
#define TEXT_BEGINNINGS_H

#include "text/buf.h"

/* The letters that words of a text begin with; `any`: every one, since not all of it is ASCII. */
struct beginnings {
	bool any, letter[26];
};

extern const struct beginnings beginnings_all; /* of any text */

bool beginnings_same(const struct beginnings *a, const struct beginnings *b);

struct beginnings beginnings_of(struct span text);
/* Whether a word (not empty), once folded, can be one of the text; true of some that are not. */
bool beginnings_may(const struct beginnings *b, struct span word);

#endif
