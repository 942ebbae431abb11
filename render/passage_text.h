/*
 * passage_text.h: the reading text of a stored passage, from its own bytes
 * alone. For render/ and searcher/.
 */
#ifndef RENDER_PASSAGE_TEXT_H
#define RENDER_PASSAGE_TEXT_H

#include "store/record.h"
#include "text/reading.h"

/*
 * Makes the reading text of r->bytes. The pieces' source offsets are offsets
 * into r->bytes; passage_offset and passage_place turn one kind into the other.
 */
void passage_text(struct reading *out, const struct record *r);
/* Source offset -> offset into r->bytes; an offset between two ranges gives the later one's first byte. */
size_t passage_offset(const struct record *r, size_t source);
/*
 * Offset into r->bytes -> source offset. Where two ranges meet it is the later
 * one's start, unless `past` (the offset ends something): then the earlier one's end.
 */
size_t passage_place(const struct record *r, size_t offset, bool past);

#endif
