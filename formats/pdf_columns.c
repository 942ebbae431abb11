/*
 * pdf_columns.c: the order in which the pieces of a page are read. A page's part
 * is cut where an empty strip parts two columns (recursive cuts, after Nagy and
 * Seth's X-Y trees); what crosses the strip stands above or below. A strip
 * behind labels, and one between the cells of a table, is no cut.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define DEPTH_MAX 12       /* cuts inside one another */
#define GUTTER 0.7F        /* of the size: the narrowest strip */
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
#define SAME_ROW 0.4F      /* of the lower one's height: pieces side by side are one line */
#define BAND_GAP 0.45F     /* of the size: white above and below a table's row */
#define BANDS 5            /* rows, at least, of a table with texts in its cells */
#define BAND_LEVEL 0.35F   /* of the size: so much apart the first lines of a row's cells may be */

struct cutter {
	struct pdf *pdf;
	struct pdf_page *page;
	uint32_t number;      /* the page */
	struct pdf_line *out; /* lines in reading order */
	size_t out_count, out_cap;
	uint32_t column;
};

/* Pieces of one part, by their top. */
struct part {
	uint32_t *pieces;
	size_t count;
};

struct cut {
	float x;             /* the right side begins here */
	size_t from, to;     /* pieces of the part between which nothing crosses it */
	size_t left, right;  /* pieces on each side */
	float gutter;
};

static const struct pdf_line *piece(const struct cutter *c, const struct part *part, size_t i)
{
	return &c->page->lines[part->pieces[i]];
}

/* ---- what a side is ---- */

struct side {
	struct pdf_box box;
	size_t count, labels, rows, lower;
	float size;  /* of the middle piece */
	float *widths, *sizes;
};

static bool is_label(const struct cutter *c, const struct pdf_line *l)
{
	size_t all = 0, letters = 0;
	int32_t cp;

	for (size_t i = 0; i < l->count; i++) {
		struct span s = pdf_word_text(c->pdf, pdf_line_word(c->pdf, l, i));

		for (size_t at = 0; at < s.len; all++) {
			at += utf8_decode(s, at, &cp);
			letters += utf8_is_letter(cp);
		}
	}
	return all <= LABEL_CHARS || (all <= NUMBER_CHARS && letters <= LABEL_LETTERS);
}

static bool begins_lower(const struct cutter *c, const struct pdf_line *l)
{
	struct span s = pdf_word_text(c->pdf, pdf_line_word(c->pdf, l, 0));
	int32_t cp;

	utf8_decode(s, 0, &cp);
	return utf8_is_lower(cp);
}

static int by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

static struct side measure(const struct cutter *c, const struct part *part, const struct cut *cut, bool right)
{
	struct side s = {.count = 0};
	float bottom = -1;

	s.widths = mem_alloc((cut->to - cut->from + 1) * sizeof *s.widths);
	s.sizes = mem_alloc((cut->to - cut->from + 1) * sizeof *s.sizes);
	for (size_t i = cut->from; i < cut->to; i++) {
		const struct pdf_line *l = piece(c, part, i);

		if ((l->box.x0 >= cut->x - 1) != right)
			continue;
		if (s.count == 0)
			s.box = l->box;
		pdf_box_add(&s.box, &l->box);
		s.sizes[s.count] = l->size;
		s.widths[s.count++] = pdf_width(&l->box);
		s.labels += is_label(c, l);
		s.lower += begins_lower(c, l);
		if (l->box.y0 + pdf_height(&l->box) / 2 > bottom)
			s.rows++;
		bottom = fmaxf(bottom, l->box.y1);
	}
	qsort(s.widths, s.count, sizeof *s.widths, by_value);
	qsort(s.sizes, s.count, sizeof *s.sizes, by_value);
	s.size = s.count == 0 ? 0 : s.sizes[s.count / 2];
	return s;
}

static bool flows(const struct side *s)
{
	return (float)s->lower > FLOWING * (float)s->count;
}

static float fill(const struct side *s)
{
	return s->count == 0 || pdf_width(&s->box) <= 0 ? 0 : s->widths[s->count / 2] / pdf_width(&s->box);
}

/* The part of the smaller side's pieces that stand on a base line of the other. */
static float paired(const struct cutter *c, const struct part *part, const struct cut *cut)
{
	bool right = cut->right < cut->left;
	size_t pairs = 0, all = right ? cut->right : cut->left;

	for (size_t i = cut->from; i < cut->to; i++) {
		const struct pdf_line *a = piece(c, part, i);
		bool found = false;

		if ((a->box.x0 >= cut->x - 1) != right)
			continue;
		for (size_t j = cut->from; j < cut->to && !found; j++) {
			const struct pdf_line *b = piece(c, part, j);

			found = (b->box.x0 >= cut->x - 1) != right && fabsf(a->box.y1 - b->box.y1) < 0.2F * a->size;
		}
		pairs += found;
	}
	return all == 0 ? 0 : (float)pairs / (float)all;
}

