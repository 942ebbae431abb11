#include "searcher/order.h"

#include "searcher/feedback.h"
#include "searcher/order_own.h"
#include "searcher/rerank.h"
#include "searcher/search_settings.h"
#include "store/starts.h"
#include "text/strmap.h"

#include <stdlib.h>

struct ordering {
	struct order *order;
	const struct library *library;
	const struct plan *plan;
	const struct rank_options *options;
	uint32_t documents;
};

static struct xap_search search_of(const struct ordering *o)
{
	struct xap_search search = search_settings(o->order->broad != NULL ? o->order->broad : o->plan->query, 0);

	search.lengths = library_lengths;
	search.lengths_of = o->library;
	search.check_at_least = o->options->exact_count ? o->documents : COUNTED_MIN;
	search.sort_slot = o->options->by_date ? SLOT_DATE : -1;
	search.sort_descending = true;
	return search;
}

/* Adds results to the order. */
static void append(struct order *order, const struct xap_results *results, size_t *cap)
{
	for (size_t i = 0; i < results->count; i++) {
		ARRAY_GROW(order->hits, order->count, *cap);
		order->hits[order->count++] = results->hits[i];
	}
}

static void set_total(struct order *order, const struct xap_results *r)
{
	order->total = r->estimated;
	order->total_exact = r->lower == r->upper;
}

/* How many passages match, whatever their sources. */
static enum xap_status count_all(const struct ordering *o)
{
	struct xap_search search = search_of(o);
	struct xap_results *results;
	enum xap_status status;

	search.unweighted = true;
	status = xap_search_run(o->library->passages, &search, &results);

	if (status != XAP_OK)
		return status;
	set_total(o->order, results);
	xap_results_free(results);
	return XAP_OK;
}

/* ---- the passages that cite what the query names ---- */

#define ROUNDING 1e-6 /* of sums of weights */

/* Whether the results are the first `most` of all: those that cite nothing cannot weigh as much as the last. */
static bool is_beyond(const struct ordering *o, const struct xap_results *results, uint32_t most)
{
	double others = results->max_possible - o->plan->cited_weight;

	return results->count == most && results->hits[most - 1].weight > others + ROUNDING;
}

/*
 * The same from the passages that cite alone, which are few: *done. The others are but counted, for which
 * no weights, and so no lengths of documents, need be known.
 */
static enum xap_status fetch_cited(const struct ordering *o, uint32_t most, size_t *cap, bool *done)
{
	struct xap_search search = search_of(o);
	struct xap_query *parts[2] = {xap_query_copy(search.query), xap_query_copy(o->plan->cited)};
	struct xap_query *query = xap_query_combine(XAP_FILTER, parts, 2, 0);
	struct xap_results *results;
	enum xap_status status;

	search.query = query;
	search.most = most;
	search.check_at_least = 0;
	status = xap_search_run(o->library->passages, &search, &results);
	*done = status == XAP_OK && is_beyond(o, results, most);
	if (*done)
		append(o->order, results, cap);
	xap_results_free(results);
	xap_query_free(query);
	return *done ? count_all(o) : status;
}

static bool may_fetch_cited(const struct ordering *o, uint32_t most, uint32_t per_source)
{
	return o->plan->cited != NULL && most != 0 && most <= o->plan->cited_most && most < o->documents && per_source == 0 &&
	       !o->options->by_date;
}

/* The first `most` passages by weight; per_source 0: as many of a source as there are. */
static enum xap_status fetch(const struct ordering *o, uint32_t most, uint32_t per_source, size_t *cap)
{
	struct xap_search search = search_of(o);
	struct xap_results *results;
	enum xap_status status = XAP_OK;
	bool done = false;

	if (may_fetch_cited(o, most, per_source))
		status = fetch_cited(o, most, cap, &done);
	if (done || status != XAP_OK)
		return status;

	search.most = most > o->documents ? o->documents : most;
	if (per_source != 0) {
		search.collapse_slot = SLOT_SOURCE;
		search.collapse_most = per_source;
	}
	status = xap_search_run(o->library->passages, &search, &results);
	if (status != XAP_OK)
		return status;
	append(o->order, results, cap);
	set_total(o->order, results);
	xap_results_free(results);
	return per_source == 0 || o->options->one_per_source ? XAP_OK : count_all(o);
}

/* ---- the default cap per source ---- */

struct capping {
	const struct ordering *o;
	struct strmap sources; /* how many of each source are among the first */
	struct strmap chosen;  /* docids among the first */
	struct xap_hit first[SOURCE_CAP_HITS];
	size_t count;
	enum xap_status status;
};

static struct span docid_key(const uint32_t *docid)
{
	return span_make((const char *)docid, sizeof *docid);
}

