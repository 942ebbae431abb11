/*
 * fingerprints.h: the fingerprint of each passage's text by its document, INDEX/build-N/fingerprints: copies
 * are looked for among all that a search brings, and as values of the database each would be a block of its
 * own to read. For both programs.
 *
 * The file has FINGERPRINT_RECORD bytes for each document from 1 on: a byte with the length of the fingerprint,
 * 0 where there is none, and the fingerprint, filled up with zeros. A build from before it has none.
 */
#ifndef STORE_FINGERPRINTS_H
#define STORE_FINGERPRINTS_H

#include "text/fingerprint.h"

#include <stdint.h>

#define FINGERPRINT_RECORD (1 + FINGERPRINT_LONG)

struct fingerprints {
	int fd; /* -1: there is no file */
};

/* Writes those of a database. False with *error (allocated). */
bool fingerprints_write(const char *database, const char *path, char **error);
/* To be closed either way. */
void fingerprints_open(struct fingerprints *f, const char *path);
void fingerprints_close(struct fingerprints *f);
/* A document's, and its length; false: it is not known, and the value of the database says it. */
bool fingerprints_get(const struct fingerprints *f, uint32_t docid, char out[FINGERPRINT_LONG], size_t *length);

#endif
