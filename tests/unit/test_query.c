/*
 * From what was typed to a tree: the table tests/cases/query.txt, and queries
 * that are too large or too deep to be written there.
 */
#include "searcher/query.h"
#include "searcher/query_notes.h"
#include "store/files.h"
#include "tests/unit/table.h"

#include <stdlib.h>
#include <stdio.h>

#define TABLE "tests/cases/query.txt"

/* \n, \t, \\ and \xNN of the table's first column. */
static void unescape(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		char next = i + 1 < s.len ? s.data[i + 1] : '\0';

		if (s.data[i] != '\\' || next == '\0') {
			buf_add_char(out, s.data[i]);
		} else if (next == 'x' && i + 3 < s.len && hex_value(s.data[i + 2]) >= 0 && hex_value(s.data[i + 3]) >= 0) {
			buf_add_char(out, (char)(hex_value(s.data[i + 2]) * 16 + hex_value(s.data[i + 3])));
			i += 3;
		} else {
			buf_add_char(out, next == 'n' ? '\n' : next == 't' ? '\t' : next);
			i++;
		}
	}
}

static bool notes_fit(const struct buf *notes, struct span want)
{
	char *text = mem_spandup(want);
	bool fit = want.len == 0 ? notes->len == 0 : strstr(notes->data, text) != NULL;

	free(text);
	return fit;
}

static void check_row(struct span line, size_t number)
{
	struct span typed = table_cut(&line, '\t'), tree = table_cut(&line, '\t'), notes = line;
	struct query q;
	struct buf raw, got;

	buf_init(&raw);
	buf_init(&got);
	unescape(&raw, typed);
	query_init(&q);
	query_parse(&q, buf_span(&raw));
	query_describe(&q, &got);
	if (!tap_ok(span_eq(buf_span(&got), tree) && notes_fit(&q.notes, notes), "query.txt line %zu: %.*s",
	            number, (int)typed.len, typed.data)) {
		tap_note("got  %s", got.data);
		tap_note("want %.*s", (int)tree.len, tree.data);
		tap_note("notes %s", q.notes.data);
	}
	query_release(&q);
	buf_release(&raw);
	buf_release(&got);
}

static void check_table(void)
{
	struct buf table;
	struct span rest;
	char *error = NULL;

	buf_init(&table);
	if (!tap_ok(file_read(TABLE, 1 << 20, &table, &error), "the table can be read")) {
		free(error);
		buf_release(&table);
		return;
	}
	rest = buf_span(&table);
	for (size_t number = 1; rest.len != 0; number++) {
		struct span line = table_cut(&rest, '\n');

		if (line.len != 0 && line.data[0] != '#')
			check_row(line, number);
	}
	buf_release(&table);
}

/* A query made of `count` times `unit`, between two ends. */
static void repeat(struct buf *out, const char *first, const char *unit, size_t count, const char *last)
{
	buf_clear(out);
	buf_add_str(out, first);
	for (size_t i = 0; i < count; i++)
		buf_add_str(out, unit);
	buf_add_str(out, last);
}

static size_t count_leaves(const struct node *n)
{
	size_t leaves = n->count == 0;

	for (size_t i = 0; i < n->count; i++)
		leaves += count_leaves(n->children[i]);
	return leaves;
}

static bool reads_with(const struct buf *typed, const char *note, size_t leaves)
{
	struct query q;
	bool good;

	query_init(&q);
	query_parse(&q, buf_span(typed));
	good = (note == NULL ? q.notes.len == 0 : strstr(q.notes.data, note) != NULL) &&
	       (q.root == NULL ? 0 : count_leaves(q.root)) == leaves;
	if (!good)
		tap_note("%zu leaves; notes %.200s", q.root == NULL ? 0 : count_leaves(q.root),
		         q.notes.data);
	query_release(&q);
	return good;
}

static void check_depth(void)
{
	struct buf typed, close;

	buf_init(&typed);
	buf_init(&close);
	for (size_t depth = QUERY_DEPTH_MAX; depth <= QUERY_DEPTH_MAX + 1; depth++) {
		repeat(&close, "", " b)", depth, "");
		repeat(&typed, "", "(a OR ", depth, "c");
		buf_add_span(&typed, buf_span(&close));
		tap_ok(reads_with(&typed, depth <= QUERY_DEPTH_MAX ? NULL : "brackets deeper than 64",
		                  2 * depth + 1),
		       "%zu brackets deep", depth);
	}
	buf_release(&typed);
	buf_release(&close);
}

