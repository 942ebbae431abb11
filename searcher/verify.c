#include "searcher/verify.h"

#include "render/cite.h"
#include "render/json.h"
#include "searcher/hit.h"
#include "searcher/layout.h"
#include "searcher/reread.h"
#include "searcher/snippet.h"
#include "store/files.h"
#include "store/schema.h"
#include "store/sha256.h"

#include <stdlib.h>

#define SAME_ID_MAX 16 /* indexes that may hold a passage with the same id */

/* What a line says, pointing into its JSON. */
struct claim {
	json_t *json;
	struct span id, source_id, file, sha256, text_sha256, text, citation;
	struct span snippet_text, snippet_sha256;
	struct range *ranges, *snippet_ranges;
	size_t range_count, snippet_range_count;
	json_int_t page; /* physical, 0: none */
};

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

/* NULL: the line is a hit; else what is wrong with it (a constant). */
static const char *read_members(struct claim *c)
{
	static const char *const own[] = {"schema", "id", "text", "citation"};
	static const char *const of_source[] = {"id", "file", "sha256", "text_sha256"};
	static const char *const of_snippet[] = {"text", "sha256"};
	const json_t *source = json_object_get(c->json, "source");
	const json_t *snippet = json_object_get(c->json, "snippet");

	if (!has_strings(c->json, own, 4) || !has_strings(source, of_source, 4) ||
	    !has_strings(snippet, of_snippet, 2))
		return "not a hit: a member is missing or is no string";
	if (!span_eq_str(text_of(json_object_get(c->json, "schema")), JSON_SCHEMA))
		return "of another schema than " JSON_SCHEMA;
	c->id = text_of(json_object_get(c->json, "id"));
	c->text = text_of(json_object_get(c->json, "text"));
	c->citation = text_of(json_object_get(c->json, "citation"));
	c->source_id = text_of(json_object_get(source, "id"));
	c->file = text_of(json_object_get(source, "file"));
	c->sha256 = text_of(json_object_get(source, "sha256"));
	c->text_sha256 = text_of(json_object_get(source, "text_sha256"));
	c->snippet_text = text_of(json_object_get(snippet, "text"));
	c->snippet_sha256 = text_of(json_object_get(snippet, "sha256"));
	c->page = json_integer_value(json_object_get(json_object_get(c->json, "page"), "physical"));
	if (!read_ranges(json_object_get(c->json, "ranges"), &c->ranges, &c->range_count) ||
	    !read_ranges(json_object_get(snippet, "ranges"), &c->snippet_ranges, &c->snippet_range_count))
		return "not a hit: its ranges are none, or not in order";
	return NULL;
}

static void claim_release(struct claim *c)
{
	json_decref(c->json);
	free(c->ranges);
	free(c->snippet_ranges);
}

/* ---- The source as it is now ---- */

static bool lie_within(const struct range *ranges, size_t count, size_t len)
{
	return count == 0 || ranges[count - 1].end <= len;
}

/* Whether the quoted bytes stand in the text where they are said to stand. */
static bool quoted_bytes_hold(const struct claim *c, const struct reread *s)
{
	char sha256[SHA256_HEX + 1];

	if (!lie_within(c->snippet_ranges, c->snippet_range_count, s->text.len))
		return false;
	sha256_ranges(sha256, buf_span(&s->text), c->snippet_ranges, c->snippet_range_count);
	return span_eq_str(c->snippet_sha256, sha256);
}

/* Each check returns what is wrong, allocated; NULL: nothing. */
static char *check_source(const struct claim *c, const struct reread *s)
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
	if (changed != NULL)
		return error_message("%s; the quoted bytes %s", changed,
		                     quoted_bytes_hold(c, s) ? "are still the same" : "differ");
	if (!lie_within(c->snippet_ranges, c->snippet_range_count, s->text.len))
		return error_message("the snippet's ranges go beyond the text's end");
	if (!quoted_bytes_hold(c, s))
		return error_message("the snippet's bytes do not have its sha256");
	return NULL;
}

/* ---- The passage as the index has it ---- */

