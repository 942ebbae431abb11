/*
 * blocks.c: from lines to blocks: what stands together, and under which mark.
 * One pass, in order: whether a number is a paragraph's, a note's or nobody's
 * depends only on what stands above it.
 */
#include "indexer/blocks.h"

#define INDENT_CODE 4  /* columns that a line of code in Markdown is set in */

struct line *line_at(const struct builder *b, size_t i)
{
	return &b->s->lines[i];
}

struct block *last_block(struct builder *b)
{
	return b->s->block_count ? &b->s->blocks[b->s->block_count - 1] : NULL;
}

void close_block(struct builder *b, bool gap)
{
	struct block *k = last_block(b);

	if (k && !b->gap && !b->page && gap)
		k->gap_after = true;
	b->open = false;
}

struct block *new_block(struct builder *b, enum block_kind kind, size_t line, size_t from, size_t last)
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

enum ending ending_above(struct builder *b)
{
	struct block *k = last_block(b);

	return k ? text_ending(b->s->text, k->from < k->to ? k->from : k->mark_from, k->to) : ENDING_STOP;
}

/* ---- lines that go on ---- */

/* A long line without an end to its sentence, and one that goes on directly below: a page or a column ended there. */
static bool is_broken_off(struct builder *b, size_t line)
{
	const struct line *above = line_at(b, line - 1), *here = line_at(b, line);
	enum ending how = ending_above(b);

	if (b->s->wrapped || last_block(b)->last + 1 != line || above->chars <= LINE_WRAPPED_MAX / 2)
		return false;
	/* "Excellencies, ladies and gentlemen," is a paragraph of its own. */
	return how == ENDING_WORD || (how == ENDING_COMMA && !text_begins_upper(b->s->text, here->start, here->end));
}

/* How many ">" a line begins with. */
static size_t quote_depth(const struct builder *b, size_t line)
{
	const struct line *l = line_at(b, line);
	size_t depth = 0;

	for (size_t i = l->start; i < l->end && (b->s->text.data[i] == '>' || b->s->text.data[i] == ' '); i++)
		depth += b->s->text.data[i] == '>';
	return depth;
}

/*
 * A line of another depth of quotation: what somebody else wrote, in an answer by mail. In Markdown only the first one
 * below a paragraph; in a plain text a line alone with a mark is none of a quotation.
 */
static bool begins_quote(const struct builder *b, const struct block *k, size_t line)
{
	size_t here = quote_depth(b, line), above;

	if (b->s->markdown)
		return k->kind == BLOCK_TEXT && here != 0 && b->s->text.data[k->from] != '>';
	above = quote_depth(b, k->last);
	if (k->kind == BLOCK_NOTE || k->last + 1 != line || here == above)
		return false;
	if (above == 0)
		return line + 1 < b->s->line_count && quote_depth(b, line + 1) != 0;
	return here > 0 || k->first == k->last || quote_depth(b, k->last - 1) != 0;
}

static void take_line(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);

	if (b->open && !begins_quote(b, k, line) && ((k->kind == BLOCK_NOTE && !s->dense) || s->markdown || (s->wrapped && !paragraph_splits(b, line)) ||
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

/* Four columns in, after a blank line, under what is neither a list nor itself set in. */
static bool is_indented_code(struct builder *b, size_t line)
{
	const struct block *k = last_block(b);
	const struct line *next = line + 1 < b->s->line_count ? line_at(b, line + 1) : NULL;

	if (!b->s->markdown || line_at(b, line)->indent < INDENT_CODE || k == NULL)
		return false;
	if (b->open)
		return k->kind == BLOCK_CODE && k->last + 1 == line;
	if (!b->gap || (next && !(next->flags & LINE_BLANK) && next->indent < INDENT_CODE))
		return false;
	return k->kind == BLOCK_CODE || (k->indent == 0 && (k->kind == BLOCK_TEXT || k->kind == BLOCK_HEADING ||
	                                                   k->kind == BLOCK_ROW || k->kind == BLOCK_RULE));
}

static bool take_indented_code(struct builder *b, size_t line)
{
	struct block *k = last_block(b);

	if (!is_indented_code(b, line))
		return false;
	if (b->open) {
		k->last = line;
		k->to = line_at(b, line)->end;
	} else {
		new_block(b, BLOCK_CODE, line, line_at(b, line)->start, line);
	}
	return true;
}

/* "1. The facts" above a line of dashes. */
static bool underline_number(struct builder *b, struct block *k, int level)
{
	k->kind = BLOCK_HEADING;
	k->from = k->mark_from;
	k->label = (struct range){0, 0};
	k->level = level;
	close_block(b, true);
	b->gap = true;
	return true;
}

static bool take_underline(struct builder *b, size_t line)
{
	struct scan *s = b->s;
	struct block *k = last_block(b);
	int level = line_underline(s->text, line_at(b, line));

	if (level && k && k->kind == BLOCK_NUMBER && k->shaped && k->last + 1 == line)
		return underline_number(b, k, level);
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
	if (take_indented_code(b, line))
		return true;
	if (take_underline(b, line))
		return true;
	if (line_is_definition(s->text, l, s->markdown)) {
		new_block(b, BLOCK_DEFINITION, line, l->start, line);
		close_block(b, true);
		return true;
	}
	if (line_is_rule(s->text, l, &mark)) {
		new_block(b, BLOCK_RULE, line, l->start, line);
		close_block(b, true);
		b->gap = true;
		return true;
	}
	if ((l->flags & LINE_CELLS) || line_is_row(s->text, l)) {
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

static void look_at_ends(struct scan *s)
{
	for (size_t i = 0; i < s->block_count; i++) {
		struct block *k = &s->blocks[i];
		k->ending = (uint8_t)text_ending(s->text, k->from, k->to);
		k->lower = text_begins_lower(s->text, k->from, k->to);
		if (k->kind == BLOCK_TEXT)
			k->shaped = text_is_heading(s->text, k->from, k->to);
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
		if (l->flags & LINE_SOFT) {
			i++;
			continue;
		}
		if (l->flags & LINE_BLANK) {
			close_block(&b, true);
			b.gap = true;
			b.beside[0] = b.beside[1] = 0;
			i++;
			continue;
		}
		if (take_beside(&b, i)) {
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
	look_at_ends(s);
}
