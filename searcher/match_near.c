#include "searcher/match_leaf.h"

#include <stdlib.h>

/* A match of one part of a NEAR. */
struct candidate {
	struct occurrence o;
	size_t part;
	bool kept;
};

struct candidates {
	struct candidate *items;
	size_t count, cap;
};

static size_t plain_occurrences(const struct leaf *leaf, const struct text_tokens *text,
                                struct occurrence **out)
{
	struct occurrence *found = NULL, o;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < text->count; i++)
		if (leaf_match_at(leaf, text, i, &o)) {
			ARRAY_GROW(found, count, cap);
			found[count++] = o;
		}
	*out = found;
	return count;
}

static int by_position(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->o.first != y->o.first)
		return x->o.first < y->o.first ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

static void gather(const struct leaf *near, const struct text_tokens *text, struct candidates *c)
{
	for (size_t part = 0; part < near->part_count; part++) {
		struct occurrence *found;
		size_t count = plain_occurrences(&near->parts[part], text, &found);

		for (size_t i = 0; i < count; i++) {
			ARRAY_GROW(c->items, c->count, c->cap);
			c->items[c->count++] = (struct candidate){.o = found[i], .part = part};
		}
		free(found);
	}
	if (c->count != 0)
		qsort(c->items, c->count, sizeof *c->items, by_position);
}

/*
 * Keeps the candidates of the window that begins with candidate i, if each part
 * is there as often as it was typed. `seen` has room for one number a part.
 */
static void keep_window(const struct leaf *near, struct candidates *c, size_t i, uint32_t *seen)
{
	uint64_t limit = (uint64_t)c->items[i].o.first + near->window - 1;
	size_t end = i;

	memset(seen, 0, near->part_count * sizeof *seen);
	for (; end < c->count && c->items[end].o.first <= limit; end++)
		if (c->items[end].o.last <= limit)
			seen[c->items[end].part]++;
	for (size_t part = 0; part < near->part_count; part++)
		if (seen[part] < near->parts[part].count)
			return;
	for (size_t k = i; k < end; k++)
		c->items[k].kept |= c->items[k].o.last <= limit;
}

static size_t near_occurrences(const struct leaf *near, const struct text_tokens *text,
                               struct occurrence **out)
{
	struct candidates c = {0};
	uint32_t *seen = mem_alloc((near->part_count + 1) * sizeof *seen);
	size_t count = 0;

	gather(near, text, &c);
	for (size_t i = 0; i < c.count; i++)
		keep_window(near, &c, i, seen);
	*out = mem_alloc((c.count + 1) * sizeof **out);
	for (size_t i = 0; i < c.count; i++)
		if (c.items[i].kept)
			(*out)[count++] = c.items[i].o;
	free(c.items);
	free(seen);
	return count;
}

size_t leaf_occurrences(const struct leaf *leaf, const struct text_tokens *text,
                        struct occurrence **out)
{
	return leaf->kind == LEAF_NEAR ? near_occurrences(leaf, text, out)
	                               : plain_occurrences(leaf, text, out);
}

bool leaf_in_text(const struct leaf *leaf, const struct library *l, const struct language *lang,
                  struct span text)
{
	struct beginnings words = beginnings_none;
	struct text_tokens tokens;
	struct occurrence *found;
	size_t count;

	leaf_beginnings(leaf, &words);
	text_tokens_read(&tokens, l, lang, text, &words);
	count = leaf_occurrences(leaf, &tokens, &found);
	free(found);
	text_tokens_release(&tokens);
	return count != 0;
}
