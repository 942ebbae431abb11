/*
 * markup.c: the bytes inside a passage that are not read: calls of notes,
 * emphasis, tags, the brackets around an address, the address of a link,
 * backslashes of escapes.
 */
#include "indexer/outline_blocks.h"

#include <stdlib.h>

#include "indexer/tags.h"
#include "text/utf8.h"

#define LINK_MAX 2048   /* bytes of a link's address */
#define NESTING_MAX 64  /* open runs of emphasis, for each of * and _ */

/* A run of * or _ that may open emphasis. */
struct opener {
	size_t at, left; /* first byte, bytes not used */
};

struct openers {
	struct opener runs[NESTING_MAX];
	size_t count;
};

struct reader {
	struct scan *s;
	struct markup *out;
	struct openers stars, lines;
	size_t call; /* the next call at or after the place read */
	size_t text_end; /* of a link's text that is being read: its ] */
	size_t link_end;
	bool quote;  /* the > at the heads of lines are marks */
	bool raised; /* inside <sup> or <sub> whose tags are read */
	size_t from, to; /* the range */
};

static void skip_add(struct markup *m, size_t start, size_t end)
{
	ARRAY_GROW(m->skips, m->skip_count, m->skip_cap);
	m->skips[m->skip_count++] = (struct range){start, end};
}

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

/* ---- emphasis ---- */

static bool is_space_at(struct span t, size_t at)
{
	int32_t cp;

	utf8_decode(t, at, &cp);
	return utf8_is_space(cp);
}

static bool is_punct_at(struct span t, size_t at)
{
	int32_t cp;

	utf8_decode(t, at, &cp);
	return utf8_is_punct(cp) || cp == '<' || cp == '>' || cp == '+' || cp == '=' || cp == '~' || cp == '|' || cp == '$';
}

/*
 * A letter or digit beside a run: "2*3*4", "x*x*x" and "un*do*ne" are read as they
 * stand. In Markdown a letter without case does not count: Chinese has no spaces.
 */
static bool is_word_at(const struct reader *r, size_t at)
{
	int32_t cp;

	utf8_decode(r->s->text, at, &cp);
	if (utf8_is_digit(cp))
		return true;
	return utf8_is_letter(cp) && (!r->s->markdown || utf8_is_upper(cp) || utf8_is_lower(cp));
}

/* The left- and right-flanking runs of CommonMark 0.31, section 6.2; none inside a word. */
static void flanks(const struct reader *r, size_t from, size_t to, bool *left, bool *right)
{
	struct span t = r->s->text;
	size_t before = from > r->from ? utf8_before(t, from) : NONE;
	bool space_before = before == NONE || is_space_at(t, before), space_after = to >= r->to || is_space_at(t, to);
	bool punct_before = before != NONE && is_punct_at(t, before), punct_after = to < r->to && is_punct_at(t, to);

	*left = !space_after && (!punct_after || space_before || punct_before);
	*right = !space_before && (!punct_before || space_after || punct_after);
	if (before != NONE && is_word_at(r, before))
		*left = false;
	if (to < r->to && is_word_at(r, to))
		*right = false;
	if (t.data[from] == '_') {
		bool l = *left;
		*left = l && (!*right || punct_before);
		*right = *right && (!l || punct_after);
	}
}

static size_t close_runs(struct reader *r, struct openers *o, size_t from, size_t to)
{
	while (from < to && o->count) {
		struct opener *run = &o->runs[o->count - 1];
		size_t n = run->left < to - from ? run->left : to - from;

		skip_add(r->out, run->at + run->left - n, run->at + run->left);
		skip_add(r->out, from, from + n);
		run->left -= n;
		from += n;
		if (run->left == 0)
			o->count--;
	}
	return from;
}

static size_t read_emphasis(struct reader *r, size_t at)
{
	struct span t = r->s->text;
	struct openers *o = t.data[at] == '*' ? &r->stars : &r->lines;
	size_t end = at, from = at;
	bool left, right;

	while (end < r->to && t.data[end] == t.data[at])
		end++;
	flanks(r, at, end, &left, &right);
	if (right)
		from = close_runs(r, o, at, end);
	if (left && from < end) {
		if (o->count == NESTING_MAX) {
			memmove(o->runs, o->runs + 1, (NESTING_MAX - 1) * sizeof *o->runs);
			o->count--;
		}
		o->runs[o->count++] = (struct opener){from, end - from};
	}
	return end;
}

