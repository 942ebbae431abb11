/*
 * scratch.h: a folder for a test program's files, below $TMP if that is set.
 * For tests/unit/ only.
 */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include "store/files.h"

#include <stdio.h>
#include <stdlib.h>

/* Makes an empty folder; allocated path. Ends the program if it cannot. */
static inline char *scratch_make(void)
{
	const char *top = getenv("TMP");
	char *path = path_join(top == NULL || *top == '\0' ? "/tmp" : top, "hrsearch-test-XXXXXX");

	if (mkdtemp(path) == NULL) {
		perror(path);
		exit(2);
	}
	return path;
}

static inline void scratch_remove(char *path)
{
	char *error = NULL;

	folder_remove(path, &error);
	free(error);
	free(path);
}

#endif
