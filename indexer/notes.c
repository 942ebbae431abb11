/*
 * notes.c: which lines begin a note. A raised mark (⁵, <sup>5</sup>, [^5]:)
 * always does; a plain number only if it is the next one and its call stands
 * above.
 */
#include "indexer/scan.h"

#include <stdio.h>
#include <string.h>

#define WIDE_GAP 4 /* columns that set a number off from its text */
#define END_LINES_MAX 200 /* of a list of notes at the text's end, which nothing else tells */
#define NOTE_GAP 3 /* so many notes may be missing between two */

static const struct call *waiting_call(const struct scan *s, uint32_t number)
{
	if (number >= s->waiting_count || s->waiting[number] == 0)
		return NULL;
	return &s->calls[s->waiting[number] - 1];
}

/* The next number, or the first again, or one a little later. The first note of an excerpt has any number. */
static bool runs_on(const struct scan *s, uint32_t n)
{
	return (s->note_block == NONE && s->paged) || n == s->note_last + 1 || n == 1 || (n > s->note_last && n <= s->note_last + 1 + NOTE_GAP);
}

static bool after_note(const struct scan *s, size_t line)
{
	return line > 0 && s->note_block != NONE && s->note_block + 1 == s->block_count &&
	       s->blocks[s->note_block].last + 1 >= line;
}

/* Whether the number before `line` is also what the paragraphs' own numbers expect next. */
static bool is_next_paragraph(const struct scan *s, uint32_t n)
{
	const struct chain_stack *stack = &s->stacks[FAMILY_TEXT];

	for (size_t i = stack->count; i-- > 0;) {
		const struct chain *c = &s->chains[stack->open[i]];
		if (c->depth == 1 && c->style == STYLE_DOT && c->last[0] + 1 == n)
			return true;
	}
	return false;
}

static bool under_notes_heading(const struct scan *s)
{
	return s->heading_line != NONE;
}

/* "1 Interview …" directly below "Notes", or the next number behind such a note: a call as large as the text will do for it. */
static bool is_in_list(const struct scan *s, size_t line, uint32_t n)
{
	const struct block *above = s->block_count ? &s->blocks[s->block_count - 1] : NULL;

	if (!under_notes_heading(s) || s->document->segment_count != 0)
		return false;
	if (n != 1)
		return n == s->note_last + 1 && (after_note(s, line) || s->lines[line - 1].flags & LINE_BLANK); /* a note may have a list */
	return above != NULL && above->first == s->heading_line && above->last == s->heading_line;
}

/* One of such a list, or at a page's foot, whose call is not known, or was lost: below the end of a sentence, and no part of the note above. */
static bool is_in_list_uncalled(const struct scan *s, size_t line, const struct mark *m)
{
	uint32_t n = m->number[0];
	bool list = under_notes_heading(s) && n <= s->note_last + 1 + NOTE_GAP, foot = s->paged && m->type == MARK_PLAIN && n == s->note_last + 1;

	return (list || foot) && s->document->segment_count == 0 && after_note(s, line) && n > s->note_last &&
	       text_ending(s->text, s->lines[line - 1].start, s->lines[line - 1].end) == ENDING_STOP &&
	       text_begins_upper(s->text, m->after, s->lines[line].end);
}

/* "the arrest. 4" at the end of a sentence of the page: what some programs make of a raised number. It says that there is a note, and stays in the text. */
static bool is_called_apart(const struct scan *s, size_t line, uint32_t n)
{
	size_t below = s->lines[line].start, from = below - s->page_start > NOTE_CALL_REACH ? below - NOTE_CALL_REACH : s->page_start;
	const char *at = s->text.data + from, *end = s->text.data + below;
	char call[16];
	size_t len = (size_t)snprintf(call, sizeof call, " %u", n);

	while ((at = memmem(at, (size_t)(end - at), call, len)) != NULL) {
		bool sentence = at > s->text.data + from && strchr(".!?\"\x9D", at[-1]) != NULL;
		bool last = at + len < end && (strchr("\r\n", at[len]) != NULL ||
		                               (at[len] == ' ' && at + len + 1 < end && text_begins_upper(s->text, (size_t)(at + len + 1 - s->text.data), s->text.len)));

		if (sentence && last)
			return true;
		at += len;
	}
	return false;
}

