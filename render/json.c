#include "render/json.h"

#include "render/cite.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>

json_t *json_text(struct span s)
{
	json_t *string = s.len == 0 ? json_string("") : json_stringn(s.data, s.len);

	if (string == NULL) {
		struct buf clean;

		buf_init(&clean);
		utf8_add_clean(&clean, s);
		string = json_stringn(clean.data, clean.len);
		buf_release(&clean);
	}
	assert(string != NULL);
	return string;
}

json_t *json_or_null(const char *s)
{
	return s == NULL || *s == '\0' ? json_null() : json_text(span_of(s));
}

json_t *json_count_or_null(uint64_t n)
{
	return n == 0 ? json_null() : json_integer((json_int_t)n);
}

json_t *json_span_or_null(struct span s)
{
	return s.len == 0 ? json_null() : json_text(s);
}

json_t *json_ranges(const struct range *ranges, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *range = json_object();

		json_object_set_new(range, "start", json_integer((json_int_t)ranges[i].start));
		json_object_set_new(range, "end", json_integer((json_int_t)ranges[i].end));
		json_array_append_new(array, range);
	}
	return array;
}

static json_t *publishers(const struct metadata *m)
{
	json_t *array = json_array();

	for (size_t i = 0; i < m->publisher_count; i++)
		json_array_append_new(array, json_text(span_of(m->publishers[i])));
	return array;
}

json_t *json_source(const struct source *s, bool with_counts)
{
	const struct metadata *m = &s->meta;
	json_t *o = json_object();

	json_object_set_new(o, "id", json_or_null(m->id));
	json_object_set_new(o, "file", json_or_null(s->file));
	json_object_set_new(o, "title", json_or_null(m->title));
	json_object_set_new(o, "publisher", publishers(m));
	json_object_set_new(o, "date", json_or_null(m->date));
	json_object_set_new(o, "symbol", json_or_null(m->symbol));
	json_object_set_new(o, "kind", json_or_null(m->kind));
	json_object_set_new(o, "language", json_or_null(m->language));
	json_object_set_new(o, "url", json_or_null(m->url));
	json_object_set_new(o, "sha256", json_or_null(s->sha256));
	json_object_set_new(o, "text_sha256", json_or_null(s->text_sha256));
	if (with_counts) {
		json_object_set_new(o, "passages", json_integer(s->passages));
		json_object_set_new(o, "notes", json_integer(s->notes));
		json_object_set_new(o, "pages", s->pages == 0 ? json_null() : json_integer(s->pages));
		if (s->ocr != NULL)
			json_object_set_new(o, "ocr", json_pack("{s:o, s:i, s:i}", "by", json_text(span_of(s->ocr)), "pages", (int)s->ocr_pages, "confidence", (int)s->ocr_confidence));
		if (s->picture_pages != 0)
			json_object_set_new(o, "pages_unread", json_integer(s->picture_pages));
	}
	return o;
}

static json_t *sections(const struct record *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->section_count; i++)
		json_array_append_new(array, json_text(r->sections[i]));
	return array;
}

static json_t *paragraph(const struct record *r)
{
	json_t *o;

	if (r->label.len == 0 && r->counted == 0)
		return json_null();
	o = json_object();
	if (r->label.len != 0)
		json_object_set_new(o, "label", json_text(r->label));
	else
		json_object_set_new(o, "label", json_sprintf("%u", (unsigned)r->counted));
	json_object_set_new(o, "counted", json_boolean(r->label.len == 0));
	return o;
}

static json_t *page_object(const struct page_mark *page)
{
	json_t *o;

	if (page == NULL || page->physical == 0)
		return json_null();
	o = json_object();
	json_object_set_new(o, "physical", json_integer(page->physical));
	json_object_set_new(o, "label", json_span_or_null(page->label));
	return o;
}

static json_t *pages(const struct record *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->page_count; i++)
		json_array_append_new(array, json_integer(r->pages[i].physical));
	return array;
}

static json_t *citation(const struct record *r, const struct source *s, const struct page_mark *page)
{
	struct buf text;
	json_t *string;

	buf_init(&text);
	cite_plain(&text, s, r, page);
	string = json_text(buf_span(&text));
	buf_release(&text);
	return string;
}

