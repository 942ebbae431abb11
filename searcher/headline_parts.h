/*
 * headline_parts.h: the kinds of headlines, and counting for them. For
 * searcher/headline*.c only.
 */
#ifndef SEARCHER_HEADLINE_PARTS_H
#define SEARCHER_HEADLINE_PARTS_H

#include "searcher/headline.h"
#include "searcher/term.h"

struct counted {
	uint32_t passages, sources;
};

/* Counts what the query finds under the plan's filter. Consumes the query; NULL finds nothing. False: it could not be counted. */
bool headline_count(const struct library *l, const struct plan *p, struct xap_query *query, struct counted *out);
/* Counts what has any of some terms of one prefix, likewise. */
bool headline_count_any(const struct library *l, const struct plan *p, enum schema_prefix prefix, const struct span *values,
                        size_t value_count, struct counted *out);
/* The passages with any of some terms of one prefix. */
struct xap_query *headline_any(enum schema_prefix prefix, const struct span *values, size_t value_count);

/*
 * Each appends its line for a leaf, as headline_add has them; false, nothing appended: there is
 * nothing to say, or it could not be counted.
 */
bool headline_add_provision(struct buf *out, const struct plan *p, const struct library *l,
                            const struct leaf *leaf, const struct headline_words *other);
bool headline_add_symbol(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                         const struct headline_words *other);
/* That nothing cites it, where that is so and it was not looked for as something else. */
void headline_add_none(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other);
bool headline_add_names(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf);

#endif
