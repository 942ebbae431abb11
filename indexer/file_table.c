#include "indexer/file_table.h"

#include "render/json.h"
#include "store/files.h"

#include <stdio.h>
#include <stdlib.h>

void file_table_init(struct file_table *t)
{
	memset(t, 0, sizeof *t);
	strmap_init(&t->places);
}

void file_table_release(struct file_table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		free(t->items[i].file);
		failures_release(&t->items[i].failures);
		file_entry_restore(&t->items[i]);
	}
	free(t->items);
	strmap_release(&t->places);
	file_table_init(t);
}

static void make_key(struct buf *key, uint32_t root, struct span file)
{
	buf_init(key);
	buf_addf(key, "%u\n", root);
	buf_add_span(key, file);
}

struct file_entry *file_table_put(struct file_table *t, uint32_t root, struct span file)
{
	struct buf key;
	uint32_t *place;

	make_key(&key, root, file);
	place = strmap_put(&t->places, buf_span(&key), NULL);
	buf_release(&key);
	if (*place == 0) {
		ARRAY_GROW(t->items, t->count, t->cap);
		t->items[t->count] = (struct file_entry){.root = root, .file = mem_spandup(file)};
		failures_init(&t->items[t->count].failures);
		*place = (uint32_t)++t->count;
	}
	return &t->items[*place - 1];
}

size_t file_table_find(const struct file_table *t, uint32_t root, struct span file)
{
	struct buf key;
	const uint32_t *place;

	make_key(&key, root, file);
	place = strmap_get(&t->places, buf_span(&key));
	buf_release(&key);
	return place == NULL ? SIZE_MAX : *place - 1;
}

void file_table_copy(struct file_table *t, const struct file_entry *from, uint32_t root)
{
	struct file_entry *e = file_table_put(t, root, span_of(from->file));

	memcpy(e->sha256, from->sha256, sizeof e->sha256);
	e->rows = from->rows;
	e->lines = from->lines;
	for (size_t i = 0; i < from->failures.count; i++) {
		const struct failure *f = &from->failures.items[i];

		failures_add_lines(&e->failures, span_of(f->file), span_of(f->reason), f->lines);
	}
	for (size_t i = 0; i < from->removed_count; i++)
		file_entry_remove(e, from->removed[i].id, from->removed[i].part, from->removed[i].sha256,
		                  from->removed[i].offset);
}

void file_table_drop_unread(struct file_table *t)
{
	struct file_table all = *t;

	file_table_init(t);
	for (size_t i = 0; i < all.count; i++)
		if (all.items[i].sha256[0] != '\0')
			file_table_copy(t, &all.items[i], all.items[i].root);
	file_table_release(&all);
}

static const char no_hash[] = "0000000000000000000000000000000000000000000000000000000000000000";

void file_table_await(struct file_table *t, const struct file_entry *known, uint32_t root)
{
	if (known->removed_count == 0)
		return;
	file_table_copy(t, known, root);
	memcpy(file_table_put(t, root, span_of(known->file))->sha256, no_hash, sizeof no_hash);
}

bool file_entry_is_awaited(const struct file_entry *e)
{
	return strcmp(e->sha256, no_hash) == 0;
}

static bool is_part(const char *of, const char *part)
{
	return part == NULL ? of == NULL : of != NULL && strcmp(of, part) == 0;
}

bool file_entry_is_removed(const struct file_entry *e, const char *id, const char *part, bool line)
{
	bool placed = !line && !e->lines;

	for (size_t i = 0; i < e->removed_count; i++)
		if (strcmp(e->removed[i].id, id) == 0 || (placed && is_part(e->removed[i].part, part)))
			return true;
	return false;
}

void file_entry_remove(struct file_entry *e, const char *id, const char *part, const char *sha256, uint64_t offset)
{
	struct removed_source *r;

	ARRAY_GROW(e->removed, e->removed_count, e->removed_cap);
	r = &e->removed[e->removed_count++];
	*r = (struct removed_source){.id = mem_strdup(id),
	                             .part = part != NULL && *part != '\0' ? mem_strdup(part) : NULL,
	                             .offset = offset};
	memcpy(r->sha256, sha256, sizeof r->sha256);
}

void file_entry_restore(struct file_entry *e)
{
	for (size_t i = 0; i < e->removed_count; i++) {
		free(e->removed[i].id);
		free(e->removed[i].part);
	}
	free(e->removed);
	e->removed = NULL;
	e->removed_count = e->removed_cap = 0;
}

/* ---- on disk ---- */

static json_t *failures_value(const struct failures *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < f->count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o, s:I}", "file", json_text(span_of(f->items[i].file)),
		                                      "reason", json_text(span_of(f->items[i].reason)), "lines", (json_int_t)f->items[i].lines));
	return list;
}

