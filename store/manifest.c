#include "store/build.h"
#include "store/files.h"
#include "store/manifest_files.h"
#include "store/manifest_seal.h"
#include "store/schema.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdlib.h>

/* The plain fields, one table a kind: name in the JSON and place in the struct. */
struct field {
	const char *name;
	size_t at;
};

static const struct field texts[] = {
	{"catalogue", offsetof(struct manifest, catalogue)},
	{"date_first", offsetof(struct manifest, date_first)},
	{"date_last", offsetof(struct manifest, date_last)},
	{"default_language", offsetof(struct manifest, default_language)},
	{"golden", offsetof(struct manifest, golden)},
	{"made", offsetof(struct manifest, made)},
	{"ocr", offsetof(struct manifest, ocr)},
	{"program", offsetof(struct manifest, program)},
};

static const struct field counts[] = {
	{"failed", offsetof(struct manifest, failed)},
	{"failed_lines", offsetof(struct manifest, failed_lines)},
	{"notes", offsetof(struct manifest, notes)},
	{"passages", offsetof(struct manifest, passages)},
	{"sources", offsetof(struct manifest, sources)},
	{"undated", offsetof(struct manifest, undated)},
};

static const struct field versions[] = {
	{"analysis", offsetof(struct manifest, analysis)},
	{"format", offsetof(struct manifest, format)},
	{"number", offsetof(struct manifest, number)},
};

static const struct list {
	const char *name;
	size_t at, count_at;
} lists[] = {
	{"excludes", offsetof(struct manifest, excludes), offsetof(struct manifest, exclude_count)},
	{"languages", offsetof(struct manifest, languages), offsetof(struct manifest, language_count)},
	{"roots", offsetof(struct manifest, roots), offsetof(struct manifest, root_count)},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define FIELD(type, m, offset) ((type *)(void *)((char *)(m) + (offset)))
#define FIELD_CONST(type, m, offset) ((type const *)(const void *)((const char *)(m) + (offset)))

void manifest_init(struct manifest *m)
{
	memset(m, 0, sizeof *m);
}

void manifest_release(struct manifest *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < COUNT(texts); i++)
		free(*FIELD(char *, m, texts[i].at));
	for (size_t i = 0; i < COUNT(lists); i++)
		names_free(*FIELD(char **, m, lists[i].at), *FIELD(size_t, m, lists[i].count_at));
	for (size_t i = 0; i < m->file_count; i++)
		free(m->files[i].name);
	free(m->files);
	manifest_init(m);
}

/* ---- encoding ---- */

/*
 * A path is any bytes and JSON is UTF-8: a string that is not UTF-8 is kept
 * as {"bytes": "hex"}, so that it comes back as it was.
 */
static json_t *text_value(const char *text)
{
	struct buf hex;
	json_t *value;

	if (utf8_valid(span_of(text)))
		return json_string(text);
	buf_init(&hex);
	for (; *text != '\0'; text++)
		buf_addf(&hex, "%02x", (unsigned)(unsigned char)*text);
	value = json_pack("{s:s}", "bytes", hex.data);
	buf_release(&hex);
	return value;
}

static json_t *list_value(char *const *items, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, text_value(items[i]));
	return list;
}

static json_t *files_value(const struct manifest *m)
{
	json_t *list = json_array();

	for (size_t i = 0; i < m->file_count; i++)
		json_array_append_new(list, json_pack("{s:o, s:I, s:s}", "name", text_value(m->files[i].name),
						      "size", (json_int_t)m->files[i].size, "sha256",
						      m->files[i].sha256));
	return list;
}

static json_t *manifest_object(const struct manifest *m)
{
	json_t *object = json_object();

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *text = *FIELD_CONST(char *, m, texts[i].at);

		if (text != NULL)
			json_object_set_new(object, texts[i].name, text_value(text));
	}
	for (size_t i = 0; i < COUNT(counts); i++)
		json_object_set_new(object, counts[i].name,
				    json_integer((json_int_t)*FIELD_CONST(uint64_t, m, counts[i].at)));
	for (size_t i = 0; i < COUNT(versions); i++)
		json_object_set_new(object, versions[i].name,
				    json_integer(*FIELD_CONST(uint32_t, m, versions[i].at)));
	for (size_t i = 0; i < COUNT(lists); i++)
		json_object_set_new(object, lists[i].name,
				    list_value(*FIELD_CONST(char **, m, lists[i].at),
					       *FIELD_CONST(size_t, m, lists[i].count_at)));
	json_object_set_new(object, "before", json_integer(m->before));
	json_object_set_new(object, "checksum", json_string(manifest_unsealed));
	json_object_set_new(object, "digest", text_value(m->digest));
	json_object_set_new(object, "one_passage", json_boolean(m->one_passage));
	json_object_set_new(object, "files", files_value(m));
	return object;
}

void manifest_encode(struct buf *out, const struct manifest *m)
{
	json_t *object = manifest_object(m);
	char *text = json_dumps(object, JSON_INDENT(1) | JSON_SORT_KEYS);
	size_t start = out->len;

	json_decref(object);
	buf_add_str(out, text);
	buf_add_char(out, '\n');
	free(text);
	manifest_seal(out->data + start, out->len - start);
}

