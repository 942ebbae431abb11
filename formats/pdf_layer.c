/*
 * pdf_layer.c: text layers that OCR has laid over pictures of pages, invisibly:
 * their words stand where they do in the picture, and so slant as it does; their
 * sizes are guesses, line by line; and each word is drawn out to its width
 * together with the space behind it, which makes all spaces too wide.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define LAYER_SHARE 0.9F  /* of a page's words: it has no text but the layer */
#define RUN_HEIGHT 0.6F   /* of the size: a word so much higher or lower than the last is of another line */
#define LONG_RUN 0.3F     /* of the page's width: shorter lines do not tell how it slants */
#define RUNS_LEAST 3      /* lines that do */
#define SLANT_MOST 0.1F   /* what is steeper is no slant */
#define FLAT_SHARE 0.3F   /* of the page's slant: a line with less was laid level */
#define SAME_HEIGHT 0.1F  /* points */
#define LINE_STEP 0.25F   /* of the size: words in a row of heights, each so little lower than the last, are of one line */
#define GAP_LEAST 0.45F   /* of the size: a narrower space parts no columns */
#define EDGE 2.0F         /* points: words that begin so near one another begin at one place */
#define LINES_ASKED 12    /* above and below a line */
#define STARTS_LEAST 3    /* of them begin a column at one place, */
#define STARTS_OF_CROSSED 4 /* and so many for each that has a word over the space before it */
#define WIDE 1.7F         /* times the other spaces of the line, in the mean */
#define LINE_WORDS_MAX 200
#define SIZE_STEP 1.25F   /* sizes are told apart in such steps from the usual one */
#define CHARS_MOST 60     /* of a word that is widened */

/* The words of a line, one after another. */
struct run {
	size_t first, count;
};

struct runs {
	struct run *items;
	size_t count, cap;
};

static bool is_layer(const struct pdf *p, const struct pdf_page *page)
{
	size_t count = 0;

	for (size_t i = 0; i < page->word_count; i++)
		count += page->words[i].font < p->font_count && p->fonts[page->words[i].font].layer;
	return count != 0 && (float)count >= LAYER_SHARE * (float)page->word_count;
}

/* The end of a line's words from `from` on. */
static size_t run_end(const struct pdf_page *page, size_t from)
{
	size_t i = from + 1;

	for (; i < page->word_count; i++) {
		const struct pdf_word *a = &page->words[i - 1], *b = &page->words[i];

		if (b->begins || b->box.x0 < a->box.x0 || fabsf(b->box.y1 - a->box.y1) > RUN_HEIGHT * a->size)
			break;
	}
	return i;
}

/* ---- slant ---- */

static float middle(const struct pdf_box *b)
{
	return (b->x0 + b->x1) / 2;
}

/* How much lower a line is at each point to the right. */
static float slant_of(const struct pdf_page *page, size_t from, size_t end)
{
	const struct pdf_box *a = &page->words[from].box, *b = &page->words[end - 1].box;

	return end - from < 2 ? 0 : (b->y1 - a->y1) / fmaxf(middle(b) - middle(a), 1);
}

/* That of the middle one of the page's long lines; 0: it has too few, or they are not slanted so. */
static float page_slant(const struct pdf_page *page)
{
	float *all = NULL, slant;
	size_t count = 0, cap = 0;

	for (size_t i = 0, end; i < page->word_count; i = end) {
		end = run_end(page, i);
		if (page->words[end - 1].box.x1 - page->words[i].box.x0 < LONG_RUN * page->width)
			continue;
		ARRAY_GROW(all, count, cap);
		all[count++] = slant_of(page, i, end);
	}
	if (count != 0)
		pdf_sort_lengths(all, count);
	slant = count < RUNS_LEAST ? 0 : all[count / 2];
	free(all);
	return fabsf(slant) > SLANT_MOST ? 0 : slant;
}

/* The heights of a page's words, in order, and how far to the right they stand, up to each of them. */
struct heights {
	float *y;
	double *sums; /* one more than heights: of the middles of all before */
	size_t count;
};

static int by_foot(const void *a, const void *b, void *words)
{
	const struct pdf_word *v = (const struct pdf_word *)words + *(const size_t *)a, *w = (const struct pdf_word *)words + *(const size_t *)b;

	return (v->box.y1 > w->box.y1) - (v->box.y1 < w->box.y1);
}

