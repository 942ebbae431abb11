#include "store/source.h"
#include "store/checksum.h"
#include "store/plain.h"
#include "store/sha256.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdlib.h>

/* The fields of a source, each kind by one table: name in the JSON and place in the struct. */
static const struct {
	const char *name;
	size_t at;
} texts[] = {
	{"country", offsetof(struct source, meta.country)},
	{"date", offsetof(struct source, meta.date)},
	{"encoding", offsetof(struct source, encoding)},
	{"file", offsetof(struct source, file)},
	{"id", offsetof(struct source, meta.id)},
	{"kind", offsetof(struct source, meta.kind)},
	{"language", offsetof(struct source, meta.language)},
	{"ocr", offsetof(struct source, ocr)},
	{"part", offsetof(struct source, part)},
	{"symbol", offsetof(struct source, meta.symbol)},
	{"title", offsetof(struct source, meta.title)},
	{"url", offsetof(struct source, meta.url)},
}, hashes[] = {
	{"sha256", offsetof(struct source, sha256)},
	{"text_sha256", offsetof(struct source, text_sha256)},
}, counts[] = {
	{"missing_notes", offsetof(struct source, missing_notes)},
	{"notes", offsetof(struct source, notes)},
	{"ocr_confidence", offsetof(struct source, ocr_confidence)},
	{"ocr_pages", offsetof(struct source, ocr_pages)},
	{"pack", offsetof(struct source, pack)},
	{"pages", offsetof(struct source, pages)},
	{"passages", offsetof(struct source, passages)},
	{"picture_pages", offsetof(struct source, picture_pages)},
	{"root", offsetof(struct source, root)},
}, sizes[] = {
	{"length", offsetof(struct source, length)},
	{"offset", offsetof(struct source, offset)},
	{"pack_length", offsetof(struct source, pack_length)},
	{"pack_offset", offsetof(struct source, pack_offset)},
	{"text_length", offsetof(struct source, text_length)},
};

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define FIELD(type, source, offset) ((type *)(void *)((char *)(source) + (offset)))
#define FIELD_CONST(type, source, offset) ((type const *)(const void *)((const char *)(source) + (offset)))

void source_init(struct source *s)
{
	memset(s, 0, sizeof *s);
	metadata_init(&s->meta);
}

void source_release(struct source *s)
{
	if (s == NULL)
		return;
	metadata_release(&s->meta);
	free(s->file);
	free(s->part);
	free(s->encoding);
	free(s->ocr);
	s->file = s->part = s->encoding = s->ocr = NULL;
}

/* Any bytes as a JSON string: what is no UTF-8 becomes U+FFFD. */
static json_t *text_value(const char *text)
{
	struct buf clean;
	json_t *value;

	if (utf8_valid(span_of(text)))
		return json_string(text);
	buf_init(&clean);
	utf8_add_clean(&clean, span_of(text));
	value = json_stringn(clean.data, clean.len);
	buf_release(&clean);
	return value;
}

static json_t *publishers_value(const struct metadata *meta)
{
	json_t *list = json_array();

	for (size_t i = 0; i < meta->publisher_count; i++)
		json_array_append_new(list, text_value(meta->publishers[i]));
	return list;
}

/* Unknown fields and zero counts are left out. */
static json_t *source_object(const struct source *s)
{
	json_t *object = json_object();

	for (size_t i = 0; i < COUNT(texts); i++) {
		const char *text = *FIELD_CONST(char *, s, texts[i].at);

		if (text != NULL)
			json_object_set_new(object, texts[i].name, text_value(text));
	}
	for (size_t i = 0; i < COUNT(hashes); i++)
		json_object_set_new(object, hashes[i].name,
				    text_value(FIELD_CONST(char, s, hashes[i].at)));
	for (size_t i = 0; i < COUNT(counts); i++)
		if (*FIELD_CONST(uint32_t, s, counts[i].at) != 0)
			json_object_set_new(object, counts[i].name,
					    json_integer(*FIELD_CONST(uint32_t, s, counts[i].at)));
	for (size_t i = 0; i < COUNT(sizes); i++)
		if (*FIELD_CONST(uint64_t, s, sizes[i].at) != 0)
			json_object_set_new(
				object, sizes[i].name,
				json_integer((json_int_t)*FIELD_CONST(uint64_t, s, sizes[i].at)));
	if (s->meta.publisher_count != 0)
		json_object_set_new(object, "publishers", publishers_value(&s->meta));
	return object;
}

static void add_json(struct buf *out, const struct source *s)
{
	json_t *object = source_object(s);
	char *text = json_dumps(object, JSON_COMPACT | JSON_SORT_KEYS);

	json_decref(object);
	buf_add_str(out, text);
	free(text);
}

void source_encode(struct buf *out, const struct source *s)
{
	size_t start = checksum_begin(out);

	add_json(out, s);
	checksum_end(out, start);
}

/* Each reader: true if the field is absent or good. */
static bool read_text(char **out, const json_t *object, const char *name)
{
	const json_t *value = json_object_get(object, name);

	if (value == NULL)
		return true;
	if (!json_is_string(value))
		return false;
	*out = mem_strdup(json_string_value(value));
	return true;
}

static bool read_hash(char out[65], const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	if (text == NULL || strlen(text) > 64)
		return false;
	memcpy(out, text, strlen(text) + 1);
	return true;
}

static bool read_number(uint64_t *out, const json_t *object, const char *name, uint64_t most)
{
	const json_t *value = json_object_get(object, name);

	*out = 0;
	if (value == NULL)
		return true;
	if (!json_is_integer(value) || json_integer_value(value) < 0)
		return false;
	*out = (uint64_t)json_integer_value(value);
	return *out <= most;
}

