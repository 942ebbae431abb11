/*
 * pdf_line_numbers.c: the numbers that transcripts and bills have beside their lines. They are no
 * text: left in, they would stand in the middle of its sentences.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#define DIGITS_MOST 4      /* of a line's number */
#define CANDIDATES_MOST 400 /* numbers at one side of a page; on one with more nothing is looked at */
#define EDGE 2.0F          /* points: numbers whose left or right ends are so near stand in one column */
#define RUN_LEAST 8        /* numbers of a page that count up line by line, at least */
#define RUN_LEAST_FIVES 4  /* 5, 10, 15, 20 */
#define FOLLOWING_LEAST 2  /* beside a page that has such a run */
#define EVEN 0.12F         /* of their distance: they stand as regularly as lines do */
#define BLANK_MOST 2      /* lines between two numbers that have none, being blank */
#define EVEN_SHARE 0.7F    /* of the distances */
#define WITHOUT_SHARE 0.03F /* of the words beside them: they stand in a line without a number */
#define LOWER_SHARE 0.15F  /* of the lines begin in small letters: running text, not the items of a list */
#define COVER_SHARE 0.5F   /* of the height of what is on the page */
#define ALONE_LEAST 15     /* numbers of a page that no other resembles */
#define ALONE_SHARE 0.4F   /* of its lines, in small letters */
#define NEAR_PAGES 4       /* pages on each side that are compared: margins of left and right pages differ */

struct candidate {
	uint32_t word;
	const struct pdf_box *box;
	long value;
	bool lower; /* the text beside it begins so */
};

/* The numbers beside the lines of one page. */
struct run {
	struct candidate *numbers; /* owned */
	size_t count;
	long step;
	bool right;  /* beside the right ends of the lines */
	bool even, every; /* they stand as lines do; beside every line */
	bool covers; /* they stand beside most of what is on the page, not at its foot alone as notes do */
	float lower; /* part of the lines that begin in small letters */
	bool sure;
};

/* ---- what stands outermost in its line ---- */

long pdf_word_digits(struct span s)
{
	long value = 0;

	if (s.len == 0 || s.len > DIGITS_MOST)
		return 0;
	for (size_t i = 0; i < s.len; i++) {
		if (s.data[i] < '0' || s.data[i] > '9')
			return 0;
		value = value * 10 + (s.data[i] - '0');
	}
	return value;
}

/* Whether nothing stands further out than word i; *lower says how the words of its line begin. */
static bool is_outermost(const struct pdf *p, const struct pdf_page *page, size_t i, bool right, bool *lower)
{
	const struct pdf_box *b = &page->words[i].box;
	const struct pdf_word *first = NULL;

	for (size_t k = 0; k < page->word_count; k++) {
		const struct pdf_word *w = &page->words[k];

		if (k == i || pdf_overlap(b, &w->box) < 0.5F)
			continue;
		if (right ? w->box.x1 > b->x1 : w->box.x0 < b->x0)
			return false;
		if (first == NULL || w->box.x0 < first->box.x0)
			first = w;
	}
	*lower = first != NULL && pdf_word_begins_lower(p, first);
	return true;
}

static int by_height(const void *a, const void *b)
{
	float m = ((const struct candidate *)a)->box->y0, n = ((const struct candidate *)b)->box->y0;

	return (m > n) - (m < n);
}

/* The numbers at one side of a page, downwards; 0 where there are too many. */
static size_t find_candidates(const struct pdf *p, const struct pdf_page *page, bool right, struct candidate *out)
{
	size_t count = 0, digits = 0;

	for (size_t i = 0; i < page->word_count; i++)
		digits += pdf_word_digits(pdf_word_text(p, &page->words[i])) != 0;
	if (digits > CANDIDATES_MOST)
		return 0;
	for (uint32_t i = 0; i < page->word_count; i++) {
		struct candidate c = {i, &page->words[i].box, pdf_word_digits(pdf_word_text(p, &page->words[i])), false};

		if (c.value != 0 && is_outermost(p, page, i, right, &c.lower))
			out[count++] = c;
	}
	qsort(out, count, sizeof *out, by_height);
	return count;
}

