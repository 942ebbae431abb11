#include "indexer/failures.h"

#include "render/json.h"
#include "store/files.h"
#include "text/utf8.h"

#include <stdlib.h>

#define FILE_COLUMN_MAX 40 /* a longer name pushes its reason to the right */

void failures_init(struct failures *f)
{
	memset(f, 0, sizeof *f);
}

void failures_release(struct failures *f)
{
	for (size_t i = 0; i < f->count; i++) {
		free(f->items[i].file);
		free(f->items[i].reason);
	}
	free(f->items);
	failures_init(f);
}

void failures_add_lines(struct failures *f, struct span file, struct span reason, uint64_t lines)
{
	ARRAY_GROW(f->items, f->count, f->cap);
	f->items[f->count++] = (struct failure){mem_spandup(file), mem_spandup(reason), lines};
}

void failures_add(struct failures *f, struct span file, struct span reason)
{
	failures_add_lines(f, file, reason, 0);
}

uint64_t failures_files(const struct failures *f)
{
	uint64_t files = 0;

	for (size_t i = 0; i < f->count; i++)
		files += f->items[i].lines == 0;
	return files;
}

uint64_t failures_lines(const struct failures *f)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < f->count; i++)
		lines += f->items[i].lines;
	return lines;
}

static int compare(const void *a, const void *b)
{
	const struct failure *x = a, *y = b;
	int order = strcmp(x->file, y->file);

	return order != 0 ? order : strverscmp(x->reason, y->reason); /* line 2 before line 10 */
}

void failures_sort(struct failures *f)
{
	if (f->count != 0)
		qsort(f->items, f->count, sizeof *f->items, compare);
}

void failures_encode(struct buf *out, const struct failures *f)
{
	for (size_t i = 0; i < f->count; i++) {
		json_t *line = json_object();

		json_object_set_new(line, "file", json_text(span_of(f->items[i].file)));
		json_object_set_new(line, "reason", json_text(span_of(f->items[i].reason)));
		if (f->items[i].lines != 0)
			json_object_set_new(line, "lines", json_integer((json_int_t)f->items[i].lines));
		json_line(out, line);
	}
}

static bool decode_line(struct failures *f, struct span line)
{
	json_t *object = json_loadb(line.data, line.len, 0, NULL);
	const char *file = json_string_value(json_object_get(object, "file"));
	const char *reason = json_string_value(json_object_get(object, "reason"));
	json_int_t lines = json_integer_value(json_object_get(object, "lines"));
	bool good = file != NULL && reason != NULL && lines >= 0;

	if (good)
		failures_add_lines(f, span_of(file), span_of(reason), (uint64_t)lines);
	json_decref(object);
	return good;
}

bool failures_decode(struct failures *f, struct span json, char **error)
{
	while (json.len != 0) {
		const char *end = memchr(json.data, '\n', json.len);
		size_t len = end == NULL ? json.len : (size_t)(end - json.data);

		if (!decode_line(f, span_make(json.data, len))) {
			*error = error_message("the list of files that could not be read is damaged");
			return false;
		}
		len += end != NULL;
		json = span_make(json.data + len, json.len - len);
	}
	return true;
}

void failures_print(struct buf *out, const struct failures *f, size_t most)
{
	size_t count = f->count < most ? f->count : most;
	size_t width = 0;

	for (size_t i = 0; i < count; i++) {
		size_t len = utf8_length(span_of(f->items[i].file));

		if (len > width && len <= FILE_COLUMN_MAX)
			width = len;
	}
	for (size_t i = 0; i < count; i++) {
		size_t len = utf8_length(span_of(f->items[i].file));

		buf_addf(out, "  %s%*s  %s\n", f->items[i].file, (int)(len < width ? width - len : 0), "",
		         f->items[i].reason);
	}
}
