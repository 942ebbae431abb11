/* Provisions and symbols in a query: as plain words, and as fields. */
#include "searcher/planner.h"

#include "searcher/run_text.h"
#include "searcher/weights.h"
#include "text/utf8.h"

#include <stdlib.h>

struct xap_query *fixed_weight(struct xap_query *q, double weight)
{
	return q == NULL ? NULL : filtered(xap_query_fixed(weight), q);
}

/* ---- the terms that a provision stands for ---- */

static void add_cited(struct planner *pl, struct leaf *leaf, struct span term)
{
	struct span *more = pool_alloc(&pl->plan->pool, (leaf->cited_count + 1) * sizeof *more);

	if (leaf->cited_count != 0)
		memcpy(more, leaf->cited, leaf->cited_count * sizeof *more);
	more[leaf->cited_count++] = pool_span(&pl->plan->pool, term);
	leaf->cited = more;
}

/* "criminal-code": every country has its own, and the query does not say which is meant. */
static bool is_of_any_country(struct planner *pl, struct span instrument)
{
	if (instrument.len == 0 || memchr(instrument.data, ':', instrument.len) != NULL)
		return false;
	buf_clear(&pl->text);
	buf_add_str(&pl->text, "fr:"); /* any country's code */
	buf_add_span(&pl->text, instrument);
	return instruments_has(library_instruments(pl->library), buf_span(&pl->text));
}

/* The same article of each country's instrument of that kind, as far as the index has it. */
static void add_countries(struct planner *pl, struct leaf *leaf, struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	const char *at = memchr(term.data, '@', term.len);
	struct span number = span_make(term.data, (size_t)(at - term.data) + 1);
	struct span kind = span_make(term.data + number.len, term.len - number.len), found;
	struct xap_walk *walk;
	enum xap_status status = xap_walk_terms(&walk, pl->library->passages,
	                                        planner_term(pl, PREFIX_PROVISION, number));

	if (status != XAP_OK) {
		planner_fail(pl, status);
		return;
	}
	while ((status = xap_walk_next(walk, &found)) == XAP_OK) {
		struct span value = span_make(found.data + letters, found.len - letters);
		struct span instrument = span_make(value.data + number.len, value.len - number.len);

		if (instrument.len > kind.len + 1 && instrument.data[instrument.len - kind.len - 1] == ':' &&
		    memcmp(instrument.data + instrument.len - kind.len, kind.data, kind.len) == 0)
			add_cited(pl, leaf, value);
	}
	xap_walk_free(walk);
	if (status != XAP_NOT_FOUND)
		planner_fail(pl, status);
}

static struct span copy(struct planner *pl, struct span s)
{
	return pool_span(&pl->plan->pool, s);
}

static void leaf_set_provision(struct planner *pl, struct leaf *leaf, const struct provision *p)
{
	struct buf term;

	leaf->kind = LEAF_CITED;
	leaf->provision = *p;
	leaf->provision.article = copy(pl, p->article);
	leaf->provision.paragraph = copy(pl, p->paragraph);
	leaf->provision.subparagraph = copy(pl, p->subparagraph);
	leaf->provision.instrument = copy(pl, p->instrument);
	leaf->provision.decided = span_of("");
	buf_init(&term);
	provision_query_term(p, &term);
	add_cited(pl, leaf, buf_span(&term));
	if (is_of_any_country(pl, leaf->provision.instrument))
		add_countries(pl, leaf, buf_span(&term));
	buf_release(&term);
}

/* ---- queries ---- */

/* The passages that have one of the leaf's terms under a prefix. */
static struct xap_query *any_cited(struct planner *pl, const struct leaf *leaf, enum schema_prefix prefix)
{
	struct xap_query *query = NULL;

	for (size_t i = 0; i < leaf->cited_count; i++)
		query = either(query, planner_query(pl, prefix, leaf->cited[i], 1));
	return query;
}

/* The same number of an instrument that is not known. */
static struct xap_query *of_unknown(struct planner *pl, const struct leaf *leaf)
{
	struct provision p = leaf->provision;
	struct xap_query *query;
	struct buf term;

	if (leaf->symbol || p.instrument.len == 0)
		return NULL;
	p.instrument.len = 0;
	buf_init(&term);
	provision_query_term(&p, &term);
	term.data[term.len - 1] = *SCHEMA_NO_INSTRUMENT;
	query = planner_query(pl, PREFIX_PROVISION, buf_span(&term), 1);
	buf_release(&term);
	return query;
}

struct xap_query *planner_cited(struct planner *pl, const struct leaf *leaf)
{
	return any_cited(pl, leaf, leaf->symbol ? PREFIX_CITED_SYMBOL : PREFIX_PROVISION);
}

