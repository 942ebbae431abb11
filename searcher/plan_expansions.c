/* plan_expansions.c: words*: the terms of the index that they stand for. */
#include "searcher/planner.h"


#include <stdlib.h>

struct expansion {
	struct span term;
	uint32_t frequency;
};

struct expansions {
	struct expansion *items;
	size_t count, cap;
};

static int by_frequency(const void *a, const void *b)
{
	const struct expansion *x = a, *y = b;

	if (x->frequency != y->frequency)
		return x->frequency > y->frequency ? -1 : 1;
	return span_cmp(x->term, y->term);
}

static void expand_one(struct planner *pl, struct span prefix, struct expansions *out)
{
	struct xap_walk *walk;
	struct span term;
	enum xap_status status = xap_walk_terms(
		&walk, pl->library->passages, planner_term(pl, PREFIX_WORD, prefix));

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return;
	}
	while ((status = xap_walk_next(walk, &term)) == XAP_OK) {
		ARRAY_GROW(out->items, out->count, out->cap);
		out->items[out->count++] = (struct expansion){
			pool_span(&pl->plan->pool, term), xap_walk_frequency(walk)};
	}
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
}

struct xap_query *expansion_query(struct planner *pl, const struct leaf_word *w, enum xap_op op,
                                         uint32_t wqf)
{
	struct expansions found = {0};
	struct xap_query **parts, *query;
	size_t kept;

	for (size_t i = 0; i < w->term_count; i++)
		expand_one(pl, w->terms[i], &found);
	if (found.count != 0)
		qsort(found.items, found.count, sizeof *found.items, by_frequency);
	if (found.count > WILDCARD_MAX)
		buf_addf(&pl->plan->notes,
		         "“%.*s*” stands for %zu words: only the %d most frequent are searched\n",
		         note_length(w->terms[0]), w->terms[0].data, found.count, WILDCARD_MAX);
	kept = found.count > WILDCARD_MAX ? WILDCARD_MAX : found.count;
	parts = mem_alloc((kept + 1) * sizeof *parts);
	for (size_t i = 0; i < kept; i++)
		parts[i] = xap_query_term(found.items[i].term, wqf);
	query = kept == 1 ? parts[0] : xap_query_combine(op, parts, kept, 0);
	free(parts);
	free(found.items);
	return query;
}
