/*
 * order_own.h: the passages that are a provision's own text, in its order. For order.c only.
 */
#ifndef SEARCHER_ORDER_OWN_H
#define SEARCHER_ORDER_OWN_H

#include "searcher/library.h"
#include "searcher/plan.h"

#define OWN_TEXT_READ 100 /* passages at most that are put in its order */

/* How many of the first hits may be such: so many must be there, whatever the page. */
uint64_t own_text_most(const struct plan *p);
/*
 * The paragraphs of an article come as they stand there, a source's passages following each other; of several
 * sources, a translation of the other, the one that has more of the query's words first. `hits` are by weight.
 */
enum xap_status own_text_order(const struct library *l, const struct plan *p, struct xap_hit *hits, size_t count);

#endif
