#include "searcher/query_tokens.h"

#include <stdlib.h>

static bool is_operand_end(enum query_token_kind k)
{
	return k <= TYPED_FIELD || k == TYPED_CLOSE;
}

static bool is_operand_start(enum query_token_kind k)
{
	return k <= TYPED_FIELD || k == TYPED_OPEN;
}

/* Drops brackets that have no partner, hold nothing, or stand too deep. */
static void pair_brackets(struct query_tokens *t, struct buf *notes)
{
	size_t *open = mem_alloc((t->count + 1) * sizeof *open), depth = 0, last = SIZE_MAX;
	bool lonely = false, deep = false;

	for (size_t i = 0; i < t->count; i++) {
		struct query_token *k = &t->items[i];

		if (k->kind == TYPED_OPEN) {
			open[depth++] = i;
		} else if (k->kind == TYPED_CLOSE && depth == 0) {
			k->kind = TYPED_DROPPED;
			lonely = true;
			continue;
		} else if (k->kind == TYPED_CLOSE) {
			size_t from = open[--depth];

			if (depth >= QUERY_DEPTH_MAX)
				deep = true;
			if (depth >= QUERY_DEPTH_MAX || last == SIZE_MAX || last < from)
				t->items[from].kind = k->kind = TYPED_DROPPED;
			continue;
		} else {
			last = i;
		}
	}
	while (depth != 0) {
		t->items[open[--depth]].kind = TYPED_DROPPED;
		lonely = true;
	}
	free(open);
	if (lonely)
		buf_add_str(notes, "a bracket has no partner: ignored\n");
	if (deep)
		buf_addf(notes, "brackets deeper than %d are ignored\n", QUERY_DEPTH_MAX);
}

/* Moves the kept items together; a sign on a dropped bracket goes with it. */
static void drop(struct query_tokens *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->count; i++)
		if (t->items[i].kind != TYPED_DROPPED)
			t->items[kept++] = t->items[i];
	t->count = kept;
}

static bool near_takes(const struct query_token *k)
{
	return k != NULL && k->kind <= TYPED_PHRASE && k->need == NEED_MAY;
}

/* Whether the operator i stands where it can be one. */
static bool operator_fits(const struct query_tokens *t, size_t i)
{
	const struct query_token *before = i == 0 ? NULL : &t->items[i - 1];
	const struct query_token *after = i + 1 < t->count ? &t->items[i + 1] : NULL;
	bool operand = before != NULL && is_operand_end(before->kind);

	if (after == NULL)
		return false;
	switch (t->items[i].kind) {
	case TYPED_NEAR:
		return near_takes(before) && near_takes(after);
	case TYPED_NOT:
		return is_operand_start(after->kind);
	default:
		return operand && (is_operand_start(after->kind) ||
		                   (after->kind == TYPED_NOT && operator_fits(t, i + 1)));
	}
}

/* Operators that have nothing to stand between become words, as long as more words can be read. */
static void settle_operators(struct query_tokens *t, struct buf *notes)
{
	for (size_t i = 0; i < t->count; i++) {
		struct query_token *k = &t->items[i];

		if (k->kind < TYPED_AND || k->kind > TYPED_NEAR || operator_fits(t, i))
			continue;
		buf_addf(notes, "“%.*s” has nothing to join here: read as a word\n", note_length(k->text), k->text.data);
		k->kind = t->leaves < QUERY_LEAVES_MAX ? TYPED_WORD : TYPED_DROPPED;
		t->leaves += k->kind == TYPED_WORD;
	}
	drop(t);
}

void query_tokens_settle(struct query_tokens *t, struct buf *notes)
{
	pair_brackets(t, notes);
	drop(t);
	settle_operators(t, notes);
}

void query_tokens_release(struct query_tokens *t)
{
	if (t == NULL)
		return;
	free(t->items);
	*t = (struct query_tokens){0};
}
