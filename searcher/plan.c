#include "searcher/plan.h"

#include "searcher/match_leaf.h"
#include "searcher/planner.h"
#include "searcher/query_notes.h"

#include <stdlib.h>

size_t planner_add_leaf(struct planner *pl, const struct leaf *leaf, struct place at)
{
	struct plan *p = pl->plan;

	ARRAY_GROW(p->leaves, p->leaf_count, p->leaf_cap);
	p->leaves[p->leaf_count] = *leaf;
	p->leaves[p->leaf_count].negative = at.negative;
	p->leaves[p->leaf_count].required = at.required && !at.negative;
	p->leaves[p->leaf_count].optional = at.optional;
	p->has_phrase |= (leaf->kind == LEAF_PHRASE || leaf->kind == LEAF_NEAR) && !at.negative;
	return p->leaf_count++;
}

struct part part_plus(struct part a, struct part b)
{
	return (struct part){.core = either(a.core, b.core), .soft = either(a.soft, b.soft)};
}

void part_drop_soft(struct part *part)
{
	xap_query_free(part->soft);
	part->soft = NULL;
}

struct xap_query *unweighted(struct xap_query *q)
{
	return q == NULL ? NULL : xap_query_scale(q, 0);
}

/* ---- NEAR ---- */

bool leaf_same_words(const struct leaf *a, const struct leaf *b)
{
	if (a->kind != b->kind || a->variant_count != b->variant_count)
		return false;
	for (size_t i = 0; i < a->variant_count; i++) {
		const struct variant *v = &a->variants[i], *w = &b->variants[i];

		if (v->word_count != w->word_count)
			return false;
		for (size_t k = 0; k < v->word_count; k++)
			if (v->words[k].prefix != w->words[k].prefix ||
			    !span_eq(v->words[k].terms[0], w->words[k].terms[0]))
				return false;
	}
	return true;
}

/* NEAR asks for the words as typed: stems have no positions. */
static void without_stems(struct leaf *leaf)
{
	for (size_t i = 0; i < leaf->variant_count; i++)
		for (size_t k = 0; k < leaf->variants[i].word_count; k++) {
			struct leaf_word *w = &leaf->variants[i].words[k];

			w->stem_count = w->own_count = w->truncated_count = 0;
		}
}

static void add_near_part(struct leaf *near, const struct leaf *part)
{
	for (size_t i = 0; i < near->part_count; i++)
		if (leaf_same_words(&near->parts[i], part)) {
			near->parts[i].count++;
			return;
		}
	near->parts[near->part_count++] = *part;
}

static uint32_t near_window(struct planner *pl, const struct node *n, uint32_t words)
{
	uint32_t distance = n->near;

	if (distance > SCHEMA_NEAR_MAX) {
		buf_addf(&pl->plan->notes, "a wider NEAR than NEAR/%d is read as that, the widest there is\n", SCHEMA_NEAR_MAX);
		distance = SCHEMA_NEAR_MAX;
	}
	return distance + words - 1;
}

static struct part compile_near(struct planner *pl, const struct node *n, struct place at)
{
	struct leaf near = {.kind = LEAF_NEAR, .count = 1}, part;
	struct part made = {0};
	uint32_t words = 0;
	struct buf text;

	buf_init(&text);
	near.parts = pool_alloc(&pl->plan->pool, n->count * sizeof *near.parts);
	for (size_t i = 0; i < n->count; i++) {
		if (i != 0)
			buf_addf(&text, " NEAR/%u ", n->near);
		buf_add_span(&text, n->children[i]->text);
		if (!leaf_read(pl, n->children[i], &part))
			continue;
		without_stems(&part);
		words += (uint32_t)part.variants[0].word_count;
		add_near_part(&near, &part);
	}
	near.text = pool_span(&pl->plan->pool, buf_span(&text));
	buf_release(&text);
	made.blank = near.part_count == 0;
	if (made.blank)
		return made;
	near.window = near_window(pl, n, words);
	made.core = near_query(pl, &near);
	planner_add_leaf(pl, &near, at);
	return made;
}

/* ---- operators ---- */

static struct part compile_and(struct planner *pl, const struct node *n, struct place at)
{
	struct part whole = {.blank = true};

	for (size_t i = 0; i < n->count; i++) {
		struct part part = planner_compile(pl, n->children[i], at);

		if (part.blank)
			continue;
		whole.core = whole.blank ? part.core : both(whole.core, part.core);
		whole.soft = either(whole.soft, part.soft);
		whole.blank = false;
	}
	return whole;
}

static struct part compile_or(struct planner *pl, const struct node *n, struct place at)
{
	struct part whole = {.blank = true};

	at.required = false;
	at.optional = true;
	for (size_t i = 0; i < n->count; i++) {
		struct part part = planner_compile(pl, n->children[i], at);

		whole.core = either(whole.core, part.core);
		whole.soft = either(whole.soft, part.soft);
		whole.blank &= part.blank;
	}
	return whole;
}

static struct part compile_not(struct planner *pl, const struct node *n, struct place at)
{
	struct part whole = planner_compile(pl, n->children[0], at);

	for (size_t i = 1; i < n->count; i++) {
		struct part part = planner_compile(pl, n->children[i], (struct place){.negative = true});

		part_drop_soft(&part);
		whole.core = but_not(whole.core, part.core);
	}
	return whole;
}

static struct part compile_leaf(struct planner *pl, const struct node *n, struct place at)
{
	struct part part = {0};
	struct leaf leaf;

