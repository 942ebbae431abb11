/*
 * match_cited.h: what of a query a passage cites, or names in another way than
 * by the words typed. For evidence.c only.
 */
#ifndef SEARCHER_MATCH_CITED_H
#define SEARCHER_MATCH_CITED_H

#include "searcher/hit.h"
#include "searcher/plan.h"

/*
 * Adds the marks of LEAF_CITED and LEAF_PERSON leaves to the hit's, and their
 * evidence to `best`. A word that such a leaf speaks for is then found, and no
 * longer marked on its own where a provision is.
 */
void cited_marks(struct hit *h, const struct plan *p, const struct library *l, enum match *best);
/*
 * Whether the passage cites all that the plan looks for, which speaks for all its words: these need not
 * be looked for, for cited_marks would drop them.
 */
bool cited_is_all(const struct plan *p, const struct hit *h);
/* Drops the marks of words that the leaf speaks for: of "Article 174", "article" elsewhere is no match. */
void cited_drop_words(struct hit *h, const struct plan *p, size_t leaf);

#endif
