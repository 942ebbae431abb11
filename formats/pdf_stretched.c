/*
 * pdf_stretched.c: whether wide gaps in a line part cells, or are the spaces of a line that is stretched to the width of its column.
 */
#include <math.h>

#include "formats/pdf_blocks.h"
#include "text/utf8.h"

#define CELL_GAP 1.8F  /* of the size: parts cells */
#define STRETCHED_GAPS 2  /* of a line that is stretched, at least; where the column runs on one will do */
#define STRETCHED_LOWER 2 /* of its words behind the first that begin in lower case */
#define STRETCHED_ALIKE 0.2F /* of the size: by no more do its spaces differ, or does it end before the column */
#define RUNNING_FULL 0.6F  /* of a column's lines that end where it does, */
#define RUNNING_CLOSE 0.3F /* and of those, which have no wide gap: then its text runs on, and is stretched */
#define RUNNING_LINES 5    /* that end there, at least */

static bool is_full(const struct pdf_line *l)
{
	return l->room.x1 - l->box.x1 < STRETCHED_ALIKE * l->size;
}

static bool has_wide_gap(const struct pdf *p, const struct pdf_line *l)
{
	for (size_t i = 0; i + 1 < l->count; i++)
		if (pdf_line_word(p, l, i + 1)->box.x0 - pdf_line_word(p, l, i)->box.x1 > CELL_GAP * l->size)
			return true;
	return false;
}

bool pdf_column_is_running(const struct pdf *p, const struct pdf_page *page, size_t first)
{
	size_t all = 0, full = 0, close = 0;

	for (size_t i = first; i < page->line_count && page->lines[i].column == page->lines[first].column; i++) {
		const struct pdf_line *l = &page->lines[i];

		all++;
		full += is_full(l);
		close += is_full(l) && !has_wide_gap(p, l);
	}
	return full >= RUNNING_LINES && (float)full >= RUNNING_FULL * (float)all && (float)close >= RUNNING_CLOSE * (float)full;
}

/* "Several    of    those     who    were", in a narrow column: spaces that are all as wide take the line to its end. *lower: its words but the first that begin so. */
static bool is_stretched(const struct pdf *p, const struct pdf_flow *f, size_t least_gaps, size_t *lower)
{
	const struct pdf_line *l = f->line;
	float least = 1e9F, most = 0;
	size_t gaps = 0;

	*lower = 0;
	for (size_t i = f->label_words; i + 1 < l->count; i++, gaps++) {
		least = fminf(least, pdf_flow_gap(f, p, i));
		most = fmaxf(most, pdf_flow_gap(f, p, i));
		*lower += pdf_word_begins_lower(p, pdf_line_word(p, l, i + 1));
	}
	return gaps >= least_gaps && most - least < STRETCHED_ALIKE * l->size && is_full(l);
}

/* "Article    5.    Grounds" above "of liability": what goes on in lower case shows that the line is stretched. */
void pdf_stretched_join(struct pdf_blocks *b)
{
	size_t lower;

	for (size_t i = 0; i + 1 < b->flow_count; i++) {
		struct pdf_flow *f = &b->flow[i], *next = f + 1;

		if (f->cells > 1 && !f->line->cell && next->lower && next->cells == 1 && next->label == 0 && next->line->page == f->line->page &&
		    next->line->column == f->line->column && is_stretched(b->pdf, f, STRETCHED_GAPS, &lower))
			f->cells = 1;
	}
}

static uint32_t count_drawn(const struct pdf *p, const struct pdf_line *l)
{
	uint32_t cells = 1;

	for (size_t i = 1; i < l->count; i++)
		cells += pdf_line_word(p, l, i)->drawn != pdf_line_word(p, l, i - 1)->drawn;
	return cells;
}

/* Whether the last word of a line has letters: figures behind a wide gap are a cell. */
static bool ends_in_letters(const struct pdf *p, const struct pdf_line *l)
{
	return utf8_holds(pdf_word_text(p, pdf_line_word(p, l, l->count - 1)), utf8_is_letter);
}

uint32_t pdf_flow_cells(const struct pdf *p, const struct pdf_flow *f, bool running)
{
	uint32_t cells = 1;
	size_t lower;

	if (f->line->row)
		return count_drawn(p, f->line);
	if (f->line->cell && f->line->drawn != 0)
		return 1;
	for (size_t i = f->label_words; i + 1 < f->line->count; i++)
		cells += pdf_flow_gap(f, p, i) > CELL_GAP * f->line->size;
	if (cells > 1 && is_stretched(p, f, running ? 1 : STRETCHED_GAPS, &lower) && ((running && ends_in_letters(p, f->line)) || lower >= STRETCHED_LOWER))
		return 1;
	return cells;
}
