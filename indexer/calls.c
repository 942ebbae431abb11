/*
 * calls.c: every place that may call a note, found before the notes are: a
 * number is a note only where something calls it.
 */
#include "indexer/scan.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/bytes.h"
#include "text/utf8.h"

#define TAGGED_BYTES 12 /* of "<sup>1</sup>", the shortest call in a tag */
#define BRACKET_BYTES 40 /* of "[^a-long-name]" */

static void call_add(struct scan *s, struct call c)
{
	ARRAY_GROW(s->calls, s->call_count, s->call_cap);
	s->calls[s->call_count++] = c;
}

/* m², km³, 10⁶: the superscript is perhaps an exponent. */
static bool is_unit_before(struct span t, size_t at, size_t line_start)
{
	size_t from = at;

	if (at == line_start)
		return false;
	if (byte_is_digit(t.data[at - 1]))
		return true;
	while (from > line_start && (t.data[from - 1] | 0x20) >= 'a' && (t.data[from - 1] | 0x20) <= 'z')
		from--;
	if (at - from > 2 || at == from)
		return false;
	return (t.data[at - 1] == 'm' || (at - from == 2 && memcmp(t.data + from, "ft", 2) == 0)) &&
	       (from == line_start || t.data[from - 1] == ' ' || byte_is_digit(t.data[from - 1]));
}

static uint32_t digits_value(struct span t, struct range r)
{
	uint32_t n = 0;

	for (size_t i = r.start; i < r.end && n <= NOTE_NUMBER_MAX; i++)
		n = n * 10 + (uint32_t)(t.data[i] - '0');
	return n <= NOTE_NUMBER_MAX ? n : 0;
}

/* Each reads at `at` and returns the past byte, or `at` if there is no call. */

static size_t read_super(struct scan *s, const struct line *l, size_t at)
{
	size_t end = at;
	uint32_t n = 0;

	while (end < l->end && n <= NOTE_NUMBER_MAX) {
		int32_t cp;
		size_t len = utf8_decode(s->text, end, &cp);
		int digit = utf8_superscript(cp);
		if (digit < 0)
			break;
		n = n * 10 + (uint32_t)digit;
		end += len;
	}
	if (end > at && n > 0 && n <= NOTE_NUMBER_MAX && at > l->start)
		call_add(s, (struct call){.at = at, .end = end, .label = {at, end}, .number = n,
		                          .style = CALL_SUPER, .unit = is_unit_before(s->text, at, l->start)});
	return end;
}

/* <sup>1</sup>, <sup>1,2</sup>: one call a number, the first of them has all the bytes. */
static size_t read_tag(struct scan *s, const struct line *l, size_t at)
{
	struct span t = s->text;
	size_t i = at + 5, end;
	bool first = true;

	if (l->end - at < TAGGED_BYTES || memcmp(t.data + at, "<sup>", 5) != 0 || at == l->start)
		return at;
	for (end = i; end < l->end && (byte_is_digit(t.data[end]) || strchr(" ,*[]", t.data[end])); end++)
		;
	if (l->end - end < 6 || memcmp(t.data + end, "</sup>", 6) != 0)
		return at;
	while (i < end) {
		size_t from = i;
		while (i < end && (byte_is_digit(t.data[i]) || t.data[i] == '*'))
			i++;
		if (i > from) {
			call_add(s, (struct call){.at = first ? at : from, .end = first ? end + 6 : i, .label = {from, i},
			                          .number = t.data[from] == '*' ? 0 : digits_value(t, (struct range){from, i}),
			                          .style = CALL_TAG, .unit = is_unit_before(t, at, l->start)});
			first = false;
		} else {
			i++;
		}
	}
	return end + 6;
}

static size_t read_square(struct scan *s, const struct line *l, size_t at)
{
	struct span t = s->text;
	bool caret = at + 1 < l->end && t.data[at + 1] == '^';
	size_t from = at + 1 + caret, end = from;

	while (end < l->end && end - from < BRACKET_BYTES &&
	       (caret ? t.data[end] != ']' && t.data[end] > ' ' : byte_is_digit(t.data[end])))
		end++;
	if (end == from || end == l->end || t.data[end] != ']' || at == l->start)
		return at;
	if (!caret && (end - from > 5 || (end + 1 < l->end && t.data[end + 1] == '(')))
		return at;
	call_add(s, (struct call){.at = at, .end = end + 1, .label = {from, end},
	                          .number = caret && !byte_is_digit(t.data[from]) ? 0 : digits_value(t, (struct range){from, end}),
	                          .style = caret ? CALL_CARET : CALL_SQUARE});
	return end + 1;
}

