/*
 * table.h: tests as data: a file of lines, fields parted by "|", # in the first
 * column starts a comment, \u{HEX} is a code point, \x{HEX} a byte, \n a line feed.
 */
#ifndef TESTS_TABLE_H
#define TESTS_TABLE_H

#include "tests/unit/tap.h"
#include "text/language.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE_FIELDS_MAX 4

/* What is in a file; empty if it is not there. */
static inline void table_read_file(struct buf *out, const char *path)
{
	char part[4096];
	size_t n;
	FILE *in = fopen(path, "rb");

	while (in != NULL && (n = fread(part, 1, sizeof part, in)) > 0)
		buf_add(out, part, n);
	if (in != NULL)
		fclose(in);
}

/* Appends a field, its escapes replaced. */
static inline void table_unescape(struct buf *out, struct span field)
{
	for (size_t at = 0; at < field.len;) {
		struct span rest = span_make(field.data + at, field.len - at);
		char *end;
		long value;

		if (span_starts(rest, "\\n")) {
			buf_add_char(out, '\n');
			at += 2;
		} else if (span_starts(rest, "\\u{") || span_starts(rest, "\\x{")) {
			value = strtol(rest.data + 3, &end, 16);
			if (rest.data[1] == 'u')
				utf8_add(out, (int32_t)value);
			else
				buf_add_char(out, (char)value);
			at = (size_t)(end + 1 - field.data);
		} else {
			buf_add_char(out, field.data[at++]);
		}
	}
}

/* Takes what stands before a character, or all, off the front of a text. */
static inline struct span table_cut(struct span *rest, char at)
{
	const char *end = rest->len == 0 ? NULL : memchr(rest->data, at, rest->len);
	size_t len = end == NULL ? rest->len : (size_t)(end - rest->data);
	struct span part = span_make(rest->data, len);

	len += end != NULL;
	*rest = span_make(rest->data + len, rest->len - len);
	return part;
}

typedef void table_case(void *context, unsigned line, const struct span *fields);

static inline bool table_split(struct span line, struct span *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *bar = line.len == 0 ? NULL : memchr(line.data, '|', line.len);
		size_t len = bar == NULL ? line.len : (size_t)(bar - line.data);

		if ((bar == NULL) != (i + 1 == count))
			return false;
		fields[i] = span_trim(span_make(line.data, len));
		if (bar != NULL)
			line = span_make(bar + 1, line.len - len - 1);
	}
	return true;
}

/* Runs every case of the table; checks that there are at least `least`. */
static inline void table_run(const char *path, size_t field_count, unsigned least, table_case *run,
                             void *context)
{
	struct buf content;
	unsigned number = 0, cases = 0;

	buf_init(&content);
	table_read_file(&content, path);
	for (size_t at = 0; at < content.len;) {
		char *feed = memchr(content.data + at, '\n', content.len - at);
		size_t end = feed == NULL ? content.len : (size_t)(feed - content.data);
		struct span line = span_make(content.data + at, end - at), fields[TABLE_FIELDS_MAX];

		number++;
		at = end + 1;
		if (span_trim(line).len == 0 || line.data[0] == '#')
			continue;
		cases++;
		if (table_split(line, fields, field_count))
			run(context, number, fields);
		else
			tap_ok(false, "%s:%u has %zu fields", path, number, field_count);
	}
	buf_release(&content);
	tap_ok(cases >= least, "%s has %u cases", path, cases);
}

/* The language of a field: a code, or - for the unknown one. */
static inline const struct language *table_language(struct span field)
{
	return span_eq_str(field, "-") ? language_unknown() : language_find(field);
}

#endif
