#include "searcher/plan.h"

#include "searcher/match_leaf.h"
#include "searcher/planner.h"

#include <stdlib.h>

/* What the place of a node in the tree says of its leaves. */
struct place {
	bool negative, required, optional;
};

static struct part compile(struct planner *pl, const struct node *n, struct place at);

static size_t add_leaf(struct planner *pl, const struct leaf *leaf, struct place at)
{
	struct plan *p = pl->plan;

	ARRAY_GROW(p->leaves, p->leaf_count, p->leaf_cap);
	p->leaves[p->leaf_count] = *leaf;
	p->leaves[p->leaf_count].negative = at.negative;
	p->leaves[p->leaf_count].required = at.required && !at.negative;
	p->leaves[p->leaf_count].optional = at.optional;
	p->has_phrase |= leaf->kind != LEAF_WORD && !at.negative;
	return p->leaf_count++;
}

static void drop_soft(struct part *part)
{
	xap_query_free(part->soft);
	part->soft = NULL;
}

static struct xap_query *unweighted(struct xap_query *q)
{
	return q == NULL ? NULL : xap_query_scale(q, 0);
}

/* ---- NEAR ---- */

static bool same_words(const struct leaf *a, const struct leaf *b)
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

			w->stem_count = w->truncated_count = 0;
		}
}

static void add_near_part(struct leaf *near, const struct leaf *part)
{
	for (size_t i = 0; i < near->part_count; i++)
		if (same_words(&near->parts[i], part)) {
			near->parts[i].count++;
			return;
		}
	near->parts[near->part_count++] = *part;
}

static uint32_t near_window(struct planner *pl, const struct node *n, uint32_t words)
{
	uint32_t distance = n->near;

	if (distance > SCHEMA_NEAR_MAX) {
		buf_addf(&pl->plan->notes, "NEAR/%u is read as NEAR/%d, the widest there is\n", n->near,
		         SCHEMA_NEAR_MAX);
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
	add_leaf(pl, &near, at);
	return made;
}

/* ---- words side by side ---- */

struct side {
	const struct node *node;
	size_t leaf; /* SIZE_MAX: none of its own */
	bool blank, merged;
};

static bool is_leaf(const struct node *n)
{
	return n->kind == NODE_WORD || n->kind == NODE_PREFIX || n->kind == NODE_PHRASE;
}

/* Reads the words among the sides; the same word again counts once more. */
static void read_sides(struct planner *pl, const struct node *any, struct side *sides, struct place at)
{
	struct strmap seen;
	struct leaf leaf;

	strmap_init(&seen);
	for (size_t i = 0; i < any->count; i++) {
		const struct node *n = any->children[i];
		bool fresh;
		uint32_t *first;

		sides[i] = (struct side){.node = n, .leaf = SIZE_MAX};
		if (!is_leaf(n) || n->need != NEED_MAY)
			continue;
		sides[i].blank = !leaf_read(pl, n, &leaf);
		if (sides[i].blank)
			continue;
		first = strmap_put(&seen, leaf.variants[0].words[0].terms[0], &fresh);
		if (!fresh && same_words(&pl->plan->leaves[*first], &leaf)) {
			pl->plan->leaves[*first].count++;
			sides[i].merged = true;
			continue;
		}
		sides[i].leaf = add_leaf(pl, &leaf, at);
		if (fresh)
			*first = (uint32_t)sides[i].leaf;
	}
	strmap_release(&seen);
}

/* Whether something is searched for besides stop words. */
static bool has_others(const struct planner *pl, const struct side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct side *s = &sides[i];

		if (s->node->kind == NODE_FIELD || s->node->need == NEED_NOT || s->blank || s->merged)
			continue;
		if (s->leaf == SIZE_MAX || !pl->plan->leaves[s->leaf].stop)
			return true;
	}
	return false;
}

