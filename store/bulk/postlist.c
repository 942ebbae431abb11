#include "store/bulk/postlist.h"

#include "store/bulk/code.h"

#include <assert.h>
#include <stdlib.h>

#define CHUNK 2000 /* bytes from which on a chunk takes no further document */

struct list_writer {
	struct table *table;
	struct list_head head;  /* of the whole list */
	struct buf key, chunk, tag; /* tag: of positions too */
	size_t prefix;          /* bytes of the key that all entries of a list of positions have */
	bool first;             /* the chunk at work is the list's first */
	uint32_t chunk_first, last;
};

/* ---- chunks ---- */

/* The key of the chunk that begins with the document. */
static void chunk_key(struct list_writer *w)
{
	buf_clear(&w->key);
	if (w->head.kind == LIST_TERM)
		code_term(&w->key, w->head.key);
	else
		buf_add(&w->key, w->head.kind == LIST_VALUES ? "\0\xD8" : "\0\xE0", 2);
	if (w->head.kind == LIST_VALUES)
		buf_add_span(&w->key, w->head.key);
	else if (w->first)
		return;
	if (w->head.kind == LIST_TERM)
		buf_add_char(&w->key, '\0');
	code_sortable(&w->key, w->chunk_first);
}

static void chunk_write(struct list_writer *w, bool is_last)
{
	bool counted = w->head.kind == LIST_TERM;

	chunk_key(w);
	buf_clear(&w->tag);
	if (w->head.kind != LIST_VALUES) {
		if (w->first) {
			code_vint(&w->tag, counted ? w->head.count : 0);
			code_vint(&w->tag, counted ? w->head.weight : 0);
			code_vint(&w->tag, w->chunk_first - 1);
		}
		buf_add_char(&w->tag, is_last ? '1' : '0');
		code_vint(&w->tag, w->last - w->chunk_first);
	}
	buf_add_span(&w->tag, buf_span(&w->chunk));
	table_add(w->table, buf_span(&w->key), buf_span(&w->tag));
	buf_clear(&w->chunk);
	w->first = false;
}

/* Room in a chunk for the document: its step is entered. */
static void chunk_begin(struct list_writer *w, uint32_t document)
{
	if (w->chunk.len >= CHUNK)
		chunk_write(w, false);
	if (w->chunk.len == 0)
		w->chunk_first = document;
	else
		code_vint(&w->chunk, document - w->last - 1);
	w->last = document;
}

/* ---- records ---- */

/* What stands after a record's step; of a term's, positions stand last. */
static bool take_body(struct list_writer *w, struct feed *f)
{
	uint64_t number, len;

	if (!feed_number(f, &number))
		return false;
	code_vint(&w->chunk, number);
	switch ((enum list_kind)w->head.kind) {
	case LIST_LENGTHS:
		return true;
	case LIST_VALUES:
		return feed_bytes(f, &w->chunk, (size_t)number);
	case LIST_TERM:
		break;
	}
	return feed_number(f, &len) && feed_skip(f, len);
}

static bool take_documents(struct list_writer *w, struct feed *f)
{
	uint64_t document = f->head.first, step;

	for (uint32_t i = 0; i < f->head.count; i++) {
		if (!feed_number(f, &step))
			return false;
		document += step;
		chunk_begin(w, (uint32_t)document);
		if (!take_body(w, f))
			return false;
	}
	return true;
}

static void put_positions(struct list_writer *w, uint32_t document)
{
	if (w->tag.len == 0)
		return;
	w->key.len = w->prefix;
	code_sortable(&w->key, document);
	table_add(w->table, buf_span(&w->key), buf_span(&w->tag));
}

static bool take_positions(struct list_writer *w, struct feed *f)
{
	uint64_t document = f->head.first, step, wdf, len;

	if (f->head.kind != LIST_TERM)
		return feed_skip(f, f->left);
	buf_clear(&w->key);
	code_term(&w->key, w->head.key);
	buf_add_char(&w->key, '\0');
	w->prefix = w->key.len;
	for (uint32_t i = 0; i < f->head.count; i++) {
		buf_clear(&w->tag);
		if (!feed_number(f, &step) || !feed_number(f, &wdf) || !feed_number(f, &len) ||
		    !feed_bytes(f, &w->tag, (size_t)len))
			return false;
		document += step;
		put_positions(w, (uint32_t)document);
	}
	return true;
}

