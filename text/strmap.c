#include "text/strmap.h"

#include "text/little.h"

#include <assert.h>
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

/* Fewer than eight: what overlaps is the same bytes in the same place. */
static uint64_t load(const unsigned char *p, size_t n)
{
	if (n >= 4)
		return little_u32(p) | (uint64_t)little_u32(p + n - 4) << (8 * (n - 4));
	if (n == 0)
		return 0;
	return (uint64_t)p[0] | (uint64_t)p[n / 2] << (8 * (n / 2)) | (uint64_t)p[n - 1] << (8 * (n - 1));
}

uint64_t hash_bytes(struct span s, uint64_t seed)
{
	const unsigned char *p = (const unsigned char *)s.data;
	uint64_t h = mix(seed ^ (uint64_t)s.len);
	size_t i = 0;

	for (; i + 8 <= s.len; i += 8)
		h = mix(h ^ little_u64(p + i));
	if (i < s.len)
		h = mix(h ^ load(p + i, s.len - i) ^ UINT64_C(0x9e3779b97f4a7c15));
	return h;
}

void strmap_init(struct strmap *m)
{
	pool_init(&m->keys);
	m->slots = NULL;
	m->marks = NULL;
	m->count = m->size = 0;
}

void strmap_release(struct strmap *m)
{
	if (m == NULL)
		return;
	pool_release(&m->keys);
	free(m->slots);
	free(m->marks);
	m->slots = NULL;
	m->marks = NULL;
	m->count = m->size = 0;
}

void strmap_clear(struct strmap *m)
{
	pool_clear(&m->keys);
	if (m->size != 0)
		memset(m->marks, 0, m->size);
	m->count = 0;
}

/* A key as it is looked for. */
struct wanted {
	struct span key;
	uint64_t hash;
	uint64_t near[2]; /* of a short one: two numbers that tell it from every other of its length */
};

/*
 * A short key's hash is of those two numbers: it is in no file, so it may be another than hash_bytes.
 * The upper half of each product comes down, so that the last bytes of a key tell in the lowest bits too.
 */
static struct wanted want(struct span key)
{
	const unsigned char *p = (const unsigned char *)key.data;
	struct wanted w = {.key = key};
	uint64_t h;

	if (key.len > STRMAP_SHORT) {
		w.hash = hash_bytes(key, 0);
		return w;
	}
	w.near[0] = key.len >= 8 ? little_u64(p) : load(p, key.len);
	w.near[1] = key.len > 8 ? little_u64(p + key.len - 8) : 0;
	h = (w.near[0] + key.len) * UINT64_C(0xff51afd7ed558ccd);
	h = (w.near[1] ^ h ^ h >> 32) * UINT64_C(0xc4ceb9fe1a85ec53);
	h = (h ^ h >> 32) * UINT64_C(0xff51afd7ed558ccd);
	w.hash = h ^ h >> 32;
	return w;
}

static bool holds(const struct strmap_slot *slot, const struct wanted *w)
{
	if (slot->len != w->key.len)
		return false;
	if (w->key.len <= STRMAP_SHORT)
		return slot->key.near[0] == w->near[0] && slot->key.near[1] == w->near[1];
	return slot->hash == w->hash && memcmp(slot->key.far, w->key.data, w->key.len) == 0;
}

static unsigned char mark_of(uint64_t hash)
{
	return (unsigned char)(hash >> 57 | 0x80);
}

/* The place of the slot that holds the key, or of the free one where it would go. */
static size_t find(const struct strmap *m, const struct wanted *w)
{
	size_t i = (size_t)w->hash & (m->size - 1);
	unsigned char mark = mark_of(w->hash);

	while (m->marks[i] != 0 && !(m->marks[i] == mark && holds(&m->slots[i], w)))
		i = (i + 1) & (m->size - 1);
	return i;
}

static void grow(struct strmap *m)
{
	struct strmap old = *m;

	m->size = old.size == 0 ? STRMAP_FIRST : old.size * 2;
	m->slots = mem_alloc(m->size * sizeof *m->slots);
	m->marks = mem_zalloc(m->size);
	for (size_t i = 0; i < old.size; i++) {
		size_t to;

		if (old.marks[i] == 0)
			continue;
		to = (size_t)old.slots[i].hash & (m->size - 1);
		while (m->marks[to] != 0)
			to = (to + 1) & (m->size - 1);
		m->slots[to] = old.slots[i];
		m->marks[to] = old.marks[i];
	}
	free(old.slots);
	free(old.marks);
}

uint32_t *strmap_get(const struct strmap *m, struct span key)
{
	struct wanted w;
	size_t i;

	if (m->size == 0)
		return NULL;
	w = want(key);
	i = find(m, &w);
	return m->marks[i] == 0 ? NULL : &m->slots[i].value;
}

void strmap_get_all(const struct strmap *m, const struct span *keys, size_t count, uint32_t *values)
{
	struct wanted wanted[STRMAP_BATCH];

	assert(count <= STRMAP_BATCH);
	for (size_t i = 0; i < count && m->size != 0; i++) {
		size_t first;

		wanted[i] = want(keys[i]);
		first = (size_t)wanted[i].hash & (m->size - 1);
		__builtin_prefetch(&m->marks[first]);
		__builtin_prefetch(&m->slots[first]);
	}
	for (size_t i = 0; i < count; i++) {
		size_t place = m->size == 0 ? 0 : find(m, &wanted[i]);

		values[i] = m->size == 0 || m->marks[place] == 0 ? STRMAP_NONE : m->slots[place].value;
	}
}

uint32_t *strmap_put(struct strmap *m, struct span key, bool *is_new)
{
	struct wanted w = want(key);
	struct strmap_slot *slot;
	size_t i;

	assert(key.len < UINT32_MAX);
	if (m->count * 2 >= m->size)
		grow(m);
	i = find(m, &w);
	slot = &m->slots[i];
	if (is_new != NULL)
		*is_new = m->marks[i] == 0;
	if (m->marks[i] == 0) {
		m->marks[i] = mark_of(w.hash);
		*slot = (struct strmap_slot){.hash = w.hash, .len = (uint32_t)key.len};
		if (key.len <= STRMAP_SHORT)
			memcpy(slot->key.near, w.near, sizeof w.near);
		else
			slot->key.far = pool_span(&m->keys, key).data;
		m->count++;
	}
	return &slot->value;
}
