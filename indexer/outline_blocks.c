/*
 * outline_blocks.c: a document whose format tells its structure: its segments
 * become the blocks that are found in plain text otherwise, so that numbers,
 * titles, lists and headings mean the same in every format.
 */
#include "indexer/outline_blocks.h"

#include "text/utf8.h"

#define ANSWER_SEGMENTS 4 /* above and below an "A.", among which its "Q." stands */
#define LONE_MARK_MAX 8 /* bytes of "VIII.", "12." alone */
#define BARE_LOWER_MOST 4 /* 1/4 of them begin in lower case */

/* ---- lines and blocks ---- */

static void add_line(struct scan *s, size_t from, size_t to)
{
	struct line *l;

	ARRAY_GROW(s->lines, s->line_count, s->line_cap);
	l = &s->lines[s->line_count++];
	*l = (struct line){.start = from, .end = to, .flags = s->tight ? LINE_TIGHT : 0};
	l->chars = (uint32_t)utf8_length(span_make(s->text.data + from, to - from));
}

static void add_lines(struct scan *s, const struct segment *g)
{
	for (size_t at = g->at.start; at < g->at.end;) {
		const char *feed = memchr(s->text.data + at, '\n', g->at.end - at);
		size_t end = feed == NULL ? g->at.end : (size_t)(feed - s->text.data);

		add_line(s, at, end);
		at = end + 1;
	}
}

static enum block_kind kind_of(const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_HEADING: return BLOCK_HEADING;
	case SEGMENT_NOTE: return BLOCK_NOTE;
	case SEGMENT_ROW: return BLOCK_ROW;
	case SEGMENT_MARGIN: return BLOCK_MARGIN;
	case SEGMENT_ITEM: return g->label.start == g->label.end ? BLOCK_BULLET : BLOCK_TEXT;
	default: return BLOCK_TEXT;
	}
}

/* Whether a segment is "(a) that …": then "3. Holds" above it is the beginning of a sentence. */
static bool is_led_in(const struct scan *s, const struct segment *g)
{
	struct line line = {.start = g->at.start, .end = g->at.end, .flags = s->tight ? LINE_TIGHT : 0};
	struct mark m;

	return mark_read(s->text, &line, &m) && m.type == MARK_LETTER && !m.upper && m.style != STYLE_DOT && !m.alone &&
	       text_begins_lower(s->text, m.after, line.end);
}

/* A number without a stop, which the format sets apart from the text. */
static bool is_bare_label(const struct scan *s, const struct segment *g)
{
	return g->label.start < g->label.end && g->label.end < g->at.end && s->text.data[g->label.end] == ' ';
}

/* Whether numbers without stops that the format sets apart number paragraphs: those of lines have the rest of a sentence behind them too often. */
static bool has_bare_labels(const struct scan *s)
{
	const struct document *d = s->document;
	size_t all = 0, lower = 0;

	for (size_t i = 0; i < d->segment_count; i++) {
		const struct segment *g = &d->segments[i];

		if (!is_bare_label(s, g))
			continue;
		all++;
		lower += text_begins_lower(s->text, g->content, g->at.end);
	}
	return lower * BARE_LOWER_MOST <= all;
}

/* Whether the number at the head of a block runs in a sequence: then the block is numbered. */
static void take_number(struct scan *s, struct block *k, const struct segment *g, const struct segment *next)
{
	const struct line *line = &s->lines[k->first];
	struct mark m;
	bool shaped;
	size_t chain;

	if (hearing_has_turn(s, g) || !mark_read(s->text, line, &m))
		return;
	if (m.type == MARK_PLAIN && s->bare_labels && g->label.start < g->label.end && m.label.end == g->label.end) {
		m.type = MARK_NUMBER; /* the format sets it apart from the text */
		m.style = STYLE_APART;
	}
	if (m.type == MARK_BULLET && !m.alone && g->kind == SEGMENT_PARAGRAPH && m.after < k->to) {
		k->kind = BLOCK_BULLET;
		k->from = m.after;
		return;
	}
	if ((m.type != MARK_NUMBER && m.type != MARK_LETTER) || m.alone || m.after >= k->to)
		return;
	shaped = text_is_heading(s->text, m.after, k->to) && k->first == k->last && (next == NULL || !is_led_in(s, next));
	if (m.style == STYLE_LETTERED && shaped)
		return;
	if (m.type == MARK_LETTER && m.upper && m.style == STYLE_DOT && !shaped && g->label.start == g->label.end)
		return;
	if (m.style == STYLE_BARE && m.depth == 1 && g->label.start == g->label.end)
		return;
	chain = chain_take(s, &m, shaped, FOOTING_FRESH, s->block_count - 1);
	if (chain == NONE)
		return;
	k->kind = m.type == MARK_NUMBER ? BLOCK_NUMBER : BLOCK_LETTER;
	k->from = m.after;
	k->label = m.label;
	k->depth = m.type == MARK_NUMBER ? m.depth : 1;
	k->chain = chain;
	k->place = chain_place(s, chain);
	k->inserted = s->chains[chain].last_suffix != 0;
	k->shaped = shaped;
}

