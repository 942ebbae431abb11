/*
 * made_zip.h: Zip archives made by a test. For tests/unit/ only.
 */
#ifndef TESTS_MADE_ZIP_H
#define TESTS_MADE_ZIP_H

#include "text/buf.h"

#include <archive.h>
#include <archive_entry.h>

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

#endif
