#include "searcher/quote_window.h"

#include "render/passage_text.h"
#include "searcher/beside.h"

#include <stdlib.h>

void window_init(struct window *w)
{
	memset(w, 0, sizeof *w);
	wording_init(&w->wording);
}

void window_release(struct window *w)
{
	if (w == NULL)
		return;
	for (size_t i = 0; i < w->count; i++)
		hit_release(&w->hits[i]);
	free(w->hits);
	wording_release(&w->wording);
	free(w->passage);
	memset(w, 0, sizeof *w);
}

struct hit *window_hit(const struct window *w, size_t atom)
{
	return &w->hits[w->passage[atom]];
}

bool window_has(const struct window *w, uint32_t docid)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->hits[i].docid == docid)
			return true;
	return false;
}

/* ---- Atoms ---- */

/* Where ranges meet: marks that are not the source's. *out allocated. */
static size_t find_joins(const struct reading *r, struct range **out)
{
	size_t count = 0;

	*out = mem_alloc((r->count + 1) * sizeof **out);
	for (size_t i = 0; i < r->count; i++)
		if (r->pieces[i].len == 0)
			(*out)[count++] =
				(struct range){r->pieces[i].at, r->pieces[i].at + strlen(READING_JOIN)};
	return count;
}

/* The reading byte that follows a byte of the source. */
static size_t reading_place(const struct hit *h, size_t source)
{
	size_t at = passage_offset(&h->record, source);
	const struct reading *r = &h->reading;

	for (size_t i = 0; i < r->count; i++) {
		const struct piece *p = &r->pieces[i];

		if (p->len != 0 && p->source + p->len > at)
			return at > p->source ? p->at + (at - p->source) : p->at;
	}
	return r->text.len;
}

/* The number or label that is printed before a passage, and is not of its text. */
static void add_label(struct window *w, struct wordbook *b, const struct record *r)
{
	struct buf label;
	struct span printed = r->kind == PASSAGE_NOTE ? r->note : r->label;

	if (printed.len == 0)
		return;
	buf_init(&label);
	buf_addf(&label, "( %.*s ) .", (int)printed.len, printed.data);
	wording_add_optional(&w->wording, b, buf_span(&label), 0);
	buf_release(&label);
}

static int by_place(const void *a, const void *b)
{
	const struct atom *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	return (int)(y->flags & ATOM_OPTIONAL) - (int)(x->flags & ATOM_OPTIONAL);
}

/* Puts the calls of notes, which the reading text is without, where they stand. */
static void add_calls(struct window *w, struct wordbook *b, const struct hit *h, size_t first)
{
	struct wording *all = &w->wording;

	for (size_t i = 0; i < h->record.call_count; i++)
		wording_add_optional(all, b, h->record.calls[i].label,
		                     reading_place(h, h->record.calls[i].at));
	if (h->record.call_count != 0 && all->count > first)
		qsort(all->atoms + first, all->count - first, sizeof *all->atoms, by_place);
}

static void add_passage(struct window *w, struct wordbook *b, uint32_t i)
{
	const struct hit *h = &w->hits[i];
	size_t before = w->wording.count, first, joins;
	struct range *join;

	add_label(w, b, &h->record);
	first = w->wording.count;
	joins = find_joins(&h->reading, &join);
	wording_add(&w->wording, b, buf_span(&h->reading.text), join, joins);
	add_calls(w, b, h, first);
	free(join);
	if (w->wording.count > w->passage_cap) {
		w->passage_cap = w->wording.count * 2;
		w->passage = mem_realloc(w->passage, w->passage_cap * sizeof *w->passage);
	}
	for (size_t k = before; k < w->wording.count; k++)
		w->passage[k] = i;
}

static void read_atoms(struct window *w, struct wordbook *b)
{
	wording_clear(&w->wording);
	for (size_t i = 0; i < w->count; i++)
		add_passage(w, b, (uint32_t)i);
}

/* ---- Passages ---- */

bool window_open(struct window *w, const struct library *l, struct wordbook *b, uint32_t docid)
{
	bool damaged = true;

	w->hits = mem_zalloc(sizeof *w->hits);
	hit_init(&w->hits[0]);
	w->count = 1;
	if (hit_load(&w->hits[0], l, docid, &damaged) != XAP_OK || damaged)
		return false;
	read_atoms(w, b);
	return true;
}

/* Adds the neighbour of the first or last passage; returns the bytes of its text, 0: there is none. */
static size_t add_neighbour(struct window *w, const struct library *l, bool after)
{
	struct hit beside;

	hit_init(&beside);
	if (!beside_neighbour(&beside, l, &w->hits[after ? w->count - 1 : 0], after)) {
		hit_release(&beside);
		return 0;
	}
	w->hits = mem_realloc(w->hits, (w->count + 1) * sizeof *w->hits);
	if (!after)
		memmove(w->hits + 1, w->hits, w->count * sizeof *w->hits);
	w->hits[after ? w->count : 0] = beside;
	w->count++;
	return beside.reading.text.len + 1;
}

bool window_grow(struct window *w, const struct library *l, struct wordbook *b, size_t bytes)
{
	size_t before = w->count;

	for (int after = 0; after < 2; after++) {
		size_t held = 0, added = 1;

		for (size_t i = 0; i < WINDOW_SIDE_MAX && held < bytes && added != 0; i++) {
			added = add_neighbour(w, l, after != 0);
			held += added;
		}
	}
	if (w->count == before)
		return false;
	read_atoms(w, b);
	return true;
}
