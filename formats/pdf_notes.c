/*
 * pdf_notes.c: notes. One stands at the foot of its page, smaller than the text,
 * or behind the text, and begins with its call's label (pdf_calls.h). Neither
 * counts without the other: a raised figure whose note is not found stays in the text.
 */
#include "formats/pdf_calls.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTE_SIZE 0.955F   /* of the document's size: a note that has no raised label */
#define FOOT_GAP 1.9F      /* of the line's height: what stands further below is no note */
#define CLOSE_GAP 1.7F     /* of the line's height: a note's lines are not further apart */
#define RUN_LINES 40       /* from one note behind the text to the next */

/* ---- notes at the foot ---- */

size_t pdf_note_add(struct pdf *p, const struct pdf_note_head *h, uint32_t page, bool at_end)
{
	struct pdf_note n = {.page = page, .words = h->words, .at_end = at_end};

	memcpy(n.label, h->label, sizeof n.label);
	ARRAY_GROW(p->notes, p->note_count, p->note_cap);
	p->notes[p->note_count] = n;
	return p->note_count++;
}

static bool follows(const struct pdf_line *a, const struct pdf_line *b)
{
	return a->page == b->page && a->column == b->column && b->box.y0 - a->box.y1 < (CLOSE_GAP - 1) * pdf_height(&a->box) &&
	       b->box.y1 > a->box.y1;
}

/* The last note's number; 0: it has none, or there is none. */
long pdf_note_last_number(const struct pdf *p)
{
	return p->note_count == 0 ? 0 : pdf_label_number(p->notes[p->note_count - 1].label);
}

/* Whether a note begins with this line of the page's foot. */
static bool begins_note(struct pdf *p, const struct pdf_line *l, bool in_zone, struct pdf_note_head *h)
{
	bool small = l->size < NOTE_SIZE * p->size;

	if (l->role != PDF_BODY || !pdf_note_head_read(p, l, h) || (!small && !h->raised && !h->mark))
		return false;
	if (h->mark && !in_zone && !pdf_page_calls(p, l->page, h->label) && l->box.y0 <= p->pages[l->page].height * 0.5F)
		return false;
	if (h->mark)
		return pdf_page_has_mark(p, l->page, h->label);
	if (pdf_page_calls(p, l->page, h->label))
		return true;
	if (small && l->box.y0 > p->pages[l->page].height * 0.5F && pdf_page_glues(p, l->page, h->label))
		return true;
	if (h->number != pdf_note_last_number(p) + 1)
		return false;
	return (in_zone && (h->raised || small)) || (small && l->page != 0 && pdf_page_calls(p, l->page - 1, h->label));
}

/* Not so far apart that something else begins. */
static bool is_close(const struct pdf_line *before, const struct pdf_line *l)
{
	return l->box.y1 - before->box.y1 <= FOOT_GAP * pdf_height(&before->box);
}

/* Whether lines from `from` on to the end of the column are of a note's size. */
static bool is_foot(const struct pdf *p, const struct pdf_page *page, size_t from)
{
	const struct pdf_line *first = &page->lines[from];
	size_t larger = 0;

	for (size_t i = from + 1; i < page->line_count && page->lines[i].column == first->column && is_close(&page->lines[i - 1], &page->lines[i]); i++)
		larger += page->lines[i].size > first->size + 0.4F && page->lines[i].size > NOTE_SIZE * p->size;
	return larger <= 1;
}

bool pdf_note_line_ends(const struct pdf *p, const struct pdf_line *l)
{
	struct buf text;
	bool end;

	buf_init(&text);
	pdf_line_text(&text, p, l);
	while (text.len != 0 && strchr(")]\"' ", text.data[text.len - 1]) != NULL)
		text.len--;
	end = text.len == 0 || strchr(".!?>", text.data[text.len - 1]) != NULL;
	buf_release(&text);
	return end;
}

struct pdf_line *pdf_note_last_line(struct pdf *p, uint32_t page)
{
	struct pdf_page *from = &p->pages[page];

	for (size_t i = from->line_count; i > 0; i--)
		if (from->lines[i - 1].role == PDF_NOTE)
			return &from->lines[i - 1];
	return NULL;
}

