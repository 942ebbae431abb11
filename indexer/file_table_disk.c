#include "indexer/file_table.h"

#include "render/json.h"
#include "store/files.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

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
	const struct removed_source *removed;
	size_t count = file_entry_removed(e, &removed);
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_pack("{s:o, s:o, s:s, s:I}", "id", json_text(span_of(removed[i].id)),
		                                      "part", json_or_null(removed[i].part), "sha256",
		                                      removed[i].sha256, "offset", (json_int_t)removed[i].offset));
	return list;
}

static void encode(struct buf *out, const struct file_entry *e)
{
	char rows[17], sha256[SHA256_HEX + 1];
	const struct removed_source *removed;
	json_t *object;

	snprintf(rows, sizeof rows, "%016llx", (unsigned long long)e->rows);
	file_entry_hash(e, sha256);
	object = json_pack("{s:i, s:o, s:s, s:s, s:b}", "root", (int)e->root, "file", json_text(span_of(e->file)),
	                   "sha256", sha256, "rows", rows, "lines", (int)e->lines);
	if (file_entry_failures(e)->count != 0)
		json_object_set_new(object, "failures", failures_value(file_entry_failures(e)));
	if (file_entry_removed(e, &removed) != 0)
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

#define PIECE ((size_t)64 * 1024) /* bytes that are written at once */

/* All lines, and what is left at the end. */
static bool write_lines(FILE *file, struct file_entry *const *order, size_t count)
{
	struct buf out;
	bool good = true;

	buf_init(&out);
	for (size_t i = 0; i < count && good; i++) {
		encode(&out, order[i]);
		if (out.len < PIECE && i + 1 < count)
			continue;
		good = fwrite(out.data, 1, out.len, file) == out.len;
		buf_clear(&out);
	}
	buf_release(&out);
	return good;
}

bool file_table_write(struct file_table *t, const char *path, char **error)
{
	struct file_entry **order = mem_alloc((t->count + 1) * sizeof *order);
	FILE *file = fopen(path, "wxe");
	bool good = file != NULL;

	for (size_t i = 0; i < t->count; i++)
		order[i] = &t->items[i];
	if (t->count != 0)
		qsort(order, t->count, sizeof *order, by_place);
	good = good && write_lines(file, order, t->count);
	if (file != NULL && fclose(file) != 0)
		good = false;
	if (!good)
		*error = file_error("write", path);
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
		file_entry_fail(e, span_of(file), span_of(reason),
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
	bool good = file != NULL && sha256 != NULL && rows != NULL && root >= 0;

	if (good) {
		struct file_entry *e = file_table_put(t, (uint32_t)root, span_of(file));

		e->rows = strtoull(rows, NULL, 16);
		e->lines = json_is_true(json_object_get(object, "lines"));
		good = file_entry_set_hash(e, sha256) && decode_lists(e, object);
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
