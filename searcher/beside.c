#include "searcher/beside.h"

#include "searcher/term.h"

#define ADJACENT_MAX 8 /* passages of the other kind, notes or not, that are passed over without a search */

/* Which of the passages of a source before or after an ordinal. */
struct wanted {
	enum schema_prefix prefix;
	struct span value;
	bool without; /* those that lack the term */
	bool after;
};

static struct span ordinal_value(char bytes[SCHEMA_ORDINAL_BYTES], uint32_t ordinal)
{
	schema_ordinal_write(bytes, ordinal);
	return span_make(bytes, SCHEMA_ORDINAL_BYTES);
}

static struct xap_query *query_for(const struct hit *of, const struct wanted *w)
{
	char low[SCHEMA_ORDINAL_BYTES], high[SCHEMA_ORDINAL_BYTES];
	uint32_t ordinal = of->record.ordinal;
	struct xap_query *parts[3];

	parts[0] = term_query(PREFIX_SOURCE, span_of(of->record.source_key));
	parts[1] = xap_query_value_range(SLOT_ORDINAL, ordinal_value(low, w->after ? ordinal + 1 : 0),
	                                 ordinal_value(high, w->after ? UINT32_MAX : ordinal - 1));
	parts[0] = xap_query_combine(XAP_FILTER, parts, 2, 0);
	parts[1] = term_query(w->prefix, w->value);
	return xap_query_combine(w->without ? XAP_AND_NOT : XAP_FILTER, parts, 2, 0);
}

/* The index's own docid of the nearest; 0: none. */
static uint32_t nearest(const struct index *i, const struct hit *of, const struct wanted *w)
{
	struct xap_query *query = query_for(of, w);
	struct xap_results *results = NULL;
	struct xap_search search = {
		.query = query, .k1 = 1, .b = 0.5, .min_normlen = 0.5, .most = 1, .collapse_slot = -1,
		.sort_slot = SLOT_ORDINAL, .sort_descending = !w->after, .tie_slot = -1, .facet_slot = -1,
	};
	uint32_t docid = 0;

	if (xap_search_run(i->passages, &search, &results) == XAP_OK && results->count != 0)
		docid = results->hits[0].docid;
	xap_results_free(results);
	xap_query_free(query);
	return docid;
}

static bool load_nearest(struct hit *out, const struct library *l, const struct hit *of,
                         const struct wanted *w)
{
	const struct index *i = library_index(l, of->docid);
	bool damaged = false;
	uint32_t docid;

	if (!w->after && of->record.ordinal == 0)
		return false;
	docid = nearest(i, of, w);
	if (docid == 0)
		return false;
	return hit_load(out, l, library_docid(l, i, docid), &damaged) == XAP_OK && !damaged;
}

static bool is_note(const struct hit *h)
{
	return h->record.kind == PASSAGE_NOTE;
}

/*
 * A source's passages mostly have docids in a row: where the ones beside are
 * the next ordinals of this source, no search is needed. False: not found so.
 */
static bool load_adjacent(struct hit *out, const struct library *l, const struct hit *of, bool after)
{
	int64_t step = after ? 1 : -1;

	for (int64_t k = step; k * step <= ADJACENT_MAX; k += step) {
		int64_t docid = of->docid + k * (int64_t)l->count;
		bool damaged = true;

		if (docid < 1 || docid > UINT32_MAX ||
		    hit_load(out, l, (uint32_t)docid, &damaged) != XAP_OK || damaged ||
		    out->record.ordinal != of->record.ordinal + k ||
		    strcmp(out->record.source_key, of->record.source_key) != 0)
			return false;
		if (is_note(out) == is_note(of))
			return true;
	}
	return false;
}

bool beside_neighbour(struct hit *out, const struct library *l, const struct hit *of, bool after)
{
	struct wanted w = {PREFIX_PASSAGE_KIND, span_of(passage_kind_names[PASSAGE_NOTE]),
	                   !is_note(of), after};

	return load_adjacent(out, l, of, after) || load_nearest(out, l, of, &w);
}

bool beside_note(struct hit *out, const struct library *l, const struct hit *of, struct span label)
{
	struct wanted w = {PREFIX_NOTE, label, false, true};

	if (load_nearest(out, l, of, &w))
		return true;
	w.after = false;
	return load_nearest(out, l, of, &w);
}
