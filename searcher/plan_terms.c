#include "searcher/planner.h"

#include "searcher/hit.h"
#include "searcher/match_leaf.h"
#include "searcher/weights.h"
#include "store/files.h"

#include <stdlib.h>

#define CANDIDATES_FEW 100 /* passages to be read for a query; where there are more, they are asked for again */

void planner_fail(struct planner *pl, enum xap_status status)
{
	if (pl->failed || status == XAP_OK)
		return;
	pl->failed = true;
	*pl->error = error_message("the index cannot be searched: %s",
	                           xap_reader_error(pl->library->passages));
}

struct span planner_term(struct planner *pl, enum schema_prefix prefix, struct span value)
{
	schema_term(&pl->term, prefix, value);
	return buf_span(&pl->term);
}

uint32_t planner_frequency(struct planner *pl, enum schema_prefix prefix, struct span value)
{
	uint32_t documents = 0;
	enum xap_status status = xap_reader_frequency(
		pl->library->passages, planner_term(pl, prefix, value), &documents);

	if (status == XAP_OK)
		return documents;
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
	return 0;
}

struct xap_query *planner_query(struct planner *pl, enum schema_prefix prefix, struct span value,
                                uint32_t wqf)
{
	if (planner_frequency(pl, prefix, value) == 0)
		return NULL;
	return xap_query_term(buf_span(&pl->term), wqf);
}

void planner_part(struct planner *pl, struct span of, const char *what, const struct xap_query *q)
{
	struct plan *p = pl->plan;

	if (!p->explain || q == NULL)
		return;
	ARRAY_GROW(p->parts, p->part_count, p->part_cap);
	p->parts[p->part_count++] = (struct plan_part){of, what, xap_query_copy(q)};
}

static struct xap_query *pair(enum xap_op op, struct xap_query *a, struct xap_query *b)
{
	struct xap_query *parts[2] = {a, b};

	return xap_query_combine(op, parts, 2, 0);
}

struct xap_query *either(struct xap_query *a, struct xap_query *b)
{
	if (a == NULL || b == NULL)
		return a == NULL ? b : a;
	return pair(XAP_OR, a, b);
}

struct xap_query *best_of(struct xap_query *a, struct xap_query *b)
{
	struct xap_query *parts[2] = {a, b};

	return a == NULL || b == NULL ? either(a, b) : xap_query_combine(XAP_MAX, parts, 2, 0);
}

static struct xap_query *neither(struct xap_query *a, struct xap_query *b)
{
	xap_query_free(a);
	xap_query_free(b);
	return NULL;
}

struct xap_query *both(struct xap_query *a, struct xap_query *b)
{
	return a == NULL || b == NULL ? neither(a, b) : pair(XAP_AND, a, b);
}

struct xap_query *filtered(struct xap_query *a, struct xap_query *b)
{
	return a == NULL || b == NULL ? neither(a, b) : pair(XAP_FILTER, a, b);
}

struct xap_query *but_not(struct xap_query *a, struct xap_query *b)
{
	if (a == NULL)
		return neither(a, b);
	return b == NULL ? a : pair(XAP_AND_NOT, a, b);
}

struct xap_query *maybe(struct xap_query *a, struct xap_query *b)
{
	if (a == NULL)
		return neither(a, b);
	return b == NULL ? a : pair(XAP_AND_MAYBE, a, b);
}

struct xap_query *fixed_weight(struct xap_query *q, double weight)
{
	return q == NULL ? NULL : filtered(xap_query_fixed(weight), q);
}

struct xap_query *any_of(struct planner *pl, enum schema_prefix prefix, const struct span *set,
                         size_t count, enum xap_op op, uint32_t wqf)
{
	struct xap_query **parts = mem_alloc((count + 1) * sizeof *parts), *query;
	size_t kept = 0;

	for (size_t i = 0; i < count; i++) {
		parts[kept] = planner_query(pl, prefix, set[i], wqf);
		kept += parts[kept] != NULL;
	}
	query = kept == 1 ? parts[0] : xap_query_combine(op, parts, kept, 0);
	free(parts);
	return query;
}

