/*
 * selftest.h: the direct writer against the library that is installed: a few
 * dozen awkward documents, written by both, compacted, and the tables compared
 * byte by byte. For store/direct.c and tests/.
 */
#ifndef STORE_BULK_SELFTEST_H
#define STORE_BULK_SELFTEST_H

#include "store/xap.h"

#define SELFTEST_DOCUMENTS 64

/* The document of that number, from 1 on: any of them is made the same every time. */
void selftest_document(struct xap_document *d, uint32_t number);
/*
 * In the folder `scratch`, which must not exist and is removed again; false
 * with *why (allocated) when anything differs, fails, or is not known
 * (platform.h).
 */
bool selftest_run(const char *scratch, char **why);

#endif