/* A quotation mark with no word before it. */
static bool opens_quotation(struct span t, const struct line *l, size_t at, int32_t cp)
{
	return utf8_is_one_of(cp, "\"'“‘„«‹") && (at <= l->start || t.data[at - 1] == ' ' || t.data[at - 1] == '\t' || t.data[at - 1] == '(');
}

/* "on 3 May 2012.7" at the stop, where its sentence ends with the year: no decimal. */
static bool is_after_year(struct span t, const struct line *l, size_t stop, size_t end)
{
	return text_year_ends(t, l->start, stop) && (end == l->end || (t.data[end] == ' ' && text_begins_upper(t, end, l->end)));
}

/* "Karabakh1 region", "conflict.2": what pdftotext makes of a raised number. And "Protocol. 1/". */
static size_t read_digits(struct scan *s, const struct line *l, size_t at)
{
	struct span t = s->text;
	size_t end = at, before;
	bool glued, slash;
	int32_t cp, after = ' ';

	while (end < l->end && byte_is_digit(t.data[end]))
		end++;
	if (at == l->start || end - at > 4 || t.data[at] == '0')
		return end;
	before = utf8_before(t, at);
	utf8_decode(t, before, &cp);
	slash = end < l->end && t.data[end] == '/' && (end + 1 == l->end || t.data[end + 1] == ' ') &&
	        (utf8_is_space(cp) || utf8_is_punct(cp));
	if (end < l->end)
		utf8_decode(t, end, &after);
	glued = !slash && (utf8_is_space(after) || (utf8_is_punct(after) && !strchr("/-_%(", t.data[end]))) &&
	        (utf8_is_lower(cp) || (utf8_is_punct(cp) && !strchr("(/-[#&_:", t.data[before]))) &&
	        !(t.data[before] == '.' && before > l->start && byte_is_digit(t.data[before - 1]) && !is_after_year(t, l, before, end));
	if (t.data[before] == ',' && before > l->start && byte_is_digit(t.data[before - 1]))
		glued = false;
	if ((cp >= 0x2010 && cp <= 0x2015) || opens_quotation(t, l, before, cp)) /* "paras. 1–4": to 4; "1. The claim" */
		glued = false;
	if (slash || glued)
		call_add(s, (struct call){.at = at, .end = end + slash, .label = {at, end},
		                          .number = digits_value(t, (struct range){at, end}),
		                          .style = slash ? CALL_SLASH : CALL_GLUED});
	return end;
}

/*
 * Stars that end a word or a line and open no emphasis: "Review*", "views*, **".
 * Only if they are the only ones on their line.
 */
static void read_stars(struct scan *s, const struct line *l)
{
	struct span t = s->text;
	size_t first = s->call_count;
	bool good = true;

	if (memchr(t.data + l->start, '*', l->end - l->start) == NULL)
		return;
	for (size_t i = l->start; i < l->end && good; i++) {
		size_t from = i;
		if (t.data[i] != '*')
			continue;
		while (i < l->end && t.data[i] == '*')
			i++;
		good = from > l->start && i - from <= STARS_MAX && (i == l->end || strchr(" ,.;:", t.data[i])) &&
		       (s->call_count == first || strchr(" ,", t.data[from - 1]));
		call_add(s, (struct call){.at = from, .end = i, .label = {from, i}, .style = CALL_STARS});
	}
	if (!good || (s->call_count > first + 1 && s->calls[s->call_count - 1].end != l->end))
		s->call_count = first;
}

/* What a call may begin with, stars apart: superscripts are of two bytes or three. */
static byte_set signs = {[0xC2] = 1, [0xE2] = 1, ['<'] = 1, ['['] = 1, ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1,
                         ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1};

