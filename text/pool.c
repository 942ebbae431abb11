#include "text/pool.h"

#include <stdalign.h>
#include <stdlib.h>

#define CHUNK_FIRST ((size_t)512)
#define CHUNK_MOST ((size_t)64 * 1024)

struct pool_chunk {
	struct pool_chunk *next;
	size_t size;
	max_align_t data[];
};

void pool_init(struct pool *p)
{
	p->chunks = NULL;
	p->used = p->total = 0;
}

static void chunks_free(struct pool_chunk *c)
{
	while (c != NULL) {
		struct pool_chunk *next = c->next;

		free(c);
		c = next;
	}
}

void pool_release(struct pool *p)
{
	if (p == NULL)
		return;
	chunks_free(p->chunks);
	pool_init(p);
}

void pool_clear(struct pool *p)
{
	struct pool_chunk *first = p->chunks;

	if (first == NULL)
		return;
	chunks_free(first->next);
	first->next = NULL;
	p->used = 0;
	p->total = first->size;
}

/* A chunk of as much as the pool has: many pools hold little, and each page that is touched is one more. */
static void pool_add_chunk(struct pool *p, size_t at_least)
{
	size_t usual = p->total < CHUNK_FIRST ? CHUNK_FIRST : p->total < CHUNK_MOST ? p->total : CHUNK_MOST;
	size_t size = at_least > usual ? at_least : usual;
	struct pool_chunk *c = mem_alloc(sizeof *c + size);

	c->size = size;
	c->next = p->chunks;
	p->chunks = c;
	p->used = 0;
	p->total += size;
}

void *pool_alloc(struct pool *p, size_t size)
{
	size_t align = alignof(max_align_t);
	void *at;

	size = (size + align - 1) / align * align;
	if (p->chunks == NULL || p->chunks->size - p->used < size)
		pool_add_chunk(p, size);
	at = (char *)p->chunks->data + p->used;
	p->used += size;
	return at;
}

struct span pool_span(struct pool *p, struct span s)
{
	char *copy = pool_alloc(p, s.len + 1);

	if (s.len != 0)
		memcpy(copy, s.data, s.len);
	copy[s.len] = '\0';
	return span_make(copy, s.len);
}
