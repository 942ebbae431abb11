#include "render/export_parts.h"

#include "render/cite_parts.h"
#include "render/json.h"

static json_t *issued(int year, int month, int day)
{
	json_t *o = json_object(), *dates = json_array(), *parts = json_array();

	json_array_append_new(parts, json_integer(year));
	if (month != 0)
		json_array_append_new(parts, json_integer(month));
	if (day != 0)
		json_array_append_new(parts, json_integer(day));
	json_array_append_new(dates, parts);
	json_object_set_new(o, "date-parts", dates);
	return o;
}

/* One line without control characters, for readers that take JSON's escapes out. */
static json_t *line_text(struct span text)
{
	struct buf line;
	json_t *string;

	buf_init(&line);
	export_add_line(&line, text);
	string = json_text(buf_span(&line));
	buf_release(&line);
	return string;
}

static json_t *authors(const struct metadata *m)
{
	json_t *array = json_array();

	for (size_t i = 0; i < m->publisher_count; i++) {
		json_t *name = json_object();

		json_object_set_new(name, "literal", line_text(span_of(m->publishers[i])));
		json_array_append_new(array, name);
	}
	return array;
}

static json_t *joined(const struct metadata *m)
{
	struct buf all;
	json_t *string;

	buf_init(&all);
	for (size_t i = 0; i < m->publisher_count; i++)
		buf_addf(&all, "%s%s", i == 0 ? "" : "; ", m->publishers[i]);
	string = line_text(buf_span(&all));
	buf_release(&all);
	return string;
}

static void set_known(json_t *o, const char *name, const char *value)
{
	if (cite_is_known(value))
		json_object_set_new(o, name, line_text(span_of(value)));
}

static void set_buf(json_t *o, const char *name, const struct buf *value)
{
	if (value->len != 0)
		json_object_set_new(o, name, line_text(buf_span(value)));
}

/* What a citation processor takes for a citation of the hit, and the quotation itself. */
static json_t *cite_item(const struct export_hit *h, const char *key)
{
	static const char *const labels[] = {
		[LABEL_PARAGRAPH] = "paragraph", [LABEL_NOTE] = "note", [LABEL_PAGE] = "page"};
	struct export_locator l;
	json_t *o = json_object();

	export_locate(&l, h);
	json_object_set_new(o, "id", json_text(span_of(key)));
	set_buf(o, "locator", &l.locator);
	if (l.label != LABEL_NONE)
		json_object_set_new(o, "label", json_string(labels[l.label]));
	set_buf(o, "suffix", &l.suffix);
	json_object_set_new(o, "passage", json_string(h->record->id));
	json_object_set_new(o, "quotation", json_text(h->quotation));
	json_object_set_new(o, "ranges", json_ranges(h->ranges, h->range_count));
	json_object_set_new(o, "sha256", json_string(h->sha256));
	if (h->link.len != 0)
		json_object_set_new(o, "link", json_text(h->link));
	export_locator_release(&l);
	return o;
}

/*
 * Citation processors read "{:field: value}" anywhere in a note, and a line
 * "field: value" at its beginning, as fields of the item. Lines begin with
 * "Quotation, ", which is none; a brace before a colon is parted from it.
 */
static void add_safe_note(struct buf *out, const struct export_hit *h)
{
	struct buf line;

	buf_init(&line);
	export_note(&line, h);
	for (size_t i = 0; i < line.len; i++) {
		buf_add_char(out, line.data[i]);
		if (line.data[i] == '{' && line.data[i + 1] == ':')
			buf_add_char(out, ' ');
	}
	buf_release(&line);
}

static json_t *note(const struct export_hit *hits, const struct export_work *w)
{
	struct buf all;
	json_t *string;

	buf_init(&all);
	for (size_t i = 0; i < w->count; i++) {
		if (i != 0)
			buf_add_char(&all, '\n');
		add_safe_note(&all, &hits[w->hits[i]]);
	}
	string = json_text(buf_span(&all));
	buf_release(&all);
	return string;
}

static json_t *custom(const struct export_hit *hits, const struct export_work *w)
{
	json_t *o = json_object(), *items = json_array();

	for (size_t i = 0; i < w->count; i++)
		json_array_append_new(items, cite_item(&hits[w->hits[i]], w->key));
	json_object_set_new(o, "citationItems", items);
	return o;
}

static json_t *item(const struct export_hit *hits, const struct export_work *w)
{
	const struct metadata *m = &w->source->meta;
	json_t *o = json_object();
	int year, month, day;
	struct buf value;

	buf_init(&value);
	json_object_set_new(o, "id", json_text(span_of(w->key)));
	json_object_set_new(o, "type", json_string("report"));
	if (export_has_author(w->source)) {
		json_object_set_new(o, "author", authors(m));
		json_object_set_new(o, "publisher", joined(m));
	}
	export_title(&value, w->source);
	set_buf(o, "title", &value);
	set_known(o, "genre", m->kind);
	set_known(o, "number", m->symbol);
	if (export_has_date(w->source, &year, &month, &day))
		json_object_set_new(o, "issued", issued(year, month, day));
	buf_clear(&value);
	if (link_is_known(m))
		link_add_address(&value, span_of(m->url));
	set_buf(o, "URL", &value);
	set_known(o, "language", m->language);
	json_object_set_new(o, "note", note(hits, w));
	json_object_set_new(o, "custom", custom(hits, w));
	buf_release(&value);
	return o;
}

void export_csl(struct buf *out, const struct export_hit *hits, const struct export_work *works, size_t count)
{
	buf_add_str(out, "[");
	for (size_t i = 0; i < count; i++) {
		buf_add_str(out, i == 0 ? "\n" : ",\n");
		json_line(out, item(hits, &works[i]));
		out->data[--out->len] = '\0'; /* the comma stands before the line feed */
	}
	buf_add_str(out, "\n]\n");
}
