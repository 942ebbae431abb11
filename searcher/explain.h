/*
 * explain.h: --explain: of what a hit's score is made up. For rank.c only.
 */
#ifndef SEARCHER_EXPLAIN_H
#define SEARCHER_EXPLAIN_H

#include "searcher/order.h"

/*
 * Sets each hit's `explained`, "torture: stem 4.1021, word 0.5210; nearness 0.2103": what
 * Xapian gives the passage for each part of the plan's query (plan.h), what nearness and
 * --broad added, and as "other" what none of them accounts for.
 */
enum xap_status explain_hits(struct answer *a, const struct library *l, const struct plan *p,
                             const struct order *order);

#endif
