#include "searcher/planner.h"

#include "searcher/hit.h"
#include "searcher/match_leaf.h"
#include "searcher/weights.h"
#include "store/files.h"

#include <stdlib.h>

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

static struct xap_results *run_candidates(struct planner *pl, const struct xap_query *query)
{
	struct xap_search search = {
		.query = query, .k1 = BM25_K1, .k3 = BM25_K3, .b = BM25_B, .min_normlen = BM25_MIN_NORMLEN,
		.most = UINT32_MAX, .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1, .facet_slot = -1,
	};
	struct xap_stats stats;
	struct xap_results *results = NULL;
	enum xap_status status = xap_reader_stats(pl->library->passages, &stats);

	search.most = stats.documents;
	if (status == XAP_OK)
		status = xap_search_run(pl->library->passages, &search, &results);
	planner_fail(pl, status);
	return results;
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
