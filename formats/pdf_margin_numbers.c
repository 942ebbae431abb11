/*
 * pdf_margin_numbers.c: paragraphs that are numbered in the right margin, as German courts do. Read where they
 * stand, the numbers would end the first line of each paragraph: they are taken to its beginning.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#define RUN_LEAST 5         /* numbers that count up over the pages, at least */
#define RUN_SHARE 0.8F      /* of all numbers in the right margin */
#define BESIDE_LEAST 0.7F   /* of the size: between the text and its number */
#define RAGGED 5.0F         /* of the size: a line that ends so much before the text's right end is a full one */
#define BEYOND_SHARE 0.03F  /* of a page's words reach as far: its running head does */
#define ROWS_LEAST 2        /* lines of text to a number, at least: items of a list have one */
#define SPACE_BEFORE 1.5F   /* of the size: between a number and its text, once it stands before it */
#define PAGE_NUMBERS_MAX 60

struct margin_number {
	uint32_t page, word;
	float left;  /* where the text beside it begins */
	long value;
};

struct margin_numbers {
	struct margin_number *items; /* owned; in reading order */
	size_t count, cap;
	size_t rows; /* of the pages that have any */
};

long pdf_word_number(struct span s)
{
	if (s.len > 1 && s.data[s.len - 1] == '.')
		s.len--;
	return pdf_word_digits(s);
}

/* Whether next to nothing of the page but numbers reaches as far to the right as word w. */
static bool is_in_margin(const struct pdf *p, const struct pdf_page *page, const struct pdf_word *w)
{
	size_t beyond = 0;

	for (size_t i = 0; i < page->word_count; i++)
		beyond += page->words[i].box.x1 > w->box.x0 && pdf_word_number(pdf_word_text(p, &page->words[i])) == 0;
	return (float)beyond <= BEYOND_SHARE * (float)page->word_count;
}

/* The right end of the page's text: of all that ends left of word w. */
static float text_end(const struct pdf_page *page, const struct pdf_word *w)
{
	float end = 0;

	for (size_t i = 0; i < page->word_count; i++)
		if (page->words[i].box.x1 < w->box.x0)
			end = fmaxf(end, page->words[i].box.x1);
	return end;
}

/* Whether a full line of text stands to the left of word w; *left is where it begins. */
static bool has_text_beside(const struct pdf_page *page, const struct pdf_word *w, float *left)
{
	float right = 0;

	*left = w->box.x0;
	for (size_t i = 0; i < page->word_count; i++) {
		const struct pdf_box *b = &page->words[i].box;

		if (b->x0 >= w->box.x0 || pdf_overlap(&w->box, b) < 0.5F)
			continue;
		*left = fminf(*left, b->x0);
		right = fmaxf(right, b->x1);
	}
	return right > 0 && w->box.x0 - right >= BESIDE_LEAST * w->size && text_end(page, w) - right < RAGGED * w->size;
}

static int by_height(const void *a, const void *b, void *context)
{
	const struct pdf_page *page = context;
	float m = page->words[((const struct margin_number *)a)->word].box.y0, n = page->words[((const struct margin_number *)b)->word].box.y0;

	return (m > n) - (m < n);
}

/* The right end of all that is on the page. */
static float page_end(const struct pdf_page *page)
{
	float end = 0;

	for (size_t i = 0; i < page->word_count; i++)
		end = fmaxf(end, page->words[i].box.x1);
	return end;
}

static size_t count_rows(const struct pdf_page *page)
{
	size_t rows = 0;

	for (size_t i = 0; i < page->word_count; i++)
		rows += page->words[i].begins;
	return rows;
}

static void add_page(struct margin_numbers *all, const struct pdf *p, uint32_t n)
{
	const struct pdf_page *page = &p->pages[n];
	size_t first = all->count, tried = 0;
	float end = page_end(page);

	for (uint32_t i = 0; i < page->word_count && tried < PAGE_NUMBERS_MAX; i++) {
		const struct pdf_word *w = &page->words[i];
		struct margin_number m = {n, i, 0, 0};

		if (w->box.x0 < page->width / 2 || w->box.x1 < end - RAGGED * w->size || (m.value = pdf_word_number(pdf_word_text(p, w))) == 0)
			continue;
		tried++;
		if (!has_text_beside(page, w, &m.left) || !is_in_margin(p, page, w))
			continue;
		ARRAY_GROW(all->items, all->count, all->cap);
		all->items[all->count++] = m;
	}
	if (all->count == first)
		return;
	all->rows += count_rows(page);
	qsort_r(all->items + first, all->count - first, sizeof *all->items, by_height, (void *)page);
}

/* The longest run that counts up by one; *first is where it begins. */
static size_t longest(const struct margin_numbers *all, size_t *first)
{
	size_t best = 0;

	for (size_t i = 0, from = 0; i < all->count; i++) {
		if (i != from && all->items[i].value != all->items[i - 1].value + 1)
			from = i;
		if (i + 1 - from > best) {
			best = i + 1 - from;
			*first = from;
		}
	}
	return best;
}

static void move(struct pdf *p, const struct margin_number *m)
{
	struct pdf_word *w = &p->pages[m->page].words[m->word];
	float width = pdf_width(&w->box);

	w->box.x1 = m->left - SPACE_BEFORE * w->size;
	w->box.x0 = w->box.x1 - width;
	w->numbers = true;
}

void pdf_margin_numbers_move(struct pdf *p)
{
	struct margin_numbers all = {NULL, 0, 0, 0};
	size_t first = 0, count;

	for (uint32_t n = 0; n < p->page_count; n++)
		add_page(&all, p, n);
	count = longest(&all, &first);
	if (count >= RUN_LEAST && (float)count >= RUN_SHARE * (float)all.count && all.rows >= ROWS_LEAST * count)
		for (size_t i = first; i < first + count; i++)
			move(p, &all.items[i]);
	free(all.items);
}
