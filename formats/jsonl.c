#include "formats/document.h"
#include "formats/jsonl.h"
#include "text/utf8.h"

#include <jansson.h>
#include <stdlib.h>

void jsonl_init(struct jsonl *j, struct span bytes)
{
	j->bytes = bytes;
	j->at = span_starts(bytes, UTF8_BOM) ? strlen(UTF8_BOM) : 0;
	j->line = 0;
}

void jsonl_source_init(struct jsonl_source *s)
{
	s->at = (struct range){0, 0};
	document_init(&s->document);
	s->has_title = false;
	buf_init(&s->warnings);
}

void jsonl_source_release(struct jsonl_source *s)
{
	if (s == NULL)
		return;
	document_release(&s->document);
	buf_release(&s->warnings);
}

bool jsonl_take_title(struct jsonl_source *s)
{
	struct document *d = &s->document;
	struct span body = span_make(d->text.data + d->body, d->text.len - d->body);

	if (span_trim(body).len != 0 || d->front.title == NULL)
		return false;
	buf_clear(&d->text);
	buf_add_str(&d->text, d->front.title);
	d->body = 0;
	return true;
}

/* The next line that is not blank; false at the end. */
static bool next_line(struct jsonl *j, struct range *at)
{
	while (j->at < j->bytes.len) {
		const char *start = j->bytes.data + j->at;
		const char *feed = memchr(start, '\n', j->bytes.len - j->at);
		size_t end = feed == NULL ? j->bytes.len : (size_t)(feed - j->bytes.data);

		*at = (struct range){j->at, end};
		j->at = feed == NULL ? end : end + 1;
		j->line++;
		if (span_trim(span_sub(j->bytes, *at)).len != 0)
			return true;
	}
	return false;
}

static char *message(const char *format, const char *detail)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, format, detail);
	return b.data;
}

static struct span string_of(const json_t *value)
{
	return span_make(json_string_value(value), json_string_length(value));
}

/* Strings of a list joined by ";", as metadata_set wants publishers; false if one is no string. */
static bool join(struct buf *out, const json_t *list)
{
	size_t i;
	json_t *value;

	json_array_foreach(list, i, value) {
		if (!json_is_string(value))
			return false;
		if (out->len != 0)
			buf_add_char(out, ';');
		buf_add_span(out, string_of(value));
	}
	return true;
}

/* A member's value as text; false if it is of a type that the member cannot have. */
static bool member_text(struct buf *out, const char *name, const json_t *value)
{
	if (json_is_null(value))
		return true;
	if (json_is_string(value)) {
		buf_add_span(out, string_of(value));
		return true;
	}
	if (json_is_integer(value) && strcmp(name, "date") == 0) {
		buf_addf(out, "%lld", (long long)json_integer_value(value));
		return true;
	}
	return json_is_array(value) && strcmp(name, "publisher") == 0 && join(out, value);
}

static void read_member(struct jsonl_source *out, const char *name, const json_t *value)
{
	struct buf text;
	char *error = NULL;

	buf_init(&text);
	if (!member_text(&text, name, value))
		error = mem_strdup("not a string");
	else
		metadata_set(&out->document.front, span_of(name), buf_span(&text), &error);
	if (error != NULL)
		buf_addf(&out->warnings, "\"%s\" is left unknown: %s\n", name, error);
	free(error);
	buf_release(&text);
}

/* "id" must be there; "text" too, or a title that is not empty. NULL: they are; else what is wrong (a constant). */
static const char *what_is_missing(const json_t *object)
{
	const json_t *id = json_object_get(object, "id"), *text = json_object_get(object, "text");
	const json_t *title = json_object_get(object, "title");

	if (id == NULL)
		return "no \"id\"";
	if (!json_is_string(id) || span_trim(string_of(id)).len == 0)
		return "\"id\" is not a string, or empty";
	if (text != NULL && !json_is_string(text) && !json_is_null(text))
		return "\"text\" is not a string";
	if (json_is_string(text) && !text_is_blank(string_of(text)))
		return NULL;
	if (json_is_string(title) && !text_is_blank(string_of(title)))
		return NULL;
	return text == NULL ? "no \"text\", and no \"title\" in its place" : "\"text\" is empty, and there is no title";
}

static void read_object(struct jsonl_source *out, json_t *object)
{
	static const char *const members[] = {"id", "title", "publisher", "date", "symbol", "kind",
	                                      "language", "country", "url"};
	const json_t *text = json_object_get(object, "text");

	if (json_is_string(text))
		buf_add_span(&out->document.text, string_of(text));
	out->has_title = json_object_get(object, "title") != NULL;
	for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
		const json_t *value = json_object_get(object, members[i]);

		if (value != NULL)
			read_member(out, members[i], value);
	}
	if (span_starts(buf_span(&out->document.text), UTF8_BOM))
		out->document.body = strlen(UTF8_BOM);
	document_find_pages(&out->document);
}

int jsonl_next(struct jsonl *j, struct jsonl_source *out, char **reason)
{
	json_error_t error;
	json_t *object;
	struct span line;
	const char *missing;

	*reason = NULL;
	jsonl_source_release(out);
	jsonl_source_init(out);
	if (!next_line(j, &out->at))
		return 0;
	line = span_sub(j->bytes, out->at);
	object = json_loadb(line.data, line.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
	if (object == NULL) {
		*reason = json_error_code(&error) == json_error_null_character ? mem_strdup("has a NUL (\\u0000), which no text has")
		                                                               : message("not JSON: %s", error.text);
		return -1;
	}
	missing = json_is_object(object) ? what_is_missing(object) : "not a JSON object";
	if (missing == NULL)
		read_object(out, object);
	else
		*reason = mem_strdup(missing);
	json_decref(object);
	return missing == NULL ? 1 : -1;
}
