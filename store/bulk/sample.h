/*
 * sample.h: some documents of a shard as they were given, before anything was
 * made of them, and its totals: what the finished database is held against. For
 * store/bulk/ only.
 *
 * The file SHARD/sample: documents, each vint of its number, then terms (vint
 * length, bytes, vint wdf, vint count, vints), values (vint slot, vint length,
 * bytes) and data; after the last a 0 and the totals.
 */
#ifndef STORE_BULK_SAMPLE_H
#define STORE_BULK_SAMPLE_H

#include "store/bulk/spool.h"
#include "store/document.h"

#define SAMPLE_ALWAYS 32 /* the first so many, and then ... */
#define SAMPLE_EVERY 64  /* one in so many, by a hash of its number */

/* What was given in all, counted apart from what the writer counts. */
struct sample_totals {
	uint64_t documents, length;
	uint64_t shortest, longest; /* of those that have a length */
};

struct sample {
	struct spool file;
	struct sample_totals totals;
};

void sample_begin(struct sample *s, const char *folder);
/* Counts the document, and notes it if its number is in the sample. */
void sample_note(struct sample *s, uint32_t number, const struct xap_document *d);
/* False when not all is written. */
bool sample_end(struct sample *s);

/* The file's content again: `at` and `end` delimit what is left of it. */
struct sample_reader {
	const char *at, *end;
};

/* The next document; *number 0: there are no more, and *totals are filled. False: damaged. */
bool sample_take(struct sample_reader *r, uint32_t *number, struct xap_document *d,
                 struct sample_totals *totals);

#endif
