/*
 * markdown.c: lines of Markdown (CommonMark 0.31 with GitHub's tables) that
 * are recognised by themselves: rules, fences, table rows, setext underlines.
 */
#include "indexer/scan.h"

bool line_is_rule(struct span t, const struct line *l, char *mark)
{
	size_t n = 0;

	*mark = '\0';
	for (size_t i = l->start; i < l->end; i++) {
		char c = t.data[i];
		if (c == ' ' || c == '\t')
			continue;
		if (!strchr("-*_", c) || (*mark && c != *mark))
			return false;
		*mark = c;
		n++;
	}
	return n >= 3;
}

bool line_is_fence(struct span t, const struct line *l, char *mark, size_t *length)
{
	size_t i = l->start;

	if (i == l->end || (t.data[i] != '`' && t.data[i] != '~'))
		return false;
	*mark = t.data[i];
	while (i < l->end && t.data[i] == *mark)
		i++;
	*length = i - l->start;
	return *length >= 3 && (*mark == '~' || !memchr(t.data + i, '`', l->end - i));
}

bool line_is_row(struct span t, const struct line *l)
{
	return l->end - l->start >= 3 && t.data[l->start] == '|' &&
	       memchr(t.data + l->start + 1, '|', l->end - l->start - 1);
}

bool line_is_row_rule(struct span t, const struct line *l)
{
	bool dash = false;

	for (size_t i = l->start; i < l->end; i++) {
		if (!strchr("|-: ", t.data[i]))
			return false;
		dash |= t.data[i] == '-';
	}
	return dash;
}

/* "Title", 'Title', (Title), or nothing. */
static bool is_link_title(struct span s)
{
	char close;

	if (s.len == 0)
		return true;
	close = s.data[0] == '(' ? ')' : s.data[0];
	return s.len > 1 && strchr("\"')", close) && s.data[s.len - 1] == close;
}

static bool is_address(struct span s, bool markdown)
{
	if (span_starts(s, "<"))
		s = span_make(s.data + 1, s.len - 1);
	return span_starts(s, "http://") || span_starts(s, "https://") || span_starts(s, "mailto:") || span_starts(s, "www.") ||
	       (markdown && (span_starts(s, "/") || span_starts(s, "#") || span_starts(s, "./") || span_starts(s, "../")));
}

/* In plain text "[1]: https://…" is rather a note. */
bool line_is_definition(struct span t, const struct line *l, bool markdown)
{
	size_t i = l->start + 1, from;
	bool number = true;

	if (l->end - l->start < 8 || t.data[l->start] != '[' || t.data[i] == '^' || t.data[i] == ']')
		return false;
	for (; i < l->end && t.data[i] != ']' && t.data[i] != '['; i++)
		number &= t.data[i] >= '0' && t.data[i] <= '9';
	if (i + 1 >= l->end || t.data[i] != ']' || t.data[i + 1] != ':' || (number && !markdown))
		return false;
	from = skip_space(t, i + 2, l->end);
	for (i = from; i < l->end && (unsigned char)t.data[i] > ' '; i++)
		;
	if (!is_address(span_make(t.data + from, i - from), markdown))
		return false;
	i = skip_space(t, i, l->end);
	return is_link_title(span_make(t.data + i, l->end - i));
}

int line_underline(struct span t, const struct line *l)
{
	char c = l->start < l->end ? t.data[l->start] : '\0';

	if ((c != '=' && c != '-') || l->end - l->start < 3)
		return 0;
	for (size_t i = l->start; i < l->end; i++)
		if (t.data[i] != c)
			return 0;
	return c == '=' ? 1 : 2;
}
