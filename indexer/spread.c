/*
 * spread.c: blank lines inside a paragraph. Some texts have one after every
 * line, some where a page or a column ended: a line that plainly goes on is not
 * the end of its paragraph.
 */
#include "indexer/scan.h"

#define SPREAD_PART 4     /* a text is spread if 1/4 of its lines stand alone and 1/5 of them begin in lower case, … */
#define SPREAD_LOWER 5
#define SPREAD_LEAST 5    /* … at least so many */
#define SOFT_BLANKS_MAX 3 /* blank lines in a row that may be none */
#define LONG_LINE 200     /* characters of a paragraph on one line that is no item of a list */
#define LONG_REST 30
#define FULL_LINE(width) ((width) * 5 / 6)

static bool is_text(const struct scan *s, size_t i)
{
	return i < s->line_count && !(s->lines[i].flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC));
}

/* The next line that is not blank, on the same page; line_count if none is near. */
static size_t below(const struct scan *s, size_t i)
{
	size_t at = i + 1;

	while (at < s->line_count && at <= i + SOFT_BLANKS_MAX && (s->lines[at].flags & LINE_BLANK) &&
	       !(s->lines[at].flags & LINE_PAGE))
		at++;
	return is_text(s, at) && !(s->lines[at].flags & LINE_PAGE) ? at : s->line_count;
}

static bool begins_lower(const struct scan *s, size_t i)
{
	struct mark m;

	return !mark_read(s->text, &s->lines[i], &m) && text_begins_lower(s->text, s->lines[i].start, s->lines[i].end);
}

static bool is_spread(const struct scan *s)
{
	size_t lines = 0, alone = 0, lower = 0;

	for (size_t i = 0; i < s->line_count; i++) {
		if (!is_text(s, i))
			continue;
		lines++;
		if ((i > 0 && is_text(s, i - 1)) || is_text(s, i + 1))
			continue;
		alone++;
		lower += begins_lower(s, i);
	}
	return alone * SPREAD_PART >= lines && lower * SPREAD_LOWER >= alone && lower >= SPREAD_LEAST;
}

/* A mark that a note may have; a plain number only where a sentence ended above: not "16 July" inside one. */
static bool is_noted(const struct scan *s, size_t i)
{
	struct mark m;

	if (!is_text(s, i) || !mark_read(s->text, &s->lines[i], &m) || m.type < MARK_SUPER)
		return false;
	if (m.type == MARK_PLAIN && !m.alone && text_begins_lower(s->text, m.after, s->lines[i].end))
		return false;
	return m.type != MARK_PLAIN || i == 0 || !is_text(s, i - 1) ||
	       text_ending(s->text, s->lines[i - 1].start, s->lines[i - 1].end) == ENDING_STOP;
}

/* Whether a note follows the lines that stand together with line i: then they may be the rest of the note before it. */
static bool note_below(const struct scan *s, size_t i)
{
	while (is_text(s, i) && !is_noted(s, i))
		i++;
	return is_noted(s, i) || (i < s->line_count && is_noted(s, below(s, i)));
}

/* A line of its own that begins in lower case: perhaps an item of a list that has lost its bullets. */
static bool is_lone_lower(const struct scan *s, size_t a)
{
	return (a == 0 || !is_text(s, a - 1)) && text_begins_lower(s->text, s->lines[a].start, s->lines[a].end);
}

/* "ПОСТАНОВЛЕНИЕ СУДА" above "по делу о …", which goes on with it, but is no part of its line; "город Орск 12 мая 2019 года", which goes on with nothing; "у с т а н о в и л:". */
static bool is_set_off(const struct scan *s, const struct line *above, const struct line *here)
{
	struct span t = span_make(s->text.data + here->start, here->end - here->start);

	return (text_is_capitals(s->text, above->start, above->end) && !text_is_capitals(s->text, here->start, here->end)) || text_place_date(t).len != 0 ||
	       text_is_turning(t);
}

/* Whether line b goes on from line a, although blank lines stand between. */
static bool goes_on(const struct scan *s, bool spread, size_t a, size_t b)
{
	const struct line *above = &s->lines[a], *here = &s->lines[b];
	enum ending how = text_ending(s->text, above->start, above->end);
	bool full = above->chars >= FULL_LINE(s->width);
	struct mark m;

	if (mark_read(s->text, here, &m) || (how != ENDING_WORD && how != ENDING_COMMA && how != ENDING_HYPHEN))
		return false;
	if (!s->wrapped)
		return above->chars >= LONG_LINE && here->chars >= LONG_REST && text_begins_lower(s->text, here->start, here->end);
	if (is_set_off(s, above, here))
		return false;
	if (text_begins_lower(s->text, here->start, here->end))
		return spread || (full && !is_lone_lower(s, a)) || (above->chars >= s->width * 2 / 3 && a > 0 && is_text(s, a - 1));
	if (full && how == ENDING_WORD && text_ends_open(s->text, above->start, above->end))
		return true;
	return spread && full && text_begins_upper(s->text, here->start, here->end) &&
	       !text_is_heading(s->text, here->start, here->end);
}

void lines_close_up(struct scan *s)
{
	bool spread, note = false, fresh = true;

	if (s->markdown)
		return;
	spread = s->wrapped && is_spread(s);
	for (size_t i = 0; i < s->line_count; i++) {
		size_t next;
		if (!is_text(s, i)) {
			fresh |= !(s->lines[i].flags & LINE_SOFT);
			continue;
		}
		note = is_noted(s, i) || (note && !fresh);
		fresh = false;
		next = below(s, i);
		if (note || next == s->line_count || next == i + 1 || !goes_on(s, spread, i, next) || note_below(s, next))
			continue;
		for (size_t k = i + 1; k < next; k++)
			s->lines[k].flags |= LINE_SOFT;
	}
}
