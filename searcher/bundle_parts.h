/*
 * bundle_parts.h: the pieces of a bundle. For searcher/bundle*.c only.
 */
#ifndef SEARCHER_BUNDLE_PARTS_H
#define SEARCHER_BUNDLE_PARTS_H

#include "searcher/bundle.h"
#include "searcher/notes.h"
#include "searcher/snippet.h"

/* ---- files, with their hashes (bundle_files.c) ---- */

/* A folder that is being filled under the name "DIR.new". */
struct bundle_files {
	char *folder, *work;
	struct buf sums; /* lines of SHA256SUMS */
	size_t count;
};

bool bundle_files_open(struct bundle_files *f, const char *folder, char **error);
/* Writes a file below the folder; its name is ours, of letters, digits, "-", "." and one "/" at most. */
bool bundle_files_add(struct bundle_files *f, const char *name, struct span content, char **error);
/* Writes SHA256SUMS and gives the folder its name. */
bool bundle_files_finish(struct bundle_files *f, char **error);
/* Removes what was not finished. */
void bundle_files_close(struct bundle_files *f);

/* ---- sources (bundle_sources.c) ---- */

struct bundle_source {
	size_t hit; /* its first */
	const struct source *source;
	const struct index *index;
	char *copy, *text; /* names in the bundle; NULL: not in it. The same where the file is its own text */
};

struct bundle_sources {
	struct bundle_source *all; /* by the order of their first hits */
	size_t count;
	size_t *of_hit; /* place in `all` of each hit's */
};

/* Copies the sources of the hits, and their texts; what fails is appended to `missing`. */
bool bundle_sources_add(struct bundle_sources *s, struct bundle_files *f, struct buf *missing, const struct notes *n,
                        const struct library *l, bool no_sources, char **error);
void bundle_sources_release(struct bundle_sources *s);

#endif
