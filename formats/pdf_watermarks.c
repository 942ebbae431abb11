/*
 * pdf_watermarks.c: "DRAFT" in large letters, level or aslant, that the text of a page is printed over.
 * They are no text: left in, their letters would stand in the middle of its words.
 */
#include "formats/pdf.h"

#include <stdlib.h>

#define LARGE 2.0F      /* of the page's mean size */
#define SMALL 0.5F      /* of the letters' size: what is printed over them */
#define COVERED 4       /* words that have their middle in the box of a large one, at least */
#define COVERED_ROWS 2  /* lines in which they stand: those just below an initial stand in one */
#define TRIED_MAX 100   /* large words of a page */

static float mean_size(const struct pdf_page *page)
{
	double sum = 0;

	for (size_t i = 0; i < page->word_count; i++)
		sum += (double)page->words[i].size;
	return page->word_count == 0 ? 0 : (float)(sum / (double)page->word_count);
}

static bool holds_middle(const struct pdf_box *b, const struct pdf_box *other)
{
	float x = (other->x0 + other->x1) / 2, y = (other->y0 + other->y1) / 2;

	return x > b->x0 && x < b->x1 && y > b->y0 && y < b->y1;
}

static bool is_printed_over(const struct pdf_page *page, const struct pdf_word *w)
{
	size_t words = 0, rows = 0;
	const struct pdf_word *last = NULL;

	for (const struct pdf_word *other = page->words; other < page->words + page->word_count; other++) {
		if (other->size > SMALL * w->size || !holds_middle(&w->box, &other->box))
			continue;
		words++;
		rows += last == NULL || pdf_overlap(&last->box, &other->box) < 0.5F;
		last = other;
	}
	return words >= COVERED && rows >= COVERED_ROWS;
}

/* The first large word that is printed over; NULL: there is none. */
static const struct pdf_word *find(const struct pdf_page *page)
{
	float large = LARGE * mean_size(page);
	size_t tried = 0;

	for (const struct pdf_word *w = page->words; w < page->words + page->word_count && tried < TRIED_MAX; w++) {
		if (w->size < large || w->size <= 0)
			continue;
		tried++;
		if (is_printed_over(page, w))
			return w;
	}
	return NULL;
}

/* All words of that look: letters beside the text belong to the others. */
static void drop(struct pdf_page *page, float size, uint16_t font)
{
	size_t kept = 0;
	bool begins = false, space = false; /* what parted a letter from the word before it parts the next one */

	for (size_t i = 0; i < page->word_count; i++) {
		struct pdf_word w = page->words[i];

		if (w.font == font && w.size > size - 0.1F && w.size < size + 0.1F) {
			begins |= w.begins;
			space = true;
			continue;
		}
		w.begins |= begins;
		w.space |= space;
		begins = space = false;
		page->words[kept++] = w;
	}
	page->word_count = kept;
}

void pdf_watermarks_drop(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++) {
		const struct pdf_word *w = find(&p->pages[n]);

		if (w != NULL)
			drop(&p->pages[n], w->size, w->font);
	}
}
