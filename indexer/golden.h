/*
 * golden.h: golden queries: what a new build must find before it is made
 * live. For indexer/ only.
 *
 * A line is a query, as hrsearch takes it, and after a tab each the passages or
 * sources that it must find: a passage's id, or a source's (any passage of it).
 * "@N" at the end: among the first N (GOLDEN_RANK without it). Blank lines and
 * lines that begin with "#" do not count.
 */
#ifndef INDEXER_GOLDEN_H
#define INDEXER_GOLDEN_H

#include "text/buf.h"

#define GOLDEN_RANK 10
#define GOLDEN_RANK_MAX 1000 /* the largest N; so many hits are read to say where a passage is instead */
#define GOLDEN_BYTES_MAX ((size_t)16 * 1024 * 1024) /* of the file */

struct golden {
	struct golden_query {
		size_t line;
		char *query;
		char **wanted;
		size_t wanted_count, wanted_cap;
		uint32_t rank;
	} *queries;
	size_t count, cap;
};

void golden_init(struct golden *g);
void golden_release(struct golden *g);
/* False with *error (allocated): the file cannot be read, or a line of it says nothing. */
bool golden_read(struct golden *g, const char *path, char **error);
/*
 * Asks every query of the index at `index` with the hrsearch beside this
 * program. Appends a line to `missed` for each passage that is not where it
 * must be. False with *error (allocated): hrsearch cannot be run, or fails.
 */
bool golden_ask(const struct golden *g, const char *index, struct buf *missed, char **error);

#endif
