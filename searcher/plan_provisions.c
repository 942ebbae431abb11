/* plan_provisions.c: provisions and symbols among plain words. */
#include "searcher/planner.h"

#include "searcher/run_text.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Where the words that decided the instrument stand in the query; `at` if they do not. */
static struct range with_decided(struct span text, const struct provision *p, size_t past)
{
	const char *found = NULL;
	struct range all = p->at;
	size_t start;

	if (p->decided.len != 0)
		found = memmem(text.data, text.len, p->decided.data, p->decided.len);
	if (found == NULL)
		return all;
	start = (size_t)(found - text.data);
	if (start < all.start)
		all.start = start;
	if (start + p->decided.len > all.end && start >= past)
		all.end = start + p->decided.len;
	return all;
}

static bool is_of_words(int32_t cp)
{
	return utf8_is_letter(cp) || cp == 0xA7; /* § */
}

static bool has_letters(struct span s)
{
	return utf8_holds(s, is_of_words);
}

/* The word before an item of a list: its unit, if nothing but other items stands between. */
static size_t list_start(const struct passage_references *found, size_t i, struct span text)
{
	const struct provision *p = found->provisions;

	while (i > 0 && p[i].at.start - p[i - 1].at.end < sizeof " and ,")
		i--;
	if (has_letters(span_sub(text, p[i].at)))
		return p[i].at.start;
	for (size_t at = p[i].at.start; at > 0; at--)
		if (at < p[i].at.start - 1 && text.data[at - 1] == ' ')
			return at;
	return 0;
}

/* Words that stand in the range belong to the leaf. */
static void cover(struct planner *pl, const struct run *run, const struct run_text *j, struct range at, size_t leaf)
{
	for (size_t i = 0; i < run->count; i++)
		if (j->words[i].start < at.end && j->words[i].end > at.start &&
		    pl->plan->leaves[run->leaves[i]].cover == 0)
			pl->plan->leaves[run->leaves[i]].cover = (uint32_t)leaf + 1;
}

/* The words as typed, which count as the exact match; an item of a list has none of its own. */
static void leaf_set_words(struct planner *pl, struct leaf *leaf, struct span typed)
{
	struct node phrase = {.kind = NODE_PHRASE, .text = typed};
	struct leaf words;

	leaf->text = pool_span(&pl->plan->pool, typed);
	if (!leaf_read(pl, &phrase, &words))
		return;
	leaf->variants = words.variants;
	leaf->variant_count = words.variant_count;
}

static struct part add_leaf(struct planner *pl, const struct run *run, const struct run_text *j,
                            struct leaf *leaf, struct range own, struct range covered)
{
	struct span typed = span_sub(buf_span(&j->text), own);
	size_t number;

	leaf->count = 1;
	leaf->text = pool_span(&pl->plan->pool, typed);
	if (leaf->symbol || has_letters(typed))
		leaf_set_words(pl, leaf, typed);
	number = planner_add_leaf(pl, leaf, (struct place){.optional = true});
	cover(pl, run, j, covered, number);
	return planner_cited_part(pl, &pl->plan->leaves[number], true);
}

static struct part add_parts(struct part a, struct part b)
{
	return (struct part){.core = either(a.core, b.core), .soft = either(a.soft, b.soft)};
}

/* Whether a provision can be among the words: there is no number without a digit or capital I, V, X … */
static bool may_cite(const struct run *run)
{
	for (size_t i = 0; i < run->count; i++)
		for (size_t k = 0; k < run->words[i].len; k++)
			if (strchr("0123456789IVXLC", run->words[i].data[k]) != NULL)
				return true;
	return false;
}

static const struct language *only_language(const struct library *l)
{
	return l->language_count == 1 ? l->languages[0] : NULL;
}

/* Whether every word is part of a provision. */
static bool is_whole(const struct run_text *j, size_t count, const struct passage_references *found)
{
	for (size_t i = 0; i < count; i++) {
		bool inside = false;

		for (size_t k = 0; k < found->provision_count; k++)
			inside |= j->words[i].start >= found->provisions[k].at.start &&
			          j->words[i].end <= found->provisions[k].at.end;
		if (!inside)
			return false;
	}
	return true;
}

