#include "indexer/catalogues.h"

#include "formats/reader.h"
#include "store/files.h"

#include <stdlib.h>

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
			*error = error_message("%s has no header line with catalogue columns (file, id, title …)",
			                       name);
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
			error = error_message("%d of its rows cannot be used", broken);
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

void catalogues_fill(struct catalogues *c, struct metadata *m, const struct input *input,
                     const char *sha256)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct metadata *row;
		const char *name;

		if (!name_at(&c->places[i], input, &name))
			continue;
		row = catalogue_find(c->places[i].catalogue, sha256, span_of(name));
		if (row == NULL)
			row = catalogue_find(c->places[i].catalogue, sha256, span_of(input->file));
		if (row != NULL)
			metadata_fill(m, row);
	}
}
