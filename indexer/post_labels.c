/* The terms and values of what a passage cites and what is known of it. */
#include "indexer/post_parts.h"

#include "text/aliases.h"
#include "text/fingerprint.h"
#include "text/fold.h"

/* A term of metadata, which may be of any length. */
static void add_label(struct poster *p, enum schema_prefix prefix, struct span value)
{
	if (value.len == 0)
		return;
	schema_term(&p->value, prefix, value);
	terms_use(&p->terms, terms_entry(&p->terms, span_make(NULL, 0), buf_span(&p->value)), 0);
}

/* Other than this, gaps between the numbers of a list hold words of their own. */
#define LIST_GAP 8

static bool is_same_article(const struct provision *a, const struct provision *b)
{
	return a->unit == b->unit && span_eq(a->article, b->article) &&
	       span_eq(a->instrument, b->instrument);
}

/* Whether b follows a in one list: "174, 274", "174 and 274", both ends of "8 to 11". */
static bool is_listed(const struct provision *a, const struct provision *b, struct span reading)
{
	if (is_same_article(a, b))
		return false;
	if (b->at.start < a->at.end)
		return true;
	return b->at.start - a->at.end <= LIST_GAP && reading.data[b->at.start] >= '0' &&
	       reading.data[b->at.start] <= '9';
}

/* Likewise of two that may begin at one place. */
static bool is_in_list(const struct provision *a, const struct provision *b, struct span reading)
{
	return a->at.start < b->at.start ? is_listed(a, b, reading) : is_listed(b, a, reading);
}

/*
 * Whether a passage cites its provision i by itself, not as one of a list; a heading's are what it is about. They stand
 * in the order of the text, so that only those close by are looked at: a passage may cite a hundred thousand.
 */
static bool is_about(const struct record *r, size_t i, struct span reading)
{
	const struct provision *p = &r->provisions[i].of;

	if (r->kind == PASSAGE_HEADING)
		return true;
	for (size_t k = i; k-- > 0 && r->provisions[k].of.at.end + LIST_GAP >= p->at.start;)
		if (is_in_list(&r->provisions[k].of, p, reading))
			return false;
	for (size_t k = i + 1; k < r->provision_count && r->provisions[k].of.at.start <= p->at.end + LIST_GAP; k++)
		if (is_in_list(p, &r->provisions[k].of, reading))
			return false;
	return true;
}

static void add_provision(struct poster *p, const struct provision *provision, bool about)
{
	struct buf *term = &p->key;

	for (size_t i = 0; i <= PROVISION_TERMS_MOST; i++) {
		buf_clear(term);
		if (!provision_term(provision, i, term))
			return;
		post_term(p, PREFIX_PROVISION, buf_span(term), 0);
		if (about)
			post_term(p, PREFIX_ABOUT_PROVISION, buf_span(term), 0);
		if (provision->instrument.len != 0)
			continue;
		term->data[term->len - 1] = *SCHEMA_NO_INSTRUMENT;
		post_term(p, PREFIX_PROVISION, buf_span(term), 0);
	}
}

static void add_own(struct poster *p, const struct provision *provision)
{
	for (size_t i = 0; i <= PROVISION_TERMS_MOST; i++) {
		buf_clear(&p->key);
		if (!provision_term(provision, i, &p->key))
			return;
		post_term(p, PREFIX_OWN_PROVISION, buf_span(&p->key), 0);
	}
}

/* Their terms have no weight of their own: they say which passages come first (plan_provisions.c). */
void post_references(struct poster *p, const struct record *record, struct span reading)
{
	if (record->provision_count != 0)
		post_term(p, PREFIX_PROVISION, span_make(NULL, 0), 0);
	for (size_t i = 0; i < record->provision_count; i++)
		add_provision(p, &record->provisions[i].of, is_about(record, i, reading));
	for (size_t i = 0; i < record->own_count; i++)
		add_own(p, &record->own[i]);
	for (size_t i = 0; i < record->symbol_count; i++)
		add_label(p, PREFIX_CITED_SYMBOL, record->symbols[i].name);
}