/* Small lines just above the first note of the page go on the last one of the page before. */
static void take_rest_above(struct pdf *p, struct pdf_page *page, size_t first)
{
	struct pdf_line *note = &page->lines[first], *last = note->page == 0 ? NULL : pdf_note_last_line(p, note->page - 1);
	size_t from = first;

	if (last == NULL)
		return;
	while (from > 0 && page->lines[from - 1].role == PDF_BODY && page->lines[from - 1].size < NOTE_SIZE * p->size &&
	       fabsf(page->lines[from - 1].size - note->size) < 0.3F && follows(&page->lines[from - 1], &page->lines[from]))
		from--;
	for (size_t i = from; i < first; i++) {
		page->lines[i].role = PDF_NOTE;
		page->lines[i].note = last->note;
	}
}

/* A page's foot of small lines without a label goes on a note that has not ended. */
static void take_rest_alone(struct pdf *p, struct pdf_page *page, uint32_t number)
{
	struct pdf_line *last = number == 0 ? NULL : pdf_note_last_line(p, number - 1);
	size_t from = page->line_count;

	if (last == NULL || pdf_note_line_ends(p, last))
		return;
	while (from > 0 && page->lines[from - 1].role == PDF_BODY && fabsf(page->lines[from - 1].size - last->size) < 0.2F &&
	       page->lines[from - 1].size < NOTE_SIZE * p->size && page->lines[from - 1].column == page->lines[page->line_count - 1].column)
		from--;
	if (from == 0 || page->line_count - from > 12)
		return;
	for (size_t i = from; i < page->line_count; i++) {
		page->lines[i].role = PDF_NOTE;
		page->lines[i].note = last->note;
	}
}

/* Notes from line `from` on, to the end of its column; returns the line after them. */
static size_t take_foot(struct pdf *p, struct pdf_page *page, size_t from, struct pdf_note_head h)
{
	const struct pdf_line *first = &page->lines[from];
	uint32_t column = first->column;
	float size = first->size;
	size_t note = pdf_note_add(p, &h, first->page, false), i = from;

	for (; i < page->line_count && page->lines[i].column == column; i++) {
		struct pdf_line *l = &page->lines[i];
		bool fresh = i > from && begins_note(p, l, true, &h);

		if (l->size > size + 0.4F && !fresh)
			break;
		if (i > from && !fresh && !is_close(&page->lines[i - 1], l))
			break;
		if (fresh)
			note = pdf_note_add(p, &h, l->page, false);
		l->role = PDF_NOTE;
		l->note = (uint32_t)note;
	}
	return i;
}

static void find_foot(struct pdf *p, uint32_t number)
{
	struct pdf_page *page = &p->pages[number];
	struct pdf_note_head h;
	bool any = false;

	for (size_t i = 0; i < page->line_count;) {
		size_t first_note = p->note_count;

		if (!begins_note(p, &page->lines[i], false, &h) || !is_foot(p, page, i)) {
			i++;
			continue;
		}
		if (!any)
			take_rest_above(p, page, i);
		any = true;
		i = take_foot(p, page, i, h);
		for (size_t n = first_note; n < p->note_count; n++)
			if (pdf_label_number(p->notes[n].label) == 0 || !pdf_page_calls(p, number, p->notes[n].label))
				pdf_call_by_mark(p, number, p->notes[n].label, i);
	}
	if (!any && !pdf_large_notes_take(p, number))
		take_rest_alone(p, page, number);
}

/* ---- notes behind the text ---- */

struct place {
	uint32_t page;
	size_t line;
};

static bool next_line(const struct pdf *p, struct place *at)
{
	for (at->line++; at->page < p->page_count; at->page++, at->line = 0)
		for (; at->line < p->pages[at->page].line_count; at->line++)
			if (p->pages[at->page].lines[at->line].role == PDF_BODY)
				return true;
	return false;
}

static bool head_is(const struct pdf *p, struct place at, long number, bool raised)
{
	struct pdf_note_head h;

	return pdf_note_head_read(p, &p->pages[at.page].lines[at.line], &h) && h.number == number && (h.raised || !raised);
}

