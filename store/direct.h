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
 * Whether this program has the way and it works with the library that is installed: tried in the
 * folder `scratch`, which must not exist and does not afterwards. False with *why (allocated), or
 * NULL where the program is without it.
 */
bool direct_works(const char *scratch, char **why);
/* As xap_writer_create; only where direct_works said so. */
enum xap_status direct_create(struct xap_writer **out, const char *path);
/*
 * Whether `merged`, compacted from shards that direct_create made, in this order, has what was
 * written to them, as far as a sample and the totals tell. False with *error (allocated).
 */
bool direct_verify(const char *const *shards, size_t count, const char *merged, char **error);

#endif
