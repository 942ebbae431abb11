/*
 * html_numbers.c: numbers of paragraphs that have neither a stop nor brackets: wide
 * spaces, an element of their own or their height set them apart.
 */
#include "formats/html_page.h"

#include "text/utf8.h"

#define RAISED_FAR 60 /* segments of one article */
#define NO_BREAK "\xC2\xA0"
#define LIST_NUMBER_MAX 8 /* bytes of "1.", "aa)" at the head of a paragraph */

/* ---- numbers without a stop, set off by spaces ---- */

/* White space that no line end makes narrower stands at the head of a text. */
static bool begins_apart(struct span s)
{
	return s.len > 2 * strlen(NO_BREAK) && memcmp(s.data, NO_BREAK NO_BREAK, 2 * strlen(NO_BREAK)) == 0 && html_without_spaces(s).len != 0;
}

/* Text without white space before it: a capital, or a number or letter as lists have it. */
static bool begins_directly(struct span s)
{
	int32_t cp = 0;
	bool stops;
	size_t end = 0;

	if (s.len != 0)
		utf8_decode(s, 0, &cp);
	while (end < s.len && end < LIST_NUMBER_MAX && strchr(". )", s.data[end]) == NULL)
		end++;
	if (end != 0 && end + 1 < s.len && s.data[end] != ' ' && s.data[end + 1] == ' ' && html_is_number(span_make(s.data, end), &stops))
		return true;
	return utf8_is_upper(cp) || utf8_is_one_of(cp, "„“\"«");
}

/* "<a>12</a>The …": a number that is all of an element, whose style sets it apart. */
static bool is_element_of_number(const struct html_tree *t, size_t i, struct span number)
{
	size_t parent = t->nodes[i].parent;

	return parent != HTML_NONE && !html_is_block(html_tag(t, parent)) && !html_is(t, parent, GUMBO_TAG_SUP) && !html_is(t, parent, GUMBO_TAG_SUB) && t->nodes[parent].text == number.len;
}

/* Whether a number that is all of its element stands directly before the rest of its block. */
static bool stands_directly(const struct html_tree *t, size_t i, struct span number)
{
	size_t next = i + 1, end = t->nodes[html_block(t, i)].end;

	while (next < end && html_text(t, next).len == 0 && !html_is_block(html_tag(t, next)))
		next++;
	return next < end && begins_directly(html_text(t, next)) && is_element_of_number(t, i, number);
}

struct span html_bare_number(const struct page *p, size_t i, struct span *rest)
{
	const struct html_tree *t = &p->tree;
	size_t digits = 0, next = i + 1, end = t->nodes[html_block(t, i)].end;
	struct span s = html_text(t, i), after;

	while (s.len != 0 && (unsigned char)s.data[0] <= ' ')
		s = span_make(s.data + 1, s.len - 1);
	while (digits < s.len && s.data[digits] >= '0' && s.data[digits] <= '9')
		digits++;
	if (p->writer.open || p->note != HTML_NONE || p->heading || p->row || p->item || digits == 0 || digits > BARE_DIGITS_MAX)
		return span_make(s.data, 0);
	after = span_make(s.data + digits, s.len - digits);
	while (next < end && html_text(t, next).len == 0 && !html_is_block(html_tag(t, next)))
		next++;
	if (!begins_apart(after) && !(span_trim(after).len == 0 && next < end && begins_apart(html_text(t, next))) &&
	    !(after.len == 0 && stands_directly(t, i, span_make(s.data, digits))))
		return span_make(s.data, 0);
	*rest = after;
	return span_make(s.data, digits);
}

bool html_is_number_alone(const struct page *p, size_t i)
{
	const struct html_tree *t = &p->tree;
	struct span s = span_trim(html_text(t, i));

	for (size_t k = 0; k < s.len; k++)
		if (s.data[k] < '0' || s.data[k] > '9')
			return false;
	return s.len != 0 && s.len <= BARE_DIGITS_MAX && html_only_marker(p) && (t->nodes[html_block(t, i)].text == s.len || stands_directly(t, i, s));
}

/* ---- raised numbers of a law's paragraphs ---- */

static bool is_article_title(struct span s)
{
	return span_starts(s, "Art") || span_starts(s, "ART") || span_starts(s, "§");
}

/* 2, 2bis: its value, 0 if it is no such number. */
static size_t raised_value(struct span s)
{
	static const char *const additions[] = {"", "bis", "ter", "quater", "quinquies", "sexies", "septies", NULL};
	size_t digits = 0, value = 0;

	for (; digits < s.len && digits < BARE_DIGITS_MAX && s.data[digits] >= '0' && s.data[digits] <= '9'; digits++)
		value = value * 10 + (size_t)(s.data[digits] - '0');
	for (size_t i = 0; additions[i] != NULL; i++)
		if (digits != 0 && span_eq_str(span_make(s.data + digits, s.len - digits), additions[i]))
			return value * 2 + (i != 0);
	return 0;
}

/* Whether it goes on with the numbers above it, or is the first below an article's title. */
static bool follows_raised(const struct document *d, size_t value)
{
	for (size_t i = d->segment_count; i-- > 0 && d->segment_count - i <= RAISED_FAR;) {
		const struct segment *g = &d->segments[i];
		size_t last;

		if (g->kind == SEGMENT_HEADING)
			return value == 2 && is_article_title(span_sub(buf_span(&d->text), g->at));
		last = g->kind == SEGMENT_PARAGRAPH ? raised_value(span_sub(buf_span(&d->text), g->label)) : 0;
		if (last != 0)
			return value / 2 == last / 2 ? value % 2 != 0 : value == (last / 2 + 1) * 2;
	}
	return false;
}

struct span html_raised_number(const struct page *p, size_t i)
{
	const struct html_tree *t = &p->tree;
	size_t block = html_block(t, i);
	struct span s = i + 1 < t->nodes[i].end ? span_trim(html_text(t, i + 1)) : span_make("", 0);

	if (!html_is(t, i, GUMBO_TAG_SUP) || p->writer.open || p->note != HTML_NONE || p->heading || p->row || p->item || s.len == 0 ||
	    t->nodes[i + 1].end != t->nodes[i].end || t->nodes[block].text <= t->nodes[i].text || !follows_raised(p->document, raised_value(s)))
		return span_make("", 0);
	return s;
}
