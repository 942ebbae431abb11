#include "store/bulk/inverter.h"

#include "store/bulk/code.h"
#include "store/bulk/order.h"
#include "text/strmap.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

#define SLOTS_FIRST ((size_t)1 << 12)
#define LINK sizeof(char *) /* a block begins with the address of the next */
#define BLOCK_FIRST ((size_t)16)
#define BLOCK_MOST ((size_t)8192)

void inverter_init(struct inverter *v)
{
	memset(v, 0, sizeof *v);
	pool_init(&v->arena);
	v->size = SLOTS_FIRST;
	v->slots = mem_zalloc(v->size * sizeof *v->slots);
}

void inverter_release(struct inverter *v)
{
	pool_release(&v->arena);
	free(v->lists);
	free(v->slots);
	free(v->known);
}

static void forget_known(struct inverter *v)
{
	if (v->known_cap != 0)
		memset(v->known, 0, v->known_cap * sizeof *v->known);
}

void inverter_clear(struct inverter *v)
{
	pool_clear(&v->arena);
	v->count = 0;
	memset(v->slots, 0, v->size * sizeof *v->slots);
	forget_known(v);
}

size_t inverter_memory(const struct inverter *v)
{
	return v->arena.total + v->count * (sizeof *v->lists + 2 * sizeof *v->slots);
}

static size_t block_size(uint32_t number)
{
	size_t size = BLOCK_FIRST;

	while (number-- != 0 && size < BLOCK_MOST)
		size *= 2;
	return size;
}

/* ---- the keys ---- */

uint64_t inverter_hash(enum list_kind kind, struct span key)
{
	return hash_bytes(key, (uint64_t)kind);
}

static uint32_t mark_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

static size_t find(const struct inverter *v, enum list_kind kind, struct span key, uint64_t hash)
{
	size_t i = (size_t)hash & (v->size - 1);

	for (; v->slots[i].list != 0; i = (i + 1) & (v->size - 1)) {
		const struct inverter_list *l = &v->lists[v->slots[i].list - 1];

		if (v->slots[i].mark == mark_of(hash) && l->hash == hash && l->head.kind == kind && span_eq(l->head.key, key))
			break;
	}
	return i;
}

static void grow(struct inverter *v)
{
	free(v->slots);
	v->size *= 2;
	v->slots = mem_zalloc(v->size * sizeof *v->slots);
	for (size_t n = 0; n < v->count; n++) {
		size_t i = (size_t)v->lists[n].hash & (v->size - 1);

		while (v->slots[i].list != 0)
			i = (i + 1) & (v->size - 1);
		v->slots[i] = (struct inverter_slot){(uint32_t)n + 1, mark_of(v->lists[n].hash)};
	}
}

void inverter_ask_slot(const struct inverter *v, uint64_t hash)
{
	__builtin_prefetch(&v->slots[(size_t)hash & (v->size - 1)]);
}

void inverter_ask_list(const struct inverter *v, uint32_t list)
{
	const char *l = (const char *)&v->lists[list];

	__builtin_prefetch(l, 1);
	__builtin_prefetch(l + offsetof(struct inverter_list, head.key) - 1, 1);
}

void inverter_ask_end(const struct inverter *v, uint32_t list)
{
	__builtin_prefetch(v->lists[list].at, 1);
}

uint32_t inverter_list(struct inverter *v, enum list_kind kind, struct span key, uint64_t hash)
{
	size_t i = find(v, kind, key, hash);
	struct inverter_list *l;

	if (v->slots[i].list != 0)
		return v->slots[i].list - 1;
	if (v->count * 2 >= v->size) {
		grow(v);
		i = find(v, kind, key, hash);
	}
	ARRAY_GROW(v->lists, v->count, v->cap);
	l = &v->lists[v->count++];
	memset(l, 0, sizeof *l);
	l->hash = hash;
	l->head.kind = (uint8_t)kind;
	l->head.key = pool_span(&v->arena, key);
	v->slots[i] = (struct inverter_slot){(uint32_t)v->count, mark_of(hash)};
	return (uint32_t)v->count - 1;
}

void inverter_numbering(struct inverter *v, uint32_t numbering)
{
	if (v->numbering != numbering)
		forget_known(v);
	v->numbering = numbering;
}

uint32_t *inverter_known(struct inverter *v, uint32_t number)
{
	size_t cap = v->known_cap;

	if (number >= cap) {
		v->known_cap = 2 * ((size_t)number + 1);
		v->known = mem_realloc(v->known, v->known_cap * sizeof *v->known);
		memset(v->known + cap, 0, (v->known_cap - cap) * sizeof *v->known);
	}
	return &v->known[number];
}

/* ---- the chains ---- */

static void add_block(struct inverter *v, struct inverter_list *l)
{
	size_t size = block_size(l->blocks);
	char *block = pool_alloc(&v->arena, size);

	if (l->blocks == 0)
		l->block = block;
	else
		memcpy(l->end - block_size(l->blocks - 1), &block, LINK);
	l->blocks++;
	l->at = block + LINK;
	l->end = block + size;
}

static void append(struct inverter *v, struct inverter_list *l, struct span bytes)
{
	l->head.bytes += bytes.len;
	while (bytes.len != 0) {
		size_t room;

		if (l->at == l->end)
			add_block(v, l);
		room = (size_t)(l->end - l->at);
		room = bytes.len < room ? bytes.len : room;
		memcpy(l->at, bytes.data, room);
		l->at += room;
		bytes = span_make(bytes.data + room, bytes.len - room);
	}
}

void inverter_add(struct inverter *v, uint32_t list, uint32_t document, uint32_t weight, struct span body)
{
	struct inverter_list *l = &v->lists[list];
	char step[VINT_MOST];
	size_t len;

	assert(l->head.count == 0 || document > l->head.last);
	if (l->head.count++ == 0)
		l->head.first = l->head.last = document;
	len = (size_t)(vint_put(step, document - l->head.last) - step);
	l->head.last = document;
	l->head.weight += weight;
	if ((size_t)(l->end - l->at) < len + body.len) {
		append(v, l, span_make(step, len));
		append(v, l, body);
		return;
	}
	for (size_t i = 0; i < len; i++)
		*l->at++ = step[i];
	l->at = code_copy(l->at, body);
	l->head.bytes += len + body.len;
}

struct span inverter_piece(const struct inverter_list *l, char **block, uint32_t *number)
{
	char *from = *block;
	size_t size;

	if (*number == l->blocks)
		return span_make("", 0);
	size = block_size((*number)++);
	if (*number == l->blocks)
		return span_make(from + LINK, (size_t)(l->at - from) - LINK);
	memcpy(block, from, LINK);
	return span_make(from + LINK, size - LINK);
}

/* ---- the order ---- */

uint32_t *inverter_order(const struct inverter *v)
{
	struct order_item *items = mem_alloc(ORDER_ROOM(v->count) * sizeof *items);
	uint32_t *order = mem_alloc((v->count + 1) * sizeof *order);
	const uint64_t *places;

	for (size_t i = 0; i < v->count; i++) {
		const struct list_head *h = &v->lists[i].head;

		/* The kind comes first; the key's eighth byte is left to the comparison of the keys. */
		items[i] = (struct order_item){(uint64_t)h->kind << 56 | order_front(h->key) >> 8, h->key.data, h->key.len};
	}
	places = order_sort(items, v->count);
	for (size_t i = 0; i < v->count; i++)
		order[i] = (uint32_t)places[i];
	free(items);
	return order;
}
