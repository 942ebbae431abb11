#include "searcher/planner.h"

#include "searcher/match_leaf.h"
#include "searcher/weights.h"
#include "text/name.h"
#include "text/utf8.h"

#include <stdlib.h>

/* A longer phrase is looked up by so many first words, and read in the texts they are in. */
#define PHRASE_WORDS_MAX 256
/* Positions that one word broken at a line end may take: its parts. */
#define BROKEN_SPREAD 4

/* ---- single words ---- */

/* First characters of the word's forms, as passages of languages with a stemmer have them; of numbers they have none. */
static struct xap_query *truncated_soft(struct planner *pl, const struct leaf_word *w, uint32_t wqf)
{
	struct span *forms = mem_alloc((w->term_count + 1) * sizeof *forms);
	struct xap_query *query;
	size_t count = 0;

	for (size_t i = 0; i < w->term_count; i++)
		if (!utf8_holds(w->terms[i], utf8_is_digit))
			forms[count++] = truncated(w->terms[i], TRUNCATED_STEMMED);
	query = any_of(pl, PREFIX_TRUNCATED, forms, count, XAP_SYNONYM, wqf);
	free(forms);
	return query;
}

/* The passages of the library's known languages that have a stemmer, or that have none. */
static struct xap_query *passages_in(struct planner *pl, bool stemmer)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < pl->library->language_count; i++) {
		const struct language *lang = pl->library->languages[i];

		if (lang != language_unknown() && language_has_stemmer(lang) == stemmer)
			query = either(query, planner_query(pl, PREFIX_LANGUAGE, span_of(lang->code), 1));
	}
	return query;
}

/* First characters in place of stems, in passages of languages without a stemmer, and of unknown ones. */
static struct xap_query *truncated_core(struct planner *pl, const struct leaf_word *w, uint32_t wqf)
{
	struct xap_query *query, *stemmed, *unstemmed, *known;

	query = any_of(pl, PREFIX_TRUNCATED, w->truncated, w->truncated_count, XAP_SYNONYM, wqf);
	stemmed = query == NULL ? NULL : passages_in(pl, true);
	if (stemmed == NULL)
		return scaled(query, WEIGHT_TRUNCATED_UNSTEMMED);
	unstemmed = passages_in(pl, false);
	known = filtered(xap_query_copy(query), xap_query_copy(unstemmed));
	query = but_not(query, either(stemmed, unstemmed));
	return either(scaled(known, WEIGHT_TRUNCATED_UNSTEMMED), scaled(query, WEIGHT_TRUNCATED_UNKNOWN));
}

/* The word itself, in the passage or in the title of what is but a passage. */
static struct xap_query *exact_query(struct planner *pl, const struct leaf_word *w, uint32_t wqf)
{
	static const enum schema_prefix prefixes[] = {PREFIX_WORD, PREFIX_TITLE_WORD};
	struct xap_query **parts = mem_alloc((2 * w->term_count + 1) * sizeof *parts), *query;
	size_t kept = 0;

	for (size_t i = 0; i < 2 * w->term_count; i++) {
		parts[kept] = planner_query(pl, prefixes[i % 2], w->terms[i / 2], wqf);
		kept += parts[kept] != NULL;
	}
	query = kept == 1 ? parts[0] : xap_query_combine(XAP_SYNONYM, parts, kept, 0);
	free(parts);
	return query;
}

/* Stems that count in the passages of their language alone. */
static struct xap_query *own_stems(struct planner *pl, const struct leaf_word *w, uint32_t wqf)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < w->own_count; i++)
		query = either(query, filtered(planner_query(pl, PREFIX_STEM, w->own[i].stem, wqf),
		                               planner_query(pl, PREFIX_LANGUAGE, span_of(w->own[i].language->code), 1)));
	return query;
}

/* Whether the word is part of a provision: in which form passages have it tells little of them, what they cite does. */
static bool is_of_provision(const struct planner *pl, const struct leaf *leaf)
{
	const struct leaf *over = leaf->cover == 0 ? NULL : &pl->plan->leaves[leaf->cover - 1];

	return over != NULL && over->kind == LEAF_CITED && !over->symbol;
}

static struct part word_query(struct planner *pl, const struct leaf *leaf, const struct leaf_word *w)
{
	struct part part = {0};
	struct xap_query *stem, *exact = NULL, *first;
	uint32_t wqf = leaf->count;

