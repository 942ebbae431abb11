#include "indexer/scan.h"

#include <stdlib.h>

#include "text/bytes.h"
#include "text/utf8.h"

#define TAB_COLUMNS 8
#define WIDTH_MAX 1000 /* longer lines count as this long */
#define COMMENT_LINES_MAX 200
#define DENSE_PART 2 /* in a dense text more than 1/2 of the lines stand directly below another */
#define EACH_LEAST 12 /* lines of a text in which each may be a paragraph, though all are short */
#define EACH_OTHER 25 /* at most 1 of so many begins in a small letter */

size_t skip_space(struct span text, size_t from, size_t to)
{
	while (from < to) {
		int32_t cp;
		size_t n = utf8_decode(text, from, &cp);
		if (!utf8_is_space(cp) && cp != 0xFEFF && cp != 0x200B)
			break;
		from += n;
	}
	return from < to ? from : to;
}

static size_t trim_end(struct span text, size_t from, size_t to)
{
	while (to > from) {
		int32_t cp;
		size_t at = utf8_before(text, to);
		if (at < from)
			break;
		utf8_decode(text, at, &cp);
		if (!utf8_is_space(cp) && cp != 0xFEFF && cp != 0x200B)
			break;
		to = at;
	}
	return to;
}

static uint32_t count_chars(struct span text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to; i++)
		n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	return n > UINT32_MAX ? UINT32_MAX : (uint32_t)n;
}

static uint16_t count_columns(struct span text, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = from; i < to && n < UINT16_MAX - TAB_COLUMNS; i++) {
		if (text.data[i] == '\t')
			n += TAB_COLUMNS - n % TAB_COLUMNS;
		else
			n += ((unsigned char)text.data[i] & 0xC0) != 0x80;
	}
	return (uint16_t)n;
}

static void line_add(struct scan *s, size_t from, size_t to, bool page)
{
	struct line *l;

	ARRAY_GROW(s->lines, s->line_count, s->line_cap);
	l = &s->lines[s->line_count++];
	l->start = skip_space(s->text, from, to);
	l->end = trim_end(s->text, l->start, to);
	l->chars = count_chars(s->text, l->start, l->end);
	l->indent = count_columns(s->text, from, l->start);
	l->flags = (uint16_t)((l->start == l->end ? LINE_BLANK : 0) | (page ? LINE_PAGE : 0));
}

static byte_set breaks = {['\n'] = 1, ['\r'] = 1, ['\f'] = 1, ['\v'] = 1};

/* Whether a page begins in [from, to]; *page walks over the document's marks. */
static bool page_begins(const struct document *d, size_t *page, size_t from, size_t to)
{
	bool begins = false;

	for (; *page < d->page_count && d->pages[*page].start <= to; ++*page)
		begins |= d->pages[*page].start >= from && d->pages[*page].start > d->body;
	return begins;
}

/* ---- lines of Markdown without text: a lone >, a comment ---- */

static void empty(struct line *l)
{
	l->end = l->start;
	l->chars = 0;
	l->flags |= LINE_BLANK;
}

/* The line on which the comment that begins on line i ends, and nothing after it; NONE. */
static size_t comment_last(const struct scan *s, size_t i)
{
	struct span t = s->text;

	for (size_t k = i; k < s->line_count && k - i < COMMENT_LINES_MAX; k++) {
		size_t from = s->lines[k].start + (k == i ? 4 : 0);
		const char *end = from < s->lines[k].end ? memmem(t.data + from, s->lines[k].end - from, "-->", 3) : NULL;
		if (end)
			return t.data + s->lines[k].end == end + 3 ? k : NONE;
	}
	return NONE;
}

static bool is_lone_quote(struct span t, const struct line *l)
{
	for (size_t i = l->start; i < l->end; i++)
		if (t.data[i] != '>' && t.data[i] != ' ')
			return false;
	return true;
}

