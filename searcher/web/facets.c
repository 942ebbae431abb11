#include "searcher/web/facets.h"

#include "store/files.h"

#include <stdlib.h>

#define YEAR_MAX 9999

/* Counts by number, for each facet. */
struct tally {
	const struct library *library;
	const struct holdings *holdings;
	struct facets *facets;
	uint32_t *by[FACET_KINDS];
	size_t size[FACET_KINDS];
	uint32_t *by_source;
};

/* Names of which a source has several; one that it has twice counts once. */
static void count_names(struct tally *t, enum facet_kind kind, const uint32_t *numbers, uint32_t count, uint32_t passages)
{
	for (uint32_t i = 0; i < count; i++) {
		bool again = false;

		for (uint32_t k = 0; k < i; k++)
			again |= numbers[k] == numbers[i];
		if (!again)
			t->by[kind][numbers[i]] += passages;
	}
}

static void count_source(struct tally *t, uint32_t source, uint32_t passages)
{
	const struct holdings *h = t->holdings;
	const struct holding *one = &h->source[source];
	struct facets *f = t->facets;

	f->sources++;
	if (one->publisher_count != 0)
		count_names(t, FACET_PUBLISHER, h->publisher + one->publishers, one->publisher_count, passages);
	else
		f->of[FACET_PUBLISHER].without += passages;
	if (one->country_count != 0)
		count_names(t, FACET_COUNTRY, h->country + one->countries, one->country_count, passages);
	else
		f->of[FACET_COUNTRY].without += passages;
	if (one->kind == HOLDING_NONE)
		f->of[FACET_KIND].without += passages;
	else
		t->by[FACET_KIND][one->kind] += passages;
	if (one->year == 0)
		f->of[FACET_YEAR].without += passages;
	else
		t->by[FACET_YEAR][one->year] += passages;
}

static void count_passage(struct tally *t, uint32_t docid)
{
	const struct holdings *h = t->holdings;
	uint32_t first, end;

	t->facets->passages++;
	if (docid > h->last || h->source_of[docid] == HOLDING_NONE)
		return;
	t->by_source[h->source_of[docid]]++;
	t->by[FACET_LANGUAGE][h->language_of[docid]]++;
	first = h->instruments_of[docid];
	end = h->instruments_of[docid + 1];
	for (uint32_t i = first; i < end; i++)
		t->by[FACET_INSTRUMENT][h->instrument[i]]++;
	if (first == end)
		t->facets->of[FACET_INSTRUMENT].without++;
}

static bool count_all(struct tally *t, const struct plan *plan, char **error)
{
	struct xap_query *query = xap_query_scale(xap_query_copy(plan->query), 0);
	struct xap_search search = {.query = query, .k1 = 1, .b = 0.5, .min_normlen = 0.5, .collapse_slot = -1,
	                            .sort_slot = -1, .tie_slot = -1, .facet_slot = -1};
	struct xap_results *results = NULL;
	struct xap_stats stats;
	bool good = xap_reader_stats(t->library->passages, &stats) == XAP_OK;

	search.most = search.check_at_least = good ? stats.documents : 0;
	good = good && xap_search_run(t->library->passages, &search, &results) == XAP_OK;
	for (size_t i = 0; good && i < results->count; i++)
		count_passage(t, results->hits[i].docid);
	for (uint32_t i = 0; good && i < t->holdings->source_count; i++)
		if (t->by_source[i] != 0)
			count_source(t, i, t->by_source[i]);
	if (!good)
		*error = error_message("the index cannot be searched: %s", xap_reader_error(t->library->passages));
	xap_results_free(results);
	xap_query_free(query);
	return good;
}

static int commonest_first(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static int newest_first(const void *a, const void *b)
{
	const struct facet_value *x = a, *y = b;

	return (x->number < y->number) - (x->number > y->number);
}

static void list_values(struct facet *f, const uint32_t *by, size_t size, bool years)
{
	f->value = mem_alloc((size + 1) * sizeof *f->value);
	for (size_t i = 0; i < size; i++)
		if (by[i] != 0)
			f->value[f->count++] = (struct facet_value){(uint32_t)i, by[i]};
	if (f->count != 0)
		qsort(f->value, f->count, sizeof *f->value, years ? newest_first : commonest_first);
}

bool facets_make(struct facets *f, const struct library *l, const struct holdings *h, const struct plan *plan,
                 char **error)
{
	struct tally t = {.library = l, .holdings = h, .facets = f,
	                  .size = {[FACET_PUBLISHER] = h->publishers.count, [FACET_YEAR] = YEAR_MAX + 1,
	                           [FACET_COUNTRY] = h->countries.count, [FACET_LANGUAGE] = l->language_count,
	                           [FACET_KIND] = h->kinds.count, [FACET_INSTRUMENT] = h->instruments.count}};
	bool good;

	*f = (struct facets){0};
	if (plan->query == NULL)
		return true;
	for (size_t i = 0; i < FACET_KINDS; i++)
		t.by[i] = mem_zalloc((t.size[i] + 1) * sizeof *t.by[i]);
	t.by_source = mem_zalloc((h->source_count + 1) * sizeof *t.by_source);
	good = count_all(&t, plan, error);
	for (size_t i = 0; i < FACET_KINDS; i++) {
		if (good)
			list_values(&f->of[i], t.by[i], t.size[i], i == FACET_YEAR);
		free(t.by[i]);
	}
	free(t.by_source);
	return good;
}

void facets_release(struct facets *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i < FACET_KINDS; i++)
		free(f->of[i].value);
	*f = (struct facets){0};
}
