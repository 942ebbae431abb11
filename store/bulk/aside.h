/*
 * aside.h: metadata put aside in a part until the lists are written, before which
 * it stands in their table, in the order of its keys. For store/bulk/ only.
 *
 * The file: keys and values, each after its length as a vint. What comes later holds; no value: no such key.
 */
#ifndef STORE_BULK_ASIDE_H
#define STORE_BULK_ASIDE_H

#include "store/bulk/table.h"
#include "text/pool.h"

extern const char aside_name[]; /* of the file */

/* A failure is kept in `file`. */
void aside_note(struct spool *file, struct span key, struct span value);

/* What the files of all parts hold. */
struct aside_entry {
	struct span key;
	int fd;      /* borrowed: where its value is */
	uint64_t at, len;
};

struct aside {
	struct aside_entry *items; /* by key, once aside_sort is done, each once */
	size_t count, cap;
	struct pool keys;
};

void aside_init(struct aside *a);
void aside_release(struct aside *a);
/* Adds what a file of `size` bytes holds, a later part's after an earlier's; false when it cannot be read: errno. */
bool aside_read(struct aside *a, int fd, uint64_t size);
void aside_sort(struct aside *a);
/* The value of an entry into `out`, which is emptied; false when it cannot be read: errno. */
bool aside_value(const struct aside_entry *entry, struct buf *out);

#endif
