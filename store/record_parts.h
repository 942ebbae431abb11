/*
 * record_parts.h: how a record lies in a document's data. For record*.c only.
 */
#ifndef STORE_RECORD_PARTS_H
#define STORE_RECORD_PARTS_H

#include "store/checksum.h"
#include "store/record.h"

/*
 * Layout: checksum (checksum.h); 0, or 1 and a length when what follows is deflated and has that
 * length inflated; id; source key; then numbers as base-128 varints (low group
 * first, shortest form only), strings as length and bytes, lists as count and
 * elements, offsets as differences from the one before; at the end the bytes
 * of the ranges, whose length the ranges give. Places in the reading text, of
 * what is cited, are start and length.
 */
#define VARINT_MAX 10

/*
 * A longer record is deflated. Xapian 1.4.22 deflates document data too, and
 * cannot inflate some very repetitive data of over 8192 bytes ("Too few chunks
 * of compressed data"): such data must not reach it.
 */
#define PLAIN_MAX 8000
#define DEFLATE_LEVEL 1

#endif
