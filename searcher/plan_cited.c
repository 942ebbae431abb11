/* plan_cited.c: what cites a provision or symbol: a query for its terms (plan_cited_terms.c), and the fields article: and symbol:. */
#include "searcher/planner.h"

#include "searcher/listed.h"
#include "searcher/weights.h"
#include "text/utf8.h"

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

	if (leaf->symbol || (p.instrument.len == 0 && p.of_kind == 0))
		return NULL;
	p.instrument.len = 0;
	buf_init(&term);
	provision_query_term(&p, &term);
	term.data[term.len - 1] = *SCHEMA_NO_INSTRUMENT;
	query = planner_query(pl, PREFIX_PROVISION, buf_span(&term), 1);
	buf_release(&term);
	return query;
}

/* The passages of the source that has the symbol. */
static struct xap_query *of_own_source(struct planner *pl, const struct leaf *leaf)
{
	return leaf->symbol ? any_cited(pl, leaf, PREFIX_SYMBOL) : NULL;
}

static enum schema_prefix citing_prefix(const struct leaf *leaf)
{
	return leaf->symbol ? PREFIX_CITED_SYMBOL : PREFIX_PROVISION;
}

/* The passages that cite what the leaf stands for. */
static struct xap_query *all_citing(struct planner *pl, const struct leaf *leaf)
{
	return any_cited(pl, leaf, citing_prefix(leaf));
}

/* Whether the query says of which instrument, or document. */
static bool is_of_one(const struct leaf *leaf)
{
	return leaf->symbol || leaf->provision.instrument.len != 0;
}

/* The text that a letter or paragraph stands in, where it has none of its own: Article 41(2) for 41(2)(d). */
static struct xap_query *enclosing_text(struct planner *pl, const struct leaf *leaf)
{
	struct provision p = leaf->provision;
	struct xap_query *query = NULL;
	struct buf term;

	buf_init(&term);
	while (query == NULL && is_of_one(leaf) && (p.subparagraph.len != 0 || p.paragraph.len != 0)) {
		*(p.subparagraph.len != 0 ? &p.subparagraph : &p.paragraph) = span_of("");
		buf_clear(&term);
		provision_query_term(&p, &term);
		query = planner_query(pl, PREFIX_OWN_PROVISION, buf_span(&term), 1);
		if (query != NULL)
			pl->plan->own_count += planner_frequency(pl, PREFIX_OWN_PROVISION, buf_span(&term));
	}
	buf_release(&term);
	return query;
}

/* The sum of its terms' frequencies under a prefix. */
static uint64_t count_cited(struct planner *pl, const struct leaf *leaf, enum schema_prefix prefix)
{
	uint64_t count = 0;

	for (size_t i = 0; i < leaf->cited_count; i++)
		count += planner_frequency(pl, prefix, leaf->cited[i]);
	return count;
}

/* How many are its text at most. */
static uint64_t count_own_text(struct planner *pl, const struct leaf *leaf)
{
	uint64_t count = 0;

	if (leaf->passage.len != 0)
		return planner_frequency(pl, PREFIX_ID, leaf->passage);
	for (size_t i = 0; i < leaf->paragraph_count; i++)
		count += planner_frequency(pl, PREFIX_PARAGRAPH, leaf->paragraphs[i]);
	return leaf->symbol ? count : count + count_cited(pl, leaf, PREFIX_OWN_PROVISION);
}

/* The passages that are its text, a provision's or a document's paragraph's; they are counted into the plan. enclosing: or what it stands in. */
static struct xap_query *own_text(struct planner *pl, const struct leaf *leaf, bool enclosing)
{
	struct xap_query *query = NULL;

	if (!leaf->symbol)
		query = any_cited(pl, leaf, PREFIX_OWN_PROVISION);
	else if (leaf->paragraph_count != 0)
		query = any_of(pl, PREFIX_PARAGRAPH, leaf->paragraphs, leaf->paragraph_count, XAP_OR, 1);
	else if (leaf->passage.len != 0)
		query = planner_query(pl, PREFIX_ID, leaf->passage, 1);
	if (query == NULL)
		return enclosing && !leaf->symbol ? enclosing_text(pl, leaf) : NULL;
	if (is_of_one(leaf))
		pl->plan->own_count += count_own_text(pl, leaf);
	return query;
}

static double own_text_weight(const struct planner *pl, const struct leaf *leaf)
{
	return is_of_one(leaf) ? WEIGHT_OWN_TEXT : pl->words_beside ? WEIGHT_CITED : WEIGHT_OWN_TEXT_OF_ANY;
}

/* Tells the order which passages come before all others, by how much, and how many these are, but for what a text stands in. */
static void note_tiers(struct plan *p, const struct xap_query *passages, double weight, uint64_t most)
{
	if (passages == NULL)
		return;
	p->cited = either(p->cited, xap_query_copy(passages));
	p->cited_weight += weight;
	p->cited_most += most;
}

