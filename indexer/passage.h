/*
 * passage.h: from an outline to the records of a source's passages: section
 * paths, lead-ins, ids, bytes. For indexer/ and tests/.
 */
#ifndef INDEXER_PASSAGE_H
#define INDEXER_PASSAGE_H

#include "indexer/outline.h"
#include "store/record.h"
#include "text/language.h"
#include "text/reading.h"

struct passage_maker;

struct passage_maker *passage_maker_new(void);
void passage_maker_free(struct passage_maker *p);
/* Begins a source; everything given must outlive the loop over it. */
void passage_maker_begin(struct passage_maker *p, struct span source_id, struct span text,
                         const struct document *d, const struct outline *o,
                         const struct language *language);
/* The next passage's record and reading text, good until the next call; false at the end. */
bool passage_maker_next(struct passage_maker *p, struct record *record, struct span *reading);
/* The reading of the passage that passage_maker_next gave last, good until its next call. */
const struct reading *passage_maker_reading(const struct passage_maker *p);

#endif
