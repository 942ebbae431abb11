#include "searcher/web/pages.h"

#include "render/cite.h"
#include "render/cite_style.h"
#include "render/json.h"
#include "searcher/evidence.h"
#include "searcher/print_parts.h"
#include "searcher/web/errors.h"
#include "searcher/web/found_source.h"
#include "searcher/web/limits.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/view.h"
#include "searcher/web/view_passage.h"

#include <stdlib.h>

#define READER_MATCHES 50 /* passages with matches that are listed above the text */
#define CONTENTS_CHARS 100 /* of a line of the contents */
#define HEADINGS 4        /* the lowest level of a heading: h4 */

static const char *const reader_state[] = {"id", "q", "cite", "ui", NULL};
static const char *const known[] = {"id", "ui", "page", "passage", NULL};

struct reader {
	struct page page;
	struct desk *desk;
	struct asked asked;
	struct found_source found;
	struct hit *hits;
	size_t count;
	size_t first; /* which of the source's passages hits[0] is */
	size_t marks, marked;
	enum cite_style cite;
	unsigned level;
	bool failed;
};

/* ---- what is shown ---- */

/* The part that is asked for: by its number, else that which holds the passage. */
static size_t which_part(struct reader *r, size_t parts)
{
	size_t place;

	if (web_value(r->page.request, "page").len != 0)
		return page_part_asked(r->page.request, parts);
	place = found_source_place(&r->found, &r->desk->library, web_value(r->page.request, "passage"));
	return place == r->found.count ? 0 : place / SERVE_READER_PASSAGES;
}

static void mark(struct reader *r)
{
	if (r->asked.how != ASKED_WELL)
		return;
	hits_mark(r->hits, r->count, &r->asked.plan, &r->desk->library);
	for (size_t i = 0; i < r->count; i++) {
		r->marks += r->hits[i].mark_count;
		r->marked += r->hits[i].mark_count != 0;
	}
}

/* A passage that is damaged is not shown, and said to be missing. */
static void load(struct reader *r)
{
	size_t end = r->first + SERVE_READER_PASSAGES;
	bool damaged;

	if (end > r->found.count)
		end = r->found.count;
	r->hits = mem_zalloc((end - r->first + 1) * sizeof *r->hits);
	for (size_t i = r->first; i < end; i++) {
		struct hit *h = &r->hits[r->count];

		hit_init(h);
		if (hit_load(h, &r->desk->library, r->found.docids[i], &damaged) != XAP_OK || damaged) {
			r->failed = true;
			hit_release(h);
			continue;
		}
		r->count++;
	}
	mark(r);
}

/* ---- passages ---- */

static void set_label(const struct page *p, json_t *o, const struct record *r)
{
	if (r->kind == PASSAGE_NOTE) {
		page_set(o, "note", r->note);
		page_set(o, "label", r->note);
		page_set_filled(p, o, "anchor_label", "note_n");
	} else if (r->label.len != 0) {
		page_set(o, "label", r->label);
		page_set_filled(p, o, "anchor_label", "paragraph_n");
	} else {
		page_set_string(o, "label", r->kind == PASSAGE_ITEM ? "•" : "¶");
		page_set_text(p, o, "anchor_label", "passage_link");
	}
}

static void set_link(const struct reader *r, json_t *o, const struct hit *h)
{
	struct buf link;

	buf_init(&link);
	view_reader_link(&link, &r->page, span_of(r->found.source.meta.id), h->record.id);
	page_set(o, "link", buf_span(&link));
	buf_release(&link);
}

static void set_citation(const struct reader *r, json_t *o, const struct hit *h)
{
	struct citation c = {.source = &r->found.source, .record = &h->record, .page = hit_first_page(h),
	                     .form = CITE_FULL, .markup = CITE_TEXT};
	struct buf text;

	buf_init(&text);
	cite_style(&text, r->cite, &c);
	page_set(o, "citation", buf_span(&text));
	buf_clear(&text);
	c.markup = CITE_HTML;
	cite_style(&text, r->cite, &c);
	page_set(o, "rich", buf_span(&text));
	buf_release(&text);
}

