#include "store/bulk/deflate.h"

#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define NO_HEADER (-15) /* the largest window, raw */
#define MEMORY_LEVEL 9

#define BLOCK_MOST 65535 /* bytes of a stored block */
#define BLOCK_HEAD 5     /* its first byte, which says whether it is the last; its length, and that inverted */

struct deflater {
	enum deflate_kind kind;
	z_stream stream; /* DEFLATE_AS_XAPIAN */
	struct buf out;
};

static void must(bool good)
{
	if (good)
		return;
	fputs("out of memory\n", stderr);
	exit(2);
}

struct deflater *deflater_new(enum deflate_kind kind)
{
	struct deflater *d = mem_zalloc(sizeof *d);

	d->kind = kind;
	buf_init(&d->out);
	if (kind == DEFLATE_AS_XAPIAN)
		must(deflateInit2(&d->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, NO_HEADER, MEMORY_LEVEL,
		                  Z_DEFAULT_STRATEGY) == Z_OK);
	return d;
}

void deflater_free(struct deflater *d)
{
	if (d == NULL)
		return;
	if (d->kind == DEFLATE_AS_XAPIAN)
		deflateEnd(&d->stream);
	buf_release(&d->out);
	free(d);
}

static void block(struct buf *out, struct span bytes, bool last)
{
	unsigned len = (unsigned)bytes.len, inverted = ~len;
	const char head[BLOCK_HEAD] = {last, (char)len, (char)(len >> 8), (char)inverted, (char)(inverted >> 8)};

	buf_add(out, head, sizeof head);
	buf_add_span(out, bytes);
}

static void store(struct buf *out, struct span bytes)
{
	while (bytes.len > BLOCK_MOST) {
		block(out, span_make(bytes.data, BLOCK_MOST), false);
		bytes = span_make(bytes.data + BLOCK_MOST, bytes.len - BLOCK_MOST);
	}
	block(out, bytes, true);
}

static bool deflate_by_zlib(struct deflater *d, struct span bytes)
{
	z_stream *z = &d->stream;

	if (bytes.len < 2)
		return false;
	buf_reserve(&d->out, bytes.len);
	deflateReset(z);
	z->next_in = (Bytef *)(uintptr_t)bytes.data;
	z->avail_in = (uInt)bytes.len;
	z->next_out = (Bytef *)d->out.data;
	z->avail_out = (uInt)bytes.len;
	if (deflate(z, Z_FINISH) != Z_STREAM_END || z->total_out >= bytes.len)
		return false;
	d->out.len = z->total_out;
	return true;
}

bool deflater_run(struct deflater *d, struct span bytes, struct span *out)
{
	buf_clear(&d->out);
	if (d->kind == DEFLATE_STORED)
		store(&d->out, bytes);
	else if (!deflate_by_zlib(d, bytes))
		return false;
	*out = buf_span(&d->out);
	return true;
}
