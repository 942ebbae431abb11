#include "searcher/headline.h"

#include "searcher/layout.h"
#include "searcher/print_parts.h"
#include "store/schema.h"
#include "text/instrument_title.h"
#include "text/name.h"
#include "text/utf8.h"

#include <stdlib.h>

/* ---- counting ---- */

struct counted {
	uint32_t passages, sources;
};

/* Consumes the query; false: it could not be counted. */
static bool count(const struct library *l, const struct plan *p, struct xap_query *query, struct counted *out)
{
	struct xap_query *parts[2] = {query, xap_query_copy(p->filter)};
	struct xap_search search = {.k1 = 1, .b = 0.5, .min_normlen = 0.5, .check_at_least = UINT32_MAX,
	                            .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1,
	                            .facet_slot = SLOT_SOURCE, .unweighted = true};
	struct xap_results *results = NULL;
	bool good;

	*out = (struct counted){0, 0};
	if (query == NULL)
		return true;
	if (p->filter != NULL)
		query = xap_query_combine(XAP_FILTER, parts, 2, 0);
	search.query = query;
	good = xap_search_run(l->passages, &search, &results) == XAP_OK;
	if (good)
		*out = (struct counted){results->estimated, (uint32_t)results->facet_count};
	xap_results_free(results);
	xap_query_free(query);
	return good;
}

static struct xap_query *term_query(enum schema_prefix prefix, struct span value)
{
	struct xap_query *query;
	struct buf term;

	buf_init(&term);
	schema_term(&term, prefix, value);
	query = xap_query_term(buf_span(&term), 1);
	buf_release(&term);
	return query;
}

static struct xap_query *any_of(enum schema_prefix prefix, const struct span *values, size_t value_count)
{
	struct xap_query **parts = mem_alloc((value_count + 1) * sizeof *parts), *query;

	for (size_t i = 0; i < value_count; i++)
		parts[i] = term_query(prefix, values[i]);
	query = xap_query_combine(XAP_OR, parts, value_count, 0);
	free(parts);
	return query;
}

/* ---- provisions ---- */

void provision_add(struct buf *out, const struct provision *p)
{
	struct provision bare = *p;
	struct buf term;
	const char *unit = provision_unit_name(p->unit);
	size_t at = p->unit == PROVISION_ARTICLE ? 0 : strlen(unit) + 1;

	bare.instrument.len = 0;
	buf_init(&term);
	provision_query_term(&bare, &term);
	buf_add_char(out, (char)(*unit - 'a' + 'A'));
	buf_addf(out, "%s %.*s", unit + 1, (int)(term.len - at - strlen("@*")), term.data + at);
	buf_release(&term);
}

/* An instrument that is cited for the number asked for. */
struct of_instrument {
	struct span id; /* in the pool */
	struct counted counted;
};

struct instruments_found {
	struct of_instrument *items;
	size_t count, cap;
	struct counted all, unknown;
	struct pool pool;
};

static int most_first(const void *a, const void *b)
{
	const struct of_instrument *x = a, *y = b;

	if (x->counted.passages != y->counted.passages)
		return x->counted.passages > y->counted.passages ? -1 : 1;
	return span_cmp(x->id, y->id);
}

/* How many passages the index has of one provision term. */
static bool frequency(const struct library *l, struct span value, uint32_t *passages)
{
	struct buf term;
	enum xap_status status;

	buf_init(&term);
	schema_term(&term, PREFIX_PROVISION, value);
	status = xap_reader_frequency(l->passages, buf_span(&term), passages);
	buf_release(&term);
	return status == XAP_OK || status == XAP_NOT_FOUND;
}

/* Counts the passages of a term "174@id", of which the index has so many; a filter may leave fewer. */
static bool add_instrument(struct instruments_found *f, const struct library *l, const struct plan *p,
                           struct span value, struct span id, uint32_t passages)
{
	struct of_instrument item = {pool_span(&f->pool, id), {passages, 0}};

	if (p->filter != NULL && !count(l, p, term_query(PREFIX_PROVISION, value), &item.counted))
		return false;
	if (span_eq_str(id, SCHEMA_NO_INSTRUMENT)) {
		f->unknown = item.counted;
		return true;
	}
	if (item.counted.passages == 0)
		return true;
	ARRAY_GROW(f->items, f->count, f->cap);
	f->items[f->count++] = item;
	return true;
}

/* Every instrument of which the index has the number: of a query that names none. */
static bool walk_instruments(struct instruments_found *f, const struct library *l, const struct plan *p,
                             struct span term)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	struct span number = span_make(term.data, term.len - 1), found; /* without its "*" */
	struct xap_walk *walk;
	struct buf prefix;
	enum xap_status status;
	bool good = true;

	buf_init(&prefix);
	schema_term(&prefix, PREFIX_PROVISION, number);
	status = xap_walk_terms(&walk, l->passages, buf_span(&prefix));
	while (status == XAP_OK && good && (status = xap_walk_next(walk, &found)) == XAP_OK) {
		struct span value = span_make(found.data + letters, found.len - letters);
		struct span id = span_make(value.data + number.len, value.len - number.len);

		if (!span_eq_str(id, "*"))
			good = add_instrument(f, l, p, value, id, xap_walk_frequency(walk));
	}
	xap_walk_free(walk);
	buf_release(&prefix);
	return good && status == XAP_NOT_FOUND;
}

