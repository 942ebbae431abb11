/*
 * pdf_scan.c: what OCR read on pages → words of those pages, as if their text
 * layer had them.
 *
 * What is not sure enough is left out: words, lines, pages; where others of the
 * paragraph stay, with a mark in their place, so that nothing seems to follow on
 * what it does not follow on.
 */
#include "formats/pdf_scan.h"

#include <math.h>
#include <stdlib.h>

#include "formats/readers.h"

#define SIZE_STEP 1.2F  /* sizes are told apart in such steps: heights of lines are not measured better */
#define LAYER_SIZE 1.3F /* text that is so near the text layer's size has it */
#define GAP_MARK "[…]"
#define LEADER "....."

static const char unsure_page[] = "OCR is not sure of it", no_words[] = "OCR finds no words on it", crowded_page[] = "OCR finds more words than a page has";

static bool same_paragraph(const struct scan_line *a, const struct scan_line *b)
{
	return a->block == b->block && a->paragraph == b->paragraph;
}

/* Whether a line of the same paragraph is kept. */
static bool has_kept_neighbour(const struct scan_page *s, size_t i)
{
	size_t first = i, end = i + 1;

	while (first > 0 && same_paragraph(&s->lines[first - 1], &s->lines[i]))
		first--;
	while (end < s->line_count && same_paragraph(&s->lines[end], &s->lines[i]))
		end++;
	for (size_t k = first; k < end; k++)
		if (s->lines[k].count != 0 && !s->lines[k].unsure)
			return true;
	return false;
}

/* ---- words of the page ---- */

/* Sureness 0: a mark of our own. */
static void add_word(struct pdf *p, struct pdf_page *page, float size, struct span text, struct pdf_box box, unsigned confidence, bool begins)
{
	struct pdf_word *w;

	if (p->word_total >= PDF_WORDS_MAX)
		return;
	ARRAY_GROW(page->words, page->word_count, page->word_cap);
	w = &page->words[page->word_count++];
	p->word_total++;
	*w = (struct pdf_word){.box = box, .size = size, .font = pdf_font_of(p, "OCR"), .space = true, .begins = begins,
	                       .confidence = (uint8_t)confidence, .text = {p->text.len, 0}};
	buf_add_span(&p->text, text);
	w->text.end = p->text.len;
}

/* Words that follow one another and are not sure have one mark; leaders are dots again. */
static void add_line(struct pdf *p, struct pdf_page *page, const struct scan_page *s, const struct scan_line *l)
{
	bool gap = false, begins = true;

	for (size_t i = l->first; i < l->first + l->count; i++) {
		const struct scan_word *w = &s->words[i];
		struct pdf_box box = {w->box.x0, l->base - SCAN_ABOVE_LINE * l->size, w->box.x1, l->base + SCAN_BELOW_LINE * l->size};
		bool left_out = w->unsure || w->leader;

		p->unsure_words += w->unsure && !w->leader;
		if (!left_out || !gap)
			add_word(p, page, l->size, w->leader ? span_of(LEADER) : w->unsure ? span_of(GAP_MARK) : w->text, box, left_out ? 0 : w->confidence, begins);
		gap = left_out;
		begins = false;
	}
}

/* Lines that are left out, one after another, have one mark, set as the lines beside it are. */
static void add_gap(struct pdf *p, struct pdf_page *page, const struct scan_page *s, size_t i)
{
	const struct scan_line *l = &s->lines[i], *beside = i != 0 && same_paragraph(l, l - 1) ? l - 1 : l;
	struct pdf_box box = s->words[l->first].box;
	float size = beside->size > 0 ? beside->size : pdf_height(&box);

	box.y0 = l->base - SCAN_ABOVE_LINE * size;
	box.y1 = l->base + SCAN_BELOW_LINE * size;
	if (l->base > 0)
		add_word(p, page, size, span_of(GAP_MARK), box, 0, true);
}

static void add_lines(struct pdf *p, struct pdf_page *page, const struct scan_page *s)
{
	bool gap = false;

	for (size_t i = 0; i < s->line_count; i++) {
		const struct scan_line *l = &s->lines[i];

		if (l->count == 0)
			continue;
		if (!l->unsure) {
			add_line(p, page, s, l);
			gap = false;
			continue;
		}
		p->unsure_words += l->count;
		gap = gap && i != 0 && same_paragraph(l, l - 1);
		if (!gap && has_kept_neighbour(s, i))
			add_gap(p, page, s, i);
		gap = true;
	}
}

static void add_scan(struct pdf *p, struct pdf_page *page, const struct pdf_scan *scan)
{
	struct scan_page s;

	scan_page_init(&s);
	scan_page_read(&s, scan->table, 72.0F / (float)scan->dpi);
	if (!s.crowded && s.chars > 0 && s.sure >= OCR_PAGE_LEAST * s.chars)
		add_lines(p, page, &s);
	page->scanned = page->word_count != 0;
	if (!page->scanned)
		page->unread = s.crowded ? crowded_page : s.chars > 0 ? unsure_page : no_words;
	scan_page_release(&s);
}

/* ---- sizes ---- */

static bool is_scanned(const struct pdf_page *page)
{
	return page->scanned;
}

static bool is_not_scanned(const struct pdf_page *page)
{
	return !page->scanned;
}

/* Sizes in steps from the usual one, which is the text layer's where they are near. */
static void settle_sizes(struct pdf *p)
{
	float usual = pdf_usual_size(p, is_scanned), layer = pdf_usual_size(p, is_not_scanned), base = usual;

	if (usual <= 0)
		return;
	if (layer > base / LAYER_SIZE && layer < base * LAYER_SIZE)
		base = layer;
	for (size_t i = 0; i < p->page_count; i++)
		for (size_t k = 0; p->pages[i].scanned && k < p->pages[i].word_count; k++) {
			struct pdf_word *w = &p->pages[i].words[k];
			float steps = w->size > 0 ? pdf_size_steps(w->size, usual, SIZE_STEP) : 0;

			w->size = base * powf(SIZE_STEP, steps);
		}
}

void pdf_scans_add(struct pdf *p, const struct pdf_scans *scans)
{
	p->scanned_by = scans->by;
	for (size_t i = 0; i < scans->count; i++) {
		const struct pdf_scan *s = &scans->items[i];
		struct pdf_page *page = s->page < p->page_count ? &p->pages[s->page] : NULL;

		if (page == NULL || page->word_count != 0)
			continue;
		if (s->failure != NULL || s->dpi == 0)
			page->unread = s->failure;
		else
			add_scan(p, page, s);
	}
	settle_sizes(p);
}
