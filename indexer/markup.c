/*
 * markup.c: the bytes inside a passage that are not read: calls of notes,
 * emphasis, tags, the brackets around an address, the address of a link,
 * backslashes of escapes.
 */
#include "indexer/markup_parts.h"

#include <stdlib.h>

#include "text/bytes.h"

struct span label_text(struct scan *s, struct range at)
{
	struct span raw = span_sub(s->text, at);
	struct buf digits;
	struct span out;

	if (raw.len == 0 || (unsigned char)raw.data[0] < 0x80)
		return raw;
	buf_init(&digits);
	for (size_t i = 0; i < raw.len;) {
		int32_t cp;
		i += utf8_decode(raw, i, &cp);
		if (utf8_superscript(cp) >= 0)
			buf_add_char(&digits, (char)('0' + utf8_superscript(cp)));
		else
			utf8_add(&digits, cp);
	}
	out = pool_span(s->outline->pool, buf_span(&digits));
	buf_release(&digits);
	return out;
}

/* ---- block quotes ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The > of a block quote at the head of a line, with the white space after them. */
static size_t read_quote(struct markup_reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t end = at;

	while (end < r->to && (t.data[end] == '>' || is_blank(t.data[end])))
		end++;
	markup_skip(r->out, at, end);
	return end;
}

static bool heads_line(const struct markup_reader *r, size_t at)
{
	while (at > r->from && is_blank(r->s->text.data[at - 1]))
		at--;
	return at == r->from || strchr("\n\r\f", r->s->text.data[at - 1]);
}

/* In plain text every line of a quote has its >, and one line alone is "> 5 years". */
static bool is_quote(const struct scan *s, struct range range)
{
	struct span t = s->text;
	size_t lines = 0;

	if (s->markdown)
		return true;
	for (size_t i = range.start; i < range.end; lines++) {
		if (t.data[i] != '>')
			return false;
		while (i < range.end && t.data[i] != '\n')
			i++;
		while (i < range.end && (is_blank(t.data[i]) || t.data[i] == '\n'))
			i++;
	}
	return lines > 1;
}

/* ---- one range ---- */

static void call_add(struct markup_reader *r, const struct call *c)
{
	struct markup *m = r->out;

	ARRAY_GROW(m->calls, m->call_count, m->call_cap);
	m->calls[m->call_count++] = (struct note_call){c->at, label_text(r->s, c->label)};
}

static size_t read_call(struct markup_reader *r, size_t at)
{
	struct scan *s = r->s;
	size_t past = at;

	for (; r->call < s->call_count && s->calls[r->call].at <= (past > at ? past - 1 : at); r->call++) {
		const struct call *c = &s->calls[r->call];
		if (c->at < at || !c->accepted)
			continue;
		if (c->end > past)
			past = c->end;
		call_add(r, c);
	}
	if (past > r->to)
		past = r->to;
	if (past > at)
		markup_skip(r->out, at, past);
	return past;
}

static size_t read_special(struct markup_reader *r, size_t at)
{
	switch (r->s->text.data[at]) {
	case '*':
	case '_':
		return markup_emphasis(r, at);
	case '<':
		return markup_angle(r, at);
	case '[':
		return r->link_end > at ? at + 1 : markup_link(r, at);
	case '>':
		return r->quote && heads_line(r, at) ? read_quote(r, at) : at + 1;
	case '\\':
		return markup_escape(r, at);
	case '`':
		return r->s->markdown ? markup_code(r, at) : at + 1;
	case 'h':
	case 'w':
		if (markup_starts_address(r->s->text, at, r->to) && (at == r->from || !markup_is_space(r->s->text, at)))
			return markup_address_end(r->s->text, at, r->to);
		return at + 1;
	default:
		return at + 1;
	}
}

size_t call_first(const struct scan *s, size_t from)
{
	return ARRAY_FIRST(s->calls, s->call_count, at, from);
}

/* What read_special looks at. */
static byte_set signs = {['*'] = 1, ['_'] = 1, ['<'] = 1, ['['] = 1, ['>'] = 1,
                         ['\\'] = 1, ['`'] = 1, ['h'] = 1, ['w'] = 1};

/* Past what is neither mark-up nor a call, nor the end of a link's text. */
static size_t pass_plain(const struct markup_reader *r, size_t at)
{
	size_t end = r->to;

	if (r->call < r->s->call_count && r->s->calls[r->call].at < end)
		end = r->s->calls[r->call].at;
	if (r->text_end >= at && r->text_end < end)
		end = r->text_end;
	return at < end ? bytes_until(r->s->text, at, end, signs) : at;
}

static void read_range(struct markup_reader *r, struct range range)
{
	size_t at = range.start;

	r->quote = is_quote(r->s, range);
	r->from = range.start;
	r->to = range.end;
	r->call = call_first(r->s, range.start);
	while (at < range.end) {
		size_t past;
		while (r->call < r->s->call_count && r->s->calls[r->call].at < at)
			r->call++;
		at = pass_plain(r, at);
		if (at == range.end)
			break;
		if (r->call < r->s->call_count && r->s->calls[r->call].at == at) {
			past = read_call(r, at);
			if (past > at) {
				at = past;
				continue;
			}
		}
		if (r->text_end == at && r->link_end > at) {
			markup_skip(r->out, at, r->link_end);
			at = r->link_end;
			r->link_end = 0;
			continue;
		}
		past = read_special(r, at);
		at = past > at ? past : at + 1;
	}
}

static int by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* Sorted, without overlaps, neighbours as one. */
static void tidy(struct markup *m)
{
	size_t n = 0;

	qsort(m->skips, m->skip_count, sizeof *m->skips, by_start);
	for (size_t i = 0; i < m->skip_count; i++) {
		if (n && m->skips[i].start <= m->skips[n - 1].end) {
			if (m->skips[i].end > m->skips[n - 1].end)
				m->skips[n - 1].end = m->skips[i].end;
		} else {
			m->skips[n++] = m->skips[i];
		}
	}
	m->skip_count = n;
}

/* The line in which a byte stands, or the next one. */
static size_t line_of(const struct scan *s, size_t at)
{
	return ARRAY_FIRST(s->lines, s->line_count, end, at);
}

static void skip_line_numbers(struct scan *s, const struct range *ranges, size_t count, struct markup *out)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = line_of(s, ranges[i].start); k < s->line_count && s->lines[k].start < ranges[i].end; k++)
			if ((s->lines[k].flags & LINE_NUMBERED) && s->lines[k].number >= ranges[i].start)
				markup_skip(out, s->lines[k].number, s->lines[k].start);
}

void markup_find(struct scan *s, const struct range *ranges, size_t count, struct markup *out)
{
	struct markup_reader r = {.s = s, .out = out};

	out->skip_count = out->call_count = 0;
	if (s->document->segment_count != 0) {
		outline_block_calls(s, ranges, count, out); /* such a text has no mark-up */
		for (size_t i = 0; i < count && s->call_count != 0; i++)
			star_calls_add(s, ranges[i], out);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		r.text_end = r.link_end = 0;
		r.raised = false;
		read_range(&r, ranges[i]);
	}
	if (s->numbered)
		skip_line_numbers(s, ranges, count, out);
	if (out->skip_count)
		tidy(out);
}
