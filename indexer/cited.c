#include "indexer/cited.h"

#include <stdlib.h>

#include "text/aliases.h"

struct cited {
	struct provision_context *context;
	const struct aliases *aliases;
	const struct language *language;
	struct pool pool; /* of the record at work */
};

struct cited *cited_new(const struct instruments *instruments, const struct aliases *aliases)
{
	struct cited *c = mem_zalloc(sizeof *c);

	c->aliases = aliases;
	c->context = provision_context_new(instruments);
	pool_init(&c->pool);
	return c;
}

void cited_free(struct cited *c)
{
	if (c == NULL)
		return;
	provision_context_free(c->context);
	pool_release(&c->pool);
	free(c);
}

static struct span span_or_empty(const char *s)
{
	return span_of(s != NULL ? s : "");
}

/* The code of a country; what is no name of one stays as it is. */
static struct span country_code(const struct cited *c, struct span name)
{
	struct span id = c->aliases == NULL ? span_make("", 0) : aliases_id(c->aliases, ALIAS_COUNTRY, name);

	return id.len != 0 ? id : name;
}

void cited_begin(struct cited *c, const struct source *source, const struct language *language)
{
	c->language = language;
	provision_begin(c->context, country_code(c, span_or_empty(source->meta.country)), span_or_empty(source->meta.title));
}

/* The ranges of the canonical text behind a place in the reading text. */
static void fill_ranges(struct cited *c, struct record_provision *p, const struct reading *reading)
{
	struct range *ranges = NULL;

	p->range_count = reading_ranges(reading, p->of.at, &ranges);
	p->ranges = pool_alloc(&c->pool, (p->range_count + 1) * sizeof *p->ranges);
	if (p->range_count != 0)
		memcpy(p->ranges, ranges, p->range_count * sizeof *ranges);
	free(ranges);
}

static void fill_provisions(struct cited *c, struct record *r, const struct passage_references *found,
                            const struct reading *reading)
{
	r->provision_count = found->provision_count;
	r->provisions = pool_alloc(&c->pool, (r->provision_count + 1) * sizeof *r->provisions);
	for (size_t i = 0; i < r->provision_count; i++) {
		r->provisions[i].of = found->provisions[i];
		fill_ranges(c, &r->provisions[i], reading);
	}
}

/* A note is not of the text that it stands below, nor is what nobody counts: a note in the margin, a table. */
static bool is_apart(const struct record *r)
{
	return r->kind == PASSAGE_NOTE || (r->kind == PASSAGE_PARAGRAPH && r->label.len == 0 && r->counted == 0);
}

static void fill_own(struct cited *c, struct record *r, const struct provision_passage *p)
{
	struct provision own[PROVISION_OWN_MOST];

	if (is_apart(r) && r->kind == PASSAGE_PARAGRAPH && r->section_count == 0)
		provision_title_line(c->context, p->text);
	r->own_count = is_apart(r) && !provision_begins_inline(p->text) ? 0 : provision_own(c->context, p, r->kind == PASSAGE_HEADING, r->label, r->mark, own);
	r->own = pool_alloc(&c->pool, (r->own_count + 1) * sizeof *r->own);
	if (r->own_count != 0)
		memcpy(r->own, own, r->own_count * sizeof *own);
}

static void fill_symbols(struct cited *c, struct record *r, const struct passage_references *found)
{
	r->symbol_count = found->symbol_count;
	r->symbols = pool_alloc(&c->pool, (r->symbol_count + 1) * sizeof *r->symbols);
	if (r->symbol_count != 0)
		memcpy(r->symbols, found->symbols, r->symbol_count * sizeof *r->symbols);
}

void cited_fill(struct cited *c, struct record *record, const struct reading *reading)
{
	struct provision_passage p = {
		.text = buf_span(&reading->text),
		.lead_in = record->lead_in,
		.section = record->sections,
		.section_count = record->section_count,
		.note = record->kind == PASSAGE_NOTE,
	};
	struct passage_references found;

	pool_clear(&c->pool);
	fill_own(c, record, &p);
	found = provision_find(c->context, c->language, &p);
	fill_provisions(c, record, &found, reading);
	fill_symbols(c, record, &found);
}
