/*
 * reading.h: the text of a passage as a person reads it, and the way back to
 * the source's bytes. Anyone may include it.
 *
 * A passage is one or more ranges of its source's canonical text; inside them
 * lie bytes that are not read: note calls, mark-up (`skips`). The reading text
 * is what remains, with white space single, and JOIN where two ranges meet. A
 * line feed stays where a line ends in a hyphen, so that the analysis can
 * rejoin the word; it is shown as a space.
 */
#ifndef TEXT_READING_H
#define TEXT_READING_H

#include "text/buf.h"

#define READING_JOIN " […] "

/* reading bytes [at, at+len) are source bytes [source, source+len); len 0 marks a join. */
struct piece {
	size_t at, source, len;
};

struct reading {
	struct buf text;
	struct piece *pieces;
	size_t count, cap;
};

void reading_init(struct reading *r);
void reading_release(struct reading *r);
/*
 * Makes the reading text of `ranges` (in order, not overlapping) of source,
 * leaving out `skips` (sorted, each inside a range). Reuses r's memory.
 */
void reading_make(struct reading *r, struct span source, const struct range *ranges,
                  size_t range_count, const struct range *skips, size_t skip_count);
/*
 * The source ranges behind reading bytes [start, end): from the first byte's
 * source to the last's, split only at joins; skips inside are included.
 * Returns the number of ranges; *out is allocated, the caller frees it.
 */
size_t reading_ranges(const struct reading *r, struct range at, struct range **out);
/* The source offset of reading byte `at` (in a join or in folded white space: of the next real byte). */
size_t reading_source(const struct reading *r, size_t at);
/* Appends reading bytes as shown: line feeds become spaces, ill-formed UTF-8 U+FFFD. Same length if valid. */
void reading_show(struct buf *out, const struct reading *r, struct range at);

#endif
