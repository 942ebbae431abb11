#include "indexer/terms.h"

#include "text/strmap.h"

#include <stdlib.h>

#define TERMS_FIRST 1024

void terms_init(struct terms *t)
{
	memset(t, 0, sizeof *t);
	t->size = TERMS_FIRST;
	t->slots = mem_zalloc(t->size * sizeof *t->slots);
	t->order = mem_alloc(t->size * sizeof *t->order);
	t->stamp = 1;
	t->position_cap = TERMS_FIRST;
	t->positions = mem_alloc(t->position_cap * sizeof *t->positions);
	t->position_count = 1;
	buf_init(&t->bytes);
}

void terms_release(struct terms *t)
{
	free(t->slots);
	free(t->order);
	free(t->positions);
	buf_release(&t->bytes);
}

void terms_clear(struct terms *t)
{
	t->count = 0;
	t->position_count = 1;
	buf_clear(&t->bytes);
	if (++t->stamp != 0)
		return;
	memset(t->slots, 0, t->size * sizeof *t->slots);
	t->stamp = 1;
}

bool terms_position(struct terms *t, struct term_slot *slot, uint32_t position)
{
	uint32_t place = (uint32_t)t->position_count;

	if (slot->last != 0 && t->positions[slot->last].position == position)
		return false;
	ARRAY_GROW(t->positions, t->position_count, t->position_cap);
	t->positions[t->position_count++] = (struct term_position){position, 0};
	if (slot->last != 0)
		t->positions[slot->last].next = place;
	else
		slot->first = place;
	slot->last = place;
	return true;
}

struct span terms_text(const struct terms *t, const struct term_slot *slot)
{
	return span_make(t->bytes.data + slot->at, slot->len);
}

/* The slot that holds the term, or the free one where it would go. */
static size_t find(const struct terms *t, struct span term, uint64_t hash)
{
	size_t i = (size_t)hash & (t->size - 1);

	while (t->slots[i].stamp == t->stamp &&
	       (t->slots[i].hash != hash || !span_eq(terms_text(t, &t->slots[i]), term)))
		i = (i + 1) & (t->size - 1);
	return i;
}

static void grow(struct terms *t)
{
	struct term_slot *old = t->slots;

	t->size *= 2;
	t->slots = mem_zalloc(t->size * sizeof *t->slots);
	for (size_t n = 0; n < t->count; n++) {
		const struct term_slot *from = &old[t->order[n]];
		size_t to = find(t, terms_text(t, from), from->hash);

		t->slots[to] = *from;
		t->order[n] = (uint32_t)to;
	}
	t->order = mem_realloc(t->order, t->size * sizeof *t->order);
	free(old);
}

struct term_slot *terms_add(struct terms *t, struct span prefix, struct span value, uint32_t wdf)
{
	size_t at = t->bytes.len;
	struct span term;
	uint64_t hash;
	size_t i;

	if (t->count * 2 >= t->size)
		grow(t);
	buf_add_span(&t->bytes, prefix);
	buf_add_span(&t->bytes, value);
	term = span_make(t->bytes.data + at, t->bytes.len - at);
	hash = hash_bytes(term, 0);
	i = find(t, term, hash);
	if (t->slots[i].stamp == t->stamp) {
		t->bytes.len = at;
		t->slots[i].wdf += wdf;
		return &t->slots[i];
	}
	t->slots[i] = (struct term_slot){hash, t->stamp, wdf, (uint32_t)at, (uint32_t)term.len, 0, 0};
	t->order[t->count++] = (uint32_t)i;
	return &t->slots[i];
}
