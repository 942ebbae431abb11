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
	uint32_t position; /* the last one seen, 0: none */
	uint32_t at, len;  /* the term's bytes in `bytes` */
};

struct terms {
	struct term_slot *slots;
	size_t size; /* a power of two */
	uint32_t *order; /* slots in use, in the order they came */
	size_t count;
	uint32_t stamp;
	struct buf bytes;
};

void terms_init(struct terms *t);
void terms_release(struct terms *t);
/* Forgets the terms; costs the same however many there were. */
void terms_clear(struct terms *t);
/* The slot of prefix + value, made if need be, with `wdf` added; good until the next call. */
struct term_slot *terms_add(struct terms *t, struct span prefix, struct span value, uint32_t wdf);
struct span terms_text(const struct terms *t, const struct term_slot *slot);

#endif
