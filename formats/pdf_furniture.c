/*
 * pdf_furniture.c: what stands at the head and foot of pages: running titles,
 * symbols, page numbers. They are no text, but the printed number is the page's label.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/numerals.h"
#include "text/utf8.h"

#define ZONE 0.16F      /* of the height: heads and feet stand in it */
#define ZONE_ROWS 3     /* rows of it that can be one */
#define NEAR_PAGES 4    /* pages on each side that a number is compared with */
#define REPEATS 3       /* pages that say the same; fewer where the document is short */
#define PAGE_DIGITS 5
#define NUMBERS_MAX 2   /* of an edge that count with the pages; where there are more, none of them is known to be the page's */
#define SURE_WORDS 6    /* of a row with the word for page: "Page 3 of 40" */
#define PAGE_ROWS 6     /* lines of a page, at least, on which what stands apart is looked at */
#define APART 1.5F      /* of the leading: a head stands so far from the text */
#define LARGER 1.07F    /* than the document's size: a title of its own, which heads no other page */
#define SAME_PLACE 1.5F /* points */

struct edge {
	uint32_t line;
	uint8_t row;  /* from the edge, from 0 */
	bool foot;
	float gap;    /* to the row that is next on the way to the text; from its row's box */
};

struct number {
	uint32_t page, line;
	long value;
	bool roman, foot, right, first;
	bool sure;   /* its form alone says that it is a page's number */
	uint32_t title; /* 1 + place in repeated of the rest of its line; 0: none is needed */
	char printed[PDF_LABEL_MAX];
};

struct repeated;

struct furniture {
	struct pdf *pdf;
	struct edge *edges; /* all pages', in order */
	size_t edge_count, edge_cap;
	size_t *first;      /* of each page, and one past the last */
	struct number *numbers;
	size_t number_count, number_cap;
	struct strmap texts; /* edge and text → 1 + place in repeated */
	struct repeated *repeated;
	size_t repeated_count, repeated_cap;
};

/* ---- rows at the edges ---- */

static int by_top(const void *a, const void *b, void *context)
{
	const struct pdf_line *lines = context;
	const struct pdf_box *m = &lines[*(const uint32_t *)a].box, *n = &lines[*(const uint32_t *)b].box;
	float x = m->y0 + m->y1, y = n->y0 + n->y1;

	return x != y ? (x > y) - (x < y) : (m->x0 > n->x0) - (m->x0 < n->x0);
}

static bool in_zone(const struct pdf_page *page, const struct pdf_box *b, bool foot)
{
	return foot ? b->y0 > page->height * (1 - ZONE) : b->y1 < page->height * ZONE;
}

/* Adds the rows of one edge; sorted: the page's lines from the edge inwards. */
static void add_edge(struct furniture *f, const struct pdf_page *page, const uint32_t *sorted, bool foot)
{
	size_t n = page->line_count, row_first = f->edge_count;
	struct pdf_box row = {0, 0, 0, 0};
	int rows = 0;

	for (size_t i = 0; i < n; i++) {
		uint32_t at = sorted[foot ? n - 1 - i : i];
		const struct pdf_box *b = &page->lines[at].box;
		bool same = i != 0 && pdf_overlap(&row, b) > 0.5F;

		if (!same && i != 0) {
			for (size_t e = row_first; e < f->edge_count; e++)
				f->edges[e].gap = foot ? row.y0 - b->y1 : b->y0 - row.y1;
			row_first = f->edge_count;
			rows++;
		}
		if (rows >= ZONE_ROWS || !in_zone(page, b, foot))
			return;
		if (same)
			pdf_box_add(&row, b);
		else
			row = *b;
		ARRAY_GROW(f->edges, f->edge_count, f->edge_cap);
		f->edges[f->edge_count++] = (struct edge){at, (uint8_t)rows, foot, page->height};
	}
}

static void find_edges(struct furniture *f)
{
	for (size_t n = 0; n < f->pdf->page_count; n++) {
		struct pdf_page *page = &f->pdf->pages[n];
		uint32_t *sorted = mem_alloc((page->line_count + 1) * sizeof *sorted);

		f->first[n] = f->edge_count;
		for (uint32_t i = 0; i < page->line_count; i++)
			sorted[i] = i;
		qsort_r(sorted, page->line_count, sizeof *sorted, by_top, page->lines);
		add_edge(f, page, sorted, false);
		add_edge(f, page, sorted, true);
		free(sorted);
	}
	f->first[f->pdf->page_count] = f->edge_count;
}

