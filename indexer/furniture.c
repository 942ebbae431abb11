/*
 * furniture.c: lines that belong to the page and not to the text: running
 * heads, page numbers, document symbols at a page's edge.
 */
#include "indexer/page_lines.h"

#include <stdlib.h>

#include "text/utf8.h"

#define EDGE_LINES 4      /* not blank lines at a page's head, and at its foot */
#define HEAD_REPEATS 3    /* a running head stands on so many pages … */
#define SYMBOL_REPEATS 2  /* a symbol at the edges of so many pages is the document's own */
#define HEAD_CHARS_MAX 200 /* of a running head, with the spaces between its parts */
#define HEAD_BYTES_MAX 80 /* a running head known only by its number */
#define HEAD_DISTANCE 3   /* … each at most so many pages after the one before */

/* ---- running heads: what stands at the edges of several pages ---- */

struct head {
	uint32_t count;
	size_t page; /* where it was seen last */
};

struct heads {
	struct strmap index;
	struct head *heads;
	size_t count, cap;
	struct buf key;
	struct span cover;  /* the symbol at the end or the head of one of the first page's first lines; empty: none */
	struct span symbol; /* of the pages so far */
	size_t symbols;
	bool two_symbols;
};

/* With single spaces: a layout pads its running heads differently on each page. */
static void key_set(struct heads *h, struct span s)
{
	buf_clear(&h->key);
	s = span_trim(s);
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] != ' ' || s.data[i - 1] != ' ')
			buf_add_char(&h->key, s.data[i]);
}

/* "No. 3/15   3/49   May 2016": the key without the page's number, which its distance from the page stands for; false: there is none. */
static bool head_key_of_pages(struct heads *h, struct span s, size_t page)
{
	struct range at;
	uint32_t n;

	if (!page_of_pages(s, &at, &n))
		return false;
	key_set(h, s);
	if (!page_of_pages(buf_span(&h->key), &at, &n))
		return false;
	memmove(h->key.data + at.start, h->key.data + at.end, h->key.len - at.end);
	h->key.len -= at.end - at.start;
	buf_addf(&h->key, "#%lld", (long long)n - (long long)page);
	return true;
}

/* The text, with a page number at either end, or of so many in the midst, replaced by its distance from the page. */
static void head_key(struct heads *h, struct span s, size_t page)
{
	uint32_t n = 0;
	size_t at = 0, end = s.len;
	bool number = page_digits(s, &at, &n) && (at == s.len || s.data[at] == ' ');

	if (head_key_of_pages(h, s, page))
		return;
	if (!number) {
		at = 0;
		while (end > 0 && s.data[end - 1] >= '0' && s.data[end - 1] <= '9' && s.len - end < 5)
			end--;
		size_t digits = end;
		number = end < s.len && end > 0 && s.data[end - 1] == ' ' && page_digits(s, &digits, &n);
		if (!number)
			end = s.len;
	}
	key_set(h, span_make(s.data + at, end - at));
	if (number)
		buf_addf(&h->key, "#%lld", (long long)n - (long long)page);
}

static void key_see(struct heads *h, size_t page)
{
	bool is_new;
	uint32_t *place;
	struct head *head;

	place = strmap_put(&h->index, buf_span(&h->key), &is_new);
	if (is_new) {
		ARRAY_GROW(h->heads, h->count, h->cap);
		h->heads[h->count] = (struct head){0, page};
		*place = (uint32_t)h->count++;
	}
	head = &h->heads[*place];
	if (head->count < HEAD_REPEATS)
		head->count = head->count && page - head->page > HEAD_DISTANCE ? 1 : head->count + 1;
	head->page = page;
}

/* As it stands ("Kenya 2010"), and with its number taken for the page's. */
static void head_see(struct heads *h, struct span s, size_t page)
{
	key_set(h, s);
	key_see(h, page);
	head_key(h, s, page);
	if (!span_eq(buf_span(&h->key), s))
		key_see(h, page);
}

static bool key_repeats(const struct heads *h)
{
	uint32_t *place = strmap_get(&h->index, buf_span(&h->key));

	return place && h->heads[*place].count >= HEAD_REPEATS;
}

static bool head_repeats(struct heads *h, struct span s, size_t page)
{
	head_key(h, s, page);
	if (key_repeats(h))
		return true;
	key_set(h, s);
	return key_repeats(h);
}

typedef void edge_fn(struct scan *s, struct heads *h, size_t line, size_t page, bool outermost);

/* Calls fn for the edge lines of the page [first, past). */
static void page_edges(struct scan *s, struct heads *h, size_t first, size_t past, size_t page, edge_fn *fn)
{
	size_t seen = 0, i, top = first;

	for (i = first; i < past && seen < EDGE_LINES; i++) {
		if (s->lines[i].flags & LINE_BLANK)
			continue;
		fn(s, h, i, page, seen < 2);
		seen++;
		top = i + 1;
	}
	for (i = past, seen = 0; i > top && seen < EDGE_LINES; i--) {
		if (s->lines[i - 1].flags & LINE_BLANK)
			continue;
		fn(s, h, i - 1, page, seen < 2);
		seen++;
	}
}

static void each_page(struct scan *s, struct heads *h, edge_fn *fn)
{
	size_t first = 0, page = 1;

	for (size_t i = 1; i <= s->line_count; i++) {
		if (i < s->line_count && !(s->lines[i].flags & LINE_PAGE))
			continue;
		page_edges(s, h, first, i, page++, fn);
		first = i;
	}
}