static void read_line(struct scan *s, const struct line *l)
{
	size_t i = l->start;

	read_stars(s, l);
	while ((i = bytes_until(s->text, i, l->end, signs)) < l->end) {
		unsigned char c = (unsigned char)s->text.data[i];
		size_t next = i;

		if (c == 0xC2 || c == 0xE2)
			next = read_super(s, l, i);
		else if (c == '<')
			next = read_tag(s, l, i);
		else if (c == '[')
			next = read_square(s, l, i);
		else if (byte_is_digit((char)c))
			next = read_digits(s, l, i);
		i = next > i ? next : i + 1;
	}
}

void calls_find_stars(struct scan *s)
{
	for (size_t i = 0; i < s->line_count; i++)
		read_stars(s, &s->lines[i]);
	if (s->call_count != 0)
		s->waiting = mem_zalloc((s->waiting_count = 1) * sizeof *s->waiting);
}

static int by_place(const void *a, const void *b)
{
	const struct call *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

void calls_find(struct scan *s)
{
	uint32_t most = 0;

	for (size_t i = 0; i < s->line_count; i++) {
		size_t before = s->call_count;
		if (s->lines[i].flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC))
			continue;
		read_line(s, &s->lines[i]);
		if (s->call_count - before > 1)
			qsort(s->calls + before, s->call_count - before, sizeof *s->calls, by_place);
	}
	for (size_t i = 0; i < s->call_count; i++)
		if (s->calls[i].number > most)
			most = s->calls[i].number;
	s->waiting_count = (size_t)most + 1;
	s->waiting = mem_zalloc(s->waiting_count * sizeof *s->waiting);
}

void calls_see(struct scan *s, size_t before)
{
	for (; s->call_seen < s->call_count && s->calls[s->call_seen].at < before; s->call_seen++) {
		const struct call *c = &s->calls[s->call_seen];
		size_t old = s->waiting[c->number];

		if (c->style == CALL_STARS)
			s->star_calls[c->end - c->at] = s->call_seen;
		/* A raised number is better evidence than digits in a word. */
		if (c->number && !(c->style == CALL_GLUED && old && s->calls[old - 1].style < CALL_GLUED))
			s->waiting[c->number] = (uint32_t)s->call_seen + 1;
	}
}

static bool has_note(const struct scan *s, const struct call *c)
{
	struct span label = span_sub(s->text, c->label);
	char digits[16];

	if (c->number) {
		int n = snprintf(digits, sizeof digits, "%u", c->number);
		label = span_make(digits, (size_t)n);
	}
	return strmap_get(&s->notes, label) != NULL;
}

/* Whether the text has notes, or calls that go on from a first: then a raised 1 is a call. */
static bool has_calls(const struct scan *s)
{
	if (s->notes.count > 0)
		return true;
	for (size_t i = 0; i < s->call_count; i++)
		if (s->calls[i].style <= CALL_TAG && s->calls[i].number == 2 && !s->calls[i].unit)
			return true;
	return false;
}

/* Superscripts and <sup>: with a note of that number, or next in the sequence. */
static bool raised_is_call(const struct scan *s, const struct call *c, uint32_t last, bool any)
{
	bool note = has_note(s, c), next = last > 0 && c->number == last + 1;

	if (c->number == 0)
		return note;
	if (c->unit)
		return next && note;
	return note || next || (c->number == 1 && any);
}

void calls_accept(struct scan *s)
{
	uint32_t last = 0;
	bool any = has_calls(s);
	struct strmap missing;

	strmap_init(&missing);
	for (size_t i = 0; i < s->call_count; i++) {
		struct call *c = &s->calls[i];

		if (c->style == CALL_SUPER || c->style == CALL_TAG)
			c->accepted = c->met || raised_is_call(s, c, last, any);
		else if (c->style == CALL_CARET)
			c->accepted = true;
		else if (c->style == CALL_SQUARE)
			c->accepted = c->met || (c->number && has_note(s, c) && *strmap_get(&s->notes, span_sub(s->text, c->label)) == CALL_SQUARE);
		else
			c->accepted = c->met;
		if (c->accepted && c->number && c->style <= CALL_TAG)
			last = c->number;
		if (c->accepted && !has_note(s, c)) {
			bool is_new;
			strmap_put(&missing, span_sub(s->text, c->label), &is_new);
			s->outline->missing_notes += is_new;
		}
	}
	strmap_release(&missing);
}