/* ---- decoding: each reader is true if the value is good ---- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool read_bytes(char **out, const char *hex)
{
	size_t len = hex == NULL ? 1 : strlen(hex);
	char *bytes;

	if (len % 2 != 0)
		return false;
	bytes = mem_zalloc(len / 2 + 1);
	for (size_t i = 0; i < len; i += 2) {
		int high = hex_digit(hex[i]), low = hex_digit(hex[i + 1]);

		if (high < 0 || low < 0 || (high | low) == 0) {
			free(bytes);
			return false;
		}
		bytes[i / 2] = (char)(high << 4 | low);
	}
	*out = bytes;
	return true;
}

static bool read_text(char **out, const json_t *value)
{
	if (json_is_object(value))
		return read_bytes(out, json_string_value(json_object_get(value, "bytes")));
	if (!json_is_string(value))
		return false;
	*out = mem_strdup(json_string_value(value));
	return true;
}

static bool read_number(uint64_t *out, const json_t *value, uint64_t most)
{
	*out = 0;
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*out = (uint64_t)json_integer_value(value);
	return *out <= most;
}

static bool read_hex(char *out, size_t len, const json_t *value)
{
	const char *text = json_string_value(value);

	if (text == NULL || strlen(text) > len)
		return false;
	memcpy(out, text, strlen(text) + 1);
	return true;
}

static bool read_list(char ***items, size_t *count, const json_t *list)
{
	if (!json_is_array(list))
		return false;
	*items = mem_zalloc((json_array_size(list) + 1) * sizeof **items);
	for (size_t i = 0; i < json_array_size(list); i++) {
		if (!read_text(&(*items)[i], json_array_get(list, i)))
			return false;
		++*count;
	}
	return true;
}

/* A name that leaves the build's directory is damage. */
static bool is_inner(const char *name)
{
	if (*name == '/' || *name == '\0')
		return false;
	for (const char *part = name; part != NULL; part = strchr(part, '/')) {
		part += *part == '/';
		if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
			return false;
	}
	return true;
}

/* Of files that are read already. */
static bool are_inner(const struct manifest *m)
{
	bool inner = true;

	for (size_t i = 0; i < m->file_count; i++)
		inner &= is_inner(m->files[i].name);
	return inner;
}

static bool read_files(struct manifest *m, const json_t *list)
{
	if (!json_is_array(list))
		return false;
	if (m->file_count != 0)
		return are_inner(m);
	m->files = mem_zalloc((json_array_size(list) + 1) * sizeof *m->files);
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *entry = json_array_get(list, i);
		struct manifest_file *file = &m->files[i];

		if (!read_text(&file->name, json_object_get(entry, "name")))
			return false;
		m->file_count++;
		if (!is_inner(file->name) ||
		    !read_number(&file->size, json_object_get(entry, "size"), INT64_MAX) ||
		    !read_hex(file->sha256, 64, json_object_get(entry, "sha256")))
			return false;
	}
	return true;
}

static bool read_versions(struct manifest *m, const json_t *object)
{
	bool good = true;

	for (size_t i = 0; good && i < COUNT(versions); i++) {
		uint64_t number;

		good = read_number(&number, json_object_get(object, versions[i].name), UINT32_MAX);
		*FIELD(uint32_t, m, versions[i].at) = (uint32_t)number;
	}
	return good;
}

static bool read_fields(struct manifest *m, const json_t *object)
{
	uint64_t before;
	bool good = read_number(&before, json_object_get(object, "before"), UINT32_MAX);

	m->before = (uint32_t)before;
	for (size_t i = 0; good && i < COUNT(texts); i++) {
		const json_t *value = json_object_get(object, texts[i].name);

		good = value == NULL || read_text(FIELD(char *, m, texts[i].at), value);
	}
	for (size_t i = 0; good && i < COUNT(counts); i++)
		good = read_number(FIELD(uint64_t, m, counts[i].at), json_object_get(object, counts[i].name),
				   INT64_MAX);
	for (size_t i = 0; good && i < COUNT(lists); i++)
		good = read_list(FIELD(char **, m, lists[i].at), FIELD(size_t, m, lists[i].count_at),
				 json_object_get(object, lists[i].name));
	m->one_passage = json_is_true(json_object_get(object, "one_passage"));
	return good && read_hex(m->digest, 32, json_object_get(object, "digest")) &&
	       read_files(m, json_object_get(object, "files"));
}

/* The versions are read first: what else another version's manifest holds, this one cannot know. */
static bool read_manifest(struct manifest *m, const json_t *object, struct span json, char **error)
{
	static const char damaged[] = "its manifest is damaged: go back with hrindex rollback, or build it again "
				      "with hrindex build";

	if (!read_versions(m, object)) {
		*error = mem_strdup(damaged);
		return false;
	}
	if (m->format != SCHEMA_FORMAT || m->analysis != SCHEMA_ANALYSIS) {
		*error = error_message(
			"it was made in format %lu with analysis %lu, and this program (%s) reads format %d "
			"with analysis %d: build it again with hrindex build",
			(unsigned long)m->format, (unsigned long)m->analysis, VERSION, SCHEMA_FORMAT,
			SCHEMA_ANALYSIS);
		return false;
	}
	if (!manifest_seal_holds(json) || !read_fields(m, object)) {
		*error = mem_strdup(damaged);
		return false;
	}
	return true;
}

bool manifest_decode(struct manifest *m, struct span json, char **error)
{
	json_t *object;
	struct buf rest;
	bool good;

	manifest_release(m);
	buf_init(&rest);
	if (manifest_take_files(m, json, &rest)) {
		object = json_loadb(rest.data, rest.len, 0, NULL);
	} else {
		manifest_release(m);
		object = json_loadb(json.data, json.len, 0, NULL);
	}
	good = read_manifest(m, object, json, error);
	buf_release(&rest);
	json_decref(object);
	if (!good)
		manifest_release(m);
	return good;
}
