/*
 * pdf_grid.c: what rules on all four sides enclose. All rules' places cut the page into small parts; two of them that no rule parts are
 * of one cell, and what reaches the edge of the page is none.
 */
#include "formats/pdf_rules.h"

#include <math.h>
#include <stdlib.h>

#define LINES_MAX 256     /* places of rules in one direction; a page with more is a picture */
#define PLACE 3.0F        /* points: rules that stand so near have one place */
#define WALL 0.6F         /* of a part's side: so much of it is drawn */
#define FILLED 0.85F      /* of the box around a cell: other shapes are no cells */
#define LARGE 0.5F        /* of the page: what is larger is a frame around its text */
#define REGIONS_MAX 5000  /* what more is enclosed is a picture's */
#define OUTSIDE 0U        /* the part that reaches the edge of the page */

struct axis {
	float at[LINES_MAX], last[LINES_MAX]; /* the first and the last place of a line's rules */
	size_t count;
};

struct region {
	struct pdf_box box;
	float area;
	uint32_t row, column, table;
	bool cell;
};

struct pdf_grid {
	struct axis x, y;
	uint32_t *parents;       /* of OUTSIDE and each part: the one it is of */
	uint32_t *numbers;       /* of each of them: its region */
	struct region *regions;
	uint32_t region_count;
};

/* ---- places ---- */

static bool find_places(struct axis *a, const struct pdf_rules *rules, bool upright)
{
	float *all = mem_alloc((rules->count + 1) * sizeof *all);
	size_t count = 0;

	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i].upright == upright)
			all[count++] = rules->items[i].at;
	pdf_sort_lengths(all, count);
	a->count = 0;
	for (size_t i = 0; i < count && a->count <= LINES_MAX; i++) {
		if (a->count != 0 && all[i] - a->at[a->count - 1] <= PLACE) {
			a->last[a->count - 1] = all[i];
			continue;
		}
		if (a->count < LINES_MAX)
			a->at[a->count] = a->last[a->count] = all[i];
		a->count++;
	}
	free(all);
	return a->count >= 2 && a->count <= LINES_MAX;
}

/* The lines at or before a place. */
static size_t lines_before(const struct axis *a, float at)
{
	size_t n = 0;

	while (n < a->count && a->at[n] <= at)
		n++;
	return n;
}

static float middle(const struct axis *a, size_t i)
{
	return (a->at[i] + a->last[i]) / 2;
}

/* ---- parts ---- */

static size_t rows_of(const struct pdf_grid *g)
{
	return g->y.count - 1;
}

static size_t columns_of(const struct pdf_grid *g)
{
	return g->x.count - 1;
}

static uint32_t part_at(const struct pdf_grid *g, size_t column, size_t row)
{
	return (uint32_t)(1 + row * columns_of(g) + column);
}

static uint32_t root_of(struct pdf_grid *g, uint32_t part)
{
	while (g->parents[part] != part)
		part = g->parents[part] = g->parents[g->parents[part]];
	return part;
}

static void unite(struct pdf_grid *g, uint32_t a, uint32_t b)
{
	a = root_of(g, a);
	b = root_of(g, b);
	g->parents[a < b ? b : a] = a < b ? a : b;
}

/* How much of the sides between lines i and i + 1 of one axis the rules cover that stand at each line of the other. */
static float *cover(const struct pdf_rules *rules, const struct axis *across, const struct axis *along, bool upright)
{
	float *covered = mem_zalloc(across->count * along->count * sizeof *covered);

	for (size_t i = 0; i < rules->count; i++) {
		const struct pdf_rule *r = &rules->items[i];
		size_t line;

		if (r->upright != upright)
			continue;
		line = lines_before(across, r->at) - 1;
		for (size_t k = 0; k + 1 < along->count; k++)
			covered[line * along->count + k] += fmaxf(0, fminf(r->to, middle(along, k + 1)) - fmaxf(r->from, middle(along, k)));
	}
	return covered;
}

static bool is_wall(const float *covered, const struct axis *along, size_t line, size_t k)
{
	return covered[line * along->count + k] >= WALL * (middle(along, k + 1) - middle(along, k));
}

/* Unites the parts on both sides of a line of the grid where no rule parts them. */
static void unite_over(struct pdf_grid *g, const float *covered, bool upright)
{
	const struct axis *across = upright ? &g->x : &g->y, *along = upright ? &g->y : &g->x;

	for (size_t line = 0; line < across->count; line++)
		for (size_t k = 0; k + 1 < along->count; k++) {
			size_t before = line - 1;
			uint32_t a = line == 0 ? OUTSIDE : upright ? part_at(g, before, k) : part_at(g, k, before);
			uint32_t b = line + 1 == across->count ? OUTSIDE : upright ? part_at(g, line, k) : part_at(g, k, line);

			if (!is_wall(covered, along, line, k))
				unite(g, a, b);
		}
}

/* ---- cells ---- */

static struct pdf_box part_box(const struct pdf_grid *g, size_t column, size_t row)
{
	return (struct pdf_box){middle(&g->x, column), middle(&g->y, row), middle(&g->x, column + 1), middle(&g->y, row + 1)};
}

static float area_of(const struct pdf_box *b)
{
	return pdf_width(b) * pdf_height(b);
}