/* ---- page numbers ---- */

/* What stands before a page's number; folded. */
static bool is_page_word(struct span s)
{
	static const char *const words[] = {"page", "pages", "p", "pg", "pag", "página", "pagina", "seite", "стр", "страница", "с", "бет", "бет.", "صفحة", "الصفحة"};
	struct buf folded;
	bool found = false;

	while (s.len != 0 && strchr(".:", s.data[s.len - 1]) != NULL)
		s.len--;
	buf_init(&folded);
	utf8_fold(&folded, s);
	for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++)
		found = span_eq_str(buf_span(&folded), words[i]);
	buf_release(&folded);
	return found;
}

static struct span bare(struct span s)
{
	while (s.len != 0 && strchr("-([|.,", s.data[0]) != NULL)
		s = span_make(s.data + 1, s.len - 1);
	while (s.len != 0 && strchr("-)]|.,", s.data[s.len - 1]) != NULL)
		s.len--;
	return s;
}

/* "12", "12/40", "xii"; -1: no number of a page. */
static long number_in(struct span s, bool *roman)
{
	long value;
	size_t n = 0;

	*roman = false;
	while (n < s.len && s.data[n] >= '0' && s.data[n] <= '9')
		n++;
	if (n == 0) {
		value = numeral_roman_value(s);
		*roman = value > 0;
		return value;
	}
	if (n > PAGE_DIGITS || (n < s.len && s.data[n] != '/'))
		return -1;
	value = 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s.data[i] - '0');
	return value;
}

static void add_number(struct furniture *f, const struct number *number)
{
	ARRAY_GROW(f->numbers, f->number_count, f->number_cap);
	f->numbers[f->number_count++] = *number;
}

struct repeated {
	uint32_t pages;
	uint32_t last; /* page, from 1 */
	float y, size; /* on the last of them */
};

static uint32_t repeated_place(struct furniture *f, struct span key)
{
	uint32_t *place = strmap_put(&f->texts, key, NULL);

	if (*place == 0) {
		ARRAY_GROW(f->repeated, f->repeated_count, f->repeated_cap);
		f->repeated[f->repeated_count++] = (struct repeated){0, 0, 0, 0};
		*place = (uint32_t)f->repeated_count;
	}
	return *place;
}

/* Counts a page for the running title that a line is without its number, word `number`. */
static uint32_t count_title(struct furniture *f, uint32_t page, const struct pdf_line *l, size_t number, bool foot)
{
	struct repeated *r;
	struct buf key;
	uint32_t place;

	buf_init(&key);
	buf_addf(&key, "%c%d", foot ? 'f' : 'h', number == 0);
	for (size_t i = 0; i < l->count; i++)
		if (i != number)
			buf_add_span(&key, pdf_word_text(f->pdf, pdf_line_word(f->pdf, l, i)));
	place = repeated_place(f, buf_span(&key));
	r = &f->repeated[place - 1];
	r->pages += r->last != page + 1;
	r->last = page + 1;
	buf_release(&key);
	return place;
}

static size_t repeats(const struct pdf *p)
{
	return p->page_count < 6 ? 2 : REPEATS;
}

/*
 * The numbers of a row that may be its page's: one that stands alone or after the
 * word for page, and one at an end of a running title of some words.
 */
static void add_numbers(struct furniture *f, size_t page_number, const struct edge *e)
{
	const struct pdf_page *page = &f->pdf->pages[page_number];
	const struct pdf_line *l = &page->lines[e->line];
	bool after_word = false;

	for (size_t i = 0; i < l->count; i++) {
		const struct pdf_word *w = pdf_line_word(f->pdf, l, i);
		struct span text = pdf_word_text(f->pdf, w);
		bool end = i == 0 || i + 1 == l->count;
		struct number n = {.page = (uint32_t)page_number, .line = e->line, .foot = e->foot, .first = i == 0};

		n.value = number_in(bare(text), &n.roman);
		n.right = (w->box.x0 + w->box.x1) / 2 > page->width / 2;
		n.sure = l->count == 1 || (after_word && l->count <= SURE_WORDS) || (l->count <= 3 && (i == 1 || i == 0) && pdf_width(&l->box) < 40);
		after_word = is_page_word(text);
		if (n.value < 0 || text.len >= PDF_LABEL_MAX || (!n.sure && (!end || l->count < 3 || n.roman || w->size < 0.9F * l->size)))
			continue;
		if (!n.sure)
			n.title = count_title(f, (uint32_t)page_number, l, i, e->foot);
		if (n.roman)
			snprintf(n.printed, sizeof n.printed, "%.*s", (int)bare(text).len, bare(text).data);
		else
			snprintf(n.printed, sizeof n.printed, "%u", (unsigned)n.value % 100000U);
		add_number(f, &n);
	}
}

