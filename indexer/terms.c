#include "indexer/terms.h"

#include "store/digest.h"

#include <stdlib.h>

#define TERMS_FIRST 1024

void terms_init(struct terms *t)
{
	memset(t, 0, sizeof *t);
	pool_init(&t->pool);
	buf_init(&t->key);
	t->size = TERMS_FIRST;
	t->places = mem_zalloc(t->size * sizeof *t->places);
	t->stamp = 1;
	t->position_cap = TERMS_FIRST;
	t->positions = mem_alloc(t->position_cap * sizeof *t->positions);
	t->position_count = 1;
}

void terms_release(struct terms *t)
{
	pool_release(&t->pool);
	buf_release(&t->key);
	free(t->entries);
	free(t->seen);
	free(t->places);
	free(t->slots);
	free(t->positions);
}

static void forget(struct terms *t)
{
	pool_clear(&t->pool);
	memset(t->places, 0, t->size * sizeof *t->places);
	t->entry_count = 0;
	t->epoch++;
}

void terms_clear(struct terms *t)
{
	t->count = 0;
	t->position_count = 1;
	if (t->entry_count > TERMS_MOST)
		forget(t);
	if (++t->stamp != 0)
		return;
	if (t->entry_count != 0)
		memset(t->seen, 0, t->entry_count * sizeof *t->seen);
	t->stamp = 1;
}

static uint32_t mark_of(uint64_t hash)
{
	return (uint32_t)(hash >> 32);
}

/* The place that leads to the term, or the free one where it would go. */
static size_t find(const struct terms *t, struct span term, uint64_t hash)
{
	size_t i = (size_t)hash & (t->size - 1);

	while (t->places[i].entry != 0 &&
	       (t->places[i].mark != mark_of(hash) || !span_eq(t->entries[t->places[i].entry - 1].text, term)))
		i = (i + 1) & (t->size - 1);
	return i;
}

static void grow(struct terms *t)
{
	free(t->places);
	t->size *= 2;
	t->places = mem_zalloc(t->size * sizeof *t->places);
	for (size_t n = 0; n < t->entry_count; n++) {
		size_t i = (size_t)t->entries[n].hash & (t->size - 1);

		while (t->places[i].entry != 0)
			i = (i + 1) & (t->size - 1);
		t->places[i] = (struct term_place){(uint32_t)n + 1, mark_of(t->entries[n].hash)};
	}
}

uint32_t terms_entry(struct terms *t, struct span prefix, struct span value)
{
	struct span term;
	uint64_t hash;
	size_t i;

	if (t->entry_count * 2 >= t->size)
		grow(t);
	buf_clear(&t->key);
	buf_add_span(&t->key, prefix);
	buf_add_span(&t->key, value);
	term = buf_span(&t->key);
	hash = digest_hash(term);
	i = find(t, term, hash);
	if (t->places[i].entry == 0) {
		ARRAY_GROW(t->entries, t->entry_count, t->entry_cap);
		ARRAY_GROW(t->seen, t->entry_count, t->seen_cap);
		t->seen[t->entry_count] = (struct term_seen){0, 0};
		t->entries[t->entry_count++] = (struct term_entry){pool_span(&t->pool, term), hash};
		t->places[i] = (struct term_place){(uint32_t)t->entry_count, mark_of(hash)};
	}
	return t->places[i].entry - 1;
}

struct term_slot *terms_use(struct terms *t, uint32_t entry, uint32_t wdf)
{
	struct term_seen *seen = &t->seen[entry];

	if (seen->stamp == t->stamp) {
		t->slots[seen->slot].wdf += wdf;
		return &t->slots[seen->slot];
	}
	ARRAY_GROW(t->slots, t->count, t->cap);
	*seen = (struct term_seen){t->stamp, (uint32_t)t->count};
	t->slots[t->count] = (struct term_slot){entry, wdf, 0, 0};
	return &t->slots[t->count++];
}

void terms_ask(const struct terms *t)
{
	for (size_t i = 0; i < t->count; i++)
		__builtin_prefetch(&t->entries[t->slots[i].entry]);
	for (size_t i = 0; i < t->count; i++)
		__builtin_prefetch(t->entries[t->slots[i].entry].text.data);
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
