/*
 * search_settings.h: what every search among the passages is run with, in one
 * place: BM25 as weights.h has it, and equal weights in the order of the
 * passages' ids. For order.c, plan_person.c, explain.c, and for
 * tools/bench/ask.c, so that the bare program of make bench asks as hrsearch does.
 */
#ifndef SEARCHER_SEARCH_SETTINGS_H
#define SEARCHER_SEARCH_SETTINGS_H

#include "searcher/weights.h"
#include "store/schema.h"
#include "store/xap.h"

#define COUNTED_MIN 1000 /* matches that are shown are counted exactly up to here */

/* The `most` passages that weigh most, of as many sources as there are. The query stays the caller's. */
static inline struct xap_search search_settings(const struct xap_query *query, uint32_t most)
{
	return (struct xap_search){
		.query = query,
		.k1 = BM25_K1,
		.k2 = BM25_K2,
		.k3 = BM25_K3,
		.b = BM25_B,
		.min_normlen = BM25_MIN_NORMLEN,
		.most = most,
		.collapse_slot = -1,
		.sort_slot = -1,
		.tie_slot = SLOT_ID,
		.facet_slot = -1,
	};
}

#endif