/* ---- cuts ---- */

/* Finishes a run of pieces that nothing crosses; takes it for the cut if it is a better one. */
static void take_run(const struct cutter *c, const struct part *part, struct cut run, struct cut *best)
{
	float left_end = -1e9F, right_start = 1e9F, size = 0;
	size_t least, most;

	run.left = run.right = 0;
	for (size_t i = run.from; i < run.to; i++) {
		const struct pdf_line *l = piece(c, part, i);

		size = fmaxf(size, fminf(l->size, c->pdf->size));
		if (l->box.x0 >= run.x - 1) {
			right_start = fminf(right_start, l->box.x0);
			run.right++;
		} else {
			left_end = fmaxf(left_end, l->box.x1);
			run.left++;
		}
	}
	run.gutter = right_start - left_end;
	least = run.left < run.right ? run.left : run.right;
	most = best->left < best->right ? best->left : best->right;
	if (least < COLUMN_ROWS || run.gutter < GUTTER * size)
		return;
	if (least > most || (least == most && run.gutter > best->gutter))
		*best = run;
}

/* The best cut whose right side begins where piece k does. */
static void try_cut(const struct cutter *c, const struct part *part, float x, struct cut *best)
{
	struct cut run = {.x = x};

	for (size_t i = 0; i < part->count; i++) {
		const struct pdf_box *b = &piece(c, part, i)->box;

		if (b->x0 < x - 1 && b->x1 > x - 0.5F) {
			run.to = i;
			take_run(c, part, run, best);
			run.from = i + 1;
		}
	}
	run.to = part->count;
	take_run(c, part, run, best);
}

static bool overlap_down(const struct side *a, const struct side *b)
{
	return pdf_overlap(&a->box, &b->box) > 0.4F;
}

enum verdict { NO_CUT, CUT_COLUMNS, CUT_MARGIN_LEFT, CUT_MARGIN_RIGHT };

static bool is_margin(const struct side *a, const struct side *text)
{
	return pdf_width(&a->box) < MARGIN_WIDTH * pdf_width(&text->box) && a->size < MARGIN_SIZE * text->size;
}

static enum verdict judge(const struct cutter *c, const struct part *part, const struct cut *cut)
{
	struct side left = measure(c, part, cut, false), right = measure(c, part, cut, true);
	enum verdict v = CUT_COLUMNS;
	bool labels = (float)left.labels > LABEL_SHARE * (float)left.count || (float)right.labels > LABEL_SHARE * (float)right.count;

	if (left.rows < COLUMN_ROWS || right.rows < COLUMN_ROWS || !overlap_down(&left, &right) || labels)
		v = NO_CUT;
	else if (is_margin(&left, &right))
		v = CUT_MARGIN_LEFT;
	else if (is_margin(&right, &left))
		v = CUT_MARGIN_RIGHT;
	else if (paired(c, part, cut) > PAIRED && (fill(&left) < FULL || fill(&right) < FULL) && !(flows(&left) && flows(&right)))
		v = NO_CUT;
	free(left.widths);
	free(right.widths);
	free(left.sizes);
	free(right.sizes);
	return v;
}

/* Every left edge is tried; the first good cut by size is taken. */
static enum verdict find_cut(const struct cutter *c, const struct part *part, struct cut *out)
{
	float last = -1e9F;
	float *edges = mem_alloc((part->count + 1) * sizeof *edges);
	struct cut best = {.gutter = 0};
	enum verdict v = NO_CUT;

