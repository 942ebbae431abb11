/* item_lists.c: the lists that an item stands in, the innermost on top. */
#include "indexer/emit.h"

#define LIST_SEARCH_MAX 64 /* open lists that an enumeration may go back over */

static struct open_list *top_list(const struct emitter *e)
{
	return e->list_count == 0 ? NULL : &e->lists[e->list_count - 1];
}

/* ---- lists that go on ---- */

static bool resume_sequence(struct emitter *e, const struct block *k)
{
	for (size_t i = e->list_count, seen = 0; i-- > 0 && seen < LIST_SEARCH_MAX; seen++) {
		if (e->lists[i].chain != k->chain)
			continue;
		e->list_count = i + 1;
		return true;
	}
	return false;
}

static bool is_top_bullets(const struct emitter *e, const struct block *k)
{
	const struct open_list *top = top_list(e);

	return top != NULL && top->chain == NONE && k->indent <= top->indent + 1;
}

/* Lists further to the right are over; of an enumeration only one that is not the outermost, and leads in to nothing. */
static bool resume_bullets(struct emitter *e, const struct block *k)
{
	while (e->list_count != 0 && top_list(e)->chain == NONE && top_list(e)->indent > k->indent + 1)
		e->list_count--;
	if (is_top_bullets(e, k))
		return true;
	while (e->list_count > 1 && top_list(e)->chain != NONE && !e->item_leads && top_list(e)->indent >= k->indent + 2)
		e->list_count--;
	return is_top_bullets(e, k);
}

/* ---- new ones ---- */

/*
 * The open list that a mark goes on with although its sequence was broken, "(d)" after "(b)": it stands in no item
 * of that list. NONE: there is none.
 */
static size_t broken_list(const struct emitter *e, const struct block *k)
{
	const struct chain *chains = e->s->chains;

	if (k->chain == NONE || k->place == 1)
		return NONE;
	for (size_t i = e->list_count, seen = 0; i-- > 0 && seen < LIST_SEARCH_MAX; seen++)
		if (e->lists[i].chain != NONE && chains[e->lists[i].chain].style == chains[k->chain].style &&
		    item_marks_same_kind(&chains[e->lists[i].chain], &chains[k->chain]))
			return i;
	return NONE;
}

static bool is_inside(const struct emitter *e, const struct block *k)
{
	const struct open_list *top = top_list(e);

	return e->item_leads || k->indent > top->indent + 1 || (k->kind == BLOCK_LETTER && top->chain != NONE);
}

/* A list inside the last item, in the place of another, or the paragraph's first. */
static struct open_list new_list(struct emitter *e, const struct block *k)
{
	struct open_list list = {.chain = k->chain, .indent = k->indent, .lead = e->lead, .certain = e->items == e->items_before};
	size_t broken = broken_list(e, k);

	if (broken == NONE && e->list_count != 0 && is_inside(e, k)) {
		list.lead = e->last_item;
		list.certain = item_marks_lead_in(e);
	} else if (e->list_count != 0) {
		e->list_count = broken != NONE ? broken : e->list_count - 1;
		list.lead = e->lists[e->list_count].lead;
	}
	return list;
}

void item_lists_enter(struct emitter *e, const struct block *k)
{
	struct open_list list;

	if (k->kind == BLOCK_BULLET ? resume_bullets(e, k) : resume_sequence(e, k))
		return;
	list = new_list(e, k);
	ARRAY_GROW(e->lists, e->list_count, e->list_cap);
	e->lists[e->list_count++] = list;
}
