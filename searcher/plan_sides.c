/* Words side by side: the most common query, and what stands between operators. */
#include "searcher/planner.h"

#include <stdlib.h>

struct side {
	const struct node *node;
	size_t leaf; /* SIZE_MAX: none of its own */
	size_t word; /* the leaf of its word, also of one that was typed before; SIZE_MAX: it is none */
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

		sides[i] = (struct side){.node = n, .leaf = SIZE_MAX, .word = SIZE_MAX};
		if (!is_leaf(n) || n->need != NEED_MAY)
			continue;
		sides[i].blank = !leaf_read(pl, n, &leaf);
		if (sides[i].blank)
			continue;
		if (n->kind == NODE_WORD) {
			leaf_add_dates(pl, &leaf);
			leaf_add_numbers(pl, &leaf);
		}
		first = strmap_put(&seen, leaf.variants[0].words[0].terms[0], &fresh);
		if (!fresh && leaf_same_words(&pl->plan->leaves[*first], &leaf)) {
			pl->plan->leaves[*first].count++;
			sides[i].merged = true;
			sides[i].word = *first;
			continue;
		}
		sides[i].leaf = sides[i].word = planner_add_leaf(pl, &leaf, at);
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
	bool others = !pl->options->all && has_others(pl, sides, count);

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
		part = planner_compile(pl, s->node, at);
	if (part.blank)
		return;
	if (s->node->need == NEED_NOT) {
		part_drop_soft(&part);
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

/* A stop word beside others. */
static void gather_stop(struct planner *pl, struct gathered *g, const struct side *s, size_t others)
{
	struct leaf *leaf = &pl->plan->leaves[s->leaf];

	if (!leaf->negative)
		g->may.soft = either(g->may.soft, stop_query(pl, leaf, others));
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

/* What was read in the words finds passages too; where words must be there it only adds weight. */
static void add_runs(struct gathered *g, struct part runs, bool must)
{
	g->may.soft = either(g->may.soft, runs.soft);
	if (must) {
		g->may.soft = either(g->may.soft, runs.core);
		return;
	}
	g->may.core = either(g->may.core, runs.core);
	g->has_may |= runs.core != NULL;
}

static bool all_blank(const struct side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!sides[i].blank)
			return false;
	return true;
}

/* ---- what the words say together ---- */

/* Whether nothing is searched for but unquoted words; fields only narrow. */
static bool only_words(const struct side *sides, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!sides[i].blank && sides[i].node->kind != NODE_FIELD && sides[i].node->need != NEED_NOT &&
		    (sides[i].word == SIZE_MAX || sides[i].node->kind != NODE_WORD))
			return false;
	return true;
}

/* What a run says besides its words; a later one sees what the earlier have covered. */
static struct part (*const readers[])(struct planner *, const struct run *) = {
	planner_provisions, planner_passages, planner_judgments, planner_dates, planner_grouped, planner_names,
	planner_numbers,
};

/* Runs of words side by side, each read for provisions and names. */
static struct part read_runs(struct planner *pl, const struct side *sides, size_t count, struct place at)
{
	struct span *words = mem_alloc((count + 1) * sizeof *words), *before = mem_alloc((count + 1) * sizeof *before);
	size_t *leaves = mem_alloc((count + 1) * sizeof *leaves);
	struct run run = {.words = words, .before = before, .leaves = leaves, .only = only_words(sides, count)};
	struct part part = {0};

	for (size_t i = 0; i <= count && !at.negative; i++) {
		bool word = i < count && sides[i].word != SIZE_MAX && sides[i].node->kind == NODE_WORD;

		if (word) {
			words[run.count] = sides[i].node->text;
			before[run.count] = sides[i].node->before;
			leaves[run.count++] = sides[i].word;
			continue;
		}
		if (i < count && sides[i].blank)
			continue;
		run.only = run.only && run.count != 0;
		for (size_t r = 0; r < sizeof readers / sizeof *readers && run.count != 0; r++)
			part = part_plus(part, readers[r](pl, &run));
		run.count = 0;
	}
	free(words);
	free(before);
	free(leaves);
	return part;
}

struct part planner_compile_any(struct planner *pl, const struct node *any, struct place at)
{
	struct side *sides = mem_alloc((any->count + 1) * sizeof *sides);
	struct gathered g = {0};
	struct part whole = {0}, runs;
	size_t must, may;
	bool only_one;

	read_sides(pl, any, sides, at);
	settle_stops(pl, sides, any->count);
	runs = read_runs(pl, sides, any->count, at);
	must = count_positive(pl, sides, any->count, true);
	may = count_positive(pl, sides, any->count, false);
	only_one = must == 0 && may == 1;
	for (size_t i = 0; i < any->count; i++) {
		struct place here = side_place(pl, &sides[i], at, only_one);

		if (sides[i].blank || sides[i].merged)
			continue;
		if (sides[i].leaf != SIZE_MAX) {
			pl->plan->leaves[sides[i].leaf].required &= here.required;
			if (pl->plan->leaves[sides[i].leaf].stop) {
				gather_stop(pl, &g, &sides[i], must + may);
				continue;
			}
		}
		if (sides[i].node->kind != NODE_FIELD || sides[i].node->need == NEED_NOT)
			gather(pl, &g, &sides[i], here);
	}
	add_runs(&g, runs, pl->options->all || g.has_must);
	whole = joined(&g);
	whole.core = with_fields(pl, whole.core, sides, any->count);
	whole.core = but_not(whole.core, g.not.core);
	whole.blank = all_blank(sides, any->count);
	free(sides);
	return whole;
}
