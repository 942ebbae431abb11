#include <stdlib.h>

#include "text/name.h"
#include "text/pool.h"
#include "text/strmap.h"

struct blocks {
	const struct span *spans; /* in pool */
	size_t count;
};

struct name_words {
	struct strmap words; /* to an element of `of` */
	struct pool pool;
	struct blocks *of;
	size_t count, cap;
};

struct name_words *name_words_new(void)
{
	struct name_words *w = mem_zalloc(sizeof *w);

	strmap_init(&w->words);
	pool_init(&w->pool);
	return w;
}

void name_words_free(struct name_words *w)
{
	if (w == NULL)
		return;
	strmap_release(&w->words);
	pool_release(&w->pool);
	free(w->of);
	free(w);
}

static struct blocks read_blocks(struct name_words *w, struct span word)
{
	struct name_block blocks[NAME_BLOCKS_MAX];
	struct name n;
	struct span *spans;
	size_t count;

	name_read(&n, word);
	count = name_blocks(&n, blocks);
	spans = pool_alloc(&w->pool, count * sizeof *spans + 1);
	for (size_t i = 0; i < count; i++)
		spans[i] = pool_span(&w->pool, span_of(blocks[i].letters));
	return (struct blocks){spans, count};
}

const struct span *name_words_blocks(struct name_words *w, struct span word, size_t *count)
{
	bool is_new;
	uint32_t *place;

	if (w->count == NAME_WORDS_KEPT && strmap_get(&w->words, word) == NULL) {
		strmap_clear(&w->words);
		pool_clear(&w->pool);
		w->count = 0;
	}
	place = strmap_put(&w->words, word, &is_new);
	if (is_new) {
		*place = (uint32_t)w->count;
		ARRAY_GROW(w->of, w->count, w->cap);
		w->of[w->count++] = read_blocks(w, word);
	}
	*count = w->of[*place].count;
	return w->of[*place].spans;
}
