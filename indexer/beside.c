/*
 * beside.c: plain text in two columns, line by line: a language beside another, or
 * what a program made of a page with columns. The two are read one by one: a line
 * across both would be a sentence that nobody wrote. And lines whose cells tabs part.
 */
#include "indexer/blocks.h"

#include "text/utf8.h"

#define GUTTER_MIN 3   /* spaces between the two */
#define INDENT_MAX 6   /* columns that a paragraph's first line is set in */
#define ONE_SIDE_MAX 40 /* of so many lines below one with both, another has both */
#define GUTTERS_MAX 2  /* gaps of a line that are tried */
#define LINES_MIN 4    /* so many lines have both … */
#define WIDTH_LEAST 15 /* … and are as wide on an average, on each side */
#define LOWER_ONE_OF 4 /* one of so many begins in lower case, on each side: both are running text */
#define BLANKS_MAX 2   /* between two paragraphs */
#define ROWS_MIN 3     /* lines in a row whose cells tabs part */
#define ROWS_OF_TWO 5  /* so many where one tab is all: fewer are names and offices, or a head */

/* The cells of a line: the white space before the one that begins at `at`, its column. */
struct cell {
	size_t at, column, spaces;
};

/* The next cell behind wide white space; false: there is none, or tabs make the columns uncertain. */
static bool next_cell(const struct scan *s, const struct line *l, struct cell *c)
{
	size_t spaces = 0;

	while (c->at < l->end) {
		int32_t cp;
		size_t len = utf8_decode(s->text, c->at, &cp);

		if (cp == '\t')
			return false;
		if (cp != ' ' && spaces >= GUTTER_MIN) {
			c->spaces = spaces;
			return true;
		}
		spaces = cp == ' ' ? spaces + 1 : 0;
		c->at += len;
		c->column++;
	}
	return false;
}

/* Where the right cell begins: at the gutter's column, or set in from it as a paragraph's first line is; NONE. */
static size_t cell_right(const struct scan *s, const struct line *l, size_t column)
{
	struct cell c = {.at = l->start, .column = l->indent};

	while (next_cell(s, l, &c))
		if (c.column >= column && c.column <= column + INDENT_MAX && c.column - c.spaces + 2 <= column)
			return c.at;
	return NONE;
}

struct gutter {
	size_t end;   /* one past the last line */
	size_t both, width[2], lower[2];
};

static void count_both(struct gutter *g, const struct scan *s, const struct line *l, size_t right)
{
	size_t cells[2][2] = {{l->start, right}, {right, l->end}};

	g->both++;
	for (int side = 0; side < 2; side++) {
		g->width[side] += cells[side][1] - cells[side][0];
		g->lower[side] += text_begins_lower(s->text, cells[side][0], cells[side][1]);
	}
}

/* All of the line is on one side. */
static bool is_one_side(const struct line *l, size_t column)
{
	return (size_t)l->indent + 1 >= column || (size_t)l->indent + l->chars + 1 < column;
}

/* The lines from `first` on that a gutter at the column parts. */
static struct gutter measure(const struct scan *s, size_t first, size_t column)
{
	struct gutter g = {.end = first};
	size_t blanks = 0;

	for (size_t i = first; i < s->line_count && blanks <= BLANKS_MAX && i < g.end + ONE_SIDE_MAX; i++) {
		const struct line *l = &s->lines[i];
		size_t right;

		if ((l->flags & LINE_PAGE) && i > first)
			break;
		if (l->flags & (LINE_BLANK | LINE_FURNITURE)) {
			blanks++;
			continue;
		}
		blanks = 0;
		right = cell_right(s, l, column);
		if (right == NONE && !is_one_side(l, column))
			break;
		if (right != NONE) {
			count_both(&g, s, l, right);
			g.end = i + 1;
		}
	}
	return g;
}

static bool are_columns(const struct gutter *g)
{
	if (g->both < LINES_MIN)
		return false;
	for (int side = 0; side < 2; side++)
		if (g->width[side] < g->both * WIDTH_LEAST || g->lower[side] * LOWER_ONE_OF < g->both)
			return false;
	return true;
}

static void mark_columns(struct scan *s, size_t first, size_t end, size_t column)
{
	for (size_t i = first; i < end; i++) {
		struct line *l = &s->lines[i];
		size_t right;

		if (l->flags & (LINE_BLANK | LINE_FURNITURE | LINE_NUMBERED))
			continue;
		right = cell_right(s, l, column);
		l->flags |= LINE_BESIDE;
		l->number = right != NONE ? right : (size_t)l->indent + 1 >= column ? l->start : l->end;
	}
}

/* The gutter that suits most lines: before the first line's cell, or a little to the left where that is set in. */
static struct gutter best_gutter(const struct scan *s, size_t first, const struct cell *c, size_t *column)
{
	struct gutter best = {.end = first};

