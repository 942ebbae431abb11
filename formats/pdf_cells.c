/*
 * pdf_cells.c: tables whose cells hold texts of several lines. Two columns are a table only if its rows are
 * numbered: they may be columns of running text.
 */
#include "formats/pdf_cells.h"

#include <math.h>
#include <stdlib.h>

#define BAND_GAP 1.2F    /* of the usual distance of base lines: white between two rows */
#define DRAWN_LEAST 3    /* rows that rules part: then all are parted so */
#define BANDS_LEAST 3    /* rows, at least, whose cells begin at one height */
#define BANDS_OF_TWO 5   /* the same of a table of two columns */
#define SIZES_ALIKE 0.92F /* of the largest: the mean size of each column */
#define LABEL_GAP 0.6F   /* of the size: behind a row's number */
#define NUMBER_DIGITS 4
#define LABEL_CHARS 6    /* of a column that holds numbers of what stands beside them */

struct band {
	size_t from, to;   /* pieces */
	bool level;        /* cells of two columns or more begin at its top */
	bool tall;         /* a cell of it has more than one line */
	bool over;         /* a line over all columns */
	bool labelled;     /* its first cell begins with a number */
	bool drawn;        /* rules part it from the rest */
	size_t filled;     /* columns with anything in them */
};

static bool is_over(const struct pdf_part *part, const struct pdf_cells *t, const struct pdf_line *l)
{
	for (size_t k = 0; k < t->columns; k++)
		if (pdf_cells_crosses(l, t->x[k], part->pdf->size))
			return true;
	return false;
}

/* Whether a wide gap stands behind a piece's first word, or nothing. */
static bool stands_off(const struct pdf_part *part, const struct pdf_line *l)
{
	return l->count == 1 || pdf_line_word(part->pdf, l, 1)->box.x0 - pdf_line_word(part->pdf, l, 0)->box.x1 > LABEL_GAP * l->size;
}

/* The number that a piece begins with, with or without a stop behind it, and set off from its text, or the last of "119.1"; 0: none. */
static uint32_t row_number(const struct pdf_part *part, const struct pdf_line *l, bool *dotted)
{
	struct span s = pdf_word_text(part->pdf, pdf_line_word(part->pdf, l, 0));
	uint32_t n = 0;
	size_t at = 0, digits = 0;

	*dotted = false;
	for (; at < s.len && digits < NUMBER_DIGITS; at++) {
		if (s.data[at] == '.' && digits != 0 && at + 1 < s.len) {
			*dotted = true;
			n = 0;
			digits = 0;
		} else if (s.data[at] >= '0' && s.data[at] <= '9') {
			n = n * 10 + (uint32_t)(s.data[at] - '0');
			digits++;
		} else {
			break;
		}
	}
	return digits != 0 && at + (at < s.len && s.data[at] == '.') == s.len && (*dotted || stands_off(part, l)) ? n : 0;
}

static bool begins_with_number(const struct pdf_part *part, const struct pdf_line *l)
{
	struct span s = pdf_word_text(part->pdf, pdf_line_word(part->pdf, l, 0));

	return s.len != 0 && s.data[0] >= '0' && s.data[0] <= '9' && (s.len > 1 || stands_off(part, l));
}

/* Of a piece in a row that rules part from the next ones; 0: it is in none. */
static uint32_t row_of(const struct pdf_part *part, size_t i)
{
	uint32_t drawn = pdf_piece(part, i)->drawn;

	return drawn != 0 && part->page->cells[drawn - 1].wide ? drawn : 0;
}

/* Whether pieces are all of one such row. */
static bool is_drawn_row(const struct pdf_part *part, size_t from, size_t to)
{
	uint32_t row = row_of(part, from);
	bool same = row != 0 && (from == 0 || row_of(part, from - 1) != row) && (to == part->count || row_of(part, to) != row);

	for (size_t i = from; i < to; i++)
		same &= row_of(part, i) == row;
	return same;
}

static bool rows_are_drawn(const struct pdf_part *part, const struct pdf_cells *t)
{
	size_t rows = 0;

	for (size_t i = t->from + 1; i < t->to; i++)
		rows += row_of(part, i) != 0 && row_of(part, i) != row_of(part, i - 1);
	return rows + 1 >= DRAWN_LEAST;
}