/* A symbol as it is searched, and the paragraph of it, and items of that. */
static void add_symbol(struct poster *p, const char *symbol, const struct record *r)
{
	buf_clear(&p->key);
	symbol_add(&p->key, span_of(symbol));
	add_label(p, PREFIX_SYMBOL, buf_span(&p->key));
	for (size_t levels = 0; levels <= symbol_mark_levels(r->mark) && r->label.len != 0; levels++) {
		buf_clear(&p->key);
		symbol_add_paragraph(&p->key, span_of(symbol), r->label, r->mark, levels);
		add_label(p, PREFIX_PARAGRAPH, buf_span(&p->key));
	}
}

static void add_folded(struct poster *p, enum schema_prefix prefix, const char *value)
{
	buf_clear(&p->key);
	fold_phrase(&p->key, span_of(value));
	add_label(p, prefix, buf_span(&p->key));
}

static struct span alias_of(const struct poster *p, enum alias_kind kind, struct span name)
{
	return p->aliases == NULL ? span_make("", 0) : aliases_id(p->aliases, kind, name);
}

static void add_publisher(struct poster *p, const char *name)
{
	add_folded(p, PREFIX_PUBLISHER, name);
	add_label(p, PREFIX_BODY, alias_of(p, ALIAS_PUBLISHER, span_of(name)));
}

/* One, or several parted by ";". */
static void add_countries(struct poster *p, struct span all)
{
	while (all.len != 0) {
		const char *end = memchr(all.data, ';', all.len);
		size_t len = end == NULL ? all.len : (size_t)(end - all.data);
		struct span name = span_trim(span_make(all.data, len)), id = alias_of(p, ALIAS_COUNTRY, name);

		buf_clear(&p->key);
		fold_phrase(&p->key, name);
		add_label(p, PREFIX_COUNTRY, id.len != 0 ? id : buf_span(&p->key));
		all = span_make(all.data + len, all.len - len);
		all = span_make(all.data + (end != NULL), all.len - (end != NULL));
	}
}

void post_labels(struct poster *p, const struct record *record, const struct source *source)
{
	const struct metadata *m = &source->meta;

	add_label(p, PREFIX_ID, span_of(record->id));
	add_label(p, PREFIX_SOURCE, span_of(record->source_key));
	add_label(p, PREFIX_LANGUAGE, record->language);
	add_label(p, PREFIX_PASSAGE_KIND, span_of(passage_kind_names[record->kind]));
	add_label(p, PREFIX_NOTE, record->note);
	for (size_t i = 0; i < m->publisher_count; i++)
		add_publisher(p, m->publishers[i]);
	if (m->country != NULL)
		add_countries(p, span_of(m->country));
	if (m->kind != NULL)
		add_folded(p, PREFIX_DOCUMENT_KIND, m->kind);
	if (m->symbol != NULL)
		add_symbol(p, m->symbol, record);
	if (symbol_is_recommendation(record->label)) {
		buf_clear(&p->key);
		symbol_add_paragraph(&p->key, span_of(""), record->label, span_of(""), 0);
		add_label(p, PREFIX_PARAGRAPH, buf_span(&p->key));
	}
}

static void add_value(struct poster *p, enum schema_slot slot, struct span value)
{
	if (value.len == 0)
		return;
	post_status(p, xap_document_value(p->document, (uint32_t)slot, value));
	digest_value(&p->part, (uint32_t)slot, value);
}

void post_values(struct poster *p, const struct record *record, const struct source *source,
                       struct span reading)
{
	char ordinal[SCHEMA_ORDINAL_BYTES];
	char text[FINGERPRINT_LONG];

	schema_ordinal_write(ordinal, record->ordinal);
	if (source->meta.date != NULL)
		add_value(p, SLOT_DATE, span_of(source->meta.date));
	add_value(p, SLOT_SOURCE, span_of(record->source_key));
	add_value(p, SLOT_ORDINAL, span_make(ordinal, sizeof ordinal));
	add_value(p, SLOT_ID, span_of(record->id));
	add_value(p, SLOT_TEXT, span_make(text, fingerprint(reading, text)));
}
