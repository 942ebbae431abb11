#include "searcher/match_leaf.h"

#include <stdlib.h>

struct mark_list {
	struct mark *items;
	size_t count, cap;
};

static void add(struct mark_list *m, uint32_t leaf, const struct occurrence *o)
{
	ARRAY_GROW(m->items, m->count, m->cap);
	m->items[m->count++] = (struct mark){.at = o->at, .leaf = leaf, .how = o->how};
}

static bool is_marked(const struct leaf *leaf)
{
	return !leaf->negative && !leaf->stop && leaf->kind != LEAF_CITED; /* see match_cited.h */
}

bool plan_may_begin(const struct plan *p, const struct language *lang, const struct token *t)
{
	if (t->term.len == 0)
		return false; /* none of the words' (leaf_beginnings) */
	return p->any_prefix || strmap_get(&p->first, t->term) != NULL ||
	       (t->stem.len != 0 && strmap_get(&p->first, t->stem) != NULL) ||
	       (t->marked.len != 0 && strmap_get(&p->first, t->marked) != NULL) ||
	       (!language_has_stemmer(lang) &&
	        strmap_get(&p->first, truncated(t->term, TRUNCATED_UNSTEMMED)) != NULL);
}

static void mark_token(const struct plan *p, const struct text_tokens *text, size_t i,
                       bool words_only, struct mark_list *out)
{
	struct occurrence o;

	for (size_t leaf = 0; leaf < p->leaf_count; leaf++)
		if (p->leaves[leaf].kind != LEAF_NEAR && is_marked(&p->leaves[leaf]) &&
		    (!words_only || p->leaves[leaf].kind == LEAF_WORD) &&
		    leaf_match_at(&p->leaves[leaf], text, i, &o))
			add(out, (uint32_t)leaf, &o);
}

static void mark_near(const struct plan *p, const struct text_tokens *text, struct mark_list *out)
{
	for (size_t leaf = 0; leaf < p->leaf_count; leaf++) {
		struct occurrence *found;
		size_t count;

		if (p->leaves[leaf].kind != LEAF_NEAR || !is_marked(&p->leaves[leaf]))
			continue;
		count = leaf_occurrences(&p->leaves[leaf], text, &found);
		for (size_t i = 0; i < count; i++)
			add(out, (uint32_t)leaf, &found[i]);
		free(found);
	}
}

/* Every match of every leaf, in no order. */
static void mark_all(const struct plan *p, const struct library *l, const struct language *lang,
                     struct span text, bool words_only, struct mark_list *out)
{
	struct text_tokens tokens;

	text_tokens_read(&tokens, l, lang, text, &p->words);
	for (size_t i = 0; i < tokens.count; i++)
		if (plan_may_begin(p, lang, &tokens.tokens[i]))
			mark_token(p, &tokens, i, words_only, out);
	if (!words_only)
		mark_near(p, &tokens, out);
	text_tokens_release(&tokens);
}

static int by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end > y->at.end ? -1 : 1;
	if (x->how != y->how)
		return x->how < y->how ? -1 : 1;
	return (x->leaf > y->leaf) - (x->leaf < y->leaf);
}

/* Sorted, a mark is inside one before it or inside none. */
void marks_settle(struct mark *marks, size_t *count)
{
	size_t kept = 0, end = 0;

	if (*count != 0)
		qsort(marks, *count, sizeof *marks, by_place);
	for (size_t i = 0; i < *count; i++) {
		if (kept != 0 && marks[i].at.end <= end)
			continue;
		end = marks[i].at.end;
		marks[kept++] = marks[i];
	}
	*count = kept;
}

static void lower(const struct mark_list *m, enum match *best)
{
	for (size_t i = 0; i < m->count; i++)
		if (m->items[i].how < best[m->items[i].leaf])
			best[m->items[i].leaf] = m->items[i].how;
}

size_t plan_marks(const struct plan *p, const struct library *l, const struct language *lang,
                  struct span reading, struct mark **out, enum match *best)
{
	struct mark_list m = {0};

	mark_all(p, l, lang, reading, false, &m);
	if (best != NULL)
		lower(&m, best);
	marks_settle(m.items, &m.count);
	*out = m.items;
	return m.count;
}

void plan_evidence(const struct plan *p, const struct library *l, const struct language *lang,
                   struct span text, bool words_only, enum match *best)
{
	struct mark_list m = {0};

	mark_all(p, l, lang, text, words_only, &m);
	lower(&m, best);
	free(m.items);
}
