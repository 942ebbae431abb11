#include "indexer/name_totals.h"

#include "store/files.h"

#include <stdlib.h>

#define HEAD_ALL "all\n"   /* every word is there */
#define HEAD_SOME "some\n" /* NAME_COUNTS_MAX was passed */

static int by_word(const void *a, const void *b)
{
	return span_cmp((*(const struct name_count *const *)a)->word, (*(const struct name_count *const *)b)->word);
}

static bool is_there(const struct name_count *c)
{
	return (c->here | c->small | c->open) != 0;
}

bool name_totals_write(const struct name_counts *n, const char *path, char **error)
{
	const struct name_count **order = mem_alloc((n->count + 1) * sizeof *order);
	struct buf out;
	bool good;

	buf_init(&out);
	buf_add_str(&out, n->full ? HEAD_SOME : HEAD_ALL);
	for (size_t i = 0; i < n->count; i++)
		order[i] = &n->items[i];
	if (n->count != 0)
		qsort(order, n->count, sizeof *order, by_word);
	for (size_t i = 0; i < n->count; i++) {
		if (!is_there(order[i]))
			continue;
		buf_add_span(&out, order[i]->word);
		buf_addf(&out, "\t%u\t%u\t%u\n", order[i]->here, order[i]->small, order[i]->open);
	}
	good = file_write(path, buf_span(&out), error);
	buf_release(&out);
	free(order);
	return good;
}

/* One line, without the line feed that ends it. */
static bool read_line(struct name_counts *n, struct span line)
{
	const char *tab = memchr(line.data, '\t', line.len);
	unsigned long numbers[3];
	char *at = (char *)(uintptr_t)tab;

	if (tab == NULL)
		return false;
	for (size_t i = 0; i < 3; i++) {
		if (*at != '\t')
			return false;
		numbers[i] = strtoul(at + 1, &at, 10);
	}
	if (at != line.data + line.len)
		return false;
	name_counts_add(n, span_make(line.data, (size_t)(tab - line.data)), (uint32_t)numbers[0],
	                (uint32_t)numbers[1], (uint32_t)numbers[2]);
	return true;
}

static bool read_lines(struct name_counts *n, struct buf *text)
{
	char *at = text->data, *end = text->data + text->len;
	bool some = span_starts(buf_span(text), HEAD_SOME);

	if (!some && !span_starts(buf_span(text), HEAD_ALL))
		return false;
	for (at += strlen(some ? HEAD_SOME : HEAD_ALL); at < end;) {
		char *feed = memchr(at, '\n', (size_t)(end - at));

		if (feed == NULL || !read_line(n, span_make(at, (size_t)(feed - at))))
			return false;
		at = feed + 1;
	}
	n->full = n->full || some;
	return true;
}

bool name_totals_read(struct name_counts *n, const char *path, char **error)
{
	struct buf text;
	bool good;

	buf_init(&text);
	good = file_read(path, SIZE_MAX, &text, error);
	if (good && !read_lines(n, &text)) {
		*error = error_message("%s is damaged: see hrindex check", path);
		good = false;
	}
	buf_release(&text);
	return good;
}

void name_totals_add(struct name_counts *n, const struct name_counts *from)
{
	for (size_t i = 0; i < from->count; i++)
		if (is_there(&from->items[i]))
			name_counts_add(n, from->items[i].word, from->items[i].here, from->items[i].small,
			                from->items[i].open);
}

/* ---- entries ---- */

static void add_edit(struct name_edits *e, struct span block, struct span words)
{
	ARRAY_GROW(e->items, e->count, e->cap);
	e->items[e->count++] = (struct name_edit){block, words};
}

void name_edits_make(struct name_edits *e, const struct name_entries *before, const struct name_entries *after)
{
	size_t i = 0, k = 0;

	memset(e, 0, sizeof *e);
	while (i < before->count || k < after->count) {
		const struct name_entry *old = i < before->count ? &before->items[i] : NULL;
		const struct name_entry *new = k < after->count ? &after->items[k] : NULL;
		int order = old == NULL ? 1 : new == NULL ? -1 : span_cmp(old->block, new->block);

		if (order < 0)
			add_edit(e, old->block, span_make(NULL, 0));
		else if (order > 0 || !span_eq(old->words, new->words))
			add_edit(e, new->block, new->words);
		i += order <= 0;
		k += order >= 0;
	}
}

void name_edits_release(struct name_edits *e)
{
	free(e->items);
	memset(e, 0, sizeof *e);
}
