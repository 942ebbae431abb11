/*
 * pdf_notes.c: notes and their calls. A call is raised and smaller, or a mark; a
 * note stands at the foot of its page, smaller than the text, or behind the
 * text, and begins with its call's label. Neither counts without the other: a
 * raised figure whose note is not found stays in the text.
 */
#include "formats/pdf.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "formats/numerals.h"
#include "text/utf8.h"

#define SMALL 0.84F        /* of its line's size: a call */
#define RAISED 0.08F       /* of the size: its middle is higher */
#define NOTE_SIZE 0.955F   /* of the document's size: a note that has no raised label */
#define FOOT_GAP 1.9F      /* of the line's height: what stands further below is no note */
#define LABEL_DIGITS 3
#define ROMAN_MOST 199     /* of a note's Roman number */
#define CLOSE_GAP 1.7F     /* of the line's height: a note's lines are not further apart */
#define MARKS "*†‡§¶"
#define SECTION_MARKS "§¶" /* of these: signs that stand before a number in any text */

/* ---- labels ---- */

/* "iv", and not "IV" or "mix": a Roman number in small letters; 0: it is none that a note has. */
static long small_roman(struct span s)
{
	long value;

	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] < 'a' || s.data[i] > 'z')
			return 0;
	value = numeral_roman_value(s);
	return value > 0 && value <= ROMAN_MOST ? value : 0;
}

/* The letters at `at`, as far as they go. */
static struct span letters_at(struct span text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.data[end] >= 'a' && text.data[end] <= 'z')
		end++;
	return span_make(text.data + at, end - at);
}

/* 0: a mark. */
static long label_number(const char *label)
{
	long value = strtol(label, NULL, 10);

	return value != 0 ? value : small_roman(span_of(label));
}

bool pdf_call_label(struct span text, size_t *at, char label[PDF_NOTE_LABEL_MAX])
{
	size_t len = 0, digits = 0;
	int32_t cp;

	while (*at < text.len) {
		struct span roman = letters_at(text, *at);
		size_t n = utf8_decode(text, *at, &cp);
		int superscript = utf8_superscript(cp);

		if (len == 0 && small_roman(roman) != 0 && roman.len < PDF_NOTE_LABEL_MAX) {
			memcpy(label, roman.data, roman.len);
			label[roman.len] = '\0';
			*at += roman.len;
			return true;
		}

		if (superscript >= 0)
			cp = '0' + superscript;
		if (!(cp >= '0' && cp <= '9') && !utf8_is_one_of(cp, MARKS)) {
			if (len != 0)
				break;
			*at += n;
			continue;
		}
		if (len + UTF8_MAX >= PDF_NOTE_LABEL_MAX)
			return false;
		len += utf8_put(cp, label + len);
		digits += cp <= '9' && cp >= '0';
		*at += n;
	}
	label[len] = '\0';
	return len != 0 && digits <= LABEL_DIGITS;
}

/* Nothing but labels, and what may stand between and around them. */
static bool is_labels(struct span s, bool *marks)
{
	bool any = false;
	int32_t cp;

	*marks = true;
	for (size_t at = 0; at < s.len;) {
		struct span roman = letters_at(s, at);

		if (small_roman(roman) != 0) {
			any = true;
			*marks = false;
			at += roman.len;
			continue;
		}
		at += utf8_decode(s, at, &cp);
		if ((cp >= '0' && cp <= '9') || utf8_superscript(cp) >= 0) {
			any = true;
			*marks = false;
		} else if (utf8_is_one_of(cp, MARKS)) {
			any = true;
		} else if (!utf8_is_one_of(cp, ",()[]")) {
			return false;
		}
	}
	return any && s.len <= 12;
}

/* ---- calls ---- */

static float middle(const struct pdf_word *w)
{
	return (w->box.y0 + w->box.y1) / 2;
}

/* Whether a word stands above another that has the line's size. */
static bool is_raised(const struct pdf_word *w, const struct pdf_word *by, float size)
{
	if (w->raised)
		return true;
	if (w->size < SMALL * size)
		return middle(w) < middle(by) - RAISED * size;
	return w->size <= size + 0.1F && w->box.y1 < by->box.y1 - 0.2F * size;
}

