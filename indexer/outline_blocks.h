/*
 * outline_blocks.h: the outline of a document that has segments. For
 * outline.c, hearing.c, contents_typed.c and markup*.c.
 */
#ifndef INDEXER_OUTLINE_BLOCKS_H
#define INDEXER_OUTLINE_BLOCKS_H

#include "indexer/scan.h"

/* Lines, blocks with their roles, and the title block, from the document's segments. */
void outline_blocks(struct scan *s);
/* The calls of notes in the ranges; a call between two passages is in the first. */
void outline_block_calls(struct scan *s, const struct range *ranges, size_t count, struct markup *out);
/* hearing.c: whether the document is one of questions and answers, and a segment is labelled as such: "Q.", "A." */
void hearing_find(struct scan *s);
bool hearing_has_turn(const struct scan *s, const struct segment *g);
/* contents_typed.c: past the entries of the table of contents whose name segment `first` is; `first`: it is none. */
size_t contents_typed_end(const struct scan *s, size_t first);
/* stars.c: paragraphs that are notes marked by stars; and the stars that call one, in a range: they are not read. */
void star_notes_find(struct scan *s);
void star_calls_add(struct scan *s, struct range range, struct markup *out);

#endif
