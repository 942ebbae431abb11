/*
 * pdf_cells.h: the rows and columns of a table whose cells hold texts. For
 * formats/pdf_columns.c and pdf_cells*.c only.
 */
#ifndef FORMATS_PDF_CELLS_H
#define FORMATS_PDF_CELLS_H

#include "formats/pdf_cuts.h"

#define BAND_LEVEL 0.35F /* of the size: so much apart the first lines of a row's cells may be */

#define PDF_CELLS_COLUMNS_LEAST 2
#define PDF_CELLS_COLUMNS_MAX 16

struct pdf_cells {
	float x[PDF_CELLS_COLUMNS_MAX]; /* where each column but the first begins */
	size_t columns;                 /* of x */
	size_t from, to;                /* pieces of the part */
	size_t *ends;                   /* of each row: one past its last piece; the caller frees both */
	bool *over;                     /* whether a row is lines over all columns */
	size_t rows;                    /* 0: no such table */
};

/* The largest table of a part of a page: its rows are parted by white, and their cells begin at one height. */
void pdf_cells_find(const struct pdf_part *part, struct pdf_cells *out);
/* The columns of the widest table alone: where most pieces stand around a strip, and the other strips that are free there. */
void pdf_cells_find_columns(const struct pdf_part *part, struct pdf_cells *t);
/* Whether a piece reaches into the strip before x from its left; size: of the letters. */
bool pdf_cells_crosses(const struct pdf_line *l, float x, float size);
/* The column that a piece begins in, from 0. */
size_t pdf_cells_column(const struct pdf_cells *t, const struct pdf_line *l);

#endif