/* What tells a passage's source from the others': its number where the numbers are known, else its key. */
static enum xap_status name_source(const struct library *l, uint32_t docid, struct buf *out)
{
	const struct starts *starts = library_starts(l);
	size_t number;

	if (starts == NULL)
		return xap_reader_value(l->passages, docid, SLOT_SOURCE, out);
	number = starts_find(starts, docid);
	buf_add(out, (const char *)&number, sizeof number);
	return XAP_OK;
}

/* Puts the passage among the first, if its source has room there. */
static void offer(struct capping *c, const struct xap_hit *hit)
{
	struct buf source;
	uint32_t *taken;

	buf_init(&source);
	c->status = name_source(c->o->library, hit->docid, &source);
	taken = strmap_put(&c->sources, buf_span(&source), NULL);
	buf_release(&source);
	if (c->status != XAP_OK || *taken == SOURCE_CAP)
		return;
	++*taken;
	strmap_put(&c->chosen, docid_key(&hit->docid), NULL);
	c->first[c->count++] = *hit;
}

static void offer_all(struct capping *c, const struct xap_hit *hits, size_t count)
{
	for (size_t i = 0; i < count && c->count < SOURCE_CAP_HITS && c->status == XAP_OK; i++)
		if (strmap_get(&c->chosen, docid_key(&hits[i].docid)) == NULL)
			offer(c, &hits[i]);
}

/* Passages further down than were fetched, of sources that have room: so each page sees the same first ones. */
static void offer_deeper(struct capping *c)
{
	struct xap_search search = search_of(c->o);
	struct xap_results *results;

	search.most = (uint32_t)c->o->order->count + SOURCE_CAP_HITS;
	search.collapse_slot = SLOT_SOURCE;
	search.collapse_most = SOURCE_CAP;
	c->status = xap_search_run(c->o->library->passages, &search, &results);
	if (c->status != XAP_OK)
		return;
	offer_all(c, results->hits, results->count);
	xap_results_free(results);
}

/* The first ones, then all others in their order. */
static void rearrange(struct order *order, const struct capping *c)
{
	struct xap_hit *hits = mem_alloc((order->count + c->count + 1) * sizeof *hits);
	size_t count = 0;

	for (size_t i = 0; i < c->count; i++)
		hits[count++] = c->first[i];
	for (size_t i = 0; i < order->count; i++)
		if (strmap_get(&c->chosen, docid_key(&order->hits[i].docid)) == NULL)
			hits[count++] = order->hits[i];
	free(order->hits);
	order->hits = hits;
	order->count = count;
}

static enum xap_status cap_sources(const struct ordering *o)
{
	struct capping c = {.o = o};

	strmap_init(&c.sources);
	strmap_init(&c.chosen);
	offer_all(&c, o->order->hits, o->order->count);
	if (c.status == XAP_OK && c.count < SOURCE_CAP_HITS &&
	    (!o->order->total_exact || o->order->count < o->order->total))
		offer_deeper(&c);
	if (c.status == XAP_OK)
		rearrange(o->order, &c);
	strmap_release(&c.sources);
	strmap_release(&c.chosen);
	return c.status;
}

/* ---- all together ---- */

static bool is_capped(const struct plan *p, const struct rank_options *o)
{
	return o->per_source == 0 && !o->one_per_source && !o->by_date && !p->filtered && !p->has_phrase && !p->tiers;
}

bool order_is_by_words(const struct plan *p, const struct rank_options *o)
{
	return p->plain && !p->tiers && !o->by_date;
}

static bool is_reranked(const struct plan *p, const struct rank_options *o)
{
	return order_is_by_words(p, o) && o->limit != 0;
}

/* ---- a provision's own text ---- */

static bool has_own_text(const struct ordering *o)
{
	return o->plan->own_count != 0 && !o->options->by_date && o->options->limit != 0;
}

/* How many passages must be fetched so that the page, and the first ones before it, are the same whatever the page. */
static uint32_t fetched(const struct ordering *o, bool capped, bool all)
{
	uint64_t need = (uint64_t)o->options->offset + o->options->limit;

	if (capped)
		need += SOURCE_CAP_HITS;
	if (has_own_text(o) && need < own_text_most(o->plan))
		need = own_text_most(o->plan);
	if (is_reranked(o->plan, o->options) && need < RERANK_MOST)
		need = RERANK_MOST;
	return all || need > o->documents ? o->documents : (uint32_t)need;
}

static enum xap_status fetch_reranked(const struct ordering *o, uint32_t most, uint32_t per_source)
{
	size_t cap = 0;
	enum xap_status status = fetch(o, most, per_source, &cap);

