/*
 * begin.c: whether the mark at the head of a line begins a block: a heading, a
 * numbered paragraph, an item, a note. It depends on what stands above, and on
 * whether the line looks like a heading.
 */
#include "indexer/blocks.h"

#define ALONE_LINES 4     /* from a mark alone on its line to its text, blank lines between */
#define HEADING_LINES_MAX 4
#define OPERATIVE_MIN 12  /* characters of a line of capitals that ends in a comma and is a heading */

static bool line_empty(const struct builder *b, size_t i)
{
	return i >= b->s->line_count || (line_at(b, i)->flags & (LINE_BLANK | LINE_FURNITURE | LINE_PAGE));
}

/* No block above goes on to this line. */
static bool is_fresh(const struct builder *b)
{
	return !b->open;
}

/* ---- looking ahead ---- */

/* The line with the text of a mark that is alone on its line; NONE. */
static size_t text_after(const struct builder *b, size_t line)
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

/* Whether a heading that begins at `from` on `line`, behind the mark, ends before a blank line or another: its last line, or NONE. */
static size_t heading_end(const struct builder *b, size_t line, size_t from, const struct mark *own)
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

/* ---- what a line begins ---- */

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

/* "FOR THESE REASONS, THE COURT," too. */
static bool is_heading_above(const struct scan *s, const struct line *l)
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

