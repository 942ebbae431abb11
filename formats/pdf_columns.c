/*
 * pdf_columns.c: the order in which the pieces of a page are read. A page's part
 * is cut where an empty strip parts two columns (recursive cuts, after Nagy and
 * Seth's X-Y trees; pdf_cuts.h); what crosses the strip stands above or below.
 */
#include "formats/pdf_cells.h"

#include <math.h>
#include <stdlib.h>

#include "formats/pdf_drawn.h"

#define DEPTH_MAX 12       /* cuts inside one another */
#define SAME_ROW 0.4F      /* of the lower one's height: pieces side by side are one line */
#define BAND_GAP 0.45F     /* of the size: white above and below a table's row */
#define BANDS 5            /* rows, at least, of a table with texts in its cells */

struct cutter {
	struct pdf *pdf;
	struct pdf_page *page;
	struct pdf_line *out; /* lines in reading order */
	size_t out_count, out_cap;
	uint32_t column;
};

/* ---- lines ---- */

/* Adds a piece to the words of a line, which it shares a base line with. */
static void join_piece(struct cutter *c, struct pdf_line *line, const struct pdf_line *l)
{
	struct pdf_page *page = c->page;

	while (page->order_cap < page->order_count + l->count) {
		page->order_cap = page->order_cap * 2 + 16;
		page->order = mem_realloc(page->order, page->order_cap * sizeof *page->order);
	}
	memcpy(page->order + page->order_count, page->order + l->first, l->count * sizeof *page->order);
	page->order_count += l->count;
	line->count += l->count;
	pdf_box_add(&line->box, &l->box);
}

static int words_by_x(const void *a, const void *b, void *context)
{
	const struct pdf_page *page = context;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const struct pdf_box *m = &page->words[i].box, *n = &page->words[j].box;

	return m->x0 != n->x0 ? (m->x0 > n->x0) - (m->x0 < n->x0) : (i > j) - (i < j);
}

static struct pdf_line *begin_line(struct cutter *c, const struct pdf_line *l)
{
	struct pdf_line *line;

	ARRAY_GROW(c->out, c->out_count, c->out_cap);
	line = &c->out[c->out_count++];
	*line = *l;
	line->first = (uint32_t)c->page->order_count;
	line->count = 0;
	line->column = c->column;
	join_piece(c, line, l);
	return line;
}

static bool same_row(const struct pdf_line *line, const struct pdf_line *l)
{
	float apart = fmaxf(l->box.x0 - line->box.x1, line->box.x0 - l->box.x1);

	return pdf_overlap(&line->box, &l->box) > SAME_ROW && apart > -0.3F * l->size;
}

/* A part without cuts: its rows are its lines. */
static void add_leaf(struct cutter *c, const struct pdf_part *part, enum pdf_role role)
{
	size_t first = c->out_count;
	bool *taken = mem_zalloc(part->count + 1);
	struct pdf_box room = {0, 0, 0, 0};

	for (size_t i = 0; i < part->count; i++) {
		struct pdf_line *line;

		if (taken[i])
			continue;
		line = begin_line(c, pdf_piece(part, i));
		line->role = role;
		for (size_t j = i + 1; j < part->count && pdf_piece(part, j)->box.y0 < line->box.y1; j++) {
			if (taken[j] || !same_row(line, pdf_piece(part, j)))
				continue;
			join_piece(c, line, pdf_piece(part, j));
			taken[j] = true;
		}
		qsort_r(c->page->order + line->first, line->count, sizeof *c->page->order, words_by_x, c->page);
		pdf_line_look(c->pdf, line);
		if (c->out_count == first + 1)
			room = line->box;
		pdf_box_add(&room, &line->box);
	}
	for (size_t i = first; i < c->out_count; i++)
		c->out[i].room = room;
	c->column += c->out_count > first;
	free(taken);
}

/* ---- the cuts of a part ---- */

/* The pieces of a cut on one side, 1: the right one; on both if it is negative. Its pieces are to be freed. */
static struct pdf_part sub(const struct pdf_part *part, const struct pdf_cut *cut, int side)
{
	struct pdf_part s = {part->pdf, part->page, mem_alloc((part->count + 1) * sizeof *s.pieces), 0};

