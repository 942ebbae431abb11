#include "indexer/post_parts.h"

#include <stdlib.h>

struct poster *poster_new(const struct lists *lists)
{
	static const struct {
		uint32_t wdf;
		bool positioned;
	} rows[FIELD_COUNT] = {
		[FIELD_TITLE] = {0, false},
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
	free(p->words);
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		buf_release(&p->fields[i].key);
		free(p->fields[i].terms);
	}
	buf_release(&p->key);
	buf_release(&p->value);
	buf_release(&p->data);
	free(p);
}

/*
 * A document must have a length: Xapian's check takes one of length 0 that has
 * positions (a passage that is but a URL) for damage. Its id counts then.
 */
static void add_length(struct poster *p, const struct record *record)
{
	for (size_t i = 0; i < p->terms.count; i++)
		if (p->terms.slots[i].wdf != 0)
			return;
	post_term(p, PREFIX_ID, span_of(record->id), 1);
}

static void finish_term(struct poster *p, const struct term_slot *slot)
{
	const struct term_entry *e = &p->terms.entries[slot->entry];
	enum xap_status status = xap_document_numbered(p->document, e->text, slot->entry + 1, slot->wdf);

	post_status(p, status);
	digest_term(&p->part, e->hash, slot->wdf);
	for (uint32_t i = slot->first; i != 0; i = p->terms.positions[i].next) {
		uint32_t position = p->terms.positions[i].position;

		if (status == XAP_OK)
			xap_document_at(p->document, position);
		digest_posting(&p->part, e->hash, position);
	}
}

static void finish_terms(struct poster *p)
{
	terms_ask(&p->terms);
	for (size_t i = 0; i < p->terms.count; i++)
		finish_term(p, &p->terms.slots[i]);
}

/* Whether it is a heading, or a line above the text. */
static bool is_line(const struct poster *p, const struct record *record)
{
	return !p->one_passage && (record->kind == PASSAGE_HEADING ||
	                           (record->kind == PASSAGE_PARAGRAPH && record->label.len == 0 && record->counted == 0));
}

/*
 * The words of its source's title. A line is short, and would stand above what has them in the text: they count once in it, and
 * its id makes up for its length. A title that is the passage itself counts once: twice, and records without a text come out on top.
 */
static void add_title(struct poster *p, const struct record *record, struct span title, const struct language *language)
{
	struct field *f = &p->fields[FIELD_TITLE];
	bool line = is_line(p, record);

	f->wdf = line ? WDF_TITLE_OF_LINE : WDF_TITLE;
	post_field(p, FIELD_TITLE, &title, 1, language);
	if (line && f->count != 0)
		post_term(p, PREFIX_ID, span_of(record->id), (uint32_t)f->count * (WDF_TITLE - WDF_TITLE_OF_LINE));
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
	xap_document_numbering(d, p->terms.epoch + 1);
	post_body(p, reading, language);
	if (!span_eq(title, reading))
		add_title(p, record, title, language);
	post_field(p, FIELD_SECTION, record->sections, record->section_count, language);
	post_field(p, FIELD_LEAD_IN, &record->lead_in, 1, language);
	post_labels(p, record, source);
	post_references(p, record, reading);
	add_length(p, record);
	finish_terms(p);
	post_values(p, record, source, reading);
	buf_clear(&p->data);
	record_encode(&p->data, record);
	post_status(p, xap_document_data(d, buf_span(&p->data)));
	digest_document(total, &p->part, buf_span(&p->data));
	return p->status;
}
