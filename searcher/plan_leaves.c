#include "searcher/planner.h"

#include "searcher/match_leaf.h"
#include "searcher/pasted_calls.h"
#include "text/kazakh.h"
#include "text/utf8.h"

#include <stdlib.h>

/* ---- growing the parts of a leaf; all of it is in the plan's pool ---- */

static void add_span(struct pool *pool, struct span **set, size_t *count, struct span s)
{
	for (size_t i = 0; i < *count; i++)
		if (span_eq((*set)[i], s))
			return;
	if ((*count & (*count - 1)) == 0) { /* full at 0, 1, 2, 4 … */
		struct span *more = pool_alloc(pool, (*count == 0 ? 1 : *count * 2) * sizeof *more);

		if (*count != 0)
			memcpy(more, *set, *count * sizeof *more);
		*set = more;
	}
	(*set)[(*count)++] = pool_span(pool, s);
}

/* The leaf's variant of that many words, made if need be. */
static struct variant *variant_of(struct pool *pool, struct leaf *leaf, size_t words)
{
	struct variant *grown;

	for (size_t i = 0; i < leaf->variant_count; i++)
		if (leaf->variants[i].word_count == words)
			return &leaf->variants[i];
	grown = pool_alloc(pool, (leaf->variant_count + 1) * sizeof *grown);
	if (leaf->variant_count != 0)
		memcpy(grown, leaf->variants, leaf->variant_count * sizeof *grown);
	leaf->variants = grown;
	grown += leaf->variant_count++;
	*grown = (struct variant){.word_count = words};
	grown->words = pool_alloc(pool, words * sizeof *grown->words);
	memset(grown->words, 0, words * sizeof *grown->words);
	return grown;
}

static void add_term(struct pool *pool, struct leaf_word *w, struct span term)
{
	add_span(pool, &w->terms, &w->term_count, term);
}

/*
 * Whether a stem that a lesser language gives a word is none of it where the main one has it: "polic" of French "policies", which
 * would bring the police in English. What the main language does not have is looked for everywhere: "tortura" finds torture.
 */
static bool is_lesser(struct planner *pl, const struct leaf_word *w, struct span stem, const struct language *lang)
{
	bool known = false;

	if (pl->main == NULL || lang == pl->main)
		return false;
	for (size_t i = 0; i < w->stem_count; i++)
		if (span_eq(w->stems[i], stem))
			return false;
	for (size_t i = 0; i < w->stem_count && !known; i++)
		known = planner_frequency(pl, PREFIX_STEM, w->stems[i]) != 0;
	return known;
}

/* Whether a stem is a word of another language that is in nearly every passage of it: see struct own_stem. */
static bool is_others_word(const struct planner *pl, const struct token *t, struct span stem, const struct language *lang)
{
	bool is = false;

	for (size_t i = 0; i < pl->library->language_count && !span_eq(stem, t->term); i++) {
		const struct language *other = pl->library->languages[i];

		is |= other != lang && (lists_is_stop(pl->library->lists, other, stem) || (span_eq_str(stem, "not") && span_eq_str(span_of(other->code), "en")));
	}
	return is;
}

static void add_stem(struct planner *pl, struct leaf_word *w, const struct token *t, struct span stem, const struct language *lang)
{
	struct pool *pool = &pl->plan->pool;
	struct own_stem *grown;

	if (!is_others_word(pl, t, stem, lang) && !is_lesser(pl, w, stem, lang)) {
		add_span(pool, &w->stems, &w->stem_count, stem);
		return;
	}
	grown = pool_alloc(pool, (w->own_count + 1) * sizeof *grown);
	if (w->own_count != 0)
		memcpy(grown, w->own, w->own_count * sizeof *grown);
	grown[w->own_count++] = (struct own_stem){pool_span(pool, stem), lang};
	w->own = grown;
}

_Static_assert(KAZAKH_LETTERS == TRUNCATED_UNSTEMMED, "the forms of Kazakh words are compared with what the index has");