	if (status == XAP_OK && is_reranked(o->plan, o->options))
		status = rerank(o->library, o->plan, o->order->hits, o->order->count, &o->order->reread);
	return status;
}

/* Searches again, for what the first passages say. */
static enum xap_status broaden(const struct ordering *o, uint32_t most, uint32_t per_source)
{
	struct order *order = o->order;
	enum xap_status status = feedback_query(&order->broad, o->library, o->plan, order->hits, order->count);

	if (status != XAP_OK || order->broad == NULL)
		return status;
	free(order->hits);
	order->hits = NULL;
	order->count = 0;
	reread_hits_release(&order->reread);
	return fetch_reranked(o, most, per_source);
}

/* ---- copies ---- */

/*
 * Passages that are fetched together with those of the page: where copies are folded, those behind them move up,
 * and another search takes as long as the first. Words bring RERANK_MOST as it is, and more of them cost more; a
 * provision's passages are few, and asked for apart.
 */
#define BEHIND_MOST 50

static uint32_t with_those_behind(const struct ordering *o, uint32_t most, uint32_t per_source)
{
	if (most == 0 || most >= BEHIND_MOST || per_source != 0 || o->options->every_copy ||
	    is_reranked(o->plan, o->options) || may_fetch_cited(o, most, per_source))
		return most;
	return BEHIND_MOST < o->documents ? BEHIND_MOST : o->documents;
}

/* Folds the first `most`; where too few are left, twice as many, as far as there are. */
static enum xap_status fold(const struct ordering *o, uint64_t most)
{
	struct order *order = o->order;
	struct xap_hit *fetched = order->hits;
	size_t count = order->count;
	uint64_t need = (uint64_t)o->options->offset + o->options->limit;
	enum xap_status status;

	order->hits = mem_alloc((count + 1) * sizeof *order->hits);
	for (;; most *= 2) {
		copies_release(&order->copies);
		order->count = most < count ? (size_t)most : count;
		memcpy(order->hits, fetched, order->count * sizeof *fetched);
		status = copies_fold(&order->copies, o->library, order->hits, &order->count);
		if (status != XAP_OK || order->count >= need || most >= count)
			break;
	}
	free(fetched);
	return status;
}

/* The first *most passages in their order, copies folded; *most: how many were fetched; *more: there are others. */
static enum xap_status arrange(const struct ordering *o, uint64_t *most, bool *more)
{
	uint32_t first = *most < o->documents ? (uint32_t)*most : o->documents;
	uint32_t per_source = o->options->one_per_source ? 1 : o->options->per_source;
	uint32_t wide = with_those_behind(o, first, per_source);
	struct order *order = o->order;
	enum xap_status status;

	status = fetch_reranked(o, wide, per_source);
	if (status == XAP_OK && o->options->broad && is_reranked(o->plan, o->options))
		status = broaden(o, wide, per_source);
	*most = wide;
	*more = order->count == wide && wide < o->documents;
	if (status == XAP_OK && has_own_text(o))
		status = own_text_order(o->library, o->plan, order->hits, order->count);
	if (status == XAP_OK && is_capped(o->plan, o->options) && o->options->limit != 0)
		status = cap_sources(o);
	if (status == XAP_OK && order->count != 0 && !o->options->one_per_source && !o->options->every_copy)
		status = fold(o, first);
	return status;
}

/* How many to fetch where folding left `kept` of `most`: as many as should leave enough, and half of that more. */
static uint64_t further(uint64_t most, size_t kept, uint64_t need)
{
	uint64_t enough = kept == 0 ? 0 : most * need / kept / 2 * 3;

	return enough > 2 * most ? enough : 2 * most;
}

enum xap_status order_make(struct order *order, const struct library *l, const struct plan *p,
                           const struct rank_options *o, bool all)
{
	struct ordering ordering = {.order = order, .library = l, .plan = p, .options = o};
	uint64_t need = (uint64_t)o->offset + o->limit;
	struct xap_stats stats;
	bool more = true;
	enum xap_status status = xap_reader_stats(l->passages, &stats);

	*order = (struct order){.total_exact = true};
	if (status != XAP_OK)
		return status;
	ordering.documents = stats.documents;
	for (uint64_t most = fetched(&ordering, is_capped(p, o), all); status == XAP_OK && more;
	     most = further(most, order->count, need)) {
		order_release(order);
		order->total_exact = true;
		status = arrange(&ordering, &most, &more);
		more = more && order->count < need;
	}
	return status;
}

void order_release(struct order *order)
{
	if (order == NULL)
		return;
	copies_release(&order->copies);
	reread_hits_release(&order->reread);
	free(order->hits);
	xap_query_free(order->broad);
	*order = (struct order){0};
}
