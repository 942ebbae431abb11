/*
 * pdf_large_notes.c: notes at the foot of a page that neither their size nor a raised
 * number tells from the text. They are known by what they answer: every call of the page, in order, below all of
 * them, set off from the text, and by numbers without a stop that do not number its paragraphs.
 */
#include "formats/pdf_calls.h"

#include <stdio.h>
#include <string.h>

#define GAP 1.2F     /* of the leading: above the first, or the rest of the note before */
#define TRIED_MAX 60 /* lines of a page that begin with numbers */
#define REST_MAX 12  /* lines of that rest */

/* The number without a stop that a line begins with; 0: none. */
static long bare_number(const struct pdf *p, const struct pdf_line *l, struct pdf_note_head *h)
{
	struct span s;

	if (l->role != PDF_BODY || !pdf_note_head_read(p, l, h) || h->mark)
		return 0;
	s = pdf_word_text(p, pdf_line_word(p, l, 0));
	return s.data[s.len - 1] >= '0' && s.data[s.len - 1] <= '9' ? h->number : 0;
}

static bool calls_number(const struct pdf *p, uint32_t page, long number)
{
	char label[24];

	snprintf(label, sizeof label, "%ld", number);
	return pdf_page_calls(p, page, label);
}

/* Whether one of the first `before` lines has the call. */
static bool is_called_above(const struct pdf *p, const struct pdf_page *page, size_t before, const char *label)
{
	char other[PDF_NOTE_LABEL_MAX];

	for (size_t i = 0; i < before; i++)
		for (size_t w = 0; w < page->lines[i].count; w++) {
			const struct pdf_word *word = pdf_line_word(p, &page->lines[i], w);

			for (size_t at = 0; word->call && pdf_call_label(pdf_word_text(p, word), &at, other);)
				if (strcmp(other, label) == 0)
					return true;
		}
	return false;
}

/* Whether a line before `before`, or one of the page before, begins with the number as well: then such numbers are the text's. */
static bool numbers_text(const struct pdf *p, uint32_t page, size_t before, long number)
{
	struct pdf_note_head h;

	if (number == 0)
		return false;
	for (size_t i = 0; i < before; i++)
		if (bare_number(p, &p->pages[page].lines[i], &h) == number)
			return true;
	for (size_t i = 0; page != 0 && i < p->pages[page - 1].line_count; i++)
		if (bare_number(p, &p->pages[page - 1].lines[i], &h) == number)
			return true;
	return false;
}

/* Whether the notes that begin at `first` are those of all the page's calls. */
static bool answers_all(const struct pdf *p, uint32_t number, size_t first)
{
	const struct pdf_page *page = &p->pages[number];
	struct pdf_note_head h;
	long next = bare_number(p, &page->lines[first], &h), start = next;

	if (next == 0 || !calls_number(p, number, start) || calls_number(p, number, start - 1) || (start != 1 && pdf_note_last_number(p) != 0 && pdf_note_last_number(p) + 1 != start) ||
	    numbers_text(p, number, first, start - 1) || numbers_text(p, number, first, start))
		return false;
	for (size_t i = first; i < page->line_count && page->lines[i].column == page->lines[first].column; i++)
		if (bare_number(p, &page->lines[i], &h) == next && is_called_above(p, page, first, h.label))
			next++;
	return next > start && !calls_number(p, number, next);
}

static bool has_gap(const struct pdf *p, const struct pdf_page *page, size_t i)
{
	return i != 0 && page->lines[i].column == page->lines[i - 1].column &&
	       page->lines[i].box.y1 - page->lines[i - 1].box.y1 > GAP * p->leading;
}

/* The line below the gap: `first`, or one above it from which on the last note of the page before goes on; page->line_count: there is none. */
static size_t foot_begin(struct pdf *p, uint32_t number, size_t first)
{
	struct pdf_page *page = &p->pages[number];
	const struct pdf_line *last = number == 0 ? NULL : pdf_note_last_line(p, number - 1);
	size_t at = first;

	while (at > 0 && first - at < REST_MAX && !has_gap(p, page, at))
		at--;
	if (!has_gap(p, page, at) || (at != first && (last == NULL || pdf_note_line_ends(p, last) ||
	                                              !pdf_word_begins_lower(p, pdf_line_word(p, &page->lines[at], 0)))))
		return page->line_count;
	return at;
}

static void take(struct pdf *p, uint32_t number, size_t begin, size_t first)
{
	struct pdf_page *page = &p->pages[number];
	size_t note = begin == first ? 0 : pdf_note_last_line(p, number - 1)->note;
	struct pdf_note_head h;
	long next = bare_number(p, &page->lines[first], &h);

	for (size_t i = begin; i < page->line_count && page->lines[i].column == page->lines[first].column; i++) {
		struct pdf_line *l = &page->lines[i];

		if (i >= first && bare_number(p, l, &h) == next && is_called_above(p, page, first, h.label)) {
			note = pdf_note_add(p, &h, number, false);
			next++;
		}
		if (l->role != PDF_BODY)
			continue;
		l->role = PDF_NOTE;
		l->note = (uint32_t)note;
	}
}

bool pdf_large_notes_take(struct pdf *p, uint32_t number)
{
	struct pdf_page *page = &p->pages[number];

	for (size_t i = page->line_count, tried = 0; i-- > 1 && tried < TRIED_MAX;) {
		struct pdf_note_head h;
		size_t begin;

		if (bare_number(p, &page->lines[i], &h) == 0)
			continue;
		tried++;
		if (!answers_all(p, number, i))
			continue;
		begin = foot_begin(p, number, i);
		if (begin == page->line_count)
			continue;
		take(p, number, begin, i);
		return true;
	}
	return false;
}
