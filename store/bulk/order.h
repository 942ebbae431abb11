/*
 * order.h: sorting by byte strings: most are told apart by their first eight
 * bytes, which stand beside them. For store/bulk/ only.
 */
#ifndef STORE_BULK_ORDER_H
#define STORE_BULK_ORDER_H

#include "text/buf.h"

struct order_item {
	uint64_t front; /* the first eight bytes, order_front */
	const char *key;
	size_t len;
};

/* Items that order_sort needs room for. */
#define ORDER_ROOM(count) ((count) + (count) / 2 + 4)

uint64_t order_front(struct span key);
static inline struct span order_key(const struct order_item *item)
{
	return span_make(item->key, item->len);
}

int order_cmp(const struct order_item *a, const struct order_item *b); /* as span_cmp of their keys */
/*
 * The places of the items in their order, of equal keys the first first. They stand behind the items, where there is
 * room (ORDER_ROOM): a number is moved about in less time than an item.
 */
uint64_t *order_sort(struct order_item *items, size_t count);

#endif
