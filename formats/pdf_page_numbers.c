/*
 * pdf_page_numbers.c: which numbers at the head and foot of pages are the pages' own: those that
 * count with the pages. Their lines are no text, but the printed number is the page's label.
 */
#include "formats/pdf_furniture.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/roman.h"
#include "text/utf8.h"

#define NEAR_PAGES 4    /* pages on each side that a number is compared with */
#define NEAR_NUMBERS 400 /* and so many numbers before it at the most */
#define PAGE_DIGITS 5
#define NUMBERS_MAX 2   /* of an edge that count with the pages; where there are more, none of them is known to be the page's */
#define NARROW 40       /* points: a number with little beside it */
#define SURE_WORDS 6    /* of a row with the word for page: "Page 3 of 40" */

struct number {
	uint32_t page, line;
	size_t edge;
	long value;
	bool roman, foot, right;
	bool sure;   /* its form alone says that it is a page's number */
	uint32_t title; /* 1 + what furniture_count gave for the rest of its line; 0: none is needed */
	char printed[PDF_LABEL_MAX];
};

/* Those of all pages, in order. */
struct numbers {
	struct furniture *furniture;
	struct pdf *pdf;
	struct number *items;
	size_t count, cap;
};

/* What stands before a page's number; folded. */
static bool is_page_word(struct span s)
{
	static const char *const words[] = {"page", "pages", "p", "pg", "pag", "página", "pagina", "seite", "стр", "страница", "с", "бет", "бет.", "صفحة", "الصفحة", NULL};

	while (s.len != 0 && strchr(".:", s.data[s.len - 1]) != NULL)
		s.len--;
	return utf8_folds_to(s, words);
}

/* Without the signs that a page's number stands between: "–12–". */
static struct span bare(struct span s)
{
	while (s.len != 0 && utf8_is_one_of(utf8_peek(s, 0), "-–—~([|.,")) {
		int32_t cp;
		size_t len = utf8_decode(s, 0, &cp);

		s = span_make(s.data + len, s.len - len);
	}
	while (s.len != 0 && utf8_is_one_of(utf8_peek_before(s, s.len), "-–—~)]|.,"))
		s.len = utf8_before(s, s.len);
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
		value = roman_read(s, ROMAN_SMALL | ROMAN_CAPITALS);
		*roman = value > 0;
		return *roman ? value : -1;
	}
	if (n > PAGE_DIGITS || (n < s.len && s.data[n] != '/'))
		return -1;
	value = 0;
	for (size_t i = 0; i < n; i++)
		value = value * 10 + (s.data[i] - '0');
	return value;
}

/* "- 12 -", "3 of 40": the number is the first word, or after a sign; "Art. 5" is a heading. */
static bool is_between_signs(const struct pdf *p, const struct pdf_line *l, size_t i)
{
	if (l->count > 3 || i > 1 || pdf_width(&l->box) >= NARROW)
		return false;
	return i == 0 || !utf8_holds(pdf_word_text(p, pdf_line_word(p, l, 0)), utf8_is_letter);
}

static void add_number(struct numbers *all, const struct number *number)
{
	ARRAY_GROW(all->items, all->count, all->cap);
	all->items[all->count++] = *number;
}

/* Counts a page for the running title that a line is without its number, word `number`. */
static uint32_t count_title(struct numbers *all, uint32_t page, const struct pdf_line *l, size_t number, bool foot)
{
	struct buf key;
	uint32_t place;

	buf_init(&key);
	buf_addf(&key, "%c%d", foot ? 'f' : 'h', number == 0);
	for (size_t i = 0; i < l->count; i++)
		if (i != number)
			buf_add_span(&key, pdf_word_text(all->pdf, pdf_line_word(all->pdf, l, i)));
	place = furniture_count(all->furniture, buf_span(&key), page);
	buf_release(&key);
	return place + 1;
}

/*
 * The numbers of a row that may be its page's: one that stands alone or after the
 * word for page, and one at an end of a running title of some words.
 */
static void add_numbers(struct numbers *all, size_t page_number, size_t edge)
{
	const struct edge *e = &all->furniture->edges[edge];
	const struct pdf_page *page = &all->pdf->pages[page_number];
	const struct pdf_line *l = &page->lines[e->line];
	bool after_word = false;

	for (size_t i = 0; i < l->count; i++) {
		const struct pdf_word *w = pdf_line_word(all->pdf, l, i);
		struct span text = pdf_word_text(all->pdf, w);
		bool end = i == 0 || i + 1 == l->count;
		struct number n = {.page = (uint32_t)page_number, .line = e->line, .edge = edge, .foot = e->foot};

		n.value = number_in(bare(text), &n.roman);
		n.right = (w->box.x0 + w->box.x1) / 2 > page->width / 2;
		n.sure = l->count == 1 || (after_word && l->count <= SURE_WORDS) || is_between_signs(all->pdf, l, i);
		after_word = is_page_word(text);
		if (n.value < 0 || text.len >= PDF_LABEL_MAX || (!n.sure && (!end || l->count < 3 || n.roman || w->size < 0.9F * l->size)))
			continue;
		if (!n.sure)
			n.title = count_title(all, (uint32_t)page_number, l, i, e->foot);
		if (n.roman)
			snprintf(n.printed, sizeof n.printed, "%.*s", (int)bare(text).len, bare(text).data);
		else
			snprintf(n.printed, sizeof n.printed, "%u", (unsigned)n.value % 100000U);
		add_number(all, &n);
	}
}

