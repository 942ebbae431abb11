/*
 * catalogues.h: the catalogues of a build and which of them speaks for a file:
 * the one given with --catalogue first, then a catalogue.csv in the file's own
 * folder, then those in the folders above it. For indexer/ only.
 */
#ifndef INDEXER_CATALOGUES_H
#define INDEXER_CATALOGUES_H

#include "indexer/catalogue.h"
#include "indexer/walk.h"

struct catalogue_place {
	struct catalogue *catalogue;
	char *folder;  /* below its root, with a final "/", or "" */
	uint32_t root;
	bool everywhere; /* given with --catalogue: for every root */
};

struct catalogues {
	struct catalogue_place *places;
	size_t count, cap;
};

void catalogues_init(struct catalogues *c);
void catalogues_release(struct catalogues *c);
/* Reads the file given with --catalogue; false with *error if it cannot be read or has no header. */
bool catalogues_read(struct catalogues *c, const char *path, char **error);
/* Reads those the walk found; what is wrong with them is added to the walk's failures. */
void catalogues_read_walked(struct catalogues *c, struct walk *w);
/*
 * A number that stands for the fields that are known in `m`, of the source at `offset` in the file or in
 * that part of it (NULL: none). Of what catalogues_fill has put into an empty `m`, it changes when the
 * rows for the source do; those of all sources of a file are added up.
 */
uint64_t catalogues_stamp(const struct metadata *m, const char *part, uint64_t offset);
/*
 * Fills the fields still unknown in `m` from the rows for a file, or a line of
 * it, with these bytes. A row that gives the file another hash is warned of.
 */
void catalogues_fill(struct catalogues *c, struct metadata *m, const struct input *input,
                     const char *sha256, bool is_line);
/* Marks the rows for the path of a file as used, whether the file can be read or not. */
void catalogues_mark(struct catalogues *c, const struct input *input);
/* Warns of the rows that are not used. */
void catalogues_warn_unused(const struct catalogues *c);

#endif
