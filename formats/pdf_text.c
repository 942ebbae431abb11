/* pdf_text.c: the words of a line as text in logical order. */
#include "formats/pdf.h"

#include <math.h>
#include <stdlib.h>

#include "text/utf8.h"

#define SPACE_GAP 0.13F  /* of the size: white space between words that poppler did not read one after the other */
#define SPACE_WIDE 0.35F /* and between those that it did: it says nothing of tabs */

/* Whether white space stands between two words that follow one another by x. */
static bool spaced(const struct pdf_word *before, const struct pdf_word *w, bool neighbours)
{
	float gap = w->box.x0 - before->box.x1, size = fmaxf(before->size, w->size);

	if (neighbours && !w->begins)
		return w->space || gap > SPACE_WIDE * size;
	return gap > SPACE_GAP * size;
}

enum direction { NEUTRAL, LEFT, RIGHT };

static enum direction direction_of(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (pdf_is_right_to_left(cp))
			return RIGHT;
		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			return LEFT;
	}
	return NEUTRAL;
}

/* Presentation forms stand for letters; everything else stays as it is. */
static void add_word(struct buf *out, struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		size_t n = utf8_decode(s, at, &cp);

		if ((cp >= 0xFB00 && cp <= 0xFB06) || (cp >= 0xFB50 && cp <= 0xFDFF) || (cp >= 0xFE70 && cp <= 0xFEFC))
			utf8_fold(out, span_make(s.data + at, n));
		else
			buf_add(out, s.data + at, n);
		at += n;
	}
}

/* The places of a line's words in the order in which they are read. */
static size_t *reading_order(const struct pdf *p, const struct pdf_line *l)
{
	size_t *order = mem_alloc((l->count + 1) * sizeof *order);

	for (size_t i = 0; i < l->count; i++)
		order[i] = l->right_to_left ? l->count - 1 - i : i;
	for (size_t i = 0; l->right_to_left && i < l->count;) {
		size_t end = i;

		if (direction_of(pdf_word_text(p, pdf_line_word(p, l, order[i]))) != LEFT) {
			i++;
			continue;
		}
		for (size_t j = i + 1; j < l->count; j++) {
			enum direction d = direction_of(pdf_word_text(p, pdf_line_word(p, l, order[j])));

			if (d == RIGHT)
				break;
			end = d == LEFT ? j : end;
		}
		for (size_t a = i, b = end; a < b; a++, b--) {
			size_t swap = order[a];

			order[a] = order[b];
			order[b] = swap;
		}
		i = end + 1;
	}
	return order;
}

static bool space_between(const struct pdf *p, const struct pdf_line *l, size_t before, size_t after)
{
	size_t low = before < after ? before : after, high = before < after ? after : before;
	const struct pdf_page *page = &p->pages[l->page];
	const struct pdf_word *a = pdf_line_word(p, l, low), *b = pdf_line_word(p, l, high);

	if (high != low + 1)
		return true;
	return spaced(a, b, page->order[l->first + low] + 1 == page->order[l->first + high]);
}

void pdf_line_each(const struct pdf *p, const struct pdf_line *l, pdf_word_visit *visit, void *context)
{
	size_t *order = reading_order(p, l);

	for (size_t i = 0; i < l->count; i++)
		visit(context, pdf_line_word(p, l, order[i]), i != 0 && space_between(p, l, order[i - 1], order[i]));
	free(order);
}

struct target {
	const struct pdf *pdf;
	struct buf *out;
	size_t from;
};

static void add_to(void *context, const struct pdf_word *w, bool space)
{
	struct target *t = context;

	if (space && t->out->len != t->from)
		buf_add_char(t->out, ' ');
	if (!w->call)
		add_word(t->out, pdf_word_text(t->pdf, w));
}

void pdf_line_text(struct buf *out, const struct pdf *p, const struct pdf_line *l)
{
	struct target t = {p, out, out->len};

	pdf_line_each(p, l, add_to, &t);
}

void pdf_word_add(struct buf *out, const struct pdf *p, const struct pdf_word *w)
{
	add_word(out, pdf_word_text(p, w));
}
