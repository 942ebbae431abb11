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
#define DIRECT_TRIALS 3
bool direct_try(const char *scratch, unsigned part, char **why);
bool direct_works(const char *scratch, char **why);
/* As xap_writer_create; only where direct_works said so. */
enum xap_status direct_create(struct xap_writer **out, const char *path);
/*
 * Whether `merged`, compacted from shards that direct_create made, in this order, has what was
 * written to them, as far as a sample and the totals tell. False with *error (allocated).
 */
bool direct_verify(const char *const *shards, size_t count, const char *merged, char **error);

#endif
