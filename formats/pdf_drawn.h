/*
 * pdf_drawn.h: tables and boxes whose rules are drawn. For formats/pdf_drawn.c
 * and pdf_tables.c only.
 */
#ifndef FORMATS_PDF_DRAWN_H
#define FORMATS_PDF_DRAWN_H

#include "formats/pdf_cuts.h"

struct pdf_drawn {
	uint32_t table;
	size_t cells;       /* that have text */
	struct pdf_box box; /* of those */
	bool beside;        /* other text stands beside it */
};

/*
 * The highest table of a part that can be read apart from the rest: nothing stands beside it, or it is a single box. False: none is.
 */
bool pdf_drawn_pick(const struct pdf_part *part, struct pdf_drawn *out);
/* Whether a piece is of that table. */
bool pdf_drawn_has(const struct pdf_part *part, size_t i, const struct pdf_drawn *t);
/* The cells of a table that have text, by rows; their number. */
size_t pdf_drawn_cells(const struct pdf_part *part, const struct pdf_drawn *t, uint32_t *cells);
/*
 * Whether the cells of the first column hold the numbers of those beside them, or "Q." and "A.": each belongs to the text to its right.
 */
bool pdf_drawn_is_labelled(const struct pdf_part *part, const uint32_t *cells, size_t count);
/* Whether cell i of them is such a number, with text to its right. */
bool pdf_drawn_is_label(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i);
/* Whether most rows of the table have one line in each cell: figures, names. */
bool pdf_drawn_is_data(const struct pdf_part *part, const uint32_t *cells, size_t count);
/* How many cells from i on are the whole of a row with one line in each; 0: they are no such row. */
size_t pdf_drawn_row(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i);

#endif