/* "__________", "- - - - -", "* * *", typed as a rule. */
static bool is_typed_rule(const struct scan *s, const struct segment *g)
{
	struct line l = {.start = g->at.start, .end = g->at.end};
	char mark;

	return line_is_rule(s->text, &l, &mark);
}

static struct block *add_plain(struct scan *s, const struct segment *g, enum block_kind kind)
{
	struct block *k;
	size_t first = s->line_count;

	add_lines(s, g);
	ARRAY_GROW(s->blocks, s->block_count, s->block_cap);
	k = &s->blocks[s->block_count++];
	*k = (struct block){.kind = kind, .first = first, .last = s->line_count - 1, .mark_from = g->at.start,
	                    .from = g->at.start, .to = g->at.end, .chain = NONE, .joins = NONE, .next = NONE, .call = NONE,
	                    .gap_before = true, .gap_after = true};
	return k;
}

static bool is_apart(const struct scan *s, size_t segment)
{
	return s->apart != NULL && segment < s->document->segment_count && s->apart[segment];
}

/* The number of the segment above is the block's. */
static void take_apart(struct scan *s, struct block *k, struct range number)
{
	struct line line = {.start = number.start, .end = number.end, .flags = LINE_APART};
	struct mark m;

	if (!mark_read(s->text, &line, &m))
		return;
	k->chain = chain_take(s, &m, false, FOOTING_FRESH, s->block_count - 1);
	if (k->chain == NONE)
		return;
	k->kind = BLOCK_NUMBER;
	k->label = m.label;
	k->depth = 1;
	k->place = chain_place(s, k->chain);
}

/* "I." alone above such a number: the title of a part. */
static bool take_part(struct scan *s, struct block *k)
{
	struct mark m;

	if (!mark_read(s->text, &s->lines[k->first], &m) || !mark_is_title(&m))
		return false;
	k->chain = chain_take(s, &m, true, FOOTING_FRESH, s->block_count - 1);
	if (k->chain == NONE)
		return false;
	k->kind = BLOCK_LETTER;
	k->shaped = true;
	k->depth = 1;
	k->place = chain_place(s, k->chain);
	return true;
}

/* "1." alone above "1.1. The appeal …": it has no text of its own. */
static bool is_above_deeper(const struct scan *s, const struct block *k, const struct segment *next)
{
	struct line below;
	struct mark m, n;

	if (next == NULL || k->to - k->from > LONE_MARK_MAX || !mark_read(s->text, &s->lines[k->first], &m) || !m.alone || m.type != MARK_NUMBER || m.style != STYLE_DOT)
		return false;
	below = (struct line){.start = next->at.start, .end = next->at.end};
	return mark_read(s->text, &below, &n) && n.type == MARK_NUMBER && n.depth == m.depth + 1 && n.number[m.depth] == 1 &&
	       memcmp(n.number, m.number, (size_t)m.depth * sizeof *m.number) == 0;
}

/* "Q." in a paragraph of its own near by: then "A." is an answer. */
static bool is_answered(const struct scan *s, size_t at)
{
	const struct document *d = s->document;

	for (size_t i = at > ANSWER_SEGMENTS ? at - ANSWER_SEGMENTS : 0; i < d->segment_count && i < at + ANSWER_SEGMENTS; i++)
		if (span_eq_str(span_sub(s->text, d->segments[i].at), "Q."))
			return true;
	return false;
}

/* "A.", "II." in a paragraph of its own, segment `at`: what courts part their rulings by. */
static bool is_part_alone(const struct scan *s, const struct block *k, size_t at)
{
	struct span t = span_trim(span_make(s->text.data + k->from, k->to - k->from));
	struct mark m;

	return t.len > 1 && t.len <= LONE_MARK_MAX && span_ends(t, ".") && mark_read(s->text, &s->lines[k->first], &m) && mark_is_title(&m) && !is_answered(s, at);
}

/* next: the segment behind it, NULL: none. */
static void add_block(struct scan *s, const struct segment *g, const struct segment *next)
{
	struct block *k = add_plain(s, g, kind_of(g));
	size_t at = (size_t)(g - s->document->segments);

	k->level = g->kind == SEGMENT_HEADING ? g->level : 0;
	k->indent = (uint16_t)(g->kind == SEGMENT_ITEM ? (g->level > 0 ? g->level - 1 : 0) * 4 : 0);
	if (k->kind == BLOCK_NOTE) {
		k->from = g->content;
		k->label = g->label;
	} else if (is_apart(s, at) || (k->kind == BLOCK_TEXT && (is_typed_rule(s, g) || is_above_deeper(s, k, next)))) {
		k->kind = BLOCK_RULE;
	} else if (at > 0 && is_apart(s, at - 1)) {
		take_apart(s, k, s->document->segments[at - 1].at);
	} else if (k->kind == BLOCK_TEXT && (is_apart(s, at + 1) || (next != NULL && s->bare_labels && is_bare_label(s, next)) || (next != NULL && is_part_alone(s, k, at))) && take_part(s, k)) {
		;
	} else if (k->kind == BLOCK_TEXT) {
		take_number(s, k, g, next);
	}
	k->ending = (uint8_t)text_ending(s->text, k->from, k->to);
	k->lower = text_begins_lower(s->text, k->from, k->to);
	if (k->kind == BLOCK_TEXT)
		k->shaped = text_is_heading(s->text, k->from, k->to);
}

