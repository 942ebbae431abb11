/*
 * pdf_drawn.c: tables and boxes whose rules are drawn: which cell each word is in. Only pages are drawn on which texts stand
 * side by side.
 */
#include "formats/pdf_drawn.h"

#include <math.h>
#include <stdlib.h>

#include "formats/pdf_rules.h"

#define BESIDE_LEAST 4    /* pieces of a page with another beside them */
#define BESIDE 0.2F       /* of the lower one's height that they share */
#define ALIKE 0.8F        /* of the larger one's size: smaller ones are notes in the margin */
#define PIECES_MAX 1500   /* of a page: one with more is not drawn */
#define LABEL_BYTES 10    /* of a row's number: "134.102." */
#define LABEL_SIGNS "0123456789.-/()[]"
#define LABELS_LEAST 2    /* of a table whose rows are numbered */
#define LABELLED 0.7F     /* of its rows */
#define ONE_LINE 0.35F    /* of the size: base lines of one row of words */
#define APART 2.0F        /* points: text that reaches so far into a table's height stands beside it */

/* ---- the pages that are drawn ---- */

static bool is_label_text(struct span s)
{
	size_t signs = 0;

	for (size_t i = 0; i < s.len; i++)
		signs += strchr(LABEL_SIGNS, s.data[i]) != NULL;
	return s.len <= LABEL_BYTES && (signs == s.len || (s.len == 2 && signs == 1));
}

static bool is_label(const struct pdf *p, const struct pdf_line *l)
{
	return l->count == 1 && is_label_text(pdf_word_text(p, pdf_line_word(p, l, 0)));
}

/* Text beside a piece; the number of an item is none. */
static bool has_beside(const struct pdf *p, const struct pdf_page *page, const struct pdf_line *l)
{
	for (size_t i = 0; i < page->line_count; i++) {
		const struct pdf_line *other = &page->lines[i];

		if (other->role == PDF_BODY && !is_label(p, other) && fminf(other->size, l->size) > ALIKE * fmaxf(other->size, l->size) && (other->box.x0 > l->box.x1 || other->box.x1 < l->box.x0) && pdf_overlap(&other->box, &l->box) > BESIDE)
			return true;
	}
	return false;
}

static bool may_have_table(const struct pdf *p, const struct pdf_page *page)
{
	size_t beside = 0;

	if (page->line_count > PIECES_MAX || page->turned)
		return false;
	for (size_t i = 0; i < page->line_count && beside < BESIDE_LEAST; i++)
		beside += page->lines[i].role == PDF_BODY && !is_label(p, &page->lines[i]) && has_beside(p, page, &page->lines[i]);
	return beside == BESIDE_LEAST;
}

/* ---- the cells of words ---- */

/* The place of a cell in page->cells, from 1; `places`: of those met before. */
static uint32_t place_of(struct pdf_page *page, const struct pdf_grid *g, uint32_t *places, uint32_t cell)
{
	if (cell == PDF_GRID_NONE)
		return 0;
	if (places[cell] == 0) {
		ARRAY_GROW(page->cells, page->cell_count, page->cell_cap);
		pdf_grid_describe(g, cell, &page->cells[page->cell_count++]);
		places[cell] = (uint32_t)page->cell_count;
	}
	return places[cell];
}

static bool are_beside(const struct pdf_cell *a, const struct pdf_cell *b)
{
	return a != b && a->table == b->table && fminf(a->box.y1, b->box.y1) - fmaxf(a->box.y0, b->box.y0) > APART;
}

/* A cell of several that has none of its table beside it is a row, whose columns no rule parts; a single cell is a box. */
static bool is_wide(const struct pdf_page *page, const struct pdf_cell *own)
{
	size_t count = 0;

	for (size_t i = 0; i < page->cell_count; i++) {
		if (are_beside(own, &page->cells[i]))
			return false;
		count += page->cells[i].table == own->table;
	}
	return count > 1;
}

