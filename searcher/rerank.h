/*
 * rerank.h: of the best passages, those whose query words stand close together, and
 * that have its common stop words, come first. For order.c only.
 */
#ifndef SEARCHER_RERANK_H
#define SEARCHER_RERANK_H

#include "searcher/plan.h"

/*
 * Passages that are read for it. Each costs as much as one that is shown: with 50 a query of three words takes
 * a quarter more instructions, and MAP on the seven judged collections is the same to .0003.
 */
#define RERANK_MOST 20

/*
 * Adds to the weights of the first RERANK_MOST hits, which are in the order of
 * their weights, and orders them again: what the stop words weigh that the query does not look
 * up (the body alone, by BM25), and nearness. BM25TP (Büttcher, Clarke and Lushman,
 * "Term proximity scoring for ad-hoc retrieval on very large text collections",
 * SIGIR 2006), its part in the score bounded by PROXIMITY_GAIN.
 */
enum xap_status rerank(const struct library *l, const struct plan *p, struct xap_hit *hits, size_t count);

#endif
