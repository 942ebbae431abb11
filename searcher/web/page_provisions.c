#include "searcher/web/pages.h"

#include "render/json.h"
#include "searcher/headline.h"
#include "searcher/provisions.h"
#include "searcher/web/chart.h"
#include "searcher/web/errors.h"
#include "searcher/web/holdings.h"
#include "searcher/web/limits.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/place.h"
#include "searcher/web/view.h"

#include <stdlib.h>

static const char *const state[] = {"q", "publisher", "country", "date", "language", "kind", "instrument", "source", "in", "ui",
                                    NULL};
static const char *const known[] = {"ui", NULL};

static uint32_t year_of(const void *context, uint32_t docid)
{
	const struct holdings *h = context;

	return docid > h->last || h->source_of[docid] == HOLDING_NONE ? 0 : h->source[h->source_of[docid]].year;
}

/* article:19(3)@iccpr, as the query language has it; nothing for an instrument that is not known. */
static void add_query(struct buf *out, const struct provision *of)
{
	struct buf term;

	buf_init(&term);
	provision_query_term(of, &term);
	buf_add_str(out, "article:");
	if (memchr(term.data, ' ', term.len) != NULL)
		buf_addf(out, "\"%s\"", term.data);
	else
		buf_add_span(out, buf_span(&term));
	buf_release(&term);
}

static void set_row_link(const struct page *p, json_t *o, const struct provision *of)
{
	struct buf query, link;

	buf_init(&query);
	buf_init(&link);
	if (of->instrument.len != 0) {
		add_query(&query, of);
		buf_add_str(&link, HREF_SEARCH);
		href_add(&link, "q", buf_span(&query));
		href_add(&link, "ui", web_value(p->request, "ui"));
	}
	page_set(o, "link", buf_span(&link));
	buf_release(&query);
	buf_release(&link);
}

static json_t *row_object(const struct page *p, const struct provision_row *row, struct chart_years years)
{
	json_t *o = json_object();
	struct buf name;

	buf_init(&name);
	place_add_provision(&name, p->tongue, &row->of);
	page_set(o, "name", buf_span(&name));
	buf_release(&name);
	page_set_number(p, o, "passages", row->passages);
	page_set_number(p, o, "sources", row->sources);
	json_object_set_new(o, "years", chart_small(&row->years, years));
	set_row_link(p, o, &row->of);
	return o;
}

static json_t *group_object(const struct page *p, const struct library *l, struct span instrument, size_t n)
{
	json_t *o = json_object();
	struct buf name;

	buf_init(&name);
	if (instrument.len == 0)
		page_set_text(p, o, "name", "instrument_unknown");
	else
		view_add_instrument(&name, l, instrument);
	if (name.len != 0)
		page_set(o, "name", buf_span(&name));
	page_set(o, "id", instrument);
	json_object_set_new(o, "n", json_integer((json_int_t)n));
	json_object_set_new(o, "rows", json_array());
	buf_release(&name);
	return o;
}

static void set_groups(const struct page *p, const struct provision_table *t, struct chart_years years)
{
	json_t *groups = json_array(), *group = NULL;

	for (size_t i = 0; i < t->count; i++) {
		struct span instrument = t->rows[i].of.instrument;

		if (i == 0 || !span_eq(instrument, t->rows[i - 1].of.instrument)) {
			group = group_object(p, t->library, instrument, json_array_size(groups) + 1);
			json_array_append_new(groups, group);
		}
		json_array_append_new(json_object_get(group, "rows"), row_object(p, &t->rows[i], years));
	}
	json_object_set_new(p->values, "groups", groups);
	json_object_set_new(p->values, "none", json_boolean(t->count == 0));
}

static void set_chart(const struct page *p, const struct provision_table *t, struct chart_years years)
{
	json_t *chart;

	if (years.first == 0)
		return;
	chart = chart_large(&t->years, years);
	page_set_text(p, chart, "title", "chart_title");
	if (chart_undated(&t->years) != 0)
		page_set_count(p, chart, "undated", "n_undated_passages", chart_undated(&t->years));
	else
		json_object_set_new(chart, "undated", json_null());
	json_object_set_new(p->values, "chart", chart);
}

static bool set_table(const struct page *p, struct desk *d, const struct asked *a, char **error)
{
	static const struct plan everything = {0};
	const struct holdings *h = desk_holdings(d, error);
	struct provision_table t;
	struct chart_years years;
	bool good;

	if (h == NULL)
		return false;
	provision_table_init(&t, &d->library);
	t.year_of = year_of;
	t.context = h;
	good = provision_table_fill(&t, a->how == ASKED_WELL ? &a->plan : &everything, error);
	if (good) {
		years = chart_years_of(&t.years);
		set_chart(p, &t, years);
		set_groups(p, &t, years);
	}
	provision_table_release(&t);
	return good;
}

void page_provisions(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	struct asked a;
	struct page p;
	char *error = NULL;

	page_init(&p, q, HERE_PROVISIONS, "provisions", state);
	asked_read(&a, q, known, false, SERVE_HITS_DEFAULT, SERVE_HITS_MAX);
	asked_plan(&a, d);
	page_set_text(&p, p.values, "page_title", "provisions");
	page_set(p.values, "q", web_value(q, "q"));
	json_object_set_new(p.values, "kept", view_kept(&p, state + 1));
	json_object_set_new(p.values, "notes", view_lines(&a.notes));
	if (a.how == ASKED_WRONG || a.how == ASKED_FAILED) {
		r->status = 400;
		page_set_wrong(&p, a.error);
	} else if (!set_table(&p, d, &a, &error)) {
		r->status = 503;
		page_set_wrong(&p, error);
	}
	free(error);
	asked_release(&a);
	page_finish(&p, "provisions", r, body);
}

void api_provisions(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	static const char *const of_data[] = {"q",        "exact",      "all",  "in",   "publisher", "country",
	                                      "language", "instrument", "kind", "date", "source",    NULL};
	static const struct plan everything = {0};
	struct print_options print = {.output = OUTPUT_JSON};
	struct asked a;
	char *error = asked_misnamed(q, of_data);
	size_t rows;

	if (error != NULL) {
		r->status = 400;
		error_reply(r, body, true, q, error);
		free(error);
		return;
	}
	asked_read(&a, q, NULL, true, SERVE_HITS_DEFAULT, SERVE_DATA_HITS_MAX);
	asked_plan(&a, d);
	if (a.how == ASKED_WRONG || a.how == ASKED_FAILED)
		r->status = 400;
	else if (!provisions_print(body, &d->library, a.how == ASKED_WELL ? &a.plan : &everything, &print, &rows,
	                           &error))
		r->status = 503;
	if (r->status != 200)
		error_reply(r, body, true, q, error != NULL ? error : a.error);
	free(error);
	asked_release(&a);
}