	for (size_t in = 0; in <= INDENT_MAX && in + GUTTER_MIN <= c->spaces + 1; in++) {
		struct gutter g = measure(s, first, c->column - in);

		if (g.both > best.both) {
			best = g;
			*column = c->column - in;
		}
	}
	return best;
}

/* The line behind the columns that begin on this line; the next one, if none do. */
static size_t take_columns(struct scan *s, size_t first)
{
	struct cell c = {.at = s->lines[first].start, .column = s->lines[first].indent};
	size_t end = first + 1;

	if (memmem(s->text.data + c.at, s->lines[first].end - c.at, "   ", GUTTER_MIN) == NULL)
		return end;
	for (size_t i = 0; i < GUTTERS_MAX && next_cell(s, &s->lines[first], &c); i++) {
		size_t column = c.column;
		struct gutter g = best_gutter(s, first, &c, &column);

		if (are_columns(&g)) {
			mark_columns(s, first, g.end, column);
			return g.end;
		}
		end = g.both >= LINES_MIN && g.end > end ? g.end : end;
	}
	return end;
}

/* ---- rows whose cells tabs part ---- */

/* Tabs between words, behind a line's mark; "Name:" before the first is no row's cell. */
static size_t count_tabs(const struct scan *s, const struct line *l)
{
	const char *tab = memchr(s->text.data + l->start, '\t', l->end - l->start);
	struct mark m;
	size_t tabs = 0;

	if (tab == NULL || text_ending(s->text, l->start, (size_t)(tab - s->text.data)) == ENDING_COLON || (mark_read(s->text, l, &m) && (m.alone || m.after > (size_t)(tab - s->text.data))))
		return 0;
	if (!utf8_holds(span_make(s->text.data + l->start, (size_t)(tab - s->text.data) - l->start), utf8_is_letter))
		return 0; /* "65,", which a scanner made of a number */
	for (size_t at = (size_t)(tab - s->text.data); at < l->end; at++)
		tabs += s->text.data[at] == '\t';
	return tabs;
}

static size_t take_rows(struct scan *s, size_t first)
{
	size_t end = first, most = 0, tabs;

	while (end < s->line_count && !(s->lines[end].flags & (LINE_BLANK | LINE_FURNITURE)) && (tabs = count_tabs(s, &s->lines[end])) != 0) {
		most = tabs > most ? tabs : most;
		end++;
	}
	if (end - first >= (most > 1 ? ROWS_MIN : ROWS_OF_TWO))
		for (size_t i = first; i < end; i++)
			s->lines[i].flags |= LINE_CELLS;
	return end > first ? end : first + 1;
}

void lines_find_beside(struct scan *s)
{
	if (s->markdown)
		return;
	for (size_t i = 0, rows = 0, columns = 0; i < s->line_count; i++) {
		if (s->lines[i].flags & (LINE_BLANK | LINE_FURNITURE))
			continue;
		if (i >= rows)
			rows = take_rows(s, i);
		if (i >= columns && s->wrapped)
			columns = take_columns(s, i);
	}
}

/* ---- blocks ---- */

/* "2. The committee …" or "Article 5" below the end of a sentence: not the rest of the block above it in its column. */
static bool begins_anew(const struct scan *s, const struct block *above, size_t from, size_t to)
{
	struct line line = {.start = from, .end = to};
	enum ending how = text_ending(s->text, above->from, above->to);
	struct mark m;
	bool bare;

	if (how != ENDING_STOP && how != ENDING_COLON && how != ENDING_SEMICOLON)
		return false;
	return (mark_read(s->text, &line, &m) && (m.type == MARK_NUMBER || m.type == MARK_LETTER || m.type == MARK_BULLET)) ||
	       text_unit(span_make(s->text.data + from, to - from), &bare) >= 0;
}

static void take_side(struct builder *b, size_t line, int side, size_t from, size_t to)
{
	struct scan *s = b->s;
	size_t above = b->beside[side], here;
	struct block *k;

	while (to > from && s->text.data[to - 1] == ' ')
		to--;
	if (from >= to) {
		b->beside[side] = 0;
		return;
	}
	k = new_block(b, BLOCK_ROW, line, from, line);
	k->mark_from = from;
	k->to = to;
	here = s->block_count - 1;
	if (above != 0 && !begins_anew(s, &s->blocks[above - 1], from, to)) {
		s->blocks[above - 1].next = here;
		k->joins = above - 1;
	}
	b->beside[side] = here + 1;
	close_block(b, true);
}

bool take_beside(struct builder *b, size_t line)
{
	const struct line *l = line_at(b, line);
	size_t right = l->number;

	if (!(l->flags & LINE_BESIDE)) {
		b->beside[0] = b->beside[1] = 0;
		return false;
	}
	take_side(b, line, 0, l->start, right);
	take_side(b, line, 1, right, line_at(b, line)->end);
	return true;
}