static json_t *passage_object(struct reader *r, struct passage_view *v, const struct hit *h)
{
	json_t *o = json_object();
	struct buf text;

	buf_init(&text);
	set_citation(r, o, h);
	buf_add_str(&text, passage_kind_names[h->record.kind]);
	buf_add_str(&text, h->mark_count != 0 ? " matched" : "");
	page_set(o, "class", buf_span(&text));
	page_set_string(o, "id", h->record.id);
	page_set(o, "lang", h->record.language);
	set_label(&r->page, o, &h->record);
	set_link(r, o, h);
	json_object_set_new(o, "current", json_boolean(span_eq_str(web_value(r->page.request, "passage"), h->record.id)));
	json_object_set_new(o, "heading", json_false());
	json_object_set_new(o, "parts", passage_parts(v, h));
	buf_release(&text);
	return o;
}

/* h2 to h4: one level deeper at most than the heading before. */
static void set_heading(struct reader *r, json_t *o, const struct hit *h)
{
	static const char *const names[] = {"h2", "h3", "h4"};
	unsigned level = 2 + (unsigned)h->record.section_count;

	if (level > HEADINGS)
		level = HEADINGS;
	if (level > r->level + 1)
		level = r->level + 1;
	r->level = level;
	json_object_set_new(o, "heading", json_true());
	for (unsigned i = 0; i < 3; i++)
		json_object_set_new(o, names[i], json_boolean(level == i + 2));
	json_object_set_new(o, "level", json_integer((json_int_t)level));
}

/* Where a note's number leads back to: the first call that means it. */
static void set_back(const struct passage_view *v, json_t *o, const struct hit *note)
{
	struct buf link;

	buf_init(&link);
	for (size_t i = 0; i < v->count && link.len == 0; i++)
		for (size_t k = 0; k < v->hits[i].record.call_count && link.len == 0; k++)
			if (span_eq(v->hits[i].record.calls[k].label, note->record.note) &&
			    passage_note(v, &v->hits[i], note->record.note) == note) {
				buf_add_char(&link, '#');
				passage_call_id(&link, &v->hits[i], k);
			}
	if (link.len == 0)
		buf_addf(&link, "#p-%s", note->record.id);
	page_set(o, "back", buf_span(&link));
	buf_release(&link);
}

static json_t *line_object(const struct hit *h)
{
	json_t *o = json_object();
	struct buf text, all;

	buf_init(&text);
	buf_init(&all);
	reading_show(&all, &h->reading, (struct range){0, h->reading.text.len});
	cite_shorten(&text, buf_span(&all), CONTENTS_CHARS);
	page_set(o, "label", buf_span(&text));
	page_set(o, "lang", h->record.language);
	buf_clear(&text);
	buf_addf(&text, "#p-%s", h->record.id);
	page_set(o, "link", buf_span(&text));
	buf_release(&text);
	buf_release(&all);
	return o;
}

static void set_passages(struct reader *r)
{
	struct passage_view view = {.page = &r->page, .hits = r->hits, .count = r->count};
	json_t *passages = json_array(), *notes = json_array(), *contents = json_array();

	for (size_t i = 0; i < r->count; i++) {
		const struct hit *h = &r->hits[i];
		json_t *o = passage_object(r, &view, h), *line;

		if (h->record.kind == PASSAGE_NOTE) {
			set_back(&view, o, h);
			json_array_append_new(notes, o);
			continue;
		}
		if (h->record.kind == PASSAGE_HEADING) {
			set_heading(r, o, h);
			line = line_object(h);
			json_object_set(line, "level", json_object_get(o, "level"));
			json_array_append_new(contents, line);
		}
		json_array_append_new(passages, o);
	}
	json_object_set_new(r->page.values, "has_notes", json_boolean(json_array_size(notes) != 0));
	json_object_set_new(r->page.values, "has_contents", json_boolean(json_array_size(contents) > 1));
	json_object_set_new(r->page.values, "passages", passages);
	json_object_set_new(r->page.values, "notes", notes);
	json_object_set_new(r->page.values, "contents", contents);
}

static void set_matches(struct reader *r)
{
	json_t *array = json_array();
	const struct page *p = &r->page;

	for (size_t i = 0; i < r->count && json_array_size(array) < READER_MATCHES; i++)
		if (r->hits[i].mark_count != 0)
			json_array_append_new(array, line_object(&r->hits[i]));
	json_object_set_new(p->values, "has_matches", json_boolean(json_array_size(array) > 1));
	json_object_set_new(p->values, "matches", array);
	if (r->marked > READER_MATCHES) {
		page_set_number(p, p->values, "more_count", r->marked - READER_MATCHES);
		page_set_filled(p, p->values, "more_matches", "more_matches");
	}
	if (r->asked.how != ASKED_WELL)
		return;
	if (r->marks == 0)
		page_set_text(p, p->values, "marked", "none_marked");
	else
		page_set_count(p, p->values, "marked", "n_marked", r->marks);
}