static void settle_stops(struct planner *pl, struct side *sides, size_t count)
{
	bool others = has_others(pl, sides, count);

	for (size_t i = 0; i < count; i++)
		if (sides[i].leaf != SIZE_MAX) {
			struct leaf *leaf = &pl->plan->leaves[sides[i].leaf];

			leaf->stop &= others;
			leaf->optional |= leaf->stop;
			leaf->required &= !leaf->stop;
		}
}

/* All values typed for the field of side i, unless an earlier side was of that field. */
static struct xap_query *one_field(struct planner *pl, const struct side *sides, size_t count, size_t i,
                                   bool *earlier)
{
	struct xap_query *query = NULL;

	*earlier = false;
	for (size_t k = 0; k < count; k++) {
		const struct node *n = sides[k].node;

		if (n->kind != NODE_FIELD || n->need == NEED_NOT ||
		    !span_eq(n->field, sides[i].node->field))
			continue;
		*earlier |= k < i;
		if (k >= i && !*earlier)
			query = either(query, field_query(pl, n));
	}
	return query;
}

/* The fields among the sides: they narrow what the words find. */
static struct xap_query *with_fields(struct planner *pl, struct xap_query *core,
                                     const struct side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct xap_query *field;
		bool earlier;

		if (sides[i].node->kind != NODE_FIELD || sides[i].node->need == NEED_NOT)
			continue;
		field = one_field(pl, sides, count, i, &earlier);
		if (!earlier)
			core = filtered(core, field);
	}
	return core;
}

/* What was found on the way through the sides. */
struct gathered {
	struct part may, must, not;
	bool has_may, has_must;
};

static void gather(struct planner *pl, struct gathered *g, const struct side *s, struct place at)
{
	struct part part;
	bool must = s->node->need == NEED_MUST || (pl->options->all && s->node->need == NEED_MAY);

	if (s->leaf != SIZE_MAX)
		part = leaf_query(pl, &pl->plan->leaves[s->leaf]);
	else
		part = compile(pl, s->node, at);
	if (part.blank)
		return;
	if (s->node->need == NEED_NOT) {
		drop_soft(&part);
		g->not.core = either(g->not.core, part.core);
		return;
	}
	g->may.soft = either(g->may.soft, part.soft);
	if (must)
		g->must.core = g->has_must ? both(g->must.core, part.core) : part.core;
	else
		g->may.core = either(g->may.core, part.core);
	g->has_must |= must;
	g->has_may |= !must;
}

static size_t count_positive(const struct planner *pl, const struct side *sides, size_t count, bool must)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		if (!sides[i].blank && !sides[i].merged && sides[i].node->kind != NODE_FIELD &&
		    sides[i].node->need == (must ? NEED_MUST : NEED_MAY) &&
		    (sides[i].leaf == SIZE_MAX || !pl->plan->leaves[sides[i].leaf].stop))
			n++;
	return n;
}

/* Which sides a passage cannot do without. */
static struct place side_place(const struct planner *pl, const struct side *s, struct place at,
                               bool only_one)
{
	bool must = s->node->need == NEED_MUST || pl->options->all || only_one;

	if (s->node->need == NEED_NOT)
		return (struct place){.negative = true};
	at.required &= must;
	return at;
}

static struct part joined(struct gathered *g)
{
	struct part whole = {.soft = g->may.soft};

	whole.core = g->has_must ? maybe(g->must.core, g->may.core)
	             : g->has_may ? g->may.core
	                          : unweighted(xap_query_all());
	return whole;
}

static bool all_blank(const struct side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!sides[i].blank)
			return false;
	return true;
}

static struct part compile_any(struct planner *pl, const struct node *any, struct place at)
{
	struct side *sides = mem_alloc((any->count + 1) * sizeof *sides);
	struct gathered g = {0};
	struct part whole = {0};
	bool only_one;

