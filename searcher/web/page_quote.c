#include "searcher/web/pages.h"

#include "render/cite_style.h"
#include "render/json.h"
#include "searcher/quote_document.h"
#include "searcher/web/asked.h"
#include "searcher/web/errors.h"
#include "searcher/web/limits.h"
#include "searcher/web/view.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const state[] = {"q", "publisher", "country", "date", "language", "kind", "instrument", "source", "cite", "ui", NULL};

/* Reads the filters; what is in q is no query but the quotation. False: they cannot be. */
static bool read_filters(struct asked *a, const struct web_request *q, struct desk *d, const char *const *known,
                         bool strict)
{
	asked_read(a, q, known, strict, SERVE_HITS_DEFAULT, SERVE_HITS_MAX);
	a->typed = span_make("", 0);
	asked_plan(a, d);
	return a->how == ASKED_WELL || a->how == ASKED_NOTHING;
}

static const struct xap_query *filter_of(const struct asked *a)
{
	return a->how == ASKED_WELL ? a->plan.filter : NULL;
}

/* ---- for programs ---- */

static bool check_one(struct buf *out, struct quote_reader *reader, const struct desk *d, const struct asked *a,
                      struct span quotation, const struct quote_origin *origin, char **error)
{
	struct quote_result r;
	bool good = quote_check_next(reader, &r, &d->library, quotation, filter_of(a), error) == XAP_OK;

	if (good)
		quote_print_json(out, &r, origin, &d->library);
	quote_release(&r);
	return good;
}

/* Every quotation of a document, as hrsearch --quote FILE has them. */
static bool check_document(struct buf *out, struct quote_reader *reader, const struct desk *d, const struct asked *a,
                           const struct web_request *q, unsigned *status, char **error)
{
	struct span name = web_value(q, "name");
	struct quote_document document;
	bool good;

	memset(&document, 0, sizeof document);
	good = quote_document_read(&document, q->body, name.len == 0 ? span_of("the document") : name, error);
	*status = good ? 503 : 400;
	for (size_t i = 0; good && i < document.quotations.count; i++) {
		const struct quotation *one = &document.quotations.items[i];
		struct quote_origin origin = quote_document_origin(&document, one);

		if (one->words >= QUOTE_WORDS_MIN)
			good = check_one(out, reader, d, a, one->text, &origin, error);
	}
	quote_document_release(&document);
	return good;
}

void api_quote(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	static const char *const known[] = {"name", NULL};
	static const struct quote_origin none = {0, 0};
	struct span quotation = span_trim(web_value(q, "q"));
	unsigned failed = 503;
	struct quote_reader reader;
	struct asked a;
	char *error = NULL;
	bool good;

	quote_reader_init(&reader);
	if (!read_filters(&a, q, d, known, true)) {
		failed = 400;
		good = false;
	} else if (q->body.len != 0) {
		good = check_document(body, &reader, d, &a, q, &failed, &error);
	} else if (quotation.len == 0) {
		failed = 400;
		error = mem_strdup("there is no quotation: give q, or send a document");
		good = false;
	} else {
		good = check_one(body, &reader, d, &a, quotation, &none, &error);
	}
	if (good) {
		api_set_notes(d, r, buf_span(&a.notes));
	} else {
		buf_clear(body);
		r->status = failed;
		error_reply(r, body, true, q, error != NULL ? error : a.error);
	}
	free(error);
	quote_reader_release(&reader);
	asked_release(&a);
}

/* ---- for people ---- */

/* "changed" → texts.tsv's diff_changed */
static void set_kind(const struct page *p, json_t *o, const char *kind)
{
	char key[64];
	struct span text;

	snprintf(key, sizeof key, "diff_%s", kind);
	for (char *c = key; *c != '\0'; c++)
		if (*c == ' ')
			*c = '_';
	text = text_find(p->tongue, span_of(key));
	page_set(o, "kind", text.data != NULL ? text : span_of(kind));
}

static json_t *differences(const struct page *p, const struct quote_result *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->difference_count; i++) {
		const struct quote_difference *d = &r->differences[i];
		json_t *o = json_object();

		set_kind(p, o, d->kind);
		page_set(o, "said", d->said_near.len != 0 ? d->said_near : d->said);
		page_set(o, "source", d->source_near.len != 0 ? d->source_near : d->source);
		json_object_set_new(o, "negation", json_boolean(d->negation));
		json_array_append_new(array, o);
	}
	return array;
}

static json_t *omissions(const struct quote_result *r)
{
	json_t *array = json_array();

	for (size_t i = 0; i < r->omission_count; i++) {
		json_t *o = json_object();

		page_set(o, "text", r->omissions[i].text);
		json_object_set_new(o, "negation", json_boolean(r->omissions[i].negation));
		json_array_append_new(array, o);
	}
	return array;
}

