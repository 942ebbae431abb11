#include "indexer/commands.h"

#include "indexer/failures.h"
#include "indexer/opened.h"
#include "indexer/progress.h"
#include "render/json.h"
#include "store/files.h"
#include "text/utf8.h"

#include <stdlib.h>

/* How a source is printed: one of these for each format. */
typedef void print_source(struct buf *out, const struct source *s);

static void add_cell(struct buf *out, struct span value, bool first)
{
	bool quoted = memchr(value.data, ',', value.len) != NULL || memchr(value.data, '"', value.len) != NULL ||
	              memchr(value.data, '\n', value.len) != NULL ||
	              memchr(value.data, '\r', value.len) != NULL || memchr(value.data, ';', value.len) != NULL;

	if (!first)
		buf_add_char(out, ',');
	if (!quoted) {
		buf_add_span(out, value);
		return;
	}
	buf_add_char(out, '"');
	for (size_t i = 0; i < value.len; i++) {
		if (value.data[i] == '"')
			buf_add_char(out, '"');
		buf_add_char(out, value.data[i]);
	}
	buf_add_char(out, '"');
}

static void join_publishers(struct buf *out, const struct metadata *m, const char *between)
{
	for (size_t i = 0; i < m->publisher_count; i++) {
		if (i != 0)
			buf_add_str(out, between);
		buf_add_str(out, m->publishers[i]);
	}
}

/* A row of a catalogue (RFC 4180), ready to be edited and given back. */
static void print_csv(struct buf *out, const struct source *s)
{
	const struct metadata *m = &s->meta;
	struct buf publishers;

	buf_init(&publishers);
	join_publishers(&publishers, m, "; ");
	const char *const cells[] = {s->file,    s->sha256,  m->id,      m->title, publishers.data, m->date,
	                             m->symbol,  m->kind,    m->language, m->country, m->url};
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		add_cell(out, span_of(cells[i] != NULL ? cells[i] : ""), i == 0);
	buf_add_str(out, "\r\n");
	buf_release(&publishers);
}

static void print_json(struct buf *out, const struct source *s)
{
	json_line(out, json_source(s, true));
}

/* Three lines a source: its id, what it is, and how much of it there is. */
static void print_text(struct buf *out, const struct source *s)
{
	const struct metadata *m = &s->meta;

	buf_addf(out, "%s\n    ", m->id);
	join_publishers(out, m, "; ");
	buf_addf(out, "%s%s", m->publisher_count != 0 ? " · " : "", m->title != NULL ? m->title : "(no title)");
	if (m->symbol != NULL)
		buf_addf(out, " · %s", m->symbol);
	buf_addf(out, "\n    %s · %s · ", m->date != NULL ? m->date : "undated",
	         m->language != NULL ? m->language : "language unknown");
	buf_add_thousands(out, s->passages);
	buf_add_str(out, s->passages == 1 ? " passage · " : " passages · ");
	buf_add_thousands(out, s->notes);
	buf_add_str(out, s->notes == 1 ? " note" : " notes");
	if (s->missing_notes != 0)
		buf_addf(out, " (%u called but not in the file)", s->missing_notes);
	if (s->pages != 0)
		buf_addf(out, " · %u pages", s->pages);
	buf_add_char(out, '\n');
}

static int list_sources(struct opened *opened, const struct options *o, char **error)
{
	print_source *print = o->json ? print_json : o->csv ? print_csv : print_text;
	struct buf out;
	bool good = opened_keys(opened, error);
	bool written = true;

	buf_init(&out);
	if (o->csv)
		written = command_write(
			span_of("file,sha256,id,title,publisher,date,symbol,kind,language,country,url\r\n"));
	for (size_t i = 0; good && written && i < opened->count; i++) {
		struct source s;

		source_init(&s);
		good = opened_source(opened, opened->keys[i], &s, error);
		buf_clear(&out);
		if (good)
			print(&out, &s);
		written = command_write(buf_span(&out));
		source_release(&s);
	}
	buf_release(&out);
	return good && written ? STATUS_OK : STATUS_FAILED;
}

static void failures_csv(struct buf *out, const struct failures *f)
{
	buf_add_str(out, "file,reason\r\n");
	for (size_t i = 0; i < f->count; i++) {
		add_cell(out, span_of(f->items[i].file), true);
		add_cell(out, span_of(f->items[i].reason), false);
		buf_add_str(out, "\r\n");
	}
}

static int list_failed(struct opened *opened, const struct options *o, char **error)
{
	char *path = build_file(&opened->build, "failed");
	struct failures failures;
	struct buf content, out;
	bool good;

	failures_init(&failures);
	buf_init(&content);
	buf_init(&out);
	good = file_read(path, SIZE_MAX, &content, error) &&
	       failures_decode(&failures, buf_span(&content), error);
	if (o->json)
		buf_add_span(&out, buf_span(&content));
	else if (o->csv)
		failures_csv(&out, &failures);
	else
		failures_print(&out, &failures, failures.count);
	good = good && command_write(buf_span(&out));
	buf_release(&out);
	buf_release(&content);
	failures_release(&failures);
	free(path);
	return good ? STATUS_OK : STATUS_FAILED;
}

int list_command(const struct options *o)
{
	char *index, *error = NULL;
	struct opened opened;
	int status;

	if (o->json && o->csv)
		return command_fail(error_message("list prints --json or --csv, not both"));
	index = command_index(o);
	if (!opened_open(&opened, index, &error)) {
		free(index);
		return command_fail(error);
	}
	status = o->failed ? list_failed(&opened, o, &error) : list_sources(&opened, o, &error);
	opened_close(&opened);
	free(index);
	if (error != NULL)
		return command_fail(error);
	return status == STATUS_OK ? command_finish(status) : status;
}