	for (size_t i = 0; i < part->count; i++)
		edges[i] = piece(c, part, i)->box.x0;
	qsort(edges, part->count, sizeof *edges, by_value);
	for (size_t i = 0; i < part->count; i++) {
		struct cut found = {.gutter = 0};
		enum verdict verdict;

		if (edges[i] - last < 1.5F)
			continue;
		last = edges[i];
		try_cut(c, part, edges[i], &found);
		if (found.left == 0 || (v != NO_CUT && (found.left < found.right ? found.left : found.right) <
		                                               (best.left < best.right ? best.left : best.right)))
			continue;
		verdict = judge(c, part, &found);
		if (verdict == NO_CUT || (v != NO_CUT && found.left + found.right <= best.left + best.right &&
		                          (found.left < found.right ? found.left : found.right) ==
		                                  (best.left < best.right ? best.left : best.right)))
			continue;
		best = found;
		v = verdict;
	}
	free(edges);
	*out = best;
	return v;
}

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
static void add_leaf(struct cutter *c, const struct part *part, enum pdf_role role)
{
	size_t first = c->out_count;
	bool *taken = mem_zalloc(part->count + 1);
	struct pdf_box room = {0, 0, 0, 0};

	for (size_t i = 0; i < part->count; i++) {
		struct pdf_line *line;

		if (taken[i])
			continue;
		line = begin_line(c, piece(c, part, i));
		line->role = role;
		for (size_t j = i + 1; j < part->count && piece(c, part, j)->box.y0 < line->box.y1; j++) {
			if (taken[j] || !same_row(line, piece(c, part, j)))
				continue;
			join_piece(c, line, piece(c, part, j));
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

static struct part sub(const struct cutter *c, const struct part *part, const struct cut *cut, int side)
{
	struct part s = {mem_alloc((part->count + 1) * sizeof *s.pieces), 0};

	for (size_t i = cut->from; i < cut->to; i++)
		if (side < 0 || (piece(c, part, i)->box.x0 >= cut->x - 1) == side)
			s.pieces[s.count++] = part->pieces[i];
	return s;
}

static void order_part(struct cutter *c, const struct part *part, int depth);

static void order_range(struct cutter *c, const struct part *part, size_t from, size_t to, int depth)
{
	struct part s = {part->pieces + from, to - from};

	if (to > from)
		order_part(c, &s, depth);
}

/* Where the rows of a table with texts in its cells end, as places in the run; the number of rows. */
static size_t find_bands(const struct cutter *c, const struct part *run, float x, size_t *ends)
{
	float bottom = -1e9F;
	size_t bands = 0, from = 0, both = 0, larger = 0;

	for (size_t i = 0; i <= run->count; i++) {
		float tops[2] = {1e9F, 1e9F};

		if (i < run->count && (i == from || piece(c, run, i)->box.y0 < bottom + BAND_GAP * piece(c, run, i)->size)) {
			bottom = fmaxf(bottom, piece(c, run, i)->box.y1);
			continue;
		}
		for (size_t j = from; j < i; j++)
			tops[piece(c, run, j)->box.x0 >= x - 1] = fminf(tops[piece(c, run, j)->box.x0 >= x - 1], piece(c, run, j)->box.y0);
		for (size_t j = from; bands != 0 && j < i; j++)
			larger += piece(c, run, j)->size > c->pdf->size * 1.1F;
		both += fabsf(tops[0] - tops[1]) < BAND_LEVEL * c->pdf->size;
		ends[bands++] = i;
		from = i;
		if (i < run->count)
			bottom = piece(c, run, i)->box.y1;
	}
	return both >= BANDS && both * 5 >= bands * 4 && larger == 0 ? bands : 1;
}

static void order_columns(struct cutter *c, const struct part *part, const struct cut *cut, int depth)
{
	struct part run = sub(c, part, cut, -1);
	size_t *ends = mem_alloc((run.count + 2) * sizeof *ends);
	size_t bands = find_bands(c, &run, cut->x, ends), from = 0;

	for (size_t i = 0; i < bands; i++) {
		struct cut band = {.x = cut->x, .from = from, .to = bands == 1 ? run.count : ends[i]};

		for (int side = 0; side <= 1; side++) {
			struct part s = sub(c, &run, &band, side);

			order_range(c, &s, 0, s.count, depth + 1);
			free(s.pieces);
		}
		from = band.to;
	}
	free(ends);
	free(run.pieces);
}

static void order_margin(struct cutter *c, const struct part *part, const struct cut *cut, bool right, int depth)
{
	struct part text = sub(c, part, cut, !right), notes = sub(c, part, cut, right);

	order_range(c, &text, 0, text.count, depth + 1);
	add_leaf(c, &notes, PDF_MARGIN);
	free(text.pieces);
	free(notes.pieces);
}

static void order_part(struct cutter *c, const struct part *part, int depth)
{
	struct cut cut;
	enum verdict v = depth >= DEPTH_MAX ? NO_CUT : find_cut(c, part, &cut);

	if (v == NO_CUT) {
		add_leaf(c, part, PDF_BODY);
		return;
	}
	order_range(c, part, 0, cut.from, depth + 1);
	if (v == CUT_COLUMNS)
		order_columns(c, part, &cut, depth);
	else
		order_margin(c, part, &cut, v == CUT_MARGIN_RIGHT, depth);
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
		struct cutter c = {.pdf = p, .page = page, .number = (uint32_t)n};
		struct part part = {mem_alloc((page->line_count + 1) * sizeof *part.pieces), 0};

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
