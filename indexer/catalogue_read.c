#include "formats/reader.h"
#include "indexer/catalogue_rows.h"
#include "indexer/csv_rows.h"
#include "text/utf8.h"
#include "text/warn.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define SWALLOWED_DELIMITERS 3 /* fewer in a line of a cell are punctuation */

/* The columns of the header, in small letters. */
struct columns {
	struct span names[CATALOGUE_COLUMNS_MAX];
	size_t count;
	struct pool pool;
};

/* The catalogue file being read. */
struct reading {
	struct catalogue *catalogue;
	struct csv_rows rows;
	struct columns columns;
	const char *name;
	int broken;
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_ours(struct span column)
{
	return span_eq_str(column, "file") || span_eq_str(column, "sha256") || metadata_is_field(column);
}

/* Which sign parts the header's cells: the one that gives more columns we know. */
static size_t known_columns(struct reading *r, char delimiter)
{
	struct csv_rows ahead;
	const char *why;
	size_t known = 0;

	csv_rows_init(&ahead, r->rows.bytes);
	ahead.delimiter = delimiter;
	if (csv_rows_next(&ahead, CATALOGUE_ROW_MAX, &why) == CSV_ROW)
		for (size_t i = 0; i < ahead.count; i++) {
			char *cell = mem_spandup(span_trim(csv_rows_cell(&ahead, i)));

			for (char *c = cell; *c != '\0'; c++)
				*c = lower(*c);
			known += is_ours(span_of(cell));
			free(cell);
		}
	csv_rows_release(&ahead);
	return known;
}

static char *message(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *message(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		text = mem_strdup("out of memory");
	va_end(args);
	return text;
}

static bool bad_header(const struct reading *r, const char *why)
{
	free(r->catalogue->problem);
	r->catalogue->problem = message("%s:%zu: %s", r->name, r->rows.line == 0 ? 1 : r->rows.line, why);
	return false;
}

static bool bad_column(const struct reading *r, size_t i)
{
	const struct span *name = &r->columns.names[i];
	char *why = message("the header has the column \"%.*s\" twice", (int)name->len, name->data);

	bad_header(r, why);
	free(why);
	return false;
}

/* A spreadsheet's "Unicode text" is UTF-16. */
static bool is_wide(const struct reading *r)
{
	char *why = format_wide(r->rows.bytes, r->name);

	if (why != NULL)
		bad_header(r, why);
	free(why);
	return why != NULL;
}

static void take_column(struct reading *r, size_t i)
{
	struct columns *c = &r->columns;
	char *cell = mem_spandup(span_trim(csv_rows_cell(&r->rows, i)));

	for (char *at = cell; *at != '\0'; at++)
		*at = lower(*at);
	c->names[i] = pool_span(&c->pool, span_of(cell));
	if (!is_ours(c->names[i]) && c->names[i].len != 0)
		warn("%s:%zu: column \"%s\" is not known, and is left out", r->name, r->rows.line, cell);
	free(cell);
}

static bool has_column(const struct columns *c, size_t before, struct span name)
{
	for (size_t i = 0; i < before; i++)
		if (span_eq(c->names[i], name))
			return true;
	return false;
}

static bool read_header(struct reading *r)
{
	struct columns *c = &r->columns;
	const char *why = "no header line";

	if (is_wide(r))
		return false;
	r->rows.delimiter = known_columns(r, ';') > known_columns(r, ',') ? ';' : ',';
	if (csv_rows_next(&r->rows, CATALOGUE_ROW_MAX, &why) != CSV_ROW)
		return bad_header(r, why);
	if (r->rows.count > CATALOGUE_COLUMNS_MAX)
		return bad_header(r, "too many columns");
	for (c->count = 0; c->count < r->rows.count; c->count++) {
		take_column(r, c->count);
		if (is_ours(c->names[c->count]) && has_column(c, c->count, c->names[c->count]))
			return bad_column(r, c->count);
	}
	if (!has_column(c, c->count, span_of("file")) && !has_column(c, c->count, span_of("sha256")))
		return bad_header(r, "the header has neither \"file\" nor \"sha256\"; its first line must name the columns");
	return true;
}

static bool set_hash(struct catalogue_entry *row, struct span cell, char **error)
{
	size_t i = 0;

	if (cell.len == 0)
		return true;
	for (; i < cell.len && i < HASH_LEN; i++) {
		row->sha256[i] = lower(cell.data[i]);
		if (strchr("0123456789abcdef", row->sha256[i]) == NULL)
			break;
	}
	if (i == HASH_LEN && cell.len == HASH_LEN)
		return true;
	*error = mem_strdup("sha256 is not 64 hexadecimal digits");
	return false;
}

/* A value that is none of its column's is warned of, and empty: the rest of the row is as true as it was. */
static void set_field(struct catalogue_entry *row, struct reading *r, struct span column, struct span cell)
{
	char *error = NULL;

	if (metadata_set(&row->meta, column, cell, &error))
		return;
	warn("%s:%zu: %s; the %.*s is left out", r->name, r->rows.line, error, (int)column.len, column.data);
	row->in_part = true;
	free(error);
}

static bool set_cell(struct catalogue_entry *row, struct reading *r, struct span column, struct span cell, char **error)
{
	if (!utf8_valid(cell) || memchr(cell.data, '\0', cell.len) != NULL) {
		*error = mem_strdup("not UTF-8 text; save the catalogue as UTF-8");
		return false;
	}
	cell = span_trim(cell);
	if (span_eq_str(column, "sha256"))
		return set_hash(row, cell, error);
	if (span_eq_str(column, "file")) {
		row->file = cell.len == 0 ? NULL : mem_spandup(cell);
		return true;
	}
	if (metadata_is_field(column))
		set_field(row, r, column, cell);
	return true;
}

static void reject(struct reading *r, const char *why)
{
	warn("%s:%zu: %s; the row is left out", r->name, r->rows.line, why);
	r->broken++;
}

/* Whether the row has a cell for each column; more of them, if they are empty, do no harm. */
static bool has_all_cells(const struct reading *r)
{
	for (size_t i = r->columns.count; i < r->rows.count; i++)
		if (span_trim(csv_rows_cell(&r->rows, i)).len != 0)
			return false;
	return r->rows.count >= r->columns.count;
}

/* Whether a line after a cell's first could be a row of its own: as many delimiters, and more than a sentence has. */
static bool holds_row(const struct reading *r, struct span cell)
{
	size_t wanted = r->columns.count - 1, found = 0;
	bool first = true;

	if (wanted < SWALLOWED_DELIMITERS)
		return false;
	for (size_t i = 0; i < cell.len; i++) {
		if (cell.data[i] == '\n' || cell.data[i] == '\r') {
			first = false;
			found = 0;
		}
		found += !first && cell.data[i] == r->rows.delimiter;
		if (found == wanted)
			return true;
	}
	return false;
}

static bool swallows_row(const struct reading *r)
{
	for (size_t i = 0; i < r->rows.count; i++)
		if (holds_row(r, csv_rows_cell(&r->rows, i)))
			return true;
	return false;
}

static bool fill_row(struct catalogue_entry *row, struct reading *r, char **error)
{
	for (size_t i = 0; i < r->columns.count; i++)
		if (!set_cell(row, r, r->columns.names[i], csv_rows_cell(&r->rows, i), error))
			return false;
	if (row->file == NULL && row->sha256[0] == '\0') {
		*error = mem_strdup("neither file nor sha256 is given");
		return false;
	}
	return true;
}

/* Takes the row over, or says why not. */
static void take_row(struct reading *r)
{
	struct catalogue_entry row;
	const struct catalogue_entry *first;
	char *error = NULL;
	bool resume;

	catalogue_entry_init(&row);
	resume = !has_all_cells(r) || swallows_row(r);
	if (has_all_cells(r) && resume) {
		error = mem_strdup("a cell holds another row (is a quote not closed?)");
	} else if (resume) {
		error = message("%zu cells where the header has %zu", r->rows.count, r->columns.count);
	} else if (fill_row(&row, r, &error)) {
		first = catalogue_find_double(r->catalogue, &row);
		if (first != NULL)
			error = message("a second row for the file of %s:%zu", first->name, first->line);
	}
	if (error == NULL) {
		row.name = mem_strdup(r->name);
		row.line = r->rows.line;
		r->broken += row.in_part;
		catalogue_add(r->catalogue, &row);
		return;
	}
	reject(r, error);
	free(error);
	if (resume)
		csv_rows_resume(&r->rows);
	catalogue_entry_release(&row);
}

int catalogue_read(struct catalogue *c, struct span csv, const char *name)
{
	struct reading r = {.catalogue = c, .name = name};
	enum csv_result result;
	const char *why;
	int broken;

	pool_init(&r.columns.pool);
	csv_rows_init(&r.rows, csv);
	if (read_header(&r)) {
		while ((result = csv_rows_next(&r.rows, CATALOGUE_ROW_MAX, &why)) != CSV_END) {
			if (result == CSV_ROW) {
				take_row(&r);
			} else {
				reject(&r, why);
				csv_rows_resume(&r.rows);
			}
		}
		broken = r.broken;
	} else {
		broken = -1;
	}
	csv_rows_release(&r.rows);
	pool_release(&r.columns.pool);
	return broken;
}

