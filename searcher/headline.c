#include "searcher/headline_parts.h"

#include "store/starts.h"

#include <stdlib.h>

bool headline_count(const struct library *l, const struct plan *p, struct xap_query *query, struct counted *out)
{
	struct xap_query *parts[2] = {query, xap_query_copy(p->filter)};
	struct xap_search search = {.k1 = 1, .b = 0.5, .min_normlen = 0.5, .check_at_least = UINT32_MAX,
	                            .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1,
	                            .facet_slot = SLOT_SOURCE, .unweighted = true};
	struct xap_results *results = NULL;
	bool good;

	*out = (struct counted){0, 0};
	if (query == NULL)
		return true;
	if (p->filter != NULL)
		query = xap_query_combine(XAP_FILTER, parts, 2, 0);
	search.query = query;
	good = xap_search_run(l->passages, &search, &results) == XAP_OK;
	if (good)
		*out = (struct counted){results->estimated, (uint32_t)results->facet_count};
	xap_results_free(results);
	xap_query_free(query);
	return good;
}

struct xap_query *headline_any(enum schema_prefix prefix, const struct span *values, size_t value_count)
{
	struct xap_query **parts = mem_alloc((value_count + 1) * sizeof *parts), *query;

	for (size_t i = 0; i < value_count; i++)
		parts[i] = term_query(prefix, values[i]);
	query = xap_query_combine(XAP_OR, parts, value_count, 0);
	free(parts);
	return query;
}

/* ---- a single term: its postings, and where the sources begin ---- */

/* False: it could not be counted. */
static bool count_postings(const struct library *l, const struct starts *starts, struct span term, struct counted *out)
{
	size_t last = 0;
	struct xap_walk *walk;
	struct span unused;
	enum xap_status status = xap_walk_postings(&walk, l->passages, term);

	*out = (struct counted){0, 0};
	while (status == XAP_OK && (status = xap_walk_next(walk, &unused)) == XAP_OK) {
		size_t source = starts_find(starts, xap_walk_docid(walk));

		out->passages++;
		out->sources += source != last;
		last = source;
	}
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND;
}

bool headline_count_any(const struct library *l, const struct plan *p, enum schema_prefix prefix, const struct span *values,
                        size_t value_count, struct counted *out)
{
	const struct starts *starts = value_count == 1 && p->filter == NULL ? library_starts(l) : NULL;
	struct buf term;
	bool good;

	if (starts == NULL)
		return headline_count(l, p, headline_any(prefix, values, value_count), out);
	buf_init(&term);
	schema_term(&term, prefix, values[0]);
	good = count_postings(l, starts, buf_span(&term), out);
	buf_release(&term);
	return good;
}

bool headline_add(struct buf *out, const struct plan *p, const struct library *l,
                  const struct headline_words *other)
{
	size_t lines = 0;

	for (size_t i = 0; i < p->leaf_count && lines < HEADLINE_LINES; i++) {
		const struct leaf *leaf = &p->leaves[i];

		if (leaf->kind == LEAF_WORD && leaf->tiered)
			lines += headline_add_names(out, p, l, leaf);
		else if (leaf->kind == LEAF_CITED &&
		         (leaf->symbol ? headline_add_symbol(out, p, l, leaf, other) : headline_add_provision(out, p, l, leaf, other)))
			lines++;
		else if (leaf->kind == LEAF_CITED && !leaf->negative)
			headline_add_none(out, p, l, leaf, other);
	}
	return lines != 0;
}