static void add_part(struct pdf_grid *g, size_t column, size_t row)
{
	uint32_t part = part_at(g, column, row), root = root_of(g, part);
	struct pdf_box box = part_box(g, column, row);
	struct region *r;

	if (root == part) {
		g->numbers[part] = g->region_count;
		r = &g->regions[g->region_count++];
		*r = (struct region){.box = box, .row = (uint32_t)row, .column = (uint32_t)column, .cell = true};
	}
	r = &g->regions[g->numbers[root]];
	g->numbers[part] = g->numbers[root];
	pdf_box_add(&r->box, &box);
	r->area += area_of(&box);
	r->column = column < r->column ? (uint32_t)column : r->column;
}

static bool is_within(const struct region *inner, const struct region *outer)
{
	return inner->box.x0 >= outer->box.x0 && inner->box.y0 >= outer->box.y0 && inner->box.x1 <= outer->box.x1 && inner->box.y1 <= outer->box.y1;
}

/* A cell fills its box, but for a table in it. */
static void judge(struct pdf_grid *g, const struct pdf_page *page)
{
	for (uint32_t i = 1; i < g->region_count; i++) {
		struct region *r = &g->regions[i];
		float filled = r->area;

		for (uint32_t k = 1; k < g->region_count && filled < FILLED * area_of(&r->box); k++)
			filled += k != i && is_within(&g->regions[k], r) ? g->regions[k].area : 0;
		r->cell = filled >= FILLED * area_of(&r->box) && area_of(&r->box) < LARGE * page->width * page->height;
	}
}

static uint32_t table_root(struct pdf_grid *g, uint32_t i)
{
	while (g->regions[i].table != i)
		i = g->regions[i].table = g->regions[g->regions[i].table].table;
	return i;
}

static void join_tables(struct pdf_grid *g, uint32_t a, uint32_t b)
{
	if (!g->regions[a].cell || !g->regions[b].cell)
		return;
	a = table_root(g, a);
	b = table_root(g, b);
	g->regions[a < b ? b : a].table = a < b ? a : b;
}

/* Cells on both sides of a rule are of one table. */
static void find_tables(struct pdf_grid *g)
{
	for (uint32_t i = 0; i < g->region_count; i++)
		g->regions[i].table = i;
	for (size_t row = 0; row < rows_of(g); row++)
		for (size_t column = 0; column < columns_of(g); column++) {
			uint32_t own = g->numbers[part_at(g, column, row)];

			if (column + 1 < columns_of(g))
				join_tables(g, own, g->numbers[part_at(g, column + 1, row)]);
			if (row + 1 < rows_of(g))
				join_tables(g, own, g->numbers[part_at(g, column, row + 1)]);
		}
	for (uint32_t i = 0; i < g->region_count; i++)
		g->regions[i].table = table_root(g, i);
}

static bool find_cells(struct pdf_grid *g, const struct pdf_page *page)
{
	g->region_count = 1; /* outside */
	for (size_t row = 0; row < rows_of(g); row++)
		for (size_t column = 0; column < columns_of(g); column++)
			if (root_of(g, part_at(g, column, row)) != OUTSIDE)
				add_part(g, column, row);
	if (g->region_count > REGIONS_MAX)
		return false;
	judge(g, page);
	find_tables(g);
	return true;
}

/* ---- the whole ---- */

struct pdf_grid *pdf_grid_new(const struct pdf_rules *rules, const struct pdf_page *page)
{
	struct pdf_grid *g = mem_zalloc(sizeof *g);
	float *upright = NULL, *level = NULL;
	size_t parts;

	if (!find_places(&g->x, rules, true) || !find_places(&g->y, rules, false)) {
		pdf_grid_free(g);
		return NULL;
	}
	parts = rows_of(g) * columns_of(g) + 1;
	g->parents = mem_alloc(parts * sizeof *g->parents);
	g->numbers = mem_zalloc(parts * sizeof *g->numbers);
	g->regions = mem_zalloc(parts * sizeof *g->regions);
	for (uint32_t i = 0; i < parts; i++)
		g->parents[i] = i;
	upright = cover(rules, &g->x, &g->y, true);
	level = cover(rules, &g->y, &g->x, false);
	unite_over(g, upright, true);
	unite_over(g, level, false);
	free(upright);
	free(level);
	if (find_cells(g, page))
		return g;
	pdf_grid_free(g);
	return NULL;
}

void pdf_grid_free(struct pdf_grid *g)
{
	if (g == NULL)
		return;
	free(g->parents);
	free(g->numbers);
	free(g->regions);
	free(g);
}

uint32_t pdf_grid_count(const struct pdf_grid *g)
{
	return g->region_count;
}

uint32_t pdf_grid_cell(const struct pdf_grid *g, float x, float y)
{
	size_t column = lines_before(&g->x, x), row = lines_before(&g->y, y);
	uint32_t number;

	if (column == 0 || row == 0 || column >= g->x.count || row >= g->y.count)
		return PDF_GRID_NONE;
	number = g->numbers[part_at(g, column - 1, row - 1)];
	return g->regions[number].cell ? number : PDF_GRID_NONE;
}

void pdf_grid_describe(const struct pdf_grid *g, uint32_t cell, struct pdf_cell *out)
{
	const struct region *r = &g->regions[cell];

	*out = (struct pdf_cell){r->box, r->row, r->column, r->table, false};
}
