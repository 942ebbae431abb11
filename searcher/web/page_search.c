#include "searcher/web/pages.h"

#include "render/json.h"
#include "searcher/headline.h"
#include "searcher/scope.h"
#include "searcher/suggest.h"
#include "searcher/web/limits.h"
#include "searcher/web/hrefs.h"
#include "searcher/web/view.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const known[] = {"ui", "page", NULL};

/* ---- the form ---- */

struct choice {
	const char *value, *text; /* text: a key of texts.tsv; NULL: the value itself */
};

static const struct choice sorts[] = {{"", "sort_relevance"}, {"date", "sort_date"}};
static const struct choice places[] = {
	{"", "in_all"}, {"body", "in_body"}, {"notes", "in_notes"}, {"headings", "in_headings"}};
static const struct choice cites[] = {{"", "cite_plain"}, {"oscola", "OSCOLA"}, {"chicago", "Chicago"},
                                      {"un", "United Nations"}, {"bluebook", "Bluebook"}, {"apa", "APA"}};
static const struct choice limits[] = {{"", "10"}, {"25", NULL}, {"50", NULL}, {"100", NULL}};

static void set_choices(const struct page *p, const char *name, const char *parameter, const struct choice *choices,
                        size_t count)
{
	struct span asked = web_value(p->request, parameter);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *o = json_object();

		json_object_set_new(o, "value", json_string(choices[i].value));
		if (choices[i].text != NULL && text_find(p->tongue, span_of(choices[i].text)).data != NULL)
			page_set_text(p, o, "label", choices[i].text);
		else
			page_set_string(o, "label", choices[i].text != NULL ? choices[i].text : choices[i].value);
		json_object_set_new(o, "selected", json_boolean(span_eq_str(asked, choices[i].value)));
		json_array_append_new(array, o);
	}
	json_object_set_new(p->values, name, array);
}

#define SET_CHOICES(p, name, parameter, table) set_choices(p, name, parameter, table, sizeof(table) / sizeof((table)[0]))

/* What the form does not show, and a new query keeps. */
static const char *const hidden[] = {"publisher", "country", "language", "kind", "instrument", "source", "per_source",
                                     "looseness", "context",  "copies", "ui", NULL};

static void set_form(const struct page *p)
{
	static const char *const options[] = {"sort", "in", "date", "limit", "exact", "all", "cite"};
	bool open = false;

	for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
		open |= web_value(p->request, options[i]).len != 0;
	page_set(p->values, "q", web_value(p->request, "q"));
	page_set(p->values, "date", web_value(p->request, "date"));
	SET_CHOICES(p, "sorts", "sort", sorts);
	SET_CHOICES(p, "places", "in", places);
	SET_CHOICES(p, "cites", "cite", cites);
	SET_CHOICES(p, "limits", "limit", limits);
	json_object_set_new(p->values, "exact", json_boolean(span_eq_str(web_value(p->request, "exact"), "1")));
	json_object_set_new(p->values, "all", json_boolean(span_eq_str(web_value(p->request, "all"), "1")));
	json_object_set_new(p->values, "options_open", json_boolean(open));
	json_object_set_new(p->values, "kept", view_kept(p, hidden));
}

/* ---- nothing found ---- */

static void set_absent(const struct page *p, const struct desk *d, const struct asked *a)
{
	struct span *words;
	size_t count = scope_absent(&a->plan, &d->library, &words);
	json_t *o = json_object(), *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_text(words[i]));
	json_object_set_new(o, "words", array);
	json_object_set_new(p->values, "absent", count == 0 ? json_null() : json_incref(o));
	json_decref(o);
	free(words);
}

static void set_suggestion(const struct page *p, const struct desk *d, const struct asked *a)
{
	struct buf meant, link;
	json_t *o;

	buf_init(&meant);
	buf_init(&link);
	if (suggest_query(&meant, a->typed, &a->plan, &d->library) && suggest_finds(&d->library, buf_span(&meant), &a->options.plan)) {
		o = json_object();
		href_with(&link, HREF_SEARCH, p->request, search_state, "q", buf_span(&meant));
		page_set(o, "text", buf_span(&meant));
		page_set(o, "link", buf_span(&link));
		json_object_set_new(p->values, "did_you_mean", o);
	}
	buf_release(&meant);
	buf_release(&link);
}

static void set_undated(const struct page *p, const struct asked *a)
{
	if (a->plan.undated != 0)
		page_set_count(p, p->values, "undated", "n_undated", a->plan.undated);
}

