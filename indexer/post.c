#include "indexer/post.h"

#include "indexer/name_counts.h"
#include "indexer/terms.h"
#include "store/schema.h"
#include "text/aliases.h"
#include "text/fingerprint.h"
#include "text/fold.h"

#include <stdlib.h>

/* A term that a field adds to a passage: bytes of the field's buffer. */
struct field_term {
	enum schema_prefix prefix;
	size_t at, len;
	uint32_t position; /* 0: none */
};

/* The terms of a title, section path or lead-in: many passages in a row share them. */
struct field {
	uint32_t wdf;
	bool positioned; /* its words go into SECTION_WORD too */
	struct buf key;  /* what the terms were made from */
	struct buf bytes;
	struct field_term *terms;
	size_t count, cap;
};

enum { FIELD_TITLE, FIELD_SECTION, FIELD_LEAD_IN, FIELD_COUNT };

struct poster {
	bool one_passage;
	const struct lists *lists;
	const struct name_lists *names;
	const struct aliases *aliases; /* NULL: none are known */
	struct name_counts *name_counts; /* NULL: names are not counted */
	struct analyser *analyser;
	struct terms terms;
	struct span prefixes[PREFIX_COUNT];
	struct field fields[FIELD_COUNT];
	struct buf key, value, data;

	/* the passage at work */
	struct xap_document *document;
	struct digest part;
	enum xap_status status; /* the first that was not XAP_OK */
};

struct poster *poster_new(const struct lists *lists)
{
	static const struct {
		uint32_t wdf;
		bool positioned;
	} rows[FIELD_COUNT] = {
		[FIELD_TITLE] = {WDF_TITLE, false},
		[FIELD_SECTION] = {WDF_SECTION, true},
		[FIELD_LEAD_IN] = {WDF_LEAD_IN, false},
	};
	struct poster *p = mem_zalloc(sizeof *p);

	p->lists = lists;
	p->analyser = analyser_new(lists);
	terms_init(&p->terms);
	for (size_t i = 0; i < PREFIX_COUNT; i++)
		p->prefixes[i] = span_of(schema_prefix_letters[i]);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		p->fields[i].wdf = rows[i].wdf;
		p->fields[i].positioned = rows[i].positioned;
		buf_init(&p->fields[i].key);
		buf_init(&p->fields[i].bytes);
	}
	buf_init(&p->key);
	buf_init(&p->value);
	buf_init(&p->data);
	return p;
}

void poster_one_passage(struct poster *p, bool one)
{
	p->one_passage = one;
}

void poster_count_names(struct poster *p, struct name_counts *counts, const struct name_lists *names)
{
	p->name_counts = counts;
	p->names = names;
}

void poster_know_aliases(struct poster *p, const struct aliases *aliases)
{
	p->aliases = aliases;
}

void poster_free(struct poster *p)
{
	if (p == NULL)
		return;
	analyser_free(p->analyser);
	terms_release(&p->terms);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		buf_release(&p->fields[i].key);
		buf_release(&p->fields[i].bytes);
		free(p->fields[i].terms);
	}
	buf_release(&p->key);
	buf_release(&p->value);
	buf_release(&p->data);
	free(p);
}

static void note_status(struct poster *p, enum xap_status status)
{
	if (p->status == XAP_OK)
		p->status = status;
}

/* The first characters of a folded word, as many as the language's searches go by. */
static struct span truncated(struct span word, const struct language *language)
{
	int most = language->stemmer != NULL ? TRUNCATED_STEMMED : TRUNCATED_UNSTEMMED;
	int characters = 0;

	for (size_t i = 0; i < word.len; i++)
		if (((unsigned char)word.data[i] & 0xC0) != 0x80 && characters++ == most)
			return span_make(word.data, i);
	return word;
}

/*
 * Stop words are not truncated: a query that is nothing but stop words finds
 * them by stem and word. It changed MAP on six collections by less than 0.001
 * either way, and saves a third of these terms.
 */
static bool is_truncated(const struct token *t)
{
	return !(t->flags & TOKEN_STOP);
}

static void add_term(struct poster *p, enum schema_prefix prefix, struct span value, uint32_t wdf)
{
	terms_add(&p->terms, p->prefixes[prefix], value, wdf);
}

/* A term of metadata, which may be of any length. */
static void add_label(struct poster *p, enum schema_prefix prefix, struct span value)
{
	if (value.len == 0)
		return;
	schema_term(&p->value, prefix, value);
	terms_add(&p->terms, span_make(NULL, 0), buf_span(&p->value), 0);
}

/* A word at a position. The same word twice at one position is one posting. */
static void add_posting(struct poster *p, enum schema_prefix prefix, struct span value,
                        uint32_t position, uint32_t wdf)
{
	struct term_slot *slot = terms_add(&p->terms, p->prefixes[prefix], value, 0);

	if (terms_position(&p->terms, slot, position))
		slot->wdf += wdf;
}

