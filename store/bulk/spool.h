/*
 * spool.h: a new file that is only ever written at its end. For store/bulk/ only.
 */
#ifndef STORE_BULK_SPOOL_H
#define STORE_BULK_SPOOL_H

#include "text/buf.h"

struct spool {
	int fd;
	char *path;
	struct buf pending;  /* put what is to be written here ... */
	uint64_t written;    /* handed to the system */
	int error;           /* errno of the first failure, 0: none */
};

/* Creates FOLDER/NAME, which must not exist; readable too. A failure is kept. */
void spool_open(struct spool *s, const char *folder, const char *name);
/* ... and call this: over `most` bytes are handed to the system. */
void spool_drain(struct spool *s, size_t most);
/* Hands over the rest and closes; false when anything failed. */
bool spool_close(struct spool *s);
void spool_release(struct spool *s);

#endif
