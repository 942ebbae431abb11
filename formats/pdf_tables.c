/* pdf_tables.c: the order in which tables and boxes with rules are read. */
#include "formats/pdf_columns.h"

#include <stdlib.h>

#include "formats/pdf_drawn.h"

enum place { ABOVE, BELOW, WITHIN };

static bool is_at(const struct pdf_part *part, size_t i, const struct pdf_drawn *t, enum place place)
{
	const struct pdf_box *b = &pdf_piece(part, i)->box;

	if (pdf_drawn_has(part, i, t))
		return place == WITHIN;
	return place == (b->y0 + b->y1 < t->box.y0 + t->box.y1 ? ABOVE : BELOW);
}

/* The pieces that stand there; to be freed. */
static struct pdf_part at_place(const struct pdf_part *part, const struct pdf_drawn *t, enum place place)
{
	struct pdf_part s = {part->pdf, part->page, mem_alloc((part->count + 1) * sizeof *s.pieces), 0};

	for (size_t i = 0; i < part->count; i++)
		if (is_at(part, i, t, place))
			s.pieces[s.count++] = part->pieces[i];
	return s;
}

static void order_place(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_drawn *t, enum place place, int depth)
{
	struct pdf_part s = at_place(part, t, place);

	pdf_columns_range(c, &s, 0, s.count, depth + 1);
	free(s.pieces);
}

/* A box is read as a page is; where text stands beside it, as a note in the margin is. */
static void order_box(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_drawn *t, int depth)
{
	struct pdf_part box = at_place(part, t, WITHIN), above = at_place(part, t, ABOVE), below = at_place(part, t, BELOW);
	size_t first;

	for (size_t i = 0; i < box.count; i++)
		c->page->lines[box.pieces[i]].drawn = 0; /* it is no table in its own eyes */
	if (!t->beside)
		pdf_columns_range(c, &above, 0, above.count, depth + 1);
	first = c->out_count;
	pdf_columns_range(c, &box, 0, box.count, depth + 1);
	for (; first < c->out_count; first++) {
		c->out[first].boxed = true;
		if (t->beside)
			c->out[first].role = PDF_MARGIN;
	}
	if (t->beside) {
		memcpy(above.pieces + above.count, below.pieces, below.count * sizeof *below.pieces);
		pdf_columns_range(c, &above, 0, above.count + below.count, depth + 1);
	} else {
		pdf_columns_range(c, &below, 0, below.count, depth + 1);
	}
	free(box.pieces);
	free(above.pieces);
	free(below.pieces);
}

static void add_cell(const struct pdf_part *part, uint32_t cell, struct pdf_part *out)
{
	for (size_t i = 0; i < part->count; i++)
		if (pdf_piece(part, i)->drawn == cell)
			out->pieces[out->count++] = part->pieces[i];
}

/* Takes the number of a row, the first of a cell's pieces, to the height of the first line beside it. */
static void level_label(struct pdf_cutter *c, const struct pdf_part *cell)
{
	struct pdf_line *label = &c->page->lines[cell->pieces[0]];
	struct pdf_box *word = &pdf_word_at(c->pdf, label, 0)->box;
	float up = cell->count > 1 ? label->box.y1 - pdf_piece(cell, 1)->box.y1 : 0;

	word->y0 -= up;
	word->y1 -= up;
	label->box.y0 -= up;
	label->box.y1 -= up;
}

/* A row with one line in each cell is one line. */
static void add_row(struct pdf_cutter *c, const struct pdf_part *part, const uint32_t *cells, size_t count, struct pdf_part *row)
{
	size_t first = c->out_count;

	for (size_t i = 0; i < count; i++)
		add_cell(part, cells[i], row);
	pdf_columns_leaf(c, row, PDF_BODY);
	c->out[first].row = c->out_count == first + 1;
}

static void order_rows(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_drawn *t)
{
	uint32_t *cells = mem_alloc((part->count + 1) * sizeof *cells);
	size_t count = pdf_drawn_cells(part, t, cells), first = c->out_count;
	struct pdf_part cell = {part->pdf, part->page, mem_alloc((part->count + 1) * sizeof *cell.pieces), 0};
	bool labelled = pdf_drawn_is_labelled(part, cells, count), data = pdf_drawn_is_data(part, cells, count);

	for (size_t k = 0; k < count; k++) {
		size_t row = data ? pdf_drawn_row(part, cells, count, k) : 0;

		cell.count = 0;
		if (row != 0) {
			add_row(c, part, cells + k, row, &cell);
			k += row - 1;
			continue;
		}
		add_cell(part, cells[k], &cell);
		if (labelled && pdf_drawn_is_label(part, cells, count, k)) {
			add_cell(part, cells[++k], &cell);
			level_label(c, &cell);
		}
		pdf_columns_leaf(c, &cell, PDF_BODY);
	}
	for (; first < c->out_count; first++)
		c->out[first].cell = true;
	free(cell.pieces);
	free(cells);
}

bool pdf_tables_order(struct pdf_cutter *c, const struct pdf_part *part, int depth)
{
	struct pdf_drawn t;

	if (!pdf_drawn_pick(part, &t))
		return false;
	if (t.cells == 1) {
		order_box(c, part, &t, depth);
		return true;
	}
	order_place(c, part, &t, ABOVE, depth);
	order_rows(c, part, &t);
	order_place(c, part, &t, BELOW, depth);
	return true;
}
