/*
 * passage_text.h: the reading text of a stored passage, from its own bytes
 * alone. For render/, indexer/ and searcher/.
 */
#ifndef RENDER_PASSAGE_TEXT_H
#define RENDER_PASSAGE_TEXT_H

#include "store/record.h"
#include "text/reading.h"

/*
 * Makes the reading text of r->bytes. The pieces' source offsets are offsets
 * into r->bytes; passage_offset turns source offsets into those.
 */
void passage_text(struct reading *out, const struct record *r);
/* Source offset -> offset into r->bytes; an offset between two ranges gives the later one's first byte. */
size_t passage_offset(const struct record *r, size_t source);

#endif
