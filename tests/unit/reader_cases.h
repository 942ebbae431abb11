/*
 * reader_cases.h: runs the cases of a file: "=== NAME", what is read, "---",
 * the document as segments_dump.h writes it, or why it cannot be read. For
 * tests/unit/ only.
 */
#ifndef TESTS_READER_CASES_H
#define TESTS_READER_CASES_H

#include "tests/unit/segments_dump.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

typedef bool case_read(struct document *d, struct span input, char **reason);

/* What is in a file; false if it is not there. */
static inline bool cases_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	char bytes[65536];
	size_t n;

	if (f == NULL)
		return false;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
	return true;
}

/* Whether a file in a foreign format is passed over: valgrind makes system calls that the child which reads it may not make. */
static inline bool cases_pass_over(const char *name)
{
	return span_ends(span_of(name), ".html") && getenv("UNDER_VALGRIND") != NULL;
}

struct case_parts {
	struct span name, input, expected;
};

/* Whether what was got is what is expected. */
static inline void case_judge(const struct case_parts *c, const struct buf *got)
{
	if (!tap_ok(span_eq(span_trim(buf_span(got)), span_trim(c->expected)), "%.*s", (int)c->name.len, c->name.data))
		tap_note("got:\n%s", got->data);
}

static inline void case_read_and_judge(const struct case_parts *c, case_read *read)
{
	struct document d;
	struct buf got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&got);
	if (read(&d, c->input, &reason))
		dump_document(&got, &d);
	else
		buf_add_str(&got, reason);
	case_judge(c, &got);
	free(reason);
	buf_release(&got);
	document_release(&d);
}

/* The next case behind *at, a byte of `all`; false behind the last, or where one has not both parts, which is not ok. */
static inline bool case_next(const struct buf *all, const char **at, struct case_parts *c)
{
	const char *begin = strstr(*at, "\n=== "), *input, *line, *end;

	if (begin == NULL)
		return false;
	input = strchr(begin + 5, '\n') + 1;
	line = strstr(input, "\n---\n");
	*at = strstr(input, "\n=== ");
	if (*at == NULL)
		*at = all->data + all->len;
	end = *at;
	if (!tap_ok(line != NULL && line < end, "the case has both parts"))
		return false;
	c->name = span_make(begin + 5, (size_t)(input - 1 - (begin + 5)));
	c->input = span_make(input, (size_t)(line - input));
	c->expected = span_make(line + 5, (size_t)(end - line) - 5);
	return true;
}

typedef void case_check(const struct case_parts *c);

/* Each case of the file goes to one of them, the other being NULL; checks that there are at least `least`. */
static inline void cases_each(const char *path, size_t least, case_check *check, case_read *read)
{
	struct case_parts c;
	struct buf all;
	const char *at;
	size_t count = 0;

	buf_init(&all);
	cases_file(path, &all);
	for (at = all.data; case_next(&all, &at, &c); count++) {
		if (check != NULL)
			check(&c);
		else
			case_read_and_judge(&c, read);
	}
	tap_ok(count >= least, "%s has %zu cases", path, count);
	buf_release(&all);
}

/* Every case is read so, and the document compared. */
static inline void cases_run(const char *path, size_t least, case_read *read)
{
	cases_each(path, least, NULL, read);
}

#endif