/*
 * A phrase is of words as they stand: another reading of a word ("un" of U.N., "nakanune"
 * of Nakanune.kz) is found alone, and has no position. Only a word that a line end broke
 * keeps its joined form's.
 */
static bool is_positioned(const struct token *t)
{
	return (t->flags & TOKEN_JOINED) == 0 || (t->flags & TOKEN_BROKEN) != 0;
}

static void add_body(struct poster *p, struct span reading, const struct language *language)
{
	size_t count;
	const struct token *tokens = analyse(p->analyser, language, reading, &count);
	bool broken = false;

	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[i];
		bool ranked = t->flags & TOKEN_RANKED;

		if (is_positioned(t))
			add_posting(p, PREFIX_WORD, t->term, t->position, ranked ? WDF_BODY : 0);
		else
			add_term(p, PREFIX_WORD, t->term, ranked ? WDF_BODY : 0);
		broken = broken || (t->flags & TOKEN_BROKEN) != 0;
		if (!ranked)
			continue;
		add_term(p, PREFIX_STEM, t->stem, WDF_BODY);
		if (is_truncated(t))
			add_term(p, PREFIX_TRUNCATED, truncated(t->term, language), WDF_BODY);
	}
	if (p->name_counts != NULL)
		name_counts_text(p->name_counts, p->names, p->lists, language, reading, tokens, count);
	if (broken)
		add_term(p, PREFIX_BROKEN, span_make(NULL, 0), 0);
}

static void field_put(struct field *f, enum schema_prefix prefix, struct span value, uint32_t position)
{
	ARRAY_GROW(f->terms, f->count, f->cap);
	f->terms[f->count++] = (struct field_term){prefix, f->bytes.len, value.len, position};
	buf_add_span(&f->bytes, value);
}

/* Analyses one title or lead-in into the field; `before`: positions already taken. Returns the last position. */
static uint32_t field_read(struct poster *p, struct field *f, struct span text,
                           const struct language *language, uint32_t before)
{
	size_t count;
	const struct token *tokens = analyse(p->analyser, language, text, &count);
	uint32_t last = before;

	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[i];

		last = before + t->position;
		if (f->positioned)
			field_put(f, PREFIX_SECTION_WORD, t->term, last);
		if (!(t->flags & TOKEN_RANKED))
			continue;
		if (p->one_passage && f == &p->fields[FIELD_TITLE])
			field_put(f, PREFIX_TITLE_WORD, t->term, 0);
		field_put(f, PREFIX_STEM, t->stem, 0);
		if (is_truncated(t))
			field_put(f, PREFIX_TRUNCATED, truncated(t->term, language), 0);
	}
	return last;
}

/* Makes the field's terms unless they are already those of these texts. */
static void field_make(struct poster *p, struct field *f, const struct span *texts, size_t count,
                       const struct language *language)
{
	uint32_t position = 0;

	buf_clear(&p->key);
	buf_add_str(&p->key, language->code);
	buf_add_str(&p->key, p->one_passage ? " one" : "");
	for (size_t i = 0; i < count; i++) {
		buf_addf(&p->key, "\n%zu ", texts[i].len);
		buf_add_span(&p->key, texts[i]);
	}
	if (span_eq(buf_span(&p->key), buf_span(&f->key)))
		return;
	buf_clear(&f->key);
	buf_add_span(&f->key, buf_span(&p->key));
	buf_clear(&f->bytes);
	f->count = 0;
	for (size_t i = 0; i < count; i++)
		position = field_read(p, f, texts[i], language, position) + SCHEMA_GAP;
}

