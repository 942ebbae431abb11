#include "store/bulk/settle.h"

#include <stdlib.h>

void settled_init(struct settled *s)
{
	memset(s, 0, sizeof *s);
}

void settled_release(struct settled *s)
{
	free(s->terms);
	free(s->values);
	free(s->items);
	free(s->gathered);
}

static bool is_ascending(const uint32_t *positions, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (positions[i - 1] >= positions[i])
			return false;
	return true;
}

/* The positions of all entries of a term, sorted, each once. */
static void gather(struct settled *s, struct settled_term *t, const struct xap_document *d,
                   const uint64_t *entries, size_t count)
{
	uint32_t *all = s->gathered + s->gathered_count;
	size_t found = 0, kept = 0;

	for (size_t i = 0; i < count; i++) {
		const struct xap_document_term *from = &d->terms[entries[i]];

		if (from->count != 0)
			memcpy(all + found, d->positions + from->first, from->count * sizeof *all);
		found += from->count;
	}
	if (found != 0)
		qsort(all, found, sizeof *all, numbers_cmp);
	for (size_t i = 0; i < found; i++)
		if (kept == 0 || all[kept - 1] != all[i])
			all[kept++] = all[i];
	s->gathered_count += kept;
	t->positions = all;
	t->count = kept;
}

/* One term from its entries. */
static void settle_term(struct settled *s, const struct xap_document *d, const uint64_t *entries, size_t count)
{
	const struct xap_document_term *from = &d->terms[entries[0]];
	struct settled_term *t;

	ARRAY_GROW(s->terms, s->term_count, s->term_cap);
	t = &s->terms[s->term_count++];
	*t = (struct settled_term){order_key(&s->items[entries[0]]), 0, d->positions + from->first, from->count, from->number, 0, 0};
	if (from->count == 0)
		t->positions = NULL;
	for (size_t i = 0; i < count; i++)
		t->wdf += d->terms[entries[i]].wdf;
	s->length += t->wdf;
	if (count != 1 || !is_ascending(t->positions, t->count))
		gather(s, t, d, entries, count);
}

static void settle_terms(struct settled *s, const struct xap_document *d)
{
	const uint64_t *order;
	size_t same;

	for (size_t i = 0; i < d->term_count; i++) {
		struct span term = xap_document_term_bytes(d, &d->terms[i]);

		s->items[i] = (struct order_item){order_front(term), term.data, term.len};
	}
	order = order_sort(s->items, d->term_count);
	for (size_t i = 0; i < d->term_count; i += same) {
		for (same = 1; i + same < d->term_count && order_cmp(&s->items[order[i]], &s->items[order[i + same]]) == 0;)
			same++;
		settle_term(s, d, order + i, same);
	}
}

static int by_slot(const void *a, const void *b)
{
	const struct settled_value *x = a, *y = b;

	return (x->slot > y->slot) - (x->slot < y->slot);
}

static void settle_values(struct settled *s, const struct xap_document *d)
{
	/* From the last to the first: the first seen of a slot is the one that counts. */
	for (size_t i = d->value_count; i-- != 0;) {
		const struct xap_document_value *v = &d->values[i];
		size_t k = 0;

		while (k < s->value_count && s->values[k].slot != v->slot)
			k++;
		if (k < s->value_count)
			continue;
		ARRAY_GROW(s->values, s->value_count, s->value_cap);
		s->values[s->value_count++] =
			(struct settled_value){v->slot, xap_document_bytes(d, v->at, v->len)};
	}
	if (s->value_count != 0)
		qsort(s->values, s->value_count, sizeof *s->values, by_slot);
	for (size_t i = 0, kept = 0, count = s->value_count; i < count; i++) {
		if (s->values[i].value.len != 0)
			s->values[kept++] = s->values[i];
		s->value_count = kept;
	}
}

void settled_make(struct settled *s, const struct xap_document *d)
{
	s->term_count = s->value_count = s->gathered_count = 0;
	s->length = 0;
	s->numbering = d->numbering;
	if (d->term_count > s->item_cap) {
		s->item_cap = d->term_count * 2;
		s->items = mem_realloc(s->items, ORDER_ROOM(s->item_cap) * sizeof *s->items);
	}
	if (d->position_count > s->gathered_cap) {
		s->gathered_cap = d->position_count * 2;
		s->gathered = mem_realloc(s->gathered, s->gathered_cap * sizeof *s->gathered);
	}
	if (d->term_count != 0)
		settle_terms(s, d);
	settle_values(s, d);
}
