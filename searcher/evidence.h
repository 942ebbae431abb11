/*
 * evidence.h: what a hit's own text, title and sections say of each part of
 * the query. For rank.c, rerank.c and the reader view of searcher/web/.
 */
#ifndef SEARCHER_EVIDENCE_H
#define SEARCHER_EVIDENCE_H

#include "searcher/hit.h"
#include "searcher/plan.h"

/* Marks the words of a decoded hit's text, unless that is done. */
void hit_mark(struct hit *h, const struct plan *p, const struct library *l);
/*
 * Sets marks, match and missing of a decoded hit whose source is loaded. False:
 * the text does not hold a phrase (or NEAR) that it was found for; *phrase is it.
 */
bool hit_judge(struct hit *h, const struct plan *p, const struct library *l, struct span *phrase);
/*
 * Sets the marks of a source's decoded passages, and nothing else. Where one of them cites
 * the provision or symbol asked for, the words of its name are marked in none on their own.
 */
void hits_mark(struct hit *hits, size_t count, const struct plan *p, const struct library *l);

#endif