static bool is_spread(const struct pdf_page *page)
{
	return page->width > page->height * 1.2F;
}

/* How many pages near by have the number that page would have if this one has its own. */
static size_t support(const struct furniture *f, size_t i, long slope)
{
	const struct number *n = &f->numbers[i];
	size_t count = 0;
	uint32_t last = UINT32_MAX;

	for (size_t j = i > 400 ? i - 400 : 0; j < f->number_count && f->numbers[j].page <= n->page + NEAR_PAGES; j++) {
		const struct number *m = &f->numbers[j];
		long apart = (long)m->page - (long)n->page;

		if (apart == 0 || apart < -NEAR_PAGES || m->page == last || m->roman != n->roman || m->foot != n->foot || m->sure != n->sure)
			continue;
		if (m->value - n->value != slope * apart || (slope == 2 && m->right != n->right))
			continue;
		last = m->page;
		count++;
	}
	return count;
}

/* Whether more numbers of an edge count with the pages than a page has: those of a ruler, or of its lines. */
static bool is_one_of_many(const struct furniture *f, size_t i, const bool *counts)
{
	const struct number *n = &f->numbers[i];
	size_t from = i, others = 0;

	while (from > 0 && f->numbers[from - 1].page == n->page)
		from--;
	for (size_t k = from; k < f->number_count && f->numbers[k].page == n->page; k++)
		others += counts[k] && f->numbers[k].foot == n->foot && f->numbers[k].value != n->value;
	return others >= NUMBERS_MAX;
}

/* How many pages near by bear a number out, as many as it takes; 0: not enough do. */
static size_t borne_out(const struct furniture *f, size_t i, bool *by_two)
{
	const struct number *n = &f->numbers[i];
	size_t others = f->pdf->page_count - 1, least = others < 2 ? others : 2, count;

	*by_two = is_spread(&f->pdf->pages[n->page]) && least != 0 && support(f, i, 2) >= least;
	count = support(f, i, *by_two ? 2 : 1);
	if (n->title != 0 && f->repeated[n->title - 1].pages < repeats(f->pdf))
		return 0;
	if (count < least || (least == 0 && n->value != 1))
		return 0;
	return count + 1;
}

static void settle_numbers(struct furniture *f)
{
	size_t *best = mem_zalloc(2 * f->pdf->page_count * sizeof *best);
	bool *counts = mem_zalloc(f->number_count + 1), by_two;

	for (size_t i = 0; i < f->number_count; i++)
		counts[i] = borne_out(f, i, &by_two) != 0;
	for (size_t i = 0; i < f->number_count; i++) {
		const struct number *n = &f->numbers[i];
		struct pdf_page *page = &f->pdf->pages[n->page];
		size_t s = borne_out(f, i, &by_two), side = by_two && n->right;

		if (s == 0)
			continue;
		page->lines[n->line].role = PDF_FURNITURE;
		if (s > best[2 * n->page + side] && !is_one_of_many(f, i, counts)) {
			best[2 * n->page + side] = s;
			memcpy(page->printed[side], n->printed, PDF_LABEL_MAX);
		}
	}
	free(counts);
	free(best);
}

/* ---- what is repeated ---- */

static void add_key(struct buf *out, const struct pdf *p, const struct pdf_line *l, bool foot)
{
	buf_add_char(out, foot ? 'F' : 'H');
	pdf_line_text(out, p, l);
}

/* A number alone is a page's only where it counts the pages. */
static bool says_something(struct span key)
{
	int32_t cp;

	for (size_t at = 1; at < key.len;) {
		at += utf8_decode(key, at, &cp);
		if (utf8_is_letter(cp))
			return true;
	}
	return false;
}

