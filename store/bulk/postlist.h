/*
 * postlist.h: lists into the tables `postlist` and `position`. For store/bulk/
 * only.
 *
 * Keys of `postlist`, in order: 00 C0 metadata (which the library itself
 * writes, later); 00 D0 slot: how many values it has, the least and the
 * greatest; 00 D8 slot, document: values; 00 E0 [document]: lengths of
 * documents; term [00 document]: its documents. A list is in chunks of some
 * 2000 bytes; the first of a term says how often it occurs.
 * `position`: term 00 document: code_positions.
 */
#ifndef STORE_BULK_POSTLIST_H
#define STORE_BULK_POSTLIST_H

#include "store/bulk/run.h"
#include "store/bulk/table.h"

/* The two tables are made one after the other, or side by side, of the same runs. */
enum list_table { LISTS_OF_DOCUMENTS, LISTS_OF_POSITIONS };

/*
 * All lists of these feeds into the table, the earlier with the earlier documents. False when one could not be
 * read (feed_failed), or *overflow: a term occurs more often than 32 bits count; a failure to write is the table's.
 */
bool lists_write(struct table *table, enum list_table which, struct feed *feeds, size_t count, bool *overflow);

#endif
