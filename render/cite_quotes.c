#include "render/cite_parts.h"

#include "text/utf8.h"

#include <stdlib.h>

#define MARK 3 /* bytes of a curly mark */

static bool is_at(struct span s, size_t at, const char *mark)
{
	return at + MARK <= s.len && memcmp(s.data + at, mark, MARK) == 0;
}

/* Whether each double mark that opens is closed, and none by another language's custom: „so“. */
static bool are_paired(struct span s)
{
	size_t straight = 0;
	bool open = false;

	for (size_t i = 0; i < s.len; i++) {
		if (is_at(s, i, "„") || is_at(s, i, open ? "“" : "”"))
			return false;
		open ^= is_at(s, i, "“") || is_at(s, i, "”");
		straight += s.data[i] == '"';
	}
	return !open && straight % 2 == 0;
}

static void add_singles(struct buf *out, struct span s)
{
	bool open = false;

	for (size_t i = 0; i < s.len; i++) {
		bool opens = is_at(s, i, "“"), closes = is_at(s, i, "”");

		if (s.data[i] == '"') {
			open = !open;
			buf_add_str(out, open ? "‘" : "’");
		} else if (opens || closes) {
			buf_add_str(out, opens ? "‘" : "’");
			i += MARK - 1;
		} else {
			buf_add_char(out, s.data[i]);
		}
	}
}

static bool is_in_word(struct span s, size_t at)
{
	int32_t cp = 0;

	if (at + MARK < s.len)
		utf8_decode(s, at + MARK, &cp);
	return utf8_is_letter(cp);
}

/* Where what opens at `from` ends; s.len: nowhere, or which of several marks ends it cannot be told. */
static size_t closing(struct span s, size_t from)
{
	size_t found = s.len;

	for (size_t i = from + MARK; i < s.len && !is_at(s, i, "‘"); i++) {
		if (!is_at(s, i, "’") || is_in_word(s, i))
			continue;
		if (found != s.len)
			return s.len;
		found = i;
	}
	return found;
}

static void add_doubles(struct buf *out, struct span s)
{
	size_t end = s.len;

	for (size_t i = 0; i < s.len; i++) {
		bool opens = is_at(s, i, "‘") && closing(s, i) != s.len, closes = i == end;

		if (opens)
			end = closing(s, i);
		if (opens || closes) {
			buf_add_str(out, opens ? "“" : "”");
			i += MARK - 1;
		} else {
			buf_add_char(out, s.data[i]);
		}
	}
}

void cite_turn_quotes(struct buf *out, size_t from, const char *open)
{
	char *title = mem_spandup(span_make(out->data + from, out->len - from));

	if (strcmp(open, "“") == 0 && are_paired(span_of(title))) {
		out->len = from;
		add_singles(out, span_of(title));
	} else if (strcmp(open, "‘") == 0) {
		out->len = from;
		add_doubles(out, span_of(title));
	}
	free(title);
}