/* The first page may print large, as its title, what heads all others. */
static bool differs(const struct pdf_line *l, const struct repeated *r)
{
	return fabsf(l->box.y0 - r->y) > 2 * SAME_PLACE || fabsf(l->size - r->size) > 0.3F;
}

static void each_text(struct furniture *f, size_t page_number, bool mark)
{
	struct pdf_page *page = &f->pdf->pages[page_number];
	struct buf key;

	buf_init(&key);
	for (size_t e = f->first[page_number]; e < f->first[page_number + 1]; e++) {
		struct pdf_line *l = &page->lines[f->edges[e].line];
		struct repeated *r;
		uint32_t place;

		buf_clear(&key);
		add_key(&key, f->pdf, l, f->edges[e].foot);
		if (!says_something(buf_span(&key)))
			continue;
		place = repeated_place(f, buf_span(&key)); /* before the array is used: it may move */
		r = &f->repeated[place - 1];
		if (mark) {
			if (r->pages >= repeats(f->pdf) && !(page_number == 0 && differs(l, r)))
				l->role = PDF_FURNITURE;
			continue;
		}
		r->pages += r->last != page_number + 1;
		*r = (struct repeated){r->pages, (uint32_t)page_number + 1, l->box.y0, l->size};
	}
	buf_release(&key);
}

/* ---- what stands apart at the same place on most pages ---- */

static bool stands_apart(const struct furniture *f, const struct pdf_page *page, const struct edge *e)
{
	if (page->lines[e->line].size > LARGER * f->pdf->size)
		return false;
	return e->row == 0 && page->line_count >= PAGE_ROWS && e->gap > APART * f->pdf->leading - f->pdf->size;
}

static bool at_place(const struct pdf_line *l, float y)
{
	return fabsf(l->box.y0 - y) < SAME_PLACE;
}

/* Pages whose outermost row stands at y; those of them where it stands apart. */
static void count_place(const struct furniture *f, bool foot, float y, size_t *at, size_t *apart)
{
	*at = *apart = 0;
	for (size_t n = 0; n < f->pdf->page_count; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++) {
			const struct edge *edge = &f->edges[e];

			if (edge->foot != foot || edge->row != 0 || !at_place(&f->pdf->pages[n].lines[edge->line], y))
				continue;
			++*at;
			*apart += stands_apart(f, &f->pdf->pages[n], edge);
			break;
		}
}

static void mark_place(struct furniture *f, bool foot)
{
	size_t best = 0, at, apart;
	float place = 0;

	if (f->pdf->page_count < 4)
		return;
	for (size_t n = 1; n < f->pdf->page_count && n < 8; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++) {
			float y = f->pdf->pages[n].lines[f->edges[e].line].box.y0;

			if (f->edges[e].foot != foot || f->edges[e].row != 0)
				continue;
			count_place(f, foot, y, &at, &apart);
			if (apart * 10 >= at * 9 && at > best) {
				best = at;
				place = y;
			}
		}
	if (best * 5 < f->pdf->page_count * 3)
		return;
	for (size_t n = 0; n < f->pdf->page_count; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++)
			if (f->edges[e].foot == foot && stands_apart(f, &f->pdf->pages[n], &f->edges[e]) && at_place(&f->pdf->pages[n].lines[f->edges[e].line], place))
				f->pdf->pages[n].lines[f->edges[e].line].role = PDF_FURNITURE;
}

void pdf_furniture_find(struct pdf *p)
{
	struct furniture f = {.pdf = p};

	strmap_init(&f.texts);
	f.first = mem_zalloc((p->page_count + 1) * sizeof *f.first);
	find_edges(&f);
	for (size_t n = 0; n < p->page_count; n++)
		for (size_t e = f.first[n]; e < f.first[n + 1]; e++)
			add_numbers(&f, n, &f.edges[e]);
	settle_numbers(&f);
	for (int mark = 0; mark <= 1; mark++)
		for (size_t n = 0; n < p->page_count; n++)
			each_text(&f, n, mark);
	mark_place(&f, false);
	mark_place(&f, true);
	strmap_release(&f.texts);
	free(f.first);
	free(f.edges);
	free(f.numbers);
	free(f.repeated);
}