static json_t *provisions(const struct record *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->provision_count; i++) {
		const struct record_provision *p = &r->provisions[i];
		json_t *o = json_provision(&p->of);

		json_object_set_new(o, "confidence", json_string(provision_confidence_name(p->of.confidence)));
		json_object_set_new(o, "ranges", json_ranges(p->ranges, p->range_count));
		json_array_append_new(array, o);
	}
	return array;
}

/* Of what has no word for its unit, an article or a section, it is not said which. */
static json_t *text_of(const struct record *r)
{
	json_t *array = json_array();

	json_array_append_new(array, json_provision(&r->own[0]));
	return array;
}

/* Each symbol once, in the order of the text. */
static json_t *symbols(const struct record *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->symbol_count; i++) {
		size_t first = 0;

		while (!span_eq(r->symbols[first].name, r->symbols[i].name))
			first++;
		if (first == i)
			json_array_append_new(array, json_text(r->symbols[i].name));
	}
	return array;
}

json_t *json_provision(const struct provision *p)
{
	json_t *o = json_object();

	json_object_set_new(o, "unit", json_string(provision_unit_name(p->unit)));
	json_object_set_new(o, "article", json_span_or_null(p->article));
	json_object_set_new(o, "paragraph", json_span_or_null(p->paragraph));
	json_object_set_new(o, "subparagraph", json_span_or_null(p->subparagraph));
	json_object_set_new(o, "instrument", json_span_or_null(p->instrument));
	return o;
}

json_t *json_passage(const struct record *r, const struct source *s, struct span text,
                     const struct page_mark *page)
{
	json_t *o = json_object();

	if (page == NULL && r->page_count != 0)
		page = &r->pages[0];
	json_object_set_new(o, "schema", json_string(JSON_SCHEMA));
	json_object_set_new(o, "id", json_string(r->id));
	json_object_set_new(o, "source", json_source(s, false));
	json_object_set_new(o, "kind", json_string(passage_kind_names[r->kind]));
	json_object_set_new(o, "section", sections(r));
	json_object_set_new(o, "paragraph", paragraph(r));
	if (r->mark.len != 0)
		json_object_set_new(o, "item", json_text(r->mark));
	json_object_set_new(o, "note", json_span_or_null(r->note));
	json_object_set_new(o, "page", page_object(page));
	json_object_set_new(o, "pages", pages(r));
	if (r->ocr != 0)
		json_object_set_new(o, "ocr", json_pack("{s:i}", "confidence", (int)r->ocr));
	json_object_set_new(o, "text", json_text(text));
	json_object_set_new(o, "ranges", json_ranges(r->ranges, r->range_count));
	json_object_set_new(o, "lead_in", json_span_or_null(r->lead_in));
	json_object_set_new(o, "provisions", provisions(r));
	if (r->own_count == 1)
		json_object_set_new(o, "text_of", text_of(r));
	json_object_set_new(o, "symbols", symbols(r));
	json_object_set_new(o, "citation", citation(r, s, page));
	return o;
}

static int add_bytes(const char *bytes, size_t len, void *out)
{
	buf_add(out, bytes, len);
	return 0;
}

/*
 * Characters that JSON lets stand in a string, and that a terminal, or a reader
 * of lines, may obey: C1 controls, DEL, line separators, bidirectional controls.
 */
static bool needs_escape(int32_t cp)
{
	return (cp >= 0x7F && cp <= 0x9F) || (cp >= 0x2028 && cp <= 0x202E) ||
	       (cp >= 0x2066 && cp <= 0x2069);
}

/* They can only stand inside strings, where \uXXXX means the same. */
static void add_escaped(struct buf *out, struct span json)
{
	size_t len, from = 0;
	int32_t cp;

	for (size_t at = 0; at < json.len; at += len) {
		len = utf8_decode(json, at, &cp);
		if (!needs_escape(cp))
			continue;
		buf_add(out, json.data + from, at - from);
		buf_addf(out, "\\u%04x", (unsigned)cp);
		from = at + len;
	}
	buf_add(out, json.data + from, json.len - from);
}

void json_line(struct buf *out, json_t *object)
{
	struct buf json;
	int failed;

	buf_init(&json);
	failed = json_dump_callback(object, add_bytes, &json,
	                            JSON_COMPACT | JSON_PRESERVE_ORDER | JSON_ENCODE_ANY |
	                                    JSON_REAL_PRECISION(9));
	assert(failed == 0);
	(void)failed;
	add_escaped(out, buf_span(&json));
	buf_add_char(out, '\n');
	buf_release(&json);
	json_decref(object);
}