static bool find_instruments(struct instruments_found *f, const struct library *l, const struct plan *p,
                             const struct leaf *leaf)
{
	bool good = count(l, p, any_of(PREFIX_PROVISION, leaf->cited, leaf->cited_count), &f->all);

	if (good && leaf->provision.instrument.len == 0)
		good = walk_instruments(f, l, p, leaf->cited[0]);
	for (size_t i = 0; i < leaf->cited_count && good && leaf->provision.instrument.len != 0; i++) {
		const char *at = memchr(leaf->cited[i].data, '@', leaf->cited[i].len);
		size_t before = (size_t)(at - leaf->cited[i].data) + 1;
		struct span id = span_make(leaf->cited[i].data + before, leaf->cited[i].len - before);
		uint32_t passages = 0;

		good = frequency(l, leaf->cited[i], &passages) &&
		       add_instrument(f, l, p, leaf->cited[i], id, passages);
	}
	if (f->count != 0)
		qsort(f->items, f->count, sizeof *f->items, most_first);
	return good;
}

/* " of the Criminal Code of Kazakhstan"; " of 2 instruments: the ICCPR (3), …" */
static void add_instruments(struct buf *out, const struct library *l, const struct instruments_found *f)
{
	if (f->count == 0)
		return;
	if (f->count == 1) {
		if (f->items[0].counted.passages != f->all.passages)
			buf_addf(out, ", %u of them", (unsigned)f->items[0].counted.passages);
		buf_add_str(out, " of ");
		instrument_title(library_titles(l), f->items[0].id, out);
		return;
	}
	buf_addf(out, " of %zu instruments: ", f->count);
	for (size_t i = 0; i < f->count && i < HEADLINE_INSTRUMENTS; i++) {
		buf_add_str(out, i == 0 ? "" : ", ");
		instrument_title(library_titles(l), f->items[i].id, out);
		buf_addf(out, " (%u)", (unsigned)f->items[i].counted.passages);
	}
	if (f->count > HEADLINE_INSTRUMENTS)
		buf_addf(out, " and %zu more", f->count - HEADLINE_INSTRUMENTS);
	if (f->unknown.passages != 0)
		buf_addf(out, "; %u do not say of which", (unsigned)f->unknown.passages);
}

static void add_counted(struct buf *out, const struct counted *c)
{
	print_count(out, c->passages, "passage", "passages");
	buf_add_str(out, " in ");
	print_count(out, c->sources, "source", "sources");
	buf_add_str(out, c->passages == 1 ? " cites " : " cite ");
}

/* Whether all that cite it cite the same instrument, or none: then the line is but counts and a name. */
static bool is_plain(const struct instruments_found *f)
{
	return f->count == 0 || (f->count == 1 && f->items[0].counted.passages == f->all.passages);
}

static void add_cited(struct buf *out, const struct counted *c, struct span what, const struct headline_words *other)
{
	if (other != NULL) {
		other->cited(other->data, c->passages, c->sources, what);
		return;
	}
	add_counted(out, c);
	buf_add_span(out, what);
	buf_add_str(out, ".\n");
}

static bool add_provision(struct buf *out, const struct plan *p, const struct library *l,
                          const struct leaf *leaf, const struct headline_words *other)
{
	struct instruments_found f = {0};
	struct buf what;
	bool good;

	buf_init(&what);
	pool_init(&f.pool);
	good = find_instruments(&f, l, p, leaf) && f.all.passages != 0;
	if (good) {
		provision_add(&what, &leaf->provision);
		add_instruments(&what, l, &f);
		add_cited(out, &f.all, buf_span(&what), is_plain(&f) ? other : NULL);
	}
	buf_release(&what);
	pool_release(&f.pool);
	free(f.items);
	return good;
}

static bool add_symbol(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf,
                       const struct headline_words *other)
{
	struct counted all;
	struct buf what;

	if (!count(l, p, any_of(PREFIX_CITED_SYMBOL, leaf->cited, leaf->cited_count), &all) || all.passages == 0)
		return false;
	buf_init(&what);
	layout_add_safe(&what, leaf->text);
	add_cited(out, &all, buf_span(&what), other);
	buf_release(&what);
	return true;
}

/* ---- names ---- */

/* A spelling and the passages that have it and none that is closer. */
struct form {
	struct span word;
	uint32_t passages;
};

static int most_passages(const void *a, const void *b)
{
	const struct form *x = a, *y = b;

	if (x->passages != y->passages)
		return x->passages > y->passages ? -1 : 1;
	return span_cmp(x->word, y->word);
}

