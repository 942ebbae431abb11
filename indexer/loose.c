/*
 * loose.c: page numbers and running heads in a text that has lost its page
 * breaks. They stand in the middle of sentences: what they are must be certain.
 */
#include "indexer/page_lines.h"

#include <stdlib.h>

#define PAGE_LINES_MIN 10 /* lines between the numbers of two pages */
#define PAGE_BYTES_MIN 1000 /* … or bytes, where a paragraph is one line */
#define SYMBOL_TIMES 3    /* a symbol alone on so many lines is a running head */
#define COUNTED_TIMES 3   /* a line that counts up so often, being the same otherwise, is a running head */
#define PAGE_CHARS 12     /* of a line that is a page's number */
#define COLUMN_LETTERS 2  /* of "12WH" */
#define JOB_CHARS 60      /* of a line with the number that a printer gave */
#define SYMBOL_CHARS 80   /* of a line of symbols */

/* Digits alone on a line, with a blank line or the text's end on one side. */
static bool is_candidate(const struct scan *s, size_t i, uint32_t *n)
{
	bool plain;

	if ((s->lines[i].flags & (LINE_BLANK | LINE_APART)) || s->lines[i].chars > PAGE_CHARS ||
	    !line_is_page_number(line_content(s, i), n, &plain))
		return false;
	return i == 0 || i + 1 == s->line_count || ((s->lines[i - 1].flags | s->lines[i + 1].flags) & LINE_BLANK);
}

static size_t text_near(const struct scan *s, size_t i, bool up)
{
	do {
		if (i == (up ? 0 : s->line_count - 1))
			return NONE;
		i += up ? -(size_t)1 : 1;
	} while (s->lines[i].flags & (LINE_BLANK | LINE_FURNITURE));
	return i;
}

/* The sentence above goes on below. */
static bool cuts_sentence(const struct scan *s, size_t i)
{
	size_t a = text_near(s, i, true), b = text_near(s, i, false);
	enum ending how;

	if (a == NONE || b == NONE)
		return false;
	how = text_ending(s->text, s->lines[a].start, s->lines[a].end);
	return (how == ENDING_WORD || how == ENDING_COMMA) &&
	       s->lines[a].chars >= s->width * 2 / 3 && a > 0 && !(s->lines[a - 1].flags & LINE_BLANK) && text_begins_lower(s->text, s->lines[b].start, s->lines[b].end);
}

/* Enough for a page stands between two numbers. */
static bool is_page(const struct scan *s, size_t above, size_t below)
{
	return below - above >= PAGE_LINES_MIN || (!s->wrapped && s->lines[below].start - s->lines[above].end >= PAGE_BYTES_MIN);
}

/* Numbers that go up by one from page to page, or that cut a sentence. */
static void mark_numbers(struct scan *s)
{
	size_t last_line = NONE;
	uint32_t last = 0, n;

	for (size_t i = 0; i < s->line_count; i++) {
		if (!is_candidate(s, i, &n))
			continue;
		if (last_line != NONE && n == last + 1 && is_page(s, last_line, i))
			s->lines[i].flags |= LINE_FURNITURE, s->lines[last_line].flags |= LINE_FURNITURE;
		else if (s->wrapped && cuts_sentence(s, i))
			s->lines[i].flags |= LINE_FURNITURE;
		last_line = i;
		last = n;
	}
}

static bool is_job_line(const struct scan *s, size_t i)
{
	return !(s->lines[i].flags & LINE_BLANK) && s->lines[i].chars <= JOB_CHARS && line_is_job_number(line_content(s, i));
}

/* The first number of the form 06-52988: all pages have the same. */
static struct span job_of(struct span s)
{
	const char *dash = memchr(s.data, '-', s.len);

	return dash && dash - s.data >= 2 && s.data + s.len - dash >= 6 ? span_make(dash - 2, 8) : s;
}

