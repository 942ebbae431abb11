/*
 * terms.h: the distinct terms of one document with their whole wdf, gathered
 * without an allocation per term. The terms themselves are remembered from one
 * document to the next, so that one that was met before is known by a number.
 * For post*.c.
 */
#ifndef INDEXER_TERMS_H
#define INDEXER_TERMS_H

#include "text/pool.h"

/*
 * Terms remembered from one document to the next: a few thousand less than half the places of the table, which
 * need not double for those of one document more.
 */
#define TERMS_MOST 128000U

/* A term that is remembered. */
struct term_entry {
	struct span text;
	uint64_t hash; /* digest_hash */
};

/* Where it was met last: apart, since each word of a text asks for this, and only each term for the rest. */
struct term_seen {
	uint32_t stamp; /* of the document, */
	uint32_t slot;  /* and the place there */
};

/* A term of the document at work. */
struct term_slot {
	uint32_t entry;
	uint32_t wdf;
	uint32_t first, last; /* its places in `positions`, 0: none */
};

/* One position of a term, and the place of its next one (0: none). */
struct term_position {
	uint32_t position, next;
};

struct term_place {
	uint32_t entry; /* + 1; 0: free */
	uint32_t mark;  /* the upper half of its hash */
};

struct terms {
	struct pool pool; /* the terms' bytes */
	struct term_entry *entries;
	size_t entry_count, entry_cap;
	struct term_seen *seen; /* of each entry */
	size_t seen_cap;
	struct term_place *places; /* hash table */
	size_t size;               /* a power of two */
	unsigned epoch;            /* counts how often all were forgotten: entries are of one epoch */
	struct term_slot *slots;   /* in the order they came */
	size_t count, cap;
	uint32_t stamp;
	struct buf key;
	struct term_position *positions; /* from 1 on */
	size_t position_count, position_cap;
};

void terms_init(struct terms *t);
void terms_release(struct terms *t);
/* Begins the next document; forgets the terms if they are more than TERMS_MOST. */
void terms_clear(struct terms *t);
/* The number of the term prefix + value: from 0, the same until they are forgotten. */
uint32_t terms_entry(struct terms *t, struct span prefix, struct span value);
/* The slot of a term, made if need be, with `wdf` added; good until the next call. */
struct term_slot *terms_use(struct terms *t, uint32_t entry, uint32_t wdf);
/* Asks memory for what terms_use of this term will need. */
static inline void terms_ask_use(const struct terms *t, uint32_t entry)
{
	__builtin_prefetch(&t->seen[entry], 1);
}

/*
 * Asks memory for what the document's terms will need when they are read one after the other: their
 * entries, then, in a second round, their bytes.
 */
void terms_ask(const struct terms *t);
/* Adds a position to a term; false when it is the one added last. */
bool terms_position(struct terms *t, struct term_slot *slot, uint32_t position);

#endif
