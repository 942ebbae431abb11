/*
 * failures.h: the files that could not be read, and why: the build's list of
 * them, and the file INDEX/build-N/failed. For indexer/ only.
 */
#ifndef INDEXER_FAILURES_H
#define INDEXER_FAILURES_H

#include "text/buf.h"

struct failure {
	char *file;   /* as in source.file */
	char *reason; /* "not a format we read (application/pdf)" */
	uint64_t lines; /* so many lines of the file could not be read; 0: the file */
};

struct failures {
	struct failure *items;
	size_t count, cap;
};

void failures_init(struct failures *f);
void failures_release(struct failures *f);
void failures_add(struct failures *f, struct span file, struct span reason);
/* The same of some lines of a file. */
void failures_add_lines(struct failures *f, struct span file, struct span reason, uint64_t lines);
uint64_t failures_files(const struct failures *f); /* files that could not be read */
uint64_t failures_lines(const struct failures *f); /* lines of other files */
void failures_sort(struct failures *f); /* by file, then reason */
/* JSON lines {"file","reason"}, with "lines" where it is not the whole file. */
void failures_encode(struct buf *out, const struct failures *f);
bool failures_decode(struct failures *f, struct span json, char **error);
/* Aligned columns for a person, each line after two spaces, at most `most` of them. */
void failures_print(struct buf *out, const struct failures *f, size_t most);

#endif
