/*
 * run.h: lists on their way to the table: a run is what was in the inverter's
 * memory when it was full, or at the end. For store/bulk/ only.
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

/* A reader of a run's lists in their order. */
struct feed {
	struct list_head head; /* of the list at hand */
	uint64_t left;         /* bytes of its records not yet taken */
	uint32_t before;       /* documents that come before those of the run: added to their numbers */
	struct spool_reader reader;
	struct buf key;
};

void feed_open(struct feed *f, int fd, struct run run, uint32_t before);
void feed_close(struct feed *f);
static inline bool feed_failed(const struct feed *f)
{
	return f->reader.error != 0;
}

/* To the next list, once all records of this one are taken; false at the end or after a failure. */
bool feed_next(struct feed *f);
bool feed_number_slowly(struct feed *f, uint64_t *n); /* for feed_number */
bool feed_bytes(struct feed *f, struct buf *out, size_t len); /* appends */
bool feed_skip_far(struct feed *f, uint64_t len); /* for feed_skip */

/* Of the records of the list at hand; false when they end, which is a failure. Nearly all numbers are one byte, at hand. */
static inline bool feed_number(struct feed *f, uint64_t *n)
{
	struct spool_reader *r = &f->reader;

	if (r->at == r->past || (unsigned char)*r->at >= 0x80 || f->left == 0)
		return feed_number_slowly(f, n);
	*n = (unsigned char)*r->at++;
	f->left--;
	return true;
}

static inline bool feed_skip(struct feed *f, uint64_t len)
{
	struct spool_reader *r = &f->reader;

	if (len > f->left || len > (uint64_t)(r->past - r->at))
		return feed_skip_far(f, len);
	r->at += len;
	f->left -= len;
	return true;
}

#endif
