/*
 * pdf_write.c: blocks → segments, calls, pages. A hyphen at a line's end stays,
 * with the line end behind it, where the word goes on in lower case: nobody can
 * tell "defama-/tion" from "self-/government", and the analysis knows both
 * readings. Before a capital or a figure it is part of the word.
 */
#include "formats/pdf_write.h"

#include <stdlib.h>

#include "formats/document.h"
#include "formats/segments.h"
#include "text/utf8.h"

struct writer {
	struct document *document;
	const struct pdf *pdf;
	struct segment_writer segments;
	size_t mark_cap, ocr_cap;
	size_t mark;         /* 2 × page + side of the page mark that holds, SIZE_MAX: none */
	size_t pages;        /* marked so far, in the body */
	bool note;           /* notes go back to earlier pages */
	const struct pdf_line *line;
	size_t skip;         /* words of the line that are its label */
	float cell_gap;      /* a gap this wide parts two cells; 0: none does */
	const struct pdf_word *before;
};

/* ---- pages ---- */

static const char *label_of(const struct pdf_page *page, size_t side)
{
	return page->printed[side][0] != '\0' ? page->printed[side] : page->printed[!side][0] == '\0' ? page->given : "";
}

static void add_mark(struct writer *w, size_t page, size_t side)
{
	struct document *d = w->document;

	ARRAY_GROW(d->pages, d->page_count, w->mark_cap);
	d->pages[d->page_count++] = (struct page_mark){d->text.len, (uint32_t)page + 1, span_of(label_of(&w->pdf->pages[page], side))};
}

static size_t side_of(const struct pdf *p, const struct pdf_line *l)
{
	const struct pdf_page *page = &p->pages[l->page];

	return page->printed[1][0] != '\0' && page->width > page->height && (l->room.x0 + l->room.x1) / 2 > page->width / 2;
}

/* What is written next stands where this line stands. */
static void go_to(struct writer *w, const struct pdf_line *l)
{
	size_t side = side_of(w->pdf, l), mark = 2 * l->page + side;

	if (mark == w->mark)
		return;
	for (; !w->note && w->pages < l->page; w->pages++)
		add_mark(w, w->pages, 0);
	if (!w->note && w->pages < l->page + 1)
		w->pages = l->page + 1;
	add_mark(w, l->page, side);
	w->mark = mark;
}

/* ---- text ---- */

/* The word just written, if it was read from a picture. A segment that is dropped takes its words with it. */
static void note_scanned(struct writer *w, const struct pdf_word *word, size_t len)
{
	struct document *d = w->document;
	struct range at = {d->text.len - len, d->text.len};

	if (word->confidence == 0 || len == 0 || len > d->text.len)
		return;
	while (d->ocr_count != 0 && d->ocr_words[d->ocr_count - 1].at.end > at.start)
		d->ocr_count--;
	ARRAY_GROW(d->ocr_words, d->ocr_count, w->ocr_cap);
	d->ocr_words[d->ocr_count++] = (struct ocr_word){at, word->confidence};
}

static void put_word(void *context, const struct pdf_word *word, bool space)
{
	struct writer *w = context;
	char label[PDF_NOTE_LABEL_MAX];
	struct buf text;
	size_t at = 0;

	if (w->skip > 0) {
		w->skip--;
		return;
	}
	if (w->cell_gap > 0 && w->before != NULL && (w->line->row ? word->drawn != w->before->drawn : word->box.x0 - w->before->box.x1 > w->cell_gap))
		segments_text(&w->segments, span_of(" | "));
	w->before = word;
	if (space)
		segments_text(&w->segments, span_of(" "));
	if (word->call) {
		while (pdf_call_label(pdf_word_text(w->pdf, word), &at, label))
			if (!w->note)
				segments_call(&w->segments, pdf_note_find_label(w->pdf, label, w->line->page));
		return;
	}
	buf_init(&text);
	pdf_word_add(&text, w->pdf, word);
	segments_text(&w->segments, buf_span(&text));
	note_scanned(w, word, text.len);
	buf_release(&text);
}

static void put_line(struct writer *w, const struct pdf_line *l, size_t skip)
{
	w->line = l;
	w->skip = skip;
	w->before = NULL;
	pdf_line_each(w->pdf, l, put_word, w);
}

static bool is_wide(int32_t cp)
{
	return (cp >= 0x2E80 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFF00 && cp <= 0xFFEF);
}

/* What stands between the end of the text so far and a line that goes on with this character. */
static void join_line(struct writer *w, int32_t next)
{
	struct span text = buf_span(&w->document->text);
	int32_t last = utf8_peek_before(text, text.len), before;
	bool hyphen = last == '-' || last == 0xAD || last == 0x2010;

	if (is_wide(last) && is_wide(next))
		return;
	before = hyphen ? utf8_peek_before(text, utf8_before(text, text.len)) : 0;
	if (!hyphen || !(utf8_is_letter(before) || utf8_is_digit(before)))
		segments_text(&w->segments, span_of(" "));
	else if (utf8_is_lower(next))
		segments_line(&w->segments);
	else if (!utf8_is_letter(next) && !utf8_is_digit(next))
		segments_text(&w->segments, span_of(" "));
}

static int32_t first_of(const struct pdf *p, const struct pdf_line *l)
{
	struct buf text;
	int32_t cp = 0;

	buf_init(&text);
	pdf_line_text(&text, p, l);
	if (text.len != 0)
		utf8_decode(buf_span(&text), 0, &cp);
	buf_release(&text);
	return cp;
}

/* Goes on with a line of the segment that is open, without the words that are skipped; `next`: its first character. */
static void add_line(struct writer *w, const struct pdf_line *l, size_t skip, int32_t next)
{
	join_line(w, next);
	go_to(w, l);
	put_line(w, l, skip);
}

