#include "store/bulk/order.h"

#include <endian.h>

#define BLOCK 8

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

/*
 * What is sorted is a number for each item: as much of its front as leaves room for its place, and that. Most
 * numbers tell items apart; those that do not stand side by side then.
 */

static void insert(uint64_t *numbers, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t moving = numbers[i];
		size_t k = i;

		for (; k != 0 && numbers[k - 1] > moving; k--)
			numbers[k] = numbers[k - 1];
		numbers[k] = moving;
	}
}

/* BLOCK numbers, without a branch: Batcher's odd-even merge sort (Knuth, The Art of Computer Programming 3, 5.3.4). */
static void sort_block(uint64_t *numbers)
{
	static const uint8_t pairs[][2] = {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {1, 2}, {5, 6},
	                                   {0, 4}, {1, 5}, {2, 6}, {3, 7}, {2, 4}, {3, 5}, {1, 2}, {3, 4}, {5, 6}};
	uint64_t held[BLOCK];

	memcpy(held, numbers, sizeof held);
#pragma GCC unroll 19
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		uint64_t a = held[pairs[i][0]], b = held[pairs[i][1]];

		held[pairs[i][0]] = a < b ? a : b;
		held[pairs[i][1]] = a < b ? b : a;
	}
	memcpy(numbers, held, sizeof held);
}

/*
 * The left half of the numbers [from, past) is set aside at `spare`; what is less of it and the right half comes
 * next. Which that is no processor can foresee, so it is reckoned, not branched on.
 */
static void merge(uint64_t *numbers, size_t from, size_t half, size_t past, size_t spare)
{
	size_t left = spare, left_end = spare + half - from, right = half, to = from;

	if (numbers[half - 1] <= numbers[half])
		return;
	memcpy(numbers + spare, numbers + from, (half - from) * sizeof *numbers);
	while (left != left_end && right != past) {
		size_t less = numbers[right] < numbers[left];

		numbers[to++] = numbers[left ^ ((left ^ right) & (0 - less))];
		right += less;
		left += 1 - less;
	}
	memcpy(numbers + to, numbers + left, (left_end - left) * sizeof *numbers);
}

/* Numbers [from, past); from `spare` on there is room for half of them, and a block. */
static void sort(uint64_t *numbers, size_t from, size_t past, size_t spare)
{
	size_t half = from + ((past - from) / 2 + BLOCK - 1) / BLOCK * BLOCK;

	if (past - from == BLOCK)
		sort_block(numbers + from);
	else if (past - from < BLOCK)
		insert(numbers + from, past - from);
	if (past - from <= BLOCK)
		return;
	sort(numbers, from, half, spare);
	sort(numbers, half, past, spare);
	merge(numbers, from, half, past, spare);
}

/* Sorted by what was left of the fronts: the rest is for the keys themselves. */
static void settle(const struct order_item *items, uint64_t *places, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		uint64_t moving = places[i];
		size_t k = i;

		for (; k != 0 && order_cmp(&items[places[k - 1]], &items[moving]) > 0; k--)
			places[k] = places[k - 1];
		places[k] = moving;
	}
}

uint64_t *order_sort(struct order_item *items, size_t count)
{
	uint64_t *numbers = (uint64_t *)(items + count), place = 1;

	while (place < count)
		place = place << 1 | 1;
	for (size_t i = 0; i < count; i++)
		numbers[i] = (items[i].front & ~place) | i;
	sort(numbers, 0, count, count);
	for (size_t i = 0; i < count; i++)
		numbers[i] &= place;
	settle(items, numbers, count);
	return numbers;
}