/* ---- addresses, tags, links, escapes, code ---- */

static size_t address_end(struct span t, size_t at, size_t to)
{
	while (at < to && (unsigned char)t.data[at] > ' ' && t.data[at] != '<' && t.data[at] != '>') {
		int32_t cp;
		size_t n = utf8_decode(t, at, &cp);
		if (utf8_superscript(cp) >= 0 || utf8_is_space(cp) || cp == 0x201D || cp == 0x201C)
			break;
		at += n;
	}
	while (at > 0 && (t.data[at - 1] == '*' || t.data[at - 1] == '_'))
		at--;
	return at;
}

static bool starts_address(struct span t, size_t at, size_t to)
{
	struct span rest = span_make(t.data + at, to - at);

	return span_starts(rest, "http://") || span_starts(rest, "https://") || span_starts(rest, "www.") ||
	       span_starts(rest, "mailto:");
}

/* "a<br>b": without the tag two words would read as one, so it stays. */
static bool parts_words(const struct reader *r, const struct tag *tag, size_t from)
{
	struct span t = r->s->text;

	return tag->parts && from > r->from && tag->end < r->to && (unsigned char)t.data[from - 1] > ' ' &&
	       (unsigned char)t.data[tag->end] > ' ';
}

/* 10<sup>3</sup>: without the tags it would be another number. */
static bool changes_number(struct reader *r, const struct tag *tag)
{
	bool keeps = tag->raises && (tag->closing ? r->raised : tag_raises_number(r->s->text, tag, r->to));

	if (tag->raises)
		r->raised = keeps && !tag->closing;
	return keeps;
}

/* <b>, </b>, <br/>, <!-- … -->: the byte past what was taken, or `at`. */
static size_t read_tag(struct reader *r, size_t at)
{
	struct tag tag;
	size_t end = comment_end(r->s->text, at, r->to);

	if (end == at) {
		if (!tag_read(r->s->text, at, r->to, &tag))
			return at;
		end = tag.end;
		if (changes_number(r, &tag) || parts_words(r, &tag, at))
			return end;
	}
	if (at > r->from || end < r->to) /* one that is all of a line of code is its text */
		skip_add(r->out, at, end);
	return end;
}

/* <https://…>, <x@y.z>, or a tag: the byte past what was taken. */
static size_t read_angle(struct reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t end = read_tag(r, at);
	bool at_sign = false;

	if (end > at)
		return end;
	for (end = at + 1; end < r->to && end - at < LINK_MAX && !strchr("<>", t.data[end]); end++) {
		if ((unsigned char)t.data[end] <= ' ')
			return at + 1;
		at_sign |= t.data[end] == '@';
	}
	if (end >= r->to || t.data[end] != '>' || !(starts_address(t, at + 1, end) || at_sign))
		return at + 1;
	skip_add(r->out, at, at + 1);
	skip_add(r->out, end, end + 1);
	return end + 1;
}

/* Past the address of a link, with brackets in pairs, and its title: where its ) is, or NONE. */
static size_t link_close(const struct reader *r, size_t from)
{
	struct span t = r->s->text;
	size_t to = r->to - from > LINK_MAX ? from + LINK_MAX : r->to, end = from, depth = 0;
	const char *quote;

	for (; end < to && !strchr(" \n", t.data[end]); end++) {
		if (t.data[end] == ')' && depth-- == 0)
			return end;
		depth += t.data[end] == '(';
	}
	if (depth > 0 || end + 1 >= to || t.data[end] != ' ' || (t.data[end + 1] != '"' && t.data[end + 1] != '\''))
		return NONE;
	quote = memchr(t.data + end + 2, t.data[end + 1], to - end - 2);
	end = quote ? (size_t)(quote + 1 - t.data) : to;
	return end < to && t.data[end] == ')' ? end : NONE;
}