/* ---- what the format is sure of ---- */

/* "I. Introduction", "A. The law", with numbers that the format makes: items in name only. */
static bool is_titled_list(const struct scan *s, const struct block *k)
{
	return k->role == ROLE_HEADING && k->kind == BLOCK_LETTER && s->chains[k->chain].upper && s->chains[k->chain].style == STYLE_DOT;
}

/* A printed number that runs in no sequence: of something quoted, or of a note, unless a page break repeats the one above. */
static bool is_loose_number(const struct scan *s, const struct segment *g)
{
	return g->kind == SEGMENT_PARAGRAPH && g->content > g->label.end &&
	       memchr(s->text.data + g->label.start, '.', g->label.end - g->label.start) == NULL;
}

/* above: the label of the paragraph above. A quotation's inner numbers and short lines are neither the document's paragraphs nor its headings. */
static void settle(const struct scan *s, struct block *k, const struct segment *g, struct span above)
{
	bool labelled = g->label.start < g->label.end;

	if (k->role == ROLE_TITLE || k->kind == BLOCK_TOC || hearing_has_turn(s, g) || g->kind == SEGMENT_HEADING || g->kind == SEGMENT_NOTE)
		return;
	if (k->chain != NONE && s->chains[k->chain].style == STYLE_APART)
		return;
	if (labelled && k->chain == NONE && is_loose_number(s, g) && !span_eq(span_sub(s->text, g->label), above))
		return;
	if (labelled) {
		k->label = g->label;
		k->from = g->content;
	}
	if (g->kind == SEGMENT_ITEM && is_titled_list(s, k))
		return;
	if (g->kind == SEGMENT_ITEM && (k->role != ROLE_PARAGRAPH || k->chain == NONE || g->level > 1)) {
		k->role = ROLE_ITEM;
		if (k->chain == NONE)
			k->kind = BLOCK_BULLET;
	} else if (g->kind == SEGMENT_QUOTATION && k->role == ROLE_HEADING) {
		k->role = ROLE_PARAGRAPH;
	} else if (labelled && k->role == ROLE_HEADING) {
		k->role = k->chain == NONE ? ROLE_PARAGRAPH : k->role;
	}
}

/* So many headings that the format marks; one is often the title of a text that marks no other. */
#define STYLED_MIN 2

void outline_blocks(struct scan *s)
{
	const struct document *d = s->document;
	size_t headings = 0;
	struct span above = span_make(NULL, 0);

	quoted_ranges_find(s);
	hearing_find(s);
	s->bare_labels = has_bare_labels(s);
	segments_find_tight(s);
	segments_find_apart(s);
	for (size_t i = 0, contents = 0; i < d->segment_count; i++) {
		if (i >= contents)
			contents = contents_typed_end(s, i);
		if (i < contents) {
			add_plain(s, &d->segments[i], BLOCK_TOC);
			continue;
		}
		add_block(s, &d->segments[i], i + 1 < d->segment_count ? &d->segments[i + 1] : NULL);
		headings += d->segments[i].kind == SEGMENT_HEADING;
	}
	s->styled = headings >= STYLED_MIN;
	s->width = LINE_WRAPPED_MAX + 1;
	calls_find_stars(s);
	star_notes_find(s);
	articles_find(s);
	chains_close(s);
	title_find(s);
	quoted_find(s);
	title_note_find(s);
	roles_find(s);
	for (size_t i = 0; i < s->block_count; i++) {
		settle(s, &s->blocks[i], &d->segments[i], above);
		if (s->blocks[i].role == ROLE_PARAGRAPH)
			above = span_sub(s->text, s->blocks[i].label);
	}
	inner_numbers_find(s);
	for (size_t i = 0; i < d->call_count; i++)
		s->outline->missing_notes += d->calls[i].note == SEGMENT_NONE;
}

/* ---- calls ---- */

/* The first call at or after a byte. */
static size_t first_call(const struct document *d, size_t at)
{
	return ARRAY_FIRST(d->calls, d->call_count, at, at);
}

void outline_block_calls(struct scan *s, const struct range *ranges, size_t count, struct markup *out)
{
	const struct document *d = s->document;

	for (size_t i = 0; i < count; i++) {
		for (size_t c = first_call(d, ranges[i].start); c < d->call_count && d->calls[c].at <= ranges[i].end; c++) {
			const struct segment *note;

			if (d->calls[c].note == SEGMENT_NONE)
				continue;
			note = &d->segments[d->calls[c].note];
			ARRAY_GROW(out->calls, out->call_count, out->call_cap);
			out->calls[out->call_count++] = (struct note_call){d->calls[c].at, span_sub(s->text, note->label)};
		}
	}
}
