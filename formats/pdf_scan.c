/*
 * pdf_scan.c: tesseract's table of a page → words of the page, as if its text
 * layer had them. The table is a program's answer to a hostile picture: a row
 * that is not as it must be is passed over.
 *
 * What is not sure enough is left out: whole lines, and where others of their
 * paragraph stay, with a mark in their place, so that nothing seems to follow on
 * what it does not follow on.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#include "formats/readers.h"
#include "text/utf8.h"

#define COLUMNS 12
#define ROW_WORD 5           /* the level of a word */
#define NUMBER_MAX 100000    /* of a row: more pixels, or lines, no page has */
#define WORD_BYTES 200       /* of a word that is believed */
#define TABLE_WORDS 50000    /* of a page */
#define LINE_WORDS 200       /* of a line that are measured */
#define SIZE_STEP 1.2F      /* sizes are told apart in such steps: heights of lines are not measured better */
#define LAYER_SIZE 1.3F      /* text that is so near the text layer's size has it */
#define GAP_MARK "[…]"
#define LEADER "....."

static const char unsure_page[] = "OCR is not sure of it", no_words[] = "OCR finds no words on it";

struct row {
	long level, block, paragraph, line, left, top, width, height, confidence;
	struct span text;
};

/* A word as it came, and the line that it is of. */
struct scan_word {
	struct pdf_box box;
	unsigned confidence; /* per cent */
	size_t chars;
	bool ink;            /* it has a letter or a figure */
	bool unsure, leader;
	struct span text;
};

struct scan_line {
	size_t first, count; /* words */
	long block, paragraph, line;
	float base, size; /* 0: not known */
	bool unsure;
};

struct scan_page {
	struct scan_word *words;
	size_t word_count, word_cap;
	struct scan_line *lines;
	size_t line_count, line_cap;
	double sure, chars; /* characters, and the same weighed by confidence; leaders apart */
};

/* ---- the table ---- */

/* A whole number, or the whole part of one with a fraction; false: it is none. -1 is one. */
static bool read_number(struct span s, long *out)
{
	bool negative = s.len != 0 && s.data[0] == '-';
	size_t i = negative;

	*out = 0;
	for (; i < s.len && s.data[i] >= '0' && s.data[i] <= '9' && *out <= NUMBER_MAX; i++)
		*out = *out * 10 + (s.data[i] - '0');
	if (i == negative || *out > NUMBER_MAX || (i < s.len && s.data[i] != '.'))
		return false;
	*out = negative ? -*out : *out;
	return true;
}

static bool read_row(struct row *r, struct span line)
{
	long *const numbers[COLUMNS - 1] = {&r->level, NULL, &r->block, &r->paragraph, &r->line, NULL, &r->left, &r->top, &r->width, &r->height, &r->confidence};

	for (size_t i = 0; i < COLUMNS - 1; i++) {
		const char *tab = memchr(line.data, '\t', line.len);
		struct span field = span_make(line.data, tab == NULL ? 0 : (size_t)(tab - line.data));

		if (tab == NULL || (numbers[i] != NULL && !read_number(field, numbers[i])))
			return false;
		line = span_make(tab + 1, line.len - field.len - 1);
	}
	r->text = span_trim(line);
	return r->level == ROW_WORD && r->text.len != 0 && r->text.len <= WORD_BYTES && utf8_valid(r->text) && r->left >= 0 && r->top >= 0 && r->width > 0 &&
	       r->height > 0 && r->confidence >= 0 && r->confidence <= 100;
}

static bool has_ink(struct span s, bool *letters)
{
	bool clean = true;
	int32_t cp;

	*letters = false;
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		*letters |= utf8_is_letter(cp) || utf8_is_digit(cp);
		clean &= cp > ' ' && cp != 0x7F && !(cp >= 0x80 && cp < 0xA0);
	}
	return clean;
}

