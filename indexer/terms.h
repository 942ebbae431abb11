/*
 * terms.h: the distinct terms of one document with their whole wdf, gathered
 * without an allocation per term. For post.c.
 */
#ifndef INDEXER_TERMS_H
#define INDEXER_TERMS_H

#include "text/buf.h"

struct term_slot {
	uint64_t hash;
	uint32_t stamp; /* of the document that put it here; another: the slot is free */
	uint32_t wdf;
	uint32_t at, len; /* the term's bytes in `bytes` */
	uint32_t first, last; /* its places in `positions`, 0: none */
};

/* One position of a term, and the place of its next one (0: none). */
struct term_position {
	uint32_t position, next;
};

struct terms {
	struct term_slot *slots;
	size_t size; /* a power of two */
	uint32_t *order; /* slots in use, in the order they came */
	size_t count;
	uint32_t stamp;
	struct buf bytes;
	struct term_position *positions; /* from 1 on */
	size_t position_count, position_cap;
};

void terms_init(struct terms *t);
void terms_release(struct terms *t);
/* Forgets the terms; costs the same however many there were. */
void terms_clear(struct terms *t);
/* The slot of prefix + value, made if need be, with `wdf` added; good until the next call. */
struct term_slot *terms_add(struct terms *t, struct span prefix, struct span value, uint32_t wdf);
/* Adds a position to a term; false when it is the one added last. */
bool terms_position(struct terms *t, struct term_slot *slot, uint32_t position);
struct span terms_text(const struct terms *t, const struct term_slot *slot);

#endif
