/* plan_figures.c: what dates and large numbers have in common: the same thing written in other ways. */
#include "searcher/planner.h"

#include "searcher/weights.h"

/* Whether a form is one word, which the leaf as it was typed stands for, too. */
static bool is_typed(const struct leaf *leaf, const struct leaf *form)
{
	const struct variant *typed = &leaf->variants[0], *other = &form->variants[0];

	if (typed->word_count != 1 || other->word_count != 1)
		return false;
	for (size_t i = 0; i < typed->words[0].term_count; i++)
		if (span_eq(typed->words[0].terms[i], other->words[0].terms[0]))
			return true;
	return false;
}

void leaf_add_written(struct planner *pl, struct leaf *leaf, struct span text)
{
	struct node phrase = {.kind = NODE_PHRASE, .text = pool_span(&pl->plan->pool, text)};
	struct leaf read;

	if (!span_eq(text, leaf->text) && leaf_read(pl, &phrase, &read) && !is_typed(leaf, &read))
		leaf_add_equivalents(pl, leaf, &read);
}

bool run_is_free(const struct planner *pl, const struct run *run, size_t first, size_t count)
{
	for (size_t i = first; i < first + count; i++)
		if (pl->plan->leaves[run->leaves[i]].cover != 0)
			return false;
	return true;
}

bool leaf_of_run(struct planner *pl, const struct run *run, size_t first, size_t count, struct leaf *out)
{
	struct node phrase = {.kind = NODE_PHRASE};
	struct buf typed;

	buf_init(&typed);
	for (size_t i = first; i < first + count; i++) {
		buf_add_str(&typed, i == first ? "" : " ");
		buf_add_span(&typed, run->words[i]);
	}
	phrase.text = pool_span(&pl->plan->pool, buf_span(&typed));
	buf_release(&typed);
	return leaf_read(pl, &phrase, out);
}

struct part planner_figure_part(struct planner *pl, const struct run *run, size_t first, size_t count, struct leaf *leaf, const char *what)
{
	bool all = run->only && count == run->count;
	struct part part;
	size_t number;

	leaf->count = 1;
	part = leaf_query(pl, leaf);
	part.core = fixed_weight(part.core, all ? WEIGHT_NAME_TIER : WEIGHT_DATE);
	planner_part(pl, leaf->text, what, part.core);
	pl->plan->tiers |= all;
	number = planner_add_leaf(pl, leaf, (struct place){.optional = true});
	for (size_t i = first; i < first + count; i++)
		pl->plan->leaves[run->leaves[i]].cover = (uint32_t)number + 1;
	return part;
}
