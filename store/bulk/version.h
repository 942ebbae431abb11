/*
 * version.h: the file `iamglass`, the root of a database: the format's number,
 * a UUID, where each table's root is, and totals. For store/bulk/ only.
 */
#ifndef STORE_BULK_VERSION_H
#define STORE_BULK_VERSION_H

#include "store/bulk/table.h"

/* Of the release that set it in 2016; the same in all of Xapian 1.4, and a library of another refuses the database. */
#define VERSION_FORMAT 0x046E

#define VERSION_FILE "iamglass"

/* In the file's order. */
enum version_table {
	TABLE_POSTLIST,
	TABLE_DOCDATA,
	TABLE_TERMLIST,
	TABLE_POSITION,
	TABLE_SPELLING,
	TABLE_SYNONYM,
	TABLE_COUNT
};

extern const char *const version_tables[TABLE_COUNT]; /* names of their files, without ".glass" */
extern const unsigned version_deflate_over[TABLE_COUNT]; /* tags of more bytes are deflated; 0: none */

struct version_totals {
	uint32_t documents;          /* the greatest document's number is the same */
	uint64_t length;             /* of all documents */
	uint64_t shortest, longest;  /* of those that have a length */
	uint64_t wdf;                /* the greatest */
};

/* Writes FOLDER/iamglass, which must not exist; false with *error. */
bool version_write(const char *folder, const struct table_root *roots, const struct version_totals *totals,
                   char **error);
/*
 * Where a table's root is, in a file of its own: left by the one that wrote the table, taken away by the one that
 * writes the file above. False with *error (allocated).
 */
bool version_write_root(const char *folder, enum version_table table, const struct table_root *root, char **error);
bool version_take_root(const char *folder, enum version_table table, struct table_root *root, char **error);
/* Whether two such files, or two of other content, are the same but for their UUIDs. */
bool version_same(struct span a, struct span b);
/*
 * What a version file says of format and block sizes (0: they differ);
 * false when it is none.
 */
bool version_read(struct span file, unsigned *format, unsigned *block);

#endif
