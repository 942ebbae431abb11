/*
 * golden.h: output compared with a file of tests/golden/, or written there when
 * UPDATE_GOLDEN is set. For tests/unit/ only.
 */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include "store/files.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

static inline void golden_compare(const char *name, const struct buf *got)
{
	char path[128], *error = NULL;
	struct buf want;

	snprintf(path, sizeof path, "tests/golden/%s", name);
	buf_init(&want);
	if (getenv("UPDATE_GOLDEN") != NULL && !file_replace(path, buf_span(got), &error))
		tap_note("%s", error);
	free(error);
	error = NULL;
	if (!file_read(path, SIZE_MAX / 2, &want, &error))
		tap_note("%s", error);
	if (!tap_ok(span_eq(buf_span(&want), buf_span(got)), "output is as in %s", path))
		tap_note("got:\n%s", got->data);
	free(error);
	buf_release(&want);
}

#endif
