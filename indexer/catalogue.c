#include "indexer/catalogue.h"
#include "indexer/csv_rows.h"
#include "text/strmap.h"
#include "text/utf8.h"
#include "text/warn.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define NO_ROW UINT32_MAX
#define SWALLOWED_DELIMITERS 3 /* fewer in a line of a cell are punctuation */
#define HASH_LEN 64

struct row {
	struct metadata meta;
	char *file;             /* NULL: none */
	char sha256[HASH_LEN + 1]; /* "": none */
	char *name;             /* of the catalogue file */
	size_t line;
	uint32_t same_hash;     /* the row before with this sha256, NO_ROW */
	uint32_t same_path;     /* … with this file */
	uint32_t same_base;     /* … with this last part of `file` */
	bool used;
};

/* The last row of a key is 1 + index, so that 0 is none; the chain goes on in the rows. */
struct catalogue {
	struct row *rows;
	size_t count, cap;
	struct strmap by_hash, by_path, by_base;
};

/* What a column holds; field NULL: nothing for us. */
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

struct catalogue *catalogue_new(void)
{
	struct catalogue *c = mem_zalloc(sizeof *c);

	strmap_init(&c->by_hash);
	strmap_init(&c->by_path);
	strmap_init(&c->by_base);
	return c;
}

static void row_release(struct row *r)
{
	metadata_release(&r->meta);
	free(r->file);
	free(r->name);
}

void catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->count; i++)
		row_release(&c->rows[i]);
	free(c->rows);
	strmap_release(&c->by_hash);
	strmap_release(&c->by_path);
	strmap_release(&c->by_base);
	free(c);
}

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

static bool bad_header(const struct reading *r, const char *why)
{
	warn("%s:%zu: %s", r->name, r->rows.line == 0 ? 1 : r->rows.line, why);
	return false;
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

	r->rows.delimiter = known_columns(r, ';') > known_columns(r, ',') ? ';' : ',';
	if (csv_rows_next(&r->rows, CATALOGUE_ROW_MAX, &why) != CSV_ROW)
		return bad_header(r, why);
	if (r->rows.count > CATALOGUE_COLUMNS_MAX)
		return bad_header(r, "too many columns");
	for (c->count = 0; c->count < r->rows.count; c->count++) {
		take_column(r, c->count);
		if (is_ours(c->names[c->count]) && has_column(c, c->count, c->names[c->count]))
			return bad_header(r, "the header has a column twice");
	}
	if (!has_column(c, c->count, span_of("file")) && !has_column(c, c->count, span_of("sha256")))
		return bad_header(r, "the header has neither \"file\" nor \"sha256\"; its first line must name the columns");
	return true;
}

static bool set_hash(struct row *row, struct span cell, char **error)
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

static bool set_cell(struct row *row, struct span column, struct span cell, char **error)
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
	return !metadata_is_field(column) || metadata_set(&row->meta, column, cell, error);
}

static struct span base_of(struct span file)
{
	const char *slash = file.len == 0 ? NULL : memrchr(file.data, '/', file.len);

	return slash == NULL ? file
	                     : span_make(slash + 1, file.len - (size_t)(slash + 1 - file.data));
}

static uint32_t last_row(const struct strmap *map, struct span key)
{
	const uint32_t *found = key.len == 0 ? NULL : strmap_get(map, key);

	return found == NULL ? NO_ROW : *found - 1;
}

/* A row is about the same file if its path is the same, unless the hashes say that they are two files. */
static const struct row *find_double(const struct catalogue *c, const struct row *row)
{
	struct span hash = span_of(row->sha256);

	if (row->file != NULL)
		for (uint32_t i = last_row(&c->by_path, span_of(row->file)); i != NO_ROW; i = c->rows[i].same_path)
			if (hash.len == 0 || c->rows[i].sha256[0] == '\0' || span_eq_str(hash, c->rows[i].sha256))
				return &c->rows[i];
	for (uint32_t i = last_row(&c->by_hash, hash); i != NO_ROW; i = c->rows[i].same_hash)
		if (row->file == NULL || c->rows[i].file == NULL)
			return &c->rows[i];
	return NULL;
}

/* Puts a row at the head of its key's chain, which so runs from the last row read to the first. */
static void link_row(struct strmap *map, struct span key, uint32_t index, uint32_t *next)
{
	uint32_t *head;

	if (key.len == 0)
		return;
	head = strmap_put(map, key, NULL);
	*next = *head == 0 ? NO_ROW : *head - 1;
	*head = index + 1;
}

