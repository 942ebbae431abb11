/*
 * worker.h: the jobs: processes that take one file after another, largest
 * first, each into a shard of its own. For indexer/ only.
 */
#ifndef INDEXER_WORKER_H
#define INDEXER_WORKER_H

#include "indexer/crew.h"
#include "indexer/ingest.h"

#include <stdatomic.h>

struct work {
	const struct walk *walk;
	uint32_t *order; /* of the files to be read: largest first, then by name */
	size_t count;
	uint32_t first_pack; /* the first worker's */
	atomic_size_t *next; /* place in `order`; shared by the processes */
	const struct list_set *lists;
	const char *build; /* the folder the shards go to */
	bool direct;       /* how they are written: shard_open */
	struct ingest ingest; /* without shard and fd, which each worker has its own of */
};

/* False with *error. */
bool work_init(struct work *w, const struct walk *walk, const char *build, char **error);
void work_release(struct work *w);
/* The life of worker `number`, as struct crew wants it; `context` is a struct work. */
bool worker_run(const struct work *w, unsigned number, int fd, char **error);

/* Sends names in pieces, as messages of that kind. */
bool worker_send_names(struct name_counts *n, char kind, int fd);

#endif
