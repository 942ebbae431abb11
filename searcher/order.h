/*
 * order.h: the passages that match, in the order they are shown in. For rank.c,
 * explain.c, session.c and tests/.
 */
#ifndef SEARCHER_ORDER_H
#define SEARCHER_ORDER_H

#include "searcher/copies.h"
#include "searcher/plan.h"
#include "searcher/rank.h"
#include "searcher/rerank.h"

struct order {
	struct xap_hit *hits; /* the first offset + limit, or more */
	size_t count;
	struct copies copies; /* passages that say the same as one of them */
	struct reread_hits reread; /* some of them */
	uint64_t total;
	bool total_exact;
	struct xap_query *broad; /* --broad: what was searched for in place of the plan's query; NULL: that one */
};

/* all: every passage that matches, however many are to be shown. */
enum xap_status order_make(struct order *order, const struct library *l, const struct plan *p,
                           const struct rank_options *o, bool all);
/* Whether the order is by plain words alone: no operator, provision, name or date decides it. */
bool order_is_by_words(const struct plan *p, const struct rank_options *o);
void order_release(struct order *order);

#endif
