/*
 * deflate.h: bytes deflated without a header. Only deflate.c includes the
 * headers of zlib and libdeflate here. For store/bulk/ only.
 */
#ifndef STORE_BULK_DEFLATE_H
#define STORE_BULK_DEFLATE_H

#include "text/buf.h"

enum deflate_kind {
	DEFLATE_FAST,       /* libdeflate */
	DEFLATE_AS_XAPIAN,  /* zlib with the library's own parameters: the same bytes as the library writes */
};

struct deflater;

struct deflater *deflater_new(enum deflate_kind kind);
void deflater_free(struct deflater *d);
/* False, and *out as it was, when the result would not be smaller; else it is there, good until the next call. */
bool deflater_run(struct deflater *d, struct span bytes, struct span *out);

#endif
