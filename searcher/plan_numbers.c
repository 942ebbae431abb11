/* plan_numbers.c: a number means something only with the word beside it: "17 May 2016", "15 days", "40 lashes". */
#include "searcher/planner.h"

#include "searcher/weights.h"
#include "text/utf8.h"

static bool is_number(struct span word)
{
	return utf8_holds(word, utf8_is_digit) && !utf8_holds(word, utf8_is_letter);
}

/* Whether the run's word is one to be found by: no stop word, and no part of a provision or name. */
static bool is_plain(const struct planner *pl, const struct run *run, size_t i)
{
	const struct leaf *leaf = &pl->plan->leaves[run->leaves[i]];

	return !leaf->stop && leaf->cover == 0;
}

static bool is_letter_or_digit(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp);
}

/* Whether the words go on over the space between them: not "Vol. 18, 533" or "21 (1978)". */
static bool goes_on(struct span first, struct span second)
{
	return first.len != 0 && is_letter_or_digit(utf8_peek(first, utf8_before(first, first.len))) &&
	       is_letter_or_digit(utf8_peek(second, 0));
}

static bool is_pair(const struct planner *pl, const struct run *run, size_t i)
{
	return (is_number(run->words[i]) || is_number(run->words[i + 1])) && span_trim(run->before[i + 1]).len == 0 &&
	       goes_on(run->words[i], run->words[i + 1]) && is_plain(pl, run, i) && is_plain(pl, run, i + 1);
}

/* The passages in which the two stand side by side as typed. */
static struct xap_query *pair_query(struct planner *pl, struct span first, struct span second)
{
	struct node phrase = {.kind = NODE_PHRASE};
	struct xap_query *query = NULL;
	struct leaf leaf;
	struct buf typed;

	buf_init(&typed);
	buf_add_span(&typed, first);
	buf_add_char(&typed, ' ');
	buf_add_span(&typed, second);
	phrase.text = pool_span(&pl->plan->pool, buf_span(&typed));
	buf_release(&typed);
	if (leaf_read(pl, &phrase, &leaf) && leaf.variants[0].word_count > 1) {
		leaf.count = 1;
		query = scaled(strict_query(pl, &leaf), WEIGHT_BESIDE_NUMBER);
		planner_part(pl, phrase.text, "side by side", query);
	}
	return query;
}

struct part planner_numbers(struct planner *pl, const struct run *run)
{
	struct part part = {0};

	for (size_t i = 0; i + 1 < run->count; i++)
		if (is_pair(pl, run, i))
			part.soft = either(part.soft, pair_query(pl, run->words[i], run->words[i + 1]));
	return part;
}
