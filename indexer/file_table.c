#include "indexer/file_table.h"

#include "text/strmap.h"

#include <stdlib.h>

/* ---- notes ---- */

static struct file_notes *notes_of(struct file_entry *e)
{
	if (e->notes == NULL)
		e->notes = mem_zalloc(sizeof *e->notes);
	return e->notes;
}

const struct failures *file_entry_failures(const struct file_entry *e)
{
	static const struct failures none = {NULL, 0, 0};

	return e->notes == NULL ? &none : &e->notes->failures;
}

void file_entry_fail(struct file_entry *e, struct span file, struct span reason, uint64_t lines)
{
	failures_add_lines(&notes_of(e)->failures, file, reason, lines);
}

size_t file_entry_removed(const struct file_entry *e, const struct removed_source **out)
{
	*out = e->notes == NULL ? NULL : e->notes->removed;
	return e->notes == NULL ? 0 : e->notes->removed_count;
}

static void entry_release(struct file_entry *e)
{
	file_entry_restore(e);
	if (e->notes != NULL)
		failures_release(&e->notes->failures);
	free(e->notes);
	free(e->file);
}

/* ---- hashes ---- */

static const char hex_digits[] = "0123456789abcdef";

static int digit(char c)
{
	const char *at = c == '\0' ? NULL : strchr(hex_digits, c);

	return at == NULL ? -1 : (int)(at - hex_digits);
}

bool file_entry_set_hash(struct file_entry *e, const char *sha256)
{
	for (size_t i = 0; i < sizeof e->sha256; i++) {
		int high = digit(sha256[2 * i]), low = high < 0 ? -1 : digit(sha256[2 * i + 1]);

		if (low < 0)
			return false;
		e->sha256[i] = (unsigned char)(high << 4 | low);
	}
	e->hashed = sha256[SHA256_HEX] == '\0';
	return e->hashed;
}

void file_entry_hash(const struct file_entry *e, char out[SHA256_HEX + 1])
{
	for (size_t i = 0; i < sizeof e->sha256; i++) {
		out[2 * i] = hex_digits[e->sha256[i] >> 4];
		out[2 * i + 1] = hex_digits[e->sha256[i] & 15];
	}
	out[SHA256_HEX] = '\0';
}

bool file_entry_has_hash(const struct file_entry *e, const char *sha256)
{
	char own[SHA256_HEX + 1];

	file_entry_hash(e, own);
	return e->hashed && strcmp(own, sha256) == 0;
}

bool file_entry_is_awaited(const struct file_entry *e)
{
	static const unsigned char none[sizeof e->sha256];

	return e->hashed && memcmp(e->sha256, none, sizeof none) == 0;
}

/* ---- the table ---- */

void file_table_init(struct file_table *t)
{
	memset(t, 0, sizeof *t);
}

void file_table_release(struct file_table *t)
{
	for (size_t i = 0; i < t->count; i++)
		entry_release(&t->items[i]);
	free(t->items);
	free(t->places);
	file_table_init(t);
}

/* Where in `places` the file is, or would be. */
static size_t place_of(const struct file_table *t, uint32_t root, struct span file)
{
	size_t i = (size_t)hash_bytes(file, root) & (t->size - 1);

	while (t->places[i] != 0) {
		const struct file_entry *e = &t->items[t->places[i] - 1];

		if (e->root == root && span_eq_str(file, e->file))
			break;
		i = (i + 1) & (t->size - 1);
	}
	return i;
}

#define PLACES_FIRST 64

/* Room in `places` for all items, half of it free. */
static void index_all(struct file_table *t)
{
	if (t->size == 0)
		t->size = PLACES_FIRST;
	while (t->size < 2 * (t->count + 1))
		t->size *= 2;
	free(t->places);
	t->places = mem_zalloc(t->size * sizeof *t->places);
	for (size_t i = 0; i < t->count; i++)
		t->places[place_of(t, t->items[i].root, span_of(t->items[i].file))] = (uint32_t)i + 1;
}