static void join_heads(struct list_writer *w, struct feed *const *parts, size_t count)
{
	w->head = parts[0]->head;
	for (size_t i = 1; i < count; i++) {
		assert(parts[i]->head.first > w->head.last);
		w->head.count += parts[i]->head.count;
		w->head.weight += parts[i]->head.weight;
		w->head.last = parts[i]->head.last;
	}
}

/* One list, whose parts are at hand in these feeds, in the order of their documents; false: a feed failed. */
static bool put_list(struct list_writer *w, enum list_table which, struct feed *const *parts, size_t count)
{
	bool good = true;

	w->first = true;
	buf_clear(&w->chunk);
	for (size_t i = 0; i < count && good; i++)
		good = which == LISTS_OF_DOCUMENTS ? take_documents(w, parts[i]) : take_positions(w, parts[i]);
	if (good && which == LISTS_OF_DOCUMENTS)
		chunk_write(w, true);
	return good;
}

/* ---- merging ---- */

/* By key, then by place, which is the order of the documents. */
static int feed_cmp(const struct feed *a, const struct feed *b)
{
	int order = a->head.kind != b->head.kind ? (a->head.kind < b->head.kind ? -1 : 1)
	                                         : span_cmp(a->head.key, b->head.key);

	return order != 0 ? order : (a > b) - (a < b);
}

/* A heap: the parent at (i - 1) / 2 is not greater. */
static void sink(struct feed **heap, size_t count, size_t i)
{
	for (;;) {
		size_t least = i;
		struct feed *held = heap[i];

		for (size_t k = 2 * i + 1; k <= 2 * i + 2 && k < count; k++)
			if (feed_cmp(heap[k], heap[least]) < 0)
				least = k;
		if (least == i)
			return;
		heap[i] = heap[least];
		heap[least] = held;
		i = least;
	}
}

/* Takes the feeds of the least key off the heap, in order; returns how many. */
static size_t take_least(struct feed **heap, size_t *count, struct feed **parts)
{
	size_t taken = 0;

	do {
		parts[taken++] = heap[0];
		heap[0] = heap[--*count];
		sink(heap, *count, 0);
	} while (*count != 0 && heap[0]->head.kind == parts[0]->head.kind &&
	         span_eq(heap[0]->head.key, parts[0]->head.key));
	return taken;
}

/* Puts a feed that has a next list back. */
static void put_back(struct feed **heap, size_t *count, struct feed *f)
{
	size_t i = (*count)++;

	for (; i != 0 && feed_cmp(f, heap[(i - 1) / 2]) < 0; i = (i - 1) / 2)
		heap[i] = heap[(i - 1) / 2];
	heap[i] = f;
}

/* To the lists that come next in the feeds; false: one failed. */
static bool advance(struct feed **heap, size_t *waiting, struct feed *const *feeds, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (feed_next(feeds[i]))
			put_back(heap, waiting, feeds[i]);
		else if (feed_failed(feeds[i]))
			return false;
	}
	return true;
}

static bool merge(struct list_writer *w, enum list_table which, struct feed **parts, size_t count, bool *overflow)
{
	struct feed **heap = mem_alloc((count + 1) * sizeof *heap);
	size_t waiting = 0;
	bool good = advance(heap, &waiting, parts, count);

	*overflow = false;
	while (good && waiting != 0 && w->table->file.error == 0) {
		size_t taken = take_least(heap, &waiting, parts);

		join_heads(w, parts, taken);
		*overflow = w->head.weight > UINT32_MAX;
		good = !*overflow && put_list(w, which, parts, taken) && advance(heap, &waiting, parts, taken);
	}
	free(heap);
	return good;
}

bool lists_write(struct table *table, enum list_table which, struct feed *feeds, size_t count, bool *overflow)
{
	struct feed **parts = mem_alloc((count + 1) * sizeof *parts);
	struct list_writer w = {.table = table};
	bool good;

	buf_init(&w.key);
	buf_init(&w.chunk);
	buf_init(&w.tag);
	for (size_t i = 0; i < count; i++)
		parts[i] = &feeds[i];
	good = merge(&w, which, parts, count, overflow);
	buf_release(&w.key);
	buf_release(&w.chunk);
	buf_release(&w.tag);
	free(parts);
	return good;
}