/* The first note at a page's foot whose call stands apart from its word. */
static bool begins_foot(const struct scan *s, size_t line, const struct mark *m, bool fresh)
{
	return s->paged && fresh && !m->alone && m->number[0] == s->note_last + 1 && text_begins_upper(s->text, m->after, s->lines[line].end) &&
	       is_called_apart(s, line, m->number[0]);
}

/* The line of note `n` of a list at the text's end, and of the next one below it, if it may be there. */
static bool goes_on_at_end(const struct scan *s, size_t line, uint32_t n, uint32_t *found)
{
	struct mark m;

	if (s->lines[line].flags & (LINE_BLANK | LINE_FURNITURE))
		return true;
	if (!mark_read(s->text, &s->lines[line], &m) || m.type != MARK_PLAIN)
		return !(s->lines[line - 1].flags & LINE_BLANK);
	*found = m.number[0];
	return *found == n + 1 && waiting_call(s, *found) != NULL && waiting_call(s, *found)->at > waiting_call(s, n)->at && !text_begins_lower(s->text, m.after, s->lines[line].end);
}

/* "sets out the rule.1" where its paragraph ends: a number there can be nothing but a note's. */
static bool ends_paragraph(const struct scan *s, const struct call *c)
{
	size_t line = 0;

	while (line < s->line_count && s->lines[line].end < c->end)
		line++;
	return line < s->line_count && s->lines[line].end == c->end && (line + 1 == s->line_count || (s->lines[line + 1].flags & LINE_BLANK) != 0) &&
	       c->at > 0 && strchr(".!?", s->text.data[c->at - 1]) != NULL;
}

/* "1 Resolution …", "2 See …": the text ends in such lines, and each has a call, in their order. One may stand alone below others, as "* Adopted …". */
static bool is_list_at_end(const struct scan *s, size_t line, uint32_t n)
{
	bool below = s->block_count != 0 && s->blocks[s->block_count - 1].kind == BLOCK_NOTE;
	uint32_t last = n;

	if (s->line_count - line > END_LINES_MAX)
		return false;
	for (size_t i = line + 1; i < s->line_count; i++) {
		uint32_t found = last;

		if (!goes_on_at_end(s, i, last, &found))
			return false;
		last = found;
	}
	return last > 1 || below || ends_paragraph(s, waiting_call(s, n));
}

/* Below a rule or other notes, or with a gap between the number and the text. */
static bool is_set_off(const struct scan *s, size_t line, const struct mark *m)
{
	const struct block *before = s->block_count ? &s->blocks[s->block_count - 1] : NULL;

	return m->after > m->label.end + 2 || s->text.data[m->label.end] == '\t' ||
	       (before && before->kind == BLOCK_RULE) || after_note(s, line);
}

static bool plain_note(const struct scan *s, size_t line, const struct mark *m, bool fresh)
{
	uint32_t n = m->number[0];
	const struct call *c = waiting_call(s, n);
	bool follows = after_note(s, line) && n == s->note_last + 1;

	if (!c)
		return is_in_list_uncalled(s, line, m) || begins_foot(s, line, m, fresh);
	if (!runs_on(s, n) || c->style == CALL_CARET)
		return false;
	if (c->style == CALL_GLUED && is_in_list(s, line, n))
		return !text_begins_lower(s->text, m->after, s->lines[line].end);
	if (c->style == CALL_GLUED && !s->paged)
		return n == s->note_last + 1 && (follows || (fresh && is_set_off(s, line, m)) || ((fresh || s->dense) && is_list_at_end(s, line, n)) || m->after >= m->label.end + WIDE_GAP) &&
		       !text_begins_lower(s->text, m->after, s->lines[line].end);
	if (c->style == CALL_GLUED && s->paged && c->at < s->page_start)
		return is_in_list_uncalled(s, line, m) || begins_foot(s, line, m, fresh);
	if (c->style == CALL_GLUED)
		return s->paged && c->at >= s->page_start && (fresh || follows || m->alone || n == s->note_last + 1 || n == 1) &&
		       !text_begins_lower(s->text, m->after, s->lines[line].end);
	if (c->style == CALL_SQUARE || c->style == CALL_SLASH)
		return under_notes_heading(s) && fresh;
	if (m->alone && !s->paged)
		return false;
	return fresh || follows || (s->paged && m->alone && c->at >= s->page_start);
}

