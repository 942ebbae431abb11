/*
 * platform.h: whether the direct writer knows the library it writes for. For
 * store/bulk/ and tests/.
 */
#ifndef STORE_BULK_PLATFORM_H
#define STORE_BULK_PLATFORM_H

#include "text/buf.h"

struct platform {
	const char *library; /* xap_version() */
	bool little_endian;
	unsigned format, block; /* of a database that the library has just written */
};

/* This machine and library, but for format and block. */
void platform_here(struct platform *p);
/* False with *why (allocated) when anything is not as it was when the writer was tried. */
bool platform_is_known(const struct platform *p, char **why);

#endif
