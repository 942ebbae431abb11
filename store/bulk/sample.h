/*
 * sample.h: some documents of a shard as they were given, before anything was
 * made of them, and its totals: what the finished database is held against. For
 * store/bulk/ only.
 *
 * The file SHARD/sample: records, each after its length as a vint. A document's: vint of its number,
 * then terms (vint length, bytes, vint wdf, vint count, vints), values (vint slot, vint length,
 * bytes) and data; the last is a 0 and the totals. They are read one at a time: the file grows with
 * the shard.
 */
#ifndef STORE_BULK_SAMPLE_H
#define STORE_BULK_SAMPLE_H

#include "store/bulk/spool.h"
#include "store/document.h"

#include <stdio.h>

#define SAMPLE_ALWAYS 128 /* the first so many, and then ... */
#define SAMPLE_EVERY 256  /* one in so many, by a hash of its number */

/* What was given in all, counted apart from what the writer counts. */
struct sample_totals {
	uint64_t documents, length;
	uint64_t shortest, longest; /* of those that have a length */
};

struct sample {
	struct spool file;
	struct buf record;
	struct sample_totals totals;
};

void sample_begin(struct sample *s, const char *folder);
/* Counts the document, and notes it if its number is in the sample. */
void sample_note(struct sample *s, uint32_t number, const struct xap_document *d);
/* False when not all is written. */
bool sample_end(struct sample *s);
void sample_release(struct sample *s);

/* The file again. */
struct sample_reader {
	FILE *file;
	uint64_t left; /* bytes of it */
	struct buf record;
	const char *at, *end; /* what is left of the record */
};

/* False with *error; to be closed all the same. */
bool sample_open(struct sample_reader *r, const char *path, char **error);
void sample_close(struct sample_reader *r);
/* The next document; *number 0: there are no more, and *totals are filled. False: damaged. */
bool sample_take(struct sample_reader *r, uint32_t *number, struct xap_document *d,
                 struct sample_totals *totals);

#endif
