/*
 * titleblock.c: the lines above the text: event, publisher, kind, title, date,
 * index. They are in no section path.
 */
#include "indexer/scan.h"

#define TITLE_LINES_MAX 60
#define NAME_MAX_BYTES 60 /* "State party:" */
#define CELL_GAP 4 /* so many spaces part the cells of a line */

static struct span block_span(const struct scan *s, const struct block *k)
{
	return span_sub(s->text, text_without_emphasis(s->text, (struct range){k->from, k->to}));
}

static bool is_bracketed(struct span s)
{
	return s.len > 2 && s.len < 120 && s.data[0] == '(' && s.data[s.len - 1] == ')';
}

static bool cell_fits(struct span s)
{
	struct range all = {0, s.len};

	if (s.len > 400)
		return false;
	all = text_without_emphasis(s, all);
	s = span_sub(s, all);
	return s.len <= 3 || text_is_heading(s, 0, s.len) || text_is_date(s) || text_is_symbol(s) || text_is_field(s) ||
	       is_bracketed(s);
}

/* The next cell of a line from *at: parted by CELL_GAP spaces or a tab. */
static bool next_cell(struct span t, size_t *at, size_t end, struct range *cell)
{
	size_t from = skip_space(t, *at, end), i = from, gap = 0;

	if (from >= end)
		return false;
	for (; i < end; i++) {
		gap = t.data[i] == ' ' ? gap + 1 : 0;
		if (gap == CELL_GAP || t.data[i] == '\t')
			break;
	}
	*at = i;
	if (i < end)
		for (; i > from && strchr(" \t", t.data[i - 1]); i--)
			;
	*cell = (struct range){from, i};
	return true;
}

static bool line_fits(struct span t, size_t from, size_t to)
{
	struct range cell;

	while (next_cell(t, &from, to, &cell)) {
		bool name = cell.end < to && cell.end - cell.start <= NAME_MAX_BYTES && t.data[cell.end - 1] == ':';
		if (!name && !cell_fits(span_sub(t, cell)))
			return false;
	}
	return true;
}

static bool has_sentence(const struct scan *s, const struct block *k)
{
	for (size_t i = k->first; i <= k->last; i++)
		if (text_ending(s->text, s->lines[i].start, s->lines[i].end) == ENDING_STOP)
			return true;
	return false;
}

static bool block_fits(const struct scan *s, const struct block *k)
{
	if (k->kind == BLOCK_HEADING || k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE)
		return true;
	if (k->kind != BLOCK_TEXT || k->last - k->first >= 8)
		return false;
	if (k->shaped && k->first != k->last && !has_sentence(s, k))
		return true;
	for (size_t i = k->first; i <= k->last; i++)
		if (!line_fits(s->text, s->lines[i].start, s->lines[i].end))
			return false;
	return true;
}

/* ---- where the block ends ---- */

static bool is_label(const struct block *k)
{
	return k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE;
}

static bool has_body(const struct scan *s, size_t from)
{
	for (size_t i = from; i < s->block_count; i++)
		if (!is_label(&s->blocks[i]))
			return true;
	return false;
}

/* A heading of the text that stands directly under the title: its level, or its style, comes again later. */
static bool last_is_section(const struct scan *s, size_t end)
{
	const struct block *last = &s->blocks[end - 1];
	bool title = false, capitals = false, again = false;

	if (end < 2 || (end < s->block_count && s->blocks[end].page) || text_is_field(block_span(s, &s->blocks[end - 2])))
		return false;
	for (size_t i = 0; i + 1 < end; i++) {
		struct span c = block_span(s, &s->blocks[i]);
		if (title || is_label(&s->blocks[i]) || text_is_kind(c) || text_is_body(c) || text_is_field(c) ||
		    text_is_date(c) || text_is_symbol(c))
			continue;
		title = true;
		capitals = text_is_capitals(c, 0, c.len);
	}
	if (!title)
		return false;
	if (last->kind == BLOCK_HEADING) {
		if (s->blocks[0].kind != BLOCK_HEADING || s->blocks[0].level >= last->level)
			return false;
		for (size_t i = end; i < s->block_count && !again; i++)
			again = s->blocks[i].kind == BLOCK_HEADING && s->blocks[i].level <= last->level;
		return again;
	}
	if (!last->shaped || !capitals || text_is_capitals(s->text, last->from, last->to))
		return false;
	for (size_t i = end; i < s->block_count && !again; i++)
		again = s->blocks[i].kind == BLOCK_TEXT && s->blocks[i].shaped && s->blocks[i].gap_before &&
		        s->blocks[i].gap_after && !text_is_capitals(s->text, s->blocks[i].from, s->blocks[i].to);
	return again;
}

static size_t find_end(const struct scan *s)
{
	size_t end = 0;
	bool any = false;

	for (; end < s->block_count && s->blocks[end].last < TITLE_LINES_MAX + s->blocks[0].first; end++) {
		const struct block *k = &s->blocks[end];
		if (!block_fits(s, k) || (k->page && any))
			break;
		if (!is_label(k) && k->first == k->last && text_is_section_name(block_span(s, k)))
			break;
		any |= !is_label(k);
	}
	while (end > 0 && is_label(&s->blocks[end - 1]) && !(end < s->block_count && s->blocks[end].page))
		end--;
	if (!has_body(s, end))
		return s->blocks[0].kind == BLOCK_HEADING || (s->block_count > 1 && s->blocks[1].kind == BLOCK_NOTE);
	if (end > 0 && last_is_section(s, end))
		end--;
	return end;
}

static void add_line(struct scan *s, struct range at, const struct block *k)
{
	struct outline *o = s->outline;
	struct title_line *l;
	struct range inner = text_without_emphasis(s->text, at);

	ARRAY_GROW(o->title, o->title_count, o->title_cap);
	l = &o->title[o->title_count++];
	l->at = inner;
	l->level = k->kind == BLOCK_HEADING ? k->level : 0;
	l->bold = inner.start - at.start >= 2;
}

void title_find(struct scan *s)
{
	size_t end = s->block_count ? find_end(s) : 0;

	for (size_t i = 0; i < end; i++) {
		struct block *k = &s->blocks[i];
		if (is_label(k))
			continue;
		k->role = ROLE_TITLE;
		for (size_t line = k->first; line <= k->last; line++) {
			size_t at = line == k->first ? k->from : s->lines[line].start;
			size_t to = line == k->last ? k->to : s->lines[line].end;
			struct range cell;
			while (next_cell(s->text, &at, to, &cell))
				add_line(s, cell, k);
		}
	}
}