struct xap_query *scaled(struct xap_query *q, double factor)
{
	return q == NULL ? NULL : xap_query_scale(q, factor);
}

/* ---- stop words ---- */

/* The stems of the leaf as a single word; NULL: it is no such word. */
static const struct leaf_word *stop_stems(const struct leaf *leaf)
{
	for (size_t i = 0; i < leaf->variant_count; i++)
		if (leaf->variants[i].word_count == 1 && leaf->variants[i].words[0].stem_count != 0)
			return &leaf->variants[i].words[0];
	return NULL;
}

struct xap_query *stop_query(struct planner *pl, struct leaf *leaf, size_t others)
{
	const struct leaf_word *w = stop_stems(leaf);
	struct xap_query *query;
	struct xap_stats stats = {0};
	double documents = 0;

	if (w == NULL)
		return NULL;
	planner_fail(pl, xap_reader_stats(pl->library->passages, &stats));
	for (size_t i = 0; i < w->stem_count; i++)
		documents += planner_frequency(pl, PREFIX_STEM, w->stems[i]);
	leaf->common = documents > STOP_COMMON * stats.documents;
	if (pl->failed || leaf->common)
		return NULL;
	query = scaled(any_of(pl, PREFIX_STEM, w->stems, w->stem_count, XAP_SYNONYM, leaf->count), stop_factor(others));
	planner_part(pl, leaf->text, "stop word", query);
	return query;
}

/* ---- reading candidates ---- */

/* Adds the passage's ID term to `ids` if the leaf matches its text; damaged records cannot match. */
static void try_candidate(struct planner *pl, const struct leaf *leaf, struct hit *h, uint32_t docid,
                          struct xap_query ***ids, size_t *count, size_t *cap)
{
	bool damaged;
	enum xap_status status = hit_load(h, pl->library, docid, &damaged);

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return;
	}
	if (damaged || !leaf_in_text(leaf, pl->library, h->language, buf_span(&h->reading.text)))
		return;
	ARRAY_GROW(*ids, *count, *cap);
	(*ids)[(*count)++] = xap_query_term(planner_term(pl, PREFIX_ID, span_of(h->record.id)), 1);
}

struct xap_results *planner_passages_of(struct planner *pl, const struct xap_query *query, uint32_t most)
{
	struct xap_search search = {
		.query = query, .most = most, .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1, .facet_slot = -1,
		.unweighted = true,
	};
	struct xap_results *results = NULL;

	planner_fail(pl, xap_search_run(pl->library->passages, &search, &results));
	return results;
}

/* All of them. They are few as a rule, and Xapian takes memory for as many as may be wanted. */
static struct xap_results *run_candidates(struct planner *pl, const struct xap_query *query)
{
	struct xap_results *results = planner_passages_of(pl, query, CANDIDATES_FEW);
	struct xap_stats stats;

	if (results == NULL || results->count < CANDIDATES_FEW)
		return results;
	xap_results_free(results);
	planner_fail(pl, xap_reader_stats(pl->library->passages, &stats));
	return pl->failed ? NULL : planner_passages_of(pl, query, stats.documents);
}

struct xap_query *planner_resolve(struct planner *pl, struct xap_query *candidates,
                                  const struct leaf *leaf)
{
	struct xap_results *results = candidates == NULL ? NULL : run_candidates(pl, candidates);
	struct xap_query **ids = NULL, *found;
	size_t count = 0, cap = 0;
	struct hit h;

	if (results == NULL)
		return neither(candidates, NULL);
	hit_init(&h);
	for (size_t i = 0; i < results->count && !pl->failed; i++)
		try_candidate(pl, leaf, &h, results->hits[i].docid, &ids, &count, &cap);
	found = filtered(candidates, xap_query_combine(XAP_OR, ids, count, 0));
	hit_release(&h);
	free(ids);
	xap_results_free(results);
	return found;
}
