/*
 * wire.h: messages from a worker to its parent, over a pipe. For indexer/ only.
 *
 * A message is a kind and a few byte strings, each with its length, so that a
 * name or an id may hold any byte. Both ends are the same program on the same
 * machine: integers and structs travel as they lie in memory.
 */
#ifndef INDEXER_WIRE_H
#define INDEXER_WIRE_H

#include "text/buf.h"

#define WIRE_FIELDS 5

enum {
	WIRE_BEGIN = 'B',  /* file: it is about to be read */
	WIRE_END = 'P',    /* uint64_t bytes: a file has been dealt with */
	WIRE_SOURCE = 'S', /* id, where, struct source_tally */
	WIRE_FAILURE = 'F', /* file, reason, uint64_t lines of it (0: all), size_t place in the walk */
	WIRE_FILE = 'f',   /* struct file_read: a file whose bytes were read, and its format known */
	WIRE_REMOVED = 'r', /* id, sha256, uint64_t offset, size_t place in the walk, part: a source that stays out */
	WIRE_ROWS = 'R',  /* uint32_t place of the catalogue, which of its rows are used */
	WIRE_NAMES = 'N', /* a piece of name_counts.h */
	WIRE_DIGEST = 'D', /* struct digest: of all the worker has written */
	WIRE_GONE_DIGEST = 'd', WIRE_GONE_NAMES = 'n', /* the same two of what an update takes out */
	WIRE_HASH = 'h',  /* name of a file below the build, its sha256; in file_hashes.c: struct hashed */
	WIRE_READY = 'y', /* what is heard after it changes no counts, names or digests */
	WIRE_ERROR = 'E',  /* message: the whole build has failed */
	WIRE_DONE = '.',   /* the worker's last */
};

struct message {
	char kind;
	struct span fields[WIRE_FIELDS]; /* absent ones are empty */
	size_t count;
};

/* Sends one message, waiting until the pipe takes it; false when nobody reads. */
bool wire_send(int fd, char kind, const struct span *fields, size_t count);
/* One field. */
bool wire_say(int fd, char kind, struct span field);

struct wire {
	struct buf bytes;
	size_t at; /* first byte not yet taken */
};

void wire_init(struct wire *w);
void wire_release(struct wire *w);
/* Reads what is there: 1 something, 0 end, -1 error (errno). */
int wire_fill(struct wire *w, int fd);
/* Takes the next message: 1 taken, 0 none whole yet, -1 malformed. Fields live until the next wire_fill. */
int wire_take(struct wire *w, struct message *m);

#endif