/* The line above is a heading that a number follows without a blank line. */
static void part_heading(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	const struct line *above = line_at(b, line - 1), *before;

	if (line < 2 || (line_at(b, line - 1)->flags & LINE_SOFT) || (line_at(b, line - 2)->flags & LINE_SOFT))
		return;
	if (!b->open || k->last + 1 != line || k->kind == BLOCK_NOTE ||
	    !is_heading_above(s, above))
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

static bool ends_and(const struct builder *b, const struct block *k)
{
	struct span t = span_make(b->s->text.data + k->from, k->to - k->from);

	return span_ends(t, "; and") || span_ends(t, "; or") || span_ends(t, ", and") || span_ends(t, ", or");
}

/* A label alone on its line, or set off from its text, or below a line that ends before the margin. */
static bool stands_off(const struct builder *b, size_t line, const struct mark *m)
{
	return m->alone || line_at(b, line - 1)->chars < SHORT_LINE(b->s->width) ||
	       (m->after > m->label.end + 3 && b->s->text.data[m->label.end] == '.');
}

/* "… these:", "1. one thing;", "2. another": the next of a list whose items begin in lower case. */
static bool in_list(struct builder *b, const struct mark *m, enum ending above)
{
	const struct block *k = last_block(b);

	if (m->depth == 1 && m->number[0] == 1 && m->suffix == 0)
		return above == ENDING_COLON;
	return (above == ENDING_SEMICOLON || above == ENDING_STOP || ends_and(b, k)) && k->kind == BLOCK_NUMBER && k->lower && chain_expects(b->s, m);
}

/* "3. Paul Stone" directly below "2. Eva Brook", in Markdown or where that ends before the margin. */
static bool next_of_list(struct builder *b, size_t line, const struct mark *m)
{
	const struct block *k = last_block(b);

	return b->open && k->kind == BLOCK_NUMBER && k->last + 1 == line && line_at(b, line)->indent == k->indent && chain_expects(b->s, m) &&
	       (b->s->markdown || (k->first == k->last && k->lower == text_begins_lower(b->s->text, m->after, line_at(b, line)->end) && m->depth == 1 && m->number[0] == k->place + 1 && line_at(b, k->last)->chars < SHORT_LINE(b->s->width)));
}

static bool begins_number(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool fresh = is_fresh(b) || !s->wrapped, shaped;
	size_t last, chain;
	enum ending above = fresh ? ENDING_STOP : ending_above(b);
	bool heading_above = b->open && line > 0 && last_block(b)->last + 1 == line &&
	                     is_heading_above(s, line_at(b, line - 1));

	if (!fresh && (above == ENDING_WORD || above == ENDING_COMMA || above == ENDING_HYPHEN) && !heading_above && !next_of_list(b, line, m) &&
	    !(b->open && ends_and(b, last_block(b)) && chain_expects(s, m)) && !(chain_expects(s, m) && stands_off(b, line, m)))
		return false;
	if (!fresh && text_begins_lower(s->text, from, line_at(b, content_line)->end) && !in_list(b, m, above) && !next_of_list(b, line, m))
		return false;
	last = heading_end(b, content_line, from, m);
	shaped = last != NONE;
	if (!fresh)
		part_heading(b, line);
	chain = chain_take(s, m, shaped,
	                   fresh || (m->depth > 1 && above == ENDING_STOP &&
	                             text_begins_upper(s->text, from, line_at(b, content_line)->end)) ? FOOTING_FRESH
	                   : above == ENDING_COLON || above == ENDING_STOP || m->alone || m->depth > 1 ? FOOTING_SENTENCE
	                                                                                      : FOOTING_NONE,
	                   s->block_count);
	if (chain == NONE)
		return false;
	struct block *k = new_block(b, BLOCK_NUMBER, line, from, shaped ? last : content_line);
	k->chain = chain;
	k->place = chain_place(s, chain);
	k->inserted = s->chains[chain].last_suffix != 0;
	k->depth = m->depth;
	k->label = m->label;
	k->shaped = shaped;
	k->lower = text_begins_lower(s->text, from, k->to);
	if (shaped)
		close_block(b, false);
	return true;
}

/* Directly below the letter before it, in Markdown or where that ends before the margin. */
static bool follows_letter(struct builder *b, size_t line, const struct mark *m)
{
	const struct block *k = last_block(b);

	return b->open && k->kind == BLOCK_LETTER && k->last + 1 == line && k->first == k->last && line_at(b, line)->indent == k->indent &&
	       (b->s->markdown || line_at(b, k->last)->chars < SHORT_LINE(b->s->width)) &&
	       ((m->letter != 0 && m->letter % ALPHABET == k->place + 1) || (m->roman != 0 && m->roman == k->place + 1)) && m->style != STYLE_DOT;
}

static bool begins_letter(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool fresh = is_fresh(b) || !s->wrapped;
	enum ending above = fresh ? ENDING_STOP : ending_above(b);
	size_t last = heading_end(b, content_line, from, m), chain;
	bool title = m->upper && m->style == STYLE_DOT, first = m->letter % ALPHABET == 1 || m->roman == 1;
	bool near = b->open && line > 0 && last_block(b)->last + 1 == line;
	bool heading_above = near && is_heading_above(s, line_at(b, line - 1));
	bool short_above = near && m->style != STYLE_DOT && line_at(b, line - 1)->chars < SHORT_LINE(s->width);

	if (title && last == NONE)
		return false;
	if (!fresh && title && heading_above)
		part_heading(b, line);
	else if (!fresh && first && short_above && text_begins_lower(s->text, from, line_at(b, content_line)->end))
		; /* "3. Holds", "(a) that …" */
	else if (!fresh && follows_letter(b, line, m))
		; /* "a) one boat", "b) two nets" */
	else if (!fresh && (above == ENDING_WORD || above == ENDING_HYPHEN || above == ENDING_COMMA) &&
	    !(b->open && last_block(b)->kind == BLOCK_LETTER && (ends_and(b, last_block(b)) || above == ENDING_COMMA)))
		return false;
	chain = chain_take(s, m, last != NONE, FOOTING_FRESH, s->block_count);
	if (chain == NONE)
		return false;
	struct block *k = new_block(b, BLOCK_LETTER, line, from, last != NONE ? last : content_line);
	k->chain = chain;
	k->place = chain_place(s, chain);
	k->inserted = s->chains[chain].last_suffix != 0;
	k->depth = 1;
	k->label = m->label;
	k->shaped = last != NONE;
	if (k->shaped)
		close_block(b, false);
	return true;
}

static bool begins_bullet(struct builder *b, size_t line, const struct mark *m)
{
	struct block *k = last_block(b);
	enum ending above;

	if (!is_fresh(b) && b->s->wrapped && !b->s->markdown) {
		above = ending_above(b);
		if ((above == ENDING_WORD || above == ENDING_HYPHEN) && k->kind != BLOCK_BULLET)
			return false;
		if (above == ENDING_COMMA && k->kind != BLOCK_BULLET)
			return false;
	}
	new_block(b, BLOCK_BULLET, line, m->after, line);
	return true;
}

static bool begins_note(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct block *k;

	/* In a dense text nothing but a tab sets a note off. */
	if (!note_begins(b->s, line, m, is_fresh(b) || (b->s->dense && b->s->text.data[m->label.end] == '\t')))
		return false;
	k = new_block(b, BLOCK_NOTE, line, from, content_line);
	k->label = m->label;
	note_add(b->s, b->s->block_count - 1, m);
	return true;
}

/* "*The experts: …" on a line of its own, below "UN experts* said": what would be the beginning of emphasis elsewhere. */
static bool begins_tight_note(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	const struct line *l = line_at(b, line);
	struct mark m = {.type = MARK_STARS, .label = {l->start, l->start}};

	while (m.label.end < l->end && s->text.data[m.label.end] == '*')
		m.label.end++;
	m.after = m.label.end;
	return m.after > l->start && m.after < l->end && !s->markdown && text_begins_upper(s->text, m.after, l->end) &&
	       memchr(s->text.data + m.after, '*', l->end - m.after) == NULL && stars_are_pair(s->text, m.after - l->start) &&
	       begins_note(b, line, &m, line, m.after);
}

static bool begins_heading(struct builder *b, size_t line, const struct mark *m)
{
	struct span t = b->s->text;
	struct line *l = line_at(b, line);
	size_t to = l->end;
	struct block *k;

	while (to > m->after && t.data[to - 1] == '#')
		to--;
	if (to < l->end && to > m->after && t.data[to - 1] != ' ')
		to = l->end;
	while (to > m->after && t.data[to - 1] == ' ')
		to--;
	if (to == m->after)
		return false;
	k = new_block(b, BLOCK_HEADING, line, m->after, line);
	k->to = to;
	k->level = m->level;
	close_block(b, true);
	return true;
}

/* "(2) …" in the line below "12. (1) …". */
static bool begins_inner(struct builder *b, size_t line, const struct mark *m)
{
	enum ending above = ending_above(b);

	if (m->type != MARK_NUMBER || m->style != STYLE_BOTH || m->depth != 1 || m->alone || !b->open || !b->s->wrapped ||
	    (above != ENDING_STOP && above != ENDING_SEMICOLON) || inner_number_next(b->s) != m->number[0] + (m->suffix != 0))
		return false;
	new_block(b, BLOCK_TEXT, line, line_at(b, line)->start, line);
	return true;
}

size_t begin_marked(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct mark m;
	size_t content_line = line, from;
	bool begun = false;

	if (!mark_read(s->text, line_at(b, line), &m))
		return begins_tight_note(b, line) ? 1 : 0;
	from = m.after;
	if (m.type == MARK_ATX)
		return begins_heading(b, line, &m);
	if (m.alone) {
		content_line = m.type == MARK_BULLET ? NONE : text_after(b, line);
		if (content_line == NONE)
			return 0;
		from = line_at(b, content_line)->start;
	}
	if (m.type != MARK_BULLET && m.type != MARK_LETTER)
		begun = begins_note(b, line, &m, content_line, from);
	if (!begun && m.type == MARK_NUMBER)
		begun = begins_number(b, line, &m, content_line, from);
	if (!begun && m.type == MARK_LETTER)
		begun = begins_letter(b, line, &m, content_line, from);
	if (!begun && !m.alone && (m.type == MARK_BULLET || (m.type == MARK_STARS && m.label.end - m.label.start == 1)))
		begun = begins_bullet(b, line, &m);
	if (!begun)
		begun = begins_inner(b, line, &m);
	return begun ? last_block(b)->last + 1 - line : 0;
}
