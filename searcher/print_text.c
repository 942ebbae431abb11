#include "render/cite.h"
#include "searcher/headline.h"
#include "searcher/notes.h"
#include "searcher/print_parts.h"
#include "text/sentences.h"

#include <stdlib.h>

#define INDENT 4       /* columns before a hit's lines; its rank stands in them */
#define LABEL_GAP 2    /* columns between the heading and the label at the line's end */

/* ---- The first line of a hit ---- */

/* "provision", "name: Bokayev" */
static void add_label(struct buf *out, const struct hit *h)
{
	struct span form = hit_form(h);

	buf_add_str(out, match_names[h->match]);
	if (form.len == 0)
		return;
	buf_add_str(out, ": ");
	layout_add_safe(out, form);
}

/* Rank, heading, and at the line's right end how it matched. */
static void add_first_line(struct buf *out, const struct hit *h, unsigned width)
{
	size_t first = out->len, columns, room = 0, taken;
	struct buf label;

	buf_init(&label);
	add_label(&label, h);
	taken = layout_columns(buf_span(&label));
	if (width > taken + LABEL_GAP + INDENT)
		room = width - taken - LABEL_GAP - INDENT;
	buf_addf(out, "%2u  ", (unsigned)h->rank);
	print_heading(out, &h->source, room);
	columns = layout_columns(span_make(out->data + first, out->len - first)) + taken;
	for (size_t i = columns + LABEL_GAP; i < width; i++)
		buf_add_char(out, ' ');
	buf_addf(out, "%*s%s\n", LABEL_GAP, "", label.data);
	buf_release(&label);
}

/* ---- The lines below it ---- */

void print_place(struct buf *out, const struct layout *l, const struct record *r,
                 const struct page_mark *page)
{
	struct buf place, locus;

	buf_init(&place);
	buf_init(&locus);
	for (size_t i = 0; i < r->section_count; i++) {
		if (place.len != 0)
			buf_add_str(&place, " › ");
		cite_shorten(&place, r->sections[i], CITE_SECTION_CHARS);
	}
	cite_locus(&locus, r, page);
	if (place.len != 0 && locus.len != 0)
		buf_add_str(&place, " › ");
	buf_add_span(&place, buf_span(&locus));
	if (r->ocr != 0)
		buf_addf(&place, "%s[read by OCR, %u %% sure]", place.len == 0 ? "" : " ", (unsigned)r->ocr);
	if (place.len != 0)
		layout_wrap(out, l, buf_span(&place), NULL, 0);
	buf_release(&place);
	buf_release(&locus);
}

static void add_missing(struct buf *out, const struct layout *l, const struct hit *h)
{
	struct buf line;

	if (h->missing_count == 0)
		return;
	buf_init(&line);
	buf_add_str(&line, "without: ");
	for (size_t i = 0; i < h->missing_count; i++) {
		if (i != 0)
			buf_add_str(&line, ", ");
		buf_add_span(&line, h->missing[i]);
	}
	layout_wrap(out, l, buf_span(&line), NULL, 0);
	buf_release(&line);
}

static void add_citation(struct buf *out, const struct layout *l, const struct notes *n, size_t i)
{
	struct buf line;

	buf_init(&line);
	notes_add(&line, n, i);
	buf_addf(&line, " [%s]", n->answer->hits[i].record.id);
	layout_wrap(out, l, buf_span(&line), NULL, 0);
	buf_release(&line);
}

/* The same passage in other sources: each with its own citation. */
static void add_copies(struct buf *out, const struct layout *l, const struct hit *h, enum cite_style style)
{
	struct buf line;

	buf_init(&line);
	for (size_t i = 0; i < h->copy_count && i < HIT_COPIES_SHOWN; i++) {
		const struct hit *copy = &h->copies[i];

		buf_clear(&line);
		buf_add_str(&line, "Also: ");
		cite_style(&line, style,
		           &(struct citation){
				   .source = &copy->source, .record = &copy->record, .page = hit_first_page(copy)});
		buf_addf(&line, " [%s]", copy->record.id);
		layout_wrap(out, l, buf_span(&line), NULL, 0);
	}
	if (h->copies_in_all > HIT_COPIES_SHOWN) {
		buf_clear(&line);
		print_count(&line, h->copies_in_all - HIT_COPIES_SHOWN, "more source has it", "more sources have it");
		buf_add_str(&line, ": see --copies");
		layout_wrap(out, l, buf_span(&line), NULL, 0);
	}
	buf_release(&line);
}

