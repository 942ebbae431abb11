/*
 * cues.c: captions, "12", "00:00:08,500 --> 00:00:12,000" above each line or two that are said: the numbers and times are
 * no text, and a sentence goes on over them.
 */
#include "indexer/page_lines.h"

#define CUES_LEAST 3  /* times that make a text captions */
#define CUE_CHARS 80  /* of a line of times, with its settings */
#define NUMBER_CHARS 6 /* of a cue's number */

/* "00:01:02" or "01:02", with thousands behind a point or comma, at *at, which moves past it. */
static bool take_time(struct span s, size_t *at)
{
	size_t from = *at, colons = 0;

	while (*at < s.len && ((s.data[*at] >= '0' && s.data[*at] <= '9') || (*at > from && strchr(":.,", s.data[*at]) != NULL)))
		colons += s.data[(*at)++] == ':';
	return colons == 1 || colons == 2;
}

static bool is_times(struct span s)
{
	size_t at = 0;

	if (s.len > CUE_CHARS || !take_time(s, &at) || !span_starts(span_make(s.data + at, s.len - at), " --> "))
		return false;
	at += strlen(" --> ");
	return take_time(s, &at) && (at == s.len || s.data[at] == ' ');
}

static bool is_number(const struct scan *s, size_t i)
{
	struct span c = line_content(s, i);

	if (c.len == 0 || c.len > NUMBER_CHARS)
		return false;
	for (size_t k = 0; k < c.len; k++)
		if (c.data[k] < '0' || c.data[k] > '9')
			return false;
	return i == 0 || (s->lines[i - 1].flags & LINE_BLANK) != 0;
}

/* What was said above line i, the first of a cue, goes on in it. */
static bool goes_on(const struct scan *s, size_t i)
{
	enum ending how;

	while (i > 0 && (s->lines[i - 1].flags & (LINE_BLANK | LINE_FURNITURE)) != 0)
		i--;
	if (i == 0)
		return false;
	how = text_ending(s->text, s->lines[i - 1].start, s->lines[i - 1].end);
	return how == ENDING_WORD || how == ENDING_COMMA || how == ENDING_HYPHEN;
}

void lines_mark_cues(struct scan *s)
{
	size_t cues = 0;

	for (size_t i = 0; i < s->line_count && !s->markdown; i++)
		cues += is_times(line_content(s, i));
	if (cues < CUES_LEAST)
		return;
	s->captions = true;
	if (span_starts(line_content(s, 0), "WEBVTT"))
		s->lines[0].flags |= LINE_FURNITURE;
	for (size_t i = 0; i < s->line_count; i++) {
		size_t first = i - (i > 0 && is_number(s, i - 1));

		if (!is_times(line_content(s, i)))
			continue;
		for (size_t k = first; k <= i; k++)
			s->lines[k].flags |= LINE_FURNITURE;
		while (first > 0 && (s->lines[first - 1].flags & LINE_BLANK) != 0)
			first--;
		for (size_t k = first; goes_on(s, i) && k <= i; k++)
			s->lines[k].flags |= LINE_SOFT;
	}
}
