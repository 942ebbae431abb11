/* pdf_scan_table.c: the rows of tesseract's table as words and lines; their heights, and which are sure. */
#include "formats/pdf_scan.h"

#include <math.h>
#include <stdlib.h>

#include "formats/ocr.h"
#include "text/utf8.h"

#define COLUMNS 12
#define ROW_WORD 5        /* the level of a word */
#define NUMBER_MAX 100000 /* of a row: more pixels, or lines, no page has */
#define WORD_BYTES 200    /* of a word that is believed */
#define TABLE_WORDS 50000 /* of a page; of one with more, none is read */
#define LINE_WORDS 200    /* of a line that are measured */

struct row {
	long level, block, paragraph, line, left, top, width, height, confidence;
	struct span text;
};

void scan_page_init(struct scan_page *s)
{
	memset(s, 0, sizeof *s);
}

void scan_page_release(struct scan_page *s)
{
	free(s->words);
	free(s->lines);
}

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

	if (!has_ink(r->text, &w.ink))
		return;
	if (s->word_count == TABLE_WORDS) {
		s->crowded = true;
		return;
	}
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


/* What letters reach above small ones, and below the line; of Latin and Cyrillic. Capitals and figures reach above. */
static const char above[] = "bdfhijkltбйёіїўүһ'\"’‘“”()/|!?&%§";
static const char below[] = "gjpqyçруфцщдђџқңҗғҳ,;()/|";

#define SMALL_LETTER 0.48F /* of the size */

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
			*up = SCAN_ABOVE_LINE;
		if (is_in(cp, below))
			*down = SCAN_BELOW_LINE;
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
	pdf_sort_lengths(sizes, count);
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

void scan_page_read(struct scan_page *s, struct span table, float scale)
{
	read_table(s, table, scale);
	judge(s);
}
