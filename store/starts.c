#include "store/starts.h"

#include "store/files.h"
#include "store/schema.h"
#include "text/little.h"
#include "text/packed.h"

#include <stdlib.h>

#define STARTS_BYTES_MAX ((size_t)1024 * 1024 * 1024)
#define ENTRY "starts"
#define DOCID 4 /* bytes */

/* Appends the document of each value that differs from the one before. */
static enum xap_status list_starts(struct xap_reader *r, struct buf *out)
{
	struct xap_walk *walk;
	struct span value;
	struct buf last;
	enum xap_status status = xap_walk_values(&walk, r, SLOT_SOURCE);

	buf_init(&last);
	while (status == XAP_OK && (status = xap_walk_next(walk, &value)) == XAP_OK) {
		if (span_eq(value, buf_span(&last)))
			continue;
		little_add_u32(out, xap_walk_frequency(walk));
		buf_clear(&last);
		buf_add_span(&last, value);
	}
	buf_release(&last);
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static enum xap_status count_sources(struct xap_reader *r, size_t *count)
{
	struct xap_walk *walk;
	struct span term;
	enum xap_status status = xap_walk_terms(&walk, r, span_of(schema_prefix_letters[PREFIX_SOURCE]));

	for (*count = 0; status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK;)
		++*count;
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static bool write_table(struct span starts, const char *path, char **error)
{
	struct packed_entry entry = {0, span_of(ENTRY), starts};
	struct buf out;
	bool good;

	buf_init(&out);
	packed_write(&out, &entry, 1);
	good = file_write(path, buf_span(&out), error);
	buf_release(&out);
	return good;
}

bool starts_write(const char *database, const char *path, char **error)
{
	struct xap_reader *reader = NULL;
	struct buf starts;
	size_t sources = 0;
	enum xap_status status = xap_reader_open(&reader, &database, 1, error);

	if (status != XAP_OK)
		return false;
	buf_init(&starts);
	status = list_starts(reader, &starts);
	if (status == XAP_OK)
		status = count_sources(reader, &sources);
	if (status != XAP_OK)
		*error = error_message("the new index cannot be read: %s", xap_reader_error(reader));
	else if (starts.len == sources * DOCID && !write_table(buf_span(&starts), path, error))
		status = XAP_FAILED;
	xap_reader_close(reader);
	buf_release(&starts);
	return status == XAP_OK;
}

void starts_read(struct starts *s, const char *path)
{
	struct packed table;
	struct span docids;
	char *error = NULL;

	*s = (struct starts){.first = NULL};
	if (file_map(path, STARTS_BYTES_MAX, &s->bytes, &error) && packed_open(&table, s->bytes) &&
	    packed_get(&table, 0, span_of(ENTRY), &docids)) {
		s->first = (const unsigned char *)docids.data;
		s->count = docids.len / DOCID;
	}
	free(error);
}

void starts_release(struct starts *s)
{
	file_unmap(s->bytes);
}

size_t starts_find(const struct starts *s, uint32_t docid)
{
	size_t low = 0, high = s->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (little_u32(s->first + middle * DOCID) <= docid)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}