/* What stands for a stem: a word's first letters, and in Kazakh those of its forms. */
static void add_truncated(struct pool *pool, struct leaf_word *w, struct span term, const struct language *lang)
{
	struct span *forms;
	size_t count = span_eq_str(span_of(lang->code), "kk") ? kazakh_forms(pool, term, &forms) : 0;

	add_span(pool, &w->truncated, &w->truncated_count, truncated(term, TRUNCATED_UNSTEMMED));
	for (size_t i = 0; i < count; i++)
		add_span(pool, &w->truncated, &w->truncated_count, forms[i]);
}

/*
 * The stem, and the word itself as a stem: so the index keeps acronyms, which
 * people type without capitals.
 */
static void add_stems(struct planner *pl, struct leaf_word *w, const struct token *t,
                      const struct language *lang)
{
	struct pool *pool = &pl->plan->pool;

	if ((t->flags & TOKEN_RANKED) == 0)
		return;
	add_stem(pl, w, t, t->stem, lang);
	if (t->marked.len != 0)
		add_stem(pl, w, t, t->marked, lang);
	add_span(pool, &w->stems, &w->stem_count, t->term);
	if (!language_has_stemmer(lang) && (t->flags & TOKEN_NUMBER) == 0) /* a number has no endings */
		add_truncated(pool, w, t->term, lang);
}

/* ---- reading ---- */

static size_t count_parts(const struct token *tokens, size_t count)
{
	size_t parts = 0;

	for (size_t i = 0; i < count; i++)
		parts += (tokens[i].flags & TOKEN_JOINED) == 0;
	return parts;
}

static void read_word(struct planner *pl, const struct language *lang, struct span word,
                      struct leaf *leaf)
{
	struct pool *pool = &pl->plan->pool;
	size_t count, parts, at = 0;
	const struct token *tokens = planner_word_tokens(pl, lang, word, &count);
	struct variant *v;

	parts = count_parts(tokens, count);
	if (parts == 0)
		return;
	v = variant_of(pool, leaf, parts);
	for (size_t i = 0; i < count; i++) {
		struct leaf_word *w;

		if ((tokens[i].flags & TOKEN_JOINED) == 0)
			add_term(pool, &v->words[at++], tokens[i].term);
		if (parts != 1 && ((tokens[i].flags & TOKEN_JOINED) == 0 ||
		                   tokens[i].at.start > tokens[0].at.start ||
		                   tokens[i].at.end < tokens[count - 1].at.end))
			continue;
		w = &variant_of(pool, leaf, 1)->words[0];
		v = variant_of(pool, leaf, parts);
		add_term(pool, w, tokens[i].term);
		if (!pl->options->exact)
			add_stems(pl, w, &tokens[i], lang);
	}
}

/* A word broken at a line end, as pasted from a page, is read joined. */
static bool is_inside(const struct token *tokens, size_t i, size_t joined)
{
	return joined != SIZE_MAX && tokens[i].at.end <= tokens[joined].at.end;
}

static void read_phrase_words(struct planner *pl, const struct language *lang, struct span text,
                        struct leaf *leaf)
{
	struct pool *pool = &pl->plan->pool;
	size_t count, words = 0, joined = SIZE_MAX;
	const struct token *tokens = analyse(pl->library->analyser, lang, text, &count);
	size_t *kept = mem_alloc((count + 1) * sizeof *kept);
	struct variant *v;

	for (size_t i = 0; i < count; i++) {
		const unsigned broken = TOKEN_JOINED | TOKEN_BROKEN;

		if ((tokens[i].flags & broken) == broken && !is_inside(tokens, i, joined)) {
			while (words != 0 && tokens[kept[words - 1]].at.start >= tokens[i].at.start)
				words--;
			kept[words++] = joined = i;
		} else if ((tokens[i].flags & TOKEN_JOINED) == 0 && !is_inside(tokens, i, joined)) {
			kept[words++] = i;
		}
	}
	if (words != 0) {
		v = variant_of(pool, leaf, words);
		for (size_t i = 0; i < words; i++)
			add_term(pool, &v->words[i], tokens[kept[i]].term);
	}
	free(kept);
}

static bool occurs(struct planner *pl, const struct leaf_word *w)
{
	for (size_t i = 0; i < w->term_count; i++)
		if (planner_frequency(pl, PREFIX_WORD, w->terms[i]) != 0)
			return true;
	return false;
}

