/*
 * order.h: sorting by byte strings: most are told apart by their first eight
 * bytes, which stand beside them. For store/bulk/ only.
 */
#ifndef STORE_BULK_ORDER_H
#define STORE_BULK_ORDER_H

#include "text/buf.h"

struct order_item {
	uint64_t front; /* the first eight bytes, order_front */
	struct span key;
	uint32_t index; /* the caller's */
};

uint64_t order_front(struct span key);
int order_cmp(const struct order_item *a, const struct order_item *b); /* as span_cmp of their keys */
/* Stable. There is room for as many items behind them. */
void order_sort(struct order_item *items, size_t count);

#endif