/* Tells the order which passages come before all others, and by how much. */
static void note_tiers(struct plan *p, const struct xap_query *citing, bool about)
{
	if (citing == NULL)
		return;
	p->cited = either(p->cited, xap_query_copy(citing));
	p->cited_weight += WEIGHT_CITED + (about ? WEIGHT_ABOUT : 0);
}

/*
 * What cites it, in tiers; in a run of words, others are found too, and passages that may mean it weigh more.
 * What is about it cites it, so that its terms need not be looked at to count.
 */
static struct part cited_part(struct planner *pl, const struct leaf *leaf, bool in_run)
{
	struct part part = {0};
	struct xap_query *citing = planner_cited(pl, leaf), *about = NULL;

	if (!leaf->symbol)
		about = fixed_weight(any_cited(pl, leaf, PREFIX_ABOUT_PROVISION), WEIGHT_ABOUT);
	if (in_run) {
		note_tiers(pl->plan, citing, about != NULL);
		part.soft = fixed_weight(of_unknown(pl, leaf), WEIGHT_CITED_UNKNOWN);
	}
	part.core = fixed_weight(citing, WEIGHT_CITED);
	planner_part(pl, leaf->text, "cited", part.core);
	planner_part(pl, leaf->text, "by itself", about);
	planner_part(pl, leaf->text, "its instrument not known", part.soft);
	part.core = maybe(part.core, about);
	pl->plan->tiers |= part.core != NULL;
	return part;
}

/* ---- in a run of words ---- */

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

static bool has_letters(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (utf8_is_letter(cp) || cp == 0xA7)
			return true;
	}
	return false;
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

	leaf->text = copy(pl, typed);
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
	leaf->text = copy(pl, typed);
	if (leaf->symbol || has_letters(typed))
		leaf_set_words(pl, leaf, typed);
	number = planner_add_leaf(pl, leaf, (struct place){.optional = true});
	cover(pl, run, j, covered, number);
	return cited_part(pl, &pl->plan->leaves[number], true);
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

	add_cited(pl, &leaf, symbol->name);
	return add_leaf(pl, run, j, &leaf, symbol->at, symbol->at);
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

/* ---- fields ---- */

/* A leaf of its own: marked, and required of every hit. */
static struct xap_query *field_leaf(struct planner *pl, struct leaf *leaf, struct span value)
{
	struct part part;
	struct xap_query *query = planner_cited(pl, leaf);

	leaf->count = 1;
	leaf->text = copy(pl, value);
	part = cited_part(pl, leaf, false);
	planner_add_leaf(pl, leaf, (struct place){.optional = true});
	pl->field_soft = either(pl->field_soft, part.core);
	return query;
}

struct xap_query *planner_article_field(struct planner *pl, struct span value)
{
	struct provision_context *context = library_provisions(pl->library);
	struct provision p;
	struct leaf leaf = {0};

	if (context == NULL || !provision_value(context, value, &p)) {
		buf_addf(&pl->plan->notes,
		         "“article:%.*s” is no provision: write article:174, article:19(3)@iccpr or "
		         "article:174@kz:criminal-code\n",
		         note_length(value), value.data);
		return NULL;
	}
	leaf_set_provision(pl, &leaf, &p);
	return field_leaf(pl, &leaf, value);
}

/* The symbol's normal form; an unknown kind of symbol in capitals without spaces. */
static void normal_symbol(struct planner *pl, struct span value, struct buf *out)
{
	struct provision_context *context = library_provisions(pl->library);
	struct passage_references found = {0};

	if (context != NULL)
		found = provision_query(context, NULL, span_of(""), value);
	if (found.symbol_count == 1) {
		buf_add_span(out, found.symbols[0].name);
		return;
	}
	for (size_t i = 0; i < value.len; i++) {
		char c = value.data[i];

		if (c != ' ')
			buf_add_char(out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
	}
}

/* What cites the symbol, and the passages of the source that has it. */
struct xap_query *planner_symbol_field(struct planner *pl, struct span value)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true};
	struct xap_query *own;
	struct buf symbol;

	buf_init(&symbol);
	normal_symbol(pl, value, &symbol);
	own = planner_query(pl, PREFIX_SYMBOL, buf_span(&symbol), 1);
	if (planner_frequency(pl, PREFIX_CITED_SYMBOL, buf_span(&symbol)) != 0) {
		add_cited(pl, &leaf, buf_span(&symbol));
		own = either(own, field_leaf(pl, &leaf, value));
	}
	buf_release(&symbol);
	return own;
}
