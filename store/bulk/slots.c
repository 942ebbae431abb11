#include "store/bulk/slots.h"

#include "store/bulk/code.h"

#include <stdlib.h>

void slots_init(struct slots *s)
{
	memset(s, 0, sizeof *s);
}

void slots_release(struct slots *s)
{
	for (size_t i = 0; i < s->count; i++) {
		buf_release(&s->items[i].key);
		buf_release(&s->items[i].least);
		buf_release(&s->items[i].greatest);
	}
	free(s->items);
}

static void set(struct buf *b, struct span value)
{
	buf_clear(b);
	buf_add_span(b, value);
}

/* There are a handful. */
static struct slot_bounds *bounds_of(struct slots *s, uint32_t slot)
{
	struct slot_bounds *b;

	for (size_t i = 0; i < s->count; i++)
		if (s->items[i].slot == slot)
			return &s->items[i];
	ARRAY_GROW(s->items, s->count, s->cap);
	b = &s->items[s->count++];
	b->slot = slot;
	b->count = 0;
	buf_init(&b->key);
	buf_init(&b->least);
	buf_init(&b->greatest);
	buf_add(&b->key, "\0\xD0", 2);
	for (; slot != 0; slot >>= 8)
		buf_add_char(&b->key, (char)slot);
	return b;
}

void slots_note_all(struct slots *s, uint32_t slot, uint32_t count, struct span least, struct span greatest)
{
	struct slot_bounds *b = bounds_of(s, slot);

	if (b->count == 0 || span_cmp(least, buf_span(&b->least)) < 0)
		set(&b->least, least);
	if (b->count == 0 || span_cmp(greatest, buf_span(&b->greatest)) > 0)
		set(&b->greatest, greatest);
	b->count += count;
}

void slots_note(struct slots *s, uint32_t slot, struct span value)
{
	slots_note_all(s, slot, 1, value, value);
}

static int by_key(const void *a, const void *b)
{
	const struct slot_bounds *x = a, *y = b;

	return span_cmp(buf_span(&x->key), buf_span(&y->key));
}

void slots_write(struct slots *s, struct table *postlist)
{
	struct buf tag;

	buf_init(&tag);
	if (s->count != 0)
		qsort(s->items, s->count, sizeof *s->items, by_key);
	for (size_t i = 0; i < s->count; i++) {
		const struct slot_bounds *b = &s->items[i];

		buf_clear(&tag);
		code_vint(&tag, b->count);
		code_span(&tag, buf_span(&b->least));
		if (!span_eq(buf_span(&b->least), buf_span(&b->greatest)))
			buf_add_span(&tag, buf_span(&b->greatest));
		table_add(postlist, buf_span(&b->key), buf_span(&tag));
	}
	buf_release(&tag);
}
