/*
 * build_names.h: the names of builds in an index directory, and of the files in
 * a build. For store/build*.c only.
 */
#ifndef STORE_BUILD_NAMES_H
#define STORE_BUILD_NAMES_H

#include "store/build.h"

/* Reads "build-7" or "build-7.new"; false if the name is neither. */
bool build_number(const char *name, uint32_t *number, bool *unfinished);
char *build_name(uint32_t number, bool unfinished); /* allocated */
/* The live build's number, 0 with *error (allocated) if `current` is missing or unreadable. */
uint32_t build_current(const char *index, char **error);
/* The line of `current.sum` for a build: its name and the start of the name's SHA-256; allocated. */
char *build_sum_line(uint32_t number);
/* Fills the manifest's list of files: sizes and hashes. False with *error. */
bool build_list_files(struct build *b, char **error);

#endif
