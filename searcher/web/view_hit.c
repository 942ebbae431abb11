#include "searcher/web/view.h"

#include "render/cite.h"
#include "render/json.h"
#include "searcher/print_parts.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/place.h"
#include "text/utf8.h"

#include <stdio.h>

void view_reader_link(struct buf *out, const struct page *p, struct span source_id, const char *passage)
{
	buf_add_str(out, "source");
	href_add(out, "id", source_id);
	href_add(out, "q", web_value(p->request, "q"));
	href_add(out, "cite", web_value(p->request, "cite"));
	href_add(out, "ui", web_value(p->request, "ui"));
	if (passage == NULL)
		return;
	href_add(out, "passage", span_of(passage));
	buf_addf(out, "#p-%s", passage);
}

void view_add_bytes(struct buf *out, const struct range *ranges, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%s%zu-%zu", i == 0 ? "" : ", ", ranges[i].start, ranges[i].end);
}

json_t *view_lines(const struct buf *lines)
{
	json_t *array = json_array();
	const char *at = lines->data;

	while (*at != '\0') {
		size_t len = strcspn(at, "\n");

		if (len != 0)
			json_array_append_new(array, json_text(span_make(at, len)));
		at += len + (at[len] == '\n');
	}
	return array;
}

static void append_part(json_t *array, struct span text, const char *kind)
{
	if (text.len != 0)
		json_array_append_new(array, page_part(text, kind));
}

/* Highlights with but a space between them are one, as in the text format. */
static json_t *snippet_parts(const struct snippet *s)
{
	struct span text = buf_span(&s->text);
	json_t *array = json_array();
	size_t at = 0;

	for (size_t i = 0; i < s->highlight_count; i++) {
		struct range mark = s->highlights[i];

		while (i + 1 < s->highlight_count && s->highlights[i + 1].start == mark.end + 1 &&
		       text.data[mark.end] == ' ')
			mark.end = s->highlights[++i].end;
		append_part(array, span_sub(text, (struct range){at, mark.start}), "plain");
		append_part(array, span_sub(text, mark), "mark");
		at = mark.end;
	}
	append_part(array, span_sub(text, (struct range){at, text.len}), "plain");
	return array;
}

/* The address at the publisher that opens at the quotation; where it cannot be, that of the whole source. */
static void set_deep(json_t *o, struct notes *notes, const struct hit *h, const struct snippet *s)
{
	struct buf link;

	buf_init(&link);
	if (link_is_known(&h->source.meta))
		links_add(&link, &notes->links, h, s->ranges, s->range_count);
	if (href_is_safe(buf_span(&link)))
		page_set(o, "url", buf_span(&link));
	buf_release(&link);
}

static void set_snippet(json_t *o, const struct desk *d, const struct asked *a, struct notes *notes,
                        const struct hit *h)
{
	struct snippet s;
	struct buf bytes;

	snippet_init(&s);
	buf_init(&bytes);
	snippet_make(&s, h, d->library.lists, a->options.print.context);
	json_object_set_new(o, "parts", snippet_parts(&s));
	page_set(o, "quote", buf_span(&s.text));
	view_add_bytes(&bytes, s.ranges, s.range_count);
	page_set(o, "bytes", buf_span(&bytes));
	page_set_string(o, "sha256", s.sha256);
	set_deep(o, notes, h, &s);
	buf_release(&bytes);
	snippet_release(&s);
}

/* The path of sections is the source's own words, the rest the interface's. */
static void set_place(const struct page *p, json_t *o, const struct hit *h)
{
	const struct record *r = &h->record;
	json_t *place = json_object();
	struct buf path, locus;

	buf_init(&path);
	buf_init(&locus);
	for (size_t i = 0; i < r->section_count; i++) {
		buf_add_str(&path, i == 0 ? "" : " › ");
		cite_shorten(&path, r->sections[i], CITE_SECTION_CHARS);
	}
	place_add(&locus, p->tongue, r, hit_first_page(h));
	page_set(place, "path", buf_span(&path));
	page_set(place, "locus", buf_span(&locus));
	json_object_set_new(o, "place", path.len + locus.len != 0 ? json_incref(place) : json_null());
	json_decref(place);
	buf_release(&path);
	buf_release(&locus);
}

static void set_how(const struct page *p, json_t *o, const struct hit *h)
{
	char key[32];

	snprintf(key, sizeof key, "match_%s", match_names[h->match]);
	page_set_text(p, o, "how", key);
	page_set(o, "form", hit_form(h));
}

static void set_missing(json_t *o, const struct hit *h)
{
	struct buf words;

	buf_init(&words);
	for (size_t i = 0; i < h->missing_count; i++) {
		buf_add_str(&words, i == 0 ? "" : ", ");
		buf_add_span(&words, h->missing[i]);
	}
	page_set(o, "missing", buf_span(&words));
	buf_release(&words);
}

static void set_citation(json_t *o, const struct notes *notes, size_t i)
{
	struct buf text;

	buf_init(&text);
	notes_add_form(&text, notes, i, CITE_FULL, CITE_TEXT);
	page_set(o, "citation", buf_span(&text));
	buf_clear(&text);
	notes_add_form(&text, notes, i, CITE_FULL, CITE_SHOWN);
	page_set(o, "shown", buf_span(&text));
	buf_clear(&text);
	notes_add_form(&text, notes, i, CITE_FULL, CITE_HTML);
	page_set(o, "rich", buf_span(&text));
	buf_release(&text);
}

/* The same passage in other sources: each one's citation, and how many more there are. */
static void set_copies(const struct page *p, const struct asked *a, json_t *o, const struct hit *h)
{
	json_t *array = json_array();
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < h->copy_count && i < HIT_COPIES_SHOWN; i++) {
		const struct hit *copy = &h->copies[i];
		struct citation c = {.source = &copy->source, .record = &copy->record, .page = hit_first_page(copy),
		                     .form = CITE_FULL, .markup = CITE_SHOWN};
		json_t *one = json_object();

		buf_clear(&text);
		cite_style(&text, a->options.print.cite, &c);
		page_set(one, "citation", buf_span(&text));
		buf_clear(&text);
		view_reader_link(&text, p, span_of(copy->source.meta.id), copy->record.id);
		page_set(one, "reader", buf_span(&text));
		json_array_append_new(array, one);
	}
	json_object_set_new(o, "more_copies", json_null());
	if (h->copies_in_all > HIT_COPIES_SHOWN)
		page_set_count(p, o, "more_copies", "n_more_copies", h->copies_in_all - HIT_COPIES_SHOWN);
	json_object_set_new(o, "has_copies", json_boolean(json_array_size(array) != 0));
	json_object_set_new(o, "copies", array);
	buf_release(&text);
}

json_t *view_hit(const struct page *p, const struct desk *d, const struct asked *a, struct notes *notes, size_t i)
{
	const struct hit *h = &a->answer.hits[i];
	json_t *o = json_object();
	struct buf text;

	buf_init(&text);
	page_set_string(o, "id", h->record.id);
	page_set_source(p, o, &h->source);
	page_set(o, "lang", h->record.language);
	page_set(o, "lead_in", h->record.lead_in);
	page_set_string(o, "file", h->source.file);
	set_place(p, o, h);
	set_snippet(o, d, a, notes, h);
	set_how(p, o, h);
	set_missing(o, h);
	set_copies(p, a, o, h);
	view_reader_link(&text, p, span_of(h->source.meta.id), h->record.id);
	page_set(o, "reader", buf_span(&text));
	set_citation(o, notes, i);
	buf_release(&text);
	return o;
}