	if (w->prefix) {
		part.core = expansion_query(pl, w, XAP_SYNONYM, wqf);
		return part;
	}
	if (w->stem_count == 0) {
		part.core = any_of(pl, PREFIX_WORD, w->terms, w->term_count, XAP_SYNONYM, wqf);
		return part;
	}
	stem = either(any_of(pl, PREFIX_STEM, w->stems, w->stem_count, XAP_SYNONYM, wqf), own_stems(pl, w, wqf));
	first = truncated_core(pl, w, wqf);
	if (!is_of_provision(pl, leaf)) {
		exact = scaled(exact_query(pl, w, wqf), WEIGHT_EXACT);
		part.soft = scaled(truncated_soft(pl, w, wqf), WEIGHT_TRUNCATED);
	}
	if (leaf->variant_count == 1) {
		planner_part(pl, leaf->text, "stem", stem);
		planner_part(pl, leaf->text, "word", exact);
		planner_part(pl, leaf->text, "first letters in place of a stem", first);
		planner_part(pl, leaf->text, "first letters", part.soft);
	}
	part.core = either(either(stem, exact), first);
	return part;
}

/* ---- phrases ---- */

/* What may stand at one position of a phrase: Xapian takes ORs of terms there, nothing else. */
static struct xap_query *position_query(struct planner *pl, const struct leaf_word *w, uint32_t wqf)
{
	if (w->prefix)
		return expansion_query(pl, w, XAP_OR, wqf);
	return any_of(pl, PREFIX_WORD, w->terms, w->term_count, XAP_OR, wqf);
}

/* The first `words` words in order within `window` positions; NULL if one of them is nowhere. */
static struct xap_query *sequence(struct planner *pl, const struct variant *v, size_t words,
                                  size_t window, uint32_t wqf)
{
	struct xap_query **parts = mem_alloc((words + 1) * sizeof *parts), *query = NULL;
	size_t made = 0;

	for (; made < words; made++) {
		parts[made] = position_query(pl, &v->words[made], wqf);
		if (parts[made] == NULL)
			break;
	}
	if (made == words)
		query = xap_query_combine(XAP_PHRASE, parts, words, (uint32_t)window);
	else
		for (size_t i = 0; i < made; i++)
			xap_query_free(parts[i]);
	free(parts);
	return query;
}

/* The passages in which a line end breaks a word of the phrase; of word*, any word. NULL: there is none. */
static struct xap_query *broken_in(struct planner *pl, const struct variant *v)
{
	struct xap_query *broken = NULL;

	for (size_t i = 0; i < v->word_count; i++)
		if (v->words[i].prefix)
			return planner_query(pl, PREFIX_BROKEN, span_make("", 0), 1);
	for (size_t i = 0; i < v->word_count; i++)
		for (size_t k = 0; k < v->words[i].term_count; k++)
			broken = either(broken, planner_query(pl, PREFIX_BROKEN, v->words[i].terms[k], 1));
	return broken;
}

/* Where line ends break words of the phrase, its positions have gaps: those passages are read. */
static struct xap_query *broken_sequence(struct planner *pl, const struct leaf *leaf,
                                         const struct variant *v, const struct xap_query *strict)
{
	struct xap_query *broken = broken_in(pl, v), *wide;

	if (broken == NULL)
		return NULL;
	wide = sequence(pl, v, v->word_count, v->word_count * BROKEN_SPREAD, leaf->count);
	wide = but_not(filtered(wide, broken), xap_query_copy(strict));
	return planner_resolve(pl, wide, leaf);
}

struct xap_query *strict_query(struct planner *pl, const struct leaf *phrase)
{
	const struct variant *v = &phrase->variants[0];

	return v->word_count > PHRASE_WORDS_MAX ? NULL : sequence(pl, v, v->word_count, v->word_count, 1);
}

static struct xap_query *phrase_query(struct planner *pl, const struct leaf *leaf,
                                      const struct variant *v)
{
	struct xap_query *strict;

	if (v->word_count > PHRASE_WORDS_MAX)
		return planner_resolve(pl,
		                       sequence(pl, v, PHRASE_WORDS_MAX,
		                                (size_t)PHRASE_WORDS_MAX * BROKEN_SPREAD, 1),
		                       leaf);
	strict = sequence(pl, v, v->word_count, v->word_count, leaf->count);
	return either(strict, broken_sequence(pl, leaf, v, strict));
}

/* Another spelling, in the passage or in the titles of its sections. It has no stem: that may be a word's. */
static struct xap_query *name_query(struct planner *pl, const struct leaf *leaf, const struct leaf_word *w)
{
	struct xap_query *parts[2];
	size_t count = 0;

	parts[0] = any_of(pl, PREFIX_WORD, w->terms, w->term_count, XAP_SYNONYM, leaf->count);
	count += parts[0] != NULL;
	parts[count] = any_of(pl, PREFIX_SECTION_WORD, w->terms, w->term_count, XAP_OR, 1);
	if (parts[count] != NULL)
		parts[count] = xap_query_scale(parts[count], 0);
	count += parts[count] != NULL;
	return count == 1 ? parts[0] : xap_query_combine(XAP_OR, parts, count, 0);
}

/* A form of more words than were typed ("United Kingdom of …" for UK) weighs no more than so many. */
static struct part variant_query(struct planner *pl, const struct leaf *leaf, const struct variant *v)
{
	static const double weights[] = {
		[NAME_SAME] = WEIGHT_NAME_SAME, [NAME_ENDING] = WEIGHT_NAME_ENDING, [NAME_NEAR] = WEIGHT_NAME_NEAR};
	struct part part = {0};

