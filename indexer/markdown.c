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
