/*
 * deflate.h: bytes as a deflated stream without a header (RFC 1951), stored
 * or deflated. Only deflate.c includes the header of zlib here. For store/bulk/ only.
 */
#ifndef STORE_BULK_DEFLATE_H
#define STORE_BULK_DEFLATE_H

#include "text/buf.h"

enum deflate_kind {
	/*
	 * In stored blocks (RFC 1951, 3.2.4): a copy that compaction leaves as it is, where it would deflate
	 * what is no stream. That takes a fifth off the time of a build, and makes its index a quarter larger.
	 */
	DEFLATE_STORED,
	DEFLATE_AS_XAPIAN, /* zlib with the library's own parameters: the same bytes as the library writes */
};

struct deflater;

struct deflater *deflater_new(enum deflate_kind kind);
void deflater_free(struct deflater *d);
/*
 * False, and *out as it was, when deflating would not make the bytes fewer; else the stream is there,
 * good until the next call. A stored stream is always made, of 5 bytes more for each 65535.
 */
bool deflater_run(struct deflater *d, struct span bytes, struct span *out);

#endif
