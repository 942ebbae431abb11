#include "text/reading.h"

#include <stdlib.h>

#include "text/bytes.h"
#include "text/utf8.h"

#define SOFT_HYPHEN 0xAD
#define HYPHEN 0x2010
#define NO_BREAK_HYPHEN 0x2011
#define NEXT_LINE 0x85
#define LINE_SEPARATOR 0x2028
#define PARAGRAPH_SEPARATOR 0x2029

/* White space met and not yet written: it may turn out to stand at an end. */
struct blank {
	size_t bytes, source; /* its length; where its first byte is */
	bool line_end;
};

struct maker {
	struct reading *r;
	struct span source;
	struct blank blank;
	bool join; /* a range ended: the next byte comes after a join */
};

void reading_init(struct reading *r)
{
	buf_init(&r->text);
	r->pieces = NULL;
	r->count = r->cap = 0;
}

void reading_release(struct reading *r)
{
	if (r == NULL)
		return;
	buf_release(&r->text);
	free(r->pieces);
	r->pieces = NULL;
	r->count = r->cap = 0;
}

static void add_piece(struct reading *r, size_t source, size_t len)
{
	struct piece p = {r->text.len, source, len};

	ARRAY_GROW(r->pieces, r->count, r->cap);
	r->pieces[r->count++] = p;
}

/* Whether source byte `source` would go on the last piece without a gap on either side. */
static bool goes_on(const struct reading *r, size_t source)
{
	const struct piece *last = r->count == 0 ? NULL : &r->pieces[r->count - 1];

	return last != NULL && last->len != 0 && last->at + last->len == r->text.len &&
	       last->source + last->len == source;
}

/* Adds bytes that stand for source bytes [source, source+len). */
static void add_bytes(struct reading *r, const char *data, size_t source, size_t len)
{
	if (goes_on(r, source))
		r->pieces[r->count - 1].len += len;
	else
		add_piece(r, source, len);
	buf_add(&r->text, data, len);
}

static bool ends_in_hyphen(struct span s)
{
	int32_t cp;

	if (s.len == 0)
		return false;
	utf8_decode(s, utf8_before(s, s.len), &cp);
	return cp == '-' || cp == SOFT_HYPHEN || cp == HYPHEN || cp == NO_BREAK_HYPHEN;
}

/* One byte of white space keeps its place; a longer run has none. */
static void add_blank(struct maker *m)
{
	struct reading *r = m->r;
	char c = m->blank.line_end && ends_in_hyphen(buf_span(&r->text)) ? '\n' : ' ';

	if (m->blank.bytes == 1)
		add_bytes(r, &c, m->blank.source, 1);
	else
		buf_add_char(&r->text, c);
}

/* Adds source bytes that hold no white space, after what was put off. */
static void add_dark(struct maker *m, struct range at)
{
	if (at.start == at.end)
		return;
	if (m->r->text.len != 0 && m->join) {
		add_piece(m->r, at.start, 0);
		buf_add_str(&m->r->text, READING_JOIN);
	} else if (m->r->text.len != 0 && m->blank.bytes != 0) {
		add_blank(m);
	}
	m->join = false;
	m->blank.bytes = 0;
	m->blank.line_end = false;
	add_bytes(m->r, m->source.data + at.start, at.start, at.end - at.start);
}

/* The bytes of the white space character at `at`, 0 if there is none; *line_end: whether it ends a line. */
static size_t space_at(struct span s, size_t at, bool *line_end)
{
	unsigned char c = (unsigned char)s.data[at];
	size_t len;
	int32_t cp;

	*line_end = c == '\n' || c == '\r';
	if (c == ' ' || (c >= '\t' && c <= '\r'))
		return 1;
	if (c != 0xC2 && (c < 0xE1 || c > 0xE3)) /* the first bytes of all others */
		return 0;
	len = utf8_decode(s, at, &cp);
	*line_end = cp == NEXT_LINE || cp == LINE_SEPARATOR || cp == PARAGRAPH_SEPARATOR;
	return utf8_is_space(cp) ? len : 0;
}

static void put_off_blank(struct maker *m, size_t at, size_t len, bool line_end)
{
	if (m->blank.bytes == 0)
		m->blank.source = at;
	m->blank.bytes += len;
	m->blank.line_end |= line_end;
}