static void heights_init(struct heights *h, const struct pdf_page *page)
{
	size_t n = page->word_count, *order = mem_alloc((n + 1) * sizeof *order);

	*h = (struct heights){mem_alloc((n + 1) * sizeof *h->y), mem_zalloc((n + 1) * sizeof *h->sums), n};
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, n, sizeof *order, by_foot, page->words);
	for (size_t i = 0; i < n; i++) {
		h->y[i] = page->words[order[i]].box.y1;
		h->sums[i + 1] = h->sums[i] + (double)middle(&page->words[order[i]].box);
	}
	free(order);
}

static void heights_release(struct heights *h)
{
	free(h->y);
	free(h->sums);
}

/* The first height that is no less. */
static size_t heights_find(const struct heights *h, float y)
{
	size_t low = 0, high = h->count;

	while (low < high) {
		size_t at = low + (high - low) / 2;

		if (h->y[at] < y)
			low = at + 1;
		else
			high = at;
	}
	return low;
}

/* The middle of what stands just as high: a line that OCR has laid level, though the page slants, is level over all its parts. */
static float middle_at(const struct heights *h, float y)
{
	size_t from = heights_find(h, y - SAME_HEIGHT), to = heights_find(h, y + SAME_HEIGHT);

	return to > from ? (float)((h->sums[to] - h->sums[from]) / (double)(to - from)) : 0;
}

/* A line's words on one level: where its middle would be on a page that does not slant. */
static void level(const struct pdf_page *page, const struct heights *h, size_t from, size_t end, float slant, float *downs)
{
	float own = slant_of(page, from, end), x = 0;

	if (fabsf(own) > SLANT_MOST)
		own = 0;
	for (size_t i = from; i < end; i++)
		x += middle(&page->words[i].box) / (float)(end - from);
	if (fabsf(own) < FLAT_SHARE * fabsf(slant))
		x = middle_at(h, page->words[from].box.y1);
	for (size_t i = from; i < end; i++)
		downs[i] = own * (x - middle(&page->words[i].box)) + slant * (page->width / 2 - x);
}

static void level_all(struct pdf_page *page, float slant)
{
	float *downs = mem_zalloc((page->word_count + 1) * sizeof *downs);
	struct heights h;

	heights_init(&h, page);
	for (size_t i = 0, end; i < page->word_count; i = end) {
		end = run_end(page, i);
		level(page, &h, i, end, slant, downs);
	}
	heights_release(&h);
	for (size_t i = 0; i < page->word_count; i++) {
		struct pdf_box *b = &page->words[i].box;
		float right = slant * (b->y1 - page->height / 2);

		*b = (struct pdf_box){b->x0 + right, b->y0 + downs[i], b->x1 + right, b->y1 + downs[i]};
	}
	free(downs);
}

/* ---- lines ---- */

static int by_height(const void *a, const void *b)
{
	const struct pdf_word *v = a, *w = b;

	return (v->box.y1 > w->box.y1) - (v->box.y1 < w->box.y1);
}

static int by_line(const void *a, const void *b)
{
	const struct pdf_word *v = a, *w = b;

	return v->line != w->line ? (v->line > w->line) - (v->line < w->line) : (v->box.x0 > w->box.x0) - (v->box.x0 < w->box.x0);
}

/* The space behind a word is as wide as its letters: the word itself ends where the space does. The last of a line has none. */
static void widen(const struct pdf *p, struct pdf_word *words, size_t count)
{
	for (size_t i = 0; i + 1 < count; i++) {
		struct pdf_word *w = &words[i];
		size_t chars = utf8_length(pdf_word_text(p, w));
		int32_t cp = 0;

		utf8_decode(pdf_word_text(p, w), 0, &cp);
		if (w[1].space && chars <= CHARS_MOST && w[1].box.x0 > w->box.x1 && !pdf_is_right_to_left(cp))
			w->box.x1 = fminf(w->box.x1 + pdf_width(&w->box) / (float)chars, w[1].box.x0);
	}
}

/* What a line has where another may begin a column. */
enum place { PLACE_FREE, PLACE_START, PLACE_CROSSED };

static enum place place_in(const struct pdf_word *words, const struct run *r, float x, float gap)
{
	enum place place = PLACE_FREE;

	for (size_t i = r->first; i < r->first + r->count; i++) {
		const struct pdf_box *b = &words[i].box;

		if (fabsf(b->x0 - x) < EDGE)
			place = i == r->first || b->x0 - words[i - 1].box.x1 > gap ? PLACE_START : PLACE_CROSSED;
		else if (b->x0 < x && b->x1 > x - gap)
			return PLACE_CROSSED;
	}
	return place;
}

