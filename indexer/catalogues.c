#include "indexer/catalogues.h"

#include "formats/reader.h"
#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>

#define UNUSED_NAMED 20 /* rows; the rest are counted */

void catalogues_init(struct catalogues *c)
{
	memset(c, 0, sizeof *c);
}

void catalogues_release(struct catalogues *c)
{
	for (size_t i = 0; i < c->count; i++) {
		catalogue_free(c->places[i].catalogue);
		free(c->places[i].folder);
	}
	free(c->places);
	catalogues_init(c);
}

static void add_place(struct catalogues *c, struct catalogue *catalogue, const char *folder,
                      uint32_t root, bool everywhere)
{
	ARRAY_GROW(c->places, c->count, c->cap);
	c->places[c->count++] =
		(struct catalogue_place){catalogue, mem_strdup(folder), root, everywhere};
}

/* Reads one file into a new catalogue; as catalogue_read, and -1 with *error. */
static int read_one(struct catalogue **out, const char *path, const char *name, char **error)
{
	struct buf csv;
	int broken = -1;

	*out = catalogue_new();
	buf_init(&csv);
	if (file_read(path, READER_FILE_MAX, &csv, error)) {
		broken = catalogue_read(*out, buf_span(&csv), name);
		if (broken < 0)
			*error = mem_strdup(catalogue_problem(*out));
	}
	buf_release(&csv);
	if (broken < 0) {
		catalogue_free(*out);
		*out = NULL;
	}
	return broken;
}

bool catalogues_read(struct catalogues *c, const char *path, char **error)
{
	struct catalogue *catalogue;

	if (read_one(&catalogue, path, path, error) < 0)
		return false;
	add_place(c, catalogue, "", 0, true);
	return true;
}

static int deeper_first(const void *a, const void *b)
{
	const struct catalogue_place *x = a, *y = b;
	size_t m = strlen(x->folder), n = strlen(y->folder);

	if (x->everywhere != y->everywhere)
		return x->everywhere ? -1 : 1;
	return (m < n) - (m > n);
}

void catalogues_read_walked(struct catalogues *c, struct walk *w)
{
	for (size_t i = 0; i < w->catalogue_count; i++) {
		const struct walked_catalogue *from = &w->catalogues[i];
		struct catalogue *catalogue;
		char *error = NULL;
		int broken = read_one(&catalogue, from->path, from->file, &error);

		if (broken > 0)
			error = error_message("%d of its rows cannot be used, or only in part", broken);
		if (error != NULL)
			failures_add_lines(&w->failures, span_of(from->file), span_of(error),
			                   broken > 0 ? (uint64_t)broken : 0);
		free(error);
		if (broken >= 0)
			add_place(c, catalogue, from->folder, from->root, false);
	}
	if (c->count != 0)
		qsort(c->places, c->count, sizeof *c->places, deeper_first);
}

/* The file's name as the rows of that place call it; false if they do not speak for it. */
static bool name_at(const struct catalogue_place *place, const struct input *input, const char **name)
{
	size_t len = strlen(place->folder);

	*name = input->name;
	if (place->everywhere)
		return true;
	if (place->root != input->root || strncmp(input->name, place->folder, len) != 0)
		return false;
	*name = input->name + len;
	return true;
}

/* The row of a place for a file, by the name that its rows call it, else by its whole path. */
static const struct metadata *find_row(const struct catalogue_place *place, const struct input *input,
                                       const char *sha256)
{
	const struct metadata *row;
	const char *name;

	if (!name_at(place, input, &name))
		return NULL;
	row = catalogue_find(place->catalogue, sha256, span_of(name));
	return row != NULL ? row : catalogue_find(place->catalogue, sha256, span_of(input->file));
}

void catalogues_fill(struct catalogues *c, struct metadata *m, const struct input *input,
                     const char *sha256, bool is_line)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct metadata *row = find_row(&c->places[i], input, sha256);
		struct catalogue_row at;

		if (row == NULL)
			continue;
		metadata_fill(m, row);
		if (!is_line && catalogue_differs(row, sha256, &at))
			warn("%s:%zu: %s has another sha256 than this row says; the row is used, as its path fits",
			     at.name, at.line, input->file);
	}
}

uint64_t catalogues_stamp(const struct metadata *m, const char *part, uint64_t offset)
{
	const char *const fields[] = {m->id,   m->title,    m->date,    m->symbol,
	                              m->kind, m->language, m->country, m->url};
	struct buf all;
	uint64_t stamp;

	buf_init(&all);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		buf_addf(&all, "%s%c", fields[i] != NULL ? fields[i] : "", fields[i] != NULL ? '\n' : '\t');
	for (size_t i = 0; i < m->publisher_count; i++)
		buf_addf(&all, "%s\n", m->publishers[i]);
	buf_add_str(&all, part != NULL ? part : "");
	stamp = hash_bytes(buf_span(&all), offset);
	buf_release(&all);
	return stamp;
}

void catalogues_mark(struct catalogues *c, const struct input *input)
{
	for (size_t i = 0; i < c->count; i++)
		find_row(&c->places[i], input, "");
}

/* One line a catalogue: it may describe a whole library of which only a part is at hand. */
static void warn_unused(const struct catalogue *c)
{
	struct catalogue_row row;
	struct buf rows;
	const char *name = NULL;
	size_t unused = 0;

	buf_init(&rows);
	for (size_t at = 0; catalogue_unused(c, &at, &row); name = row.name)
		if (unused++ < UNUSED_NAMED) {
			buf_addf(&rows, "%s line %zu", unused == 1 ? "" : ",", row.line);
			if (row.file.len != 0)
				buf_addf(&rows, " (%.*s)", (int)row.file.len, row.file.data);
		}
	if (unused > UNUSED_NAMED)
		buf_addf(&rows, " and %zu more", unused - UNUSED_NAMED);
	if (unused != 0)
		warn("%s: no file that was read fits %zu row%s:%s", name, unused, unused == 1 ? "" : "s", rows.data);
	buf_release(&rows);
}

void catalogues_warn_unused(const struct catalogues *c)
{
	for (size_t i = 0; i < c->count; i++)
		warn_unused(c->places[i].catalogue);
}
