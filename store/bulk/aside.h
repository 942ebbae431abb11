/*
 * aside.h: metadata put aside in a part until the lists are written, before which
 * it stands in their table, in the order of its keys. For store/bulk/ only.
 *
 * The file: keys and values, each after its length as a vint. What comes later holds; no value: no such key.
 */
#ifndef STORE_BULK_ASIDE_H
#define STORE_BULK_ASIDE_H

#include "store/bulk/order.h"
#include "store/bulk/spool.h"
#include "text/pool.h"

extern const char aside_name[]; /* of the file */

/* A failure is kept in `file`. */
void aside_note(struct spool *file, struct span key, struct span value);

/* Kept small: there is one for each source. */
struct aside_entry {
	const char *key;
	uint64_t at; /* of its value, in the file of that number */
	uint32_t len;
	uint16_t key_len, file;
};

/* What the files of all parts hold. */
struct aside {
	const int *files; /* borrowed */
	struct aside_entry *entries;
	size_t entry_count, entry_cap;
	struct pool keys;
	struct order_item *items;
	const uint64_t *order; /* of the entries that count, by key, each key once: in `items` */
	size_t count;
};

void aside_init(struct aside *a, const int *files);
void aside_release(struct aside *a);
/* Adds what the next file, of `size` bytes, holds; false when it cannot be read: errno. */
bool aside_read(struct aside *a, uint16_t file, uint64_t size);
void aside_sort(struct aside *a); /* once all are read */
/* The entry at i of the order: *key, and its value into `out`, which is emptied; false when it cannot be read: errno. */
bool aside_take(const struct aside *a, size_t i, struct span *key, struct buf *out);

#endif
