/*
 * pool.h: many small allocations that are freed together. Anyone may include it.
 */
#ifndef TEXT_POOL_H
#define TEXT_POOL_H

#include "text/buf.h"

struct pool_chunk;

struct pool {
	struct pool_chunk *chunks;
	size_t used;  /* bytes used of the first chunk */
	size_t total; /* bytes held by all chunks */
};

void pool_init(struct pool *p);
void pool_release(struct pool *p);
void pool_clear(struct pool *p); /* forgets everything; keeps one chunk */
void *pool_alloc(struct pool *p, size_t size); /* aligned for any type */
struct span pool_span(struct pool *p, struct span s); /* a copy; NUL-terminated beyond its length */

#endif