static void add_field(struct poster *p, int which, const struct span *texts, size_t count,
                      const struct language *language)
{
	struct field *f = &p->fields[which];

	field_make(p, f, texts, count, language);
	for (size_t i = 0; i < f->count; i++) {
		const struct field_term *t = &f->terms[i];
		struct span value = span_make(f->bytes.data + t->at, t->len);

		if (t->position != 0)
			add_posting(p, t->prefix, value, t->position, 0);
		else
			add_term(p, t->prefix, value, f->wdf);
	}
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

/* Whether a passage cites its provision i by itself, not as one of a list; a heading's are what it is about. */
static bool is_about(const struct record *r, size_t i, struct span reading)
{
	const struct provision *p = &r->provisions[i].of;

	if (r->kind == PASSAGE_HEADING)
		return true;
	for (size_t k = 0; k < r->provision_count; k++) {
		const struct provision *other = &r->provisions[k].of;

		if (k != i && (other->at.start < p->at.start ? is_listed(other, p, reading)
		                                             : is_listed(p, other, reading)))
			return false;
	}
	return true;
}

static void add_provision(struct poster *p, const struct provision *provision, bool about)
{
	struct buf *term = &p->key;

	for (size_t i = 0; i <= PROVISION_TERMS_MOST; i++) {
		buf_clear(term);
		if (!provision_term(provision, i, term))
			return;
		add_term(p, PREFIX_PROVISION, buf_span(term), 0);
		if (about)
			add_term(p, PREFIX_ABOUT_PROVISION, buf_span(term), 0);
		if (provision->instrument.len != 0)
			continue;
		term->data[term->len - 1] = *SCHEMA_NO_INSTRUMENT;
		add_term(p, PREFIX_PROVISION, buf_span(term), 0);
	}
}

/* Their terms have no weight of their own: they say which passages come first (plan_provisions.c). */
static void add_references(struct poster *p, const struct record *record, struct span reading)
{
	if (record->provision_count != 0)
		add_term(p, PREFIX_PROVISION, span_make(NULL, 0), 0);
	for (size_t i = 0; i < record->provision_count; i++)
		add_provision(p, &record->provisions[i].of, is_about(record, i, reading));
	for (size_t i = 0; i < record->symbol_count; i++)
		add_label(p, PREFIX_CITED_SYMBOL, record->symbols[i].name);
}

/* A symbol as it is searched: capitals, no spaces. */
static void add_symbol(struct poster *p, const char *symbol)
{
	buf_clear(&p->key);
	for (; *symbol != '\0'; symbol++)
		if (*symbol != ' ')
			buf_add_char(&p->key, *symbol >= 'a' && *symbol <= 'z' ? (char)(*symbol - 'a' + 'A') : *symbol);
	add_label(p, PREFIX_SYMBOL, buf_span(&p->key));
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

static void add_labels(struct poster *p, const struct record *record, const struct source *source)
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
		add_symbol(p, m->symbol);
}

static void add_value(struct poster *p, enum schema_slot slot, struct span value)
{
	if (value.len == 0)
		return;
	note_status(p, xap_document_value(p->document, (uint32_t)slot, value));
	digest_value(&p->part, (uint32_t)slot, value);
}

static void add_values(struct poster *p, const struct record *record, const struct source *source,
                       struct span reading)
{
	uint32_t n = record->ordinal;
	char ordinal[4] = {(char)(n >> 24), (char)(n >> 16), (char)(n >> 8), (char)n};
	char text[FINGERPRINT_LONG];

	if (source->meta.date != NULL)
		add_value(p, SLOT_DATE, span_of(source->meta.date));
	add_value(p, SLOT_SOURCE, span_of(record->source_key));
	add_value(p, SLOT_ORDINAL, span_make(ordinal, sizeof ordinal));
	add_value(p, SLOT_ID, span_of(record->id));
	add_value(p, SLOT_TEXT, span_make(text, fingerprint(reading, text)));
}

/*
 * A document must have a length: Xapian's check takes one of length 0 that has
 * positions (a passage that is but a URL) for damage. Its id counts then.
 */
static void add_length(struct poster *p, const struct record *record)
{
	for (size_t i = 0; i < p->terms.count; i++)
		if (p->terms.slots[p->terms.order[i]].wdf != 0)
			return;
	add_term(p, PREFIX_ID, span_of(record->id), 1);
}

/* Hands over one term: its first position carries all of its wdf. */
static void finish_term(struct poster *p, const struct term_slot *slot)
{
	struct span term = terms_text(&p->terms, slot);
	uint32_t wdf = slot->wdf;
	uint64_t hash = digest_term(&p->part, term, wdf);

	if (slot->first == 0)
		note_status(p, xap_document_term(p->document, term, wdf));
	for (uint32_t i = slot->first; i != 0; i = p->terms.positions[i].next) {
		uint32_t position = p->terms.positions[i].position;

		note_status(p, xap_document_posting(p->document, term, position, wdf));
		digest_posting(&p->part, hash, position);
		wdf = 0;
	}
}

static void finish_terms(struct poster *p)
{
	for (size_t i = 0; i < p->terms.count; i++)
		finish_term(p, &p->terms.slots[p->terms.order[i]]);
}

enum xap_status post_passage(struct poster *p, struct xap_document *d, struct digest *total,
                             const struct record *record, struct span reading,
                             const struct source *source, const struct language *language)
{
	struct span title = span_of(source->meta.title != NULL ? source->meta.title : "");

	p->document = d;
	p->status = XAP_OK;
	digest_init(&p->part);
	xap_document_clear(d);
	terms_clear(&p->terms);
	add_body(p, reading, language);
	/* A title that is the passage itself counts once: twice, and records without a text come out on top. */
	if (!span_eq(title, reading))
		add_field(p, FIELD_TITLE, &title, 1, language);
	add_field(p, FIELD_SECTION, record->sections, record->section_count, language);
	add_field(p, FIELD_LEAD_IN, &record->lead_in, 1, language);
	add_labels(p, record, source);
	add_references(p, record, reading);
	add_length(p, record);
	finish_terms(p);
	add_values(p, record, source, reading);
	buf_clear(&p->data);
	record_encode(&p->data, record);
	note_status(p, xap_document_data(d, buf_span(&p->data)));
	digest_document(total, &p->part, buf_span(&p->data));
	return p->status;
}
