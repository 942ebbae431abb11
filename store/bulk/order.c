#include "store/bulk/order.h"

#include <endian.h>

#define SHORT_RUN 12 /* sorted by insertion */

uint64_t order_front(struct span key)
{
	uint64_t front = 0;

	if (key.len >= sizeof front) {
		memcpy(&front, key.data, sizeof front);
		return be64toh(front);
	}
	for (size_t i = 0; i < sizeof front; i++)
		front = front << 8 | (i < key.len ? (unsigned char)key.data[i] : 0);
	return front;
}

int order_cmp(const struct order_item *a, const struct order_item *b)
{
	if (a->front != b->front)
		return a->front < b->front ? -1 : 1;
	return span_cmp(a->key, b->key);
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

/* The left half is set aside; what is less of it and the right half comes next. */
static void merge(struct order_item *items, struct order_item *spare, size_t half, size_t count)
{
	size_t left = 0, right = half, to = 0;

	if (order_cmp(&items[half - 1], &items[half]) <= 0)
		return;
	memcpy(spare, items, half * sizeof *items);
	while (left < half)
		if (right < count && order_cmp(&items[right], &spare[left]) < 0)
			items[to++] = items[right++];
		else
			items[to++] = spare[left++];
}

void order_sort(struct order_item *items, struct order_item *spare, size_t count)
{
	size_t half = count / 2;

	if (count <= SHORT_RUN) {
		insert(items, count);
		return;
	}
	order_sort(items, spare, half);
	order_sort(items + half, spare, count - half);
	merge(items, spare, half, count);
}