struct file_entry *file_table_put(struct file_table *t, uint32_t root, struct span file)
{
	size_t place;

	if (t->size < 2 * (t->count + 1))
		index_all(t);
	place = place_of(t, root, file);
	if (t->places[place] == 0) {
		ARRAY_GROW(t->items, t->count, t->cap);
		t->items[t->count] = (struct file_entry){.root = root, .file = mem_spandup(file)};
		t->places[place] = (uint32_t)++t->count;
	}
	return &t->items[t->places[place] - 1];
}

size_t file_table_find(const struct file_table *t, uint32_t root, struct span file)
{
	uint32_t place = t->size == 0 ? 0 : t->places[place_of(t, root, file)];

	return place == 0 ? SIZE_MAX : place - 1;
}

void file_table_copy(struct file_table *t, const struct file_entry *from, uint32_t root)
{
	struct file_entry *e = file_table_put(t, root, span_of(from->file));
	const struct failures *failures = file_entry_failures(from);
	const struct removed_source *removed;
	size_t count = file_entry_removed(from, &removed);

	memcpy(e->sha256, from->sha256, sizeof e->sha256);
	e->hashed = from->hashed;
	e->rows = from->rows;
	e->lines = from->lines;
	for (size_t i = 0; i < failures->count; i++) {
		const struct failure *f = &failures->items[i];

		file_entry_fail(e, span_of(f->file), span_of(f->reason), f->lines);
	}
	for (size_t i = 0; i < count; i++)
		file_entry_remove(e, removed[i].id, removed[i].part, removed[i].sha256, removed[i].offset);
}

void file_table_drop_unread(struct file_table *t)
{
	size_t kept = 0, count = t->count;

	for (size_t i = 0; i < count; i++) {
		if (t->items[i].hashed)
			t->items[kept++] = t->items[i];
		else
			entry_release(&t->items[i]);
	}
	t->count = kept;
	if (kept != count)
		index_all(t);
}

void file_table_await(struct file_table *t, const struct file_entry *known, uint32_t root)
{
	const struct removed_source *removed;
	struct file_entry *e;

	if (file_entry_removed(known, &removed) == 0)
		return;
	file_table_copy(t, known, root);
	e = file_table_put(t, root, span_of(known->file));
	memset(e->sha256, 0, sizeof e->sha256);
	e->hashed = true;
}

/* ---- what was taken out ---- */

static bool is_part(const char *of, const char *part)
{
	return part == NULL ? of == NULL : of != NULL && strcmp(of, part) == 0;
}

bool file_entry_is_removed(const struct file_entry *e, const char *id, const char *part, bool line)
{
	bool placed = !line && !e->lines;
	const struct removed_source *removed;
	size_t count = file_entry_removed(e, &removed);

	for (size_t i = 0; i < count; i++)
		if (strcmp(removed[i].id, id) == 0 || (placed && is_part(removed[i].part, part)))
			return true;
	return false;
}

void file_entry_remove(struct file_entry *e, const char *id, const char *part, const char *sha256, uint64_t offset)
{
	struct file_notes *n = notes_of(e);
	struct removed_source *r;

	ARRAY_GROW(n->removed, n->removed_count, n->removed_cap);
	r = &n->removed[n->removed_count++];
	*r = (struct removed_source){.id = mem_strdup(id),
	                             .part = part != NULL && *part != '\0' ? mem_strdup(part) : NULL,
	                             .offset = offset};
	memcpy(r->sha256, sha256, sizeof r->sha256);
}

void file_entry_restore(struct file_entry *e)
{
	struct file_notes *n = e->notes;

	if (n == NULL)
		return;
	for (size_t i = 0; i < n->removed_count; i++) {
		free(n->removed[i].id);
		free(n->removed[i].part);
	}
	free(n->removed);
	n->removed = NULL;
	n->removed_count = n->removed_cap = 0;
}
