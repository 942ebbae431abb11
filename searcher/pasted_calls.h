/*
 * pasted_calls.h: note calls in words that were pasted from a text: "Ayan⁵", "Ayan<sup>5</sup>", "Ayan[^5]", "Ayan[5]".
 * For plan_leaves.c only.
 */
#ifndef SEARCHER_PASTED_CALLS_H
#define SEARCHER_PASTED_CALLS_H

#include "text/buf.h"

/* Appends the text without its note calls; false: it has none. */
bool calls_left_out(struct buf *out, struct span s);

#endif
