/*
 * html_marker.c: pages print an item's number in a block, a cell or an element of
 * its own, beside the block that has its words.
 */
#include "formats/html_page.h"

#include "text/provision_head.h"
#include "text/utf8.h"

#define MARKER_CHARS_MAX 8 /* "(xxviii)" */
#define YEAR_DIGITS 4
#define ARTICLE_BYTES_MAX 60 /* of an article's number alone in a line */

struct span html_without_spaces(struct span s)
{
	int32_t cp;
	size_t n;

	while (s.len != 0 && (n = utf8_decode(s, 0, &cp), utf8_is_space(cp)))
		s = span_make(s.data + n, s.len - n);
	while (s.len != 0 && (n = utf8_before(s, s.len), utf8_decode(s, n, &cp), utf8_is_space(cp)))
		s.len = n;
	return s;
}

bool html_is_number(struct span s, bool *stops)
{
	size_t digits = 0, letters = 0, roman = 0;
	int32_t cp, first = 0;

	*stops = false;
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (cp >= '0' && cp <= '9') {
			digits++;
		} else if (cp == '.' && digits != 0 && at < s.len) {
			*stops = true;
		} else if (digits != 0 && (cp == '(' || cp == ')')) {
			continue; /* 1(1): a section and its subsection */
		} else if (utf8_is_letter(cp)) {
			first = letters++ == 0 ? cp : first == cp ? first : -1;
			roman += cp < 0x80 && strchr("ivxl", cp | 0x20) != NULL;
		} else {
			return false;
		}
	}
	if (digits != 0)
		return letters <= 1;
	return letters == 1 || (letters == 2 && first > 0) || (letters != 0 && roman == letters);
}

/* abis, 2ter: what stands between a and b, 2 and 3. */
static struct span without_addition(struct span s)
{
	static const char *const additions[] = {"bis", "ter", "quater", NULL};

	for (size_t i = 0; additions[i] != NULL; i++)
		if (s.len > strlen(additions[i]) && span_ends(s, additions[i]))
			s.len -= strlen(additions[i]);
	return s;
}

/* "3.3.2021" is a day. */
static bool is_day(struct span s)
{
	const char *stop = s.len <= YEAR_DIGITS ? NULL : memrchr(s.data, '.', s.len);

	return stop != NULL && stop > s.data && s.data + s.len - stop == YEAR_DIGITS + 1 && memchr(s.data, '.', (size_t)(stop - s.data)) != NULL &&
	       (memcmp(stop, ".19", 3) == 0 || memcmp(stop, ".20", 3) == 0);
}

bool html_is_marker(struct span s)
{
	bool open, closed, stops;
	int32_t quote;

	s = html_without_spaces(s);
	if (span_starts(s, "‘") || span_starts(s, "“") || span_starts(s, "«")) /* of something quoted */
		s = span_make(s.data + utf8_decode(s, 0, &quote), s.len - utf8_decode(s, 0, &quote));
	if (s.len < 2 || s.len > MARKER_CHARS_MAX * UTF8_MAX || utf8_length(s) > MARKER_CHARS_MAX)
		return false;
	open = s.data[0] == '(' || s.data[0] == '[';
	closed = s.data[s.len - 1] == ')' || s.data[s.len - 1] == ']';
	if (span_eq_str(s, "v.") || (open && !closed) || is_day(s)) /* "v.": between two parties */
		return false;
	closed |= s.data[s.len - 1] == '.';
	s = without_addition(span_make(s.data + open, s.len - (size_t)open - (size_t)closed));
	return s.len != 0 && html_is_number(s, &stops) && (closed || stops);
}

bool html_is_bullet(struct span s)
{
	int32_t cp;

	s = html_without_spaces(s);
	return s.len != 0 && utf8_decode(s, 0, &cp) == s.len && utf8_is_one_of(cp, "–—-•·▪■◦");
}

/* In a list of terms, or a table that lays out the page: a bullet there is one, and no empty place of a table. */
static bool in_cell(const struct page *p)
{
	for (size_t i = p->depth; i-- > 0;) {
		GumboTag tag = html_tag(&p->tree, p->stack[i]);

		if (tag == GUMBO_TAG_TR || tag == GUMBO_TAG_DL)
			return true;
	}
	return false;
}

bool html_only_marker(const struct page *p)
{
	const struct document *d = p->document;
	struct span s;

	if (!p->writer.open || p->note != HTML_NONE || p->heading || p->row)
		return false;
	s = span_sub(buf_span(&d->text), (struct range){d->segments[d->segment_count - 1].content, d->text.len});
	return html_is_marker(s) || (html_is_bullet(s) && in_cell(p));
}

/* ---- numbered lines of one block ---- */

/* How a text's first word closes its number, ')' or '.' or ']'; 0: it is none. */
static char closes_number(struct span s)
{
	size_t end = 0;

	s = html_without_spaces(s);
	while (end < s.len && (unsigned char)s.data[end] > ' ' && (unsigned char)s.data[end] != 0xC2)
		end++;
	return html_is_marker(span_make(s.data, end)) ? s.data[end - 1] : '\0';
}