static void add_row(struct scan_page *s, const struct row *r, float scale)
{
	struct scan_line *l = s->line_count == 0 ? NULL : &s->lines[s->line_count - 1];
	struct scan_word w = {{(float)r->left * scale, (float)r->top * scale, (float)(r->left + r->width) * scale, (float)(r->top + r->height) * scale},
	                      (unsigned)(r->confidence == 0 ? 1 : r->confidence), utf8_length(r->text), false, false, false, r->text};

	if (!has_ink(r->text, &w.ink) || s->word_count == TABLE_WORDS)
		return;
	if (l == NULL || l->block != r->block || l->paragraph != r->paragraph || l->line != r->line) {
		ARRAY_GROW(s->lines, s->line_count, s->line_cap);
		l = &s->lines[s->line_count++];
		*l = (struct scan_line){.first = s->word_count, .block = r->block, .paragraph = r->paragraph, .line = r->line};
	}
	ARRAY_GROW(s->words, s->word_count, s->word_cap);
	s->words[s->word_count++] = w;
	l->count++;
}

static void read_table(struct scan_page *s, struct span table, float scale)
{
	while (table.len != 0) {
		const char *feed = memchr(table.data, '\n', table.len);
		size_t len = feed == NULL ? table.len : (size_t)(feed - table.data);
		struct row r;

		if (read_row(&r, span_make(table.data, len)))
			add_row(s, &r, scale);
		table = span_make(table.data + len, table.len - len);
		table = span_make(table.data + (feed != NULL), table.len - (feed != NULL));
	}
}

/* ---- heights ---- */

static int by_size(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* What letters reach above small ones, and below the line; of Latin and Cyrillic. Capitals and figures reach above. */
static const char above[] = "bdfhijkltбйёіїўүһ'\"’‘“”()/|!?&%§";
static const char below[] = "gjpqyçруфцщдђџқңҗғҳ,;()/|";

#define ABOVE_LINE 0.72F  /* of the size: from the line to the top of "l" */
#define SMALL_LETTER 0.48F
#define BELOW_LINE 0.21F

static bool is_in(int32_t cp, const char *set)
{
	return utf8_is_one_of(cp, set);
}

/* Small Latin letters with a mark above them, but for the few whose mark is below. */
static bool is_accented(int32_t cp)
{
	return cp >= 0xE0 && cp <= 0x17F && cp != 0xE7;
}

/* How far a word reaches from its line, in sizes. */
static void reach(struct span text, float *up, float *down)
{
	int32_t cp;

	*up = SMALL_LETTER;
	*down = 0;
	for (size_t at = 0; at < text.len;) {
		at += utf8_decode(text, at, &cp);
		if (is_in(cp, above) || is_accented(cp) || utf8_is_digit(cp) || (utf8_is_letter(cp) && !utf8_is_lower(cp)))
			*up = ABOVE_LINE;
		if (is_in(cp, below))
			*down = BELOW_LINE;
	}
}

/* The size of the middle word of a line, as its letters give it; and where the line stands. */
static void measure_line(const struct scan_page *s, struct scan_line *l)
{
	float sizes[LINE_WORDS];
	double base = 0, chars = 0;
	size_t count = 0;

	for (size_t i = l->first; i < l->first + l->count && count < LINE_WORDS; i++) {
		const struct scan_word *w = &s->words[i];
		float up, down, size;

		if (!w->ink || (w->unsure && !l->unsure))
			continue;
		reach(w->text, &up, &down);
		size = pdf_height(&w->box) / (up + down);
		base += (double)w->chars * (double)(w->box.y1 - down * size);
		chars += (double)w->chars;
		sizes[count++] = size;
	}
	if (count == 0)
		return;
	qsort(sizes, count, sizeof *sizes, by_size);
	l->size = sizes[count / 2];
	l->base = (float)(base / chars);
}

/* ---- how sure it is ---- */

/* Rules and specks at a line's ends are read as strokes and points. */
static void drop_specks(const struct scan_page *s, struct scan_line *l)
{
	while (l->count != 0 && !s->words[l->first].ink && s->words[l->first].confidence < OCR_PAGE_LEAST) {
		l->first++;
		l->count--;
	}
	while (l->count != 0 && !s->words[l->first + l->count - 1].ink && s->words[l->first + l->count - 1].confidence < OCR_PAGE_LEAST)
		l->count--;
}

static bool is_page_number(const struct scan_word *w)
{
	int32_t cp;

	for (size_t at = 0; at < w->text.len;) {
		at += utf8_decode(w->text, at, &cp);
		if (!utf8_is_digit(cp) && !is_in(cp, "ivxl-–"))
			return false;
	}
	return w->confidence >= OCR_WORD_LEAST;
}

/* Dots that lead to the number at the end of an entry of contents are read as anything. */
static void find_leader(struct scan_page *s, const struct scan_line *l)
{
	size_t last = l->first + l->count - 1, i = last;

	if (l->count < 3 || !is_page_number(&s->words[last]))
		return;
	while (i > l->first + 1 && (!s->words[i - 1].ink || s->words[i - 1].confidence < OCR_WORD_LEAST))
		i--;
	for (; i < last; i++)
		s->words[i].leader = true;
}

/* Which words of a line are not sure: those that are not, or all where it is not. */
static void find_unsure(struct scan_page *s, struct scan_line *l)
{
	double sure = 0, chars = 0;

	for (size_t i = l->first; i < l->first + l->count; i++) {
		struct scan_word *w = &s->words[i];

		w->unsure = w->confidence < OCR_WORD_LEAST;
		sure += w->leader ? 0 : (double)w->chars * w->confidence;
		chars += w->leader ? 0 : (double)w->chars;
	}
	s->sure += sure;
	s->chars += chars;
	l->unsure = sure < OCR_LINE_LEAST * chars || chars <= 0;
	for (size_t i = l->first; l->unsure && i < l->first + l->count; i++)
		s->words[i].unsure = true;
}

static void judge(struct scan_page *s)
{
	for (size_t i = 0; i < s->line_count; i++) {
		struct scan_line *l = &s->lines[i];

		drop_specks(s, l);
		if (l->count == 0)
			continue;
		find_leader(s, l);
		find_unsure(s, l);
		measure_line(s, l);
	}
}

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
		struct pdf_box box = {w->box.x0, l->base - ABOVE_LINE * l->size, w->box.x1, l->base + BELOW_LINE * l->size};
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

	box.y0 = l->base - ABOVE_LINE * size;
	box.y1 = l->base + BELOW_LINE * size;
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

	memset(&s, 0, sizeof s);
	read_table(&s, scan->table, 72.0F / (float)scan->dpi);
	judge(&s);
	if (s.chars > 0 && s.sure >= OCR_PAGE_LEAST * s.chars)
		add_lines(p, page, &s);
	page->scanned = page->word_count != 0;
	if (!page->scanned)
		page->unread = s.chars > 0 ? unsure_page : no_words;
	free(s.words);
	free(s.lines);
}

