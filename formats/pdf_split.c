/*
 * pdf_split.c: pieces that reach over a narrow strip between two columns. A
 * wide gap between two words parts them where the lines around leave the same
 * strip free.
 */
#include "formats/pdf.h"

#include <math.h>
#include <string.h>

#define GAP 0.55F         /* of the size: no narrower gap is looked at */
#define AROUND 9.0F       /* lines above and below that are asked */
#define EDGE 1.6F         /* points: a line that begins so near the gap's end begins there */
#define STARTS 2          /* lines of the page that do, at least */
#define CLEAR 4           /* lines that leave the strip free, at least */
#define CROSSING 0.25F    /* of those: lines that do not */
#define LABEL_BYTES 8     /* a first word as short as this may be a label: it stays with its text */
#define ROMAN_LETTERS "ivxlc"
#define PIECES_MAX 1500   /* of a page: on one with more nothing is parted */

struct strip {
	float x0, x1;
};

struct count {
	size_t starts, clear, crossing;
};

/* Whether a piece has a gap over the whole strip. */
static bool leaves_free(const struct pdf *p, const struct pdf_line *l, const struct strip *s)
{
	for (size_t i = 0; i + 1 < l->count; i++)
		if (pdf_line_word(p, l, i)->box.x1 <= s->x0 + EDGE && pdf_line_word(p, l, i + 1)->box.x0 >= s->x1 - EDGE)
			return true;
	return false;
}

static void ask(const struct pdf *p, const struct pdf_line *l, const struct strip *s, struct count *n)
{
	if (l->box.x1 <= s->x0 + EDGE || l->box.x0 >= s->x1 - EDGE || leaves_free(p, l, s))
		n->clear++;
	else
		n->crossing++;
}

static bool is_gutter(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *own, const struct strip *s)
{
	struct count n = {0, 0, 0};
	float reach = AROUND * pdf_height(&own->box);

	for (size_t i = 0; i < page->line_count; i++) {
		const struct pdf_line *l = &page->lines[i];

		if (l == own || l->role != PDF_BODY)
			continue;
		n.starts += fabsf(l->box.x0 - s->x1) < EDGE;
		if (fabsf(l->box.y0 - own->box.y0) < reach)
			ask(p, l, s, &n);
	}
	return n.starts >= STARTS && n.clear >= CLEAR && (float)n.crossing <= CROSSING * (float)n.clear;
}

/* Cuts the words from `at` on off piece i: they become the last piece of the page. */
static void cut(struct pdf *p, struct pdf_page *page, size_t i, uint32_t at)
{
	struct pdf_line rest = page->lines[i];
	struct pdf_line *sides[2];

	rest.first += at;
	rest.count -= at;
	page->lines[i].count = at;
	ARRAY_GROW(page->lines, page->line_count, page->line_cap);
	page->lines[page->line_count++] = rest;
	sides[0] = &page->lines[i];
	sides[1] = &page->lines[page->line_count - 1];
	for (size_t k = 0; k < 2; k++) {
		sides[k]->box = pdf_line_word(p, sides[k], 0)->box;
		for (size_t w = 1; w < sides[k]->count; w++)
			pdf_box_add(&sides[k]->box, &pdf_line_word(p, sides[k], w)->box);
		pdf_line_look(p, sides[k]);
	}
}

bool pdf_may_be_label(struct span s)
{
	bool small = s.len > 1, roman = true;

	for (size_t i = 0; i < s.len; i++) {
		small &= s.data[i] >= 'a' && s.data[i] <= 'z';
		roman &= memchr(ROMAN_LETTERS, s.data[i], sizeof ROMAN_LETTERS - 1) != NULL;
	}
	return !small || roman;
}

/* The first word of a piece that stands behind a gutter; 0: there is none. */
static uint32_t find(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *l)
{
	struct span first = pdf_word_text(p, pdf_line_word(p, l, 0));

	for (uint32_t w = first.len <= LABEL_BYTES && pdf_may_be_label(first) ? 2 : 1; w < l->count; w++) {
		struct strip s = {pdf_line_word(p, l, w - 1)->box.x1, pdf_line_word(p, l, w)->box.x0};

		if (s.x1 - s.x0 > GAP * l->size && is_gutter(p, page, l, &s))
			return w;
	}
	return 0;
}

void pdf_pieces_split(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++) {
		struct pdf_page *page = &p->pages[n];

		for (size_t i = 0; i < page->line_count && page->line_count < PIECES_MAX; i++) {
			uint32_t at = page->lines[i].role == PDF_BODY ? find(p, page, &page->lines[i]) : 0;

			if (at != 0)
				cut(p, page, i, at);
		}
	}
}