static const struct pdf_word *beside(const struct pdf *p, const struct pdf_line *l, size_t i)
{
	for (size_t k = i; k > 0; k--)
		if (pdf_line_word(p, l, k - 1)->size > SMALL * l->size && !pdf_line_word(p, l, k - 1)->raised)
			return pdf_line_word(p, l, k - 1);
	for (size_t k = i + 1; k < l->count; k++)
		if (pdf_line_word(p, l, k)->size > SMALL * l->size && !pdf_line_word(p, l, k)->raised)
			return pdf_line_word(p, l, k);
	return NULL;
}

/* Whether word i is raised against its neighbours. */
static bool word_is_raised(const struct pdf *p, const struct pdf_line *l, size_t i)
{
	const struct pdf_word *w = pdf_line_word(p, l, i), *by = beside(p, l, i);

	return w->raised || (by != NULL && is_raised(w, by, l->size));
}

static void find_calls(struct pdf *p, const struct pdf_line *l)
{
	bool marks;

	for (size_t i = 1; i < l->count; i++) {
		struct pdf_word *w = pdf_word_at(p, l, i);
		bool glued = !w->space || w->box.x0 - pdf_line_word(p, l, i - 1)->box.x1 < 0.15F * l->size;

		if (is_labels(pdf_word_text(p, w), &marks) && (marks ? glued || word_is_raised(p, l, i) : word_is_raised(p, l, i)))
			w->call = true;
	}
}

/* ---- the heads of notes ---- */

struct head {
	char label[PDF_NOTE_LABEL_MAX];
	uint32_t words;
	bool raised, mark;
	long number; /* of a label of digits, else 0 */
};

/* A note's label at the head of a line. */
static bool read_head(const struct pdf *p, const struct pdf_line *l, struct head *h)
{
	const struct pdf_word *w;
	struct span text;
	size_t at = 0;
	bool marks;

	if (l->count < 2)
		return false;
	w = pdf_line_word(p, l, 0);
	text = pdf_word_text(p, w);
	if (text.len > 1 && strchr(".):", text.data[text.len - 1]) != NULL)
		text.len--;
	if (!is_labels(text, &marks) || !pdf_call_label(text, &at, h->label) || at < text.len - (text.len != 0 && strchr(")]", text.data[text.len - 1]) != NULL))
		return false;
	h->words = 1;
	h->mark = marks;
	h->raised = word_is_raised(p, l, 0);
	h->number = marks ? 0 : label_number(h->label);
	if (small_roman(span_of(h->label)) != 0 && !h->raised)
		return false; /* an item of a list, or a word */
	return h->mark || h->number > 0;
}

static bool page_calls(const struct pdf *p, uint32_t page, const char *label)
{
	const struct pdf_page *from = &p->pages[page];
	char other[PDF_NOTE_LABEL_MAX];

	for (size_t i = 0; i < from->word_count; i++) {
		size_t at = 0;

		if (!from->words[i].call)
			continue;
		while (pdf_call_label(pdf_word_text(p, &from->words[i]), &at, other))
			if (strcmp(other, label) == 0)
				return true;
	}
	return false;
}

/* ---- marks that are part of a word ---- */

/* "Review*": cuts the mark off the end of a word: it becomes a call behind it. */
static void cut_mark(struct pdf_page *page, uint32_t at, size_t len)
{
	struct pdf_word mark = page->words[at], *word = &page->words[at];

	mark.text.start = word->text.end - len;
	word->text.end -= len;
	mark.box.x0 = word->box.x1 - 0.3F * word->size;
	word->box.x1 = mark.box.x0;
	mark.space = mark.begins = false;
	mark.call = true;
	ARRAY_GROW(page->words, page->word_count, page->word_cap);
	page->words[page->word_count++] = mark;
}

