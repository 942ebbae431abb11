#include "store/lengths.h"

#include "store/files.h"
#include "store/xap.h"
#include "text/packed.h"

#include <stdlib.h>

#define LENGTHS_BYTES_MAX ((size_t)UINT32_MAX) /* as long as a packed table is */
#define ENTRY "lengths"

/* Appends that of each document; 0 for numbers of which there is none. */
static enum xap_status list_lengths(struct xap_reader *r, struct buf *out)
{
	uint32_t *docids, next = 1;
	size_t count;
	enum xap_status status = xap_reader_documents(r, span_of(""), UINT32_MAX, &docids, &count);

	for (size_t i = 0; i < count && status == XAP_OK; i++) {
		uint32_t length;

		for (; next < docids[i]; next++)
			little_add_u16(out, 0);
		status = xap_reader_length(r, docids[i], &length);
		little_add_u16(out, (uint16_t)(length < LENGTH_UNKNOWN ? length : LENGTH_UNKNOWN));
		next++;
	}
	free(docids);
	return status;
}

bool lengths_write(const char *database, const char *path, char **error)
{
	struct packed_entry entry = {0, span_of(ENTRY), span_of("")};
	struct xap_reader *reader = NULL;
	struct buf lengths, out;
	bool good = xap_reader_open(&reader, &database, 1, error) == XAP_OK;

	if (!good)
		return false;
	buf_init(&lengths);
	buf_init(&out);
	good = list_lengths(reader, &lengths) == XAP_OK;
	if (!good)
		*error = error_message("the new index cannot be read: %s", xap_reader_error(reader));
	entry.string = buf_span(&lengths);
	packed_write(&out, &entry, 1);
	good = good && file_write(path, buf_span(&out), error);
	xap_reader_close(reader);
	buf_release(&lengths);
	buf_release(&out);
	return good;
}

void lengths_read(struct lengths *l, const char *path)
{
	struct packed table;
	char *error = NULL;

	*l = (struct lengths){{0}, {0}};
	if (file_map(path, LENGTHS_BYTES_MAX, &l->file, &error) && packed_open(&table, l->file) &&
	    !packed_get(&table, 0, span_of(ENTRY), &l->each))
		l->each = span_of("");
	free(error);
}

void lengths_release(struct lengths *l)
{
	file_unmap(l->file);
}
