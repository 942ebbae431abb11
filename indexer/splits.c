/*
 * splits.c: the end of a wrapped paragraph without a blank line: a heading, an article, a remark, a speaker, a short
 * last line, a first one that is set in.
 */
#include "indexer/blocks.h"

#define TABBED_NAME_MAX 80 /* bytes of "Notification of the petition to the State:" */
#define INDENT_FIRST 2 /* columns a first line is set in */

/* The line above i, over blank lines inside a paragraph. */
static size_t line_above(const struct builder *b, size_t i)
{
	for (i--; i > 0 && (b->s->lines[i].flags & LINE_SOFT); i--)
		;
	return i;
}

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
	if (!(text_is_section_name(span_make(s->text.data + k->from, k->to - k->from)) &&
	      text_begins_upper(s->text, here->start, here->end)) &&
	    !(text_unit(span_make(s->text.data + k->from, k->to - k->from), &bare) >= 0 && bare) &&
	    (!text_is_capitals(s->text, k->from, k->to) || text_is_capitals(s->text, here->start, here->end) ||
	     text_begins_lower(s->text, here->start, here->end)))
		return false;
	k->before_label = true;
	b->gap = true;
	return true;
}

/* "ARTICLE 2" alone on its line, below the end of a sentence or a heading. */
static bool is_unit_line(const struct scan *s, const struct line *l)
{
	bool bare;

	return text_unit(span_make(s->text.data + l->start, l->end - l->start), &bare) >= 0 && bare;
}

/* "ARTICLE 2" or "Chapter II: Duties" below the end of a sentence, or below another such line. */
static bool begins_unit(const struct scan *s, const struct line *above, const struct line *here, enum ending how)
{
	struct span over = span_make(s->text.data + above->start, above->end - above->start);
	struct span text = span_make(s->text.data + here->start, here->end - here->start);
	bool bare, bare_over;
	bool end = how == ENDING_STOP || how == ENDING_SEMICOLON ||
	           (text_unit(over, &bare_over) >= 0 && text_is_heading(over, 0, over.len) && above->chars < SHORT_LINE(s->width));

	if (!end || text_unit(text, &bare) < 0)
		return false;
	return bare || (text_is_heading(text, 0, text.len) && here->chars < SHORT_LINE(s->width));
}

/* Below "ARTICLE 2": its title, if another line that begins anew follows. */
static bool is_unit_title(struct builder *b, size_t i)
{
	struct scan *s = b->s;
	const struct block *k = last_block(b), *unit = k - 1;
	const struct line *title = line_at(b, k->first), *here = line_at(b, i);

	return s->block_count > 1 && k->kind == BLOCK_TEXT && k->first == k->last && unit->kind == BLOCK_TEXT && unit->before_label &&
	       unit->first == unit->last && unit->last + 1 == k->first && is_unit_line(s, line_at(b, unit->first)) &&
	       title->chars < SHORT_LINE(s->width) && text_is_heading(s->text, title->start, title->end) &&
	       text_begins_upper(s->text, here->start, here->end);
}

/* "Примечание. …", "Explanation.—…": what a code adds to an article is none of its last paragraph. */
static bool is_remark(struct span text)
{
	static const char *const names[] = {"Примечание", "Примечания", "ПРИМЕЧАНИЕ", "ПРИМЕЧАНИЯ", "Сноска", "Ескерту", "Ескертпе", "Примітка",
	                                    "Explanation", NULL};

	for (size_t i = 0; names[i] != NULL; i++) {
		size_t len = strlen(names[i]);

		if (text.len > len && memcmp(text.data, names[i], len) == 0 && (text.data[len] == '.' || text.data[len] == ':'))
			return true;
	}
	return false;
}

/* "Alleged victim:	Juan Lagos": a name and its value, which a tab parts. */
static bool is_tabbed(const struct scan *s, const struct line *l)
{
	const char *tab = memchr(s->text.data + l->start, '\t', l->end - l->start);

	return tab != NULL && tab - (s->text.data + l->start) <= TABBED_NAME_MAX && tab[-1] == ':';
}

static struct span line_span(const struct scan *s, const struct line *l)
{
	return span_make(s->text.data + l->start, l->end - l->start);
}

/* "[Open session]" */
static bool is_bracketed(struct span text)
{
	return text.len > 2 && text.data[0] == '[' && text.data[text.len - 1] == ']';
}

/* Another speaks, or "[Open session]" stands there, or above, or the day above. */
static bool parts_transcript(struct span above, struct span here)
{
	return text_is_speech(here) || is_bracketed(here) || is_bracketed(above) || text_is_date(above);
}

bool paragraph_splits(struct builder *b, size_t i)
{
	struct scan *s = b->s;
	const struct line *above = line_at(b, line_above(b, i)), *here = line_at(b, i);
	enum ending how;

	if (s->markdown)
		return false;
	if (heads_block(b, i) || (is_tabbed(s, above) && is_tabbed(s, here)))
		return true;
	if (is_unit_title(b, i)) {
		last_block(b)->before_label = last_block(b)->gap_before = true;
		b->gap = true;
		return true;
	}
	how = text_ending(s->text, above->start, above->end);
	if (s->numbered && parts_transcript(line_span(s, above), line_span(s, here)))
		return true;
	if (how == ENDING_STOP && is_remark(span_make(s->text.data + here->start, here->end - here->start)))
		return true;
	if (begins_unit(s, above, here, how)) {
		last_block(b)->before_label |= how == ENDING_WORD && last_block(b)->first == last_block(b)->last;
		b->gap = true;
		return true;
	}
	if (how == ENDING_WORD || how == ENDING_COMMA || how == ENDING_HYPHEN ||
	    text_ends_open(s->text, above->start, above->end))
		return false;
	if (text_begins_lower(s->text, here->start, here->end))
		return false;
	if (here->indent >= above->indent + INDENT_FIRST && i > 1 && here->indent <= above->indent + 10)
		return how == ENDING_STOP || how == ENDING_COLON;
	return how != ENDING_SEMICOLON && above->chars + 1 + first_word_chars(s->text, here) < SHORT_LINE(s->width);
}
