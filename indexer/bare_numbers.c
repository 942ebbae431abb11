/*
 * bare_numbers.c: plain text whose paragraphs have numbers without a stop, "12 The Court held …", as courts of Australia and
 * Singapore and some commissions print them. Only where most of the text between the first and the last is so: notes
 * that have lost their calls, and a list at the end, look the same one by one.
 */
#include "indexer/scan.h"

#define NUMBERS_LEAST 5  /* so many run from 1 on */
#define PROSE_CHARS 40   /* of a line that begins a paragraph: a shorter one may be a heading or a quotation */
#define OF_THREE 2       /* of three such lines from the first number to the last so many are numbered */

/* Whether a paragraph begins in the line: a blank one stands above it. */
static bool begins_paragraph(const struct scan *s, size_t i)
{
	const struct line *l = &s->lines[i];

	return (l->flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC | LINE_NUMBERED | LINE_APART)) == 0 && l->chars >= PROSE_CHARS &&
	       (i == 0 || (s->lines[i - 1].flags & (LINE_BLANK | LINE_FURNITURE)) != 0);
}

bool mark_is_bare_number(const struct scan *s, const struct line *l, const struct mark *m)
{
	return m->type == MARK_PLAIN && !m->alone && m->suffix == 0 && m->number[0] != 0 && text_begins_upper(s->text, m->after, l->end);
}

/* A paragraph "1. …": where most numbers have stops, those without are something else's. */
static bool has_stop(const struct scan *s, const struct line *l, const struct mark *m)
{
	return m->type == MARK_NUMBER && m->depth == 1 && m->style == STYLE_DOT && !text_is_heading(s->text, m->after, l->end);
}

struct bare {
	uint32_t last;          /* numbers that run on */
	size_t stops;           /* numbers that have stops: of the orders above a judgment, and of lists */
	size_t prose, counted;  /* lines that begin paragraphs, from the first number on; the same at the last one */
	size_t first_line;
};

static void count_line(const struct scan *s, size_t i, struct bare *b)
{
	const struct line *l = &s->lines[i];
	struct mark m;

	b->prose += b->last != 0;
	if (!mark_read(s->text, l, &m))
		return;
	b->stops += has_stop(s, l, &m);
	if (!mark_is_bare_number(s, l, &m) || m.number[0] != b->last + 1)
		return;
	if (b->last++ == 0) {
		b->first_line = i;
		b->prose = 1;
	}
	b->counted = b->prose;
}

void lines_find_bare_numbers(struct scan *s)
{
	struct bare b = {0};

	for (size_t i = 0; i < s->line_count && !s->markdown; i++)
		if (begins_paragraph(s, i))
			count_line(s, i, &b);
	s->bare_paragraphs = b.last >= NUMBERS_LEAST && b.stops < b.last && b.last * 3 >= b.counted * OF_THREE && b.first_line < s->line_count / 2;
}
