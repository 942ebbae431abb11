/*
 * blocks.c: from lines to blocks: what stands together, and under which mark.
 * One pass, in order: whether a number is a paragraph's, a note's or nobody's
 * depends only on what stands above it (and on whether its line looks like a
 * heading).
 */
#include "indexer/scan.h"

#include "text/utf8.h"

#define ALONE_LINES 4     /* from a mark alone on its line to its text, blank lines between */
#define HEADING_LINES_MAX 4
#define SHORT_LINE(width) ((width) * 5 / 6) /* a line that ends well before the margin */
#define INDENT_FIRST 2    /* columns a first line is set in */

struct builder {
	struct scan *s;
	size_t line;
	bool gap, page;   /* since the last block */
	bool open;        /* the last block still takes lines */
	char fence;       /* inside fenced code: its mark */
	size_t fence_len;
};

static struct line *line_at(const struct builder *b, size_t i)
{
	return &b->s->lines[i];
}

static bool line_empty(const struct builder *b, size_t i)
{
	return i >= b->s->line_count || (line_at(b, i)->flags & (LINE_BLANK | LINE_FURNITURE | LINE_PAGE));
}

static struct block *last_block(struct builder *b)
{
	return b->s->block_count ? &b->s->blocks[b->s->block_count - 1] : NULL;
}

static void close_block(struct builder *b, bool gap)
{
	struct block *k = last_block(b);

	if (k && !b->gap && !b->page && gap)
		k->gap_after = true;
	b->open = false;
}

static struct block *new_block(struct builder *b, enum block_kind kind, size_t line, size_t from, size_t last)
{
	struct scan *s = b->s;
	struct block *k;

	close_block(b, false);
	ARRAY_GROW(s->blocks, s->block_count, s->block_cap);
	k = &s->blocks[s->block_count++];
	*k = (struct block){.kind = kind, .first = line, .last = last, .mark_from = s->lines[line].start,
	                    .from = from, .to = s->lines[last].end, .chain = NONE, .joins = NONE, .next = NONE, .call = NONE,
	                    .indent = s->lines[line].indent, .page = b->page,
	                    .gap_before = b->gap || b->page || s->block_count == 1};
	b->gap = b->page = false;
	b->open = true;
	return k;
}

/* No block above goes on to this line. */
static bool is_fresh(const struct builder *b)
{
	return !b->open;
}

static enum ending ending_above(struct builder *b)
{
	struct block *k = last_block(b);

	return k ? text_ending(b->s->text, k->from < k->to ? k->from : k->mark_from, k->to) : ENDING_STOP;
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

/* Whether a heading that begins at `from` on `line` ends before a blank line or a mark: its last line, or NONE. */
static size_t heading_end(const struct builder *b, size_t line, size_t from)
{
	struct mark m;

	for (size_t i = line; i < line + HEADING_LINES_MAX && i < b->s->line_count; i++) {
		if (!text_is_heading(b->s->text, from, line_at(b, i)->end)) {
			if (i + 1 >= b->s->line_count || line_empty(b, i + 1))
				return NONE;
			continue;
		}
		if (line_empty(b, i + 1) || (mark_read(b->s->text, line_at(b, i + 1), &m) && m.type >= MARK_NUMBER))
			return i;
		if (!b->s->wrapped)
			return NONE;
	}
	return NONE;
}

/* ---- the end of a wrapped paragraph without a blank line ---- */

static size_t first_word_chars(struct span text, const struct line *l)
{
	size_t n = 0;

	for (size_t i = l->start; i < l->end && text.data[i] != ' '; i++)
		n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return n;
}

/* "Annex", or a line of capitals, above a line that is not: a heading without a blank line below. */
static bool heads_block(struct builder *b, size_t i)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	const struct line *here = line_at(b, i);
	bool bare;

	if (k->kind != BLOCK_TEXT || k->first != k->last || k->last + 1 != i || !k->gap_before ||
	    !text_is_heading(s->text, k->from, k->to))
		return false;
	if (!text_is_part_name(span_make(s->text.data + k->from, k->to - k->from)) &&
	    !(text_unit(span_make(s->text.data + k->from, k->to - k->from), &bare) >= 0 && bare) &&
	    (!text_is_capitals(s->text, k->from, k->to) || text_is_capitals(s->text, here->start, here->end) ||
	     text_begins_lower(s->text, here->start, here->end)))
		return false;
	k->before_label = true;
	b->gap = true;
	return true;
}

static bool paragraph_splits(struct builder *b, size_t i)
{
	struct scan *s = b->s;
	const struct line *above = line_at(b, i - 1), *here = line_at(b, i);
	enum ending how;

	if (s->markdown)
		return false;
	if (heads_block(b, i))
		return true;
	how = text_ending(s->text, above->start, above->end);
	if (how == ENDING_WORD || how == ENDING_COMMA || how == ENDING_HYPHEN)
		return false;
	if (text_begins_lower(s->text, here->start, here->end))
		return false;
	if (here->indent >= above->indent + INDENT_FIRST && i > 1 && here->indent <= above->indent + 10)
		return how == ENDING_STOP || how == ENDING_COLON;
	return how != ENDING_SEMICOLON && above->chars + 1 + first_word_chars(s->text, here) < SHORT_LINE(s->width);
}