	if (v->word_count != 1)
		part.core = phrase_query(pl, leaf, v);
	else if (v->how == MATCH_NAME)
		part.core = name_query(pl, leaf, &v->words[0]);
	else
		part = word_query(pl, leaf, &v->words[0]);
	if (v->how == MATCH_NAME)
		part.core = scaled(part.core, weights[v->level]);
	else if (v->how == MATCH_EQUIVALENT)
		part.core = scaled(part.core, WEIGHT_WRITTEN);
	if (v->how != MATCH_EXACT && v->word_count > leaf->variants[0].word_count)
		part.core = scaled(part.core, (double)leaf->variants[0].word_count / (double)v->word_count);
	return part;
}

/* The passages that have the words of one variant. */
static struct xap_query *form_query(struct planner *pl, const struct leaf *leaf, const struct variant *v)
{
	return v->word_count == 1 ? any_of(pl, PREFIX_WORD, v->words[0].terms, v->words[0].term_count, XAP_OR, 1)
	                          : phrase_query(pl, leaf, v);
}

struct xap_query *forms_query(struct planner *pl, const struct leaf *leaf)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < leaf->variant_count; i++)
		query = either(query, form_query(pl, leaf, &leaf->variants[i]));
	return query;
}

/* The passages of a name as typed, then of each level of its spellings, with what each weighs besides. */
static struct xap_query *tiers(struct planner *pl, const struct leaf *leaf)
{
	struct xap_query *query = NULL;
	double weight = WEIGHT_NAME_TIER;

	for (unsigned level = NAME_NEAR + 1; level-- > 0; weight *= 2) {
		struct xap_query *of_level = NULL;

		for (size_t i = 0; i < leaf->variant_count; i++)
			if (leaf->variants[i].level == level)
				of_level = either(of_level, form_query(pl, leaf, &leaf->variants[i]));
		query = best_of(query, fixed_weight(of_level, weight));
	}
	return query;
}

struct part leaf_query(struct planner *pl, const struct leaf *leaf)
{
	struct part whole = {0};

	for (size_t i = 0; i < leaf->variant_count; i++) {
		struct part part = variant_query(pl, leaf, &leaf->variants[i]);
		struct xap_query *cores[2];

		whole.soft = either(whole.soft, part.soft);
		if (whole.core == NULL || part.core == NULL) {
			whole.core = whole.core == NULL ? part.core : whole.core;
			continue;
		}
		cores[0] = whole.core;
		cores[1] = part.core;
		whole.core = xap_query_combine(XAP_MAX, cores, 2, 0);
	}
	if (leaf->variant_count != 1 || leaf->variants[0].word_count != 1 || leaf->variants[0].words[0].stem_count == 0) {
		planner_part(pl, leaf->text, leaf->variant_count == 1 ? "as typed" : "its best form", whole.core);
		planner_part(pl, leaf->text, "first letters", whole.soft);
	}
	if (leaf->tiered) {
		struct xap_query *levels = tiers(pl, leaf);

		planner_part(pl, leaf->text, "as a name", levels);
		whole.soft = either(whole.soft, levels);
	}
	return whole;
}

/* ---- NEAR ---- */

/* Whether Xapian can do it: one term, or a choice of terms, for each part. */
static bool near_is_simple(const struct leaf *near)
{
	for (size_t i = 0; i < near->part_count; i++)
		if (near->parts[i].variant_count != 1 || near->parts[i].variants[0].word_count != 1 ||
		    near->parts[i].count != 1)
			return false;
	return near->part_count > 1;
}

static struct xap_query *near_candidates(struct planner *pl, const struct leaf *near)
{
	struct xap_query *all = NULL;

	for (size_t i = 0; i < near->part_count; i++) {
		struct part part = leaf_query(pl, &near->parts[i]);

		xap_query_free(part.soft);
		all = i == 0 ? part.core : both(all, part.core);
	}
	return all;
}

struct xap_query *near_query(struct planner *pl, const struct leaf *near)
{
	struct xap_query **parts, *query = NULL;
	size_t made = 0;

	if (!near_is_simple(near))
		return planner_resolve(pl, near_candidates(pl, near), near);
	parts = mem_alloc(near->part_count * sizeof *parts);
	for (; made < near->part_count; made++) {
		parts[made] = position_query(pl, &near->parts[made].variants[0].words[0], 1);
		if (parts[made] == NULL)
			break;
	}
	if (made == near->part_count)
		query = xap_query_combine(XAP_NEAR, parts, made, near->window);
	if (query != NULL)
		planner_part(pl, near->text, "near", query);
	else
		for (size_t i = 0; i < made; i++)
			xap_query_free(parts[i]);
	free(parts);
	return query;
}
