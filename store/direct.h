/*
 * direct.h: the second way to write a new database: its tables directly
 * (store/bulk/), instead of document by document through the library. Nothing
 * else knows which way a database was written. For indexer/ and tests/.
 *
 * In a program that is built without store/bulk/ there is no such way.
 */
#ifndef STORE_DIRECT_H
#define STORE_DIRECT_H

#include "store/xap.h"

/*
 * Whether this program has the way and it works with the library that is installed: all parts of a trial, in
 * any order and by any process, in the folder `scratch`, which must not exist at first; and then the end of it, which
 * removes the folder. False with *why (allocated), or NULL where the program is without it; the folder may be there then.
 */
#define DIRECT_TRIALS 2
bool direct_try(const char *scratch, unsigned part, char **why);
bool direct_works(const char *scratch, char **why);
/*
 * Only where direct_works said so. A writer, as xap_writer_create makes one, of a part of a database in the folder
 * `path`, which must not exist; and, as xap_writer_open, one of more metadata to a part that is finished.
 */
enum xap_status direct_create(struct xap_writer **out, const char *path);
enum xap_status direct_open(struct xap_writer **out, const char *path);
/*
 * The database in the folder `to`, which is made, of all parts, in their order: its tables in any order and by any
 * process; and then the end of it. False with *error (allocated).
 */
#define DIRECT_TABLES 4
#define DIRECT_METADATA (DIRECT_TABLES - 1) /* the only one that has any: more may be added until it is made */
bool direct_join(const char *const *parts, size_t count, const char *to, unsigned table, char **error);
char *direct_table(unsigned table); /* the name of its file, allocated: there is none where it is empty */
bool direct_join_end(const char *const *parts, size_t count, const char *to, char **error);
/*
 * Whether the database made of these parts has what was written to them, as far as a sample and
 * the totals tell. False with *error (allocated).
 */
bool direct_verify(const char *const *parts, size_t count, const char *joined, char **error);

#endif