/* ---- what a line begins ---- */

/* The line above is a heading that a number follows without a blank line. */
static void part_heading(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	const struct line *above = line_at(b, line - 1), *before;

	if (!b->open || k->last + 1 != line || k->kind == BLOCK_NOTE ||
	    !text_is_heading(s->text, above->start, above->end))
		return;
	if (k->first == k->last) {
		k->before_label = k->kind == BLOCK_TEXT;
		return;
	}
	before = line_at(b, line - 2);
	if (text_ending(s->text, before->start, before->end) != ENDING_STOP || k->from >= before->end)
		return;
	k->last = line - 2;
	k->to = before->end;
	new_block(b, BLOCK_TEXT, line - 1, above->start, line - 1)->before_label = true;
}

/* A label alone on its line, or set off from its text, or below a line that ends before the margin. */
static bool stands_off(const struct builder *b, size_t line, const struct mark *m)
{
	return m->alone || line_at(b, line - 1)->chars < SHORT_LINE(b->s->width) ||
	       (m->after > m->label.end + 3 && b->s->text.data[m->label.end] == '.');
}

static bool begins_number(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool fresh = is_fresh(b) || !s->wrapped, shaped;
	size_t last, chain;
	enum ending above = fresh ? ENDING_STOP : ending_above(b);
	bool heading_above = b->open && line > 0 && last_block(b)->last + 1 == line &&
	                     text_is_heading(s->text, line_at(b, line - 1)->start, line_at(b, line - 1)->end);

	if (!fresh && (above == ENDING_WORD || above == ENDING_COMMA || above == ENDING_HYPHEN) && !heading_above &&
	    !(chain_expects(s, m) && stands_off(b, line, m)))
		return false;
	if (!fresh && text_begins_lower(s->text, from, line_at(b, content_line)->end))
		return false;
	last = heading_end(b, content_line, from);
	shaped = last != NONE;
	if (!fresh)
		part_heading(b, line);
	chain = chain_take(s, m, shaped,
	                   fresh                                                              ? FOOTING_FRESH
	                   : above == ENDING_COLON || above == ENDING_STOP || m->alone || m->depth > 1 ? FOOTING_SENTENCE
	                                                                                      : FOOTING_NONE,
	                   s->block_count);
	if (chain == NONE)
		return false;
	struct block *k = new_block(b, BLOCK_NUMBER, line, from, shaped ? last : content_line);
	k->chain = chain;
	k->depth = m->depth;
	k->label = m->label;
	k->shaped = shaped;
	if (shaped)
		close_block(b, false);
	return true;
}

static bool ends_and(const struct builder *b, const struct block *k)
{
	struct span t = span_make(b->s->text.data + k->from, k->to - k->from);

	return span_ends(t, "; and") || span_ends(t, "; or") || span_ends(t, ", and") || span_ends(t, ", or");
}

static bool begins_letter(struct builder *b, size_t line, const struct mark *m, size_t content_line, size_t from)
{
	struct scan *s = b->s;
	bool fresh = is_fresh(b) || !s->wrapped;
	enum ending above = fresh ? ENDING_STOP : ending_above(b);
	size_t last = heading_end(b, content_line, from), chain;
	bool title = m->upper && m->style == STYLE_DOT;

	if (title && last == NONE)
		return false;
	if (!fresh && (above == ENDING_WORD || above == ENDING_HYPHEN || above == ENDING_COMMA) &&
	    !(b->open && last_block(b)->kind == BLOCK_LETTER && (ends_and(b, last_block(b)) || above == ENDING_COMMA)))
		return false;
	chain = chain_take(s, m, last != NONE, FOOTING_FRESH, s->block_count);
	if (chain == NONE)
		return false;
	struct block *k = new_block(b, BLOCK_LETTER, line, from, last != NONE ? last : content_line);
	k->chain = chain;
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

	if (!note_begins(b->s, line, m, is_fresh(b)))
		return false;
	k = new_block(b, BLOCK_NOTE, line, from, content_line);
	k->label = m->label;
	note_add(b->s, b->s->block_count - 1, m);
	return true;
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

/* The block that the line's mark begins; the number of lines it took, 0 if none. */
static size_t begin_marked(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct mark m;
	size_t content_line = line, from;
	bool begun = false;

	if (!mark_read(s->text, line_at(b, line), &m))
		return 0;
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
	return begun ? last_block(b)->last + 1 - line : 0;
}

/* A long line without an end to its sentence, and one that goes on directly below: a page or a column ended there. */
static bool is_broken_off(struct builder *b, size_t line)
{
	const struct line *above = line_at(b, line - 1);

	return !b->s->wrapped && last_block(b)->last + 1 == line && above->chars > LINE_WRAPPED_MAX / 2 &&
	       (ending_above(b) == ENDING_WORD || ending_above(b) == ENDING_COMMA);
}

static void take_line(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);

	if (b->open && (k->kind == BLOCK_NOTE || s->markdown || (s->wrapped && !paragraph_splits(b, line)) ||
	                is_broken_off(b, line) ||
	                text_begins_lower(s->text, line_at(b, line)->start, line_at(b, line)->end))) {
		k->last = line;
		k->to = line_at(b, line)->end;
		return;
	}
	new_block(b, BLOCK_TEXT, line, line_at(b, line)->start, line);
}

