#include "indexer/base.h"

#include "store/files.h"
#include "store/schema.h"
#include "store/xap.h"

#include <stdlib.h>

static enum xap_status delete_source(struct xap_writer *w, const struct base_source *s, struct buf *key)
{
	enum xap_status status;

	schema_term(key, PREFIX_SOURCE, span_of(s->key));
	status = xap_writer_delete_by_term(w, buf_span(key));
	source_metadata_key(key, s->key);
	if (status == XAP_OK)
		status = xap_writer_set_metadata(w, buf_span(key), span_make(NULL, 0));
	return status;
}

static enum xap_status write_record(struct xap_writer *w, const struct source *s, const char *key_of,
                                    struct buf *key, struct buf *value)
{
	source_metadata_key(key, key_of);
	buf_clear(value);
	source_encode(value, s);
	return xap_writer_set_metadata(w, buf_span(key), buf_span(value));
}

static enum xap_status edit_sources(const struct base *b, struct xap_writer *w)
{
	enum xap_status status = XAP_OK;
	struct buf key, value;

	buf_init(&key);
	buf_init(&value);
	for (size_t i = 0; i < b->count && status == XAP_OK; i++) {
		const struct base_source *s = &b->sources[i];

		if (s->gone)
			status = delete_source(w, s, &key);
		else if (s->moved)
			status = write_record(w, &s->source, s->key, &key, &value);
	}
	buf_release(&key);
	buf_release(&value);
	return status;
}

bool base_edit(const struct base *b, const struct build *to, char **error)
{
	char *copy = build_file(to, "base");
	struct xap_writer *w = NULL;
	enum xap_status status = xap_writer_open(&w, copy);

	if (status == XAP_OK)
		status = edit_sources(b, w);
	if (status == XAP_OK)
		status = xap_writer_commit(w);
	if (status != XAP_OK)
		*error = error_message("cannot change the copy of the index: %s", xap_writer_error(w));
	xap_writer_close(w);
	free(copy);
	return status == XAP_OK;
}
