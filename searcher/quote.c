#include "searcher/quote_judge.h"

#include "searcher/quote_find.h"
#include "store/files.h"
#include "text/compare_bound.h"

#include <stdlib.h>

#define SLACK_BYTES 80    /* of text beside a window that is looked at besides the quotation's length */
#define OMITTED_BYTES 3000 /* and where it has an ellipsis */

const char *const quote_status_names[QUOTE_STATUSES] = {
	[QUOTE_VERBATIM] = "verbatim", [QUOTE_ALTERED] = "altered", [QUOTE_NOT_FOUND] = "not found",
};

/* How well a place fits. */
struct merit {
	bool verbatim;
	int64_t cost;
	size_t left_out; /* words, by ellipses */
	uint32_t docid;  /* of the passage where it begins */
};

struct search {
	struct quote_result *result;
	const struct library *library;
	struct quote_reader *reader;
	struct wording said;
	struct compare_bound *bound;
	int64_t near; /* what a place that counts costs at most */
	struct window best;
	struct comparison best_comparison;
	struct merit merit;
	bool found; /* `best` holds a place */
	uint32_t *tried;
	size_t tried_count, tried_cap;
	size_t other_cap;
};

static struct quote_match match_of(const struct search *s, const struct window *w, const struct comparison *c)
{
	return (struct quote_match){s->library, &s->reader->book, &s->said, s->result->quotation, w, c};
}

static bool has_gap(const struct search *s)
{
	for (size_t i = 0; i < s->said.count; i++)
		if (s->said.atoms[i].kind == ATOM_GAP)
			return true;
	return false;
}

static uint32_t first_passage(const struct window *w, const struct comparison *c)
{
	for (size_t i = 0; i < c->count; i++)
		if (c->steps[i].source_count != 0)
			return window_hit(w, c->steps[i].source)->docid;
	return 0;
}

static struct merit merit_of(const struct search *s, const struct window *w, const struct comparison *c)
{
	struct quote_match m = match_of(s, w, c);

	return (struct merit){quote_is_verbatim(&m), c->cost, quote_left_out(&m), first_passage(w, c)};
}

static bool is_better(struct merit a, struct merit b)
{
	if (a.verbatim != b.verbatim)
		return a.verbatim;
	return a.cost != b.cost ? a.cost < b.cost : a.left_out < b.left_out;
}

/* The window becomes the best one; what it was is released with it. */
static void take(struct search *s, struct window *w, struct comparison *c, struct merit merit)
{
	struct window window = s->best;
	struct comparison comparison = s->best_comparison;

	s->best = *w;
	s->best_comparison = *c;
	*w = window;
	*c = comparison;
	s->merit = merit;
	s->found = true;
	s->result->other_count = 0;
	s->result->more_others = false;
}

static void add_other(struct search *s, uint32_t docid)
{
	struct quote_result *r = s->result;

	for (size_t i = 0; i < r->other_count; i++)
		if (r->others[i] == docid)
			return;
	if (r->other_count == QUOTE_OTHERS_MAX) {
		r->more_others = true;
		return;
	}
	ARRAY_GROW(r->others, r->other_count, s->other_cap);
	r->others[r->other_count++] = docid;
}

/* Whether some of the quotation stands there at all: else its neighbours are not worth reading. */
static bool has_some(const struct search *s, const struct comparison *c)
{
	size_t all = 0, same = 0;

	for (size_t i = 0; i < s->said.count; i++)
		all += s->said.atoms[i].kind == ATOM_WORD;
	for (size_t i = 0; i < c->count; i++)
		if (c->steps[i].kind == STEP_SAME && s->said.atoms[c->steps[i].said].kind == ATOM_WORD)
			same++;
	return same * COMPARE_SHARE >= all;
}

/* Whether more text on either side could make the comparison better. */
static bool may_run_on(const struct search *s, const struct comparison *c)
{
	const struct step *first = &c->steps[0], *last = &c->steps[c->count - 1];

	if (!has_some(s, c))
		return false;
	if (has_gap(s))
		return true;
	while (first < last && first->kind == STEP_FREE)
		first++;
	while (last > first && last->kind == STEP_FREE)
		last--;
	return first->kind != STEP_SAME || last->kind != STEP_SAME;
}