static json_t *removed_value(const struct file_entry *e)
{
	json_t *list = json_array();

	for (size_t i = 0; i < e->removed_count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o, s:s, s:I}", "id",
		                                      json_text(span_of(e->removed[i].id)), "part",
		                                      json_or_null(e->removed[i].part), "sha256", e->removed[i].sha256, "offset",
		                                      (json_int_t)e->removed[i].offset));
	return list;
}

static void encode(struct buf *out, const struct file_entry *e)
{
	char rows[17];
	json_t *object;

	snprintf(rows, sizeof rows, "%016llx", (unsigned long long)e->rows);
	object = json_pack("{s:i, s:o, s:s, s:s, s:b}", "root", (int)e->root, "file", json_text(span_of(e->file)),
	                   "sha256", e->sha256, "rows", rows, "lines", (int)e->lines);
	if (e->failures.count != 0)
		json_object_set_new(object, "failures", failures_value(&e->failures));
	if (e->removed_count != 0)
		json_object_set_new(object, "removed", removed_value(e));
	json_line(out, object);
}

static int by_place(const void *a, const void *b)
{
	const struct file_entry *x = *(struct file_entry *const *)a, *y = *(struct file_entry *const *)b;

	if (x->root != y->root)
		return x->root < y->root ? -1 : 1;
	return strcmp(x->file, y->file);
}

bool file_table_write(struct file_table *t, const char *path, char **error)
{
	struct file_entry **order = mem_alloc((t->count + 1) * sizeof *order);
	struct buf out;
	bool good;

	buf_init(&out);
	for (size_t i = 0; i < t->count; i++)
		order[i] = &t->items[i];
	if (t->count != 0)
		qsort(order, t->count, sizeof *order, by_place);
	for (size_t i = 0; i < t->count; i++)
		encode(&out, order[i]);
	good = file_write(path, buf_span(&out), error);
	buf_release(&out);
	free(order);
	return good;
}

static bool decode_lists(struct file_entry *e, const json_t *object)
{
	const json_t *failures = json_object_get(object, "failures"), *removed = json_object_get(object, "removed");

	for (size_t i = 0; i < json_array_size(failures); i++) {
		const json_t *f = json_array_get(failures, i);
		const char *file = json_string_value(json_object_get(f, "file"));
		const char *reason = json_string_value(json_object_get(f, "reason"));

		if (file == NULL || reason == NULL)
			return false;
		failures_add_lines(&e->failures, span_of(file), span_of(reason),
		                   (uint64_t)json_integer_value(json_object_get(f, "lines")));
	}
	for (size_t i = 0; i < json_array_size(removed); i++) {
		const json_t *r = json_array_get(removed, i);
		const char *id = json_string_value(json_object_get(r, "id"));
		const char *sha256 = json_string_value(json_object_get(r, "sha256"));

		if (id == NULL || sha256 == NULL || strlen(sha256) != SHA256_HEX)
			return false;
		file_entry_remove(e, id, json_string_value(json_object_get(r, "part")), sha256,
		                  (uint64_t)json_integer_value(json_object_get(r, "offset")));
	}
	return true;
}

static bool decode(struct file_table *t, struct span line)
{
	json_t *object = json_loadb(line.data, line.len, 0, NULL);
	const char *file = json_string_value(json_object_get(object, "file"));
	const char *sha256 = json_string_value(json_object_get(object, "sha256"));
	const char *rows = json_string_value(json_object_get(object, "rows"));
	json_int_t root = json_integer_value(json_object_get(object, "root"));
	bool good = file != NULL && sha256 != NULL && strlen(sha256) == SHA256_HEX && rows != NULL && root >= 0;

	if (good) {
		struct file_entry *e = file_table_put(t, (uint32_t)root, span_of(file));

		memcpy(e->sha256, sha256, sizeof e->sha256);
		e->rows = strtoull(rows, NULL, 16);
		e->lines = json_is_true(json_object_get(object, "lines"));
		good = decode_lists(e, object);
	}
	json_decref(object);
	return good;
}

bool file_table_read(struct file_table *t, const char *path, char **error)
{
	struct buf json;
	bool good;

	buf_init(&json);
	good = file_read(path, SIZE_MAX, &json, error);
	for (struct span rest = buf_span(&json); good && rest.len != 0;) {
		const char *end = memchr(rest.data, '\n', rest.len);
		size_t len = end == NULL ? rest.len : (size_t)(end - rest.data);

		good = decode(t, span_make(rest.data, len));
		if (!good)
			*error = error_message("%s is damaged: see hrindex check", path);
		len += end != NULL;
		rest = span_make(rest.data + len, rest.len - len);
	}
	buf_release(&json);
	return good;
}
