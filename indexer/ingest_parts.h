/*
 * ingest_parts.h: the steps from a file to its sources. For indexer/ingest*.c only.
 */
#ifndef INDEXER_INGEST_PARTS_H
#define INDEXER_INGEST_PARTS_H

#include "indexer/ingest.h"

/* Where a source was found: a file, or a line of one. */
struct source_place {
	const struct input *input;
	size_t line; /* 0: the whole file */
	struct range at;
	const char *sha256;
	bool is_text; /* the hash is its text's too */
	bool one_passage; /* the source is a record */
	bool titled;      /* its title is given, if only as empty: not to be found in the text */
	const struct language *detected; /* by the letters of its text, or its file's other records; NULL: not tried yet */
};

/* Sends why lines of a file cannot be read; lines: how many; 0: the whole of it. */
void ingest_fail_lines(struct ingest *n, const struct input *input, const char *reason, uint64_t lines);

/* ---- ingest_read.c ---- */
/* Appends the file's bytes, READER_FILE_MAX at the most; false with *reason (allocated). */
bool input_read(const struct input *input, struct buf *out, char **reason);

/* ---- ingest_source.c ---- */
/*
 * Adds the source that a document is, unless hrindex remove took it out, and sends that. Takes what
 * the document's front matter says. False with *error only when the shard cannot be written.
 */
bool ingest_source(struct ingest *n, const struct source_place *at, struct document *d, char **error);

/* ---- ingest_lines.c ---- */
/* Adds each line that can be read, and sends why others cannot; false with *error as above. */
bool ingest_lines(struct ingest *n, const struct input *input, struct span bytes, char **error);

#endif
