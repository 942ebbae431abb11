/* Addresses, tags, links, code and escapes inside a passage. */
#include "indexer/markup_parts.h"

#include "indexer/tags.h"

#define LINK_MAX 2048 /* bytes of a link's address */

size_t markup_address_end(struct span t, size_t at, size_t to)
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

bool markup_starts_address(struct span t, size_t at, size_t to)
{
	struct span rest = span_make(t.data + at, to - at);

	return span_starts(rest, "http://") || span_starts(rest, "https://") || span_starts(rest, "www.") ||
	       span_starts(rest, "mailto:");
}

/* "a<br>b": without the tag two words would read as one, so it stays. */
static bool parts_words(const struct markup_reader *r, const struct tag *tag, size_t from)
{
	struct span t = r->s->text;

	return tag->parts && from > r->from && tag->end < r->to && (unsigned char)t.data[from - 1] > ' ' &&
	       (unsigned char)t.data[tag->end] > ' ';
}

/* 10<sup>3</sup>: without the tags it would be another number. */
static bool changes_number(struct markup_reader *r, const struct tag *tag)
{
	bool keeps = tag->raises && (tag->closing ? r->raised : tag_raises_number(r->s->text, tag, r->to));

	if (tag->raises)
		r->raised = keeps && !tag->closing;
	return keeps;
}

/* <b>, </b>, <br/>, <!-- … -->: the byte past what was taken, or `at`. */
static size_t read_tag(struct markup_reader *r, size_t at)
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
		markup_skip(r->out, at, end);
	return end;
}

size_t markup_angle(struct markup_reader *r, size_t at)
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
	if (end >= r->to || t.data[end] != '>' || !(markup_starts_address(t, at + 1, end) || at_sign))
		return at + 1;
	markup_skip(r->out, at, at + 1);
	markup_skip(r->out, end, end + 1);
	return end + 1;
}

/* Past the address of a link, with brackets in pairs, and its title: where its ) is, or NONE. */
static size_t link_close(const struct markup_reader *r, size_t from)
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

size_t markup_link(struct markup_reader *r, size_t at)
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
	if (!r->s->markdown && !markup_starts_address(t, close + 2, end) && t.data[close + 2] != '#' && t.data[close + 2] != '/')
		return at + 1;
	markup_skip(r->out, at - image, at + 1);
	r->text_end = close;
	r->link_end = end + 1;
	return at + 1;
}

size_t markup_code(struct markup_reader *r, size_t at)
{
	struct span t = r->s->text;
	size_t open = at, end, run;

	while (open < r->to && t.data[open] == '`')
		open++;
	for (end = open; end < r->to && end - open < LINK_MAX; end += run ? run : 1) {
		for (run = 0; end + run < r->to && t.data[end + run] == '`'; run++)
			;
		if (run == open - at) {
			markup_skip(r->out, at, open);
			markup_skip(r->out, end, end + run);
			return end + run;
		}
	}
	return open;
}

size_t markup_escape(struct markup_reader *r, size_t at)
{
	struct span t = r->s->text;

	if (at + 1 < r->to && t.data[at + 1] && strchr("*_[]()#+-.!<>`&|~\\", t.data[at + 1])) {
		markup_skip(r->out, at, at + 1);
		return at + 2;
	}
	return at + 1;
}