static bool read_publishers(struct metadata *meta, const json_t *list)
{
	size_t count = json_array_size(list);

	if (list == NULL)
		return true;
	if (!json_is_array(list))
		return false;
	meta->publishers = mem_zalloc((count + 1) * sizeof *meta->publishers);
	for (size_t i = 0; i < count; i++) {
		const char *name = json_string_value(json_array_get(list, i));

		if (name == NULL)
			return false;
		meta->publishers[meta->publisher_count++] = mem_strdup(name);
	}
	return true;
}

static bool read_fields(struct source *s, const json_t *object)
{
	bool good = json_is_object(object);
	uint64_t number;

	for (size_t i = 0; good && i < COUNT(texts); i++)
		good = read_text(FIELD(char *, s, texts[i].at), object, texts[i].name);
	for (size_t i = 0; good && i < COUNT(hashes); i++)
		good = read_hash(FIELD(char, s, hashes[i].at), object, hashes[i].name);
	for (size_t i = 0; good && i < COUNT(counts); i++) {
		good = read_number(&number, object, counts[i].name, UINT32_MAX);
		*FIELD(uint32_t, s, counts[i].at) = (uint32_t)number;
	}
	for (size_t i = 0; good && i < COUNT(sizes); i++) {
		good = read_number(&number, object, sizes[i].name, INT64_MAX);
		*FIELD(uint64_t, s, sizes[i].at) = number;
	}
	return good && read_publishers(&s->meta, json_object_get(object, "publishers"));
}

/* ---- a record as source_encode writes most: its keys in order, no character escaped ---- */

#define PLAIN_MOST UINT32_MAX /* no field has a lower limit */

static bool plain_publishers(struct plain *p, struct metadata *meta)
{
	struct span name;

	if (!plain_take(p, "["))
		return false;
	do {
		if (!plain_string(p, &name))
			return false;
		meta->publishers = mem_realloc(meta->publishers, (meta->publisher_count + 1) * sizeof *meta->publishers);
		meta->publishers[meta->publisher_count++] = mem_spandup(name);
	} while (plain_take(p, ","));
	return plain_take(p, "]");
}

/* The value of a key whose field is a text; false: it is none, or not plain. */
static bool plain_text(struct plain *p, struct span key, struct source *s)
{
	struct span value;

	for (size_t i = 0; i < COUNT(texts); i++)
		if (span_eq_str(key, texts[i].name)) {
			if (!plain_string(p, &value))
				return false;
			*FIELD(char *, s, texts[i].at) = mem_spandup(value);
			return true;
		}
	for (size_t i = 0; i < COUNT(hashes); i++)
		if (span_eq_str(key, hashes[i].name)) {
			if (!plain_string(p, &value) || value.len != SHA256_HEX)
				return false;
			memcpy(FIELD(char, s, hashes[i].at), value.data, value.len);
			return true;
		}
	return false;
}

static bool plain_count(struct plain *p, struct span key, struct source *s)
{
	uint64_t number;

	if (!plain_number(p, &number) || number > PLAIN_MOST)
		return false;
	for (size_t i = 0; i < COUNT(counts); i++)
		if (span_eq_str(key, counts[i].name)) {
			*FIELD(uint32_t, s, counts[i].at) = (uint32_t)number;
			return true;
		}
	for (size_t i = 0; i < COUNT(sizes); i++)
		if (span_eq_str(key, sizes[i].name)) {
			*FIELD(uint64_t, s, sizes[i].at) = number;
			return true;
		}
	return false;
}

/* One key, which comes after the one before, and its value. */
static bool plain_field(struct plain *p, struct span *key, struct source *s)
{
	struct span before = *key;

	if (!plain_string(p, key) || !plain_take(p, ":") || span_cmp(before, *key) >= 0 || p->at == p->end)
		return false;
	if (*p->at == '[')
		return span_eq_str(*key, "publishers") && plain_publishers(p, &s->meta);
	return *p->at == '"' ? plain_text(p, *key, s) : plain_count(p, *key, s);
}

/*
 * Reads such a record without making a tree of it, which takes eight times as long; ten are read for a page of hits.
 * False: it is not one, though it may be good.
 */
static bool read_plain(struct source *s, struct span json)
{
	struct plain p = plain_of(json);
	struct span key = {"", 0};

	if (!utf8_valid(json) || !plain_take(&p, "{"))
		return false;
	do {
		if (!plain_field(&p, &key, s))
			return false;
	} while (plain_take(&p, ","));
	return plain_take(&p, "}") && p.at == p.end && *s->sha256 != '\0' && *s->text_sha256 != '\0';
}

static bool read_tree(struct source *s, struct span json)
{
	json_t *object = json_loadb(json.data, json.len, JSON_REJECT_DUPLICATES, NULL);
	bool good;

	source_release(s);
	source_init(s);
	good = object != NULL && read_fields(s, object);
	json_decref(object);
	return good;
}

bool source_decode(struct source *s, struct span record)
{
	source_release(s);
	source_init(s);
	return checksum_take(&record) && (read_plain(s, record) || read_tree(s, record)) && s->meta.id != NULL &&
	       s->file != NULL;
}

bool source_without_place(struct buf *out, struct span record)
{
	struct source s;
	bool good;

	source_init(&s);
	good = source_decode(&s, record);
	if (good) {
		s.root = s.pack = 0;
		s.pack_offset = s.pack_length = 0;
		add_json(out, &s);
	}
	source_release(&s);
	return good;
}

void source_metadata_key(struct buf *out, const char *key)
{
	buf_clear(out);
	buf_add_str(out, "s:");
	buf_add_str(out, key);
}