/* Only its last sentence, if there are several: it is what leads in. */
static void add_lead_in(struct buf *out, const struct layout *l, const struct hit *h,
                        const struct lists *lists)
{
	struct range *sentences = NULL;
	size_t count;
	struct buf line;

	if (h->record.lead_in.len == 0)
		return;
	count = sentences_find(h->record.lead_in, h->language, lists, &sentences);
	buf_init(&line);
	if (count > 1) {
		buf_add_str(&line, "[…] ");
		buf_add_span(&line, span_sub(h->record.lead_in, sentences[count - 1]));
	} else {
		buf_add_span(&line, h->record.lead_in);
	}
	layout_wrap(out, l, buf_span(&line), NULL, 0);
	buf_release(&line);
	free(sentences);
}

/* Highlights with but a space between them are shown as one. */
static size_t join_highlights(const struct snippet *s)
{
	size_t kept = 0;

	for (size_t i = 1; i < s->highlight_count; i++) {
		struct range *last = &s->highlights[kept], next = s->highlights[i];

		if (next.start == last->end + 1 && s->text.data[last->end] == ' ')
			last->end = next.end;
		else
			s->highlights[++kept] = next;
	}
	return s->highlight_count == 0 ? 0 : kept + 1;
}

static void add_snippet(struct buf *out, const struct layout *layout, struct snippet *s)
{
	s->highlight_count = join_highlights(s);
	if (s->text.len != 0)
		layout_wrap(out, layout, buf_span(&s->text), s->highlights, s->highlight_count);
}

/* On one line, however long, so that a terminal can open it. */
static void add_link(struct buf *out, struct notes *n, const struct hit *h, const struct snippet *s)
{
	struct buf link;

	buf_init(&link);
	links_add(&link, &n->links, h, s->ranges, s->range_count);
	if (link.len != 0) {
		buf_addf(out, "%*s", INDENT, "");
		layout_add_safe(out, buf_span(&link));
		buf_add_char(out, '\n');
	}
	buf_release(&link);
}

/* What the passage cites, and the words that decided of which instrument. */
static void add_provisions(struct buf *out, const struct layout *l, const struct hit *h)
{
	struct buf line;

	buf_init(&line);
	for (size_t i = 0; i < h->record.provision_count; i++) {
		const struct provision *p = &h->record.provisions[i].of;

		buf_clear(&line);
		buf_add_str(&line, "cites ");
		provision_add(&line, p);
		if (p->instrument.len != 0)
			buf_addf(&line, " of %.*s", (int)p->instrument.len, p->instrument.data);
		buf_addf(&line, " (%s", provision_confidence_name(p->confidence));
		if (p->decided.len != 0)
			buf_addf(&line, ": “%.*s”", (int)p->decided.len, p->decided.data);
		buf_add_char(&line, ')');
		layout_wrap(out, l, buf_span(&line), NULL, 0);
	}
	buf_release(&line);
}

static void add_score(struct buf *out, const struct layout *l, const struct hit *h)
{
	struct buf line;

	buf_init(&line);
	buf_addf(&line, "score %.6f = %s (document %u)", h->score, h->explained == NULL ? "?" : h->explained,
	         (unsigned)h->docid);
	layout_wrap(out, l, buf_span(&line), NULL, 0);
	buf_release(&line);
}