/*
 * A superscript may be a note call, which the index never saw, or belong to the
 * word (m²): it does where the index has the word so.
 */
static void merge_bare(struct planner *pl, struct leaf *leaf, const struct leaf *bare)
{
	for (size_t i = 0; i < bare->variant_count; i++) {
		struct variant *v = variant_of(&pl->plan->pool, leaf, bare->variants[i].word_count);

		for (size_t k = 0; k < v->word_count; k++)
			if (!occurs(pl, &v->words[k]))
				v->words[k] = bare->variants[i].words[k];
	}
}

typedef void read_function(struct planner *pl, const struct language *lang, struct span text,
                           struct leaf *leaf);

static void read_all(struct planner *pl, struct span text, struct leaf *leaf, read_function *read)
{
	if (pl->main != NULL)
		read(pl, pl->main, text, leaf);
	for (size_t i = 0; i < pl->library->language_count; i++)
		if (pl->library->languages[i] != pl->main)
			read(pl, pl->library->languages[i], text, leaf);
}

static void read_text(struct planner *pl, struct span text, struct leaf *leaf, read_function *read)
{
	struct leaf without = {0};
	struct buf bare;

	buf_init(&bare);
	read_all(pl, text, leaf, read);
	if (calls_left_out(&bare, text)) {
		read_all(pl, buf_span(&bare), &without, read);
		merge_bare(pl, leaf, &without);
	}
	buf_release(&bare);
}

/* The stars of word*: the last word of each variant begins what it stands for. */
static void make_prefix(struct planner *pl, struct leaf *leaf)
{
	for (size_t i = 0; i < leaf->variant_count; i++) {
		struct leaf_word *last =
			&leaf->variants[i].words[leaf->variants[i].word_count - 1];

		for (size_t k = 0; k < last->term_count; k++)
			if (utf8_length(last->terms[k]) < WILDCARD_MIN) {
				buf_addf(&pl->plan->notes,
				         "“%.*s*” needs %d characters before its star: read as a word\n",
				         note_length(leaf->text), leaf->text.data, WILDCARD_MIN);
				return;
			}
	}
	for (size_t i = 0; i < leaf->variant_count; i++) {
		struct variant *v = &leaf->variants[i];
		struct leaf_word *last = &v->words[v->word_count - 1];

		last->prefix = true;
		last->stem_count = last->own_count = last->truncated_count = 0;
	}
}

bool leaf_read(struct planner *pl, const struct node *node, struct leaf *out)
{
	*out = (struct leaf){.text = pool_span(&pl->plan->pool, node->text), .count = 1};
	out->kind = node->kind == NODE_PHRASE ? LEAF_PHRASE : LEAF_WORD;
	read_text(pl, node->text, out, out->kind == LEAF_PHRASE ? read_phrase_words : read_word);
	if (node->kind == NODE_PREFIX)
		make_prefix(pl, out);
	out->stop = node->kind == NODE_WORD && planner_is_stop(pl, node->text);
	return out->variant_count != 0;
}

static void add_variants(struct planner *pl, struct leaf *leaf, const struct leaf *form, enum match how, unsigned level)
{
	size_t count = leaf->variant_count + form->variant_count;
	struct variant *all = pool_alloc(&pl->plan->pool, count * sizeof *all);

	if (leaf->variant_count != 0)
		memcpy(all, leaf->variants, leaf->variant_count * sizeof *all);
	for (size_t i = 0; i < form->variant_count; i++) {
		struct variant *v = &all[leaf->variant_count + i];

		*v = form->variants[i];
		v->how = how;
		v->level = level;
		v->form = how == MATCH_NAME ? pool_span(&pl->plan->pool, form->text) : span_of("");
	}
	leaf->variants = all;
	leaf->variant_count = count;
}

void leaf_add_forms(struct planner *pl, struct leaf *leaf, const struct leaf *form, unsigned level)
{
	add_variants(pl, leaf, form, MATCH_NAME, level);
}

void leaf_add_equivalents(struct planner *pl, struct leaf *leaf, const struct leaf *form)
{
	add_variants(pl, leaf, form, MATCH_EQUIVALENT, 0);
}
