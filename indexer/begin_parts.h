/* begin_parts.h: the headings behind a mark and above it. For begin.c and begin_heading.c only. */
#ifndef INDEXER_BEGIN_PARTS_H
#define INDEXER_BEGIN_PARTS_H

#include "indexer/blocks.h"

/* The line with the text of a mark that is alone on its line; NONE. */
size_t begin_text(const struct builder *b, size_t line);
/* The last line of a heading that begins at `from` on `line`, behind the mark, and ends before a blank line or another mark; NONE. */
size_t begin_heading_end(const struct builder *b, size_t line, size_t from, const struct mark *own);
/* Whether the line may be a heading above a mark: "FOR THESE REASONS, THE COURT," too. */
bool begin_is_heading_above(const struct scan *s, const struct line *l);
/* Where the line above is a heading that a number follows without a blank line, parts it from what is above it. */
void begin_part_heading(struct builder *b, size_t line);

#endif
