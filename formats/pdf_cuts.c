/*
 * pdf_cuts.c: whether an empty strip parts two columns of a part of a page, or the
 * text from the notes in its margin. A strip behind labels, and one between the
 * cells of a table, is no cut.
 */
#include "formats/pdf_cuts.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define GUTTER 0.55F       /* of the size: the narrowest strip */
#define COLUMN_ROWS 2      /* lines on each side, at least */
#define LABEL_CHARS 6      /* a piece as short as this may be a label */
#define NUMBER_CHARS 12    /* and one as short as this that has no more than LABEL_LETTERS */
#define LABEL_LETTERS 2
#define LABEL_SHARE 0.7F   /* of a side's pieces: then it holds labels, no text */
#define MARGIN_WIDTH 0.4F  /* of the text's width: notes in the margin are narrower */
#define MARGIN_SIZE 0.92F  /* of the text's size */
#define PAIRED 0.75F       /* of one side's pieces have the other's base lines: perhaps a table */
#define FULL 0.72F         /* of its column's width, the middle one of the lines of running text */
#define FLOWING 0.12F      /* of a side's lines begin in lower case: it is text that runs on */
#define EDGE 2.0F          /* points: lines that end so near one another end at one place */
#define ALIGNED 2          /* pieces on the right side that begin at one place, at least, and half of them */
#define RIVER_LINES 5      /* one below the other may have a word at one place by chance, where more take the whole width */
#define FLOWING_LEAST 2    /* such lines: one may be the second of a cell */

/* ---- what a side is ---- */

struct side {
	struct pdf_box box;
	size_t count, labels, rows, lower;
	float size;  /* of the middle piece */
	float *widths, *sizes;
};

static bool is_label(const struct pdf *p, const struct pdf_line *l)
{
	size_t all = 0, letters = 0;
	int32_t cp;

	for (size_t i = 0; i < l->count; i++) {
		struct span s = pdf_word_text(p, pdf_line_word(p, l, i));

		for (size_t at = 0; at < s.len; all++) {
			at += utf8_decode(s, at, &cp);
			letters += utf8_is_letter(cp);
		}
	}
	return all <= LABEL_CHARS || (all <= NUMBER_CHARS && letters <= LABEL_LETTERS);
}

static struct side measure(const struct pdf_part *part, const struct pdf_cut *cut, bool right)
{
	struct side s = {.count = 0};
	float bottom = -1;

	s.widths = mem_alloc((cut->to - cut->from + 1) * sizeof *s.widths);
	s.sizes = mem_alloc((cut->to - cut->from + 1) * sizeof *s.sizes);
	for (size_t i = cut->from; i < cut->to; i++) {
		const struct pdf_line *l = pdf_piece(part, i);

		if (pdf_cut_is_right(cut, l) != right)
			continue;
		if (s.count == 0)
			s.box = l->box;
		pdf_box_add(&s.box, &l->box);
		s.sizes[s.count] = l->size;
		s.widths[s.count++] = pdf_width(&l->box);
		s.labels += is_label(part->pdf, l);
		s.lower += pdf_word_begins_lower(part->pdf, pdf_line_word(part->pdf, l, 0));
		if (l->box.y0 + pdf_height(&l->box) / 2 > bottom)
			s.rows++;
		bottom = fmaxf(bottom, l->box.y1);
	}
	pdf_sort_lengths(s.widths, s.count);
	pdf_sort_lengths(s.sizes, s.count);
	s.size = s.count == 0 ? 0 : s.sizes[s.count / 2];
	return s;
}

static bool flows(const struct side *s)
{
	return s->lower >= FLOWING_LEAST && (float)s->lower > FLOWING * (float)s->count;
}

static float fill(const struct side *s)
{
	return s->count == 0 || pdf_width(&s->box) <= 0 ? 0 : s->widths[s->count / 2] / pdf_width(&s->box);
}

/* The part of the smaller side's pieces that stand on a base line of the other. */
static float paired(const struct pdf_part *part, const struct pdf_cut *cut)
{
	bool right = cut->right < cut->left;
	size_t pairs = 0, all = right ? cut->right : cut->left;

	for (size_t i = cut->from; i < cut->to; i++) {
		const struct pdf_line *a = pdf_piece(part, i);
		bool found = false;

		if (pdf_cut_is_right(cut, a) != right)
			continue;
		for (size_t j = cut->from; j < cut->to && !found; j++) {
			const struct pdf_line *b = pdf_piece(part, j);

			found = pdf_cut_is_right(cut, b) != right && fabsf(a->box.y1 - b->box.y1) < 0.2F * a->size;
		}
		pairs += found;
	}
	return all == 0 ? 0 : (float)pairs / (float)all;
}

/* Whether another piece of the same side stands on the height of piece i, to its left (-1) or right. */
static bool has_neighbour(const struct pdf_part *part, const struct pdf_cut *cut, size_t i, int where)
{
	const struct pdf_line *l = pdf_piece(part, i);

	for (size_t k = cut->from; k < cut->to; k++) {
		const struct pdf_line *other = pdf_piece(part, k);

		if (k != i && pdf_cut_is_right(cut, other) == pdf_cut_is_right(cut, l) && pdf_overlap(&other->box, &l->box) > 0.5F &&
		    (where < 0 ? other->box.x1 <= l->box.x0 : other->box.x0 >= l->box.x1))
			return true;
	}
	return false;
}

/*
 * Whether a strip is one between words of lines that are stretched: each line takes the whole width, and what stands behind the strip
 * begins where it happens to.
 */