	for (size_t i = cut->from; i < cut->to; i++)
		if (side < 0 || pdf_cut_is_right(cut, pdf_piece(part, i)) == side)
			s.pieces[s.count++] = part->pieces[i];
	return s;
}

static void order_part(struct cutter *c, const struct pdf_part *part, int depth);

static void order_range(struct cutter *c, const struct pdf_part *part, size_t from, size_t to, int depth)
{
	struct pdf_part s = {part->pdf, part->page, part->pieces + from, to - from};

	if (to > from)
		order_part(c, &s, depth);
}

/* Where the rows of a table with texts in its cells end, as places in the run; the number of rows. */
static size_t find_bands(const struct pdf_part *run, const struct pdf_cut *cut, size_t *ends)
{
	float bottom = -1e9F;
	size_t bands = 0, from = 0, both = 0, larger = 0;

	for (size_t i = 0; i <= run->count; i++) {
		float tops[2] = {1e9F, 1e9F};

		if (i < run->count && (i == from || pdf_piece(run, i)->box.y0 < bottom + BAND_GAP * pdf_piece(run, i)->size)) {
			bottom = fmaxf(bottom, pdf_piece(run, i)->box.y1);
			continue;
		}
		for (size_t j = from; j < i; j++) {
			float *top = &tops[pdf_cut_is_right(cut, pdf_piece(run, j))];

			*top = fminf(*top, pdf_piece(run, j)->box.y0);
		}
		for (size_t j = from; bands != 0 && j < i; j++)
			larger += pdf_piece(run, j)->size > run->pdf->size * 1.1F;
		both += fabsf(tops[0] - tops[1]) < BAND_LEVEL * run->pdf->size;
		ends[bands++] = i;
		from = i;
		if (i < run->count)
			bottom = pdf_piece(run, i)->box.y1;
	}
	return both >= BANDS && both * 5 >= bands * 4 && larger == 0 ? bands : 1;
}

static void order_columns(struct cutter *c, const struct pdf_part *part, const struct pdf_cut *cut, int depth)
{
	struct pdf_part run = sub(part, cut, -1);
	size_t *ends = mem_alloc((run.count + 2) * sizeof *ends);
	size_t bands = find_bands(&run, cut, ends), from = 0;

	for (size_t i = 0; i < bands; i++) {
		struct pdf_cut band = {.x = cut->x, .from = from, .to = bands == 1 ? run.count : ends[i]};

		for (int side = 0; side <= 1; side++) {
			struct pdf_part s = sub(&run, &band, side);

			order_range(c, &s, 0, s.count, depth + 1);
			free(s.pieces);
		}
		from = band.to;
	}
	free(ends);
	free(run.pieces);
}

static void order_margin(struct cutter *c, const struct pdf_part *part, const struct pdf_cut *cut, bool right, int depth)
{
	struct pdf_part text = sub(part, cut, !right), notes = sub(part, cut, right);

	order_range(c, &text, 0, text.count, depth + 1);
	add_leaf(c, &notes, PDF_MARGIN);
	free(text.pieces);
	free(notes.pieces);
}

/* Each cell is a column of its own, which nothing goes on from. */
static void order_cells(struct cutter *c, const struct pdf_part *part, const struct pdf_cells *t)
{
	struct pdf_part cell = {part->pdf, part->page, mem_alloc((part->count + 1) * sizeof *cell.pieces), 0};
	size_t from = t->from;

	for (size_t row = 0; row < t->rows; from = t->ends[row++]) {
		size_t first = c->out_count;

		for (size_t column = 0; column <= t->columns; column++) {
			cell.count = 0;
			for (size_t i = from; i < t->ends[row]; i++)
				if (pdf_cells_column(t, pdf_piece(part, i)) == column)
					cell.pieces[cell.count++] = part->pieces[i];
			if (cell.count != 0)
				add_leaf(c, &cell, PDF_BODY);
		}
		for (; first < c->out_count; first++)
			c->out[first].cell = !t->over[row];
	}
	free(cell.pieces);
}

static bool order_table(struct cutter *c, const struct pdf_part *part, int depth)
{
	struct pdf_cells t;

	pdf_cells_find(part, &t);
	if (t.rows != 0) {
		order_range(c, part, 0, t.from, depth + 1);
		order_cells(c, part, &t);
		order_range(c, part, t.to, part->count, depth + 1);
	}
	free(t.ends);
	free(t.over);
	return t.rows != 0;
}

