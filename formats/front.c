#include "formats/document.h"
#include "text/warn.h"

#include <stdlib.h>

/* Lines of the block, one after the other. */
struct lines {
	struct span text;
	size_t at;
};

/* The next line without its end (LF, CR LF or CR); false after the last. */
static bool line_next(struct lines *l, struct span *line)
{
	size_t start = l->at, end = start;

	if (start >= l->text.len)
		return false;
	while (end < l->text.len && l->text.data[end] != '\n' && l->text.data[end] != '\r')
		end++;
	*line = span_make(l->text.data + start, end - start);
	if (end + 1 < l->text.len && l->text.data[end] == '\r' && l->text.data[end + 1] == '\n')
		end++;
	l->at = end < l->text.len ? end + 1 : end;
	return true;
}

static bool is_indented(struct span line)
{
	return line.len != 0 && (line.data[0] == ' ' || line.data[0] == '\t');
}

/* "key: value" or "key:"; a key is letters, digits, _ and -. */
static bool split_key(struct span line, struct span *key, struct span *value)
{
	size_t n = 0;

	while (n < line.len && (line.data[n] == '_' || line.data[n] == '-' ||
	                        (line.data[n] >= '0' && line.data[n] <= '9') ||
	                        ((line.data[n] | 0x20) >= 'a' && (line.data[n] | 0x20) <= 'z')))
		n++;
	if (n == 0 || line.data[0] == '-' || n == line.len || line.data[n] != ':')
		return false;
	if (n + 1 < line.len && line.data[n + 1] != ' ' && line.data[n + 1] != '\t')
		return false;
	*key = span_make(line.data, n);
	*value = span_trim(span_make(line.data + n + 1, line.len - n - 1));
	return true;
}

static bool is_list_item(struct span line)
{
	struct span s = span_trim(line);

	return span_starts(s, "- ") || span_eq_str(s, "-");
}

/* Whether a line may stand in front matter; a text that only begins with a rule has others. */
static bool belongs(struct span line)
{
	struct span key, value;

	return span_trim(line).len == 0 || line.data[0] == '#' || is_indented(line) ||
	       is_list_item(line) || split_key(line, &key, &value);
}

/* The bytes between the two rules; false if no block begins here. *after: the first byte behind it. */
static bool find_block(struct span text, struct span *block, size_t *after)
{
	struct lines l = {span_make(text.data, text.len < FRONT_MATTER_MAX ? text.len : FRONT_MATTER_MAX), 0};
	struct span line, key, value;
	size_t start;
	bool has_key = false;

	if (!line_next(&l, &line) || !span_starts(line, "---") || span_trim(line).len != 3)
		return false;
	start = l.at;
	for (size_t before = start; line_next(&l, &line); before = l.at) {
		if (span_eq_str(span_trim(line), "---") || span_eq_str(span_trim(line), "...")) {
			*block = span_make(text.data + start, before - start);
			*after = l.at;
			return has_key;
		}
		if (!belongs(line))
			return false;
		has_key = has_key || split_key(line, &key, &value);
	}
	return false;
}

/* Appends what a double-quoted value says, up to its closing quote; returns the bytes read. */
static size_t add_double_quoted(struct buf *out, struct span s)
{
	size_t i = 1;

	for (; i < s.len && s.data[i] != '"'; i++) {
		char c = s.data[i];

		if (c == '\\' && i + 1 < s.len) {
			c = s.data[++i];
			c = c == 'n' || c == 't' ? ' ' : c;
		}
		buf_add_char(out, c);
	}
	return i < s.len ? i + 1 : i;
}

/* The same for single quotes, where '' is one quote. */
static size_t add_single_quoted(struct buf *out, struct span s)
{
	size_t i = 1;

	for (; i < s.len; i++) {
		if (s.data[i] == '\'') {
			if (i + 1 == s.len || s.data[i + 1] != '\'')
				return i + 1;
			i++;
		}
		buf_add_char(out, s.data[i]);
	}
	return i;
}

/* Without the backslashes of Markdown before its signs: "\\[2019\\] UKUT 7". */
static void add_unescaped(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.data[i] != '\\' || i + 1 == s.len || strchr("[]|*_#<>`~$", s.data[i + 1]) == NULL)
			buf_add_char(out, s.data[i]);
}

