/*
 * pdf_columns.h: the pieces of a page as lines in reading order, part by part.
 * For formats/pdf_columns.c and pdf_tables.c only.
 */
#ifndef FORMATS_PDF_COLUMNS_H
#define FORMATS_PDF_COLUMNS_H

#include "formats/pdf_cuts.h"

struct pdf_cutter {
	struct pdf *pdf;
	struct pdf_page *page;
	struct pdf_line *out; /* lines in reading order */
	size_t out_count, out_cap;
	uint32_t column;
};

/* A part without cuts: its rows are its lines, of a column of their own. */
void pdf_columns_leaf(struct pdf_cutter *c, const struct pdf_part *part, enum pdf_role role);
/* Pieces from … to - 1 of a part, cut where columns part; depth: of such cuts around them. */
void pdf_columns_range(struct pdf_cutter *c, const struct pdf_part *part, size_t from, size_t to, int depth);
/* A part with a table or box that rules enclose, which can be read apart from the rest (pdf_drawn_pick); false: it has none. */
bool pdf_tables_order(struct pdf_cutter *c, const struct pdf_part *part, int depth);

#endif
