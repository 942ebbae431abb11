#include "searcher/feedback.h"

#include "searcher/weights.h"
#include "store/schema.h"

#include <stdlib.h>

struct candidate {
	struct span term; /* with its prefix */
	double part;
	unsigned passages;
};

struct feedback {
	const struct library *library;
	struct pool pool;
	struct strmap places; /* term → place in items */
	struct candidate *items;
	size_t count, cap;
};

static struct span stem_of(struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_STEM]);

	return span_make(term.data + letters, term.len - letters);
}

static bool is_stop(const struct library *l, struct span stem)
{
	for (size_t i = 0; i < l->language_count; i++)
		if (lists_is_stop(l->lists, l->languages[i], stem))
			return true;
	return false;
}

static bool is_candidate(const struct library *l, struct span term)
{
	struct span stem;

	if (!span_starts(term, schema_prefix_letters[PREFIX_STEM]))
		return false;
	stem = stem_of(term);
	return stem.len >= FEEDBACK_STEM_LEAST && (stem.data[0] < '0' || stem.data[0] > '9') && !is_stop(l, stem);
}

static void add(struct feedback *f, struct span term, double part)
{
	bool is_new;
	uint32_t *place = strmap_put(&f->places, term, &is_new);

	if (is_new) {
		*place = (uint32_t)f->count;
		ARRAY_GROW(f->items, f->count, f->cap);
		f->items[f->count++] = (struct candidate){.term = pool_span(&f->pool, term)};
	}
	f->items[*place].part += part;
	f->items[*place].passages++;
}

/* Walks the stems of a passage: with `length` 0 to sum up their number, else to add them. */
static enum xap_status walk(struct feedback *f, uint32_t docid, double weight, double length, double *sum)
{
	struct xap_walk *w;
	struct span term;
	enum xap_status status = xap_walk_document(&w, f->library->passages, docid);

	if (status != XAP_OK)
		return status;
	while ((status = xap_walk_next(w, &term)) == XAP_OK) {
		if (!span_starts(term, schema_prefix_letters[PREFIX_STEM]))
			continue;
		*sum += xap_walk_frequency(w);
		if (length > 0 && is_candidate(f->library, term))
			add(f, term, weight * xap_walk_frequency(w) / length);
	}
	xap_walk_free(w);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static enum xap_status gather(struct feedback *f, const struct xap_hit *hits, size_t count)
{
	enum xap_status status = XAP_OK;

	for (size_t i = 0; i < count && status == XAP_OK; i++) {
		double length = 0, again = 0;

		status = walk(f, hits[i].docid, 0, 0, &length);
		if (status == XAP_OK && length > 0)
			status = walk(f, hits[i].docid, hits[i].weight, length, &again);
	}
	return status;
}

static int by_part(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->part < y->part || x->part > y->part)
		return x->part > y->part ? -1 : 1;
	return span_cmp(x->term, y->term);
}

/* The best stems that are neither rare nor frequent, as one query. */
static enum xap_status best_stems(const struct feedback *f, struct xap_query **out)
{
	struct xap_query *parts[FEEDBACK_STEMS];
	struct xap_stats stats;
	double first = 0;
	size_t kept = 0;
	enum xap_status status = xap_reader_stats(f->library->passages, &stats);

	for (size_t i = 0; i < f->count && kept < FEEDBACK_STEMS && status == XAP_OK; i++) {
		const struct candidate *c = &f->items[i];
		uint32_t documents;

		if (c->passages < FEEDBACK_PASSAGES_LEAST)
			continue;
		status = xap_reader_frequency(f->library->passages, c->term, &documents);
		if (status != XAP_OK || documents < 2 || documents > FEEDBACK_FREQUENT * stats.documents)
			continue;
		if (kept == 0)
			first = c->part;
		parts[kept++] = xap_query_scale(xap_query_term(c->term, 1), WEIGHT_FEEDBACK * c->part / first);
	}
	*out = xap_query_combine(XAP_OR, parts, kept, 0);
	return status;
}

enum xap_status feedback_query(struct xap_query **out, const struct library *l, const struct plan *p,
                               const struct xap_hit *hits, size_t count)
{
	struct feedback f = {.library = l};
	struct xap_query *parts[2] = {NULL, NULL};
	enum xap_status status;

	*out = NULL;
	pool_init(&f.pool);
	strmap_init(&f.places);
	status = gather(&f, hits, count < FEEDBACK_PASSAGES ? count : FEEDBACK_PASSAGES);
	if (f.count != 0)
		qsort(f.items, f.count, sizeof *f.items, by_part);
	if (status == XAP_OK)
		status = best_stems(&f, &parts[1]);
	if (status == XAP_OK && parts[1] != NULL) {
		parts[0] = xap_query_copy(p->query);
		*out = xap_query_combine(XAP_AND_MAYBE, parts, 2, 0);
	} else {
		xap_query_free(parts[1]);
	}
	free(f.items);
	strmap_release(&f.places);
	pool_release(&f.pool);
	return status;
}