static struct band look(const struct pdf_part *part, const struct pdf_cells *t, size_t from, size_t to)
{
	struct band b = {from, to, true, false, false, false, is_drawn_row(part, from, to), 0};
	float tops[PDF_CELLS_COLUMNS_MAX + 1], least = 1e9F;
	size_t lines[PDF_CELLS_COLUMNS_MAX + 1] = {0};

	for (size_t k = 0; k <= t->columns; k++)
		tops[k] = 1e9F;
	for (size_t i = from; i < to; i++) {
		const struct pdf_line *l = pdf_piece(part, i);
		size_t k = pdf_cells_column(t, l);

		b.over |= is_over(part, t, l);
		if (k == 0 && lines[k] == 0)
			b.labelled = begins_with_number(part, l);
		lines[k] += lines[k] == 0 || l->box.y0 > tops[k] + BAND_LEVEL * l->size;
		tops[k] = fminf(tops[k], l->box.y0);
		least = fminf(least, l->box.y0);
	}
	for (size_t k = 0; k <= t->columns; k++) {
		b.filled += lines[k] != 0;
		b.tall |= lines[k] > 1;
		b.level &= lines[k] == 0 || tops[k] - least < BAND_LEVEL * part->pdf->size;
	}
	b.level |= b.drawn;
	b.level &= b.filled > 1;
	return b;
}

/* The number at the head of a row; dotted: it is the last of several, as in "119.1". */
struct row_label {
	uint32_t number;
	bool dotted;
};

/*
 * The pieces of one base line from i on: where they end; which columns they are in, whether the first one's goes on in lower case,
 * and the number that it begins with.
 */
static size_t base_line(const struct pdf_part *part, const struct pdf_cells *t, size_t i, uint32_t *columns, bool *lower, struct row_label *label)
{
	const struct pdf_line *first = pdf_piece(part, i);

	*columns = 0;
	*lower = false;
	label->number = pdf_cells_column(t, first) == 0 ? row_number(part, first, &label->dotted) : 0;
	for (; i < t->to && fabsf(pdf_piece(part, i)->box.y1 - first->box.y1) < BAND_LEVEL * first->size; i++) {
		const struct pdf_line *l = pdf_piece(part, i);
		size_t k = pdf_cells_column(t, l);

		*columns |= 1U << k;
		*lower |= k == 0 && pdf_word_begins_lower(part->pdf, pdf_line_word(part->pdf, l, 0));
	}
	return i;
}

/*
 * Rows are parted by white; and, in a table of three columns or one whose rows have numbers, by a line at which two cells have
 * text, and one of them had none in the line above.
 */
static size_t find_bands(const struct pdf_part *part, const struct pdf_cells *t, struct band *bands)
{
	size_t count = 0, from = t->from, next;
	float bottom = 0;
	uint32_t above = 0, here, last = 0;
	struct row_label label;
	bool lower, over = false, below, numbered, drawn = rows_are_drawn(part, t);

	for (size_t i = t->from; i < t->to; i = next) {
		bool white = i > from && pdf_piece(part, i)->box.y1 - bottom > BAND_GAP * part->pdf->leading;

		white |= i > from && row_of(part, i) != row_of(part, i - 1);
		below = over;
		over = is_over(part, t, pdf_piece(part, i));
		white |= i > from && over != below;

		next = base_line(part, t, i, &here, &lower, &label);
		numbered = label.number != 0 && (last == 0 || label.number == last + 1 || (label.dotted && label.number == 1));
		/* Below the head of a table both have text; further down a cell may begin a line with a number, too. */
		white |= numbered && ((t->columns > 1 && label.dotted) || (last == 0 && label.number == 1)) && i > from && (here & (here - 1)) != 0;
		if (white || (!(drawn && row_of(part, i) != 0) && (t->columns > 1 || numbered) && i > from && (here & ~above) != 0 && (here & (here - 1)) != 0 && !lower)) {
			bands[count++] = look(part, t, from, i);
			from = i;
			last = label.number != 0 ? label.number : last;
		}
		above = here;
		bottom = i == from ? pdf_piece(part, i)->box.y1 : bottom;
		for (size_t k = i; k < next; k++)
			bottom = fmaxf(bottom, pdf_piece(part, k)->box.y1);
	}
	if (t->to > from)
		bands[count++] = look(part, t, from, t->to);
	return count;
}