static void check_leaves(void)
{
	struct buf typed;

	buf_init(&typed);
	repeat(&typed, "", "word ", QUERY_LEAVES_MAX, "");
	tap_ok(reads_with(&typed, NULL, QUERY_LEAVES_MAX), "as many words as can be read");
	repeat(&typed, "", "word ", QUERY_LEAVES_MAX + 1, "");
	tap_ok(reads_with(&typed, "only the first 4096 words", QUERY_LEAVES_MAX), "one word more");
	buf_release(&typed);
}

/* Each would take minutes if reading were not linear. Enough of them for QUERY_LEAVES_MAX in any case. */
static void check_large(void)
{
	const size_t bytes = tap_scale(QUERY_BYTES_MAX - 80 * 1024) + 80 * 1024;
	static const struct {
		const char *unit;
		size_t leaves;
	} rows[] = {
		{"(", 0}, {")", 0}, {"()", 0}, {"\"", 0}, {"\xE2\x80\x9E", 0}, {"\xE2\x80\x9C \xC2\xAB", 0},
		{"a(", 4096}, {"+", 0}, {"-", 0}, {"*", 0}, {":", 0}, {"a", 1}, {"\xFF", 1}, {"\x01", 0},
		{"AND ", 4096}, {"NOT a ", 4096}, {"a NEAR/2 ", 4096}, {"title:", 1},
	};
	struct buf typed;

	buf_init(&typed);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct query q;

		repeat(&typed, "", rows[i].unit, bytes / strlen(rows[i].unit), "");
		query_init(&q);
		query_parse(&q, buf_span(&typed));
		tap_ok((q.root == NULL ? 0 : count_leaves(q.root)) == rows[i].leaves,
		       "%zu bytes: row %zu (%zu leaves)", bytes, i, q.root == NULL ? 0 : count_leaves(q.root));
		query_release(&q);
	}
	buf_release(&typed);
}

static void check_words(void)
{
	struct query q;
	struct buf got;

	buf_init(&got);
	query_init(&q);
	query_words(&q, span_of("a AND \"b c\" -d title:e (f) g* & NEAR/3"));
	query_describe(&q, &got);
	tap_ok(span_eq_str(buf_span(&got), "(any a AND \"b c\" -d title:e (f) g* NEAR/3)") && q.notes.len == 0,
	       "query_words reads no operators: %s", got.data);
	query_release(&q);
	buf_release(&got);
}

static size_t count_lines(const struct buf *notes)
{
	size_t lines = 0;

	for (size_t i = 0; i < notes->len; i++)
		lines += notes->data[i] == '\n';
	return lines;
}

/* What is said of a query: each line once, and no more than QUERY_NOTES_MOST, the rest counted. */
static void check_notes(void)
{
	struct query q;
	struct buf typed;

	query_init(&q);
	query_parse(&q, span_of("\"\" \"\" police NEAR NEAR OR"));
	tap_ok(count_lines(&q.notes) == 3, "a note is a line once");
	query_release(&q);
	buf_init(&typed);
	for (size_t count = QUERY_NOTES_MOST; count <= QUERY_NOTES_MOST + 2; count++) {
		bool counted;

		buf_clear(&typed);
		for (size_t i = 0; i < count; i++)
			buf_addf(&typed, "no%c:x no%c:x ", (char)('a' + (char)i), (char)('a' + (char)i));
		query_init(&q);
		query_parse(&q, buf_span(&typed));
		counted = strstr(q.notes.data, "more remark") != NULL;
		tap_ok(count_lines(&q.notes) == QUERY_NOTES_MOST + (count > QUERY_NOTES_MOST) && counted == (count > QUERY_NOTES_MOST) &&
		               (count != QUERY_NOTES_MOST + 1 || strstr(q.notes.data, "and 1 more remark on") != NULL) &&
		               (count != QUERY_NOTES_MOST + 2 || strstr(q.notes.data, "and 2 more remarks on") != NULL),
		       "%zu notes", count);
		query_release(&q);
	}
	buf_release(&typed);
}

int main(void)
{
	check_table();
	check_notes();
	check_words();
	check_depth();
	check_leaves();
	check_large();
	return tap_done();
}