/* ---- segments ---- */

static enum segment_kind kind_of(const struct pdf_block *k)
{
	switch (k->kind) {
	case PDF_HEADING: return SEGMENT_HEADING;
	case PDF_ITEM: return SEGMENT_ITEM;
	case PDF_ROW: return SEGMENT_ROW;
	case PDF_NUMBERED:
	case PDF_PARAGRAPH: break;
	}
	return SEGMENT_PARAGRAPH;
}

static void add_flow(struct writer *w, const struct pdf_blocks *b, const struct pdf_flow *f)
{
	int32_t next;

	utf8_decode(buf_span(&b->text), f->text.start, &next);
	add_line(w, f->line, f->repeated, next);
}

static void write_block(struct writer *w, const struct pdf_blocks *b, const struct pdf_block *k, bool margin)
{
	const struct pdf_flow *f = &b->flow[k->first];
	bool labelled = (k->kind == PDF_ITEM || k->kind == PDF_NUMBERED) && f->label != 0, row = k->kind == PDF_ROW;
	struct span text = span_sub(buf_span(&b->text), f->text);

	segments_end(&w->segments);
	go_to(w, f->line);
	segments_begin(&w->segments, margin ? SEGMENT_MARGIN : f->line->cell && k->kind == PDF_PARAGRAPH ? SEGMENT_ROW : kind_of(k), k->kind == PDF_HEADING || k->kind == PDF_ITEM ? k->level : 0);
	if (labelled && !f->bullet)
		segments_label(&w->segments, span_make(text.data, f->label));
	w->cell_gap = row ? 1.8F * f->line->size : 0;
	if (row)
		segments_text(&w->segments, span_of("| "));
	put_line(w, f->line, labelled ? f->label_words : f->repeated);
	for (size_t i = 1; i < k->count; i++)
		add_flow(w, b, &f[i]);
	if (row)
		segments_text(&w->segments, span_of(" |"));
	w->cell_gap = 0;
	segments_end(&w->segments);
}

/* A note in the margin stands before the block that begins beside or below it. */
static bool stands_before(const struct pdf_line *note, const struct pdf_line *l)
{
	return note->page < l->page || (note->page == l->page && note->box.y0 < l->box.y1);
}

static void write_body(struct writer *w, const struct pdf_blocks *body, const struct pdf_blocks *margin)
{
	size_t next = 0;

	for (size_t i = 0; i <= body->count; i++) {
		const struct pdf_line *l = i < body->count ? body->flow[body->blocks[i].first].line : NULL;

		while (next < margin->count && (l == NULL || stands_before(margin->flow[margin->blocks[next].first].line, l)))
			write_block(w, margin, &margin->blocks[next++], true);
		if (l != NULL)
			write_block(w, body, &body->blocks[i], false);
	}
	for (; w->pages < w->pdf->page_count; w->pages++)
		add_mark(w, w->pages, 0);
}

/* ---- notes ---- */

/* The lines of all notes, by note. */
static const struct pdf_line **sort_lines(const struct pdf *p, size_t *starts)
{
	const struct pdf_line **lines = NULL;
	size_t total = 0;

	for (int fill = 0; fill <= 1; fill++) {
		if (fill) {
			for (size_t i = 0, at = 0; i <= p->note_count; i++) {
				size_t count = starts[i];

				starts[i] = at;
				at += count;
				total = at;
			}
			lines = mem_alloc((total + 1) * sizeof *lines);
		}
		for (size_t n = 0; n < p->page_count; n++)
			for (size_t i = 0; i < p->pages[n].line_count; i++) {
				const struct pdf_line *l = &p->pages[n].lines[i];

				if (l->role != PDF_NOTE || l->note >= p->note_count)
					continue;
				if (fill)
					lines[starts[l->note]++] = l;
				else
					starts[l->note]++;
			}
	}
	for (size_t i = p->note_count; i > 0; i--)
		starts[i] = starts[i - 1];
	starts[0] = 0;
	return lines;
}

static void write_notes(struct writer *w)
{
	const struct pdf *p = w->pdf;
	size_t *segment_of = mem_alloc((p->note_count + 1) * sizeof *segment_of), *starts = mem_zalloc((p->note_count + 2) * sizeof *starts);
	const struct pdf_line **lines = sort_lines(p, starts);

	w->note = true;
	for (size_t i = 0; i < p->note_count; i++) {
		size_t before = w->document->segment_count;

		segment_of[i] = SEGMENT_NONE;
		if (starts[i] == starts[i + 1])
			continue;
		go_to(w, lines[starts[i]]);
		segments_begin(&w->segments, SEGMENT_NOTE, 0);
		segments_note_label(&w->segments, span_of(p->notes[i].label));
		put_line(w, lines[starts[i]], p->notes[i].words);
		for (size_t k = starts[i] + 1; k < starts[i + 1]; k++)
			add_line(w, lines[k], 0, first_of(p, lines[k]));
		segments_end(&w->segments);
		if (w->document->segment_count > before)
			segment_of[i] = before;
	}
	segments_join_calls(w->document, segment_of, p->note_count);
	free(lines);
	free(starts);
	free(segment_of);
}

bool pdf_write(struct document *d, const struct pdf *p, const struct pdf_blocks *body, const struct pdf_blocks *margin, char **reason)
{
	struct writer w = {.document = d, .pdf = p, .mark = SIZE_MAX};

	segments_init(&w.segments, d);
	write_body(&w, body, margin);
	w.mark = SIZE_MAX;
	write_notes(&w);
	document_keep_labels(d);
	if (w.segments.full)
		*reason = mem_strdup("more paragraphs than we read");
	return *reason == NULL;
}
