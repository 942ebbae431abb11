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
/* How they are written: by the library, and directly in parts, one of them in many runs. */
#define SELFTEST_WAYS 2

/*
 * Each way into the folder `scratch`, in any order and by any process; at first there must be no such folder. False
 * with *why (allocated).
 */
bool selftest_write(const char *scratch, unsigned way, char **why);
/* Once all are written; false with *why when anything differs or is not known (platform.h). Removes the folder. */
bool selftest_compare(const char *scratch, char **why);

#endif
