/*
 * join.h: the tables of a database, made of the parts that its writers left
 * (part.h), the documents of an earlier one before those of a later; each table by whoever comes, any of them at the
 * same time. What comes of it is byte for byte what the library's compaction would make of the same documents
 * (table.h; selftest.h tries it). For store/direct.c, selftest.c and tests/.
 *
 *	join_table, each table → join_end
 */
#ifndef STORE_BULK_JOIN_H
#define STORE_BULK_JOIN_H

#include "store/bulk/deflate.h"
#include "store/bulk/version.h"

#define JOIN_TABLES (TABLE_POSITION + 1) /* the others are the library's alone */

/* Writes the table into the folder `to`, which is made if need be. False with *error (allocated). */
bool join_table(const char *const *parts, size_t count, const char *to, enum version_table table,
                enum deflate_kind deflate, char **error);
/* After all tables: the database is there. False with *error. */
bool join_end(const char *const *parts, size_t count, const char *to, char **error);

#endif