static bool is_spread(const struct pdf_page *page)
{
	return page->width > page->height * 1.2F;
}

/* How many pages near by have the number that page would have if this one has its own. */
static size_t support(const struct numbers *all, size_t i, long slope)
{
	const struct number *n = &all->items[i];
	size_t count = 0;
	uint32_t last = UINT32_MAX;

	for (size_t j = i > NEAR_NUMBERS ? i - NEAR_NUMBERS : 0; j < all->count && all->items[j].page <= n->page + NEAR_PAGES; j++) {
		const struct number *m = &all->items[j];
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
static bool is_one_of_many(const struct numbers *all, size_t i, const bool *counts)
{
	const struct number *n = &all->items[i];
	size_t from = i, others = 0;

	while (from > 0 && all->items[from - 1].page == n->page)
		from--;
	for (size_t k = from; k < all->count && all->items[k].page == n->page; k++)
		others += counts[k] && all->items[k].foot == n->foot && all->items[k].value != n->value;
	return others >= NUMBERS_MAX;
}

/* How many pages near by bear a number out, as many as it takes; 0: not enough do. */
static size_t borne_out(const struct numbers *all, size_t i, bool *by_two)
{
	const struct number *n = &all->items[i];
	size_t others = all->pdf->page_count - 1, least = others < 2 ? others : 2, count;

	*by_two = is_spread(&all->pdf->pages[n->page]) && least != 0 && support(all, i, 2) >= least;
	count = support(all, i, *by_two ? 2 : 1);
	if (n->title != 0 && !furniture_is_repeated(all->furniture, n->title - 1))
		return 0;
	if (count < least || (least == 0 && n->value != 1))
		return 0;
	return count + 1;
}

/*
 * A number alone at the edge of a page that OCR has read, and apart from the text: numbers of other pages, which would bear it out,
 * are what OCR misses first. It is no text, nor sure enough to be the page's label.
 */
static bool is_lone(const struct numbers *all, const struct number *n)
{
	const struct furniture *f = all->furniture;
	const struct pdf_page *page = &all->pdf->pages[n->page];

	if (!(page->layer || page->scanned) || n->roman || page->lines[n->line].count != 1 || f->edges[n->edge].row != 0 ||
	    !furniture_is_parted(f, n->page, n->edge))
		return false;
	for (size_t e = f->first[n->page]; e < f->first[n->page + 1]; e++)
		if (e != n->edge && f->edges[e].foot == n->foot && f->edges[e].row == 0)
			return false;
	return true;
}

static void settle_numbers(struct numbers *all)
{
	size_t *best = mem_zalloc(2 * all->pdf->page_count * sizeof *best);
	bool *counts = mem_zalloc(all->count + 1), by_two;

	for (size_t i = 0; i < all->count; i++)
		counts[i] = borne_out(all, i, &by_two) != 0;
	for (size_t i = 0; i < all->count; i++) {
		const struct number *n = &all->items[i];
		struct pdf_page *page = &all->pdf->pages[n->page];
		size_t s = borne_out(all, i, &by_two), side = by_two && n->right;

		if (s == 0 && is_lone(all, n))
			page->lines[n->line].role = PDF_FURNITURE;
		if (s == 0)
			continue;
		page->lines[n->line].role = PDF_FURNITURE;
		if (s > best[2 * n->page + side] && !is_one_of_many(all, i, counts)) {
			best[2 * n->page + side] = s;
			memcpy(page->printed[side], n->printed, PDF_LABEL_MAX);
		}
	}
	free(counts);
	free(best);
}

/* "1." at the head of a page, a tab before its paragraph, which the rest of the text follows as lines do; or a number from the margin. */
static bool is_label_of_text(const struct furniture *f, uint32_t page, size_t edge)
{
	const struct edge *own = &f->edges[edge];
	const struct pdf_line *l = &f->pdf->pages[page].lines[own->line];
	bool beside = false;

	if (pdf_line_word(f->pdf, l, 0)->numbers)
		return true;
	if (own->foot || l->count != 1 || !span_ends(pdf_word_text(f->pdf, pdf_line_word(f->pdf, l, 0)), ".") || furniture_is_parted(f, page, edge))
		return false;
	for (size_t e = f->first[page]; e < f->first[page + 1] && !beside; e++)
		beside = !f->edges[e].foot && f->edges[e].row == own->row && f->pdf->pages[page].lines[f->edges[e].line].box.x0 > l->box.x1;
	return beside;
}

void furniture_numbers_find(struct furniture *f)
{
	struct numbers all = {.furniture = f, .pdf = f->pdf};

	for (size_t n = 0; n < f->pdf->page_count; n++)
		for (size_t e = f->first[n]; e < f->first[n + 1]; e++)
			if (!is_label_of_text(f, (uint32_t)n, e))
				add_numbers(&all, n, e);
	settle_numbers(&all);
	free(all.items);
}