/* "Article 2", and in the next line "1. Each State …", or a sentence. */
static bool is_below_article(struct span above, struct span line, char closing)
{
	struct provision_head head;

	line = html_without_spaces(line);
	return (closing != '\0' || (line.len != 0 && strchr(".;:", line.data[line.len - 1]) != NULL)) && above.len <= ARTICLE_BYTES_MAX &&
	       provision_head_read(above, &head) && head.bare && head.unit == HEAD_ARTICLE;
}

bool html_begins_item(const struct page *p, struct span line)
{
	const struct document *d = p->document;
	struct span s;
	char closing = p->writer.line ? closes_number(line) : '\0';

	if (!p->writer.line || p->note != HTML_NONE || p->heading || p->row || p->pre != 0)
		return false;
	s = span_sub(buf_span(&d->text), (struct range){d->segments[d->segment_count - 1].content, d->text.len});
	s = html_without_spaces(s);
	return (closing != '\0' && (closes_number(s) == closing || span_ends(s, ":"))) || is_below_article(s, line, closing);
}

bool html_begins_deeper(const struct page *p, struct span line)
{
	const struct document *d = p->document;
	struct span s;

	if (!html_only_marker(p))
		return false;
	s = html_without_spaces(span_sub(buf_span(&d->text), (struct range){d->segments[d->segment_count - 1].content, d->text.len}));
	while (line.len != 0 && (unsigned char)line.data[0] <= ' ')
		line = span_make(line.data + 1, line.len - 1);
	return s.len > 1 && span_ends(s, ".") && s.data[0] >= '0' && s.data[0] <= '9' && line.len > s.len + 1 && memcmp(line.data, s.data, s.len) == 0 &&
	       line.data[s.len] == '1' && (line.data[s.len + 1] < '0' || line.data[s.len + 1] > '9');
}

struct span html_after_number(const struct page *p, struct span s)
{
	const struct document *d = p->document;
	const struct segment *last = d->segment_count == 0 ? NULL : &d->segments[d->segment_count - 1];
	int32_t cp;
	size_t n;

	if (!p->writer.open || d->text.len != last->content || last->label.end == last->label.start)
		return s;
	while (s.len != 0 && (n = utf8_decode(s, 0, &cp), utf8_is_space(cp)))
		s = span_make(s.data + n, s.len - n);
	return s;
}

/* ---- numbers that a style sets apart from the words after them ---- */

/* "PART IV": words, and a number at their end. */
static bool ends_in_number(struct span s)
{
	size_t at = s.len;

	while (at > 0 && strchr("0123456789IVX", s.data[at - 1]) != NULL)
		at--;
	return at < s.len && at > 0 && (unsigned char)s.data[at - 1] <= ' ' && span_trim(span_make(s.data, at)).len != 0;
}

/* In a heading: the text of an element, "PART IV", and a letter directly after it. */
static bool parts_heading(const struct html_tree *t, size_t i, struct span after)
{
	struct buf text;
	int32_t cp;
	bool parts;

	buf_init(&text);
	html_add_text(&text, t, i);
	utf8_decode(after, 0, &cp);
	parts = utf8_is_letter(cp) && ends_in_number(buf_span(&text));
	buf_release(&text);
	return parts;
}

/* Where the last `count` characters of a text begin, if all of them are digits, raised ones too; else its end. */
static size_t last_digits(struct span s, size_t count)
{
	size_t from = s.len;

	for (; count > 0 && from > 0; count--) {
		int32_t cp;

		from = utf8_before(s, from);
		utf8_decode(s, from, &cp);
		if (!(cp >= '0' && cp <= '9') && utf8_superscript(cp) < 0)
			return s.len;
	}
	return count == 0 ? from : s.len;
}

bool html_needs_space(const struct page *p, size_t i)
{
	const struct html_tree *t = &p->tree;
	const struct document *d = p->document;
	size_t next = t->nodes[i].end, from;
	struct span after;
	int32_t cp;

	while (next < t->count && html_is_element(t, next) && !html_is_block(html_tag(t, next)) && t->nodes[next].text != 0)
		next++;
	after = next < t->count ? html_text(t, next) : span_make("", 0);
	if (!p->writer.open || p->row || after.len == 0 || (unsigned char)after.data[0] <= ' ')
		return false;
	if (p->heading)
		return parts_heading(t, i, after);
	if (t->nodes[i].text > MARKER_CHARS_MAX)
		return false;
	if (!html_is(t, i, GUMBO_TAG_SUP))
		return html_is(t, i, GUMBO_TAG_SPAN) && html_only_marker(p);
	from = last_digits(buf_span(&d->text), t->nodes[i].text);
	if (from == d->text.len)
		return false;
	utf8_decode(after, 0, &cp);
	if (!utf8_is_upper(cp)) /* 1er, 2nd */
		return false;
	if (from == 0)
		return true;
	from = utf8_before(buf_span(&d->text), from);
	utf8_decode(buf_span(&d->text), from, &cp);
	return !utf8_is_letter(cp) && !(cp >= '0' && cp <= '9');
}
