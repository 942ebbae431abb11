/*
 * suggest.h: what was perhaps meant, where a word of the query occurs nowhere.
 * For session.c, suggest*.c and searcher/web/.
 */
#ifndef SEARCHER_SUGGEST_H
#define SEARCHER_SUGGEST_H

#include "searcher/plan.h"

/*
 * Appends "Did you mean: hrsearch '"Article 174"'" and a line feed: the query as
 * typed, with each word that occurs nowhere (and for which no name or provision
 * was found) in the spelling of the index that is nearest, or with a star behind it if words begin so. False, nothing
 * appended: there is nothing to suggest.
 */
bool suggest(struct buf *out, struct span typed, const struct plan *p, const struct library *l);

/* Appends the query alone, as it could be typed; otherwise the same. */
bool suggest_query(struct buf *out, struct span typed, const struct plan *p, const struct library *l);

/* Whether it is a quotation mark that a query's quotations begin and end with. */
bool suggest_is_mark(int32_t cp);
/* Whether a suggestion finds something: options are those of the plan. */
bool suggest_finds(const struct library *l, struct span query, const struct plan_options *options);

/*
 * The same of a query that found nothing: only what finds something is suggested; and of a query that is one quotation, if that
 * is all, its words without the marks.
 */
bool suggest_instead(struct buf *out, struct span typed, const struct plan *p, const struct library *l, const struct plan_options *options);

#endif