/* How many labels follow one another from a line on that has the label 1. */
static long count_run(const struct pdf *p, struct place from, bool raised)
{
	long number = 1;
	size_t since = 0;

	for (struct place at = from; next_line(p, &at) && since < RUN_LINES; since++)
		if (head_is(p, at, number + 1, raised)) {
			number++;
			since = 0;
		}
	return number;
}

/* Whether the word is a call that has no note yet, with a label from 1 to `most`. */
static bool is_waiting(const struct pdf *p, const struct pdf_word *w, uint32_t page, long most)
{
	char label[PDF_NOTE_LABEL_MAX];
	size_t at = 0;

	return w->call && pdf_call_label(pdf_word_text(p, w), &at, label) && pdf_note_find_label(p, label, page) == PDF_NO_NOTE &&
	       pdf_label_number(label) > 0 && pdf_label_number(label) <= most;
}

/* Such calls before a line. */
static size_t waiting_calls(struct pdf *p, struct place before, long most)
{
	const struct pdf_page *last = &p->pages[before.page];
	size_t count = 0;

	for (uint32_t n = 0; n < before.page; n++)
		for (size_t i = 0; i < p->pages[n].word_count; i++)
			count += is_waiting(p, &p->pages[n].words[i], n, most);
	for (size_t i = 0; i < before.line; i++)
		for (size_t k = 0; k < last->lines[i].count; k++)
			count += is_waiting(p, pdf_word_at(p, &last->lines[i], k), before.page, most);
	return count;
}

/* Whether the last note behind the text goes on in a line: on another page only in the midst of a sentence. */
static bool goes_on_behind(const struct pdf *p, const struct pdf_line *before, const struct pdf_line *l)
{
	if (before->page == l->page)
		return before->column != l->column || follows(before, l);
	return !pdf_note_line_ends(p, before) && pdf_word_begins_lower(p, pdf_line_word(p, l, 0));
}

static void take_end(struct pdf *p, struct place from, long most, bool raised)
{
	long number = 0;
	size_t note = 0;
	float size = p->pages[from.page].lines[from.line].size;
	struct place at = from;
	const struct pdf_line *before = NULL;

	do {
		struct pdf_line *l = &p->pages[at.page].lines[at.line];
		struct pdf_note_head h;

		if (number < most && head_is(p, at, number + 1, raised) && pdf_note_head_read(p, l, &h)) {
			note = pdf_note_add(p, &h, at.page, true);
			number++;
		} else if (number == most && (fabsf(l->size - size) > 0.4F || l->bold || !goes_on_behind(p, before, l))) {
			break;
		}
		l->role = PDF_NOTE;
		l->note = (uint32_t)note;
		before = l;
	} while (next_line(p, &at));
}

/* The longest such list that most calls of its numbers stand before; of two as long, the later: lists of the text stand before the notes. */
static void find_end(struct pdf *p)
{
	struct place at = {0, (size_t)-1}, best = at;
	long best_most = 0;
	bool best_raised = false;

	while (next_line(p, &at)) {
		const struct pdf_line *l = &p->pages[at.page].lines[at.line];
		struct pdf_note_head h;
		long most;

		if (!pdf_note_head_read(p, l, &h) || h.number != 1)
			continue;
		most = count_run(p, at, h.raised);
		if (most < best_most || waiting_calls(p, at, most) * 2 <= (size_t)most)
			continue;
		best = at;
		best_most = most;
		best_raised = h.raised;
	}
	if (best_most != 0)
		take_end(p, best, best_most, best_raised);
}

/* ---- joining ---- */

size_t pdf_note_find_label(const struct pdf *p, const char *label, uint32_t page)
{
	size_t later = PDF_NO_NOTE;

	for (size_t i = 0; i < p->note_count; i++) {
		const struct pdf_note *n = &p->notes[i];

		if (strcmp(n->label, label) != 0)
			continue;
		if (n->page == page && !n->at_end)
			return i;
		if (later == PDF_NO_NOTE && (n->at_end ? n->page >= page : n->page == page + 1))
			later = i;
	}
	return later;
}

void pdf_notes_find(struct pdf *p)
{
	pdf_calls_find(p);
	for (uint32_t n = 0; n < p->page_count; n++)
		find_foot(p, n);
	find_end(p);
	pdf_calls_settle(p);
}
