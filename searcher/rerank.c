#include "searcher/rerank.h"

#include "searcher/evidence.h"
#include "searcher/match_leaf.h"
#include "searcher/weights.h"

#include <math.h>
#include <stdlib.h>

/* A word of the query in a passage. */
struct place {
	uint32_t position, leaf;
};

struct reranking {
	const struct library *library;
	const struct plan *plan;
	struct xap_stats stats;
	double *idf; /* by leaf */
	double *near; /* by leaf: its part of the passage at work */
	double *stops; /* by leaf: how often a common stop word is in it */
	size_t words, commons; /* leaves that count; common stop words */
};

static bool counts(const struct leaf *leaf)
{
	if (leaf->kind == LEAF_CITED || leaf->kind == LEAF_PERSON)
		return false; /* its words count */
	return !leaf->stop && !leaf->negative;
}

/* How many passages have the leaf: those of its stems, and of its words where it has none. */
static enum xap_status frequency(const struct reranking *r, const struct leaf *leaf, double *out)
{
	const struct leaf_word *w = &leaf->variants[0].words[0];
	bool stems = w->stem_count != 0;
	struct buf term;

	buf_init(&term);
	*out = 0;
	for (size_t i = 0; i < (stems ? w->stem_count : w->term_count); i++) {
		uint32_t documents = 0;
		enum xap_status status;

		schema_term(&term, stems ? PREFIX_STEM : PREFIX_WORD, stems ? w->stems[i] : w->terms[i]);
		status = xap_reader_frequency(r->library->passages, buf_span(&term), &documents);
		if (status != XAP_OK && status != XAP_NOT_FOUND) {
			buf_release(&term);
			return status;
		}
		*out += documents;
	}
	buf_release(&term);
	if (*out > r->stats.documents)
		*out = r->stats.documents;
	return XAP_OK;
}

static enum xap_status weigh_leaves(struct reranking *r)
{
	for (size_t i = 0; i < r->plan->leaf_count; i++) {
		double documents;
		enum xap_status status;

		if (!counts(&r->plan->leaves[i]) && !r->plan->leaves[i].common)
			continue;
		status = frequency(r, &r->plan->leaves[i], &documents);
		if (status != XAP_OK)
			return status;
		r->idf[i] = log(1 + (r->stats.documents - documents + 0.5) / (documents + 0.5));
		r->words += !r->plan->leaves[i].common;
		r->commons += r->plan->leaves[i].common;
	}
	return XAP_OK;
}

static void add_pair(struct reranking *r, const struct place *a, const struct place *b)
{
	double distance = (double)b->position - (double)a->position;

	if (a->leaf == b->leaf || distance < 1)
		return;
	r->near[a->leaf] += r->idf[b->leaf] / (distance * distance);
	r->near[b->leaf] += r->idf[a->leaf] / (distance * distance);
}

/* The words of the query in the text, in order: each with the one before it. */
static size_t walk(struct reranking *r, const struct text_tokens *text)
{
	struct place last = {0, UINT32_MAX};
	struct occurrence o;
	size_t ranked = 0;

	for (size_t i = 0; i < text->count; i++) {
		ranked += (text->tokens[i].flags & TOKEN_RANKED) != 0;
		if (!plan_may_begin(r->plan, text->language, &text->tokens[i]))
			continue;
		for (size_t leaf = 0; leaf < r->plan->leaf_count; leaf++) {
			struct place here = {text->tokens[i].position, (uint32_t)leaf};

			const struct leaf *l = &r->plan->leaves[leaf];

			if ((!counts(l) && !l->common) || !leaf_match_at(l, text, i, &o))
				continue;
			r->stops[leaf] += l->common;
			if (l->common)
				continue;
			if (last.leaf != UINT32_MAX)
				add_pair(r, &last, &here);
			last = here;
		}
	}
	return ranked;
}

/* BM25's part for so many occurrences in a passage of so many average lengths. */
static double saturated(double frequency, double length)
{
	double bound = BM25_K1 * (1 - BM25_B + BM25_B * fmax(length, BM25_MIN_NORMLEN));

	return frequency * (BM25_K1 + 1) / (frequency + bound);
}

/* What nearness and common stop words add to the weight of a passage. */
static double gain(struct reranking *r, const struct hit *h)
{
	struct text_tokens text;
	double length, near = 0, stops = 0;

	memset(r->near, 0, r->plan->leaf_count * sizeof *r->near);
	memset(r->stops, 0, r->plan->leaf_count * sizeof *r->stops);
	text_tokens_read(&text, r->library, h->language, buf_span(&h->reading.text), &r->plan->words);
	/* In the index a ranked word has three terms: itself, its stem, its first characters. */
	length = 3.0 * (double)walk(r, &text) / (r->stats.average_length > 0 ? r->stats.average_length : 1);
	text_tokens_release(&text);
	for (size_t i = 0; i < r->plan->leaf_count; i++) {
		near += fmin(1, r->idf[i]) * saturated(r->near[i], length);
		stops += r->idf[i] * saturated(r->stops[i], length);
	}
	return PROXIMITY_GAIN * fmin(1, PROXIMITY_WORDS / (double)r->words) * near + stop_factor(r->words) * stops;
}

/* Orders by weight; equal weights stay as they were. */
static void sort(struct xap_hit *hits, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct xap_hit hit = hits[i];
		size_t at = i;

		for (; at > 0 && hits[at - 1].weight < hit.weight; at--)
			hits[at] = hits[at - 1];
		hits[at] = hit;
	}
}

void reread_hits_release(struct reread_hits *r)
{
	for (size_t i = 0; i < r->count; i++)
		hit_release(&r->items[i]);
	free(r->items);
	*r = (struct reread_hits){0};
}

bool reread_hits_take(struct reread_hits *r, uint32_t docid, struct hit *out)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->items[i].docid == docid) {
			struct hit empty = *out;

			*out = r->items[i];
			r->items[i] = empty;
			return true;
		}
	return false;
}

/* Reads a passage, weighs it, and marks its words while its text is at hand. */
static enum xap_status read_one(struct reranking *r, struct xap_hit *found, struct reread_hits *reread)
{
	struct hit *h = &reread->items[reread->count];
	enum xap_status status;
	bool damaged;

	hit_init(h);
	status = hit_load(h, r->library, found->docid, &damaged);
	if (status != XAP_OK || damaged) {
		hit_release(h);
		return status;
	}
	reread->count++;
	found->weight += gain(r, h);
	hit_mark(h, r->plan, r->library);
	return XAP_OK;
}

enum xap_status rerank(const struct library *l, const struct plan *p, struct xap_hit *hits, size_t count,
                       struct reread_hits *reread)
{
	struct reranking r = {.library = l, .plan = p};
	enum xap_status status = xap_reader_stats(l->passages, &r.stats);

	*reread = (struct reread_hits){0};
	if (status != XAP_OK)
		return status;
	if (count > RERANK_MOST)
		count = RERANK_MOST;
	r.idf = mem_zalloc((p->leaf_count + 1) * sizeof *r.idf);
	r.near = mem_zalloc((p->leaf_count + 1) * sizeof *r.near);
	r.stops = mem_zalloc((p->leaf_count + 1) * sizeof *r.stops);
	status = weigh_leaves(&r);
	if (r.words > 1 || r.commons != 0)
		reread->items = mem_alloc((count + 1) * sizeof *reread->items);
	for (size_t i = 0; i < count && status == XAP_OK && reread->items != NULL; i++)
		status = read_one(&r, &hits[i], reread);
	sort(hits, count);
	free(r.idf);
	free(r.near);
	free(r.stops);
	return status;
}
