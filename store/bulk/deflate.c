#include "store/bulk/deflate.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>

#define FAST_LEVEL 1    /* the sizes are those of zlib's usual level, in a quarter of the time */
#define NO_HEADER (-15) /* the largest window, raw */
#define MEMORY_LEVEL 9

struct deflater {
	struct libdeflate_compressor *fast; /* NULL: by zlib */
	z_stream stream;
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

	buf_init(&d->out);
	if (kind == DEFLATE_FAST) {
		d->fast = libdeflate_alloc_compressor(FAST_LEVEL);
		must(d->fast != NULL);
	} else {
		must(deflateInit2(&d->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, NO_HEADER, MEMORY_LEVEL,
		                  Z_DEFAULT_STRATEGY) == Z_OK);
	}
	return d;
}

void deflater_free(struct deflater *d)
{
	if (d == NULL)
		return;
	if (d->fast != NULL)
		libdeflate_free_compressor(d->fast);
	else
		deflateEnd(&d->stream);
	buf_release(&d->out);
	free(d);
}

static size_t by_zlib(struct deflater *d, struct span bytes, size_t room)
{
	z_stream *z = &d->stream;

	deflateReset(z);
	z->next_in = (Bytef *)(uintptr_t)bytes.data;
	z->avail_in = (uInt)bytes.len;
	z->next_out = (Bytef *)d->out.data;
	z->avail_out = (uInt)room;
	return deflate(z, Z_FINISH) == Z_STREAM_END ? z->total_out : 0;
}

bool deflater_run(struct deflater *d, struct span bytes, struct span *out)
{
	size_t room = bytes.len - 1, made;

	if (bytes.len < 2)
		return false;
	buf_clear(&d->out);
	buf_reserve(&d->out, room);
	made = d->fast != NULL ? libdeflate_deflate_compress(d->fast, bytes.data, bytes.len, d->out.data, room)
	                       : by_zlib(d, bytes, room);
	if (made == 0)
		return false;
	*out = span_make(d->out.data, made);
	return true;
}
