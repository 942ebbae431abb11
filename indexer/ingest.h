/*
 * ingest.h: from a file to the sources in a shard: its bytes are read, its
 * format found, its metadata settled, its structure made. For indexer/ only.
 */
#ifndef INDEXER_INGEST_H
#define INDEXER_INGEST_H

#include "formats/ocr.h"
#include "indexer/catalogues.h"
#include "indexer/shard.h"
#include "indexer/wire.h"

/* What the parent must know of a source; sent with its id and where it was. */
struct source_tally {
	uint64_t passages, notes;
	char date[16];    /* "": unknown; else ISO, as in metadata */
	char language[16]; /* "": unknown */
};

void source_tally_of(struct source_tally *t, const struct source *s);

/* A file that was read: what its entry in the file table is made of. */
struct file_read {
	size_t place; /* among the walk's files */
	char sha256[65];
	bool lines;
	uint64_t rows;
};

struct ingest {
	struct language_detector *detector;
	struct catalogues *catalogues;
	const struct aliases *aliases; /* of countries */
	const struct language *language; /* --language, NULL: none */
	struct ocr *ocr;                 /* NULL: pages that are pictures are not read */
	bool one_passage;
	struct shard *shard;
	int fd; /* where messages go (wire.h) */
	struct file_read file; /* the file at work, */
	size_t sources;        /* how many were added from it or stay out, */
	bool failed;           /* whether it, or a file in it, could not be read */
};

/*
 * Reads one file, number `place` of the walk, and adds what it holds. What cannot be read is sent as a
 * failure; false with *error only when the shard cannot be written.
 */
bool ingest_file(struct ingest *n, const struct input *input, size_t place, char **error);
/* The same of a file inside a file, whose bytes are at hand; they are released. */
bool ingest_part(struct ingest *n, const struct input *input, struct buf *bytes, char **error);
/* Sends why a file cannot be read. */
void ingest_fail(struct ingest *n, const struct input *input, const char *reason);

#endif