static void drop_first(struct pdf_cells *t)
{
	t->columns--;
	memmove(t->x, t->x + 1, t->columns * sizeof *t->x);
}

/* Whether a first column holds numbers of what stands beside them, or the "Q." and "A." of a hearing; *none: nothing but lines over all columns. */
static bool are_labels(const struct pdf_part *part, const struct pdf_cells *t, bool *none)
{
	size_t all = 0, labels = 0;

	for (size_t i = t->from; i < t->to; i++) {
		const struct pdf_line *l = pdf_piece(part, i);
		size_t bytes = 0;

		if (pdf_cells_column(t, l) != 0 || is_over(part, t, l))
			continue;
		for (size_t w = 0; w < l->count; w++)
			bytes += pdf_word_text(part->pdf, pdf_line_word(part->pdf, l, w)).len;
		all++;
		labels += bytes <= LABEL_CHARS && pdf_may_be_label(pdf_word_text(part->pdf, pdf_line_word(part->pdf, l, 0)));
	}
	*none = all == 0;
	return labels * 10 >= all * 7;
}

/* A first column of labels belongs to what it labels; before one where lines alone begin that reach over all, none stands. */
static void drop_labels(const struct pdf_part *part, struct pdf_cells *t)
{
	bool none;

	while (t->columns != 0 && are_labels(part, t, &none)) {
		drop_first(t);
		if (!none)
			return;
	}
}

/* Whether all columns are set in one size: smaller ones are notes in the margin. */
static bool one_size(const struct pdf_part *part, const struct pdf_cells *t)
{
	float sums[PDF_CELLS_COLUMNS_MAX + 1] = {0}, least = 1e9F, most = 0;
	size_t counts[PDF_CELLS_COLUMNS_MAX + 1] = {0};

	for (size_t i = t->from; i < t->to; i++) {
		size_t k = pdf_cells_column(t, pdf_piece(part, i));

		sums[k] += pdf_piece(part, i)->size;
		counts[k]++;
	}
	for (size_t k = 0; k <= t->columns; k++) {
		if (counts[k] == 0)
			continue;
		least = fminf(least, sums[k] / (float)counts[k]);
		most = fmaxf(most, sums[k] / (float)counts[k]);
	}
	return least >= SIZES_ALIKE * most;
}

static void keep_rows(struct pdf_cells *t, const struct band *bands, size_t count)
{
	size_t first = 0, level = 0, tall = 0, labelled = 0, drawn = 0, over = 0, rows;

	while (first < count && bands[first].filled < 2)
		first++;
	while (count > first && bands[count - 1].filled < 2)
		count--;
	for (size_t i = first; i < count; i++) {
		level += bands[i].level;
		tall += bands[i].level && bands[i].tall;
		labelled += bands[i].labelled && !bands[i].over;
		drawn += bands[i].drawn && !bands[i].over;
		over += bands[i].over;
		t->over[t->rows] = bands[i].over;
		t->ends[t->rows++] = bands[i].to;
	}
	rows = t->rows - over;
	if (level < (t->columns == 1 ? BANDS_OF_TWO : BANDS_LEAST) || level * 5 < rows * 4 || tall * 3 < rows || over > rows || (t->columns == 1 && labelled * 5 < rows * 4 && drawn * 5 < rows * 4)) {
		t->rows = 0;
		return;
	}
	t->from = bands[first].from;
	t->to = bands[count - 1].to;
}

void pdf_cells_find(const struct pdf_part *part, struct pdf_cells *t)
{
	struct band *bands;

	*t = (struct pdf_cells){.ends = NULL};
	pdf_cells_find_columns(part, t);
	if (t->columns == 0 || t->from >= t->to)
		return;
	drop_labels(part, t);
	if (t->columns < PDF_CELLS_COLUMNS_LEAST - 1 || !one_size(part, t))
		return;
	bands = mem_alloc((t->to - t->from + 1) * sizeof *bands);
	t->ends = mem_alloc((t->to - t->from + 1) * sizeof *t->ends);
	t->over = mem_alloc((t->to - t->from + 1) * sizeof *t->over);
	keep_rows(t, bands, find_bands(part, t, bands));
	free(bands);
}
