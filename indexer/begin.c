/*
 * begin.c: whether the mark at the head of a line begins a block: a heading, a
 * numbered paragraph, an item, a note. It depends on what stands above, and on
 * whether the line looks like a heading.
 */
#include "indexer/begin_parts.h"

#define ANSWER_LINES 8 /* above and below an "A.", among which its "Q." stands */
#define COMMA_ITEMS_MAX 30 /* of a list whose items end in commas */

/* No block above goes on to this line. */
static bool is_fresh(const struct builder *b)
{
	return !b->open;
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

/* A number, a letter or a bullet whose text begins in lower case. */
static bool is_lower_item(const struct builder *b, const struct block *k)
{
	return (k->kind == BLOCK_NUMBER || k->kind == BLOCK_LETTER || k->kind == BLOCK_BULLET) && text_begins_lower(b->s->text, k->from, k->to);
}

static bool is_first(const struct mark *m)
{
	return m->depth == 1 && m->number[0] == 1 && m->suffix == 0;
}

/* "3.1" below "3. The fishers shall:". */
static bool is_first_below(const struct builder *b, const struct block *k, const struct mark *m)
{
	struct span above = span_sub(b->s->text, k->label), own = span_sub(b->s->text, m->label);

	return k->kind == BLOCK_NUMBER && own.len > above.len && memcmp(own.data, above.data, above.len) == 0 &&
	       span_eq_str(span_make(own.data + above.len, own.len - above.len), ".1");
}

/* "… these:", "1. one thing:", "(a) a part of it;", "2. another": the next of a list whose items begin in lower case. */
static bool in_list(struct builder *b, const struct mark *m, enum ending above)
{
	const struct block *k = last_block(b);

	if (above == ENDING_COLON)
		return is_first(m) || is_first_below(b, k, m);
	return !is_first(m) && (above == ENDING_SEMICOLON || above == ENDING_STOP || ends_and(b, k)) && is_lower_item(b, k) && chain_expects(b->s, m);
}

/* "3. Paul Stone" directly below "2. Eva Brook", in Markdown or where that ends before the margin. */
static bool next_of_list(struct builder *b, size_t line, const struct mark *m)
{
	const struct block *k = last_block(b);

	return k->kind == BLOCK_NUMBER && k->last + 1 == line && line_at(b, line)->indent == k->indent && chain_expects(b->s, m) &&
	       (b->s->markdown || (k->first == k->last && k->lower == text_begins_lower(b->s->text, m->after, line_at(b, line)->end) && m->depth == 1 && m->number[0] == k->place + 1 && line_at(b, k->last)->chars < SHORT_LINE(b->s->width)));
}

/* "… if they:", "1. Name their authors,", "2. Are …": the next of a list that a colon leads to. */
static bool in_comma_list(const struct builder *b, const struct mark *m)
{
	size_t i = b->s->block_count;
	uint32_t place = m->number[0];

	if (m->depth != 1 || m->suffix != 0 || place < 2 || place > COMMA_ITEMS_MAX)
		return false;
	while (--place > 0)
		if (i-- == 0 || b->s->blocks[i].kind != BLOCK_NUMBER || b->s->blocks[i].place != place)
			return false;
	return i > 0 && text_ending(b->s->text, b->s->blocks[i - 1].from, b->s->blocks[i - 1].to) == ENDING_COLON;
}

/* A block of the sequence that its label runs in. */
static void label_block(struct builder *b, struct block *k, const struct mark *m, size_t chain)
{
	k->chain = chain;
	k->place = chain_place(b->s, chain);
	k->inserted = b->s->chains[chain].last_suffix != 0;
	k->depth = m->type == MARK_NUMBER ? m->depth : 1;
	k->label = m->label;
	k->lower = text_begins_lower(b->s->text, k->from, k->to);
}

/* Whether a number may stand where the open block has a line that ends so: not in the middle of a sentence, as "in 1992. He" has one. */
static bool number_may_stand(struct builder *b, size_t line, const struct mark *m, enum ending above, bool lower)
{
	struct scan *s = b->s;
	bool heading_above = last_block(b)->last + 1 == line && begin_is_heading_above(s, line_at(b, line - 1));

	if (above == ENDING_COMMA && in_comma_list(b, m))
		return true;
	if ((above == ENDING_WORD || above == ENDING_COMMA || above == ENDING_HYPHEN) && !heading_above && !next_of_list(b, line, m) &&
	    !(ends_and(b, last_block(b)) && chain_expects(s, m)) && !(chain_expects(s, m) && stands_off(b, line, m)))
		return false;
	return !lower || in_list(b, m, above) || next_of_list(b, line, m);
}

/* How sure it is, by what stands around it, that the number begins a block. */
static enum footing footing_of(const struct mark *m, bool fresh, enum ending above, bool upper)
{
	if (fresh || (m->depth > 1 && above == ENDING_STOP && upper))
		return FOOTING_FRESH;
	return above == ENDING_COLON || above == ENDING_STOP || m->alone || m->depth > 1 ? FOOTING_SENTENCE : FOOTING_NONE;
}

/* "A.1. Measures ordered": a heading, and no paragraph that has that number. */
static bool is_short_heading(const struct builder *b, size_t line, size_t from)
{
	const struct line *l = line_at(b, line);

	return l->chars < SHORT_LINE(b->s->width) && text_is_heading(b->s->text, from, l->end);
}

static bool begins_number(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool next_alone = m->alone && m->style == STYLE_DOT && chain_expects(s, m); /* "2." on a line of its own, below "… des Ufers," */
	bool fresh = is_fresh(b) || !s->wrapped || next_alone;
	size_t end = line_at(b, content_line)->end, last, chain;
	enum ending above = fresh ? ENDING_STOP : ending_above(b);
	struct block *k;

	if (!fresh && !number_may_stand(b, line, m, above, text_begins_lower(s->text, from, end)))
		return false;
	last = begin_heading_end(b, content_line, from, m);
	if (m->style == STYLE_LETTERED && (last != NONE || is_short_heading(b, content_line, from)))
		return false;
	if (!fresh)
		begin_part_heading(b, line);
	chain = chain_take(s, m, last != NONE, footing_of(m, fresh, above, text_begins_upper(s->text, from, end)), s->block_count);
	if (chain == NONE)
		return false;
	k = new_block(b, BLOCK_NUMBER, line, from, last != NONE ? last : content_line);
	k->shaped = last != NONE;
	label_block(b, k, m, chain);
	return true;
}

/* "a) one boat", "b) two nets": directly below the letter before it, in Markdown or where that ends before the margin. */
static bool follows_letter(struct builder *b, size_t line, const struct mark *m)
{
	const struct block *k = last_block(b);

	return k->kind == BLOCK_LETTER && k->last + 1 == line && k->first == k->last && line_at(b, line)->indent == k->indent &&
	       (b->s->markdown || line_at(b, k->last)->chars < SHORT_LINE(b->s->width)) &&
	       (m->letter % ALPHABET == k->place + 1 || m->roman == k->place + 1) && m->style != STYLE_DOT;
}

/* "A. Background", "I. Background": a title, and no item. */
static bool is_title_mark(const struct mark *m)
{
	return m->upper && m->style == STYLE_DOT;
}

/* "3. Holds", "(a) that …": the first letter below a short line. */
static bool is_led_in(struct builder *b, size_t line, const struct mark *m, bool lower)
{
	return (m->letter % ALPHABET == 1 || m->roman == 1) && m->style != STYLE_DOT && lower && line_at(b, line - 1)->chars < SHORT_LINE(b->s->width);
}

/* "the right not to be—", above "(a) …", as statutes lead in to a list */
static bool is_dash_above(struct builder *b)
{
	struct span t = block_text(b->s, last_block(b));

	return span_ends(t, "—") || span_ends(t, "–");
}

/* Whether a letter may stand there: below a heading or a short line, behind a sentence or an item, and not in the middle of a sentence. */
static bool letter_may_stand(struct builder *b, size_t line, const struct mark *m, bool lower)
{
	const struct block *k = last_block(b);
	enum ending above = ending_above(b);

	if (k->last + 1 == line && ((is_title_mark(m) && begin_is_heading_above(b->s, line_at(b, line - 1))) || is_led_in(b, line, m, lower)))
		return true;
	if (above == ENDING_COMMA)
		return k->kind == BLOCK_LETTER;
	if (is_dash_above(b) && (m->letter % ALPHABET == 1 || m->roman == 1) && m->style != STYLE_DOT)
		return true;
	return (above != ENDING_WORD && above != ENDING_HYPHEN) || (k->kind == BLOCK_LETTER && ends_and(b, k)) || follows_letter(b, line, m);
}

static bool begins_letter(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool fresh = is_fresh(b) || !s->wrapped;
	size_t last = begin_heading_end(b, content_line, from, m), chain;
	struct block *k;

	if ((is_title_mark(m) && last == NONE) || (b->s->block_count != 0 && letter_is_of_sentences(b->s, last_block(b), m)))
		return false;
	if (!fresh && !letter_may_stand(b, line, m, text_begins_lower(s->text, from, line_at(b, content_line)->end)))
		return false;
	if (!fresh && is_title_mark(m))
		begin_part_heading(b, line);
	chain = chain_take(s, m, last != NONE, FOOTING_FRESH, s->block_count);
	if (chain == NONE)
		return false;
	k = new_block(b, BLOCK_LETTER, line, from, last != NONE ? last : content_line);
	k->shaped = last != NONE;
	label_block(b, k, m, chain);
	return true;
}

/* "I." alone above a paragraph's number: its own title. */
static bool begins_part(struct builder *b, size_t line, const struct mark *m)
{
	size_t chain = chain_take(b->s, m, true, FOOTING_FRESH, b->s->block_count);
	struct block *k;

	if (chain == NONE)
		return false;
	k = new_block(b, BLOCK_LETTER, line, line_at(b, line)->start, line);
	k->chain = chain;
	k->place = chain_place(b->s, chain);
	k->depth = 1;
	k->shaped = true;
	close_block(b, true);
	b->gap = true;
	return true;
}

/* "Q." alone on a line near by: then "A." is an answer. */
static bool is_answered(const struct builder *b, size_t line)
{
	size_t from = line > ANSWER_LINES ? line - ANSWER_LINES : 0, to = line + ANSWER_LINES < b->s->line_count ? line + ANSWER_LINES : b->s->line_count;

	for (size_t i = from; i < to; i++)
		if (line_at(b, i)->end - line_at(b, i)->start == 2 && memcmp(b->s->text.data + line_at(b, i)->start, "Q.", 2) == 0)
			return true;
	return false;
}

/* "A.", "II." alone above a text, below the end of a sentence or another heading: what courts part their rulings by. */
static bool may_part(struct builder *b, size_t line, const struct mark *m)
{
	enum ending above = is_fresh(b) ? ENDING_STOP : ending_above(b);

	return m->alone && m->type == MARK_LETTER && is_title_mark(m) && m->label.end < b->s->text.len && b->s->text.data[m->label.end] == '.' && (above == ENDING_STOP || above == ENDING_COLON) &&
	       !is_answered(b, line);
}

static bool begins_bullet(struct builder *b, size_t line, const struct mark *m)
{
	struct block *k = last_block(b);
	enum ending above;

	if (!is_fresh(b) && b->s->wrapped && !b->s->markdown) {
		above = ending_above(b);
		if ((above == ENDING_WORD || above == ENDING_HYPHEN || above == ENDING_COMMA) && k->kind != BLOCK_BULLET)
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

/* "2." alone above "2.1. The appeal …": it has no text of its own. */
static bool is_above_deeper(const struct scan *s, const struct mark *m, const struct line *below)
{
	struct mark next;

	return m->type == MARK_NUMBER && m->style == STYLE_DOT && mark_read(s->text, below, &next) && next.type == MARK_NUMBER && next.depth == m->depth + 1 &&
	       next.number[m->depth] == 1 && memcmp(next.number, m->number, (size_t)m->depth * sizeof *m->number) == 0 && (m->number[m->depth - 1] == 1 || chain_expects(s, &next));
}

/* "12 The Court held …", the next of a text whose paragraphs have such numbers. */
static bool begins_bare_number(struct builder *b, size_t line, struct mark *m)
{
	if (!b->s->bare_paragraphs || !is_fresh(b) || !mark_is_bare_number(b->s, line_at(b, line), m) || m->number[0] != b->s->bare_last + 1)
		return false;
	m->type = MARK_NUMBER;
	m->style = STYLE_APART;
	if (!begins_number(b, line, m, line, m->after))
		return false;
	b->s->bare_last++;
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
		content_line = m.type == MARK_BULLET ? NONE : begin_text(b, line);
		if (content_line == NONE)
			return (mark_heads_apart(s, &m, line) || may_part(b, line, &m)) && begins_part(b, line, &m) ? 1 : 0;
		if (is_above_deeper(s, &m, line_at(b, content_line))) {
			close_block(b, true);
			return 1;
		}
		from = line_at(b, content_line)->start;
	}
	if (m.type != MARK_BULLET && m.type != MARK_LETTER && m.style != STYLE_APART)
		begun = begins_note(b, line, &m, content_line, from);
	if (!begun)
		begun = begins_bare_number(b, line, &m);
	if (!begun && m.type == MARK_NUMBER)
		begun = begins_number(b, line, &m, content_line, from);
	if (!begun && m.type == MARK_LETTER)
		begun = begins_letter(b, line, &m, content_line, from);
	if (!begun && !m.alone && (m.type == MARK_BULLET || (m.type == MARK_STARS && m.label.end - m.label.start == 1)))
		begun = begins_bullet(b, line, &m);
	if (!begun && may_part(b, line, &m))
		begun = begins_part(b, line, &m);
	if (!begun)
		begun = begins_inner(b, line, &m);
	return begun ? last_block(b)->last + 1 - line : 0;
}
