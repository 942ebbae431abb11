/*
 * found_source.h: a source of the library by its id, and its passages in
 * their order. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_FOUND_SOURCE_H
#define SEARCHER_WEB_FOUND_SOURCE_H

#include "searcher/library.h"

struct found_source {
	struct source source;
	const struct index *index; /* NULL: no index has it */
	uint32_t *docids;          /* of the library; in the order of the text */
	size_t count;
};

/* The first index's source of that id. False with *error (allocated): the index cannot be read. */
bool found_source_open(struct found_source *f, const struct library *l, struct span id, bool passages, char **error);
void found_source_release(struct found_source *f);
/* The place of the passage with that id, f->count if it is none of the source's. */
size_t found_source_place(const struct found_source *f, const struct library *l, struct span passage);

#endif
