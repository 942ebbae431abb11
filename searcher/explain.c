#include "searcher/explain.h"

#include "searcher/search_settings.h"
#include "store/schema.h"

#include <math.h>
#include <stdlib.h>

#define SHOWN_LEAST 0.00005 /* a smaller part would be printed as 0 */

struct explaining {
	struct answer *answer;
	const struct library *library;
	struct xap_query *shown; /* the hits' ids */
	double *weights;         /* of the hits, by the query that was run last */
};

static struct xap_query *ids_of(const struct answer *a)
{
	struct xap_query **ids = mem_alloc((a->count + 1) * sizeof *ids), *all;
	struct buf term;

	buf_init(&term);
	for (size_t i = 0; i < a->count; i++) {
		schema_term(&term, PREFIX_ID, span_of(a->hits[i].record.id));
		ids[i] = xap_query_term(buf_span(&term), 1);
	}
	all = xap_query_combine(XAP_OR, ids, a->count, 0);
	buf_release(&term);
	free(ids);
	return all;
}

/* Sets the weights to what the query gives each hit, 0 where it does not find it. */
static enum xap_status weigh(struct explaining *e, const struct xap_query *query)
{
	struct xap_query *parts[2] = {xap_query_copy(query), xap_query_copy(e->shown)};
	struct xap_query *filtered = xap_query_combine(XAP_FILTER, parts, 2, 0);
	struct xap_search search = search_settings(filtered, 0);
	struct xap_results *results;
	struct xap_stats stats;
	enum xap_status status = xap_reader_stats(e->library->passages, &stats);

	search.most = stats.documents;
	search.tie_slot = -1; /* their order is not looked at */
	memset(e->weights, 0, e->answer->count * sizeof *e->weights);
	if (status == XAP_OK)
		status = xap_search_run(e->library->passages, &search, &results);
	xap_query_free(filtered);
	if (status != XAP_OK)
		return status;
	for (size_t i = 0; i < results->count; i++)
		for (size_t k = 0; k < e->answer->count; k++)
			if (e->answer->hits[k].docid == results->hits[i].docid)
				e->weights[k] = results->hits[i].weight;
	xap_results_free(results);
	return XAP_OK;
}

static void add_part(struct buf *out, struct span of, const char *what, double weight, bool follows)
{
	if (fabs(weight) < SHOWN_LEAST)
		return;
	if (out->len != 0)
		buf_add_str(out, follows ? ", " : "; ");
	if (of.len != 0 && !follows) {
		buf_add_span(out, of);
		buf_add_str(out, ": ");
	}
	buf_addf(out, "%s %.4f", what, weight);
}

/* Adds the parts of the plan's query to the lines; `sums` gets what they come to. */
static enum xap_status add_parts(struct explaining *e, const struct plan *p, struct buf *lines, double *sums)
{
	size_t *last = mem_alloc((e->answer->count + 1) * sizeof *last); /* by hit: its last part + 1 */
	enum xap_status status = XAP_OK;

	memset(last, 0, (e->answer->count + 1) * sizeof *last);
	for (size_t i = 0; i < p->part_count && status == XAP_OK; i++) {
		status = weigh(e, p->parts[i].query);
		for (size_t k = 0; k < e->answer->count && status == XAP_OK; k++) {
			bool follows = last[k] != 0 && span_eq(p->parts[last[k] - 1].of, p->parts[i].of);

			add_part(&lines[k], p->parts[i].of, p->parts[i].what, e->weights[k], follows);
			sums[k] += e->weights[k];
			if (fabs(e->weights[k]) >= SHOWN_LEAST)
				last[k] = i + 1;
		}
	}
	free(last);
	return status;
}

/* What the passages that are read are weighed by besides: see rerank.h. */
static const char *beside_words(const struct plan *p)
{
	for (size_t i = 0; i < p->leaf_count; i++)
		if (p->leaves[i].common)
			return "nearness and common words";
	return "nearness";
}

/* Adds what the parts do not account for: --broad, nearness, and whatever else there is. */
static enum xap_status add_rest(struct explaining *e, const struct plan *p, const struct order *order,
                                struct buf *lines, double *sums)
{
	size_t count = e->answer->count;
	enum xap_status status = weigh(e, p->query);

	for (size_t k = 0; k < count && status == XAP_OK; k++) {
		add_part(&lines[k], span_of(""), "other", e->weights[k] - sums[k], false);
		sums[k] = e->weights[k];
	}
	if (status == XAP_OK && order->broad != NULL)
		status = weigh(e, order->broad);
	for (size_t k = 0; k < count && status == XAP_OK; k++) {
		add_part(&lines[k], span_of(""), "shared with the best", e->weights[k] - sums[k], false);
		add_part(&lines[k], span_of(""), beside_words(p), e->answer->hits[k].score - e->weights[k], false);
	}
	return status;
}

enum xap_status explain_hits(struct answer *a, const struct library *l, const struct plan *p,
                             const struct order *order)
{
	struct explaining e = {.answer = a, .library = l};
	struct buf *lines = mem_alloc((a->count + 1) * sizeof *lines);
	double *sums = mem_zalloc((a->count + 1) * sizeof *sums);
	enum xap_status status;

	e.shown = ids_of(a);
	e.weights = mem_zalloc((a->count + 1) * sizeof *e.weights);
	for (size_t i = 0; i < a->count; i++)
		buf_init(&lines[i]);
	status = add_parts(&e, p, lines, sums);
	if (status == XAP_OK)
		status = add_rest(&e, p, order, lines, sums);
	for (size_t i = 0; i < a->count; i++) {
		a->hits[i].explained = buf_detach(&lines[i]);
		buf_release(&lines[i]);
	}
	xap_query_free(e.shown);
	free(e.weights);
	free(sums);
	free(lines);
	return status;
}
