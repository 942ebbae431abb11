/* plan_provisions.c: provisions and symbols among plain words. */
#include "searcher/planner.h"

#include "searcher/plan_country.h"
#include "text/instrument_title.h"
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

/* Where a leaf's words stand in the text of a run. */
struct place_of {
	struct range own;     /* what it is called in "missing" */
	struct range covered; /* the words that belong to it */
	const struct provision *typed, *widened; /* where the leaf is of less: words that say more are not its own; NULL */
};

/* Whether a word says more than the widened provision does: "14(3)(g)", "(2)", "ч.2". */
static bool says_more(struct span word, const struct place_of *at)
{
	size_t from = 0, past = word.len;
	struct span number;

	while (from < past && !utf8_is_digit(utf8_peek(word, from)))
		from++;
	while (past > from && !utf8_is_digit(utf8_peek(word, past - 1)))
		past--;
	number = span_make(word.data + from, past - from);
	if (number.len == 0)
		return at->widened->subparagraph.len == 0 && span_eq(run_text_stripped(word), at->typed->subparagraph);
	return memchr(word.data + from, '(', word.len - from) != NULL ||
	       (!span_eq(number, at->widened->article) && !span_eq(number, at->widened->paragraph));
}

/* "Art.", "ст.", "s.", "para.": as words of a text they are others: "art", Spanish "para". */
static bool is_abbreviation(struct span word)
{
	static const char *const words[] = {"art", "arts", "s", "ss", "sec", "para", "paras", "par", "ст", "ч", "п", NULL};

	return utf8_folds_to(run_text_stripped(word), words);
}

/* Words that stand in the range belong to the leaf; those that say more than it are missing where they are not there. */
static void cover(struct planner *pl, const struct run *run, const struct run_text *j, const struct place_of *at, size_t leaf)
{
	for (size_t i = 0; i < run->count; i++) {
		struct leaf *word = &pl->plan->leaves[run->leaves[i]];

		if (j->words[i].start >= at->covered.end || j->words[i].end <= at->covered.start || word->cover != 0)
			continue;
		if (at->widened != NULL && says_more(span_sub(buf_span(&j->text), j->words[i]), at))
			word->stop = word->optional = false;
		else
			word->cover = (uint32_t)leaf + 1;
		if (word->cover != 0 && is_abbreviation(span_sub(buf_span(&j->text), j->words[i]))) {
			word->stop = word->optional = true;
			word->variant_count = 0;
		}
	}
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
                            struct leaf *leaf, struct place_of at)
{
	struct span typed = span_sub(buf_span(&j->text), at.own);
	size_t number;

