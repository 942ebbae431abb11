/* begin_heading.c: whether what stands at a mark, or above it, is a heading. */
#include "indexer/begin_parts.h"

#define ALONE_LINES 4     /* from a mark alone on its line to its text, blank lines between */
#define HEADING_LINES_MAX 4
#define OPERATIVE_MIN 12  /* characters of a line of capitals that ends in a comma and is a heading */

static bool line_empty(const struct builder *b, size_t i)
{
	return i >= b->s->line_count || (line_at(b, i)->flags & (LINE_BLANK | LINE_FURNITURE | LINE_PAGE));
}

/* ---- looking ahead ---- */

size_t begin_text(const struct builder *b, size_t line)
{
	struct mark m;
	size_t i = line + 1;

	while (i < b->s->line_count && i - line <= ALONE_LINES && !(line_at(b, i)->flags & LINE_PAGE) &&
	       (line_at(b, i)->flags & (LINE_BLANK | LINE_FURNITURE)))
		i++;
	if (i >= b->s->line_count || i - line > ALONE_LINES ||
	    (line_at(b, i)->flags & (LINE_BLANK | LINE_PAGE | LINE_FURNITURE | LINE_TOC)))
		return NONE;
	if (mark_read(b->s->text, line_at(b, i), &m) && (m.alone || m.type == MARK_ATX))
		return NONE;
	return i;
}

/* A number or letter at the head of a line that a block may begin with: not "1992. He …" inside a sentence. */
static bool is_label_line(const struct builder *b, size_t line)
{
	struct mark m;

	if (!mark_read(b->s->text, line_at(b, line), &m) || m.type < MARK_NUMBER || m.type == MARK_PLAIN)
		return false;
	if (m.type == MARK_LETTER)
		return m.suffix == 0 || m.roman != 0;
	return m.type != MARK_NUMBER || chain_expects(b->s, &m) || (m.number[m.depth - 1] == 1 && m.suffix == 0);
}

/* Whether "(a) that …" follows: then "Holds" is the beginning of a sentence. */
static bool leads_in(const struct builder *b, size_t line)
{
	struct mark m;
	size_t i = line + 1;

	while (i < b->s->line_count && i <= line + ALONE_LINES && (line_at(b, i)->flags & (LINE_BLANK | LINE_FURNITURE)))
		i++;
	return i < b->s->line_count && mark_read(b->s->text, line_at(b, i), &m) && m.type == MARK_LETTER && !m.upper &&
	       m.style != STYLE_DOT && !m.alone && text_begins_lower(b->s->text, m.after, line_at(b, i)->end);
}

/* "2. Eva Brook" below "1. Jan Marek", which runs in no sequence yet. */
static bool is_next_label(const struct builder *b, size_t line, const struct mark *above)
{
	struct mark m;
	int last = above->depth - 1;

	if (line >= b->s->line_count || !mark_read(b->s->text, line_at(b, line), &m) || m.type != above->type || m.style != above->style ||
	    m.upper != above->upper || m.depth != above->depth)
		return false;
	if (m.type == MARK_NUMBER)
		return memcmp(m.number, above->number, (size_t)last * sizeof *m.number) == 0 && m.number[last] == above->number[last] + 1;
	return m.type == MARK_LETTER && ((m.letter != 0 && m.letter == above->letter + 1) || (m.roman != 0 && m.roman == above->roman + 1));
}

/* "C. Subjects of concern" above "Follow-up", a heading above a number, in a text that no blank lines part. */
static bool is_above_lone(const struct builder *b, size_t line)
{
	const struct line *next = line_at(b, line + 1);

	return b->s->dense && line + 2 < b->s->line_count && text_is_heading(b->s->text, next->start, next->end) && is_label_line(b, line + 2);
}