/* Appends one value, which ends at one of `ends` or at " #"; returns the bytes read. */
static size_t add_scalar(struct buf *out, struct span s, const char *ends)
{
	size_t n = 0;
	struct span plain;

	if (s.len != 0 && s.data[0] == '"')
		return add_double_quoted(out, s);
	if (s.len != 0 && s.data[0] == '\'')
		return add_single_quoted(out, s);
	while (n < s.len && (s.data[n] == '\0' || strchr(ends, s.data[n]) == NULL) &&
	       !(s.data[n] == '#' && (n == 0 || s.data[n - 1] == ' ')))
		n++;
	plain = span_trim(span_make(s.data, n));
	if (!span_eq_str(plain, "null") && !span_eq_str(plain, "~"))
		add_unescaped(out, plain);
	return n;
}

static void part(struct buf *out, const char *by)
{
	if (out->len != 0)
		buf_add_str(out, by);
}

/* "[a, "b, c", d]" as "a;b, c;d". */
static void add_flow_list(struct buf *out, struct span s)
{
	size_t i = 1;

	while (i < s.len && s.data[i] != ']') {
		if (s.data[i] == ' ' || s.data[i] == ',') {
			i++;
			continue;
		}
		part(out, ";");
		i += add_scalar(out, span_make(s.data + i, s.len - i), ",]");
		while (i < s.len && s.data[i] != ',' && s.data[i] != ']')
			i++;
	}
}

/* The lines that belong to a key: list items, or the indented lines of a long value. */
static void add_more_lines(struct buf *out, struct lines *l)
{
	struct lines ahead = *l;
	struct span line;

	while (line_next(&ahead, &line)) {
		struct span s = span_trim(line);

		if (s.len != 0 && !is_indented(line) && !is_list_item(line))
			break;
		*l = ahead;
		if (is_list_item(line)) {
			part(out, ";");
			add_scalar(out, span_trim(span_make(s.data + 1, s.len - 1)), "");
		} else if (s.len != 0) {
			part(out, " ");
			buf_add_span(out, s);
		}
	}
}

/* Whether a quoted value goes on in the next line: its quotation mark comes once in this one. */
static bool is_open_quotation(struct span value)
{
	return value.len != 0 && (value.data[0] == '"' || value.data[0] == '\'') && (value.len == 1 || memchr(value.data + 1, value.data[0], value.len - 1) == NULL);
}

/* A quoted value over several lines. */
static void add_long_quotation(struct buf *out, struct span value, struct lines *l)
{
	struct lines ahead = *l;
	struct span line;
	struct buf whole;

	buf_init(&whole);
	buf_add_span(&whole, value);
	while (is_open_quotation(buf_span(&whole)) && line_next(&ahead, &line) && is_indented(line)) {
		buf_add_char(&whole, ' ');
		buf_add_span(&whole, span_trim(line));
		*l = ahead;
	}
	add_scalar(out, buf_span(&whole), "");
	buf_release(&whole);
}

static void add_value(struct buf *out, struct span value, struct lines *l)
{
	bool block = value.len != 0 && (value.data[0] == '>' || value.data[0] == '|') && value.len <= 2;

	if (value.len != 0 && value.data[0] == '[')
		add_flow_list(out, value);
	else if (is_open_quotation(value))
		add_long_quotation(out, value, l);
	else if (!block)
		add_scalar(out, value, "");
	add_more_lines(out, l);
}

/* Our name of a key, or the key itself. */
static struct span field_of(struct span key)
{
	static const char *const names[][2] = {{"publishers", "publisher"}, {"lang", "language"}};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (span_eq_str(key, names[i][0]))
			return span_of(names[i][1]);
	return key;
}

static void set_field(struct document *d, struct span key, struct span value, struct span name)
{
	struct span field = field_of(key);
	char *error = NULL;

	if (!metadata_is_field(field) || metadata_set(&d->front, field, value, &error))
		return;
	warn("%.*s: front matter: %s", (int)name.len, name.data, error);
	free(error);
}

size_t front_matter_read(struct document *d, size_t at, struct span name)
{
	struct span text = buf_span(&d->text), block, line, key, value;
	struct lines l;
	struct buf joined;
	size_t after;

	if (!find_block(span_make(text.data + at, text.len - at), &block, &after))
		return at;
	l = (struct lines){block, 0};
	buf_init(&joined);
	while (line_next(&l, &line)) {
		if (!split_key(line, &key, &value))
			continue;
		buf_clear(&joined);
		add_value(&joined, value, &l);
		set_field(d, key, buf_span(&joined), name);
	}
	buf_release(&joined);
	return at + after;
}