	/* One word is a run of words too: it may be a name. */
	if (n->kind == NODE_WORD && !at.negative) {
		struct node word = *n, *words[] = {&word}, any = {.kind = NODE_ANY, .children = words, .count = 1};

		word.need = NEED_MAY;
		return planner_compile_any(pl, &any, at);
	}

	part.blank = !leaf_read(pl, n, &leaf);
	if (part.blank)
		return part;
	leaf.stop = false; /* a word that an operator or nothing else stands beside is meant */
	planner_add_leaf(pl, &leaf, at);
	return leaf_query(pl, &leaf);
}

struct part planner_compile(struct planner *pl, const struct node *n, struct place at)
{
	switch (n->kind) {
	case NODE_WORD:
	case NODE_PREFIX:
	case NODE_PHRASE:
		return compile_leaf(pl, n, at);
	case NODE_NEAR:
		return compile_near(pl, n, at);
	case NODE_ANY:
		return planner_compile_any(pl, n, at);
	case NODE_AND:
		return compile_and(pl, n, at);
	case NODE_OR:
		return compile_or(pl, n, at);
	case NODE_NOT:
		return compile_not(pl, n, at);
	case NODE_FIELD:
		break;
	}
	return (struct part){.core = unweighted(field_query(pl, n))};
}

/* ---- the whole ---- */

static void note_first(struct plan *p, const struct leaf *leaf)
{
	for (size_t i = 0; i < leaf->part_count; i++)
		note_first(p, &leaf->parts[i]);
	for (size_t i = 0; i < leaf->variant_count; i++) {
		const struct leaf_word *w = &leaf->variants[i].words[0];

		p->any_prefix |= w->prefix;
		for (size_t k = 0; k < w->term_count; k++)
			strmap_put(&p->first, w->terms[k], NULL);
		for (size_t k = 0; k < w->stem_count; k++)
			strmap_put(&p->first, w->stems[k], NULL);
		for (size_t k = 0; k < w->own_count; k++)
			strmap_put(&p->first, w->own[k].stem, NULL);
		for (size_t k = 0; k < w->truncated_count; k++)
			strmap_put(&p->first, w->truncated[k], NULL);
	}
}

/* What the leaves' words may begin with. */
static void note_beginnings(struct plan *p)
{
	p->words = beginnings_none;
	for (size_t i = 0; i < p->leaf_count; i++) {
		note_first(p, &p->leaves[i]);
		leaf_beginnings(&p->leaves[i], &p->words);
	}
}

static bool is_plain(const struct node *n)
{
	if (n->kind == NODE_WORD)
		return true;
	if (n->kind != NODE_ANY)
		return false;
	for (size_t i = 0; i < n->count; i++)
		if (n->children[i]->kind != NODE_WORD || n->children[i]->need != NEED_MAY)
			return false;
	return true;
}

static void compile_root(struct planner *pl, const struct query *q)
{
	struct part whole = {.blank = true};

	if (q->root != NULL) {
		planner_survey(pl, q->root);
		whole = planner_compile(pl, q->root, (struct place){.required = true});
	}
	if (whole.blank) {
		xap_query_free(whole.core);
		part_drop_soft(&whole);
		whole.core = NULL;
	}
	pl->plan->query = maybe(whole.core, either(whole.soft, pl->field_soft));
	pl->field_soft = NULL;
	pl->plan->plain = q->root != NULL && is_plain(q->root);
}

static bool add_filters(struct planner *pl, const struct query *q)
{
	struct xap_query *filters;
	bool any;

	if (!filters_query(pl, &filters, &any))
		return false;
	if (any && q->root == NULL && pl->options->filters_alone)
		pl->plan->query = xap_query_copy(filters);
	else if (any)
		pl->plan->query = filtered(pl->plan->query, xap_query_copy(filters));
	pl->plan->filter = any && filters == NULL ? xap_query_nothing() : filters;
	pl->plan->filtered |= any;
	return true;
}

bool plan_make(struct plan *p, const struct library *l, const struct query *q,
               const struct plan_options *o, char **error)
{
	struct plan_options options = *o;
	struct planner pl = {.plan = p, .library = l, .options = &options, .error = error};
	bool good;

	*p = (struct plan){.looseness = o->looseness, .explain = o->explain};
	options.exact |= o->looseness == MATCH_EXACT;
	pool_init(&p->pool);
	buf_init(&p->notes);
	strmap_init(&p->first);
	buf_init(&pl.text);
	buf_init(&pl.term);
	pl.stop_languages = mem_zalloc((l->language_count + 1) * sizeof *pl.stop_languages);
	planner_find_main(&pl);
	compile_root(&pl, q);
	good = !pl.failed && add_filters(&pl, q) && !pl.failed;
	note_beginnings(p);
	query_notes_settle(&p->notes, QUERY_NOTES_READING);
	buf_release(&pl.text);
	buf_release(&pl.term);
	free(pl.stop_languages);
	if (!good)
		plan_release(p);
	return good;
}

void plan_release(struct plan *p)
{
	if (p == NULL)
		return;
	xap_query_free(p->query);
	xap_query_free(p->filter);
	xap_query_free(p->cited);
	for (size_t i = 0; i < p->part_count; i++)
		xap_query_free(p->parts[i].query);
	free(p->parts);
	free(p->leaves);
	free(p->instruments);
	strmap_release(&p->first);
	pool_release(&p->pool);
	buf_release(&p->notes);
	*p = (struct plan){0};
}