/* Of each passage that the quotation runs over, one after the other. */
static void add_citations(struct buf *out, const struct quote_result *r, enum cite_style style, enum cite_markup markup)
{
	size_t before = out->len;

	for (size_t i = 0; i < r->part_count; i++) {
		struct citation c;

		if (!quote_part_is_new(r, i))
			continue;
		c = quote_part_citation(r, i);
		c.markup = markup;
		if (out->len != before)
			buf_add_char(out, ' ');
		cite_style(out, style, &c);
	}
}

static void set_citation(json_t *o, const struct quote_result *r, enum cite_style style)
{
	struct buf text;

	buf_init(&text);
	add_citations(&text, r, style, CITE_TEXT);
	page_set(o, "citation", buf_span(&text));
	buf_clear(&text);
	add_citations(&text, r, style, CITE_SHOWN);
	page_set(o, "shown", buf_span(&text));
	buf_clear(&text);
	add_citations(&text, r, style, CITE_HTML);
	page_set(o, "rich", buf_span(&text));
	buf_release(&text);
}

static void set_place(const struct page *p, json_t *o, const struct quote_result *r, enum cite_style style)
{
	const struct record *record = &r->parts[0].hit->record;
	struct buf text;

	buf_init(&text);
	page_set_source(p, o, &r->source);
	set_citation(o, r, style);
	page_set(o, "lang", record->language);
	page_set(o, "text", r->text);
	view_reader_link(&text, p, span_of(r->source.meta.id), record->id);
	page_set(o, "reader", buf_span(&text));
	buf_clear(&text);
	view_add_bytes(&text, r->ranges, r->range_count);
	page_set(o, "bytes", buf_span(&text));
	page_set_string(o, "sha256", r->sha256);
	page_set_string(o, "file", r->source.file);
	json_object_set_new(o, "others", json_null());
	if (r->other_count != 0)
		page_set_count(p, o, "others", "n_others", r->other_count);
	buf_release(&text);
}

static void set_result(const struct page *p, const struct quote_result *r, enum cite_style style)
{
	static const char *const keys[QUOTE_STATUSES] = {"quote_verbatim", "quote_altered", "quote_not_found"};
	json_t *o = json_object(), *place = json_object();

	page_set_text(p, o, "status", keys[r->status]);
	page_set_string(o, "class", r->status == QUOTE_VERBATIM && !r->negation ? "good" : "bad");
	page_set(o, "quotation", r->quotation);
	page_set_string(o, "refused", r->refused);
	json_object_set_new(o, "negation", json_boolean(r->negation));
	page_set(o, "beside", r->beside);
	page_set(o, "goes_on", r->goes_on);
	json_object_set_new(o, "not_compared", json_null());
	if (r->status != QUOTE_VERBATIM && r->damaged + r->too_long != 0)
		page_set_count(p, o, "not_compared", "n_not_compared", r->damaged + r->too_long);
	json_object_set_new(o, "differences", differences(p, r));
	json_object_set_new(o, "has_differences", json_boolean(r->difference_count != 0));
	json_object_set_new(o, "omissions", omissions(r));
	json_object_set_new(o, "has_omissions", json_boolean(r->omission_count != 0));
	if (r->part_count != 0)
		set_place(p, place, r, style);
	json_object_set_new(o, "place", r->part_count != 0 ? json_incref(place) : json_null());
	json_decref(place);
	json_object_set_new(p->values, "result", o);
}

void page_quote(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	struct span quotation = span_trim(web_value(q, "q"));
	struct quote_result result;
	struct asked a;
	struct page p;
	char *error = NULL;

	page_init(&p, q, HERE_QUOTE, "quote", state);
	page_set_text(&p, p.values, "page_title", "quotation");
	page_set(p.values, "q", quotation);
	json_object_set_new(p.values, "kept", view_kept(&p, state + 1));
	if (!read_filters(&a, q, d, NULL, false)) {
		r->status = 400;
		page_set_wrong(&p, a.error);
	} else if (quotation.len != 0) {
		if (quote_check(&result, &d->library, quotation, filter_of(&a), &error) == XAP_OK) {
			set_result(&p, &result, a.options.print.cite);
		} else {
			r->status = 503;
			page_set_wrong(&p, error);
		}
		quote_release(&result);
	}
	json_object_set_new(p.values, "notes", view_lines(&a.notes));
	view_set_scope(&p, &d->library, "holds");
	free(error);
	asked_release(&a);
	page_finish(&p, "quote", r, body);
}