static size_t bytes_beside(const struct search *s)
{
	return s->result->quotation.len + SLACK_BYTES + (has_gap(s) ? OMITTED_BYTES : 0);
}

/* The passage alone again: with its neighbours it is too long. */
static bool compare_alone(struct search *s, struct window *w, struct comparison *c, uint32_t docid)
{
	s->result->too_long++;
	window_release(w);
	window_init(w);
	return window_open(w, s->library, &s->reader->book, docid) && compare(c, &s->reader->book, &s->said, &w->wording);
}

/* What a place costs at most that is better than the best, or as good. */
static int64_t most_of(const struct search *s)
{
	return s->found && s->merit.cost < s->near ? s->merit.cost : s->near;
}

/* Compares with the passage, and where that may help with its neighbours too. False: neither can be. */
static bool compare_window(struct search *s, struct window *w, struct comparison *c, uint32_t docid)
{
	if (!compare(c, &s->reader->book, &s->said, &w->wording)) {
		s->result->too_long += w->wording.count != 0;
		return false;
	}
	if (merit_of(s, w, c).verbatim || !may_run_on(s, c) ||
	    !window_grow(w, s->library, &s->reader->book, bytes_beside(s)))
		return true;
	if (!compare_bound_allows_alone(s->bound, &w->wording, most_of(s)))
		return false; /* so the passage alone does not come to it either */
	return compare(c, &s->reader->book, &s->said, &w->wording) || compare_alone(s, w, c, docid);
}

static bool was_tried(const struct search *s, uint32_t docid)
{
	for (size_t i = 0; i < s->tried_count; i++)
		if (s->tried[i] == docid)
			return true;
	return false;
}

/* Whether a passage, with its neighbours or without, may be a better place than the best, or as good. */
static bool may_be_best(const struct search *s, const struct wording *w)
{
	return compare_bound_allows(s->bound, w, most_of(s));
}

/* Whether what is kept of the passage says that it is not worth reading. */
static bool is_recalled_as_no_place(const struct search *s, uint32_t docid)
{
	const struct wording *kept = quote_reader_recall(s->reader, docid);

	return kept != NULL && !may_be_best(s, kept);
}

/* Opens the passage; false: it cannot be read. */
static bool open_passage(struct search *s, struct window *w, uint32_t docid)
{
	if (!window_open(w, s->library, &s->reader->book, docid)) {
		s->result->damaged++;
		return false;
	}
	quote_reader_keep(s->reader, docid, &w->wording);
	return true;
}

static void try_passage(struct search *s, uint32_t docid)
{
	struct window w;
	struct comparison c;

	if (was_tried(s, docid) || (s->found && window_has(&s->best, docid)))
		return;
	ARRAY_GROW(s->tried, s->tried_count, s->tried_cap);
	s->tried[s->tried_count++] = docid;
	if (is_recalled_as_no_place(s, docid))
		return;
	window_init(&w);
	comparison_init(&c);
	if (open_passage(s, &w, docid) && may_be_best(s, &w.wording) && compare_window(s, &w, &c, docid)) {
		struct merit merit = merit_of(s, &w, &c);

		if (!s->found || is_better(merit, s->merit))
			take(s, &w, &c, merit);
		else if (merit.verbatim && !is_better(s->merit, merit) && merit.docid != s->merit.docid)
			add_other(s, merit.docid);
	}
	window_release(&w);
	comparison_release(&c);
}

/* Whether a further way can find nothing better: of an ellipsis, the place where it leaves out least. */
static bool is_settled(const struct search *s, enum quote_way way)
{
	return s->found && s->merit.verbatim && (way == QUOTE_WAY_WHOLE || !has_gap(s));
}