/* Loads the passage of this id from the source's index; false: it is not there. */
static bool load_passage(struct hit *h, const struct library *l, const struct claim *c,
                         const struct reread *s)
{
	struct buf term;
	uint32_t *docids = NULL;
	size_t count = 0;
	bool found = false;

	buf_init(&term);
	schema_term(&term, PREFIX_ID, c->id);
	if (xap_reader_documents(l->passages, buf_span(&term), SAME_ID_MAX, &docids, &count) != XAP_OK)
		count = 0;
	for (size_t i = 0; i < count && !found; i++) {
		bool damaged = true;

		if (library_index(l, docids[i]) != s->index)
			continue;
		found = hit_load(h, l, docids[i], &damaged) == XAP_OK && !damaged &&
		        span_eq_str(c->id, h->record.id);
	}
	free(docids);
	buf_release(&term);
	return found;
}

static bool ranges_eq(const struct claim *c, const struct record *r)
{
	if (c->range_count != r->range_count)
		return false;
	for (size_t i = 0; i < r->range_count; i++)
		if (c->ranges[i].start != r->ranges[i].start || c->ranges[i].end != r->ranges[i].end)
			return false;
	return true;
}

/* The snippet's ranges as parts of the passage's; false: some byte is outside. *out allocated. */
static bool split_ranges(const struct claim *c, const struct record *r, struct range **out, size_t *count)
{
	size_t cap = 0, inside = 0, all = 0;

	*out = NULL;
	*count = 0;
	for (size_t i = 0; i < c->snippet_range_count; i++) {
		struct range want = c->snippet_ranges[i];

		all += want.end - want.start;
		for (size_t k = 0; k < r->range_count; k++) {
			struct range part = r->ranges[k];

			part.start = part.start > want.start ? part.start : want.start;
			part.end = part.end < want.end ? part.end : want.end;
			if (part.start >= part.end)
				continue;
			ARRAY_GROW(*out, *count, cap);
			(*out)[(*count)++] = part;
			inside += part.end - part.start;
		}
	}
	return inside == all;
}

/* Without the marks that say that a sentence is cut at the snippet's ends. */
static struct span without_cuts(struct span text)
{
	if (span_starts(text, SNIPPET_CUT " "))
		text = span_make(text.data + strlen(SNIPPET_CUT " "), text.len - strlen(SNIPPET_CUT " "));
	if (span_ends(text, " " SNIPPET_CUT))
		text.len -= strlen(" " SNIPPET_CUT);
	return text;
}

static char *check_snippet(const struct claim *c, const struct record *r, const struct reread *s)
{
	struct range *parts;
	struct reading reading;
	struct buf shown;
	size_t count;
	char *wrong = NULL;

	reading_init(&reading);
	buf_init(&shown);
	if (!split_ranges(c, r, &parts, &count)) {
		wrong = error_message("the snippet's ranges lie outside the passage's");
	} else {
		reading_make(&reading, buf_span(&s->text), parts, count, r->skips, r->skip_count);
		reading_show(&shown, &reading, (struct range){0, reading.text.len});
		if (!span_eq(c->snippet_text, buf_span(&shown)) &&
		    !span_eq(without_cuts(c->snippet_text), buf_span(&shown)))
			wrong = error_message("the snippet's text is not the text of its bytes");
	}
	free(parts);
	buf_release(&shown);
	reading_release(&reading);
	return wrong;
}

/* The text of the passage's bytes as they are in the source now. */
static bool text_holds(const struct claim *c, const struct record *r, const struct reread *s)
{
	struct reading reading;
	struct buf shown;
	bool holds;

	if (!lie_within(r->ranges, r->range_count, s->text.len))
		return false;
	reading_init(&reading);
	buf_init(&shown);
	reading_make(&reading, buf_span(&s->text), r->ranges, r->range_count, r->skips, r->skip_count);
	reading_show(&shown, &reading, (struct range){0, reading.text.len});
	holds = span_eq(c->text, buf_span(&shown));
	buf_release(&shown);
	reading_release(&reading);
	return holds;
}

static const struct page_mark *claimed_page(const struct claim *c, const struct record *r)
{
	for (size_t i = 0; i < r->page_count; i++)
		if ((json_int_t)r->pages[i].physical == c->page)
			return &r->pages[i];
	return NULL;
}

/* Appends the path of the first member that the claim has otherwise, or not at all; false: there is none. */
static bool find_other(struct buf *path, json_t *given, const json_t *claimed)
{
	size_t len = path->len;
	const char *key;
	json_t *value;

	if (!json_is_object(given) || !json_is_object(claimed))
		return !json_equal(given, claimed);
	json_object_foreach (given, key, value) {
		buf_addf(path, "%s%s", len == 0 ? "" : ".", key);
		if (find_other(path, value, json_object_get(claimed, key)))
			return true;
		path->len = len;
		path->data[len] = '\0';
	}
	return false;
}

