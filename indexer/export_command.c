#include "indexer/commands.h"

#include "indexer/opened.h"
#include "render/json.h"
#include "render/passage_text.h"
#include "store/files.h"

#include <stdlib.h>

static bool read_error(struct opened *o, char **error)
{
	*error = error_message("cannot read the index: %s", xap_reader_error(o->reader));
	return false;
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
	uint32_t *docids = NULL;
	size_t count = 0;
	struct source s;
	bool good;

	source_init(&s);
	good = opened_source(e->opened, key, &s, error) &&
	       opened_passages(e->opened, key, &s, &docids, &count, error);
	for (size_t i = 0; good && i < count; i++)
		good = export_passage(e, &s, docids[i], error);
	free(docids);
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
