#include "text/wordbook.h"

#include "text/utf8.h"

#include <stdlib.h>

void wordbook_init(struct wordbook *b)
{
	memset(b, 0, sizeof *b);
	strmap_init(&b->numbers);
	pool_init(&b->pool);
	buf_init(&b->made);
}

void wordbook_release(struct wordbook *b)
{
	if (b == NULL)
		return;
	strmap_release(&b->numbers);
	pool_release(&b->pool);
	buf_release(&b->made);
	free(b->texts);
	free(b->folded);
	memset(b, 0, sizeof *b);
}

/* Puts a text in, if it is new, with itself as its folded form. */
static uint32_t put_text(struct wordbook *b, struct span text, bool *is_new)
{
	uint32_t *value = strmap_put(&b->numbers, text, is_new);

	if (!*is_new)
		return *value;
	*value = (uint32_t)b->count;
	if (b->count == b->cap) {
		b->cap = b->cap == 0 ? 256 : 2 * b->cap;
		b->texts = mem_realloc(b->texts, b->cap * sizeof *b->texts);
		b->folded = mem_realloc(b->folded, b->cap * sizeof *b->folded);
	}
	b->texts[b->count] = pool_span(&b->pool, text);
	b->folded[b->count] = (uint32_t)b->count;
	return (uint32_t)b->count++;
}

uint32_t wordbook_number(struct wordbook *b, struct span text)
{
	struct buf folded;
	bool is_new;
	uint32_t number = put_text(b, text, &is_new), other;

	if (!is_new)
		return number;
	buf_init(&folded);
	utf8_fold(&folded, text);
	other = put_text(b, buf_span(&folded), &is_new);
	b->folded[number] = other;
	buf_release(&folded);
	return number;
}
