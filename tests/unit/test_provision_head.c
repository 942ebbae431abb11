/* Heads of units: tests/cases/provision_head.txt. */
#include "tests/unit/table.h"
#include "tests/unit/tap.h"
#include "text/provision_head.h"

#define CASES "tests/cases/provision_head.txt"

static void add_found(struct buf *out, struct span text)
{
	static const char *const units[] = {"part", "chapter", "section", "article"};
	struct provision_head head;

	if (!provision_head_read(text, &head))
		return;
	buf_addf(out, "%s %s%s %zu", units[head.unit], head.label, head.bare ? " bare" : head.closed ? " closed" : "", head.past);
}

static void run_line(unsigned line, struct span text)
{
	const char *stroke = text.len == 0 ? NULL : memchr(text.data, '|', text.len);
	struct span head, expected;
	struct buf found;

	if (text.len == 0 || *text.data == '#' || stroke == NULL)
		return;
	head = span_trim(span_make(text.data, (size_t)(stroke - text.data)));
	expected = span_trim(span_make(stroke + 1, text.len - (size_t)(stroke + 1 - text.data)));
	buf_init(&found);
	buf_add_str(&found, "");
	add_found(&found, head);
	tap_ok(span_eq(buf_span(&found), expected), "line %u: \"%s\", wanted \"%.*s\"", line, found.data, (int)expected.len, expected.data);
	buf_release(&found);
}

int main(void)
{
	struct buf cases;
	struct span rest;
	char *long_head = mem_zalloc(1000);

	buf_init(&cases);
	table_read_file(&cases, CASES);
	rest = buf_span(&cases);
	tap_ok(rest.len != 0, "%s is there", CASES);
	for (unsigned line = 1; rest.len != 0; line++) {
		const char *end = memchr(rest.data, '\n', rest.len);
		size_t len = end == NULL ? rest.len : (size_t)(end - rest.data);

		run_line(line, span_make(rest.data, len));
		rest = span_make(rest.data + len + (end != NULL), rest.len - len - (end != NULL));
	}
	memset(long_head, '7', 999);
	memcpy(long_head, "Article ", 8);
	add_found(&cases, span_of(""));
	buf_clear(&cases);
	add_found(&cases, span_make(long_head, 999));
	tap_ok(cases.len == 0, "a number of a thousand digits is none");
	free(long_head);
	buf_release(&cases);
	return tap_done();
}
