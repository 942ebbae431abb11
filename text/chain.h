/*
 * chain.h: a word and those that hyphens tie to it. For text/ only.
 */
#ifndef TEXT_CHAIN_H
#define TEXT_CHAIN_H

#include "text/buf.h"

struct link {
	struct range at; /* of the word, without '_' at its ends */
	bool broken;     /* parted from the one before by the end of a line */
	bool inner;      /* has '.' or '_' inside */
};

struct chain {
	struct link *links;
	size_t count, cap;
	size_t end; /* of the last word's segment */
	bool has_letter, has_break;
};

/*
 * Reads the chain whose first word is the segment `first` (words.h): words tied
 * by one hyphen (- U+2010 U+2011), or by a hyphen (or soft hyphen), blanks and
 * one line feed, if then a lower-case letter follows; but lines do not break
 * inside `address`. False if the segment is no word.
 */
bool chain_read(struct chain *c, struct span text, struct range first, struct range address);
void chain_release(struct chain *c);
/* Of a word with '.' or '_' inside: whether it has letters, and whether some part is more than an initial. */
void chain_inner_kind(struct span word, bool *words, bool *letters);

#endif
