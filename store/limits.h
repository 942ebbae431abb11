/*
 * limits.h: whether the system lets a program have what it needs, asked where it would otherwise end with no word of
 * why, or blame an index. For indexer/ and searcher/.
 */
#ifndef STORE_LIMITS_H
#define STORE_LIMITS_H

#include <stdbool.h>

/* Each: false with *error (allocated), which names the limit. For the start of a program: a stack that suffices. */
bool limits_stack(char **error);
/* Whether as many more files may be opened as reading an index takes. */
bool limits_files(char **error);

#endif
