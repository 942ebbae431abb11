#include "store/bulk/order.h"

#include <endian.h>

#define SHORT_RUN 6 /* sorted by insertion */

static uint64_t half_of(const char *bytes)
{
	uint32_t half;

	memcpy(&half, bytes, sizeof half);
	return be32toh(half);
}

uint64_t order_front(struct span key)
{
	const unsigned char *p = (const unsigned char *)key.data;
	uint64_t front;

	if (key.len >= sizeof front) {
		memcpy(&front, key.data, sizeof front);
		return be64toh(front);
	}
	if (key.len == 0)
		return 0;
	/* What overlaps is the same bytes in the same place. */
	if (key.len >= 4)
		return half_of(key.data) << 32 | half_of(key.data + key.len - 4) << (8 * (8 - key.len));
	return (uint64_t)p[0] << 56 | (uint64_t)p[key.len / 2] << (56 - 8 * (key.len / 2)) |
	       (uint64_t)p[key.len - 1] << (56 - 8 * (key.len - 1));
}

int order_cmp(const struct order_item *a, const struct order_item *b)
{
	if (a->front != b->front)
		return a->front < b->front ? -1 : 1;
	return span_cmp(order_key(a), order_key(b));
}

static void insert(struct order_item *items, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct order_item moving = items[i];
		size_t k = i;

		for (; k != 0 && order_cmp(&items[k - 1], &moving) > 0; k--)
			items[k] = items[k - 1];
		items[k] = moving;
	}
}

/*
 * The left half of items [from, past) is set aside at `spare`; what is less of it and the right half comes
 * next. Which that is no processor can foresee, so it is reckoned, not branched on; only keys whose fronts
 * are the same, which are few, are looked at.
 */
static void merge(struct order_item *items, size_t from, size_t half, size_t past, size_t spare)
{
	size_t left = spare, left_end = spare + half - from, right = half, to = from;

	if (order_cmp(&items[half - 1], &items[half]) <= 0)
		return;
	memcpy(items + spare, items + from, (half - from) * sizeof *items);
	while (left != left_end && right != past) {
		size_t less = items[right].front < items[left].front;

		if (items[right].front == items[left].front)
			less = span_cmp(order_key(&items[right]), order_key(&items[left])) < 0;
		items[to++] = items[left ^ ((left ^ right) & (0 - less))];
		right += less;
		left += 1 - less;
	}
	memcpy(items + to, items + left, (left_end - left) * sizeof *items);
}

/* Items [from, past); from `spare` on there is room for half of them. */
static void sort(struct order_item *items, size_t from, size_t past, size_t spare)
{
	size_t half = from + (past - from) / 2;

	if (past - from <= SHORT_RUN) {
		insert(items + from, past - from);
		return;
	}
	sort(items, from, half, spare);
	sort(items, half, past, spare);
	merge(items, from, half, past, spare);
}

void order_sort(struct order_item *items, size_t count)
{
	sort(items, 0, count, count);
}
