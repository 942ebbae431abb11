/*
 * dominant.h: the language that nearly all records of a file share; one too
 * short to tell its own is in that. For ingest_lines.c and tests/.
 */
#ifndef INDEXER_DOMINANT_H
#define INDEXER_DOMINANT_H

#include "text/language.h"

#define DOMINANT_TENTHS 9 /* of the recognised records that must share it */

struct dominant {
	size_t *counts; /* by language_index */
	size_t total;
};

void dominant_init(struct dominant *d);
void dominant_release(struct dominant *d);
/* Counts a record; one in the unknown language, or NULL, does not count. */
void dominant_count(struct dominant *d, const struct language *language);
/* The language of at least nine in ten of those counted, else the unknown language. */
const struct language *dominant_language(const struct dominant *d);

#endif
