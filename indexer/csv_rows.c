#include "indexer/csv_rows.h"

#include <assert.h>
#include <csv.h>
#include <stdlib.h>

/* What libcsv calls back into: the row, and whether it has ended. */
struct collector {
	struct csv_rows *rows;
	bool ended;
};

void csv_rows_init(struct csv_rows *r, struct span bytes)
{
	memset(r, 0, sizeof *r);
	r->bytes = bytes;
	r->delimiter = ',';
	r->next_line = 1;
	buf_init(&r->text);
	if (span_starts(bytes, "\xEF\xBB\xBF"))
		r->at = 3;
	if (bytes.len - r->at > 5 && memcmp(bytes.data + r->at, "sep=", 4) == 0) {
		r->delimiter = bytes.data[r->at + 4];
		r->start = r->at;
		r->line = 1;
		csv_rows_resume(r);
	}
}

void csv_rows_release(struct csv_rows *r)
{
	if (r == NULL)
		return;
	buf_release(&r->text);
	free(r->ends);
	r->ends = NULL;
}

static void take_cell(void *data, size_t len, void *context)
{
	struct collector *c = context;
	struct csv_rows *r = c->rows;

	buf_add(&r->text, data, len);
	ARRAY_GROW(r->ends, r->count, r->cap);
	r->ends[r->count++] = r->text.len;
}

static void take_row(int terminator, void *context)
{
	struct collector *c = context;

	(void)terminator;
	c->ended = true;
}

/* The byte behind a line's end that begins at `at`: LF, CR LF or CR. */
static size_t after_line_end(struct span s, size_t at)
{
	if (s.data[at] == '\r' && at + 1 < s.len && s.data[at + 1] == '\n')
		return at + 2;
	return at + 1;
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static size_t count_lines(struct span s, size_t from, size_t to)
{
	size_t lines = 0;

	for (size_t i = from; i < to; i++)
		if (is_line_end(s.data[i])) {
			lines++;
			i = after_line_end(s, i) - 1;
		}
	return lines;
}

void csv_rows_resume(struct csv_rows *r)
{
	size_t i = r->start;

	while (i < r->bytes.len && !is_line_end(r->bytes.data[i]))
		i++;
	r->at = i < r->bytes.len ? after_line_end(r->bytes, i) : i;
	r->next_line = r->line + (i < r->bytes.len);
}

static void skip_blank_lines(struct csv_rows *r)
{
	while (r->at < r->bytes.len && is_line_end(r->bytes.data[r->at])) {
		r->at = after_line_end(r->bytes, r->at);
		r->next_line++;
	}
}

/* Feeds one byte at a time, as libcsv cannot stop at a row's end. */
static enum csv_result parse_row(struct csv_parser *p, struct csv_rows *r, size_t most, const char **why)
{
	struct collector c = {r, false};

	for (; r->at < r->bytes.len && !c.ended; r->at++) {
		if (r->at - r->start >= most) {
			*why = "the row is too long (is a quote not closed?)";
			return CSV_BROKEN;
		}
		if (csv_parse(p, r->bytes.data + r->at, 1, take_cell, take_row, &c) != 1) {
			*why = "a quotation mark where none may stand";
			return CSV_BROKEN;
		}
	}
	if (c.ended) {
		r->at = after_line_end(r->bytes, r->at - 1);
		return CSV_ROW;
	}
	if (csv_fini(p, take_cell, take_row, &c) != 0) {
		*why = "a quotation mark is not closed";
		return CSV_BROKEN;
	}
	return c.ended ? CSV_ROW : CSV_END;
}

static bool is_blank_row(const struct csv_rows *r)
{
	return span_trim(buf_span(&r->text)).len == 0;
}

enum csv_result csv_rows_next(struct csv_rows *r, size_t most, const char **why)
{
	enum csv_result result;

	do {
		struct csv_parser p;

		skip_blank_lines(r);
		if (r->at >= r->bytes.len)
			return CSV_END;
		r->start = r->at;
		r->line = r->next_line;
		r->count = 0;
		buf_clear(&r->text);
		if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI) != 0)
			abort();
		csv_set_delim(&p, (unsigned char)r->delimiter);
		result = parse_row(&p, r, most, why);
		csv_free(&p);
		r->next_line = r->line + count_lines(r->bytes, r->start, r->at);
	} while (result == CSV_ROW && is_blank_row(r));
	return result;
}

struct span csv_rows_cell(const struct csv_rows *r, size_t i)
{
	size_t start = i == 0 ? 0 : r->ends[i - 1];

	assert(i < r->count);
	return span_make(r->text.data + start, r->ends[i] - start);
}
