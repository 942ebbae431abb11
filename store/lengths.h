/*
 * lengths.h: the length of each passage by its document, as BM25 takes it, INDEX/build-N/lengths: in the
 * database they must be gone through from the beginning of a block. For store/, indexer/
 * and searcher/.
 *
 * The file is one packed table (packed.h) with one entry: two bytes, little-endian, for each document from 1 on;
 * LENGTH_UNKNOWN for a length of so much or more, which the database says. A build from before it has none.
 */
#ifndef STORE_LENGTHS_H
#define STORE_LENGTHS_H

#include "text/little.h"

#define LENGTH_UNKNOWN 0xFFFFU

struct lengths {
	struct span file; /* as it lies */
	struct span each; /* in it; empty: not known */
};

/* Writes those of a database. False with *error (allocated). */
bool lengths_write(const char *database, const char *path, char **error);
/* Reads them; not known: the file is missing or damaged. To be released either way. */
void lengths_read(struct lengths *l, const char *path);
void lengths_release(struct lengths *l);

/* A document's. */
static inline uint32_t lengths_of(struct span each, uint32_t docid)
{
	const size_t at = ((size_t)docid - 1) * 2;

	return docid == 0 || at + 2 > each.len ? LENGTH_UNKNOWN : little_u16((const unsigned char *)each.data + at);
}

#endif