static bool has_filters(const struct page *p)
{
	return json_array_size(json_object_get(p->values, "chosen")) != 0 || web_value(p->request, "in").len != 0;
}

/* The query without the quotation marks around it: the sentence has its own. */
static struct span without_quotes(struct span query)
{
	bool quoted = query.len > 2 && query.data[0] == '"' && query.data[query.len - 1] == '"' &&
	              memchr(query.data + 1, '"', query.len - 2) == NULL;

	return quoted ? span_make(query.data + 1, query.len - 2) : query;
}

static void set_none(const struct page *p, const struct desk *d, const struct asked *a)
{
	struct buf link;

	json_object_set_new(p->values, "none", json_true());
	page_set(p->values, "bare", without_quotes(a->typed));
	if (a->answer.total != 0) {
		page_set_number(p, p->values, "total", a->answer.total);
		page_set_filled(p, p->values, "none_title", "beyond");
	} else {
		page_set_filled(p, p->values, "none_title", a->typed.len == 0 ? "none_filtered" : "none_title");
		set_absent(p, d, a);
		set_suggestion(p, d, a);
	}
	json_object_set_new(p->values, "filtered", json_boolean(has_filters(p)));
	buf_init(&link);
	buf_add_str(&link, HREF_SEARCH);
	href_add(&link, "q", web_value(p->request, "q"));
	href_add(&link, "ui", web_value(p->request, "ui"));
	page_set(p->values, "without_filters", buf_span(&link));
	buf_release(&link);
	view_set_scope(p, &d->library, "searched");
	set_undated(p, a);
}

/* ---- hits ---- */

struct own_lines {
	const struct page *page;
	json_t *array;
};

/* A line of the headline in the page's language. */
static void add_line(void *data, enum headline_line line, uint32_t passages, uint32_t sources, struct span what)
{
	static const char *const keys[] = {[HEADLINE_CITED] = "headline_cited", [HEADLINE_TEXT] = "headline_text",
	                                   [HEADLINE_NONE] = "headline_none"};
	const struct own_lines *own = data;
	json_t *o = json_object();

	page_set(o, "what", what);
	page_set_count(own->page, o, "citing_n", "n_passages", passages);
	page_set_count(own->page, o, "citing_sources_n", "n_sources", sources);
	page_set_filled(own->page, o, "line", keys[line]);
	json_array_append_new(own->array, o);
}

static void set_headline(const struct page *p, const struct desk *d, const struct asked *a)
{
	struct own_lines own = {p, json_array()};
	struct headline_words words = {&own, add_line};
	struct buf lines;

	buf_init(&lines);
	buf_add_str(&lines, "");
	headline_add(&lines, &a->plan, &d->library, p->tongue == TONGUE_EN ? NULL : &words);
	if (lines.len != 0)
		json_object_set_new(p->values, "headline", view_lines(&lines));
	json_object_set_new(p->values, "headline_own", own.array);
	buf_release(&lines);
}

static void set_exports(const struct page *p, uint64_t total)
{
	json_t *array = json_array();
	struct buf link;

	buf_init(&link);
	for (const struct download *f = downloads; f->name != NULL; f++) {
		json_t *o = json_object();

		buf_clear(&link);
		href_with(&link, "export", p->request, search_state, "limit", span_make("", 0));
		href_add(&link, "format", span_of(f->name));
		page_set_string(o, "label", f->label);
		page_set(o, "link", buf_span(&link));
		json_array_append_new(array, o);
	}
	json_object_set_new(p->values, "exports", array);
	page_set_number(p, p->values, "most", SERVE_DATA_HITS_MAX);
	page_set_filled(p, p->values, "download_hint", total > SERVE_DATA_HITS_MAX ? "download_first" : "download_all");
	buf_release(&link);
}

static void set_hits(const struct page *p, const struct desk *d, const struct asked *a)
{
	json_t *array = json_array();
	struct notes notes;

	notes_init(&notes, &a->answer, &d->library, &a->options.print);
	for (size_t i = 0; i < a->answer.count; i++)
		json_array_append_new(array, view_hit(p, d, a, &notes, i));
	notes_release(&notes);
	json_object_set_new(p->values, "hits", array);
	json_object_set_new(p->values, "first", json_integer((json_int_t)a->options.rank.offset + 1));
}