/* What space_at may find white space at. */
static byte_set space_starts = {['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 1,
                                [0xC2] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1};

/* A blank between two other bytes, the second in `inside`: what is read of it is what stands there. */
static bool is_plain_blank(struct span inside, size_t at)
{
	return inside.data[at] == ' ' && at + 1 < inside.len && space_starts[(unsigned char)inside.data[at + 1]] == 0;
}

/* Past eight bytes at a time, printing ASCII without two blanks in a row, that are read as they stand; `at` is no first blank. */
static size_t skip_plain(struct span inside, size_t at)
{
	for (; at + 8 < inside.len && bytes_are_printing(inside.data + at); at += 8) {
		uint64_t blanks = bytes_that_are(inside.data + at, ' ');

		if ((blanks & blanks >> 8) != 0 || (blanks >> 63 != 0 && !is_plain_blank(inside, at + 7)))
			break;
	}
	return at;
}

/* Adds source bytes without skips in them. */
static void add_plain(struct maker *m, struct range r)
{
	struct span inside = span_make(m->source.data, r.end);
	size_t start = r.start, at = r.start;

	while (at < r.end) {
		bool line_end;
		size_t space;

		if (at > start || inside.data[at] != ' ')
			at = skip_plain(inside, at);
		at = bytes_until(inside, at, r.end, space_starts);
		if (at == r.end)
			break;
		if (at > start && is_plain_blank(inside, at)) {
			at += 2;
			continue;
		}
		space = space_at(inside, at, &line_end);
		if (space == 0) {
			at++;
			continue;
		}
		add_dark(m, (struct range){start, at});
		put_off_blank(m, at, space, line_end);
		at += space;
		start = at;
	}
	add_dark(m, (struct range){start, r.end});
}

void reading_make(struct reading *r, struct span source, const struct range *ranges,
                  size_t range_count, const struct range *skips, size_t skip_count)
{
	struct maker m = {.r = r, .source = source};
	size_t skip = 0;

	buf_clear(&r->text);
	r->count = 0;
	for (size_t i = 0; i < range_count; i++) {
		struct range rest = ranges[i];

		for (; skip < skip_count && skips[skip].start < rest.end; skip++) {
			if (skips[skip].start > rest.start)
				add_plain(&m, (struct range){rest.start, skips[skip].start});
			if (skips[skip].end > rest.start)
				rest.start = skips[skip].end;
		}
		if (rest.start < rest.end)
			add_plain(&m, rest);
		m.join = true;
	}
}

/* The first piece with a byte at or after reading byte `at`; r->count if there is none. */
static size_t piece_after(const struct reading *r, size_t at)
{
	size_t low = 0, high = r->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (r->pieces[middle].at + r->pieces[middle].len > at)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static size_t larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t reading_ranges(const struct reading *r, struct range at, struct range **out)
{
	size_t count = 0, cap = 0;
	bool open = false;

	*out = NULL;
	for (size_t i = piece_after(r, at.start); i < r->count && r->pieces[i].at < at.end; i++) {
		const struct piece *p = &r->pieces[i];
		size_t first = larger(p->at, at.start), past = smaller(p->at + p->len, at.end);

		if (p->len == 0) {
			open = false;
			continue;
		}
		if (first >= past)
			continue;
		if (!open) {
			ARRAY_GROW(*out, count, cap);
			(*out)[count++].start = p->source + (first - p->at);
			open = true;
		}
		(*out)[count - 1].end = p->source + (past - p->at);
	}
	return count;
}

size_t reading_source(const struct reading *r, size_t at)
{
	size_t i = piece_after(r, at);
	const struct piece *p;

	while (i < r->count && r->pieces[i].len == 0)
		i++;
	if (i == r->count)
		return i == 0 ? 0 : r->pieces[i - 1].source + r->pieces[i - 1].len;
	p = &r->pieces[i];
	return at < p->at ? p->source : p->source + (at - p->at);
}

void reading_show(struct buf *out, const struct reading *r, struct range at)
{
	size_t start = out->len;

	utf8_add_clean(out, span_sub(buf_span(&r->text), at));
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\n')
			out->data[i] = ' ';
}
