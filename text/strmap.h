/*
 * strmap.h: a hash table from byte strings to numbers. Anyone may include it.
 *
 * Keys are copied. Order is never observable: there is no iteration.
 */
#ifndef TEXT_STRMAP_H
#define TEXT_STRMAP_H

#include "text/pool.h"

/*
 * A short key's bytes are in its slot, and a mark of a byte tells nearly always
 * whether to look there at all: what is slow is to go to memory.
 */
#define STRMAP_SHORT 16

struct strmap_slot {
	uint64_t hash;
	uint32_t len; /* of the key */
	uint32_t value;
	union {
		uint64_t near[2]; /* of a key of up to STRMAP_SHORT bytes */
		const char *far;
	} key;
};

struct strmap {
	struct pool keys;
	struct strmap_slot *slots;
	unsigned char *marks; /* of the slots: the hash's upper seven bits and a one; 0: the slot is free */
	size_t count, size; /* size: 0 or a power of two */
};

/* 64-bit hash of bytes, the same on every machine and in every run. */
uint64_t hash_bytes(struct span s, uint64_t seed);

void strmap_init(struct strmap *m);
void strmap_release(struct strmap *m);
void strmap_clear(struct strmap *m);
/* The value's place, NULL if absent; good until the next strmap_put. */
uint32_t *strmap_get(const struct strmap *m, struct span key);
/*
 * The values of up to STRMAP_BATCH keys, STRMAP_NONE for what is absent. Memory is asked for all of them
 * before any is looked at, so that they wait for it together: for a text's words that is most of the time.
 */
#define STRMAP_BATCH 32
#define STRMAP_NONE UINT32_MAX
void strmap_get_all(const struct strmap *m, const struct span *keys, size_t count, uint32_t *values);
/* The value's place, made with value 0 if absent; *is_new says which. is_new may be NULL. */
uint32_t *strmap_put(struct strmap *m, struct span key, bool *is_new);

#endif
