/*
 * percent.h: what percent signs hide in a URL. For analyse.c, formats/ and searcher/.
 */
#ifndef TEXT_PERCENT_H
#define TEXT_PERCENT_H

#include "text/buf.h"

struct percent {
	struct range at; /* what was decoded */
	bool useful;     /* it has percent signs, and gives UTF-8 */
};

/*
 * Decodes into out the part of a URL, between its delimiters, that holds the
 * word at byte `at`; returns the part's end.
 */
size_t percent_decode(struct buf *out, struct span text, size_t at, struct range address,
                      struct percent *result);
/* Appends s, each "%XX" as its byte. */
void percent_add(struct buf *out, struct span s);

#endif