static size_t wide_above(const struct pdf_page *page, const struct pdf_cell *own)
{
	size_t count = 0;

	for (size_t i = 0; i < page->cell_count; i++)
		count += page->cells[i].table == own->table && page->cells[i].wide && page->cells[i].box.y0 < own->box.y0;
	return count;
}

/* Such rows part a table into several. */
static void part_tables(struct pdf_page *page)
{
	size_t *above = mem_alloc((page->cell_count + 1) * sizeof *above);
	uint32_t *tables = mem_alloc((page->cell_count + 1) * sizeof *tables);

	for (size_t i = 0; i < page->cell_count; i++)
		page->cells[i].wide = is_wide(page, &page->cells[i]);
	for (size_t i = 0; i < page->cell_count; i++) {
		size_t k = 0;

		above[i] = wide_above(page, &page->cells[i]);
		while (k < i && (page->cells[k].table != page->cells[i].table || above[k] != above[i]))
			k++;
		tables[i] = (uint32_t)k;
	}
	for (size_t i = 0; i < page->cell_count; i++)
		page->cells[i].table = tables[i];
	free(above);
	free(tables);
}

static void find_cells(struct pdf *p, uint32_t number, const struct pdf_grid *g)
{
	struct pdf_page *page = &p->pages[number];
	uint32_t *places = mem_zalloc(((size_t)pdf_grid_count(g) + 1) * sizeof *places);

	for (size_t i = 0; i < page->word_count; i++) {
		struct pdf_word *w = &page->words[i];

		if (page->lines[w->line].role == PDF_BODY)
			w->drawn = place_of(page, g, places, pdf_grid_cell(g, (w->box.x0 + w->box.x1) / 2, (w->box.y0 + w->box.y1) / 2));
	}
	part_tables(page);
	if (page->cell_count != 0)
		pdf_lines_find_again(p, number);
	free(places);
}

void pdf_drawn_find(struct pdf *p, struct span bytes)
{
	struct pdf_drawing *d = NULL;

	for (uint32_t n = 0; n < p->page_count; n++) {
		struct pdf_page *page = &p->pages[n];
		struct pdf_rules rules;
		struct pdf_grid *g;

		if (!may_have_table(p, page) || (d == NULL && (d = pdf_drawing_open(bytes)) == NULL))
			continue;
		pdf_rules_read(&rules, d, page, n);
		pdf_rules_close(&rules, page);
		g = pdf_grid_new(&rules, page);
		if (g != NULL)
			find_cells(p, n, g);
		pdf_grid_free(g);
		free(rules.items);
	}
	pdf_drawing_close(d);
}

/* ---- the tables of a part ---- */

static const struct pdf_cell *cell_at(const struct pdf_part *part, size_t i)
{
	uint32_t drawn = pdf_piece(part, i)->drawn;

	return drawn == 0 || part->page->cells[drawn - 1].wide ? NULL : &part->page->cells[drawn - 1];
}

bool pdf_drawn_has(const struct pdf_part *part, size_t i, const struct pdf_drawn *t)
{
	const struct pdf_cell *c = cell_at(part, i);

	return c != NULL && c->table == t->table;
}

static void measure(const struct pdf_part *part, struct pdf_drawn *t)
{
	uint32_t *cells = mem_alloc((part->count + 1) * sizeof *cells);

	t->cells = pdf_drawn_cells(part, t, cells);
	for (size_t i = 0; i < t->cells; i++) {
		const struct pdf_box *box = &part->page->cells[cells[i] - 1].box;

		if (i == 0)
			t->box = *box;
		pdf_box_add(&t->box, box);
	}
	t->beside = false;
	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_box *b = &pdf_piece(part, i)->box;

		t->beside |= !pdf_drawn_has(part, i, t) && b->y1 > t->box.y0 + APART && b->y0 < t->box.y1 - APART;
	}
	free(cells);
}

bool pdf_drawn_pick(const struct pdf_part *part, struct pdf_drawn *out)
{
	uint32_t last = UINT32_MAX;

	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_cell *c = cell_at(part, i);

		if (c == NULL || c->table == last)
			continue;
		*out = (struct pdf_drawn){.table = last = c->table};
		measure(part, out);
		if (out->cells == 1 || !out->beside)
			return true;
	}
	return false;
}