static void add_hit(struct buf *out, struct notes *n, size_t i, const struct library *l)
{
	const struct print_options *o = n->options;
	const struct hit *h = &n->answer->hits[i];
	struct layout layout = {o->width, INDENT, o->color};
	struct snippet snippet;

	snippet_init(&snippet);
	snippet_make(&snippet, h, l->lists, o->context);
	add_first_line(out, h, o->width);
	print_place(out, &layout, &h->record, hit_first_page(h));
	add_lead_in(out, &layout, h, l->lists);
	add_snippet(out, &layout, &snippet);
	add_missing(out, &layout, h);
	add_citation(out, &layout, n, i);
	add_link(out, n, h, &snippet);
	snippet_release(&snippet);
	add_copies(out, &layout, h, o->cite);
	if (o->explain)
		add_provisions(out, &layout, h);
	if (o->explain)
		add_score(out, &layout, h);
}

/* ---- The lines above the hits ---- */

static size_t count_copies(const struct answer *a)
{
	size_t copies = 0;

	for (size_t i = 0; i < a->count; i++)
		copies += a->hits[i].copies_in_all;
	return copies;
}

static size_t count_sources(const struct answer *a)
{
	size_t sources = 0;

	for (size_t i = 0; i < a->count; i++) {
		size_t j = 0;

		while (j < i && strcmp(a->hits[j].record.source_key, a->hits[i].record.source_key) != 0)
			j++;
		sources += j == i;
	}
	return sources;
}

/*
 * "17 passages in 5 sources."; where only some are shown "82 passages; shown: 10, from 5 sources.";
 * with copies "17 passages; shown: 15, from 4 sources, with 2 copies in others."
 */
static void add_summary(struct buf *out, const struct answer *a)
{
	size_t copies = count_copies(a);

	if (!a->total_exact)
		buf_add_str(out, "about ");
	print_count(out, a->total, "passage", "passages");
	if (a->total != a->count || !a->total_exact)
		buf_addf(out, "; shown: %zu, from ", a->count);
	else
		buf_add_str(out, " in ");
	print_count(out, count_sources(a), "source", "sources");
	if (copies != 0) {
		buf_add_str(out, ", with ");
		print_count(out, copies, "copy", "copies");
		buf_add_str(out, " in others");
	}
	buf_add_str(out, ".\n");
}

static void add_query(struct buf *out, const struct plan *p)
{
	static const char *const kinds[] = {
		[LEAF_WORD] = "word", [LEAF_PHRASE] = "phrase", [LEAF_NEAR] = "near",
		[LEAF_CITED] = "provision or symbol", [LEAF_PERSON] = "person",
	};
	struct buf query;

	buf_init(&query);
	if (p->query != NULL)
		xap_query_describe(p->query, &query);
	buf_add_str(out, "Searched for: ");
	layout_add_safe(out, buf_span(&query));
	buf_add_char(out, '\n');
	buf_release(&query);
	for (size_t i = 0; i < p->leaf_count; i++) {
		const struct leaf *leaf = &p->leaves[i];

		buf_add_str(out, "  ");
		layout_add_safe(out, leaf->text);
		buf_addf(out, ": %s%s%s\n",
		         kinds[leaf->kind],
		         leaf->negative ? ", must not be there" : leaf->required ? ", must be there" : "",
		         leaf->stop ? ", a stop word: finds nothing" : "");
	}
}

void print_text(struct buf *out, const struct answer *a, const struct plan *p, const struct library *l,
                const struct print_options *o)
{
	struct notes notes;

	if (o->qid.len != 0) {
		buf_add_str(out, "Query ");
		layout_add_safe(out, o->qid);
		buf_add_str(out, ": ");
	}
	if (!headline_add(out, p, l, NULL)) {
		add_summary(out, a);
	} else if (a->count < a->total) {
		buf_add_str(out, "In all: ");
		add_summary(out, a);
	}
	if (p->undated != 0) {
		print_count(out, p->undated, "undated source was", "undated sources were");
		buf_add_str(out, " left out by the date filter.\n");
	}
	if (o->explain)
		add_query(out, p);
	notes_init(&notes, a, l, o);
	for (size_t i = 0; i < a->count; i++) {
		buf_add_char(out, '\n');
		add_hit(out, &notes, i, l);
	}
	notes_release(&notes);
	if (o->further || o->qid.len != 0)
		buf_add_char(out, '\n');
}
