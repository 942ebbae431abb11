#include "formats/pdf_calls.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/segments.h"
#include "text/roman.h"
#include "text/utf8.h"

#define SMALL 0.84F        /* of its line's size: a call */
#define RAISED 0.08F       /* of the size: its middle is higher */
#define LABEL_DIGITS 3
#define CALL_BYTES 12      /* of a call with the commas and brackets in it */
#define GLUED_LETTERS 3    /* before the stop of "them.12": "No.1" and "p.3" are no calls */
#define ROMAN_MOST 199     /* of a note's Roman number */
#define MARKS "*†‡§¶"
#define SECTION_MARKS "§¶" /* of these: signs that stand before a number in any text */

/* ---- labels ---- */

/* "iv", and not "IV" or "mix": a Roman number in small letters; 0: it is none that a note has. */
static long small_roman(struct span s)
{
	uint32_t value = roman_read(s, ROMAN_SMALL);

	return value <= ROMAN_MOST ? (long)value : 0;
}

/* The letters at `at`, as far as they go. */
static struct span letters_at(struct span text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.data[end] >= 'a' && text.data[end] <= 'z')
		end++;
	return span_make(text.data + at, end - at);
}

long pdf_label_number(const char *label)
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
	return any && s.len <= CALL_BYTES;
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

bool pdf_note_head_read(const struct pdf *p, const struct pdf_line *l, struct pdf_note_head *h)
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
	h->number = marks ? 0 : pdf_label_number(h->label);
	if (small_roman(span_of(h->label)) != 0 && !h->raised)
		return false; /* an item of a list, or a word */
	return h->mark || h->number > 0;
}

bool pdf_page_calls(const struct pdf *p, uint32_t page, const char *label)
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

/* ---- numbers that are part of a word ---- */

/* "art.12", "para.3": a stop that ends no sentence. */
static bool is_short_form(struct span word)
{
	static const char *const forms[] = {"art", "arts", "article", "sect", "sec", "para", "paras", "chap", "vol", "nos", "fig", "ref", "rule", "ann", NULL};

	for (int i = 0; forms[i] != NULL; i++)
		if (strlen(forms[i]) == word.len && strncasecmp(word.data, forms[i], word.len) == 0)
			return true;
	return false;
}

/* "them.12": letters, the stop of a sentence, and the number of a note with nothing between. */
static bool ends_in_number(struct span text, const char *label)
{
	size_t len = strlen(label), at;

	if (text.len <= len + 1 || !span_ends(text, label))
		return false;
	at = text.len - len;
	if (strchr(".,;:", text.data[at - 1]) == NULL || is_short_form(label_bare(span_make(text.data, at - 1))))
		return false;
	for (size_t letters = 0; letters < GLUED_LETTERS; letters++) {
		at = letters == 0 ? at - 1 : utf8_before(text, at);
		if (at == 0 || !utf8_is_letter(utf8_peek_before(text, at)))
			return false;
	}
	return true;
}

bool pdf_page_glues(const struct pdf *p, uint32_t page, const char *label)
{
	const struct pdf_page *from = &p->pages[page];

	for (size_t i = 0; i < from->word_count; i++)
		if (!from->words[i].call && ends_in_number(pdf_word_text(p, &from->words[i]), label))
			return true;
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

void pdf_call_by_mark(struct pdf *p, uint32_t page_number, const char *label, size_t before)
{
	struct pdf_page *page = &p->pages[page_number];
	bool number = pdf_label_number(label) != 0;

	for (size_t n = 0; n < before; n++) {
		struct pdf_line *l = &page->lines[n];

		for (size_t i = 0; i < l->count; i++) {
			const struct pdf_word *w = pdf_line_word(p, l, i);

			if (w->call || !(number ? ends_in_number : ends_in_mark)(pdf_word_text(p, w), label))
				continue;
			cut_mark(page, page->order[l->first + i], strlen(label));
			insert_word(page, l, i);
			return;
		}
	}
}

bool pdf_page_has_mark(const struct pdf *p, uint32_t page, const char *label)
{
	const struct pdf_page *from = &p->pages[page];
	bool alone = !utf8_is_one_of(utf8_peek_before(span_of(label), strlen(label)), SECTION_MARKS);

	if (pdf_page_calls(p, page, label))
		return true;
	for (size_t i = 0; i < from->word_count; i++) {
		const struct pdf_word *w = &from->words[i];
		struct span text = pdf_word_text(p, w);

		if (ends_in_mark(text, label) || (alone && !w->begins && span_eq_str(text, label)))
			return true;
	}
	return false;
}

/* ---- all of a document ---- */

void pdf_calls_find(struct pdf *p)
{
	for (uint32_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++)
			if (p->pages[n].lines[i].role == PDF_BODY)
				find_calls(p, &p->pages[n].lines[i]);
}

/* A raised figure stays text unless each of its labels has a note. */
static void keep_answered(struct pdf *p)
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

void pdf_calls_settle(struct pdf *p)
{
	keep_answered(p);
	for (uint32_t n = 0; n < p->page_count; n++)
		for (size_t i = 0; i < p->pages[n].line_count; i++)
			look_again(p, &p->pages[n].lines[i]);
}