/* ---- tables and boxes with rules ---- */

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

static void order_place(struct cutter *c, const struct pdf_part *part, const struct pdf_drawn *t, enum place place, int depth)
{
	struct pdf_part s = at_place(part, t, place);

	order_range(c, &s, 0, s.count, depth + 1);
	free(s.pieces);
}

/* A box is read as a page is; where text stands beside it, as a note in the margin is. */
static void order_box(struct cutter *c, const struct pdf_part *part, const struct pdf_drawn *t, int depth)
{
	struct pdf_part box = at_place(part, t, WITHIN), above = at_place(part, t, ABOVE), below = at_place(part, t, BELOW);
	size_t first;

	for (size_t i = 0; i < box.count; i++)
		c->page->lines[box.pieces[i]].drawn = 0; /* it is no table in its own eyes */
	if (!t->beside)
		order_range(c, &above, 0, above.count, depth + 1);
	first = c->out_count;
	order_range(c, &box, 0, box.count, depth + 1);
	for (; first < c->out_count; first++) {
		c->out[first].boxed = true;
		if (t->beside)
			c->out[first].role = PDF_MARGIN;
	}
	if (t->beside) {
		memcpy(above.pieces + above.count, below.pieces, below.count * sizeof *below.pieces);
		order_range(c, &above, 0, above.count + below.count, depth + 1);
	} else {
		order_range(c, &below, 0, below.count, depth + 1);
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
static void level_label(struct cutter *c, const struct pdf_part *cell)
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
static void add_row(struct cutter *c, const struct pdf_part *part, const uint32_t *cells, size_t count, struct pdf_part *row)
{
	size_t first = c->out_count;

	for (size_t i = 0; i < count; i++)
		add_cell(part, cells[i], row);
	add_leaf(c, row, PDF_BODY);
	c->out[first].row = c->out_count == first + 1;
}

static void order_rows(struct cutter *c, const struct pdf_part *part, const struct pdf_drawn *t)
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
		add_leaf(c, &cell, PDF_BODY);
	}
	for (; first < c->out_count; first++)
		c->out[first].cell = true;
	free(cell.pieces);
	free(cells);
}

static bool order_drawn(struct cutter *c, const struct pdf_part *part, int depth)
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

static void order_part(struct cutter *c, const struct pdf_part *part, int depth)
{
	struct pdf_cut cut;
	enum pdf_cut_kind kind;

	if (depth < DEPTH_MAX && (order_drawn(c, part, depth) || order_table(c, part, depth)))
		return;
	kind = depth >= DEPTH_MAX ? PDF_CUT_NONE : pdf_cut_find(part, &cut);

	if (kind == PDF_CUT_NONE) {
		add_leaf(c, part, PDF_BODY);
		return;
	}
	order_range(c, part, 0, cut.from, depth + 1);
	if (kind == PDF_CUT_COLUMNS)
		order_columns(c, part, &cut, depth);
	else
		order_margin(c, part, &cut, kind == PDF_CUT_MARGIN_RIGHT, depth);
	order_range(c, part, cut.to, part->count, depth + 1);
}

/* ---- pages ---- */

static int by_top(const void *a, const void *b, void *context)
{
	const struct pdf_line *lines = context;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	const struct pdf_box *m = &lines[i].box, *n = &lines[j].box;

	return m->y0 != n->y0 ? (m->y0 > n->y0) - (m->y0 < n->y0) : (m->x0 > n->x0) - (m->x0 < n->x0);
}

void pdf_columns_order(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++) {
		struct pdf_page *page = &p->pages[n];
		struct cutter c = {.pdf = p, .page = page};
		struct pdf_part part = {p, page, mem_alloc((page->line_count + 1) * sizeof *part.pieces), 0};

		for (uint32_t i = 0; i < page->line_count; i++)
			if (page->lines[i].role == PDF_BODY)
				part.pieces[part.count++] = i;
		qsort_r(part.pieces, part.count, sizeof *part.pieces, by_top, page->lines);
		order_range(&c, &part, 0, part.count, 0);
		free(part.pieces);
		free(page->lines);
		page->lines = c.out;
		page->line_count = c.out_count;
		page->line_cap = c.out_cap;
	}
}
