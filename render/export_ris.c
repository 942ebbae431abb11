#include "render/export_parts.h"

#include "render/cite_parts.h"

/* A value is one line, whatever is in it: no line of it can look like a tag. */
static void add_span(struct buf *out, const char *tag, struct span value)
{
	struct buf line;

	buf_init(&line);
	export_add_line(&line, value);
	if (line.len != 0) {
		buf_addf(out, "%s  - ", tag);
		buf_add_span(out, buf_span(&line));
		buf_add_char(out, '\n');
	}
	buf_release(&line);
}

static void add(struct buf *out, const char *tag, const char *value)
{
	if (cite_is_known(value))
		add_span(out, tag, span_of(value));
}

/* A comma parts a family name from a given one: a body's name is written without. PB has it whole. */
static void add_author(struct buf *out, const char *name)
{
	struct buf plain;

	buf_init(&plain);
	for (; *name != '\0'; name++)
		buf_add_char(&plain, *name == ',' ? ' ' : *name);
	add_span(out, "AU", buf_span(&plain));
	buf_release(&plain);
}

static void add_publishers(struct buf *out, const struct metadata *m)
{
	struct buf all;

	buf_init(&all);
	for (size_t i = 0; i < m->publisher_count; i++) {
		add_author(out, m->publishers[i]);
		buf_addf(&all, "%s%s", i == 0 ? "" : "; ", m->publishers[i]);
	}
	add_span(out, "PB", buf_span(&all));
	buf_release(&all);
}

static void add_date(struct buf *out, const struct source *s)
{
	int year, month, day;

	if (!export_has_date(s, &year, &month, &day))
		return;
	buf_addf(out, "PY  - %04d\nDA  - %04d/", year, year);
	if (month != 0)
		buf_addf(out, "%02d", month);
	buf_add_char(out, '/');
	if (day != 0)
		buf_addf(out, "%02d", day);
	buf_add_str(out, "/\n");
}

static void add_work(struct buf *out, const struct export_hit *hits, const struct export_work *w)
{
	const struct metadata *m = &w->source->meta;
	struct buf line;

	buf_init(&line);
	buf_add_str(out, "TY  - RPRT\n");
	add(out, "ID", w->key);
	if (export_has_author(w->source))
		add_publishers(out, m);
	export_title(&line, w->source);
	add_span(out, "TI", buf_span(&line));
	add(out, "M3", m->kind);
	add(out, "SN", m->symbol);
	add_date(out, w->source);
	add(out, "LA", m->language);
	buf_clear(&line);
	if (link_is_known(m))
		link_add_address(&line, span_of(m->url));
	add_span(out, "UR", buf_span(&line));
	for (size_t i = 0; i < w->count; i++) {
		buf_clear(&line);
		export_note(&line, &hits[w->hits[i]]);
		add_span(out, "N1", buf_span(&line));
	}
	buf_add_str(out, "ER  - \n\n");
	buf_release(&line);
}

void export_ris(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_work(out, hits, &works[i]);
}
