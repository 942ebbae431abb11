#include "indexer/tags.h"

#include <string.h>

#define TAG_MAX 200      /* bytes of a tag */
#define COMMENT_MAX 4096 /* bytes of a comment */
#define RAISED_MAX 400   /* bytes between <sup> and </sup> */
#define NAME_MAX 12

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_among(const char *name, const char *const *names)
{
	for (; *names; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static bool name_read(struct span t, size_t *at, size_t to, struct tag *out)
{
	static const char *const inside[] = {"b", "i", "u", "em", "strong", "span", "a", "small", "big", "font", "center", "ins",
	                                     "mark", "cite", "q", "code", "abbr", "tt", "kbd", "var", "samp", "dfn", "bdi", "wbr", NULL};
	static const char *const parts[] = {"br", "p", "div", "hr", "blockquote", NULL};
	static const char *const raises[] = {"sup", "sub", NULL};
	char name[NAME_MAX];
	size_t n = 0;

	for (; *at < to && byte_is_letter(t.data[*at]); ++*at) {
		if (n + 1 == sizeof name)
			return false;
		name[n++] = (char)(t.data[*at] | 0x20);
	}
	name[n] = '\0';
	out->parts = is_among(name, parts);
	out->raises = is_among(name, raises);
	return out->parts || out->raises || is_among(name, inside);
}

static size_t blanks(struct span t, size_t at, size_t to)
{
	while (at < to && is_blank(t.data[at]))
		at++;
	return at;
}

/* Past name="value"; `at` if it is none. */
static size_t attribute_end(struct span t, size_t at, size_t to)
{
	size_t i = at;
	const char *quote;

	while (i < to && (byte_is_letter(t.data[i]) || (i > at && (t.data[i] == '-' || t.data[i] == ':' || (t.data[i] >= '0' && t.data[i] <= '9')))))
		i++;
	if (i == at)
		return at;
	i = blanks(t, i, to);
	if (i == to || t.data[i] != '=')
		return at;
	i = blanks(t, i + 1, to);
	if (i == to || (t.data[i] != '"' && t.data[i] != '\''))
		return at;
	quote = memchr(t.data + i + 1, t.data[i], to - i - 1);
	return quote ? (size_t)(quote + 1 - t.data) : at;
}

bool tag_read(struct span text, size_t at, size_t to, struct tag *out)
{
	size_t i = at + 1;

	if (to - at > TAG_MAX)
		to = at + TAG_MAX;
	out->closing = i < to && text.data[i] == '/';
	i += out->closing;
	if (!name_read(text, &i, to, out))
		return false;
	while (!out->closing && i < to && is_blank(text.data[i])) {
		size_t from = blanks(text, i, to), past = attribute_end(text, from, to);
		i = past;
		if (past == from)
			break;
	}
	i = blanks(text, i, to);
	i += !out->closing && i < to && text.data[i] == '/';
	out->end = i + 1;
	return i < to && text.data[i] == '>';
}

size_t comment_end(struct span text, size_t at, size_t to)
{
	const char *end;

	if (to - at < 7 || memcmp(text.data + at, "<!--", 4) != 0)
		return at;
	if (to - at > COMMENT_MAX)
		to = at + COMMENT_MAX;
	end = memmem(text.data + at + 4, to - at - 4, "-->", 3);
	return end ? (size_t)(end + 3 - text.data) : at;
}

bool tag_raises_number(struct span text, const struct tag *tag, size_t to)
{
	struct tag inner;

	if (to - tag->end > RAISED_MAX)
		to = tag->end + RAISED_MAX;
	for (size_t i = tag->end; i < to; i++) {
		char c = text.data[i];
		if (c == '<' && tag_read(text, i, to, &inner)) {
			if (inner.closing && inner.raises)
				return false;
			i = inner.end - 1;
		} else if ((c >= '0' && c <= '9') || c == '-' || c == '+' || c == '=' || (unsigned char)c == 0xE2) {
			return true;
		}
	}
	return true; /* without an end it is no tag that could be left out */
}