/* Puts the last word of the page behind word i of a line. */
static void insert_word(struct pdf_page *page, struct pdf_line *l, size_t i)
{
	uint32_t first = (uint32_t)page->order_count;

	while (page->order_cap < page->order_count + l->count + 1) {
		page->order_cap = page->order_cap * 2 + 16;
		page->order = mem_realloc(page->order, page->order_cap * sizeof *page->order);
	}
	for (size_t k = 0; k < l->count; k++) {
		page->order[page->order_count++] = page->order[l->first + k];
		if (k == i)
			page->order[page->order_count++] = (uint32_t)page->word_count - 1;
	}
	l->first = first;
	l->count++;
}

/* Whether a word ends in just that mark. */
static bool ends_in_mark(struct span text, const char *label)
{
	size_t len = strlen(label);
	int32_t before;

	if (text.len <= len || !span_ends(text, label))
		return false;
	before = utf8_peek_before(text, text.len - len);
	return !utf8_is_one_of(before, MARKS) && !utf8_is_space(before);
}

/* A note with a mark is called by the first word of the page's text that ends in just that mark. */
static void call_by_mark(struct pdf *p, uint32_t page_number, const char *label, size_t before)
{
	struct pdf_page *page = &p->pages[page_number];

	for (size_t n = 0; n < before; n++) {
		struct pdf_line *l = &page->lines[n];

		for (size_t i = 0; i < l->count; i++) {
			const struct pdf_word *w = pdf_line_word(p, l, i);

			if (w->call || !ends_in_mark(pdf_word_text(p, w), label))
				continue;
			cut_mark(page, page->order[l->first + i], strlen(label));
			insert_word(page, l, i);
			return;
		}
	}
}

/*
 * Whether a page has what a mark's note may answer: a call, a word that ends in
 * the mark, or the mark behind a space. Only the signs for section and paragraph
 * stand so without calling anything: "U.S.C. § 1983".
 */
static bool page_has_mark(const struct pdf *p, uint32_t page, const char *label)
{
	const struct pdf_page *from = &p->pages[page];
	bool alone = !utf8_is_one_of(utf8_peek_before(span_of(label), strlen(label)), SECTION_MARKS);

	if (page_calls(p, page, label))
		return true;
	for (size_t i = 0; i < from->word_count; i++) {
		const struct pdf_word *w = &from->words[i];
		struct span text = pdf_word_text(p, w);

		if (ends_in_mark(text, label) || (alone && !w->begins && span_eq_str(text, label)))
			return true;
	}
	return false;
}

/* ---- notes at the foot ---- */

static size_t add_note(struct pdf *p, const struct head *h, uint32_t page, bool at_end)
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
static long last_number(const struct pdf *p)
{
	return p->note_count == 0 ? 0 : label_number(p->notes[p->note_count - 1].label);
}

/* Whether a note begins with this line of the page's foot. */
static bool begins_note(struct pdf *p, const struct pdf_line *l, bool in_zone, struct head *h)
{
	bool small = l->size < NOTE_SIZE * p->size;

	if (l->role != PDF_BODY || !read_head(p, l, h) || (!small && !h->raised && !h->mark))
		return false;
	if (h->mark && !in_zone && !page_calls(p, l->page, h->label) && l->box.y0 <= p->pages[l->page].height * 0.5F)
		return false;
	if (h->mark)
		return page_has_mark(p, l->page, h->label);
	if (page_calls(p, l->page, h->label))
		return true;
	return in_zone && (h->raised || small) && h->number == last_number(p) + 1;
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

static bool ends_sentence(const struct pdf *p, const struct pdf_line *l)
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

static struct pdf_line *last_note_line(struct pdf *p, uint32_t page)
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
	struct pdf_line *note = &page->lines[first], *last = note->page == 0 ? NULL : last_note_line(p, note->page - 1);
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
	struct pdf_line *last = number == 0 ? NULL : last_note_line(p, number - 1);
	size_t from = page->line_count;

	if (last == NULL || ends_sentence(p, last))
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
static size_t take_foot(struct pdf *p, struct pdf_page *page, size_t from, struct head h)
{
	const struct pdf_line *first = &page->lines[from];
	uint32_t column = first->column;
	float size = first->size;
	size_t note = add_note(p, &h, first->page, false), i = from;

	for (; i < page->line_count && page->lines[i].column == column; i++) {
		struct pdf_line *l = &page->lines[i];
		bool fresh = i > from && begins_note(p, l, true, &h);

		if (l->size > size + 0.4F && !fresh)
			break;
		if (i > from && !fresh && !is_close(&page->lines[i - 1], l))
			break;
		if (fresh)
			note = add_note(p, &h, l->page, false);
		l->role = PDF_NOTE;
		l->note = (uint32_t)note;
	}
	return i;
}

static void find_foot(struct pdf *p, uint32_t number)
{
	struct pdf_page *page = &p->pages[number];
	struct head h;
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
			if (label_number(p->notes[n].label) == 0)
				call_by_mark(p, number, p->notes[n].label, i);
	}
	if (!any)
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
	struct head h;

	return read_head(p, &p->pages[at.page].lines[at.line], &h) && h.number == number && (h.raised || !raised);
}

