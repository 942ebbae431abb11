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

struct list_writer {
	struct table *postlist, *position;
	struct list_head head;  /* of the whole list */
	struct buf key, chunk, tag, positions;
	bool first;             /* the chunk at work is the list's first */
	uint32_t chunk_first, last;
	bool overflow; /* a term occurs more often than 32 bits count */
};

void list_writer_init(struct list_writer *w, struct table *postlist, struct table *position);
void list_writer_release(struct list_writer *w);
/*
 * All lists of these feeds, the earlier with the earlier documents. False with
 * errno set when one could not be read.
 */
bool list_writer_merge(struct list_writer *w, struct feed *feeds, size_t count);

#endif
