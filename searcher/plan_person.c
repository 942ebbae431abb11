/* A name of several words: the passages that name that person, in whatever spelling. */
#include "searcher/match_person.h"
#include "searcher/name_forms.h"
#include "searcher/search_settings.h"
#include "searcher/weights.h"
#include "searcher/hit.h"

#include <stdlib.h>

#define PERSON_PASSAGES_MAX 2000 /* that have a spelling of the surname and are read; a note says when there were more */

/* How a passage names the person, closest first. */
enum person_tier { TIER_TYPED, TIER_SAME, TIER_ENDING, TIER_NEAR, TIER_SURNAME, TIERS };

struct person_search {
	struct planner *pl;
	struct leaf *leaf;
	struct xap_query *typed; /* the passages that have the name as typed: positions tell them, so they need not be read */
	struct xap_query **ids[TIERS];
	size_t count[TIERS], cap[TIERS];
};

static void add_terms(struct planner *pl, struct leaf *leaf, const struct leaf *from)
{
	const struct leaf_word *w = &from->variants[0].words[0];
	struct span *all;

	if (from->variants[0].word_count != 1)
		return;
	all = pool_alloc(&pl->plan->pool, (leaf->cited_count + w->term_count) * sizeof *all);
	if (leaf->cited_count != 0)
		memcpy(all, leaf->cited, leaf->cited_count * sizeof *all);
	memcpy(all + leaf->cited_count, w->terms, w->term_count * sizeof *all);
	leaf->cited = all;
	leaf->cited_count += w->term_count;
}

/* Adds the spellings of one word, which may be the surname; false: the index knows it as no name. */
static bool add_surname(struct planner *pl, struct leaf *leaf, struct span word)
{
	struct name_forms forms;
	struct node node = {.kind = NODE_WORD, .text = word};
	struct leaf form;
	bool is_name;

	name_forms_find(&forms, pl, word);
	is_name = forms.known || forms.count != 0;
	if (is_name && leaf_read(pl, &node, &form))
		add_terms(pl, leaf, &form);
	for (size_t i = 0; i < forms.count; i++) {
		node.text = forms.items[i].word;
		if (leaf_read(pl, &node, &form))
			add_terms(pl, leaf, &form);
	}
	name_forms_release(&forms);
	return is_name;
}

static struct xap_query *candidates(struct planner *pl, const struct leaf *leaf)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < leaf->cited_count; i++)
		query = either(query, planner_query(pl, PREFIX_WORD, leaf->cited[i], 1));
	return query;
}

/* ---- reading them ---- */

static enum person_tier tier_of(const struct leaf *leaf, const struct text_tokens *text, struct span bytes)
{
	struct person_match *found;
	enum person_tier best = TIERS;
	size_t count;

	count = person_matches(leaf, text, bytes, &found);
	for (size_t i = 0; i < count; i++) {
		enum person_tier tier = found[i].bare                    ? TIER_SURNAME
		                        : found[i].level == NAME_SAME   ? TIER_SAME
		                        : found[i].level == NAME_ENDING ? TIER_ENDING
		                                                         : TIER_NEAR;

		best = tier < best ? tier : best;
	}
	free(found);
	return best;
}

static void read_passage(struct person_search *s, struct hit *h, uint32_t docid)
{
	struct planner *pl = s->pl;
	struct beginnings words = beginnings_none;
	struct text_tokens text;
	enum person_tier tier;
	bool damaged;
	enum xap_status status = hit_load(h, pl->library, docid, &damaged);

	planner_fail(pl, status);
	if (status != XAP_OK || damaged)
		return;
	leaf_beginnings(s->leaf, &words);
	text_tokens_read(&text, pl->library, h->language, buf_span(&h->reading.text), &words);
	tier = tier_of(s->leaf, &text, buf_span(&h->reading.text));
	text_tokens_release(&text);
	if (tier == TIERS)
		return;
	ARRAY_GROW(s->ids[tier], s->count[tier], s->cap[tier]);
	s->ids[tier][s->count[tier]++] =
		xap_query_term(planner_term(pl, PREFIX_ID, span_of(h->record.id)), 1);
}

