/*
 * checksum.h: what stands before a record of the index, so that one that was damaged on a disk is not
 * shown. For store/ and tests/ only.
 */
#ifndef STORE_CHECKSUM_H
#define STORE_CHECKSUM_H

#include "text/buf.h"

/* Bytes, lowest first: the low half of hash_bytes over all that follows them. */
#define CHECKSUM_LEN 4

/* Leaves room for one; where what it is of begins. */
size_t checksum_begin(struct buf *out);
/* Of all from `start` on, to the end. */
void checksum_end(struct buf *out, size_t start);
/* Takes it off; false, the record as it was: it is none of what follows. */
bool checksum_take(struct span *record);

#endif
