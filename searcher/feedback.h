/*
 * feedback.h: --broad: the words that the best passages share add to the weight
 * of others. For order.c only.
 */
#ifndef SEARCHER_FEEDBACK_H
#define SEARCHER_FEEDBACK_H

#include "searcher/plan.h"

#define FEEDBACK_PASSAGES 10     /* that are read for it */
#define FEEDBACK_PASSAGES_LEAST 2 /* of them that must share a stem */
#define FEEDBACK_STEMS 20        /* the best of their stems */
#define FEEDBACK_STEM_LEAST 3    /* bytes of a stem */
#define FEEDBACK_FREQUENT 0.1    /* the part of all passages that a stem may be in */

/*
 * The plan's query with the stems of its best passages, each with at most
 * WEIGHT_FEEDBACK; they find nothing by themselves. As in RM3 (Lavrenko and Croft,
 * "Relevance-based language models", SIGIR 2001; Abdul-Jaleel and others, TREC 2004),
 * a stem counts by its part of each passage and by that passage's weight. *out is
 * NULL where there is no such stem.
 */
enum xap_status feedback_query(struct xap_query **out, const struct library *l, const struct plan *p,
                               const struct xap_hit *hits, size_t count);

#endif
