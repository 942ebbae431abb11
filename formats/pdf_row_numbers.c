/*
 * pdf_row_numbers.c: the numbers of a table's rows that stand halfway down their cells. Read where they stand, they would be words of
 * a sentence: they are taken to the first line of the cell beside them.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#define EDGE 2.0F         /* points: lines of a cell begin at one place */
#define BESIDE 0.6F       /* of the usual distance of base lines: between those of a number and of a line of its cell */
#define LINE_DISTANCE 1.2F /* of the usual distance of base lines: a wider one parts two cells */
#define CENTRED 0.3F      /* of that distance: between the middle of a number and that of its cell */
#define NUMBERS_MOST 100  /* of a page, that stand beside text */
#define CELL_LINES 80     /* above and below a number, at most */
#define PIECES_MAX 1500   /* of a page: on one with more no number is looked at */

struct row_number {
	struct pdf_line *piece;
	long value;
	float base; /* of the first line of its cell */
};

static long value_of(const struct pdf *p, const struct pdf_line *l)
{
	return l->role == PDF_BODY && l->count == 1 ? pdf_word_number(pdf_word_text(p, pdf_line_word(p, l, 0))) : 0;
}

/* The nearest text to the right of a number; NULL: there is none. */
static const struct pdf_line *beside(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *number)
{
	const struct pdf_line *best = NULL;

	for (size_t i = 0; i < page->line_count; i++) {
		const struct pdf_line *l = &page->lines[i];

		if (l->role == PDF_BODY && l->box.x0 > number->box.x1 && fabsf(l->box.y1 - number->box.y1) < BESIDE * p->leading && (best == NULL || l->box.x0 < best->box.x0))
			best = l;
	}
	return best == NULL || value_of(p, best) != 0 ? NULL : best;
}

/* The line of a cell below the one whose base line is y, or above it; NULL: it ends there. */
static const struct pdf_line *next_in_cell(const struct pdf *p, const struct pdf_page *page, float x, float y, bool down)
{
	const struct pdf_line *best = NULL;

	for (size_t i = 0; i < page->line_count; i++) {
		const struct pdf_line *l = &page->lines[i];
		float distance = down ? l->box.y1 - y : y - l->box.y1;

		if (l->role == PDF_BODY && fabsf(l->box.x0 - x) < EDGE && distance > 1 && distance < LINE_DISTANCE * p->leading &&
		    (best == NULL || distance < fabsf(best->box.y1 - y)))
			best = l;
	}
	return best;
}

/* Whether anything else, as another number, stands above or below a number, beside its cell from top to bottom. */
static bool has_other(const struct pdf_page *page, const struct pdf_line *number, float top, float bottom)
{
	for (size_t i = 0; i < page->line_count; i++) {
		const struct pdf_line *l = &page->lines[i];

		if (l != number && l->box.y0 < bottom && l->box.y1 > top && l->box.x0 < number->box.x1 && l->box.x1 > number->box.x0)
			return true;
	}
	return false;
}

/* The last line of a cell from one of its lines on, downwards or upwards. */
static const struct pdf_line *end_of_cell(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *l, bool down)
{
	const struct pdf_line *next;

	for (size_t n = 0; n < CELL_LINES && (next = next_in_cell(p, page, l->box.x0, l->box.y1, down)) != NULL; n++)
		l = next;
	return l;
}

/* Whether a number stands at half the height of the cell that `line` is of, and alone there. */
static bool is_centred(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *line, struct row_number *n)
{
	const struct pdf_box *own = &n->piece->box;
	const struct pdf_line *first = end_of_cell(p, page, line, false), *last = end_of_cell(p, page, line, true);

	n->base = first->box.y1;
	return fabsf(own->y0 + own->y1 - first->box.y0 - last->box.y1) < 2 * CENTRED * p->leading && !has_other(page, n->piece, first->box.y0, last->box.y1);
}

static void move_to(struct pdf *p, struct row_number *n)
{
	struct pdf_box *word = &pdf_word_at(p, n->piece, 0)->box;
	float up = n->piece->box.y1 - n->base;

	if (up < CENTRED * p->leading)
		return; /* it stands there: it may be raised, as the call of a note */
	word->y0 -= up;
	word->y1 -= up;
	n->piece->box.y0 -= up;
	n->piece->box.y1 -= up;
}

static int by_top(const void *a, const void *b)
{
	float m = ((const struct row_number *)a)->piece->box.y0, n = ((const struct row_number *)b)->piece->box.y0;

	return (m > n) - (m < n);
}

/* Two that count up, one below the other. */
static bool follows(const struct row_number *a, const struct row_number *b)
{
	return b->value == a->value + 1 && a->piece->box.x0 < b->piece->box.x1 && b->piece->box.x0 < a->piece->box.x1;
}

static void look_at_page(struct pdf *p, struct pdf_page *page)
{
	struct row_number numbers[NUMBERS_MOST];
	bool moves[NUMBERS_MOST] = {false};
	size_t count = 0, tried = 0;

	for (size_t i = 0; i < page->line_count && tried < NUMBERS_MOST; i++) {
		struct row_number n = {&page->lines[i], value_of(p, &page->lines[i]), 0};
		const struct pdf_line *line = n.value == 0 ? NULL : beside(p, page, n.piece);

		tried += line != NULL;
		if (line != NULL && is_centred(p, page, line, &n))
			numbers[count++] = n;
	}
	qsort(numbers, count, sizeof *numbers, by_top);
	for (size_t i = 0; i + 1 < count; i++)
		if (follows(&numbers[i], &numbers[i + 1]))
			moves[i] = moves[i + 1] = true;
	for (size_t i = 0; i < count; i++)
		if (moves[i])
			move_to(p, &numbers[i]);
}

void pdf_row_numbers_raise(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++)
		if (p->pages[n].line_count <= PIECES_MAX)
			look_at_page(p, &p->pages[n]);
}