/* ---- runs ---- */

/* Whether b follows a in a column that counts up. */
static bool follows(const struct candidate *a, const struct candidate *b, long step)
{
	return b->value == a->value + step && b->box->y0 > a->box->y0 &&
	       (fabsf(a->box->x0 - b->box->x0) < EDGE || fabsf(a->box->x1 - b->box->x1) < EDGE);
}

/* The longest run of a step; *first is where it begins. */
static size_t longest(const struct candidate *c, size_t count, long step, size_t *first)
{
	size_t best = 0;

	for (size_t i = 0, from = 0; i < count; i++) {
		if (i != from && !follows(&c[i - 1], &c[i], step))
			from = i;
		if (i + 1 - from > best) {
			best = i + 1 - from;
			*first = from;
		}
	}
	return best;
}

/* Whether it is the distance of `step` lines, and of BLANK_MOST without a number at the most. */
static bool is_of_lines(float gap, float line, long step)
{
	float lines = line <= 0 ? 0 : roundf(gap / line);

	return lines >= (float)step && lines <= (float)(step + BLANK_MOST) && fabsf(gap - lines * line) <= EVEN * line * (float)step;
}

/* Whether the numbers stand at the distance of lines, and not of paragraphs; blank lines have none. */
static bool is_even(const struct candidate *c, size_t count, long step)
{
	float gaps[CANDIDATES_MOST], line;
	size_t same = 0;

	if (count < 2)
		return false;
	for (size_t i = 0; i + 1 < count; i++)
		gaps[i] = c[i + 1].box->y0 - c[i].box->y0;
	pdf_sort_lengths(gaps, count - 1);
	line = gaps[(count - 1) / 4] / (float)step; /* most have no blank line between */
	for (size_t i = 0; i + 1 < count; i++)
		same += is_of_lines(gaps[i], line, step);
	return (float)same >= EVEN_SHARE * (float)(count - 1);
}

static void keep(struct run *run, const struct candidate *c, size_t count, long step, bool right)
{
	size_t lower = 0;

	free(run->numbers);
	run->numbers = mem_alloc(count * sizeof *c);
	memcpy(run->numbers, c, count * sizeof *c);
	run->count = count;
	run->step = step;
	run->right = right;
	run->even = is_even(c, count, step);
	for (size_t i = 0; i < count; i++)
		lower += c[i].lower;
	run->lower = (float)lower / (float)count;
}

/* Whether a number stands beside the place of a word. */
static bool has_number(const struct run *run, const struct pdf_box *b)
{
	size_t low = 0, high = run->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run->numbers[middle].box->y1 <= b->y0)
			low = middle + 1;
		else
			high = middle;
	}
	return (low < run->count && pdf_overlap(b, run->numbers[low].box) > 0.5F) ||
	       (low + 1 < run->count && pdf_overlap(b, run->numbers[low + 1].box) > 0.5F);
}

/* Whether no line between the first number and the last is without one, but few: paragraphs that are set apart make distances uneven. */
static bool every_line(const struct pdf_page *page, const struct run *run)
{
	float top = run->numbers[0].box->y0, bottom = run->numbers[run->count - 1].box->y1;
	size_t all = 0, without = 0;

	for (size_t i = 0; i < page->word_count; i++) {
		const struct pdf_box *b = &page->words[i].box;

		if (b->y1 < top || b->y0 > bottom)
			continue;
		all++;
		without += !has_number(run, b);
	}
	return (float)without <= WITHOUT_SHARE * (float)all;
}