	read_sides(pl, any, sides, at);
	settle_stops(pl, sides, any->count);
	only_one = count_positive(pl, sides, any->count, true) == 0 &&
	           count_positive(pl, sides, any->count, false) == 1;
	for (size_t i = 0; i < any->count; i++) {
		struct place here = side_place(pl, &sides[i], at, only_one);

		if (sides[i].blank || sides[i].merged)
			continue;
		if (sides[i].leaf != SIZE_MAX) {
			pl->plan->leaves[sides[i].leaf].required &= here.required;
			if (pl->plan->leaves[sides[i].leaf].stop)
				continue;
		}
		if (sides[i].node->kind != NODE_FIELD || sides[i].node->need == NEED_NOT)
			gather(pl, &g, &sides[i], here);
	}
	whole = joined(&g);
	whole.core = with_fields(pl, whole.core, sides, any->count);
	whole.core = but_not(whole.core, g.not.core);
	whole.blank = all_blank(sides, any->count);
	free(sides);
	return whole;
}

/* ---- operators ---- */

static struct part compile_and(struct planner *pl, const struct node *n, struct place at)
{
	struct part whole = {.blank = true};

	for (size_t i = 0; i < n->count; i++) {
		struct part part = compile(pl, n->children[i], at);

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
		struct part part = compile(pl, n->children[i], at);

		whole.core = either(whole.core, part.core);
		whole.soft = either(whole.soft, part.soft);
		whole.blank &= part.blank;
	}
	return whole;
}

static struct part compile_not(struct planner *pl, const struct node *n, struct place at)
{
	struct part whole = compile(pl, n->children[0], at);

	for (size_t i = 1; i < n->count; i++) {
		struct part part = compile(pl, n->children[i], (struct place){.negative = true});

		drop_soft(&part);
		whole.core = but_not(whole.core, part.core);
	}
	return whole;
}

static struct part compile_leaf(struct planner *pl, const struct node *n, struct place at)
{
	struct part part = {0};
	struct leaf leaf;

	part.blank = !leaf_read(pl, n, &leaf);
	if (part.blank)
		return part;
	leaf.stop = false; /* a word that an operator or nothing else stands beside is meant */
	add_leaf(pl, &leaf, at);
	return leaf_query(pl, &leaf);
}

static struct part compile(struct planner *pl, const struct node *n, struct place at)
{
	switch (n->kind) {
	case NODE_WORD:
	case NODE_PREFIX:
	case NODE_PHRASE:
		return compile_leaf(pl, n, at);
	case NODE_NEAR:
		return compile_near(pl, n, at);
	case NODE_ANY:
		return compile_any(pl, n, at);
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
		for (size_t k = 0; k < w->truncated_count; k++)
			strmap_put(&p->first, w->truncated[k], NULL);
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
		whole = compile(pl, q->root, (struct place){.required = true});
	}
	if (whole.blank) {
		xap_query_free(whole.core);
		drop_soft(&whole);
		whole.core = NULL;
	}
	pl->plan->query = maybe(whole.core, whole.soft);
	pl->plan->plain = q->root != NULL && is_plain(q->root);
}

static bool add_filters(struct planner *pl)
{
	struct xap_query *filters;
	bool any;

	if (!filters_query(pl, &filters, &any))
		return false;
	if (any)
		pl->plan->query = filtered(pl->plan->query, filters);
	pl->plan->filtered |= any;
	return true;
}

bool plan_make(struct plan *p, const struct library *l, const struct query *q,
               const struct plan_options *o, char **error)
{
	struct plan_options options = *o;
	struct planner pl = {.plan = p, .library = l, .options = &options, .error = error};
	bool good;

	*p = (struct plan){.looseness = o->looseness};
	options.exact |= o->looseness == MATCH_EXACT;
	pool_init(&p->pool);
	buf_init(&p->notes);
	strmap_init(&p->first);
	buf_init(&pl.text);
	buf_init(&pl.term);
	pl.stop_languages = mem_zalloc((l->language_count + 1) * sizeof *pl.stop_languages);
	compile_root(&pl, q);
	good = !pl.failed && add_filters(&pl) && !pl.failed;
	for (size_t i = 0; i < p->leaf_count; i++)
		note_first(p, &p->leaves[i]);
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
	free(p->leaves);
	strmap_release(&p->first);
	pool_release(&p->pool);
	buf_release(&p->notes);
	*p = (struct plan){0};
}
