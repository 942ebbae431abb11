/*
 * pdf_turned_signs.c: signs beside numbers and Latin words in lines that run from
 * right to left. Poppler gives these words as they stand from left to right, so
 * that the stop behind "12" comes before it, and a hyphen before it behind it.
 */
#include "formats/pdf.h"

#include "text/utf8.h"

#define SIGNS_MOST 8 /* bytes on one side of a word that change it */

static bool is_core(int32_t cp)
{
	return (utf8_is_letter(cp) || utf8_is_digit(cp)) && !pdf_is_right_to_left(cp);
}

/* An Arabic figure: its range is that of letters. */
static bool is_figure(int32_t cp)
{
	return (cp >= 0x660 && cp <= 0x669) || (cp >= 0x6F0 && cp <= 0x6F9);
}

/* The first byte of a word's numbers or Latin letters, and what follows their last. False: it has none, or letters of the line behind them. */
static bool find_core(struct span s, size_t *from, size_t *to)
{
	int32_t cp;

	*from = s.len;
	*to = 0;
	for (size_t at = 0, n; at < s.len; at += n) {
		n = utf8_decode(s, at, &cp);
		if (is_core(cp) || is_figure(cp)) {
			*from = *from == s.len ? at : *from;
			*to = at + n;
		} else if (pdf_is_right_to_left(cp) && utf8_is_letter(cp) && *from != s.len) {
			return false;
		}
	}
	return *from != s.len;
}

/* Of the signs directly before byte `end`: where those begin that close or end something. */
static size_t closing_before(struct span s, size_t end)
{
	size_t at = end;

	while (at > 0 && utf8_is_one_of(utf8_peek_before(s, at), ".,:;،؛!?؟)]»-–"))
		at = utf8_before(s, at);
	return at;
}

static size_t opening_behind(struct span s, size_t at)
{
	int32_t cp;

	while (at < s.len && utf8_is_one_of(utf8_peek(s, at), "([«-–"))
		at += utf8_decode(s, at, &cp);
	return at;
}

/* "ab|cd" as "cd|ab", in place; one of them is short. */
static void swap_sides(char *s, size_t left, size_t right)
{
	char kept[SIGNS_MOST];

	if (left <= right) {
		memcpy(kept, s, left);
		memmove(s, s + left, right);
		memcpy(s + right, kept, left);
	} else {
		memcpy(kept, s + left, right);
		memmove(s + right, s, left);
		memcpy(s, kept, right);
	}
}

static void turn(struct pdf *p, const struct pdf_word *w)
{
	struct span s = pdf_word_text(p, w);
	char *data = p->text.data + w->text.start;
	size_t from, to, before, behind;

	if (!find_core(s, &from, &to))
		return;
	before = closing_before(s, from);
	behind = opening_behind(s, to);
	if (from - before > SIGNS_MOST || behind - to > SIGNS_MOST)
		return;
	if (behind > to)
		swap_sides(data + from, to - from, behind - to);
	if (from > before)
		swap_sides(data + before, from - before, behind - from);
}

void pdf_signs_turn(struct pdf *p)
{
	for (size_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++) {
			const struct pdf_line *l = &p->pages[n].lines[i];

			for (size_t k = 0; l->right_to_left && k < l->count; k++)
				turn(p, pdf_line_word(p, l, k));
		}
}