/* As a name is written: the index has it folded. */
static void add_name(struct buf *out, struct span word)
{
	bool begins = true;
	int32_t cp;

	for (size_t at = 0; at < word.len;) {
		at += utf8_decode(word, at, &cp);
		utf8_add(out, begins ? utf8_title(cp) : cp);
		begins = !utf8_is_letter(cp) && !utf8_is_mark(cp) && cp != '\'';
	}
}

/* The words of a variant, as terms or phrases. */
static struct xap_query *variant_query(const struct variant *v)
{
	struct xap_query **parts = mem_alloc((v->word_count + 1) * sizeof *parts), *query;

	for (size_t i = 0; i < v->word_count; i++)
		parts[i] = any_of(PREFIX_WORD, v->words[i].terms, v->words[i].term_count);
	query = v->word_count == 1 ? parts[0]
	                           : xap_query_combine(XAP_PHRASE, parts, v->word_count, (uint32_t)v->word_count);
	free(parts);
	return query;
}

static struct xap_query *without(struct xap_query *a, const struct xap_query *b)
{
	struct xap_query *parts[2] = {a, xap_query_copy(b)};

	return b == NULL ? a : xap_query_combine(XAP_AND_NOT, parts, 2, 0);
}

static struct xap_query *or(struct xap_query *a, struct xap_query *b)
{
	struct xap_query *parts[2] = {a, b};

	return a == NULL || b == NULL ? (a == NULL ? b : a) : xap_query_combine(XAP_OR, parts, 2, 0);
}

static void variant_text(struct buf *out, const struct variant *v)
{
	for (size_t i = 0; i < v->word_count; i++) {
		buf_add_str(out, i == 0 ? "" : " ");
		add_name(out, v->words[i].terms[0]);
	}
}

/* Counts each spelling, closest first, without what was counted before. */
static bool count_forms(const struct plan *p, const struct library *l, const struct leaf *leaf, struct pool *pool,
                        struct form *forms, size_t *form_count, uint32_t *typed)
{
	struct xap_query *before = NULL;
	struct counted counted;
	bool good = true;
	struct buf text;

	buf_init(&text);
	*form_count = 0;
	*typed = 0;
	for (size_t i = 0; i < leaf->variant_count && good; i++) {
		struct xap_query *query = variant_query(&leaf->variants[i]);

		good = count(l, p, without(xap_query_copy(query), before), &counted);
		before = or(before, query);
		if (leaf->variants[i].how != MATCH_NAME) {
			*typed += counted.passages;
		} else if (counted.passages != 0) {
			buf_clear(&text);
			variant_text(&text, &leaf->variants[i]);
			forms[(*form_count)++] = (struct form){pool_span(pool, buf_span(&text)), counted.passages};
		}
	}
	xap_query_free(before);
	buf_release(&text);
	return good;
}

static void add_forms(struct buf *out, struct form *forms, size_t form_count, bool typed)
{
	uint32_t more = 0;

	qsort(forms, form_count, sizeof *forms, most_passages);
	for (size_t i = 0; i < form_count; i++)
		more += forms[i].passages;
	buf_addf(out, "%u %sin another spelling: ", (unsigned)more, typed ? "more " : "");
	for (size_t i = 0; i < form_count && i < HEADLINE_FORMS; i++) {
		buf_add_str(out, i == 0 ? "" : ", ");
		layout_add_safe(out, forms[i].word);
		buf_addf(out, " (%u)", (unsigned)forms[i].passages);
	}
	buf_addf(out, form_count > HEADLINE_FORMS ? " and %zu more spellings.\n" : ".\n", form_count - HEADLINE_FORMS);
}

static bool add_names(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf)
{
	struct form *forms = mem_alloc((leaf->variant_count + 1) * sizeof *forms);
	size_t form_count;
	uint32_t typed;
	struct pool pool;
	bool good;

	pool_init(&pool);
	good = count_forms(p, l, leaf, &pool, forms, &form_count, &typed) && form_count != 0;
	if (good) {
		if (typed == 0)
			buf_add_str(out, "No passage names ");
		else
			print_count(out, typed, "passage names ", "passages name ");
		layout_add_safe(out, leaf->text);
		buf_add_str(out, "; ");
		add_forms(out, forms, form_count, typed != 0);
	}
	pool_release(&pool);
	free(forms);
	return good;
}

bool headline_add(struct buf *out, const struct plan *p, const struct library *l,
                  const struct headline_words *other)
{
	size_t lines = 0;

	for (size_t i = 0; i < p->leaf_count && lines < HEADLINE_LINES; i++) {
		const struct leaf *leaf = &p->leaves[i];

		if (leaf->kind == LEAF_WORD && leaf->tiered)
			lines += add_names(out, p, l, leaf);
		else if (leaf->kind == LEAF_CITED)
			lines += leaf->symbol ? add_symbol(out, p, l, leaf, other)
			                      : add_provision(out, p, l, leaf, other);
	}
	return lines != 0;
}
