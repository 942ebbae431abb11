/*
 * term.h: a term of the index by its prefix and value. For searcher/ only.
 */
#ifndef SEARCHER_TERM_H
#define SEARCHER_TERM_H

#include "searcher/library.h"
#include "store/schema.h"

/* The passages that have it. */
struct xap_query *term_query(enum schema_prefix prefix, struct span value);
/* How many do, *passages; 0 with XAP_NOT_FOUND: none. */
enum xap_status term_frequency(const struct library *l, enum schema_prefix prefix, struct span value, uint32_t *passages);
/* Whether some do, or the index cannot be read: a word is never called absent for that. */
bool term_occurs(const struct library *l, enum schema_prefix prefix, struct span value);

#endif
