/*
 * line_numbers.c: the numbers beside the lines of transcripts and bills in plain
 * text. They are no text; a line begins behind its number. A list is told from
 * them by its items, few of which begin in lower case or with who speaks.
 */
#include "indexer/page_lines.h"

#define NUMBER_MOST 60    /* lines of a page */
#define RUN_LEAST 15      /* lines that are numbered one after another, at least once */
#define OF_TEN 8          /* of ten lines with text so many have a number */
#define LOWER_ONE 8       /* of twenty begin in lower case: of one page … */
#define LOWER_SEVERAL 3   /* … of several */

/* The number at the head of a line; *after: where its text begins. 0: none. */
static uint32_t number_of(const struct scan *s, const struct line *l, size_t *after)
{
	size_t at = l->start;
	uint32_t n = 0;

	while (at < l->end && s->text.data[at] >= '0' && s->text.data[at] <= '9' && n <= NUMBER_MOST)
		n = n * 10 + (uint32_t)(s->text.data[at++] - '0');
	*after = skip_space(s->text, at, l->end);
	return n <= NUMBER_MOST && n > 0 && s->text.data[l->start] != '0' && (at == l->end || *after > at) ? n : 0;
}

struct numbered {
	size_t lines, numbered, lower, pages, run, longest;
	uint32_t last;
};

/* Whether a line goes on with the numbers, or begins a page of them. */
static bool take(const struct scan *s, const struct line *l, struct numbered *t, size_t *after)
{
	uint32_t n = number_of(s, l, after);

	if (n == 0 || !(n == t->last + 1 || (n == 1 && *after < l->end)))
		return false;
	t->run = n == 1 ? 1 : t->run + 1;
	t->pages += n == 1;
	t->last = n;
	return true;
}

static bool are_numbered(const struct scan *s)
{
	struct numbered t = {0};
	size_t after;

	for (size_t i = 0; i < s->line_count; i++) {
		const struct line *l = &s->lines[i];

		if (l->flags & LINE_BLANK)
			continue;
		t.lines++;
		if (!take(s, l, &t, &after))
			continue;
		t.numbered++;
		t.longest = t.run > t.longest ? t.run : t.longest;
		t.lower += after < l->end && (text_begins_lower(s->text, after, l->end) || text_is_speech(span_make(s->text.data + after, l->end - after)));
	}
	return t.longest >= RUN_LEAST && t.numbered * 10 >= t.lines * OF_TEN &&
	       t.lower * 20 >= t.numbered * (t.pages > 1 ? LOWER_SEVERAL : LOWER_ONE);
}

/* "Page 4512" above the first number of a page: no text either. */
static void drop_page_above(struct scan *s, size_t i)
{
	uint32_t n;
	bool plain;

	while (i > 0 && (s->lines[i - 1].flags & LINE_BLANK))
		i--;
	if (i > 0 && !(s->lines[i - 1].flags & LINE_NUMBERED) && line_is_page_number(line_content(s, i - 1), &n, &plain) && !plain)
		s->lines[i - 1].flags |= LINE_FURNITURE;
}

void lines_drop_numbers(struct scan *s)
{
	struct numbered t = {0};

	if (s->markdown || !are_numbered(s))
		return;
	s->numbered = true;
	for (size_t i = 0; i < s->line_count; i++) {
		struct line *l = &s->lines[i];
		size_t after;

		if ((l->flags & LINE_BLANK) || !take(s, l, &t, &after))
			continue;
		if (t.last == 1)
			drop_page_above(s, i);
		l->number = l->start;
		l->indent = (uint16_t)(after - l->start < UINT16_MAX ? after - l->start : UINT16_MAX);
		l->chars -= (uint32_t)(after - l->start);
		l->start = after;
		l->flags |= (uint16_t)(LINE_NUMBERED | (after == l->end ? LINE_BLANK : 0));
	}
}

bool text_is_speech(struct span t)
{
	size_t at = 0, letters = 0;

	if (t.len > 4 && (t.data[0] == 'Q' || t.data[0] == 'A') && (t.data[1] == '.' || t.data[1] == ':') && (t.data[2] == '\t' || (t.data[2] == ' ' && t.data[3] == ' ')))
		return true;
	for (; at < t.len && ((t.data[at] >= 'A' && t.data[at] <= 'Z') || (t.data[at] == 'c' && at > 0 && t.data[at - 1] == 'M') /* McCLOSKEY */ || strchr(" .-'", t.data[at]) != NULL); at++)
		letters += t.data[at] >= 'A';
	return letters > 2 && at + 1 < t.len && t.data[at] == ':' && t.data[at + 1] == ' ';
}