/* How many labels follow one another from a line on that has the label 1. */
static long count_run(const struct pdf *p, struct place from, bool raised)
{
	long number = 1;
	size_t since = 0;

	for (struct place at = from; next_line(p, &at) && since < 40; since++)
		if (head_is(p, at, number + 1, raised)) {
			number++;
			since = 0;
		}
	return number;
}

/* Calls that have no note yet and a label from 1 to `most`. */
static size_t waiting_calls(const struct pdf *p, uint32_t before, long most)
{
	char label[PDF_NOTE_LABEL_MAX];
	size_t count = 0;

	for (uint32_t n = 0; n <= before; n++)
		for (size_t i = 0; i < p->pages[n].word_count; i++) {
			const struct pdf_word *w = &p->pages[n].words[i];
			size_t at = 0;

			if (w->call && pdf_call_label(pdf_word_text(p, w), &at, label) && pdf_note_find_label(p, label, n) == PDF_NO_NOTE)
				count += label_number(label) > 0 && label_number(label) <= most;
		}
	return count;
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
		struct head h;

		if (number < most && head_is(p, at, number + 1, raised) && read_head(p, l, &h)) {
			note = add_note(p, &h, at.page, true);
			number++;
		} else if (number == most && (fabsf(l->size - size) > 0.4F || l->bold || (before->page == l->page && before->column == l->column && !follows(before, l)))) {
			break;
		}
		l->role = PDF_NOTE;
		l->note = (uint32_t)note;
		before = l;
	} while (next_line(p, &at));
}

static void find_end(struct pdf *p)
{
	struct place at = {0, (size_t)-1};

	while (next_line(p, &at)) {
		const struct pdf_line *l = &p->pages[at.page].lines[at.line];
		struct head h;
		long most;

		if (!read_head(p, l, &h) || h.number != 1)
			continue;
		most = count_run(p, at, h.raised);
		if (waiting_calls(p, at.page, most) * 2 <= (size_t)most)
			continue;
		take_end(p, at, most, h.raised);
		return;
	}
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

/* A raised figure stays text unless each of its labels has a note. */
static void settle_calls(struct pdf *p)
{
	char label[PDF_NOTE_LABEL_MAX];

	for (uint32_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].word_count; i++) {
			struct pdf_word *w = &p->pages[n].words[i];
			bool joined = false, all = true;
			size_t at = 0;

			if (!w->call)
				continue;
			while (pdf_call_label(pdf_word_text(p, w), &at, label)) {
				joined = true;
				all &= pdf_note_find_label(p, label, n) != PDF_NO_NOTE;
			}
			w->call = joined && all;
		}
}

/* The look of a line is that of its words, without the calls that have been found in it. */
static void look_again(struct pdf *p, struct pdf_line *l)
{
	bool any = false;

	for (size_t i = 0; i < l->count; i++)
		any |= pdf_line_word(p, l, i)->call;
	if (any)
		pdf_line_look(p, l);
}

void pdf_notes_find(struct pdf *p)
{
	for (uint32_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++)
			if (p->pages[n].lines[i].role == PDF_BODY)
				find_calls(p, &p->pages[n].lines[i]);
	for (uint32_t n = 0; n < p->page_count; n++)
		find_foot(p, n);
	find_end(p);
	settle_calls(p);
	for (uint32_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++)
			look_again(p, &p->pages[n].lines[i]);
}
