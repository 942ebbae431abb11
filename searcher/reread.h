/*
 * reread.h: a source of the library read again from its file, as the indexer
 * read it. For searcher/verify*.c and searcher/bundle*.c only.
 *
 * Where the file is, is the index's own knowledge: no path is ever taken from
 * what is to be verified.
 */
#ifndef SEARCHER_REREAD_H
#define SEARCHER_REREAD_H

#include "searcher/library.h"
#include "text/strmap.h"

#define REREAD_BYTES_MAX ((size_t)64 * 1024 * 1024) /* of texts kept between hits; then all are dropped */

struct reread {
	const struct index *index;
	struct source source; /* what the index says of it */
	char *failure;        /* why it could not be read, NULL: it was */
	char sha256[65];      /* of its bytes now, */
	char text_sha256[65]; /* of its text now */
	struct buf text;      /* its text now */
};

struct rereader {
	const struct library *library;
	struct reread **read;
	size_t count, cap;
	struct strmap by_key; /* id and wanted hash → place in `read` + 1 */
	size_t bytes;
};

void rereader_init(struct rereader *r, const struct library *l);
void rereader_release(struct rereader *r);
/*
 * The source with this id (where several indexes have one, that whose recorded
 * hash is `sha256`), read again; NULL if no index has it. Good until the next call.
 */
const struct reread *reread_source(struct rereader *r, struct span id, struct span sha256);

/*
 * Reads a source's own bytes, as they are now: its file's, or its line's of a
 * file of JSON lines. False with *error: they cannot be read, or (of a line) are
 * others than those that were indexed.
 */
bool source_bytes(const struct index *i, const struct source *s, struct buf *out, char **error);

#endif
