/* plan_passages.c: ids of passages among plain words, as they stand at the end of each citation: "[7e874427c1fb9ec2]". */
#include "searcher/planner.h"

#include "store/record.h"

static bool is_hex(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* The id that a word is, without the bracket and stop that a citation has around it; empty: it is none. */
static struct span id_of(struct span word)
{
	bool good;

	while (word.len != 0 && !is_hex(word.data[0]))
		word = span_make(word.data + 1, word.len - 1);
	while (word.len != 0 && !is_hex(word.data[word.len - 1]))
		word.len--;
	good = word.len == RECORD_ID_LEN;
	for (size_t i = 0; i < word.len && good; i++)
		good = is_hex(word.data[i]);
	return good ? word : span_of("");
}

static struct part passage_part(struct planner *pl, const struct run *run, size_t word, struct span id)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true, .count = 1};
	size_t number;

	leaf_add_cited(pl, &leaf, id);
	leaf.passage = leaf.cited[0];
	leaf.text = pool_span(&pl->plan->pool, run->words[word]);
	number = planner_add_leaf(pl, &leaf, (struct place){.optional = true});
	pl->plan->leaves[run->leaves[word]].cover = (uint32_t)number + 1;
	return planner_cited_part(pl, &pl->plan->leaves[number], true);
}

struct part planner_passages(struct planner *pl, const struct run *run)
{
	struct part part = {0};

	for (size_t i = 0; i < run->count; i++) {
		struct span id = id_of(run->words[i]);
		struct part one;

		if (id.len == 0 || planner_frequency(pl, PREFIX_ID, id) == 0)
			continue;
		one = passage_part(pl, run, i, id);
		part.core = either(part.core, one.core);
		part.soft = either(part.soft, one.soft);
	}
	return part;
}