/* Parted from the text by a blank line, at a page's first or last line. */
static bool is_set_apart(const struct scan *s, size_t line)
{
	bool first = line == 0 || (s->lines[line].flags & LINE_PAGE);
	bool last = line + 1 == s->line_count || (s->lines[line + 1].flags & LINE_PAGE);

	return (first && line + 1 < s->line_count && (s->lines[line + 1].flags & LINE_BLANK)) ||
	       (last && line > 0 && (s->lines[line - 1].flags & LINE_BLANK));
}

/*
 * "22 Human Rights Watch", "Two Standards 23": a key of nothing but the
 * number's distance from the page. At a page's foot a number before text is a note's.
 */
static bool count_key(struct heads *h, struct span s, size_t page, bool top)
{
	size_t at = 0, end = s.len;
	uint32_t n;

	if (s.len > HEAD_BYTES_MAX)
		return false;
	if (!(top && page_digits(s, &at, &n) && at < s.len && s.data[at] == ' ' && text_is_heading(s, skip_space(s, at, s.len), s.len))) {
		while (end > 0 && s.data[end - 1] >= '0' && s.data[end - 1] <= '9')
			end--;
		at = end;
		if (end == 0 || s.data[end - 1] != ' ' || !page_digits(s, &at, &n))
			return false;
	}
	buf_clear(&h->key);
	buf_addf(&h->key, "#%lld", (long long)n - (long long)page);
	return true;
}

static bool is_top(const struct scan *s, size_t line)
{
	return line == 0 || (s->lines[line].flags & LINE_PAGE);
}

static bool head_counts(const struct scan *s, struct heads *h, size_t line, size_t page)
{
	return count_key(h, line_content(s, line), page, is_top(s, line)) && key_repeats(h);
}

static struct span first_word(struct span s)
{
	const char *space = memchr(s.data, ' ', s.len);

	return space ? span_make(s.data, (size_t)(space - s.data)) : s;
}

static struct span last_word(struct span s)
{
	const char *space = memrchr(s.data, ' ', s.len);

	return space ? span_make(space + 1, s.len - (size_t)(space + 1 - s.data)) : s;
}

static void cover_see(struct heads *h, struct span s)
{
	if (text_is_symbol(last_word(s)) && h->cover.len == 0)
		h->cover = last_word(s);
	else if (text_is_symbol(first_word(s)) && h->cover.len == 0)
		h->cover = first_word(s);
}

/* "A/RES/73/171   The right to food" at the head of a later page. */
static bool repeats_cover(const struct heads *h, struct span s)
{
	return h->cover.len && s.len <= HEAD_BYTES_MAX && (span_eq(first_word(s), h->cover) || span_eq(last_word(s), h->cover));
}

static void edge_count(struct scan *s, struct heads *h, size_t line, size_t page, bool outermost)
{
	if (page == 1)
		cover_see(h, line_content(s, line));
	if (s->lines[line].chars <= HEAD_CHARS_MAX)
		head_see(h, line_content(s, line), page);
	if (outermost && is_set_apart(s, line) && count_key(h, line_content(s, line), page, is_top(s, line)))
		key_see(h, page);
}

static void symbol_see(struct heads *h, struct span symbol)
{
	h->two_symbols |= h->symbols > 0 && !span_eq(symbol, h->symbol);
	h->symbol = symbol;
	h->symbols++;
}

static void edge_mark(struct scan *s, struct heads *h, size_t line, size_t page, bool outermost)
{
	struct span c = line_content(s, line);
	uint32_t n;
	bool plain;
	bool drop = line_is_job_number(c);
	struct span symbol;

	drop |= outermost && line_is_page_number(c, &n, &plain);
	if (page > 1 && line_is_symbols(c, &symbol)) {
		symbol_see(h, symbol);
		drop = true;
	}
	if (page > 1 && outermost && !drop && is_set_apart(s, line) && repeats_cover(h, c)) {
		symbol_see(h, h->cover);
		drop = true;
	}
	drop |= page > 1 && outermost && line_is_roman(c);
	drop |= page > 1 && s->lines[line].chars <= HEAD_CHARS_MAX && head_repeats(h, c, page);
	drop |= outermost && is_set_apart(s, line) && head_counts(s, h, line, page);
	if (drop)
		s->lines[line].flags |= LINE_FURNITURE;
}

static bool number_runs(struct heads *h, struct span s, size_t page)
{
	head_key(h, s, page);
	return key_repeats(h);
}

/* A number alone on its line that runs with the pages, wherever it stands on its page. */
static void mark_page_numbers(struct scan *s, struct heads *h)
{
	size_t page = 1;

	for (size_t i = 0; i < s->line_count; i++) {
		uint32_t n;
		bool plain;
		page += i > 0 && (s->lines[i].flags & LINE_PAGE);
		if (s->lines[i].chars <= 4 && !(s->lines[i].flags & (LINE_BLANK | LINE_APART)) && line_is_alone(s, i) &&
		    line_is_page_number(line_content(s, i), &n, &plain) && plain && number_runs(h, line_content(s, i), page))
			s->lines[i].flags |= LINE_FURNITURE;
	}
}

static void mark_paged(struct scan *s)
{
	struct heads h = {.heads = NULL};

	strmap_init(&h.index);
	buf_init(&h.key);
	each_page(s, &h, edge_count);
	each_page(s, &h, edge_mark);
	mark_page_numbers(s, &h);
	h.symbols += span_eq(h.symbol, h.cover);
	if (h.symbols >= SYMBOL_REPEATS && !h.two_symbols)
		s->outline->symbol = h.symbol;
	buf_release(&h.key);
	strmap_release(&h.index);
	free(h.heads);
}

void lines_mark_furniture(struct scan *s)
{
	if (s->paged)
		mark_paged(s);
	else
		lines_mark_loose(s);
	lines_mark_cues(s);
	lines_mark_contents(s);
}