static bool covers(const struct pdf_page *page, const struct run *run)
{
	struct pdf_box all = page->words[0].box;

	for (size_t i = 1; i < page->word_count; i++)
		pdf_box_add(&all, &page->words[i].box);
	return run->numbers[run->count - 1].box->y1 - run->numbers[0].box->y0 >= COVER_SHARE * pdf_height(&all);
}

/* The longest run of a page, at its left or right. */
static void find_run(const struct pdf *p, const struct pdf_page *page, struct run *run)
{
	static const long steps[] = {1, 5};
	struct candidate c[CANDIDATES_MOST];

	for (int right = 0; right < 2; right++) {
		size_t count = find_candidates(p, page, right != 0, c), first = 0;

		for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
			size_t length = longest(c, count, steps[s], &first);

			if (length >= FOLLOWING_LEAST && length > run->count)
				keep(run, c + first, length, steps[s], right != 0);
		}
	}
	run->covers = run->count != 0 && covers(page, run);
	run->every = run->covers && run->step == 1 && run->count >= ALONE_LEAST && every_line(page, run);
}

/* ---- over the pages ---- */

static long first_of(const struct run *r)
{
	return r->numbers[0].value;
}

static long past_of(const struct run *r)
{
	return r->numbers[r->count - 1].value + r->step;
}

/* Whether two pages number their lines in one way: each from the same number, or the one on from the other. */
static bool resembles(const struct run *a, const struct run *b)
{
	if (a->count == 0 || b->count == 0 || a->right != b->right || a->step != b->step)
		return false;
	return first_of(a) == first_of(b) || first_of(a) == past_of(b) || first_of(b) == past_of(a);
}

static bool is_likely(const struct run *r)
{
	return r->count >= (r->step == 1 ? RUN_LEAST : RUN_LEAST_FIVES) && (r->even || r->every) && r->covers && r->lower >= LOWER_SHARE;
}

static bool is_sure(const struct run *runs, size_t count, size_t n)
{
	if (!is_likely(&runs[n]))
		return false;
	if (runs[n].even && runs[n].count >= ALONE_LEAST && runs[n].lower >= ALONE_SHARE)
		return true;
	for (size_t i = n < NEAR_PAGES ? 0 : n - NEAR_PAGES; i < count && i <= n + NEAR_PAGES; i++)
		if (i != n && is_likely(&runs[i]) && resembles(&runs[n], &runs[i]))
			return true;
	return false;
}

/* A short page beside one whose lines are numbered. */
static bool goes_on(const struct run *runs, size_t count, size_t n)
{
	for (size_t i = n == 0 ? 0 : n - 1; i < count && i <= n + 1; i++)
		if (i != n && runs[i].sure && resembles(&runs[n], &runs[i]))
			return true;
	return false;
}

static void drop(struct pdf_page *page, const struct run *run)
{
	size_t kept = 0;
	bool begins = false; /* what a number began, the word behind it begins */

	for (size_t i = 0; i < run->count; i++)
		page->words[run->numbers[i].word].text.end = page->words[run->numbers[i].word].text.start;
	for (size_t i = 0; i < page->word_count; i++) {
		struct pdf_word w = page->words[i];

		w.begins = w.begins || begins;
		begins = w.begins && w.text.end == w.text.start;
		if (!begins)
			page->words[kept++] = w;
	}
	page->word_count = kept;
}

void pdf_line_numbers_drop(struct pdf *p)
{
	struct run *runs = mem_zalloc((p->page_count + 1) * sizeof *runs);

	for (size_t n = 0; n < p->page_count; n++)
		find_run(p, &p->pages[n], &runs[n]);
	for (size_t n = 0; n < p->page_count; n++)
		runs[n].sure = is_sure(runs, p->page_count, n);
	for (size_t n = 0; n < p->page_count; n++)
		if (runs[n].sure || goes_on(runs, p->page_count, n))
			drop(&p->pages[n], &runs[n]);
	for (size_t n = 0; n < p->page_count; n++)
		free(runs[n].numbers);
	free(runs);
}