static void empty_lines(struct scan *s)
{
	char fence = '\0', mark;
	size_t length, last;

	for (size_t i = 0; i < s->line_count; i++) {
		struct line *l = &s->lines[i];
		if (line_is_fence(s->text, l, &mark, &length) && (!fence || fence == mark))
			fence = fence ? '\0' : mark;
		if (fence || (l->flags & LINE_BLANK))
			continue;
		if (is_lone_quote(s->text, l)) {
			empty(l);
			continue;
		}
		if (l->end - l->start < 4 || memcmp(s->text.data + l->start, "<!--", 4) != 0)
			continue;
		last = comment_last(s, i);
		if (last == NONE)
			continue;
		for (; i < last; i++)
			empty(&s->lines[i]);
		empty(&s->lines[last]);
	}
}

/* Without the spaces between columns. */
static uint32_t text_chars(const struct scan *s, const struct line *l)
{
	const char *at = s->text.data + l->start, *end = s->text.data + l->end;
	uint32_t n = l->chars;

	for (; end - at > 8; at += 8) {
		uint64_t blanks = bytes_that_are(at, ' '), pairs = blanks & blanks >> 8;

		if (pairs != 0)
			n -= (uint32_t)__builtin_popcountll(pairs);
		n -= blanks >> 63 != 0 && at[8] == ' ';
	}
	for (; end - at > 1; at++)
		n -= at[0] == ' ' && at[1] == ' ';
	return n;
}

/* "… and wrote down the", where the next line goes on. */
static bool ends_within(const struct scan *s, const struct line *l)
{
	return text_ending(s->text, l->start, l->end) == ENDING_HYPHEN ||
	       (text_ending(s->text, l->start, l->end) == ENDING_WORD && text_ends_open(s->text, l->start, l->end));
}

/*
 * Whether each line is a paragraph of its own though all are short: a text that was copied without blank lines, whose lines
 * begin with a capital, a figure or a mark. Of wrapped prose many begin in small letters or end within a sentence; a text in capitals alone, or in a script
 * without them, cannot tell. Those that cannot be are known from their first lines.
 */
static bool is_line_each(const struct scan *s, size_t lines, size_t below)
{
	size_t fresh = 0, other = 0;

	if (s->markdown || lines < EACH_LEAST || below * 4 < lines * 3)
		return false;
	for (size_t i = 0; i < s->line_count && other * EACH_OTHER <= lines; i++) {
		const struct line *l = &s->lines[i];
		struct mark m;

		if (l->flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC))
			continue;
		if (mark_read(s->text, l, &m))
			fresh++;
		else if (text_begins_lower(s->text, l->start, l->end) || ends_within(s, l))
			other++;
		else
			fresh += utf8_holds(span_make(s->text.data + l->start, l->end - l->start), utf8_is_small);
	}
	return other * EACH_OTHER <= lines && fresh * 3 >= lines * 2;
}

void lines_measure(struct scan *s)
{
	size_t *of_width = mem_zalloc((WIDTH_MAX + 1) * sizeof *of_width), lines = 0, seen = 0, below = 0;

	for (size_t i = 0; i < s->line_count; i++) {
		const struct line *l = &s->lines[i];
		uint32_t chars;
		if (l->flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC))
			continue;
		lines++;
		below += i > 0 && !(s->lines[i - 1].flags & (LINE_BLANK | LINE_FURNITURE | LINE_TOC));
		chars = text_chars(s, l);
		of_width[chars > WIDTH_MAX ? WIDTH_MAX : chars]++;
	}
	for (s->width = 0; s->width < WIDTH_MAX; s->width++) {
		seen += of_width[s->width];
		if (seen * 10 >= lines * 9)
			break;
	}
	free(of_width);
	s->wrapped = s->width <= LINE_WRAPPED_MAX && !is_line_each(s, lines, below);
	s->dense = !s->wrapped && !s->markdown && below * DENSE_PART > lines;
}

void lines_find(struct scan *s)
{
	size_t at = s->document->body, page = 0;
	bool feed = false;

	while (at < s->text.len) {
		size_t end = bytes_until_odd(s->text, at, s->text.len, breaks);
		bool new_page;

		new_page = page_begins(s->document, &page, at, end > at ? end - 1 : at) || feed;
		s->paged |= new_page;
		line_add(s, at, end, new_page);
		feed = end < s->text.len && s->text.data[end] == '\f';
		at = end + 1;
		if (end + 1 < s->text.len && s->text.data[end] == '\r' && s->text.data[end + 1] == '\n')
			at++;
	}
	if (s->markdown)
		empty_lines(s);
	lines_measure(s);
}
