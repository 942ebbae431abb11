/*
 * check_parts.h: all parts of the check of a database, one after the other. For
 * tests/ only: a build runs them side by side, hrindex check the library's own.
 */
#ifndef TESTS_CHECK_PARTS_H
#define TESTS_CHECK_PARTS_H

#include "store/check.h"

static inline bool check_parts(const char *database, const char *scratch, char **error)
{
	bool good = true;

	for (int part = 0; good && part < CHECK_PARTS; part++)
		good = check_part(database, (enum check_part)part, scratch, error);
	return good;
}

#endif