/* ---- sizes ---- */

/* The size of the middle word of the pages that are scanned, or of those that are not; 0: there are none. */
static float usual_size(const struct pdf *p, bool scanned)
{
	float *all = NULL;
	size_t count = 0, cap = 0;
	float size;

	for (size_t i = 0; i < p->page_count; i++)
		for (size_t k = 0; p->pages[i].scanned == scanned && k < p->pages[i].word_count; k++) {
			ARRAY_GROW(all, count, cap);
			all[count++] = p->pages[i].words[k].size;
		}
	if (count != 0)
		qsort(all, count, sizeof *all, by_size);
	size = count == 0 ? 0 : all[count / 2];
	free(all);
	return size;
}

/* Sizes in steps from the usual one, which is the text layer's where they are near. */
static void settle_sizes(struct pdf *p)
{
	float usual = usual_size(p, true), layer = usual_size(p, false), base = usual;

	if (usual <= 0)
		return;
	if (layer > base / LAYER_SIZE && layer < base * LAYER_SIZE)
		base = layer;
	for (size_t i = 0; i < p->page_count; i++)
		for (size_t k = 0; p->pages[i].scanned && k < p->pages[i].word_count; k++) {
			struct pdf_word *w = &p->pages[i].words[k];
			float steps = w->size > 0 ? roundf(logf(w->size / usual) / logf(SIZE_STEP)) : 0;

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
