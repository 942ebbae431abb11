/*
 * pdf_cuts.h: where a part of a page is to be cut into columns. For
 * formats/pdf_columns.[ch], pdf_cells.h, pdf_cells*.c, pdf_drawn.[ch] and pdf_cuts.c only.
 */
#ifndef FORMATS_PDF_CUTS_H
#define FORMATS_PDF_CUTS_H

#include "formats/pdf.h"

/* Pieces of lines, by their top: places in the page's lines. */
struct pdf_part {
	const struct pdf *pdf;
	const struct pdf_page *page;
	uint32_t *pieces;
	size_t count;
};

static inline const struct pdf_line *pdf_piece(const struct pdf_part *part, size_t i)
{
	return &part->page->lines[part->pieces[i]];
}

enum pdf_cut_kind { PDF_CUT_NONE, PDF_CUT_COLUMNS, PDF_CUT_MARGIN_LEFT, PDF_CUT_MARGIN_RIGHT };

struct pdf_cut {
	float x;             /* the right side begins here */
	size_t from, to;     /* pieces of the part between which nothing crosses it */
	size_t left, right;  /* pieces on each side */
	float gutter;
};

static inline bool pdf_cut_is_right(const struct pdf_cut *cut, const struct pdf_line *l)
{
	return l->box.x0 >= cut->x - 1;
}

/* The best cut of a part; PDF_CUT_NONE: there is none, *out is not to be used. */
enum pdf_cut_kind pdf_cut_find(const struct pdf_part *part, struct pdf_cut *out);

#endif
