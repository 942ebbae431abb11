#include "searcher/quote_print.h"

#include "render/cite.h"
#include "render/cite_style.h"
#include "searcher/print_parts.h"

#include <stdlib.h>

#define INDENT 4
#define SIDE_INDENT 8
#define REFUSED_CHARS 200 /* shown of a quotation that was not looked for */

static const char *const headings[QUOTE_STATUSES] = {
	[QUOTE_VERBATIM] = "VERBATIM", [QUOTE_ALTERED] = "ALTERED", [QUOTE_NOT_FOUND] = "NOT FOUND",
};

struct printer {
	struct buf *out;
	struct layout layout;
	enum cite_style style;
	const struct quote_result *result;
	const struct library *library;
};

bool quote_load_other(struct hit *h, const struct library *l, uint32_t docid)
{
	bool damaged = true, good;
	char *error = NULL;

	good = hit_load(h, l, docid, &damaged) == XAP_OK && !damaged &&
	       library_source(library_index(l, docid), h->record.source_key, &h->source, &error);
	free(error);
	return good;
}

bool quote_part_is_new(const struct quote_result *r, size_t part)
{
	return part == 0 || r->parts[part].hit != r->parts[part - 1].hit;
}

static const struct page_mark *known_page(const struct hit *h, size_t at)
{
	const struct page_mark *page = hit_page(h, at);

	return page == NULL || page->physical == 0 ? NULL : page;
}

struct citation quote_part_citation(const struct quote_result *r, size_t part)
{
	const struct hit *h = r->parts[part].hit;
	struct citation c = {.source = &r->source, .record = &h->record,
	                     .page = known_page(h, r->parts[part].at.start), .form = CITE_FULL};
	size_t last = part;

	while (last + 1 < r->part_count && !quote_part_is_new(r, last + 1))
		last++;
	c.last_page = known_page(h, r->parts[last].at.end - 1);
	if (c.page == NULL || c.last_page == NULL || c.last_page->physical <= c.page->physical)
		c.last_page = NULL;
	return c;
}

static void add_line(struct printer *p, const struct buf *line)
{
	layout_wrap(p->out, &p->layout, buf_span(line), NULL, 0);
}

/* "line 12: “…”" after the status. */
static void add_heading(struct printer *p, const struct quote_origin *origin)
{
	struct buf line;
	struct layout layout = {p->layout.width, 0, p->layout.color};

	buf_init(&line);
	buf_addf(&line, "%s ", headings[p->result->status]);
	if (origin->paragraph != 0)
		buf_addf(&line, "paragraph %zu: ", origin->paragraph);
	else if (origin->line != 0)
		buf_addf(&line, "line %zu: ", origin->line);
	buf_add_str(&line, "“");
	if (p->result->refused == NULL)
		buf_add_span(&line, span_trim(p->result->quotation));
	else
		cite_shorten(&line, span_trim(p->result->quotation), REFUSED_CHARS);
	buf_add_str(&line, "”");
	layout_wrap(p->out, &layout, buf_span(&line), NULL, 0);
	buf_release(&line);
}

static void add_side(struct printer *p, const char *label, struct span near, size_t start, size_t len)
{
	struct buf line;
	struct range marked;
	struct layout layout = {p->layout.width, SIDE_INDENT, p->layout.color};

	buf_init(&line);
	buf_addf(&line, "%s “", label);
	marked.start = line.len + start;
	marked.end = marked.start + len;
	buf_add_span(&line, near);
	buf_add_str(&line, "”");
	layout_wrap(p->out, &layout, buf_span(&line), &marked, len != 0);
	buf_release(&line);
}

static void add_text_line(struct printer *p, const char *text)
{
	struct buf line;

	buf_init(&line);
	buf_add_str(&line, text);
	add_line(p, &line);
	buf_release(&line);
}

static void add_differences(struct printer *p)
{
	const struct quote_result *r = p->result;
	struct buf head;

	for (size_t i = 0; i < r->difference_count; i++) {
		const struct quote_difference *d = &r->differences[i];

		buf_init(&head);
		buf_addf(&head, "%s%s", d->kind, d->negation ? ": a negation" : "");
		add_text_line(p, head.data);
		buf_release(&head);
		if (d->said_near.len == 0 && d->source_near.len == 0)
			continue;
		add_side(p, "said:", d->said_near, d->said_start, d->said.len);
		add_side(p, "source:", d->source_near, d->source_start, d->source.len);
	}
}

/* Nothing for no words. */
static void add_quoted(struct printer *p, const char *label, struct span words)
{
	struct buf line;

	if (words.len == 0)
		return;
	buf_init(&line);
	buf_add_str(&line, label);
	buf_add_str(&line, "“");
	buf_add_span(&line, words);
	buf_add_str(&line, "”");
	add_line(p, &line);
	buf_release(&line);
}

static void add_omissions(struct printer *p)
{
	const struct quote_result *r = p->result;

	for (size_t i = 0; i < r->omission_count; i++)
		add_quoted(p, r->omissions[i].negation ? "WARNING: a negation is left out: " : "left out: ",
		           r->omissions[i].text);
	add_quoted(p, "WARNING: a negation stands beside the quotation: ", r->beside);
	add_quoted(p, "the sentence goes on: ", r->goes_on);
}

static void add_citation(struct printer *p, const char *label, struct citation citation)
{
	struct buf line;

	buf_init(&line);
	buf_add_str(&line, label);
	cite_style(&line, p->style, &citation);
	buf_addf(&line, " [%s]", citation.record->id);
	add_line(p, &line);
	buf_release(&line);
}

static void add_places(struct printer *p)
{
	const struct quote_result *r = p->result;

	for (size_t i = 0; i < r->part_count; i++)
		if (quote_part_is_new(r, i))
			add_citation(p, i == 0 ? "" : "and ", quote_part_citation(r, i));
	for (size_t i = 0; i < r->other_count; i++) {
		struct hit h;

		hit_init(&h);
		if (quote_load_other(&h, p->library, r->others[i]))
			add_citation(p, "also: ", (struct citation){.source = &h.source, .record = &h.record});
		hit_release(&h);
	}
	if (r->more_others)
		add_text_line(p, "also in further passages");
}

void quote_print_text(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                      const struct library *l, const struct print_options *o)
{
	struct printer p = {out, {o->width, INDENT, o->color}, o->cite, r, l};

	add_heading(&p, origin);
	if (r->refused != NULL)
		add_text_line(&p, r->refused);
	add_differences(&p);
	add_omissions(&p);
	add_places(&p);
}

static void add_field(struct buf *out, struct span s)
{
	layout_add_safe(out, s);
	buf_add_char(out, '\t');
}

void quote_print_tsv(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                     const struct print_options *o)
{
	struct buf citation;
	const struct record *record = r->part_count == 0 ? NULL : &r->parts[0].hit->record;
	struct citation cited;

	buf_init(&citation);
	if (record != NULL) {
		cited = quote_part_citation(r, 0);
		cite_style(&citation, o->cite, &cited);
	}
	buf_addf(out, "%s\t%zu\t", quote_status_names[r->status], origin->line);
	add_field(out, r->quotation);
	add_field(out, span_of(record == NULL ? "" : record->id));
	add_field(out, span_of(record == NULL ? "" : r->source.meta.id));
	layout_add_safe(out, buf_span(&citation));
	buf_add_char(out, '\n');
	buf_release(&citation);
}