	leaf->count = 1;
	leaf->text = pool_span(&pl->plan->pool, typed);
	if (leaf->symbol || has_letters(typed))
		leaf_set_words(pl, leaf, typed);
	number = planner_add_leaf(pl, leaf, (struct place){.optional = true});
	cover(pl, run, j, &at, number);
	return planner_cited_part(pl, &pl->plan->leaves[number], true);
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

static bool find_cited(struct planner *pl, const struct run_text *j, struct passage_references *found)
{
	struct provision_context *context = library_provisions(pl->library);

	if (context == NULL)
		return false;
	*found = provision_query(context, only_language(pl->library), span_of(""), buf_span(&j->text));
	return true;
}

/* Whether the run is but provisions and the instrument that they name. */
static bool is_all(const struct run_text *j, size_t count, const struct passage_references *found)
{
	for (size_t k = 0; k < found->provision_count; k++)
		if (found->provisions[k].decided.len == 0 || found->provisions[k].confidence > PROVISION_NEAR)
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

/* What the run cites; "6(1) ECHR", or "ECHR 6(1)", is read as "Article 6(1) ECHR" where that leaves no word over. False: nothing. */
static bool read_run(struct planner *pl, const struct run *run, struct run_text *j, struct passage_references *found)
{
	size_t bare = run_text_bare(run);

	run_text_make(j, run, RUN_TEXT_NOT_BARE);
	if (find_cited(pl, j, found) && (found->provision_count != 0 || found->symbol_count != 0))
		return true;
	run_text_release(j);
	if (bare == RUN_TEXT_NOT_BARE)
		return false;
	run_text_make(j, run, bare);
	if (find_cited(pl, j, found) && is_all(j, run->count, found))
		return true;
	run_text_release(j);
	return false;
}

/* The user is told: the answer is less close than what was asked for. */
static void note_wider(struct planner *pl, struct span typed, const struct leaf *leaf)
{
	const struct provision *p = &leaf->provision;

	buf_addf(&pl->plan->notes, "no passage cites “%.*s” so closely: %s %.*s%s%.*s%s was looked for\n", note_length(typed),
	         typed.data, provision_unit_name(p->unit), (int)p->article.len, p->article.data, p->paragraph.len == 0 ? "" : "(",
	         (int)p->paragraph.len, p->paragraph.data, p->paragraph.len == 0 ? "" : ")");
}

/* "Article 31 UDHR": the user is told that there is none. */
static void note_beyond(struct planner *pl, const struct provision *p)
{
	struct buf title;

	if (p->beyond.len == 0)
		return;
	buf_init(&title);
	instrument_title(library_instruments(pl->library), p->beyond, &title);
	buf_addf(&pl->plan->notes, "%s has no article %.*s: its last is %u\n", title.data, (int)p->article.len, p->article.data, p->beyond_last);
	buf_release(&title);
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
	struct place_of at = {.own = item ? p->at : all, .covered = covered.start < all.start ? covered : all};

	note_beyond(pl, p);
	leaf_set_provision(pl, &leaf, p);
	planner_of_country(pl, run, j, at.covered, &leaf);
	if (!leaf_as_label(pl, &leaf, span_sub(text, p->at)) && leaf_widen(pl, &leaf)) {
		at.typed = p;
		at.widened = &leaf.provision;
		note_wider(pl, span_sub(text, at.own), &leaf);
	}
	return add_leaf(pl, run, j, &leaf, at);
}

/* Where the word before `at` begins: "paras." of "paras. 95-97 of A/HRC/14/10". */
static size_t word_before(struct span text, size_t at)
{
	while (at > 0 && text.data[at - 1] == ' ')
		at--;
	while (at > 0 && text.data[at - 1] != ' ')
		at--;
	return at;
}

/* The paragraphs of the document, by those of its names that the index has a document of, or by that which was typed; where what names them ends. */
static size_t ask_paragraphs_of_all(struct planner *pl, struct leaf *leaf, const struct symbol *symbol, struct span text)
{
	struct symbol one = *symbol;
	size_t end = 0;

	for (size_t i = 1; i < leaf->cited_count; i++) {
		one.name = leaf->cited[i];
		if (planner_frequency(pl, PREFIX_SYMBOL, one.name) != 0)
			end = leaf_ask_paragraphs(pl, leaf, &one, text);
	}
	return leaf->paragraph_count == 0 ? leaf_ask_paragraphs(pl, leaf, symbol, text) : end;
}

/* *past: where what was read of its paragraphs ends. */
static struct part symbol_leaf(struct planner *pl, const struct run *run, const struct run_text *j,
                               const struct symbol *symbol, size_t *past)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true};
	struct span text = buf_span(&j->text);
	struct range all = symbol->at;

	leaf_add_symbol(pl, &leaf, symbol->name);
	if (symbol->paragraph.end > symbol->paragraph.start) {
		size_t end = ask_paragraphs_of_all(pl, &leaf, symbol, text);

		all.start = symbol->paragraph.start < all.start ? word_before(text, symbol->paragraph.start) : all.start;
		all.end = end > all.end ? end : all.end;
	} else if (symbol_is_recommendation(symbol->name)) {
		leaf_ask_paragraph(pl, &leaf, span_of(""), symbol->name);
	}
	*past = symbol_is_recommendation(symbol->name) ? *past : all.end;
	return add_leaf(pl, run, j, &leaf, (struct place_of){.own = symbol->at, .covered = all});
}

#define PROVISIONS_MAX 200 /* that a query looks up: "Articles 1-200" names as many */

/* How many of the provisions found are looked up; of more the user is told. */
static size_t count_provisions(struct planner *pl, const struct passage_references *found)
{
	if (found->provision_count <= PROVISIONS_MAX)
		return found->provision_count;
	buf_addf(&pl->plan->notes, "only the first %d articles were looked up; the others are read as words\n", PROVISIONS_MAX);
	return PROVISIONS_MAX;
}

/* Whether the words are those of one symbol, and no others. */
static bool is_symbol_alone(const struct run_text *j, size_t count, const struct passage_references *found)
{
	if (found->provision_count != 0 || found->symbol_count != 1)
		return false;
	for (size_t i = 0; i < count; i++)
		if (j->words[i].start < found->symbols[0].at.start || j->words[i].end > found->symbols[0].at.end)
			return false;
	return true;
}

struct part planner_provisions(struct planner *pl, const struct run *run)
{
	struct part part = {0};
	struct passage_references found = {0};
	struct run_text j;

	if (pl->options->exact || pl->options->looseness < MATCH_PROVISION || !may_cite(run) ||
	    !read_run(pl, run, &j, &found))
		return part;
	pl->words_beside = !is_whole(&j, run->count, &found);
	pl->symbol_alone = is_symbol_alone(&j, run->count, &found);
	for (size_t i = 0, count = count_provisions(pl, &found); i < count; i++)
		part = part_plus(part, provision_leaf(pl, run, &j, &found, i));
	for (size_t i = 0, past = 0; i < found.symbol_count; i++)
		if (found.symbols[i].at.start >= past || !symbol_is_recommendation(found.symbols[i].name))
			part = part_plus(part, symbol_leaf(pl, run, &j, &found.symbols[i], &past));
	run_text_release(&j);
	return part;
}
