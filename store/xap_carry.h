/*
 * xap_carry.h: a query as bytes, from the program that makes it to another that runs
 * it over the same database. For tools/bench, where the bare program runs hrsearch's own queries.
 */
#ifndef STORE_XAP_CARRY_H
#define STORE_XAP_CARRY_H

#include "store/xap.h"

/* Appends the query; false: it cannot be carried. */
bool xap_query_pack(const struct xap_query *query, struct buf *out);
/* The query that was packed, NULL if the bytes are none. Freed with xap_query_free. */
struct xap_query *xap_query_unpack(struct span bytes);

#endif