static bool is_river(const struct pdf_part *part, const struct pdf_cut *cut)
{
	float left = 1e9F, right = -1e9F;
	size_t begin = 0, aligned = 0, whole = 0;

	for (size_t i = 0; i < part->count; i++) {
		left = fminf(left, pdf_piece(part, i)->box.x0);
		right = fmaxf(right, pdf_piece(part, i)->box.x1);
	}
	for (size_t i = 0; i < part->count; i++)
		whole += pdf_piece(part, i)->box.x0 < left + EDGE && pdf_piece(part, i)->box.x1 > right - EDGE;
	for (size_t i = cut->from; i < cut->to; i++) {
		const struct pdf_line *l = pdf_piece(part, i);
		bool is_right = pdf_cut_is_right(cut, l), first = !has_neighbour(part, cut, i, -1);

		if (is_right ? l->box.x1 < right - EDGE && !has_neighbour(part, cut, i, 1) : l->box.x0 > left + EDGE && first)
			return false;
		begin += is_right && first;
		aligned += is_right && first && l->box.x0 < cut->x + EDGE;
	}
	return aligned < ALIGNED || aligned * 2 < begin || (begin <= RIVER_LINES && whole > begin);
}

/* ---- cuts ---- */

/* The pieces of the smaller side. */
static size_t least(const struct pdf_cut *cut)
{
	return cut->left < cut->right ? cut->left : cut->right;
}

/* Finishes a run of pieces that nothing crosses; takes it for the cut if it is a better one. */
static void take_run(const struct pdf_part *part, struct pdf_cut run, struct pdf_cut *best)
{
	float left_end = -1e9F, right_start = 1e9F, size = 0;

	run.left = run.right = 0;
	for (size_t i = run.from; i < run.to; i++) {
		const struct pdf_line *l = pdf_piece(part, i);

		size = fmaxf(size, fminf(l->size, part->pdf->size));
		if (pdf_cut_is_right(&run, l)) {
			right_start = fminf(right_start, l->box.x0);
			run.right++;
		} else {
			left_end = fmaxf(left_end, l->box.x1);
			run.left++;
		}
	}
	run.gutter = right_start - left_end;
	if (least(&run) < COLUMN_ROWS || run.gutter < GUTTER * size)
		return;
	if (least(&run) > least(best) || (least(&run) == least(best) && run.gutter > best->gutter))
		*best = run;
}

/* The best cut whose right side begins at x. A page's number that stands in the strip ends a run, as what crosses it does. */
static void try_cut(const struct pdf_part *part, float x, struct pdf_cut *best)
{
	struct pdf_cut run = {.x = x};

	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_line *l = pdf_piece(part, i);

		if (l->box.x0 < x - 1 && l->box.x1 > x - GUTTER * fminf(l->size, part->pdf->size)) {
			run.to = i;
			take_run(part, run, best);
			run.from = i + 1;
		}
	}
	run.to = part->count;
	take_run(part, run, best);
}

static bool overlap_down(const struct side *a, const struct side *b)
{
	return pdf_overlap(&a->box, &b->box) > 0.4F;
}

static bool is_margin(const struct side *a, const struct side *text)
{
	return pdf_width(&a->box) < MARGIN_WIDTH * pdf_width(&text->box) && a->size < MARGIN_SIZE * text->size;
}

static enum pdf_cut_kind judge(const struct pdf_part *part, const struct pdf_cut *cut)
{
	struct side left = measure(part, cut, false), right = measure(part, cut, true);
	enum pdf_cut_kind v = PDF_CUT_COLUMNS;
	bool labels = (float)left.labels > LABEL_SHARE * (float)left.count || (float)right.labels > LABEL_SHARE * (float)right.count;

	if (left.rows < COLUMN_ROWS || right.rows < COLUMN_ROWS || !overlap_down(&left, &right) || labels)
		v = PDF_CUT_NONE;
	else if (is_river(part, cut))
		v = PDF_CUT_NONE;
	else if (is_margin(&left, &right))
		v = PDF_CUT_MARGIN_LEFT;
	else if (is_margin(&right, &left))
		v = PDF_CUT_MARGIN_RIGHT;
	else if (paired(part, cut) > PAIRED && (fill(&left) < FULL || fill(&right) < FULL) && !(flows(&left) && flows(&right)))
		v = PDF_CUT_NONE;
	free(left.widths);
	free(right.widths);
	free(left.sizes);
	free(right.sizes);
	return v;
}

/* Every left edge is tried; the first good cut by size is taken. */
enum pdf_cut_kind pdf_cut_find(const struct pdf_part *part, struct pdf_cut *out)
{
	float last = -1e9F;
	float *edges = mem_alloc((part->count + 1) * sizeof *edges);
	struct pdf_cut best = {.gutter = 0};
	enum pdf_cut_kind v = PDF_CUT_NONE;

	for (size_t i = 0; i < part->count; i++)
		edges[i] = pdf_piece(part, i)->box.x0;
	pdf_sort_lengths(edges, part->count);
	for (size_t i = 0; i < part->count; i++) {
		struct pdf_cut found = {.gutter = 0};
		enum pdf_cut_kind kind;

		if (edges[i] - last < 1.5F)
			continue;
		last = edges[i];
		try_cut(part, edges[i], &found);
		if (found.left == 0 || (v != PDF_CUT_NONE && least(&found) < least(&best)))
			continue;
		kind = judge(part, &found);
		if (kind == PDF_CUT_NONE ||
		    (v != PDF_CUT_NONE && found.left + found.right <= best.left + best.right && least(&found) == least(&best)))
			continue;
		best = found;
		v = kind;
	}
	free(edges);
	*out = best;
	return v;
}