/* All that the index gives of the passage, but not what depends on the query. */
static char *check_members(const struct claim *c, const struct record *r, const struct reread *s)
{
	json_t *given = json_passage(r, &s->source, c->text, claimed_page(c, r));
	struct buf path;
	char *wrong = NULL;

	buf_init(&path);
	buf_add_str(&path, "");
	if (find_other(&path, given, c->json))
		wrong = error_message("the quotation holds, but %s%s is not what the index gives",
		                      strcmp(path.data, "citation") == 0 ? "the " : "", path.data);
	buf_release(&path);
	json_decref(given);
	return wrong;
}

/* Which words are marked depends on the query; that there are such words does not. */
static char *check_highlights(const struct claim *c)
{
	const json_t *pairs = json_object_get(json_object_get(c->json, "snippet"), "highlights"), *pair;
	json_int_t last = 0;
	size_t i;

	json_array_foreach(pairs, i, pair) {
		json_int_t start = json_integer_value(json_array_get(pair, 0));
		json_int_t end = json_integer_value(json_array_get(pair, 1));

		if (json_array_size(pair) != 2 || start < last || end <= start || end > (json_int_t)c->snippet_text.len)
			break;
		last = end;
	}
	if (json_is_array(pairs) && i == json_array_size(pairs))
		return NULL;
	return error_message("the quotation holds, but snippet.highlights are no places in its text");
}

static char *check_passage(const struct library *l, const struct claim *c, const struct reread *s)
{
	char *wrong = NULL, key[RECORD_KEY_LEN + 1];
	struct hit h;

	hit_init(&h);
	source_key(key, c->source_id);
	if (!load_passage(&h, l, c, s))
		wrong = error_message("the index has no passage with this id");
	else if (strcmp(key, h.record.source_key) != 0)
		wrong = error_message("the passage is of another source");
	else if (!ranges_eq(c, &h.record))
		wrong = error_message("the passage's ranges are not the index's");
	else if (!text_holds(c, &h.record, s))
		wrong = error_message("the passage's text is not the text of its bytes");
	else if ((wrong = check_snippet(c, &h.record, s)) == NULL &&
	         (wrong = check_members(c, &h.record, s)) == NULL)
		wrong = check_highlights(c);
	hit_release(&h);
	return wrong;
}

/* ---- Line by line ---- */

static char *check(struct rereader *r, const struct claim *c)
{
	const struct reread *s = reread_source(r, c->source_id, c->sha256);
	char *wrong;

	if (s == NULL)
		return error_message("no source of the index has the id %.*s", (int)c->source_id.len,
		                     c->source_id.data);
	wrong = check_source(c, s);
	return wrong != NULL ? wrong : check_passage(r->library, c, s);
}

static void report(struct buf *out, const struct claim *c, const char *wrong)
{
	buf_add_str(out, wrong == NULL ? "ok " : "FAIL ");
	layout_add_safe(out, c->id.len != 0 ? c->id : span_of("-"));
	buf_add_char(out, ' ');
	layout_add_safe(out, c->file.len != 0 ? c->file : span_of("-"));
	if (wrong != NULL) {
		buf_add_char(out, ' ');
		layout_add_safe(out, span_of(wrong));
	}
	buf_add_char(out, '\n');
}

static bool verify_line(struct buf *out, struct rereader *r, struct span line, size_t number)
{
	struct claim c = {0};
	json_error_t error;
	const char *malformed;
	char *wrong;
	bool good;

	c.json = json_loadb(line.data, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	malformed = c.json == NULL ? error.text : read_members(&c);
	if (malformed != NULL)
		wrong = error_message("line %zu: %s", number, malformed);
	else
		wrong = check(r, &c);
	report(out, &c, wrong);
	good = wrong == NULL;
	claim_release(&c);
	free(wrong);
	return good;
}

size_t verify_hits(struct buf *out, const struct library *l, struct span json)
{
	struct rereader r;
	size_t failed = 0, number = 0;

	rereader_init(&r, l);
	for (size_t at = 0; at < json.len;) {
		const char *feed = memchr(json.data + at, '\n', json.len - at);
		size_t end = feed == NULL ? json.len : (size_t)(feed - json.data);
		struct span line = span_make(json.data + at, end - at);

		number++;
		at = end + 1;
		if (span_trim(line).len != 0)
			failed += !verify_line(out, &r, line, number);
	}
	rereader_release(&r);
	return failed;
}
