/*
 * spool.h: a new file that is written at its end, but for room left before it,
 * and such a file read again. For store/bulk/ only.
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
/* Goes on with one that was closed. */
void spool_open_again(struct spool *s, const char *folder, const char *name);
/* ... and call this: over `most` bytes are handed to the system. */
void spool_drain(struct spool *s, size_t most);
/* Leaves room at the end for bytes that come later. */
void spool_leave(struct spool *s, size_t len);
/* Bytes for room that was left at `at`. */
void spool_fill(struct spool *s, uint64_t at, struct span bytes);
/* Has the system begin to write to the disk what it has been handed: who syncs the file later waits less. */
void spool_hasten(struct spool *s);
/* Hands over the rest and closes; false when anything failed. */
bool spool_close(struct spool *s);
void spool_release(struct spool *s);

/* A whole file: FOLDER/NAME, which must not exist. False with *error (allocated). */
bool spool_file(const char *folder, const char *name, struct span content, char **error);

/* A part of such a file, from its beginning to its end. */
struct spool_reader {
	int fd; /* borrowed */
	uint64_t offset, end;  /* what is not yet in the window */
	char *window;
	const char *at, *past; /* in it */
	int error;             /* errno of the first failure, EIO where the file ends too soon; 0: none */
};

void spool_read(struct spool_reader *r, int fd, uint64_t start, uint64_t end);
void spool_reader_release(struct spool_reader *r);
static inline bool spool_at_end(const struct spool_reader *r)
{
	return r->at == r->past && r->offset == r->end;
}

/* Of the byte at hand, in the file. */
static inline uint64_t spool_offset(const struct spool_reader *r)
{
	return r->offset - (uint64_t)(r->past - r->at);
}

/* False after a failure. A number is a vint (code.h). */
bool spool_take_number(struct spool_reader *r, uint64_t *n);
bool spool_take(struct spool_reader *r, struct buf *out, uint64_t len); /* appends */
bool spool_skip(struct spool_reader *r, uint64_t len);
/* As they lie there, where they lie together, or else out of `store`: good until the next call. */
bool spool_take_span(struct spool_reader *r, struct buf *store, uint64_t len, struct span *out);

#endif