/* Lines up (-1) or down from line `at`, to where two cross a place: those that begin a column there, and those that cross it. */
static void ask_lines(const struct pdf_word *words, const struct runs *all, size_t at, int step, float x, float gap, size_t counts[3])
{
	enum place last = PLACE_FREE, here;

	for (size_t n = 0, i = at + (size_t)step; n < LINES_ASKED && i < all->count; n++, i += (size_t)step, last = here) {
		here = place_in(words, &all->items[i], x, gap);
		if (here == PLACE_CROSSED && last == PLACE_CROSSED) {
			counts[PLACE_CROSSED]--;
			return;
		}
		counts[here]++;
	}
}

/* Whether the space before a word is much wider than the others of its line are in the mean. */
static bool is_wide(const struct pdf_word *words, const struct run *r, const struct pdf_word *w)
{
	float own = w->box.x0 - w[-1].box.x1, all = 0;

	for (size_t i = r->first + 1; i < r->first + r->count; i++)
		all += fmaxf(words[i].box.x0 - words[i - 1].box.x1, 0);
	return r->count > 2 && own > WIDE * (all - own) / (float)(r->count - 2);
}

/*
 * Whether a word behind a space begins a column: other lines do at the same place, and leave the space before it free. Where
 * poppler has seen a new line, and the space is wide, one is enough.
 */
static bool begins_column(const struct pdf_word *words, const struct runs *all, size_t line, const struct pdf_word *w)
{
	size_t counts[3] = {0, 0, 0};
	float gap = GAP_LEAST * w->size;

	if (w->box.x0 - w[-1].box.x1 <= gap || all->items[line].count > LINE_WORDS_MAX)
		return false;
	ask_lines(words, all, line, -1, w->box.x0, gap, counts);
	ask_lines(words, all, line, 1, w->box.x0, gap, counts);
	if (w->begins && counts[PLACE_START] != 0 && counts[PLACE_CROSSED] == 0 && is_wide(words, &all->items[line], w))
		return true;
	return counts[PLACE_START] >= STARTS_LEAST && counts[PLACE_CROSSED] * STARTS_OF_CROSSED <= counts[PLACE_START];
}

/* Words of one height are of one line: where poppler saw columns, justified text may have none, and the other way round. */
static void find_lines(const struct pdf *p, struct pdf_page *page, struct runs *all)
{
	struct pdf_word *words = page->words;

	qsort(words, page->word_count, sizeof *words, by_height);
	for (size_t i = 0; i < page->word_count; i++)
		words[i].line = i == 0 ? 0 : words[i - 1].line + (words[i].box.y1 - words[i - 1].box.y1 > LINE_STEP * words[i].size);
	qsort(words, page->word_count, sizeof *words, by_line);
	for (size_t i = 0, end; i < page->word_count; i = end) {
		for (end = i + 1; end < page->word_count && words[end].line == words[i].line; end++)
			;
		widen(p, words + i, end - i);
		ARRAY_GROW(all->items, all->count, all->cap);
		all->items[all->count++] = (struct run){i, end - i};
	}
}

static void set_lines(const struct pdf *p, struct pdf_page *page)
{
	struct runs all = {NULL, 0, 0};

	find_lines(p, page, &all);
	for (size_t i = 0; i < all.count; i++)
		for (size_t k = all.items[i].first; k < all.items[i].first + all.items[i].count; k++)
			page->words[k].begins = k == all.items[i].first || begins_column(page->words, &all, i, &page->words[k]);
	free(all.items);
}

/* ---- sizes ---- */

static bool is_layered(const struct pdf_page *page)
{
	return page->layer;
}

static void settle_size(struct pdf_word *w, float usual)
{
	float size = usual * powf(SIZE_STEP, pdf_size_steps(w->size, usual, SIZE_STEP));

	w->box.y0 = w->box.y1 - pdf_height(&w->box) * size / w->size;
	w->size = size;
}

void pdf_layers_settle(struct pdf *p)
{
	float usual;

	for (size_t i = 0; i < p->page_count; i++) {
		struct pdf_page *page = &p->pages[i];

		page->layer = is_layer(p, page);
		if (page->layer) {
			level_all(page, page_slant(page));
			set_lines(p, page);
		}
	}
	usual = pdf_usual_size(p, is_layered);
	for (size_t i = 0; usual > 0 && i < p->page_count; i++)
		for (size_t k = 0; p->pages[i].layer && k < p->pages[i].word_count; k++)
			if (p->pages[i].words[k].size > 0)
				settle_size(&p->pages[i].words[k], usual);
}
