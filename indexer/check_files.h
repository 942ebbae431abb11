/*
 * check_files.h: whether the files of an index are those that were written:
 * `current`, the manifest, and each file it names. For indexer/ only.
 */
#ifndef INDEXER_CHECK_FILES_H
#define INDEXER_CHECK_FILES_H

#include "store/build.h"

/* What is wrong is warned of, each file by its name; how many things that were. `current` and its witness: */
size_t check_current(const char *index);
/* Each file's hash against the one noted, files that are missing, and files that the manifest does not name. */
size_t check_files(const struct build *b);

#endif
