#include "searcher/verify_claim.h"

#include "render/json.h"
#include "store/files.h"
#include "store/sha256.h"

#include <stdlib.h>

/* ---- Reading a line ---- */

static struct span text_of(const json_t *string)
{
	if (!json_is_string(string))
		return span_make("", 0);
	return span_make(json_string_value(string), json_string_length(string));
}

static bool has_strings(const json_t *object, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!json_is_string(json_object_get(object, names[i])))
			return false;
	return true;
}

/* Ranges in order and apart; false: they are not. *out allocated. */
static bool read_ranges(const json_t *array, struct range **out, size_t *count)
{
	size_t size = json_array_size(array);
	json_int_t last = 0;

	if (!json_is_array(array))
		return false;
	*out = mem_alloc((size + 1) * sizeof **out);
	for (*count = 0; *count < size; ++*count) {
		const json_t *range = json_array_get(array, *count);
		const json_t *start = json_object_get(range, "start"), *end = json_object_get(range, "end");

		if (!json_is_integer(start) || !json_is_integer(end) || json_integer_value(start) < last ||
		    json_integer_value(end) <= json_integer_value(start))
			return false;
		last = json_integer_value(end);
		(*out)[*count] = (struct range){(size_t)json_integer_value(start), (size_t)last};
	}
	return true;
}

static const char *const of_source[] = {"id", "file", "sha256", "text_sha256"};

#define OF_SOURCE (sizeof of_source / sizeof *of_source)

static void read_source(struct claim *c, const json_t *source)
{
	c->source_id = text_of(json_object_get(source, "id"));
	c->file = text_of(json_object_get(source, "file"));
	c->sha256 = text_of(json_object_get(source, "sha256"));
	c->text_sha256 = text_of(json_object_get(source, "text_sha256"));
}

const char *claim_read_hit(struct claim *c)
{
	static const char *const own[] = {"schema", "id", "text", "citation"};
	static const char *const of_snippet[] = {"text", "sha256"};
	const json_t *source = json_object_get(c->json, "source");
	const json_t *snippet = json_object_get(c->json, "snippet"), *page = json_object_get(c->json, "page");

	c->whole = snippet == NULL;
	if (!has_strings(c->json, own, 4) || !has_strings(source, of_source, OF_SOURCE) ||
	    (!c->whole && !has_strings(snippet, of_snippet, 2)))
		return "not a hit: a member is missing or is no string";
	if (!span_eq_str(text_of(json_object_get(c->json, "schema")), JSON_SCHEMA))
		return "of another schema than " JSON_SCHEMA;
	c->id = text_of(json_object_get(c->json, "id"));
	c->text = text_of(json_object_get(c->json, "text"));
	read_source(c, source);
	c->snippet_text = c->whole ? c->text : text_of(json_object_get(snippet, "text"));
	c->snippet_sha256 = text_of(json_object_get(snippet, "sha256"));
	c->page = json_integer_value(json_object_get(page, "physical"));
	c->page_label = text_of(json_object_get(page, "label"));
	if (!read_ranges(json_object_get(c->json, "ranges"), &c->ranges, &c->range_count) ||
	    !read_ranges(json_object_get(c->whole ? c->json : snippet, "ranges"), &c->snippet_ranges, &c->snippet_range_count))
		return "not a hit: its ranges are none, or not in order";
	return NULL;
}

const char *claim_read_quotation(struct claim *c)
{
	static const char *const own[] = {"id", "text", "citation", "sha256", "quotation"};
	const json_t *source = json_object_get(c->json, "source");

	if (!has_strings(c->json, own, sizeof own / sizeof *own) || !has_strings(source, of_source, OF_SOURCE))
		return "no quotation: a member is missing or is no string";
	c->id = text_of(json_object_get(c->json, "id"));
	read_source(c, source);
	c->snippet_text = text_of(json_object_get(c->json, "text"));
	c->snippet_sha256 = text_of(json_object_get(c->json, "sha256"));
	if (!read_ranges(json_object_get(c->json, "ranges"), &c->snippet_ranges, &c->snippet_range_count))
		return "no quotation: its ranges are none, or not in order";
	return NULL;
}

void claim_release(struct claim *c)
{
	json_decref(c->json);
	free(c->ranges);
	free(c->snippet_ranges);
}

/* ---- The source as it is now ---- */

bool claim_lie_within(const struct range *ranges, size_t count, size_t len)
{
	return count == 0 || ranges[count - 1].end <= len;
}

/* Whether the quoted bytes stand in the text where they are said to stand. */
static bool quoted_bytes_hold(const struct claim *c, const struct reread *s)
{
	char sha256[SHA256_HEX + 1];

	if (!claim_lie_within(c->snippet_ranges, c->snippet_range_count, s->text.len))
		return false;
	sha256_ranges(sha256, buf_span(&s->text), c->snippet_ranges, c->snippet_range_count);
	return span_eq_str(c->snippet_sha256, sha256);
}

char *claim_check_source(const struct claim *c, const struct reread *s)
{
	const char *changed = NULL;

	if (s->failure != NULL)
		return mem_strdup(s->failure);
	if (!span_eq_str(c->file, s->source.file))
		return error_message("the index has this source in another file");
	if (!span_eq_str(c->sha256, s->sha256))
		changed = s->source.length != 0 ? "the line has changed" : "the file has changed";
	else if (!span_eq_str(c->text_sha256, s->text_sha256))
		changed = "the file gives another text than it gave";
	if (changed != NULL && c->whole)
		return mem_strdup(changed);
	if (changed != NULL)
		return error_message("%s; the quoted bytes %s", changed,
		                     quoted_bytes_hold(c, s) ? "are still the same" : "differ");
	if (!claim_lie_within(c->snippet_ranges, c->snippet_range_count, s->text.len))
		return error_message("the quotation's ranges go beyond the text's end");
	if (!c->whole && !quoted_bytes_hold(c, s))
		return error_message("the quotation's bytes do not have its sha256");
	return NULL;
}

/* ---- Members ---- */

/* Appends the path of the first member that the claim has otherwise, or not at all; false: there is none. */
bool claim_find_other(struct buf *path, json_t *given, const json_t *claimed)
{
	size_t len = path->len;
	const char *key;
	json_t *value;

	if (!json_is_object(given) || !json_is_object(claimed))
		return !json_equal(given, claimed);
	json_object_foreach (given, key, value) {
		buf_addf(path, "%s%s", len == 0 ? "" : ".", key);
		if (claim_find_other(path, value, json_object_get(claimed, key)))
			return true;
		path->len = len;
		path->data[len] = '\0';
	}
	return false;
}
