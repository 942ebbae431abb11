/* Pools: what was put in stays, aligned, whatever chunks it takes; a small pool holds little, a large one few chunks. */
#include "tests/unit/tap.h"
#include "text/pool.h"

#include <stdio.h>

#define MANY 5000

static void kept(void)
{
	struct span spans[MANY];
	struct pool p;
	size_t wrong = 0, odd = 0;

	pool_init(&p);
	for (size_t i = 0; i < MANY; i++) {
		char word[32];
		int len = snprintf(word, sizeof word, "word %zu", i);

		spans[i] = pool_span(&p, span_make(word, (size_t)len));
	}
	for (size_t i = 0; i < MANY; i++) {
		char word[32];

		snprintf(word, sizeof word, "word %zu", i);
		wrong += !span_eq_str(spans[i], word) || spans[i].data[spans[i].len] != '\0';
		odd += (uintptr_t)spans[i].data % _Alignof(max_align_t) != 0;
	}
	tap_ok(wrong == 0 && odd == 0, "%zu of %d words lost, %zu not aligned", wrong, MANY, odd);
	pool_release(&p);
}

static void sizes(void)
{
	struct pool p;
	size_t held;

	pool_init(&p);
	pool_alloc(&p, 1);
	tap_ok(p.total <= 4096, "a pool of one byte holds %zu", p.total);
	memset(pool_alloc(&p, 100000), 1, 100000);
	tap_ok(p.total >= 100000 && p.total < 110000, "a large piece has a chunk of its own: %zu", p.total);
	pool_clear(&p);
	held = p.total;
	pool_alloc(&p, 100000);
	tap_ok(held >= 100000 && p.total == held, "the last chunk is kept and used again");
	pool_release(&p);
	tap_ok(p.total == 0 && p.chunks == NULL, "released");
}

int main(void)
{
	kept();
	sizes();
	return tap_done();
}
