/*
 * rerank.h: of the best passages, those whose query words stand close together, and
 * that have its common stop words, come first. For order.c and rank.c only.
 */
#ifndef SEARCHER_RERANK_H
#define SEARCHER_RERANK_H

#include "searcher/hit.h"
#include "searcher/plan.h"

/*
 * Passages that are read for it. Each costs as much as one that is shown: with 50 a query of three words takes
 * a quarter more instructions, and MAP on the seven judged collections is the same to .0003.
 */
#define RERANK_MOST 20

/* Passages that were read for it, decoded and their words marked, for those among them that are shown. */
struct reread_hits {
	struct hit *items;
	size_t count;
};

void reread_hits_release(struct reread_hits *r);
/* Moves the hit of a passage into *out, an empty hit; false: it was not read. */
bool reread_hits_take(struct reread_hits *r, uint32_t docid, struct hit *out);

/*
 * Adds to the weights of the first RERANK_MOST hits, which are in the order of
 * their weights, and orders them again: what the stop words weigh that the query does not look
 * up (the body alone, by BM25), and nearness. BM25TP (Büttcher, Clarke and Lushman,
 * "Term proximity scoring for ad-hoc retrieval on very large text collections",
 * SIGIR 2006), its part in the score bounded by PROXIMITY_GAIN. *reread, to be released whatever is returned, has the
 * passages that were read.
 */
enum xap_status rerank(const struct library *l, const struct plan *p, struct xap_hit *hits, size_t count,
                       struct reread_hits *reread);

#endif