static int by_row(const void *a, const void *b, void *context)
{
	const struct pdf_cell *cells = context, *m = &cells[*(const uint32_t *)a - 1], *n = &cells[*(const uint32_t *)b - 1];

	return m->row != n->row ? (m->row > n->row) - (m->row < n->row) : (m->column > n->column) - (m->column < n->column);
}

size_t pdf_drawn_cells(const struct pdf_part *part, const struct pdf_drawn *t, uint32_t *cells)
{
	bool *seen = mem_zalloc((part->page->cell_count + 1) * sizeof *seen);
	size_t count = 0;

	for (size_t i = 0; i < part->count; i++) {
		uint32_t drawn = pdf_piece(part, i)->drawn;

		if (pdf_drawn_has(part, i, t) && !seen[drawn])
			cells[count++] = drawn;
		seen[drawn] = true;
	}
	qsort_r(cells, count, sizeof *cells, by_row, part->page->cells);
	free(seen);
	return count;
}

/* ---- numbers of rows ---- */

/* Whether a cell has one line, of one word, that may be a label. */
static bool has_label(const struct pdf_part *part, uint32_t cell)
{
	const struct pdf_line *only = NULL;

	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_line *l = pdf_piece(part, i);

		if (l->drawn != cell)
			continue;
		if (only != NULL)
			return false;
		only = l;
	}
	return only != NULL && is_label(part->pdf, only);
}

/* Whether a cell is the first of its row, in the first column, and not the only one. */
static bool leads_row(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i)
{
	const struct pdf_cell *own = &part->page->cells[cells[i] - 1];

	for (size_t k = 0; k < count; k++)
		if (part->page->cells[cells[k] - 1].column < own->column)
			return false;
	return i + 1 < count && part->page->cells[cells[i + 1] - 1].row == own->row;
}

bool pdf_drawn_is_labelled(const struct pdf_part *part, const uint32_t *cells, size_t count)
{
	size_t rows = 0, labels = 0;

	for (size_t i = 0; i < count; i++) {
		bool leads = leads_row(part, cells, count, i);

		rows += leads;
		labels += leads && has_label(part, cells[i]);
	}
	return labels >= LABELS_LEAST && (float)labels >= LABELLED * (float)rows;
}

bool pdf_drawn_is_label(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i)
{
	return leads_row(part, cells, count, i) && has_label(part, cells[i]);
}

/* ---- rows of one line ---- */

/* The cells from i on that begin in one row of the table. */
static size_t count_row(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i)
{
	size_t n = 1;

	while (i + n < count && part->page->cells[cells[i + n] - 1].row == part->page->cells[cells[i] - 1].row)
		n++;
	return n;
}

static bool is_one_of(const uint32_t *cells, size_t count, uint32_t cell)
{
	while (count > 0 && cells[count - 1] != cell)
		count--;
	return count != 0;
}

/* Whether all text of the cells is on one height. */
static bool is_one_line(const struct pdf_part *part, const uint32_t *cells, size_t count)
{
	const struct pdf_line *first = NULL;

	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_line *l = pdf_piece(part, i);

		if (!is_one_of(cells, count, l->drawn))
			continue;
		if (first == NULL)
			first = l;
		if (fabsf(l->box.y1 - first->box.y1) > ONE_LINE * first->size)
			return false;
	}
	return true;
}

size_t pdf_drawn_row(const struct pdf_part *part, const uint32_t *cells, size_t count, size_t i)
{
	size_t n = count_row(part, cells, count, i);

	return n > 1 && is_one_line(part, cells + i, n) ? n : 0;
}

bool pdf_drawn_is_data(const struct pdf_part *part, const uint32_t *cells, size_t count)
{
	size_t rows = 0, lines = 0, n;

	for (size_t i = 0; i < count; i += n) {
		n = count_row(part, cells, count, i);
		rows += n > 1;
		lines += pdf_drawn_row(part, cells, count, i) != 0;
	}
	return lines * 2 > rows;
}
