/*
 * catalogue.h: catalogue.csv, the metadata a person keeps (RFC 4180 through
 * libcsv; UTF-8 with or without a byte-order mark; commas or semicolons). For
 * indexer/ and tests/.
 *
 * Columns by their header, in any order: file, sha256, id, title, publisher,
 * date, symbol, kind, language, country, url; unknown columns are ignored and
 * named once. A row is matched by sha256, then by file: the path below the
 * PATH given; else, where that is unique in the catalogue, a path that ends in
 * the row's ("a.txt" for "2015/a.txt": only if the row has an id, so that two
 * files of one name are an error and not one publication), or a row's path
 * that ends in the file's (the catalogue was made from a folder above).
 *
 * A row is broken when its quotes do not close, it has not as many cells as
 * the header (more are allowed if they are empty), its hash is none, or it is
 * not UTF-8. What follows its first line is read again, so that an open quote
 * swallows no other row. A date or language that is none leaves its cell empty,
 * and the rest of the row as it is.
 */
#ifndef INDEXER_CATALOGUE_H
#define INDEXER_CATALOGUE_H

#include "text/metadata.h"

#define CATALOGUE_ROW_MAX ((size_t)64 * 1024) /* bytes of a row with its line end; a longer one has an open quote */
#define CATALOGUE_COLUMNS_MAX 64

struct catalogue;

struct catalogue *catalogue_new(void);
void catalogue_free(struct catalogue *c);
/*
 * Adds the rows of one file. A broken row is warned of with its line
 * (`name`:LINE) and left out, a bad value likewise; returns how many rows had
 * either. A second row for the same file is a broken one. -1: no usable header: catalogue_problem says why.
 */
int catalogue_read(struct catalogue *c, struct span csv, const char *name);
/* Why the last catalogue_read gave -1, "name:1: …"; NULL: none did. */
const char *catalogue_problem(const struct catalogue *c);
/* The row for a file, by its bytes' hash, then by its path; NULL if none ("" as hash: by path alone). Marks the row as used. */
const struct metadata *catalogue_find(struct catalogue *c, const char *sha256, struct span file);
size_t catalogue_count(const struct catalogue *c); /* of rows; for tests/ */

/* A row that no file was found for. The strings live as long as the catalogue. */
struct catalogue_row {
	const char *name; /* as given to catalogue_read */
	size_t line;
	struct span file; /* may be empty */
};

/*
 * Loops over the rows not used so far:
 *	for (size_t at = 0; catalogue_unused(c, &at, &row);) …
 */
bool catalogue_unused(const struct catalogue *c, size_t *at, struct catalogue_row *row);

/* Whether a found row gives another hash than the file's: it was found by its path, and the file has changed since. */
bool catalogue_differs(const struct metadata *found, const char *sha256, struct catalogue_row *row);
/* Which rows are used, a bit a row, to be told to another process that has read the same catalogue. */
void catalogue_used_encode(struct buf *out, const struct catalogue *c);
void catalogue_used_add(struct catalogue *c, struct span bits);

#endif