static void read_passages(struct person_search *s, struct xap_query *query)
{
	struct xap_search search = search_settings(query, PERSON_PASSAGES_MAX);
	struct xap_results *results = NULL;
	enum xap_status status = xap_search_run(s->pl->library->passages, &search, &results);
	struct hit h;

	planner_fail(s->pl, status);
	if (status != XAP_OK)
		return;
	if (results->estimated > PERSON_PASSAGES_MAX)
		buf_addf(&s->pl->plan->notes, "“%.*s”: only the first %d passages with that surname were read for other spellings\n",
		         note_length(s->leaf->text), s->leaf->text.data, PERSON_PASSAGES_MAX);
	hit_init(&h);
	for (size_t i = 0; i < results->count && !s->pl->failed; i++)
		read_passage(s, &h, results->hits[i].docid);
	hit_release(&h);
	xap_results_free(results);
}

/* Finds the passages that have the name as typed, and reads those that may have it in another spelling. */
static void person_search_run(struct person_search *s)
{
	struct xap_query *query;

	s->typed = forms_query(s->pl, s->leaf);
	query = but_not(candidates(s->pl, s->leaf), xap_query_copy(s->typed));
	if (query != NULL)
		read_passages(s, query);
	xap_query_free(query);
}

/*
 * Each tier weighs twice the next one. Among other words a name is no more than
 * they are: as it was typed, its own words weigh what they weigh.
 */
static struct xap_query *tiers_query(struct person_search *s, bool tiered)
{
	double weight = tiered ? WEIGHT_NAME_TIER : WEIGHT_PERSON / (1 << (TIER_SURNAME - TIER_SAME));
	struct xap_query *query = NULL;

	for (size_t i = TIERS; --i > TIER_TYPED; weight *= 2) {
		struct xap_query *ids = s->count[i] == 0 ? NULL : xap_query_combine(XAP_OR, s->ids[i], s->count[i], 0);

		query = either(query, fixed_weight(ids, weight));
		free(s->ids[i]);
	}
	return tiered ? either(query, fixed_weight(xap_query_copy(s->typed), weight)) : query;
}

static bool finds(struct planner *pl, const struct xap_query *query)
{
	struct xap_results *results = query == NULL ? NULL : planner_passages_of(pl, query, 1);
	bool found = results != NULL && results->count != 0;

	xap_results_free(results);
	return found;
}

/* Whether a passage has more of the name than the surname: else two surnames may have been typed. */
static bool is_named(const struct person_search *s)
{
	size_t count = 0;

	for (size_t i = TIER_TYPED + 1; i < TIER_SURNAME; i++)
		count += s->count[i];
	return count != 0 || finds(s->pl, s->typed);
}

/* ---- all together ---- */

static struct span joined(struct planner *pl, const struct run *run, size_t first, size_t count)
{
	struct buf all;
	struct span text;

	buf_init(&all);
	run_join(&all, run, first, count);
	text = pool_span(&pl->plan->pool, buf_span(&all));
	buf_release(&all);
	return text;
}

static void cover(struct planner *pl, const struct run *run, size_t first, size_t count, size_t leaf)
{
	for (size_t i = first; i < first + count; i++)
		pl->plan->leaves[run->leaves[i]].cover = (uint32_t)leaf + 1;
}

struct part planner_person(struct planner *pl, const struct run *run, size_t first, size_t count)
{
	struct node phrase = {.kind = NODE_PHRASE, .text = joined(pl, run, first, count)};
	struct person *person = pool_alloc(&pl->plan->pool, sizeof *person);
	struct person_search s = {.pl = pl};
	struct part part = {0};
	struct leaf leaf;
	bool last, turned;

	person_read(person, run->words + first, count);
	if (person->count < 2 || !leaf_read(pl, &phrase, &leaf))
		return part;
	leaf.kind = LEAF_PERSON;
	leaf.person = person;
	leaf.tiered = run->only && count == run->count;
	last = add_surname(pl, &leaf, run->words[first + count - 1]);
	turned = add_surname(pl, &leaf, run->words[first]);
	if (!last && !turned)
		return part;
	s.leaf = &leaf;
	person_search_run(&s);
	part.core = tiers_query(&s, leaf.tiered);
	if (!run->field && !is_named(&s)) {
		xap_query_free(s.typed);
		xap_query_free(part.core);
		return (struct part){0};
	}
	xap_query_free(s.typed);
	planner_part(pl, leaf.text, "as a person's name", part.core);
	pl->plan->tiers |= leaf.tiered;
	cover(pl, run, first, count, planner_add_leaf(pl, &leaf, (struct place){.optional = true}));
	return part;
}
