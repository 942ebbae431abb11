#include "text/strmap.h"

#include <stdlib.h>

#define STRMAP_FIRST 16

/* The finaliser of MurmurHash3 (Appleby, public domain). */
static uint64_t mix(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xff51afd7ed558ccd);
	h ^= h >> 33;
	h *= UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ (h >> 33);
}

/* Eight bytes, first byte lowest, whatever the machine's own order; compilers make one load of it. */
static uint64_t load_word(const unsigned char *p)
{
	return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
	       (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 | (uint64_t)p[7] << 56;
}

/* Fewer than eight. */
static uint64_t load(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	for (size_t i = 0; i < n; i++)
		v |= (uint64_t)p[i] << (8 * i);
	return v;
}

uint64_t hash_bytes(struct span s, uint64_t seed)
{
	const unsigned char *p = (const unsigned char *)s.data;
	uint64_t h = mix(seed ^ (uint64_t)s.len);
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8)
		h = mix(h ^ load_word(p + i));
	if (i < s.len)
		h = mix(h ^ load(p + i, s.len - i) ^ UINT64_C(0x9e3779b97f4a7c15));
	return h;
}

void strmap_init(struct strmap *m)
{
	pool_init(&m->keys);
	m->slots = NULL;
	m->count = m->size = 0;
}

void strmap_release(struct strmap *m)
{
	if (m == NULL)
		return;
	pool_release(&m->keys);
	free(m->slots);
	m->slots = NULL;
	m->count = m->size = 0;
}

void strmap_clear(struct strmap *m)
{
	pool_clear(&m->keys);
	if (m->size != 0)
		memset(m->slots, 0, m->size * sizeof *m->slots);
	m->count = 0;
}

/* The slot that holds the key, or the free one where it would go. */
static struct strmap_slot *find(const struct strmap *m, struct span key, uint64_t hash)
{
	size_t i = (size_t)hash & (m->size - 1);

	while (m->slots[i].key.data != NULL &&
	       (m->slots[i].hash != hash || !span_eq(m->slots[i].key, key)))
		i = (i + 1) & (m->size - 1);
	return &m->slots[i];
}

static void grow(struct strmap *m)
{
	struct strmap old = *m;

	m->size = old.size == 0 ? STRMAP_FIRST : old.size * 2;
	m->slots = mem_zalloc(m->size * sizeof *m->slots);
	for (size_t i = 0; i < old.size; i++)
		if (old.slots[i].key.data != NULL)
			*find(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
	free(old.slots);
}

uint32_t *strmap_get(const struct strmap *m, struct span key)
{
	struct strmap_slot *slot;

	if (m->size == 0)
		return NULL;
	slot = find(m, key, hash_bytes(key, 0));
	return slot->key.data == NULL ? NULL : &slot->value;
}

uint32_t *strmap_put(struct strmap *m, struct span key, bool *is_new)
{
	uint64_t hash = hash_bytes(key, 0);
	struct strmap_slot *slot;

	if (m->count * 4 >= m->size * 3)
		grow(m);
	slot = find(m, key, hash);
	if (is_new != NULL)
		*is_new = slot->key.data == NULL;
	if (slot->key.data == NULL) {
		slot->key = pool_span(&m->keys, key);
		slot->hash = hash;
		slot->value = 0;
		m->count++;
	}
	return &slot->value;
}
