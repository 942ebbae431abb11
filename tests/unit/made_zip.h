/*
 * made_zip.h: Zip archives made by a test. For tests/unit/ only.
 */
#ifndef TESTS_MADE_ZIP_H
#define TESTS_MADE_ZIP_H

#include "text/buf.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <zlib.h>

struct made_member {
	const char *name;
	struct span bytes;
	size_t times; /* the bytes are written so often; 0: once */
};

static inline la_ssize_t made_zip_write(struct archive *a, void *context, const void *bytes, size_t len)
{
	(void)a;
	buf_add(context, bytes, len);
	return (la_ssize_t)len;
}

/* Appends an archive of the members; names may be anything. */
static inline void made_zip(struct buf *out, const struct made_member *members, size_t count)
{
	struct archive *a = archive_write_new();

	archive_write_set_format_zip(a);
	archive_write_set_bytes_in_last_block(a, 1);
	archive_write_open(a, out, NULL, made_zip_write, NULL);
	for (size_t i = 0; i < count; i++) {
		const struct made_member *m = &members[i];
		size_t times = m->times == 0 ? 1 : m->times;
		struct archive_entry *e = archive_entry_new();

		archive_entry_set_pathname(e, m->name);
		archive_entry_set_size(e, (la_int64_t)(m->bytes.len * times));
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_perm(e, 0644);
		archive_write_header(a, e);
		while (times-- > 0)
			archive_write_data(a, m->bytes.data, m->bytes.len);
		archive_entry_free(e);
	}
	archive_write_close(a);
	archive_write_free(a);
}

/* ---- archives that unpack to much, without compressing it all ---- */

#define MADE_BLOCK ((size_t)1024 * 1024)

static inline void made_numbers(struct buf *out, const uint32_t *numbers, const int *widths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (int b = 0; b < widths[i]; b++)
			buf_add_char(out, (char)(unsigned char)(numbers[i] >> (8 * b)));
}

/* A block of spaces as a part of a deflate stream, which may be repeated; `last`: the end of one. */
static inline void made_block(struct buf *out, size_t len, bool last)
{
	unsigned char *spaces = mem_alloc(MADE_BLOCK), *packed = mem_alloc(MADE_BLOCK);
	z_stream z = {.next_in = spaces, .avail_in = (uInt)len, .next_out = packed, .avail_out = (uInt)MADE_BLOCK};

	memset(spaces, ' ', MADE_BLOCK);
	deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
	deflate(&z, last ? Z_FINISH : Z_FULL_FLUSH);
	buf_add(out, packed, MADE_BLOCK - z.avail_out);
	deflateEnd(&z);
	free(spaces);
	free(packed);
}

/* The head of a member, in its place (central: in the directory too), by APPNOTE.TXT 4.3.7 and 4.3.12. */
static inline void made_head(struct buf *out, bool central, const char *name, uint32_t crc, uint32_t packed, uint32_t size, uint32_t at)
{
	const uint32_t name_length = (uint32_t)strlen(name);

	if (central) {
		made_numbers(out, (uint32_t[]){0x02014b50, 20, 20, 0, 8, 0, 0x21, crc, packed, size, name_length, 0, 0, 0, 0, 0, at},
		             (int[]){4, 2, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2, 2, 2, 2, 4, 4}, 17);
	} else {
		made_numbers(out, (uint32_t[]){0x04034b50, 20, 0, 8, 0, 0x21, crc, packed, size, name_length, 0},
		             (int[]){4, 2, 2, 2, 2, 2, 4, 4, 4, 2, 2}, 11);
	}
	buf_add_str(out, name);
}

/*
 * Appends an archive of one member of so many blocks of spaces. `other`: an
 * archive of other members, which made_zip made, to which it is added.
 */
static inline void made_zip_spaces(struct buf *out, const struct buf *other, const char *name, size_t blocks)
{
	struct buf data, block, directory;
	unsigned char *spaces = mem_alloc(MADE_BLOCK);
	uLong one, crc = 0;
	uint32_t end = (uint32_t)other->len - 22, others, from, size;
	const unsigned char *tail = (const unsigned char *)other->data + end;

	memset(spaces, ' ', MADE_BLOCK);
	one = crc32(0, spaces, (uInt)MADE_BLOCK);
	buf_init(&data), buf_init(&block), buf_init(&directory);
	made_block(&block, MADE_BLOCK, false);
	for (size_t i = 0; i < blocks; i++) {
		buf_add_span(&data, buf_span(&block));
		crc = crc32_combine(crc, one, (z_off_t)MADE_BLOCK);
	}
	made_block(&data, 0, true);
	others = (uint32_t)tail[10] | (uint32_t)tail[11] << 8;
	from = (uint32_t)tail[16] | (uint32_t)tail[17] << 8 | (uint32_t)tail[18] << 16;
	buf_add(out, other->data, from);
	size = (uint32_t)(blocks * MADE_BLOCK);
	buf_add(&directory, other->data + from, end - from);
	made_head(&directory, true, name, (uint32_t)crc, (uint32_t)data.len, size, from);
	made_head(out, false, name, (uint32_t)crc, (uint32_t)data.len, size, 0);
	buf_add_span(out, buf_span(&data));
	from = (uint32_t)out->len;
	buf_add_span(out, buf_span(&directory));
	made_numbers(out, (uint32_t[]){0x06054b50, 0, 0, others + 1, others + 1, (uint32_t)directory.len, from, 0}, (int[]){4, 2, 2, 2, 2, 4, 4, 2}, 8);
	buf_release(&data), buf_release(&block), buf_release(&directory);
	free(spaces);
}

#endif