static void add_row(struct catalogue *c, const struct row *row)
{
	struct span file = row->file == NULL ? span_of("") : span_of(row->file);
	uint32_t index = (uint32_t)c->count;
	struct row *r;

	ARRAY_GROW(c->rows, c->count, c->cap);
	r = &c->rows[c->count++];
	*r = *row;
	link_row(&c->by_hash, span_of(row->sha256), index, &r->same_hash);
	link_row(&c->by_path, file, index, &r->same_path);
	link_row(&c->by_base, base_of(file), index, &r->same_base);
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

static bool fill_row(struct row *row, const struct reading *r, char **error)
{
	for (size_t i = 0; i < r->columns.count; i++)
		if (!set_cell(row, r->columns.names[i], csv_rows_cell(&r->rows, i), error))
			return false;
	if (row->file == NULL && row->sha256[0] == '\0') {
		*error = mem_strdup("neither file nor sha256 is given");
		return false;
	}
	return true;
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

/* Takes the row over, or says why not. */
static void take_row(struct reading *r)
{
	struct row row = {.same_hash = NO_ROW, .same_path = NO_ROW, .same_base = NO_ROW};
	const struct row *first;
	char *error = NULL;
	bool resume;

	metadata_init(&row.meta);
	resume = !has_all_cells(r) || swallows_row(r);
	if (has_all_cells(r) && resume) {
		error = mem_strdup("a cell holds another row (is a quote not closed?)");
	} else if (resume) {
		error = message("%zu cells where the header has %zu", r->rows.count, r->columns.count);
	} else if (fill_row(&row, r, &error)) {
		first = find_double(r->catalogue, &row);
		if (first != NULL)
			error = message("a second row for the file of %s:%zu", first->name, first->line);
	}
	if (error == NULL) {
		row.name = mem_strdup(r->name);
		row.line = r->rows.line;
		add_row(r->catalogue, &row);
		return;
	}
	reject(r, error);
	free(error);
	if (resume)
		csv_rows_resume(&r->rows);
	row_release(&row);
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

/* The row of a hash: of several copies, the one with this path, else the one read first. */
static uint32_t find_hash(const struct catalogue *c, const char *sha256, struct span file)
{
	uint32_t found = NO_ROW;

	for (uint32_t i = last_row(&c->by_hash, span_of(sha256)); i != NO_ROW; i = c->rows[i].same_hash) {
		if (c->rows[i].file != NULL && span_eq_str(file, c->rows[i].file))
			return i;
		found = i;
	}
	return found;
}

/* Whether `whole` ends in "/" and `part`. */
static bool ends_in_path(struct span whole, struct span part)
{
	return whole.len > part.len && whole.data[whole.len - part.len - 1] == '/' &&
	       span_eq(span_make(whole.data + whole.len - part.len, part.len), part);
}

static bool fits(const struct row *row, struct span file)
{
	struct span own = span_of(row->file);

	return ends_in_path(own, file) || (row->meta.id != NULL && ends_in_path(file, own));
}

static uint32_t find_path(const struct catalogue *c, struct span file)
{
	uint32_t found = NO_ROW, last = NO_ROW;

	for (uint32_t i = last_row(&c->by_path, file); i != NO_ROW; i = c->rows[i].same_path)
		last = i;
	if (last != NO_ROW)
		return last;
	for (uint32_t i = last_row(&c->by_base, base_of(file)); i != NO_ROW; i = c->rows[i].same_base) {
		if (!fits(&c->rows[i], file))
			continue;
		if (found != NO_ROW)
			return NO_ROW;
		found = i;
	}
	return found;
}

const struct metadata *catalogue_find(struct catalogue *c, const char *sha256, struct span file)
{
	uint32_t found = find_hash(c, sha256, file);

	if (found == NO_ROW)
		found = find_path(c, file);
	if (found == NO_ROW)
		return NULL;
	c->rows[found].used = true;
	return &c->rows[found].meta;
}

size_t catalogue_count(const struct catalogue *c)
{
	return c->count;
}

bool catalogue_unused(const struct catalogue *c, size_t *at, struct catalogue_row *row)
{
	for (; *at < c->count; (*at)++) {
		const struct row *r = &c->rows[*at];

		if (r->used)
			continue;
		row->name = r->name;
		row->line = r->line;
		row->file = r->file == NULL ? span_of("") : span_of(r->file);
		(*at)++;
		return true;
	}
	return false;
}
