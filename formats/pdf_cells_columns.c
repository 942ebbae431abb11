/*
 * pdf_cells_columns.c: the columns of a table whose cells hold texts of several lines: strips that are free over
 * many pieces, with enough of them on either side.
 */
#include "formats/pdf_cells.h"

#include <math.h>
#include <stdlib.h>

#define EDGE 2.0F        /* points: pieces whose left ends differ by less begin in one column */
#define GUTTER 0.5F      /* of the size: the narrowest strip before a column */
#define OVER_MAX 2       /* lines in a row that reach over all columns, inside a table */
#define COLUMN_PIECES 3  /* that begin in a column, at least */

bool pdf_cells_crosses(const struct pdf_line *l, float x, float size)
{
	return l->box.x0 < x - EDGE && l->box.x1 > x - GUTTER * size;
}

/* Nothing stands beside it: the title of a part of the table, over all of its columns. */
static bool is_alone(const struct pdf_part *part, size_t i)
{
	const struct pdf_line *l = pdf_piece(part, i);

	return (i == 0 || pdf_piece(part, i - 1)->box.y1 < l->box.y1 - BAND_LEVEL * l->size) &&
	       (i + 1 == part->count || pdf_piece(part, i + 1)->box.y1 > l->box.y1 + BAND_LEVEL * l->size);
}

/* The longest run of pieces of which none crosses x but lines that stand alone, not too many together, with enough that begin there. */
static bool longest_run(const struct pdf_part *part, float x, size_t *from, size_t *to)
{
	size_t begin = 0, best = 0, over = 0;

	for (size_t i = 0; i <= part->count; i++) {
		size_t starts = 0, left = 0;

		if (i < part->count && !pdf_cells_crosses(pdf_piece(part, i), x, part->pdf->size)) {
			over = 0;
			continue;
		}
		if (i < part->count && i > begin && ++over <= OVER_MAX && is_alone(part, i))
			continue;
		for (size_t k = begin; k < i; k++) {
			starts += fabsf(pdf_piece(part, k)->box.x0 - x) < EDGE;
			left += pdf_piece(part, k)->box.x0 < x - EDGE;
		}
		if (starts >= COLUMN_PIECES && left >= COLUMN_PIECES && i - begin > best) {
			best = i - begin;
			*from = begin;
			*to = i;
		}
		begin = i + 1;
		over = 0;
	}
	return best != 0;
}

static void add_column(struct pdf_cells *t, float x)
{
	size_t at = t->columns;

	if (t->columns == PDF_CELLS_COLUMNS_MAX)
		return;
	for (; at > 0 && t->x[at - 1] > x; at--)
		t->x[at] = t->x[at - 1];
	t->x[at] = x;
	t->columns++;
}

size_t pdf_cells_column(const struct pdf_cells *t, const struct pdf_line *l)
{
	size_t k = 0;

	while (k < t->columns && l->box.x0 >= t->x[k] - EDGE)
		k++;
	return k;
}

void pdf_cells_find_columns(const struct pdf_part *part, struct pdf_cells *t)
{
	float *edges = mem_alloc((part->count + 1) * sizeof *edges), last = -1e9F;
	size_t from = 0, to = 0;

	for (size_t i = 0; i < part->count; i++)
		edges[i] = pdf_piece(part, i)->box.x0;
	pdf_sort_lengths(edges, part->count);
	for (int pass = 0; pass < 2; pass++, last = -1e9F)
		for (size_t i = 0; i < part->count; i++) {
			if (edges[i] - last < EDGE)
				continue;
			last = edges[i];
			if (!longest_run(part, edges[i], &from, &to))
				continue;
			if (pass == 0 && to - from > t->to - t->from) {
				t->from = from;
				t->to = to;
			} else if (pass == 1 && from < t->to && to > t->from && (fminf((float)to, (float)t->to) - fmaxf((float)from, (float)t->from)) * 5 >= (float)(t->to - t->from) * 4) {
				t->from = from > t->from ? from : t->from;
				t->to = to < t->to ? to : t->to;
				add_column(t, edges[i]);
			}
		}
	free(edges);
}