static enum xap_status look(struct search *s, const struct xap_query *filter)
{
	struct quote_search *q =
		quote_search_new(s->library, s->result->quotation, &s->said, filter);
	enum xap_status status = XAP_OK;

	for (int way = 0; way < QUOTE_WAYS && status == XAP_OK && !is_settled(s, (enum quote_way)way); way++) {
		uint32_t *docids = NULL;
		size_t count = 0;

		status = quote_search_run(q, (enum quote_way)way, &docids, &count);
		for (size_t i = 0; i < count; i++)
			try_passage(s, docids[i]);
		free(docids);
	}
	quote_search_free(q);
	return status;
}

/* What the best place is worth. */
static bool settle(struct search *s, char **error)
{
	struct quote_result *r = s->result;
	struct quote_match m = match_of(s, &r->window, &s->best_comparison);
	const struct hit *first;

	r->status = QUOTE_NOT_FOUND;
	if (!s->found)
		return true;
	r->window = s->best;
	window_init(&s->best);
	if (quote_is_verbatim(&m))
		r->status = QUOTE_VERBATIM;
	else if (quote_is_near(&m))
		r->status = QUOTE_ALTERED;
	else
		return true;
	quote_describe(r, &m);
	first = r->parts[0].hit;
	return library_source(library_index(s->library, first->docid), first->record.source_key, &r->source,
	                      error);
}

static const char *refusal(const struct search *s)
{
	size_t words = 0;

	for (size_t i = 0; i < s->said.count; i++)
		words += s->said.atoms[i].kind == ATOM_WORD;
	if (words == 0)
		return "there is no word in it";
	return s->said.count > QUOTE_ATOMS_MAX ? "it is too long to be compared" : NULL;
}

static void result_init(struct quote_result *r, struct span quotation)
{
	memset(r, 0, sizeof *r);
	r->quotation = quotation;
	r->status = QUOTE_NOT_FOUND;
	pool_init(&r->pool);
	window_init(&r->window);
	source_init(&r->source);
}

static void search_release(struct search *s)
{
	compare_bound_free(s->bound);
	wording_release(&s->said);
	window_release(&s->best);
	comparison_release(&s->best_comparison);
	free(s->tried);
}

enum xap_status quote_check_next(struct quote_reader *reader, struct quote_result *r, const struct library *l,
                                 struct span quotation, const struct xap_query *filter, char **error)
{
	struct search s = {.result = r, .library = l, .reader = reader};
	enum xap_status status = XAP_OK;

	result_init(r, quotation);
	quote_reader_begin(reader);
	window_init(&s.best);
	comparison_init(&s.best_comparison);
	if (quotation.len <= QUOTE_BYTES_MAX)
		wording_add(&s.said, &s.reader->book, quotation, NULL, 0);
	r->refused = quotation.len > QUOTE_BYTES_MAX ? "it is too long to be compared" : refusal(&s);
	s.bound = compare_bound_new(&s.reader->book, &s.said);
	s.near = quote_near_most(&s.said);
	if (r->refused == NULL)
		status = look(&s, filter);
	if (status != XAP_OK)
		*error = error_message("the index cannot be searched: %s", xap_reader_error(l->passages));
	else if (!settle(&s, error))
		status = XAP_CORRUPT;
	search_release(&s);
	return status;
}

enum xap_status quote_check(struct quote_result *r, const struct library *l, struct span quotation,
                            const struct xap_query *filter, char **error)
{
	struct quote_reader reader;
	enum xap_status status;

	quote_reader_init(&reader);
	status = quote_check_next(&reader, r, l, quotation, filter, error);
	quote_reader_release(&reader);
	return status;
}

void quote_release(struct quote_result *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->difference_count; i++)
		free(r->differences[i].ranges);
	for (size_t i = 0; i < r->omission_count; i++)
		free(r->omissions[i].ranges);
	free(r->differences);
	free(r->omissions);
	free(r->ranges);
	free(r->parts);
	free(r->others);
	source_release(&r->source);
	window_release(&r->window);
	pool_release(&r->pool);
	memset(r, 0, sizeof *r);
}
