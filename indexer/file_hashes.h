/*
 * file_hashes.h: the hashes of many files, taken by all jobs at once. For
 * indexer/ only.
 */
#ifndef INDEXER_FILE_HASHES_H
#define INDEXER_FILE_HASHES_H

#include "indexer/building.h"
#include "store/sha256.h"

/* Of each file of the walk; "": it is not known yet, or cannot be read. */
typedef char file_hash[SHA256_HEX + 1];

/*
 * Takes the hashes of the files that the build before knew (walked_file.known). Meanwhile, or before it where one process
 * does all, the parent calls `beside` once. False with *error, or with *error NULL when a signal stopped it.
 */
bool file_hashes_take(struct building *b, file_hash *hashes, void (*beside)(void *context), void *context, char **error);

#endif
