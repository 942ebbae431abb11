/*
 * catalogue_rows.h: the rows of a catalogue, as catalogue_read.c makes them and
 * catalogue.c keeps and finds them. For these two only.
 */
#ifndef INDEXER_CATALOGUE_ROWS_H
#define INDEXER_CATALOGUE_ROWS_H

#include "indexer/catalogue.h"
#include "text/strmap.h"

#define NO_ROW UINT32_MAX
#define HASH_LEN 64

struct catalogue_entry {
	struct metadata meta;   /* the first member: catalogue_differs gets at its row by it */
	char *file;             /* NULL: none */
	char sha256[HASH_LEN + 1]; /* "": none */
	char *name;             /* of the catalogue file */
	size_t line;
	uint32_t same_hash;     /* the row before with this sha256, NO_ROW */
	uint32_t same_path;     /* … with this file */
	uint32_t same_base;     /* … with this last part of `file` */
	bool used;
	bool in_part;           /* a value was left out */
};

/* The last row of a key is 1 + index, so that 0 is none; the chain goes on in the rows. */
struct catalogue {
	struct catalogue_entry *rows;
	size_t count, cap;
	struct strmap by_hash, by_path, by_base;
	char *problem; /* NULL: none */
};

void catalogue_entry_init(struct catalogue_entry *e);
void catalogue_entry_release(struct catalogue_entry *e);
/* The row that is about the same file as this one, NULL if there is none. */
const struct catalogue_entry *catalogue_find_double(const struct catalogue *c, const struct catalogue_entry *e);
/* Takes over what the row owns. */
void catalogue_add(struct catalogue *c, const struct catalogue_entry *e);

#endif
