/*
 * run.h: lists on their way to the table: out of the inverter's memory, or out
 * of a run, which is what was in it when it was full. For store/bulk/ only.
 *
 * A run is a part of one file: each list in order as u8 kind, vint length and
 * key, vints of count, first, last, weight and bytes, then its records.
 */
#ifndef STORE_BULK_RUN_H
#define STORE_BULK_RUN_H

#include "store/bulk/inverter.h"
#include "store/bulk/spool.h"

struct run {
	uint64_t start, end; /* bytes of the file */
};

/* Appends all lists as one run; a failure is kept in `file`. */
void run_write(struct run *run, struct spool *file, const struct inverter *v);

/* A reader of lists in their order. */
struct feed {
	struct list_head head; /* of the list at hand */
	uint64_t left;         /* bytes of its records not yet taken */
	bool failed;           /* a run could not be read, or is no run: errno */
	const char *at, *past; /* what is at hand */

	const struct inverter *inverter; /* NULL: a run */
	uint32_t *order;
	size_t next; /* in `order` */
	char *block;
	uint32_t block_number;

	int fd;
	uint64_t offset, end;
	char *window;
	struct buf key;
};

void feed_memory(struct feed *f, const struct inverter *v);
void feed_run(struct feed *f, int fd, struct run run);
void feed_release(struct feed *f);
/* To the next list, once all records of this one are taken; false at the end or after a failure. */
bool feed_next(struct feed *f);
/* Of the records of the list at hand; false when they end, which is a failure. */
bool feed_number(struct feed *f, uint64_t *n);
bool feed_bytes(struct feed *f, struct buf *out, size_t len); /* appends */

#endif
