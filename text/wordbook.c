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
	free(b->bare);
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
		b->bare = mem_realloc(b->bare, b->cap * sizeof *b->bare);
	}
	b->texts[b->count] = pool_span(&b->pool, text);
	b->folded[b->count] = b->bare[b->count] = (uint32_t)b->count;
	return (uint32_t)b->count++;
}

static void add_bare(struct buf *out, struct span folded)
{
	int32_t parts[UTF8_DECOMPOSED_MAX], cp;
	char bytes[UTF8_MAX];

	for (size_t at = 0; at < folded.len;) {
		size_t count;

		at += utf8_decode(folded, at, &cp);
		count = utf8_decompose(cp, parts);
		for (size_t i = 0; i < count; i++)
			if (!utf8_is_mark(parts[i]))
				buf_add(out, bytes, utf8_put(parts[i], bytes));
	}
}

uint32_t wordbook_number(struct wordbook *b, struct span text)
{
	struct buf folded, bare;
	bool is_new;
	uint32_t number = put_text(b, text, &is_new), other;

	if (!is_new)
		return number;
	buf_init(&folded);
	buf_init(&bare);
	utf8_fold(&folded, text);
	other = put_text(b, buf_span(&folded), &is_new);
	b->folded[number] = other;
	if (utf8_skip_ascii(buf_span(&folded), 0) != folded.len) {
		add_bare(&bare, buf_span(&folded));
		other = put_text(b, buf_span(&bare), &is_new);
	}
	b->bare[number] = b->bare[b->folded[number]] = other;
	buf_release(&folded);
	buf_release(&bare);
	return number;
}
