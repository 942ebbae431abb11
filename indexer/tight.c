/*
 * tight.c: texts that have lost the white space between a mark and what it
 * marks, as pages of treaty bodies have when they are copied: "1.The Committee",
 * "(a)Children". Paragraphs' numbers tell: a few in a row are written so.
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define TIGHT_RUN_MIN 3 /* numbers in a row with their text directly behind them */

/* The numbers seen: the first part of the last, and how many in a row stand directly before their text. */
struct numbers {
	uint32_t last;
	size_t tight;
};

struct number {
	uint32_t first; /* of its parts; 0: no number stands there */
	bool deep;      /* 2.1 */
	size_t after;
};

static uint32_t digits_at(struct span t, size_t *at, size_t to)
{
	uint32_t n = 0;

	while (*at < to && n <= LABEL_NUMBER_MAX) {
		int32_t cp;
		size_t len = utf8_decode(t, *at, &cp);
		int digit = utf8_digit_value(cp);

		if (digit < 0)
			break;
		n = n * 10 + (uint32_t)digit;
		*at += len;
	}
	return n <= LABEL_NUMBER_MAX ? n : 0;
}

/* "12." or "2.1" or "2.1." or "12-" at the head of a line. */
static struct number number_at(struct span t, size_t from, size_t to)
{
	struct number n = {.first = digits_at(t, &from, to)};
	bool stop = from < to && t.data[from] == '.';

	n.after = from + (stop || (from < to && t.data[from] == '-'));
	if (n.first == 0 || n.after == from)
		return (struct number){0};
	n.deep = stop && n.after < to && digits_at(t, &n.after, to) != 0;
	if (n.deep && n.after < to && t.data[n.after] == '.')
		n.after++;
	return n;
}

static bool is_tight(struct span t, const struct number *n, size_t to)
{
	int32_t cp = 0;

	if (n->after < to)
		utf8_decode(t, n->after, &cp);
	return t.data[n->after - 1] == '-' ? is_arabic_letter(cp) : utf8_is_letter(cp) && !utf8_is_lower(cp);
}

/* Whether enough numbers are known to stand directly before their text. */
static bool see(struct numbers *seen, struct span t, size_t from, size_t to)
{
	struct number n = number_at(t, from, to);

	if (n.first == 0)
		return false;
	if (n.first != seen->last + 1 && !(n.deep && n.first == seen->last))
		seen->tight = 0;
	seen->last = n.first;
	seen->tight += is_tight(t, &n, to);
	return seen->tight >= TIGHT_RUN_MIN;
}

void lines_find_tight(struct scan *s)
{
	struct numbers seen = {0};

	for (size_t i = 0; i < s->line_count && !s->tight; i++)
		if (!(s->lines[i].flags & (LINE_BLANK | LINE_FURNITURE)))
			s->tight = see(&seen, s->text, s->lines[i].start, s->lines[i].end);
	for (size_t i = 0; s->tight && i < s->line_count; i++)
		s->lines[i].flags |= LINE_TIGHT;
}

void segments_find_tight(struct scan *s)
{
	const struct document *d = s->document;
	struct numbers seen = {0};

	for (size_t i = 0; i < d->segment_count && !s->tight; i++)
		s->tight = see(&seen, s->text, d->segments[i].at.start, d->segments[i].at.end);
}
