/* headline_names.c: how many passages have a name as it was typed, and in other spellings. */
#include "searcher/headline_parts.h"

#include "searcher/layout.h"
#include "searcher/print_parts.h"
#include "text/utf8.h"

#include <stdlib.h>

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
		parts[i] = headline_any(PREFIX_WORD, v->words[i].terms, v->words[i].term_count);
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

/* Whether a form is as a list writes it: "DVK", "Democratic Choice of Kazakhstan". */
static bool has_capital(struct span form)
{
	bool found = false;
	int32_t cp;

	for (size_t at = 0; at < form.len && !found;) {
		at += utf8_decode(form, at, &cp);
		found = utf8_is_upper(cp);
	}
	return found;
}

static void variant_text(struct buf *out, const struct variant *v)
{
	if (has_capital(v->form)) {
		buf_add_span(out, v->form);
		return;
	}
	for (size_t i = 0; i < v->word_count; i++) {
		buf_add_str(out, i == 0 ? "" : " ");
		add_name(out, v->words[i].terms[0]);
	}
}

/* What has been counted: of single words that nothing filters a bit for each passage, else a query. */
struct counting {
	const struct plan *plan;
	const struct library *library;
	unsigned char *seen;
	struct xap_query *before;
};

static void counting_start(struct counting *c, const struct leaf *leaf)
{
	struct xap_stats stats;
	bool single = c->plan->filter == NULL;

	for (size_t i = 0; i < leaf->variant_count && single; i++)
		single = leaf->variants[i].word_count == 1;
	if (single && xap_reader_stats(c->library->passages, &stats) == XAP_OK)
		c->seen = mem_zalloc(stats.last_docid / 8 + 1);
}

static void counting_end(struct counting *c)
{
	free(c->seen);
	xap_query_free(c->before);
}

/* Counts the passages of a term that have not been seen. */
static bool count_term(struct counting *c, struct span word, uint32_t *passages)
{
	struct xap_walk *walk;
	struct span unused;
	struct buf term;
	enum xap_status status;

	buf_init(&term);
	schema_term(&term, PREFIX_WORD, word);
	status = xap_walk_postings(&walk, c->library->passages, buf_span(&term));
	while (status == XAP_OK && (status = xap_walk_next(walk, &unused)) == XAP_OK) {
		uint32_t docid = xap_walk_docid(walk);
		unsigned char bit = (unsigned char)(1U << docid % 8);

		*passages += (c->seen[docid / 8] & bit) == 0;
		c->seen[docid / 8] |= bit;
	}
	xap_walk_free(walk);
	buf_release(&term);
	return status == XAP_NOT_FOUND;
}

static bool count_words(struct counting *c, const struct leaf_word *w, uint32_t *passages)
{
	bool good = true;

	for (size_t i = 0; i < w->term_count && good; i++)
		good = count_term(c, w->terms[i], passages);
	return good;
}

static bool count_query(struct counting *c, const struct variant *v, uint32_t *passages)
{
	struct xap_query *query = variant_query(v);
	struct counted counted;
	bool good = headline_count(c->library, c->plan, without(xap_query_copy(query), c->before), &counted);

	c->before = or(c->before, query);
	*passages = counted.passages;
	return good;
}

/* Counts each spelling, closest first, without what was counted before. */
static bool count_forms(const struct plan *p, const struct library *l, const struct leaf *leaf, struct pool *pool,
                        struct form *forms, size_t *form_count, uint32_t *typed)
{
	struct counting c = {.plan = p, .library = l};
	bool good = true;
	struct buf text;

	buf_init(&text);
	*form_count = 0;
	*typed = 0;
	counting_start(&c, leaf);
	for (size_t i = 0; i < leaf->variant_count && good; i++) {
		const struct variant *v = &leaf->variants[i];
		uint32_t passages = 0;

		good = c.seen != NULL ? count_words(&c, &v->words[0], &passages) : count_query(&c, v, &passages);
		if (v->how != MATCH_NAME) {
			*typed += passages;
		} else if (passages != 0) {
			buf_clear(&text);
			variant_text(&text, v);
			forms[(*form_count)++] = (struct form){pool_span(pool, buf_span(&text)), passages};
		}
	}
	counting_end(&c);
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
	if (form_count > HEADLINE_FORMS) {
		buf_add_str(out, " and ");
		print_count(out, form_count - HEADLINE_FORMS, "more spelling", "more spellings");
	}
	buf_add_str(out, ".\n");
}

bool headline_add_names(struct buf *out, const struct plan *p, const struct library *l, const struct leaf *leaf)
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
