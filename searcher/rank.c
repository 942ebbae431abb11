#include "searcher/rank.h"

#include "searcher/evidence.h"
#include "searcher/explain.h"
#include "searcher/order.h"
#include "searcher/query_notes.h"
#include "store/files.h"
#include "store/schema.h"

#include <stdlib.h>

struct ranking {
	struct answer *answer;
	const struct library *library;
	const struct plan *plan;
	const struct rank_options *options;
	struct order order;
	size_t cap; /* of answer->hits */
	char **error;
};

void answer_release(struct answer *a)
{
	if (a == NULL)
		return;
	for (size_t i = 0; i < a->count; i++)
		hit_release(&a->hits[i]);
	free(a->hits);
	buf_release(&a->warnings);
	*a = (struct answer){0};
}

static enum xap_status failed(struct ranking *r, enum xap_status status)
{
	*r->error = error_message("the index cannot be searched: %s",
	                          xap_reader_error(r->library->passages));
	return status;
}

/* Whether the label is looser than what is wanted; word* was asked for, so it always is. */
static bool too_loose(const struct ranking *r, const struct hit *h)
{
	return h->match > r->plan->looseness && h->match != MATCH_PREFIX;
}

/* Loads what a hit needs; false: it is not to be shown, and the warning is written. */
static bool judge(struct ranking *r, struct hit *h, bool damaged)
{
	const struct index *index = library_index(r->library, h->docid);
	char *error = NULL;
	struct span phrase;

	if (damaged) {
		buf_addf(&r->answer->warnings,
		         "%s: the record of passage %u is damaged: not shown; run hrindex check\n",
		         index->build.index, (unsigned)h->docid);
		return false;
	}
	if (!library_source(index, h->record.source_key, &h->source, &error)) {
		buf_addf(&r->answer->warnings, "%s\n", error);
		free(error);
		return false;
	}
	if (hit_judge(h, r->plan, r->library, &phrase))
		return true;
	buf_addf(&r->answer->warnings,
	         "%s: passage %s was found for “%.*s”, which its text does not hold: not shown; "
	         "run hrindex check\n",
	         index->build.index, h->record.id, note_length(phrase), phrase.data);
	return false;
}

/* Loads the source alone. */
static enum xap_status take_source(struct ranking *r, struct hit *h, const struct xap_hit *found, bool *good)
{
	const struct index *index = library_index(r->library, found->docid);
	struct buf key;
	char *error = NULL;
	enum xap_status status;

	buf_init(&key);
	status = xap_reader_value(r->library->passages, found->docid, SLOT_SOURCE, &key);
	*good = status == XAP_OK && library_source(index, key.data, &h->source, &error);
	if (error != NULL)
		buf_addf(&r->answer->warnings, "%s\n", error);
	free(error);
	buf_release(&key);
	return status;
}

/* Loads and judges the whole hit. */
static enum xap_status take_whole(struct ranking *r, struct hit *h, const struct xap_hit *found, bool *good)
{
	bool damaged = false;
	enum xap_status status = XAP_OK;

	if (!reread_hits_take(&r->order.reread, found->docid, h))
		status = hit_load(h, r->library, found->docid, &damaged);
	*good = status == XAP_OK && judge(r, h, damaged) && !too_loose(r, h);
	return status;
}

/* Reads a passage that says the same as h into its copies. */
static enum xap_status take_copy(struct ranking *r, struct hit *h, uint32_t docid)
{
	struct hit *copy = &h->copies[h->copy_count];
	enum xap_status status;
	bool damaged;

	hit_init(copy);
	copy->docid = docid;
	copy->rank = h->rank;
	status = hit_load(copy, r->library, docid, &damaged);
	if (status == XAP_OK && judge(r, copy, damaged))
		h->copy_count++;
	else
		hit_release(copy);
	return status;
}

static enum xap_status take_copies(struct ranking *r, struct hit *h)
{
	const struct copies *all = &r->order.copies;
	enum xap_status status = XAP_OK;

	for (size_t i = 0; i < all->count && status == XAP_OK; i++) {
		if (all->pairs[i].shown != h->docid)
			continue;
		if (h->copies == NULL)
			h->copies = mem_zalloc(HIT_COPIES_MOST * sizeof *h->copies);
		if (h->copies_in_all++ < HIT_COPIES_MOST)
			status = take_copy(r, h, all->pairs[i].docid);
	}
	return status;
}

/* Reads the next passage of the order into the answer, if it is to be shown. */
static enum xap_status take(struct ranking *r, const struct xap_hit *found, uint32_t rank, bool *shown)
{
	struct answer *a = r->answer;
	struct hit *h;
	enum xap_status status;

	ARRAY_GROW(a->hits, a->count, r->cap);
	h = &a->hits[a->count];
	hit_init(h);
	status = r->options->one_per_source && r->plan->looseness == MATCH_KINDS
	                 ? take_source(r, h, found, shown)
	                 : take_whole(r, h, found, shown);
	h->docid = found->docid;
	h->rank = rank;
	h->score = found->weight;
	if (status == XAP_OK && *shown)
		status = take_copies(r, h);
	if (*shown)
		a->count++;
	else
		hit_release(h);
	return status == XAP_OK ? XAP_OK : failed(r, status);
}

/* The page, when every passage of the order is an answer. */
static enum xap_status take_page(struct ranking *r)
{
	uint64_t end = (uint64_t)r->options->offset + r->options->limit;
	enum xap_status status = XAP_OK;
	bool shown;

	for (size_t i = r->options->offset; i < r->order.count && i < end && status == XAP_OK; i++)
		status = take(r, &r->order.hits[i], (uint32_t)i + 1, &shown);
	return status;
}

/* The page, when only reading a passage tells whether it is an answer: all of them are read. */
static enum xap_status take_tight(struct ranking *r)
{
	uint64_t end = (uint64_t)r->options->offset + r->options->limit;
	enum xap_status status = XAP_OK;
	uint32_t rank = 0;
	bool shown;

	for (size_t i = 0; i < r->order.count && status == XAP_OK; i++) {
		status = take(r, &r->order.hits[i], rank + 1, &shown);
		if (!shown)
			continue;
		if (rank < r->options->offset || rank >= end)
			hit_release(&r->answer->hits[--r->answer->count]);
		rank++;
	}
	r->answer->total = rank;
	r->answer->total_exact = true;
	return status;
}

enum xap_status rank_run(struct answer *a, const struct library *l, const struct plan *p,
                         const struct rank_options *o, char **error)
{
	bool tight = p->looseness > MATCH_EXACT && p->looseness < MATCH_PREFIX;
	struct ranking r = {.answer = a, .library = l, .plan = p, .options = o, .error = error};
	enum xap_status status;

	*a = (struct answer){.total_exact = true};
	buf_init(&a->warnings);
	if (p->query == NULL)
		return XAP_OK;
	status = order_make(&r.order, l, p, o, tight);
	if (status != XAP_OK) {
		failed(&r, status);
	} else {
		a->total = r.order.total;
		a->total_exact = r.order.total_exact;
		status = tight ? take_tight(&r) : take_page(&r);
		if (status == XAP_OK && p->explain && a->count != 0 && !o->one_per_source)
			status = explain_hits(a, l, p, &r.order);
	}
	order_release(&r.order);
	query_notes_settle(&a->warnings, "what is damaged");
	if (status != XAP_OK)
		answer_release(a);
	return status;
}