/* The languages of an alphabet that was typed, and not Latin, which too many share; NULL: none. */
static struct xap_query *in_alphabet(struct planner *pl, struct span typed)
{
	static const struct {
		int32_t first, last;
		const char *languages;
	} alphabets[] = {{0x400, 0x52F, "ru kk uk ky be bg sr mk tg mn tt"}, {0x600, 0x6FF, "ar fa ur ps"}};
	struct xap_query *query = NULL;
	int32_t cp;

	for (size_t at = 0; at < typed.len && query == NULL;) {
		at += utf8_decode(typed, at, &cp);
		for (size_t i = 0; i < sizeof alphabets / sizeof *alphabets && cp >= alphabets[0].first; i++)
			for (const char *p = alphabets[i].languages; cp >= alphabets[i].first && cp <= alphabets[i].last && *p != '\0';
			     p += 2 + (p[2] == ' '))
				query = either(query, planner_query(pl, PREFIX_LANGUAGE, span_make(p, 2), 1));
	}
	return query;
}

/* The languages in which the instrument is called as it was typed, "DUDH"; else those of the alphabet. */
static struct xap_query *in_language(struct planner *pl, const struct leaf *leaf)
{
	char codes[LISTED_LANGUAGES][3];
	size_t count = listed_languages(pl->library, leaf->provision.decided, codes);
	struct xap_query *query = NULL;

	for (size_t i = 0; i < count; i++)
		query = either(query, planner_query(pl, PREFIX_LANGUAGE, span_of(codes[i]), 1));
	return query == NULL ? in_alphabet(pl, leaf->text) : query;
}

/* Explains its own text; `citing`: what weighs as much, beside which it brings nothing, or NULL. */
static void explain_own_text(struct planner *pl, const struct leaf *leaf, const struct xap_query *text, const struct xap_query *citing)
{
	struct xap_query *alone = text == NULL || citing == NULL ? NULL : but_not(xap_query_copy(text), xap_query_copy(citing));

	planner_part(pl, leaf->text, "its own text", alone == NULL ? text : alone);
	xap_query_free(alone);
}

struct part planner_cited_part(struct planner *pl, struct leaf *leaf, bool in_run)
{
	bool best = pl->words_beside && !is_of_one(leaf);
	struct part part = {0};
	struct xap_query *citing = all_citing(pl, leaf), *text = own_text(pl, leaf, in_run), *about = NULL, *source = NULL;

	if (!leaf->symbol)
		about = fixed_weight(any_cited(pl, leaf, PREFIX_ABOUT_PROVISION), WEIGHT_ABOUT);
	if (in_run) {
		note_tiers(pl->plan, citing, WEIGHT_CITED + (about != NULL ? WEIGHT_ABOUT : 0), count_cited(pl, leaf, citing_prefix(leaf)));
		note_tiers(pl->plan, text, own_text_weight(pl, leaf), count_own_text(pl, leaf));
		part.soft = fixed_weight(of_unknown(pl, leaf), WEIGHT_CITED_UNKNOWN);
		if (text != NULL && !leaf->symbol)
			part.soft = either(part.soft, fixed_weight(in_language(pl, leaf), WEIGHT_LANGUAGE));
		source = fixed_weight(of_own_source(pl, leaf), WEIGHT_OWN_SYMBOL);
	}
	if (in_run && pl->symbol_alone && citing == NULL && text == NULL) {
		leaf->document = true;
		part.core = source;
		planner_part(pl, leaf->text, "in its source", source);
		return part;
	}
	part.core = fixed_weight(citing, WEIGHT_CITED);
	text = fixed_weight(text, own_text_weight(pl, leaf));
	planner_part(pl, leaf->text, "cited", part.core);
	planner_part(pl, leaf->text, "by itself", about);
	explain_own_text(pl, leaf, text, best ? part.core : NULL);
	planner_part(pl, leaf->text, "its instrument not known", part.soft);
	planner_part(pl, leaf->text, "in its source", source);
	part.core = maybe(part.core, about);
	part.core = best ? best_of(part.core, text) : either(part.core, text);
	part.soft = either(part.soft, source);
	pl->plan->tiers |= part.core != NULL;
	return part;
}

/* ---- fields ---- */

/* A leaf of its own: marked, and required of every hit. */
static struct xap_query *field_leaf(struct planner *pl, struct leaf *leaf, struct span value)
{
	struct part part;
	struct xap_query *query = either(all_citing(pl, leaf), own_text(pl, leaf, false));

	leaf->count = 1;
	leaf->text = pool_span(&pl->plan->pool, value);
	part = planner_cited_part(pl, leaf, false);
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
	symbol_add(out, value);
}

/* What cites the symbol, and the passages of the source that has it. */
struct xap_query *planner_symbol_field(struct planner *pl, struct span value)
{
	struct leaf leaf = {.kind = LEAF_CITED, .symbol = true};
	struct xap_query *own;
	struct buf symbol;

	buf_init(&symbol);
	normal_symbol(pl, value, &symbol);
	leaf_add_symbol(pl, &leaf, buf_span(&symbol));
	own = of_own_source(pl, &leaf);
	if (leaf.cited_count > 1 || planner_frequency(pl, PREFIX_CITED_SYMBOL, buf_span(&symbol)) != 0)
		own = either(own, field_leaf(pl, &leaf, value));
	buf_release(&symbol);
	return own;
}
