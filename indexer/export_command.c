#include "indexer/commands.h"

#include "indexer/opened.h"
#include "render/json.h"
#include "render/passage_text.h"
#include "store/files.h"
#include "store/schema.h"

#include <stdlib.h>

/* A passage of the source at work: its place in it and its document. */
struct placed {
	uint32_t ordinal, docid;
};

static int by_ordinal(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
}

static bool read_error(struct opened *o, char **error)
{
	*error = error_message("cannot read the index: %s", xap_reader_error(o->reader));
	return false;
}

static bool read_ordinal(struct opened *o, uint32_t docid, struct buf *value, uint32_t *ordinal)
{
	const unsigned char *p;

	if (xap_reader_value(o->reader, docid, SLOT_ORDINAL, value) != XAP_OK || value->len != 4)
		return false;
	p = (const unsigned char *)value->data;
	*ordinal = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	return true;
}

/* The documents of a source, in its own order; *out allocated. */
static bool read_places(struct opened *o, const char *key, struct placed **out, size_t *count, char **error)
{
	struct buf term;
	uint32_t *docids = NULL;
	bool good;

	buf_init(&term);
	schema_term(&term, PREFIX_SOURCE, span_of(key));
	*count = 0;
	good = xap_reader_documents(o->reader, buf_span(&term), SIZE_MAX, &docids, count) == XAP_OK;
	*out = mem_alloc((*count + 1) * sizeof **out);
	for (size_t i = 0; good && i < *count; i++) {
		(*out)[i].docid = docids[i];
		good = read_ordinal(o, docids[i], &term, &(*out)[i].ordinal);
	}
	if (good)
		qsort(*out, *count, sizeof **out, by_ordinal);
	free(docids);
	buf_release(&term);
	return good || read_error(o, error);
}

struct exporter {
	struct opened *opened;
	struct pool pool;
	struct reading reading;
	struct buf data, text, line;
};

static bool export_passage(struct exporter *e, const struct source *s, uint32_t docid, char **error)
{
	struct record r;

	pool_clear(&e->pool);
	if (xap_reader_data(e->opened->reader, docid, &e->data) != XAP_OK)
		return read_error(e->opened, error);
	if (!record_decode(&r, buf_span(&e->data), &e->pool)) {
		*error = error_message("a passage of %s is damaged: build the index again", s->meta.id);
		return false;
	}
	buf_clear(&e->text);
	passage_text(&e->reading, &r);
	reading_show(&e->text, &e->reading, (struct range){0, e->reading.text.len});
	buf_clear(&e->line);
	json_line(&e->line, json_passage(&r, s, buf_span(&e->text), NULL));
	return command_write(buf_span(&e->line));
}

static bool export_source(struct exporter *e, const char *key, char **error)
{
	struct placed *places = NULL;
	size_t count = 0;
	struct source s;
	bool good;

	source_init(&s);
	good = opened_source(e->opened, key, &s, error) &&
	       read_places(e->opened, key, &places, &count, error);
	for (size_t i = 0; good && i < count; i++)
		good = export_passage(e, &s, places[i].docid, error);
	free(places);
	source_release(&s);
	return good;
}

static bool export_all(struct opened *opened, char **error)
{
	struct exporter e = {.opened = opened};
	bool good = opened_keys(opened, error);

	pool_init(&e.pool);
	reading_init(&e.reading);
	buf_init(&e.data);
	buf_init(&e.text);
	buf_init(&e.line);
	for (size_t i = 0; good && i < opened->count; i++)
		good = export_source(&e, opened->keys[i], error);
	buf_release(&e.data);
	buf_release(&e.text);
	buf_release(&e.line);
	reading_release(&e.reading);
	pool_release(&e.pool);
	return good;
}

int export_command(const struct options *o)
{
	char *index = command_index(o), *error = NULL;
	struct opened opened;
	bool good;

	if (!opened_open(&opened, index, &error)) {
		free(index);
		return command_fail(error);
	}
	good = export_all(&opened, &error);
	opened_close(&opened);
	free(index);
	if (error != NULL)
		return command_fail(error);
	return good ? command_finish(STATUS_OK) : STATUS_FAILED;
}