/* ---- the page ---- */

static void set_about(struct reader *r)
{
	const struct page *p = &r->page;
	const struct source *s = &r->found.source;
	struct buf link;

	page_set_source(p, p->values, s);
	json_object_set(p->values, "kind", json_object_get(p->values, "source_kind"));
	json_object_set(p->values, "lang", json_object_get(p->values, "source_lang"));
	json_object_set(p->values, "page_title", json_object_get(p->values, "title"));
	page_set_string(p->values, "id", s->meta.id);
	page_set_string(p->values, "file", s->file);
	page_set_string(p->values, "sha256", s->sha256);
	page_set_string(p->values, "text_sha256", s->text_sha256);
	page_set(p->values, "q", web_value(p->request, "q"));
	page_set(p->values, "cite", web_value(p->request, "cite"));
	buf_init(&link);
	buf_add_str(&link, "text");
	href_add(&link, "id", span_of(s->meta.id));
	page_set(p->values, "text_link", buf_span(&link));
	buf_clear(&link);
	if (web_value(p->request, "q").len != 0) {
		buf_add_str(&link, HREF_SEARCH);
		href_add(&link, "q", web_value(p->request, "q"));
		href_add(&link, "cite", web_value(p->request, "cite"));
		href_add(&link, "ui", web_value(p->request, "ui"));
	}
	page_set(p->values, "back", buf_span(&link));
	buf_release(&link);
}

static void fill(struct reader *r)
{
	size_t parts = (r->found.count + SERVE_READER_PASSAGES - 1) / SERVE_READER_PASSAGES, part;

	part = which_part(r, parts);
	r->first = part * SERVE_READER_PASSAGES;
	r->level = 1;
	r->cite = r->asked.options.print.cite;
	asked_plan(&r->asked, r->desk);
	load(r);
	set_about(r);
	page_set_parts(&r->page, "source", reader_state, part, parts);
	set_passages(r);
	set_matches(r);
	if (r->asked.how == ASKED_WRONG || r->asked.how == ASKED_FAILED)
		page_set_wrong(&r->page, r->asked.error);
	else if (r->failed)
		page_set_wrong(&r->page, "some passages are damaged and not shown: run hrindex check");
}

static void no_source(struct web_reply *r, struct buf *body, const struct web_request *q, char *error)
{
	r->status = error != NULL ? 503 : 404;
	error_reply(r, body, false, q, error != NULL ? error : "no source has that id");
	free(error);
}

static void release(struct reader *r)
{
	for (size_t i = 0; i < r->count; i++)
		hit_release(&r->hits[i]);
	free(r->hits);
	asked_release(&r->asked);
	found_source_release(&r->found);
}

void page_source(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	struct reader reader = {.desk = d};
	/* No filter: the query's words are marked, wherever they stand. */
	struct web_pair pairs[] = {{span_of("q"), web_value(q, "q")}, {span_of("cite"), web_value(q, "cite")}};
	struct web_request only = {.pairs = pairs, .pair_count = 2};
	char *error = NULL;

	if (!found_source_open(&reader.found, &d->library, web_value(q, "id"), true, &error) ||
	    reader.found.index == NULL) {
		found_source_release(&reader.found);
		no_source(r, body, q, error);
		return;
	}
	page_init(&reader.page, q, HERE_NOWHERE, "source", reader_state);
	asked_read(&reader.asked, &only, known, false, SERVE_HITS_DEFAULT, SERVE_HITS_MAX);
	fill(&reader);
	release(&reader);
	page_finish(&reader.page, "reader", r, body);
}

void page_text(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	struct found_source found;
	char *error = NULL;

	if (!found_source_open(&found, &d->library, web_value(q, "id"), false, &error) || found.index == NULL ||
	    !library_text(found.index, &found.source, body, &error)) {
		buf_clear(body);
		no_source(r, body, q, error);
	}
	found_source_release(&found);
}