/* ---- lines that are no text of a paragraph: rules, code, tables, contents ---- */

static bool take_code(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	char mark;
	size_t length;
	bool fence;

	if (!s->markdown)
		return false;
	fence = line_is_fence(s->text, line_at(b, line), &mark, &length);
	if (b->fence) {
		if (fence && mark == b->fence && length >= b->fence_len) {
			b->fence = '\0';
			close_block(b, true);
		} else if (b->open) {
			last_block(b)->last = line;
			if (!(line_at(b, line)->flags & LINE_BLANK))
				last_block(b)->to = line_at(b, line)->end;
		} else if (!(line_at(b, line)->flags & LINE_BLANK)) {
			new_block(b, BLOCK_CODE, line, line_at(b, line)->start, line);
		}
		return true;
	}
	if (!fence)
		return false;
	close_block(b, true);
	b->gap = true;
	b->fence = mark;
	b->fence_len = length;
	return true;
}

static bool take_underline(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	int level = line_underline(s->text, line_at(b, line));

	if (!level || !b->open || k->kind != BLOCK_TEXT || k->last + 1 != line ||
	    (!s->markdown && (k->first != k->last || !text_is_heading(s->text, k->from, k->to))))
		return false;
	k->kind = BLOCK_HEADING;
	k->level = level;
	close_block(b, true);
	b->gap = true;
	return true;
}

static bool take_apart(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct line *l = line_at(b, line);
	char mark;

	if (l->flags & LINE_TOC) {
		struct block *k = last_block(b);
		if (k && k->kind == BLOCK_TOC && !b->page) {
			b->gap = false;
			b->open = true;
			k->last = line;
			k->to = l->end;
		} else {
			new_block(b, BLOCK_TOC, line, l->start, line);
		}
		return true;
	}
	if (take_underline(b, line))
		return true;
	if (line_is_rule(s->text, l, &mark)) {
		new_block(b, BLOCK_RULE, line, l->start, line);
		close_block(b, true);
		b->gap = true;
		return true;
	}
	if (line_is_row(s->text, l)) {
		new_block(b, line_is_row_rule(s->text, l) ? BLOCK_RULE : BLOCK_ROW, line, l->start, line);
		if (last_block(b)->kind == BLOCK_RULE)
			s->block_count--; /* the line below a table's head */
		close_block(b, true);
		return true;
	}
	return false;
}

static void remember_notes_heading(struct builder *b, size_t line)
{
	struct line *l = line_at(b, line);
	struct span c = span_make(b->s->text.data + l->start, l->end - l->start);

	if (l->chars <= 20) {
		while (c.len && (c.data[0] == '#' || c.data[0] == ' ' || c.data[0] == '*')) {
			c.data++;
			c.len--;
		}
		if (text_is_notes_name(c))
			b->s->heading_line = line;
	}
}

void blocks_find(struct scan *s)
{
	struct builder b = {.s = s, .gap = true};
	size_t i = 0;

	while (i < s->line_count) {
		struct line *l = &s->lines[i];
		size_t taken;

		if (l->flags & (LINE_PAGE | LINE_FURNITURE)) {
			close_block(&b, true);
			b.page = true;
		}
		if (l->flags & LINE_PAGE)
			s->page_start = l->start;
		if (take_code(&b, i) || (l->flags & LINE_FURNITURE)) {
			i++;
			continue;
		}
		if (l->flags & LINE_BLANK) {
			close_block(&b, true);
			b.gap = true;
			i++;
			continue;
		}
		remember_notes_heading(&b, i);
		if (take_apart(&b, i)) {
			i++;
			continue;
		}
		taken = begin_marked(&b, i);
		if (!taken)
			take_line(&b, i);
		i += taken ? taken : 1;
	}
	for (i = 0; i < s->block_count; i++) {
		struct block *k = &s->blocks[i];
		k->ending = (uint8_t)text_ending(s->text, k->from, k->to);
		k->lower = text_begins_lower(s->text, k->from, k->to);
		if (k->kind == BLOCK_TEXT)
			k->shaped = text_is_heading(s->text, k->from, k->to);
	}
}