static bool dotted_note(const struct scan *s, size_t line, const struct mark *m, bool fresh)
{
	uint32_t n = m->number[0];
	const struct call *c = waiting_call(s, n);

	if (!c)
		return m->depth == 1 && m->style == STYLE_DOT && is_in_list_uncalled(s, line, m);
	if (!runs_on(s, n) || m->depth != 1 || c->style == CALL_CARET)
		return false;
	if (c->style == CALL_GLUED)
		return m->style == STYLE_DOT && is_in_list(s, line, n);
	if (m->style == STYLE_SQUARE)
		return (c->style == CALL_SQUARE || c->style <= CALL_TAG) && (fresh || after_note(s, line));
	if (m->style != STYLE_DOT && m->style != STYLE_BOTH && m->style != STYLE_CLOSED)
		return false;
	if (under_notes_heading(s))
		return fresh || after_note(s, line);
	if (c->style == CALL_SQUARE || c->style == CALL_SLASH)
		return false;
	return (fresh || after_note(s, line)) && !is_next_paragraph(s, n) && n == s->note_last + 1 &&
	       (n > 1 || s->stacks[FAMILY_TEXT].count > 0 || (s->paged && c->at >= s->page_start));
}

static bool stars_note(const struct scan *s, size_t line, size_t stars, bool fresh)
{
	size_t call = stars >= 1 && stars <= STARS_MAX ? s->star_calls[stars] : NONE;

	return call != NONE && (fresh || after_note(s, line) || (s->paged && s->calls[call].at >= s->page_start));
}

/* A figure that ends a word of a page before is no call of a note at this page's foot: it stays in the text. */
static void forget_call(struct scan *s, size_t line, uint32_t n)
{
	const struct call *c = waiting_call(s, n);

	if (c && c->style == CALL_GLUED && s->paged && c->at < s->page_start && !is_in_list(s, line, n))
		s->waiting[n] = 0;
}

bool note_begins(struct scan *s, size_t line, const struct mark *m, bool fresh)
{
	calls_see(s, s->lines[line].start);
	if (m->suffix != 0)
		return false;
	switch (m->type) {
	case MARK_SUPER:
	case MARK_TAG:
		return !m->alone || s->paged || fresh;
	case MARK_CARET:
		return true;
	case MARK_STARS:
		return stars_note(s, line, m->label.end - m->label.start, fresh);
	case MARK_SLASH:
		return waiting_call(s, m->number[0]) && runs_on(s, m->number[0]);
	case MARK_PLAIN:
		if (!plain_note(s, line, m, fresh))
			return false;
		forget_call(s, line, m->number[0]);
		return true;
	case MARK_NUMBER:
		return dotted_note(s, line, m, fresh);
	default:
		return false;
	}
}

static enum call_style style_of(const struct mark *m)
{
	switch (m->type) {
	case MARK_TAG:
		return CALL_TAG;
	case MARK_CARET:
		return CALL_CARET;
	case MARK_SLASH:
		return CALL_SLASH;
	case MARK_STARS:
		return CALL_STARS;
	case MARK_NUMBER:
		return m->style == STYLE_SQUARE ? CALL_SQUARE : CALL_SUPER;
	default:
		return CALL_SUPER;
	}
}

void note_add(struct scan *s, size_t block, const struct mark *m)
{
	uint32_t n = m->number[0];
	char digits[16];
	struct span label = span_sub(s->text, m->label);

	s->note_call = NONE;
	if (n) {
		label = span_make(digits, (size_t)snprintf(digits, sizeof digits, "%u", n));
		s->note_last = n;
		if (waiting_call(s, n)) {
			s->note_call = s->waiting[n] - 1;
			s->waiting[n] = 0;
		}
	} else if (m->type == MARK_STARS) {
		s->note_call = s->star_calls[label.len];
		s->star_calls[label.len] = NONE;
	}
	if (s->note_call != NONE)
		s->calls[s->note_call].met = true;
	s->blocks[block].call = s->note_call;
	*strmap_put(&s->notes, label, NULL) = style_of(m);
	s->note_block = block;
}
