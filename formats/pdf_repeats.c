/*
 * pdf_repeats.c: numbers and letters of items that are printed again where a page
 * break cuts them, as browsers do: "2. p. between the time …" above the rest of item
 * (p) of paragraph 2. They are no text, and number nothing. Where a new item begins there, the numbers of what it
 * stands in are printed again before its own: "2. q. if convicted, to appeal".
 */
#include <math.h>

#include "formats/pdf_blocks.h"
#include "text/roman.h"

#define LOOK_BACK 200 /* lines in which an item's number was printed first */

static struct span label_of(const struct pdf_blocks *b, const struct pdf_flow *f)
{
	return span_make(b->text.data + f->text.start, f->label);
}

/* Whether a line before i has the label; `nearest`: it is the last label before i. */
static bool was_label(const struct pdf_blocks *b, size_t i, struct span label, bool nearest)
{
	for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
		const struct pdf_flow *f = &b->flow[k];

		if (f->label == 0 || f->bullet)
			continue;
		if (span_eq(label_of(b, f), label))
			return true;
		if (nearest)
			return false;
	}
	return false;
}

static struct span word_at(struct span text, size_t at)
{
	size_t end = at;

	while (end < text.len && text.data[end] != ' ')
		end++;
	return span_make(text.data + at, end - at);
}

/* Bytes at the head of line i that are labels of the item that goes on there; the last of them is that item's own. */
static size_t repeated_bytes(const struct pdf_blocks *b, size_t i)
{
	struct span text = span_sub(buf_span(&b->text), b->flow[i].text);
	size_t at = 0, past = 0;

	for (struct span word = word_at(text, 0); at + word.len < text.len; word = word_at(text, at)) {
		if (!was_label(b, i, word, false))
			break;
		at += word.len + 1;
		past = was_label(b, i, word, true) ? at : 0;
	}
	return past;
}

/* The words of a line before its text with so many spaces: a label may be printed in pieces. */
static uint32_t words_before(const struct pdf_blocks *b, const struct pdf_line *l, struct span labels)
{
	uint32_t words = 0;
	size_t spaces = 0;

	for (size_t i = 0; i < labels.len; i++)
		spaces += labels.data[i] == ' ';
	while (words < l->count) {
		spaces -= words != 0 && pdf_line_word(b->pdf, l, words)->space;
		if (spaces == 0)
			break;
		words++;
	}
	return words;
}

static void drop(struct pdf_blocks *b, struct pdf_flow *f, size_t bytes)
{
	f->repeated = words_before(b, f->line, span_make(b->text.data + f->text.start, bytes));
	f->text.start += bytes;
	f->label = f->label_words = 0;
	f->letter = f->bare = f->grouped = f->tab = f->next_roman = false;
	f->lower = true;
}

/*
 * The rest of a sentence goes on in lower case, and as the line before looks: a paragraph that happens to have
 * the number of the one before does not, nor the first item below a heading.
 */
static bool goes_on(const struct pdf_blocks *b, const struct pdf_flow *f, size_t bytes)
{
	struct range rest = {f->text.start + bytes, f->text.end};
	const struct pdf_line *l = f->line, *before = f[-1].line;

	return bytes != 0 && l->bold == before->bold && fabsf(l->size - before->size) < SIZE_APART &&
	       pdf_flow_is_lower(span_sub(buf_span(&b->text), rest));
}

/* ---- a new item ---- */

/* A label's number or letter, without what stands around it. */
static struct span bare_label(struct span label)
{
	while (label.len != 0 && strchr("([", label.data[0]) != NULL)
		label = span_make(label.data + 1, label.len - 1);
	while (label.len != 0 && strchr(".)]", label.data[label.len - 1]) != NULL)
		label.len--;
	return label;
}

/* "b." after "a.", "ii." after "i.", "10." after "9." */
static bool is_next(struct span before, struct span label)
{
	struct span a = bare_label(before), z = bare_label(label);
	uint32_t roman = roman_read(z, ROMAN_SMALL | ROMAN_CAPITALS);

	if (before.len == 0 || label.data[label.len - 1] != before.data[before.len - 1] || z.len == 0)
		return false;
	if (a.len == 1 && z.len == 1 && a.data[0] >= 'a' && z.data[0] == a.data[0] + 1 && z.data[0] <= 'z')
		return true;
	return roman > 1 && roman_read(a, ROMAN_SMALL | ROMAN_CAPITALS) == roman - 1;
}

/* "a.", "(a)", "i." */
static bool is_first(struct span label)
{
	struct span bare = bare_label(label);

	return bare.len == 1 && bare.len < label.len && (bare.data[0] == 'a' || bare.data[0] == 'i');
}

/*
 * Whether a new item with the label begins at line i: the first below the last `outer` label, or the one after an
 * item there, over what is numbered inside that.
 */
static bool begins_item(const struct pdf_blocks *b, size_t i, struct span outer, struct span label)
{
	bool alone = true;

	for (size_t k = i; k-- > 0 && i - k <= LOOK_BACK;) {
		const struct pdf_flow *f = &b->flow[k];

		if (f->label == 0 || f->bullet)
			continue;
		if (span_eq(label_of(b, f), outer))
			return alone && is_first(label);
		if (span_eq(label_of(b, f), label))
			return false;
		if (is_next(label_of(b, f), label))
			return true;
		alone = false;
	}
	return false;
}

/* Bytes at the head of line i that are labels of what the new item stands in whose label follows them. */
static size_t outer_bytes(const struct pdf_blocks *b, size_t i)
{
	struct span text = span_sub(buf_span(&b->text), b->flow[i].text), outer = {"", 0};
	size_t at = 0;

	for (struct span word = word_at(text, 0); at + word.len < text.len; word = word_at(text, at)) {
		if (at != 0 && begins_item(b, i, outer, word))
			return at;
		if (!was_label(b, i, word, false))
			return 0;
		outer = word;
		at += word.len + 1;
	}
	return 0;
}

static void begin_item(struct pdf_blocks *b, struct pdf_flow *f, size_t bytes)
{
	f->repeated = words_before(b, f->line, span_make(b->text.data + f->text.start, bytes));
	f->text.start += bytes;
	pdf_flow_relabel(b, f, true);
}

void pdf_repeats_find(struct pdf_blocks *b)
{
	for (size_t i = 1; i < b->flow_count; i++) {
		struct pdf_flow *f = &b->flow[i];
		size_t bytes;

		if (f->label == 0 || f->bullet || f->line->page == f[-1].line->page || f->line->right_to_left)
			continue;
		bytes = f[-1].ends ? 0 : repeated_bytes(b, i);
		if (goes_on(b, f, bytes))
			drop(b, f, bytes);
		else if ((bytes = outer_bytes(b, i)) != 0)
			begin_item(b, f, bytes);
	}
}
