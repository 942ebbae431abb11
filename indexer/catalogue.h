/*
 * catalogue.h: catalogue.csv, the metadata a person keeps (RFC 4180 through
 * libcsv; UTF-8 with or without a byte-order mark; commas or semicolons). For
 * indexer/ and tests/.
 *
 * Columns by their header, in any order: file, sha256, id, title, publisher,
 * date, symbol, kind, language, country, url; unknown columns are ignored and
 * named once. A row is matched by sha256, then by file.
 */
#ifndef INDEXER_CATALOGUE_H
#define INDEXER_CATALOGUE_H

#include "text/metadata.h"

struct catalogue;

struct catalogue *catalogue_new(void);
void catalogue_free(struct catalogue *c);
/*
 * Adds the rows of one file. A broken row is warned of with its line
 * (`name`:LINE) and left out; returns how many were. -1: no usable header, warned of too.
 */
int catalogue_read(struct catalogue *c, struct span csv, const char *name);
/* The row for a file, by its bytes' hash, then by its path; NULL if none. Marks the row as used. */
const struct metadata *catalogue_find(struct catalogue *c, const char *sha256, struct span file);
size_t catalogue_count(const struct catalogue *c);

#endif