size_t begin_heading_end(const struct builder *b, size_t line, size_t from, const struct mark *own)
{
	for (size_t i = line; i < line + HEADING_LINES_MAX && i < b->s->line_count; i++) {
		if (!text_is_heading(b->s->text, from, line_at(b, i)->end)) {
			enum ending how = text_ending(b->s->text, line_at(b, i)->start, line_at(b, i)->end);
			if (i + 1 >= b->s->line_count || line_empty(b, i + 1) || how == ENDING_COLON || how == ENDING_STOP ||
			    how == ENDING_SEMICOLON || is_label_line(b, i + 1) || is_next_label(b, i + 1, own))
				return NONE;
			continue;
		}
		if (line_empty(b, i + 1) || is_label_line(b, i + 1) || is_next_label(b, i + 1, own) || line_underline(b->s->text, line_at(b, i + 1)))
			return leads_in(b, i) ? NONE : i;
		if (!b->s->wrapped)
			return is_above_lone(b, i) ? i : NONE;
	}
	return NONE;
}

/* ---- looking back ---- */

static bool is_heading_line(const struct scan *s, const struct line *l)
{
	return l->chars < SHORT_LINE(s->width) && text_is_heading(s->text, l->start, l->end);
}

/* A line that a heading may stand below: the end of a sentence, or another heading that does not go on. */
static bool parts_heading(const struct scan *s, const struct line *l)
{
	return text_ending(s->text, l->start, l->end) == ENDING_STOP || is_heading_line(s, l) ||
	       text_ending(s->text, l->start, l->end) == ENDING_COLON;
}

bool begin_is_heading_above(const struct scan *s, const struct line *l)
{
	return text_is_heading(s->text, l->start, l->end) ||
	       (l->chars >= OPERATIVE_MIN && text_is_capitals(s->text, l->start, l->end) &&
	        text_ending(s->text, l->start, l->end) == ENDING_COMMA);
}

/* Directly below a sentence's end, or below another heading. */
static bool stands_below_end(const struct scan *s, const struct block *above)
{
	enum ending how = text_ending(s->text, above->from, above->to);

	return how == ENDING_STOP || how == ENDING_COLON || (above->shaped && above->kind != BLOCK_TEXT) ||
	       (above->kind == BLOCK_TEXT && above->before_label);
}

/* The last block ends above a line of it, which begins a heading. */
static void cut_block(struct builder *b, size_t line)
{
	struct block *k = last_block(b);

	k->last = line - 1;
	k->to = line_at(b, line - 1)->end;
	b->gap = true;
	new_block(b, BLOCK_TEXT, line, line_at(b, line)->start, line)->before_label = true;
}

void begin_part_heading(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	const struct line *above = line_at(b, line - 1), *before;

	if (line < 2 || (line_at(b, line - 1)->flags & LINE_SOFT) || (line_at(b, line - 2)->flags & LINE_SOFT))
		return;
	if (!b->open || k->last + 1 != line || k->kind == BLOCK_NOTE ||
	    !begin_is_heading_above(s, above))
		return;
	if (k->first == k->last) {
		k->before_label = k->kind == BLOCK_TEXT;
		k->gap_before |= k->before_label && s->block_count > 1 && stands_below_end(s, k - 1);
		return;
	}
	before = line_at(b, line - 2);
	if (!parts_heading(s, before) || k->from >= before->end)
		return;
	if (line - k->first > 2 && parts_heading(s, line_at(b, line - 3)) && is_heading_line(s, before) &&
	    k->from < line_at(b, line - 3)->end) {
		cut_block(b, line - 2);
		cut_block(b, line - 1);
	} else if (text_ending(s->text, before->start, before->end) == ENDING_STOP ||
	           (text_ending(s->text, before->start, before->end) == ENDING_COLON &&
	            text_is_capitals(s->text, above->start, above->end))) {
		cut_block(b, line - 1);
	} else if (k->kind == BLOCK_TEXT && k->first == line - 2 &&
	           (k->gap_before || (s->block_count > 1 && stands_below_end(s, k - 1)))) {
		k->before_label = k->gap_before = true;
		cut_block(b, line - 1);
	}
}