/* [text](address): the text stays, the address is not read. */
static size_t read_link(struct reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t close = at + 1, end;
	bool image = at > r->from && t.data[at - 1] == '!';

	while (close < r->to && close - at < LINK_MAX && t.data[close] != ']' && t.data[close] != '[')
		close++;
	if (close + 1 >= r->to || t.data[close] != ']' || t.data[close + 1] != '(')
		return at + 1;
	end = link_close(r, close + 2);
	if (end == NONE || close == at + 1)
		return at + 1;
	if (!r->s->markdown && !starts_address(t, close + 2, end) && t.data[close + 2] != '#' && t.data[close + 2] != '/')
		return at + 1;
	skip_add(r->out, at - image, at + 1);
	r->text_end = close;
	r->link_end = end + 1;
	return at + 1;
}

static size_t read_code(struct reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t open = at, end, run;

	while (open < r->to && t.data[open] == '`')
		open++;
	for (end = open; end < r->to && end - open < LINK_MAX; end += run ? run : 1) {
		for (run = 0; end + run < r->to && t.data[end + run] == '`'; run++)
			;
		if (run == open - at) {
			skip_add(r->out, at, open);
			skip_add(r->out, end, end + run);
			return end + run;
		}
	}
	return open;
}

static size_t read_escape(struct reader *r, size_t at)
{
	struct span t = r->s->text;

	if (at + 1 < r->to && t.data[at + 1] && strchr("*_[]()#+-.!<>`&|~\\", t.data[at + 1])) {
		skip_add(r->out, at, at + 1);
		return at + 2;
	}
	return at + 1;
}

/* ---- block quotes ---- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* The > of a block quote at the head of a line, with the white space after them. */
static size_t read_quote(struct reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t end = at;

	while (end < r->to && (t.data[end] == '>' || is_blank(t.data[end])))
		end++;
	skip_add(r->out, at, end);
	return end;
}

static bool heads_line(const struct reader *r, size_t at)
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

static void call_add(struct reader *r, const struct call *c)
{
	struct markup *m = r->out;

	ARRAY_GROW(m->calls, m->call_count, m->call_cap);
	m->calls[m->call_count++] = (struct note_call){c->at, label_text(r->s, c->label)};
}

static size_t read_call(struct reader *r, size_t at)
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
		skip_add(r->out, at, past);
	return past;
}

static size_t read_special(struct reader *r, size_t at)
{
	switch (r->s->text.data[at]) {
	case '*':
	case '_':
		return read_emphasis(r, at);
	case '<':
		return read_angle(r, at);
	case '[':
		return r->link_end > at ? at + 1 : read_link(r, at);
	case '>':
		return r->quote && heads_line(r, at) ? read_quote(r, at) : at + 1;
	case '\\':
		return read_escape(r, at);
	case '`':
		return r->s->markdown ? read_code(r, at) : at + 1;
	case 'h':
	case 'w':
		if (starts_address(r->s->text, at, r->to) && (at == r->from || !is_space_at(r->s->text, at)))
			return address_end(r->s->text, at, r->to);
		return at + 1;
	default:
		return at + 1;
	}
}

static size_t first_call(const struct scan *s, size_t from)
{
	size_t low = 0, high = s->call_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		if (s->calls[mid].at < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void read_range(struct reader *r, struct range range)
{
	size_t at = range.start;

	r->quote = is_quote(r->s, range);
	r->from = range.start;
	r->to = range.end;
	r->call = first_call(r->s, range.start);
	while (at < range.end) {
		size_t past;
		while (r->call < r->s->call_count && r->s->calls[r->call].at < at)
			r->call++;
		if (r->call < r->s->call_count && r->s->calls[r->call].at == at) {
			past = read_call(r, at);
			if (past > at) {
				at = past;
				continue;
			}
		}
		if (r->text_end == at && r->link_end > at) {
			skip_add(r->out, at, r->link_end);
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

void markup_find(struct scan *s, const struct range *ranges, size_t count, struct markup *out)
{
	struct reader r = {.s = s, .out = out};

	out->skip_count = out->call_count = 0;
	if (s->document->segment_count != 0) {
		outline_block_calls(s, ranges, count, out); /* such a text has no mark-up */
		return;
	}
	for (size_t i = 0; i < count; i++) {
		r.text_end = r.link_end = 0;
		r.raised = false;
		read_range(&r, ranges[i]);
	}
	if (out->skip_count)
		tidy(out);
}
