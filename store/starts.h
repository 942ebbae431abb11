/*
 * starts.h: at which passages of an index another source begins, INDEX/build-N/starts: the passages of a
 * source lie together, so that the sources of some passages are counted without the record of each.
 * For both programs.
 *
 * The file is one packed table (packed.h) with one entry: 4 bytes, little-endian, for each source, ascending.
 * A build from before it has none.
 */
#ifndef STORE_STARTS_H
#define STORE_STARTS_H

#include "store/xap.h"
#include "text/buf.h"

struct starts {
	struct span bytes; /* the file, as it lies */
	const unsigned char *first; /* in them; NULL: not known */
	size_t count;
};

/* Writes those of a database, unless the passages of some source lie apart. False with *error (allocated). */
bool starts_write(const char *database, const char *path, char **error);
/* Reads them; not known: the file is missing or damaged. To be released either way. */
void starts_read(struct starts *s, const char *path);
void starts_release(struct starts *s);
/* Which source a document is of, from 1: 0 before the first. */
size_t starts_find(const struct starts *s, uint32_t docid);

#endif
