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

static inline void cases_check(struct span name, struct span input, struct span expected, case_read *read)
{
	struct document d;
	struct buf got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&got);
	if (read(&d, input, &reason))
		dump_document(&got, &d);
	else
		buf_add_str(&got, reason);
	if (!tap_ok(span_eq(span_trim(buf_span(&got)), span_trim(expected)), "%.*s", (int)name.len, name.data))
		tap_note("got:\n%s", got.data);
	free(reason);
	buf_release(&got);
	document_release(&d);
}

/* Every case of the file; checks that there are at least `least`. */
static inline void cases_run(const char *path, size_t least, case_read *read)
{
	struct buf all;
	const char *at, *next;
	size_t count = 0;

	buf_init(&all);
	cases_file(path, &all);
	for (at = strstr(all.data, "\n=== "); at != NULL; at = next, count++) {
		const char *name = at + 5, *input = strchr(name, '\n') + 1, *line = strstr(input, "\n---\n");
		const char *end;

		next = strstr(input, "\n=== ");
		end = next == NULL ? all.data + all.len : next;
		if (!tap_ok(line != NULL && line < end, "the case has both parts"))
			break;
		cases_check(span_make(name, (size_t)(input - 1 - name)), span_make(input, (size_t)(line - input)),
		            span_make(line + 5, (size_t)(end - line) - 5), read);
	}
	tap_ok(count >= least, "%s has %zu cases", path, count);
	buf_release(&all);
}

#endif