/* The counts are exact, whatever the ranking needed to know; those of a looseness are read off the passages. */
static bool set_counts(const struct page *p, struct desk *d, struct asked *a, char **error)
{
	const struct holdings *h = desk_holdings(d, error);
	struct facets f = {0};
	bool tight = a->plan.looseness < MATCH_PREFIX;
	uint64_t total;

	if (h == NULL || !facets_make(&f, &d->library, h, &a->plan, error)) {
		facets_release(&f);
		return false;
	}
	total = tight ? a->answer.total : f.passages;
	page_set_count(p, p->values, "passages_n", "n_passages", total);
	page_set_count(p, p->values, "sources_n", "n_sources", f.sources);
	if (tight)
		json_object_set(p->values, "count", json_object_get(p->values, "passages_n"));
	else
		page_set_filled(p, p->values, "count", "count");
	json_object_set_new(p->values, "facets", tight ? json_array() : view_facets(p, d, h, &f));
	set_exports(p, total);
	facets_release(&f);
	return true;
}

/* How many pages there are is not known: copies are folded as far as the page goes. */
static void set_pages(const struct page *p, const struct asked *a, bool more)
{
	size_t at = a->options.rank.offset / a->options.rank.limit;

	more = more && a->options.rank.offset + 2 * a->options.rank.limit <= SERVE_DEEPEST;
	page_set_parts(p, HREF_SEARCH, search_state, at, more ? at + 2 : at + 1);
}

static void set_found(const struct page *p, struct desk *d, struct asked *a, bool more)
{
	char *error = NULL;

	if (!set_counts(p, d, a, &error)) {
		page_set_wrong(p, error);
		free(error);
		return;
	}
	json_object_set_new(p->values, "found", json_true());
	set_pages(p, a, more);
	set_headline(p, d, a);
	set_suggestion(p, d, a);
	set_undated(p, a);
	set_hits(p, d, a);
}

/* ---- the page ---- */

/* The number of the page makes the offset. */
static void set_offset(struct asked *a, const struct web_request *q)
{
	size_t pages = SERVE_DEEPEST / a->options.rank.limit;

	a->options.rank.offset = (uint32_t)page_part_asked(q, pages) * a->options.rank.limit;
}

static void set_title(const struct page *p, const struct asked *a)
{
	struct buf title;

	buf_init(&title);
	if (a->typed.len != 0) {
		buf_add_span(&title, a->typed);
		buf_add_str(&title, " · ");
	}
	buf_add_str(&title, "hrsearch");
	page_set(p->values, "page_title", buf_span(&title));
	buf_release(&title);
}

/* Runs it for one hit more than the page has, which tells whether there is another page. */
static bool run_page(struct asked *a, struct desk *d)
{
	uint32_t limit = a->options.rank.limit;
	bool more;

	a->options.rank.limit++;
	asked_run(a, d);
	a->options.rank.limit = limit;
	more = a->how == ASKED_WELL && a->answer.count > limit;
	if (more)
		hit_release(&a->answer.hits[--a->answer.count]);
	return more;
}

static void set_answer(const struct page *p, struct desk *d, struct asked *a, bool more)
{
	switch (a->how) {
	case ASKED_NOTHING:
		json_object_set_new(p->values, "start", json_true());
		view_set_scope(p, &d->library, "holds");
		break;
	case ASKED_WELL:
		if (a->answer.count != 0)
			set_found(p, d, a, more);
		else
			set_none(p, d, a);
		break;
	default:
		page_set_wrong(p, a->error);
	}
}

void page_search(struct desk *d, const struct web_request *q, struct web_reply *r, struct buf *body)
{
	struct asked a;
	struct page p;
	bool more;

	page_init(&p, q, HERE_SEARCH, HREF_SEARCH, search_state);
	asked_read(&a, q, known, false, SERVE_HITS_DEFAULT, SERVE_HITS_MAX);
	if (a.how == ASKED_WELL)
		set_offset(&a, q);
	asked_plan(&a, d);
	more = run_page(&a, d);
	set_title(&p, &a);
	set_form(&p);
	json_object_set_new(p.values, "chosen", view_chosen(&p, d));
	json_object_set_new(p.values, "has_chosen",
	                    json_boolean(json_array_size(json_object_get(p.values, "chosen")) != 0));
	json_object_set_new(p.values, "notes", view_lines(&a.notes));
	json_object_set_new(p.values, "focus", json_boolean(a.how == ASKED_NOTHING));
	set_answer(&p, d, &a, more);
	r->status = a.how == ASKED_WRONG ? 400 : a.how == ASKED_FAILED ? 503 : 200;
	asked_release(&a);
	page_finish(&p, "search", r, body);
}