/* "06-52988" once and alone is as well the number of a case. */
static void mark_jobs(struct scan *s)
{
	struct strmap times;
	bool is_new;

	strmap_init(&times);
	for (size_t i = 0; i < s->line_count; i++)
		if (is_job_line(s, i))
			++*strmap_put(&times, job_of(line_content(s, i)), &is_new);
	for (size_t i = 0; i < s->line_count; i++) {
		struct span c = line_content(s, i), job = job_of(c);
		if (is_job_line(s, i) && (c.len > job.len || *strmap_get(&times, job) > 1))
			s->lines[i].flags |= LINE_FURNITURE;
	}
	strmap_release(&times);
}

/* "page 2", directly below the symbol at a page's head. */
static void mark_page_below(struct scan *s, size_t i)
{
	uint32_t n;
	bool plain;

	if (i + 1 < s->line_count && line_is_page_number(line_content(s, i + 1), &n, &plain) && !plain)
		s->lines[i + 1].flags |= LINE_FURNITURE;
}

/* The same symbol alone on its line, again and again; if no other is, it is the document's. */
static void mark_symbols(struct scan *s)
{
	struct strmap times;
	struct span own = span_make("", 0);
	bool two = false;

	strmap_init(&times);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < s->line_count; i++) {
			struct span symbol;
			bool is_new;
			uint32_t *count;
			if ((s->lines[i].flags & LINE_BLANK) || s->lines[i].chars > SYMBOL_CHARS || !line_is_symbols(line_content(s, i), &symbol))
				continue;
			count = strmap_put(&times, symbol, &is_new);
			*count = is_new ? 1 : *count + (pass == 0);
			if (pass == 0 || *count < SYMBOL_TIMES)
				continue;
			two |= own.len != 0 && !span_eq(own, symbol);
			own = symbol;
			if (i > 0)
				s->lines[i].flags |= LINE_FURNITURE;
			mark_page_below(s, i);
		}
	}
	if (own.len != 0 && !two)
		s->outline->symbol = own;
	strmap_release(&times);
}

/* "1 Mar 2014 : Column 574", "Column 12WH", as debates are printed: *at is the place of the number at the line's end. */
static bool column_number(struct span s, struct range *at, uint32_t *n)
{
	size_t end = s.len, from;

	while (end > 0 && s.data[end - 1] >= 'A' && s.data[end - 1] <= 'Z' && s.len - end < COLUMN_LETTERS)
		end--;
	for (from = end; from > 0 && s.data[from - 1] >= '0' && s.data[from - 1] <= '9'; from--)
		;
	*at = (struct range){from, s.len};
	return from != end && span_ends(span_make(s.data, from), "Column ") && page_digits(s, &from, n);
}

/* A line's text without its page's number, and that; false: it has none. */
static bool counted_key(const struct scan *s, size_t i, struct buf *key, uint32_t *n)
{
	struct span c = line_content(s, i);
	struct range at;

	if ((s->lines[i].flags & LINE_BLANK) || s->lines[i].chars > SYMBOL_CHARS || !(page_of_pages(c, &at, n) || column_number(c, &at, n)))
		return false;
	buf_clear(key);
	buf_add(key, c.data, at.start);
	buf_add(key, c.data + at.end, c.len - at.end);
	return true;
}

/* "No. 3/15   3/49   May 2016", with a higher number each time: a running head. */
static void mark_counted(struct scan *s)
{
	struct strmap lasts, times;
	struct buf key;
	uint32_t n;

	strmap_init(&lasts);
	strmap_init(&times);
	buf_init(&key);
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < s->line_count; i++) {
			uint32_t *last, *count;

			if (!counted_key(s, i, &key, &n))
				continue;
			count = strmap_put(&times, buf_span(&key), NULL);
			if (pass == 1) {
				s->lines[i].flags |= *count >= COUNTED_TIMES ? LINE_FURNITURE : 0;
				continue;
			}
			last = strmap_put(&lasts, buf_span(&key), NULL);
			*count += n > *last;
			*last = n;
		}
	buf_release(&key);
	strmap_release(&times);
	strmap_release(&lasts);
}

void lines_mark_loose(struct scan *s)
{
	mark_counted(s);
	mark_jobs(s);
	mark_symbols(s);
	mark_numbers(s);
}
