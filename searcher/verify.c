#include "searcher/verify.h"

#include "render/cite.h"
#include "render/json.h"
#include "searcher/hit.h"
#include "searcher/layout.h"
#include "searcher/snippet.h"
#include "searcher/verify_claim.h"
#include "searcher/verify_quote.h"
#include "store/files.h"
#include "store/schema.h"
#include "store/sha256.h"

#include <stdlib.h>

#define SAME_ID_MAX 16 /* indexes that may hold a passage with the same id */

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

	if (!claim_lie_within(r->ranges, r->range_count, s->text.len))
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

/* The page that the hit gives; of the two printed ones that one of the file may hold, the one it says. */
static const struct page_mark *claimed_page(const struct claim *c, const struct record *r)
{
	const struct page_mark *found = NULL;

	for (size_t i = 0; i < r->page_count; i++)
		if ((json_int_t)r->pages[i].physical == c->page && (found == NULL || span_eq(r->pages[i].label, c->page_label)))
			found = &r->pages[i];
	return found;
}

/* All that the index gives of the passage, but not what depends on the query. */
static char *check_members(const struct claim *c, const struct record *r, const struct reread *s)
{
	json_t *given = json_passage(r, &s->source, c->text, claimed_page(c, r));
	struct buf path;
	char *wrong = NULL;

	buf_init(&path);
	buf_add_str(&path, "");
	if (claim_find_other(&path, given, c->json))
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
	else if ((c->whole || (wrong = check_snippet(c, &h.record, s)) == NULL) &&
	         (wrong = check_members(c, &h.record, s)) == NULL && !c->whole)
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
	wrong = claim_check_source(c, s);
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
	bool good, is_quotation;

	c.json = json_loadb(line.data, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
	is_quotation = c.json != NULL && verify_is_quotation(c.json);
	malformed = c.json == NULL ? error.text : is_quotation ? verify_quote_read(&c) : claim_read_hit(&c);
	if (malformed != NULL)
		wrong = error_message("line %zu: %s", number, malformed);
	else
		wrong = is_quotation ? verify_quote(r, &c) : check(r, &c);
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
