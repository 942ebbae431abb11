/*
 * pdf_columns.c: the order in which the pieces of a page are read. A page's part
 * is cut where an empty strip parts two columns (recursive cuts, after Nagy and
 * Seth's X-Y trees; pdf_cuts.h); what crosses the strip stands above or below.
 */
#include "formats/pdf_columns.h"

#include <math.h>
#include <stdlib.h>

#include "formats/pdf_cells.h"

#define DEPTH_MAX 12       /* cuts inside one another */
#define SAME_ROW 0.4F      /* of the lower one's height: pieces side by side are one line */
#define BAND_GAP 0.45F     /* of the size: white above and below a table's row */
#define BANDS 5            /* rows, at least, of a table with texts in its cells */

/* ---- lines ---- */

/* Adds a piece to the words of a line, which it shares a base line with. */
static void join_piece(struct pdf_cutter *c, struct pdf_line *line, const struct pdf_line *l)
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

static struct pdf_line *begin_line(struct pdf_cutter *c, const struct pdf_line *l)
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
void pdf_columns_leaf(struct pdf_cutter *c, const struct pdf_part *part, enum pdf_role role)
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

static void order_part(struct pdf_cutter *c, const struct pdf_part *part, int depth);

void pdf_columns_range(struct pdf_cutter *c, const struct pdf_part *part, size_t from, size_t to, int depth)
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

static void order_columns(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_cut *cut, int depth)
{
	struct pdf_part run = sub(part, cut, -1);
	size_t *ends = mem_alloc((run.count + 2) * sizeof *ends);
	size_t bands = find_bands(&run, cut, ends), from = 0;

	for (size_t i = 0; i < bands; i++) {
		struct pdf_cut band = {.x = cut->x, .from = from, .to = bands == 1 ? run.count : ends[i]};

		for (int side = 0; side <= 1; side++) {
			struct pdf_part s = sub(&run, &band, side);

			pdf_columns_range(c, &s, 0, s.count, depth + 1);
			free(s.pieces);
		}
		from = band.to;
	}
	free(ends);
	free(run.pieces);
}

static void order_margin(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_cut *cut, bool right, int depth)
{
	struct pdf_part text = sub(part, cut, !right), notes = sub(part, cut, right);

	pdf_columns_range(c, &text, 0, text.count, depth + 1);
	pdf_columns_leaf(c, &notes, PDF_MARGIN);
	free(text.pieces);
	free(notes.pieces);
}

/* Each cell is a column of its own, which nothing goes on from. */
static void order_cells(struct pdf_cutter *c, const struct pdf_part *part, const struct pdf_cells *t)
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
				pdf_columns_leaf(c, &cell, PDF_BODY);
		}
		for (; first < c->out_count; first++)
			c->out[first].cell = !t->over[row];
	}
	free(cell.pieces);
}

static bool order_table(struct pdf_cutter *c, const struct pdf_part *part, int depth)
{
	struct pdf_cells t;

	pdf_cells_find(part, &t);
	if (t.rows != 0) {
		pdf_columns_range(c, part, 0, t.from, depth + 1);
		order_cells(c, part, &t);
		pdf_columns_range(c, part, t.to, part->count, depth + 1);
	}
	free(t.ends);
	free(t.over);
	return t.rows != 0;
}

static void order_part(struct pdf_cutter *c, const struct pdf_part *part, int depth)
{
	struct pdf_cut cut;
	enum pdf_cut_kind kind;

	if (depth < DEPTH_MAX && (pdf_tables_order(c, part, depth) || order_table(c, part, depth)))
		return;
	kind = depth >= DEPTH_MAX ? PDF_CUT_NONE : pdf_cut_find(part, &cut);

	if (kind == PDF_CUT_NONE) {
		pdf_columns_leaf(c, part, PDF_BODY);
		return;
	}
	pdf_columns_range(c, part, 0, cut.from, depth + 1);
	if (kind == PDF_CUT_COLUMNS)
		order_columns(c, part, &cut, depth);
	else
		order_margin(c, part, &cut, kind == PDF_CUT_MARGIN_RIGHT, depth);
	pdf_columns_range(c, part, cut.to, part->count, depth + 1);
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
		struct pdf_cutter c = {.pdf = p, .page = page};
		struct pdf_part part = {p, page, mem_alloc((page->line_count + 1) * sizeof *part.pieces), 0};

		for (uint32_t i = 0; i < page->line_count; i++)
			if (page->lines[i].role == PDF_BODY)
				part.pieces[part.count++] = i;
		qsort_r(part.pieces, part.count, sizeof *part.pieces, by_top, page->lines);
		pdf_columns_range(&c, &part, 0, part.count, 0);
		free(part.pieces);
		free(page->lines);
		page->lines = c.out;
		page->line_count = c.out_count;
		page->line_cap = c.out_cap;
	}
}