/* The instruments are read only for a query that may name one. */
static bool find_cited(struct planner *pl, const struct run *run, const struct run_text *j,
                       struct passage_references *found)
{
	const struct language *language = only_language(pl->library);
	struct provision_context *bare = library_bare_provisions(pl->library, buf_span(&j->text)), *context;

	if (bare == NULL)
		return false;
	*found = provision_query(bare, language, span_of(""), buf_span(&j->text));
	if (is_whole(j, run->count, found))
		return true;
	context = library_provisions(pl->library);
	*found = provision_query(context, language, span_of(""), buf_span(&j->text));
	return true;
}

/* Whether the run is but provisions and the instrument that they name. */
static bool is_all(const struct run_text *j, size_t count, const struct passage_references *found)
{
	for (size_t k = 0; k < found->provision_count; k++)
		if (found->provisions[k].confidence != PROVISION_EXPLICIT)
			return false;
	for (size_t i = 0; i < count; i++) {
		bool inside = false;

		for (size_t k = 0; k < found->provision_count; k++) {
			const struct provision *p = &found->provisions[k];
			struct range all = with_decided(buf_span(&j->text), p, p->at.end);

			inside |= j->words[i].start >= all.start && j->words[i].end <= all.end;
		}
		if (!inside)
			return false;
	}
	return found->provision_count != 0;
}

/* What the run cites; "6(1) ECHR" is read as "Article 6(1) ECHR" where that leaves no word over. False: nothing. */
static bool read_run(struct planner *pl, const struct run *run, struct run_text *j, struct passage_references *found)
{
	run_text_make(j, run, false);
	if (find_cited(pl, run, j, found) && (found->provision_count != 0 || found->symbol_count != 0))
		return true;
	run_text_release(j);
	if (!run_text_is_bare(run))
		return false;
	run_text_make(j, run, true);
	if (find_cited(pl, run, j, found) && is_all(j, run->count, found))
		return true;
	run_text_release(j);
	return false;
}

static struct part provision_leaf(struct planner *pl, const struct run *run, const struct run_text *j,
                                  const struct passage_references *found, size_t i)
{
	const struct provision *p = &found->provisions[i];
	struct leaf leaf = {0};
	struct span text = buf_span(&j->text);
	struct range all = with_decided(text, p, p->at.end);
	bool item = !has_letters(span_sub(text, p->at));
	struct range covered = {list_start(found, i, text), all.end};

	leaf_set_provision(pl, &leaf, p);
	return add_leaf(pl, run, j, &leaf, item ? p->at : all, covered.start < all.start ? covered : all);
}

static struct part symbol_leaf(struct planner *pl, const struct run *run, const struct run_text *j,
                               const struct symbol *symbol)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true};
	struct span paragraph = span_sub(buf_span(&j->text), symbol->paragraph);
	struct range all = symbol->at;

	leaf_add_cited(pl, &leaf, symbol->name);
	if (paragraph.len != 0) {
		all.end = symbol->paragraph.end;
		buf_clear(&pl->text);
		buf_add_span(&pl->text, symbol->name);
		buf_add_char(&pl->text, ' ');
		buf_add_span(&pl->text, paragraph);
		leaf.paragraph = pool_span(&pl->plan->pool, buf_span(&pl->text));
	}
	return add_leaf(pl, run, j, &leaf, symbol->at, all);
}

struct part planner_provisions(struct planner *pl, const struct run *run)
{
	struct part part = {0};
	struct passage_references found = {0};
	struct run_text j;

	if (pl->options->exact || pl->options->looseness < MATCH_PROVISION || !may_cite(run) ||
	    !read_run(pl, run, &j, &found))
		return part;
	for (size_t i = 0; i < found.provision_count; i++)
		part = add_parts(part, provision_leaf(pl, run, &j, &found, i));
	for (size_t i = 0; i < found.symbol_count; i++)
		part = add_parts(part, symbol_leaf(pl, run, &j, &found.symbols[i]));
	run_text_release(&j);
	return part;
}
