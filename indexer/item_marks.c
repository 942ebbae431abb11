/*
 * item_marks.c: by which printed mark an item is known: "a", and "c(ii)" where its list stands in an item.
 *
 * A wrong mark is a wrong pinpoint, so a list has marks only as long as each of its items has the next one, from
 * the first on: where a page break repeated a number, or a mark was read as part of the text, the items from there on
 * are counted. So are those of a list that other items of its paragraph stand before, and of a sequence of one, which
 * may be no mark at all. A list is taken to stand in the item above it where that item ends as what leads in to
 * a list does, and where its marks are of another kind than those it stands in.
 */
#include "indexer/emit.h"

#define MARK_BYTES_MAX 32 /* a longer one is no mark to cite by */

bool item_marks_lead_in(const struct emitter *e)
{
	return e->item_ending == ENDING_COLON || e->item_ending == ENDING_WORD || e->item_ending == ENDING_HYPHEN ||
	       e->item_ending == ENDING_COMMA;
}

bool item_marks_same_kind(const struct chain *a, const struct chain *b)
{
	return (a->family == FAMILY_LETTER) == (b->family == FAMILY_LETTER) && a->upper == b->upper &&
	       a->roman == b->roman && a->greek == b->greek;
}

/* Whether the top list has marks of a kind that a list around it has. */
static bool repeats_kind(const struct emitter *e)
{
	const struct chain *chains = e->s->chains;
	const struct open_list *top = &e->lists[e->list_count - 1];

	for (const struct open_list *list = e->lists; list < top; list++)
		if (list->chain != NONE && item_marks_same_kind(&chains[list->chain], &chains[top->chain]))
			return true;
	return false;
}

/* Numbers below a numbered paragraph may be its own, printed again, or those of the next one; "2)" or "(2)" below "2." is neither. */
static bool may_be_paragraphs(const struct emitter *e, const struct block *k, struct span mark)
{
	enum mark_style style = e->s->chains[k->chain].style;
	bool closed = (style == STYLE_CLOSED || style == STYLE_BOTH) && e->label_style == STYLE_DOT;

	return e->list_count == 1 && k->kind == BLOCK_NUMBER && e->label.len != 0 && (e->lead == NONE || (span_eq(mark, e->label) && !closed));
}

/* Whether a second mark follows the first, "1. (b)": one of them is another's. */
static bool has_two(const struct emitter *e, const struct block *k)
{
	struct line rest = {.start = k->from, .end = k->to};
	struct mark m;

	return mark_read(e->s->text, &rest, &m) && (m.type == MARK_NUMBER || m.type == MARK_LETTER);
}

static bool is_next(const struct emitter *e, const struct block *k, struct span mark)
{
	const struct open_list *top = &e->lists[e->list_count - 1];

	return top->chain != NONE && mark.len != 0 && k->place == top->items && e->s->chains[top->chain].count > 1 &&
	       !has_two(e, k) && !repeats_kind(e) && !may_be_paragraphs(e, k, mark);
}

/* The mark of the top list's next item; empty: it has none, or the list's are not certain any more. */
static struct span next_mark(struct emitter *e, const struct block *k)
{
	struct open_list *top = &e->lists[e->list_count - 1];
	struct span mark = span_sub(e->s->text, k->label);

	top->items += !k->inserted;
	top->certain = top->certain && is_next(e, k, mark);
	return top->certain ? mark : span_make(NULL, 0);
}

static bool add_marks(struct buf *out, const struct emitter *e)
{
	bool inside = e->inside.len != 0;

	buf_add_span(out, e->inside);
	for (size_t i = 0; i < e->list_count; i++) {
		if (!e->lists[i].certain)
			return false;
		buf_add_str(out, i == 0 && !inside ? "" : "(");
		buf_add_span(out, e->lists[i].mark);
		buf_add_str(out, i == 0 && !inside ? "" : ")");
	}
	return out->len <= MARK_BYTES_MAX;
}

struct span item_marks_path(struct emitter *e, const struct block *k)
{
	struct span path = span_make(NULL, 0);
	struct buf marks;

	e->lists[e->list_count - 1].mark = next_mark(e, k);
	buf_init(&marks);
	if (add_marks(&marks, e))
		path = pool_span(e->s->outline->pool, buf_span(&marks));
	buf_release(&marks);
	return path;
}

void item_marks_take(struct emitter *e, size_t passage)
{
	struct outline_passage *passages = e->s->outline->passages;
	bool is_new;
	uint32_t *first;

	if (passage == NONE || passages[passage].mark.len == 0)
		return;
	first = strmap_put(&e->marks, passages[passage].mark, &is_new);
	if (is_new) {
		*first = (uint32_t)passage;
		return;
	}
	passages[*first].mark = passages[passage].mark = span_make(NULL, 0);
}
