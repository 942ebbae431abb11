#include "indexer/diff_print.h"

#include "render/json.h"

#include <stdlib.h>

#define TEXT_SHOWN 160 /* characters of a passage; --json has all of it */
#define TEXT_BEFORE 60 /* of those: shown before what has changed, and the rest of a word */
#define WORD_LONGEST 80 /* bytes */

static const char *const change_names[] = {"added", "removed", "changed"};
static const char change_signs[] = "+-~";

static struct span string_of(const json_t *value)
{
	const char *string = json_string_value(value);

	return span_of(string != NULL ? string : "");
}

static bool is_begin(char c) /* of a character */
{
	return ((unsigned char)c & 0xC0) != 0x80;
}

/* From a byte where a character begins; what is left out is marked. */
static void add_text_from(struct buf *out, struct span text, size_t from)
{
	size_t characters = 0;

	buf_add_str(out, from != 0 ? "…" : "");
	for (size_t i = from; i < text.len; i++) {
		if (is_begin(text.data[i]) && characters++ == TEXT_SHOWN) {
			buf_add_str(out, "…");
			return;
		}
		buf_add_char(out, text.data[i]);
	}
}

static void add_text(struct buf *out, const json_t *value)
{
	add_text_from(out, string_of(value), 0);
}

/* A value of any kind in a line for a person; objects and lists as JSON. */
static void add_value(struct buf *out, const json_t *value, size_t from)
{
	char *json;

	if (value == NULL || json_is_null(value)) {
		buf_add_str(out, "(none)");
	} else if (json_is_string(value)) {
		add_text_from(out, string_of(value), from);
	} else {
		json = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
		buf_add_str(out, json);
		free(json);
	}
}

/* Where the word at `at` begins, or `at` where it is longer than words are (Chinese). */
static size_t word_start(struct span text, size_t at)
{
	size_t start = at;

	while (start > 0 && text.data[start - 1] != ' ')
		start--;
	return at - start <= WORD_LONGEST ? start : at;
}

/* Where to begin two texts so that what differs is seen: some way before it, 0 where it is near the beginning. */
static size_t common_start(struct span a, struct span b)
{
	size_t same = 0, characters = 0;

	while (same < a.len && same < b.len && a.data[same] == b.data[same])
		same++;
	while (same > 0 && characters < TEXT_BEFORE)
		characters += is_begin(a.data[--same]);
	return word_start(a, same);
}

static void add_change(struct buf *out, const char *indent, const char *field, const json_t *old, const json_t *new)
{
	size_t from = json_is_string(old) && json_is_string(new) ? common_start(string_of(old), string_of(new)) : 0;

	buf_addf(out, "%s%s: ", indent, field);
	add_value(out, old, from);
	buf_add_str(out, " → ");
	add_value(out, new, from);
	buf_add_char(out, '\n');
}

void diff_print_source(struct differing *d, enum change change, const struct source *s)
{
	if (d->options->json)
		json_line(&d->out, json_pack("{s:s, s:s, s:o}", "what", "source", "change", change_names[change], "source",
		                             json_source(s, true)));
	else
		buf_addf(&d->out, "%c %s\n", change_signs[change], s->meta.id);
}

void diff_print_metadata(struct differing *d, const char *id, const char *field, json_t *old, json_t *new)
{
	if (d->options->json)
		json_line(&d->out, json_pack("{s:s, s:s, s:o, s:s, s:O?, s:O?}", "what", "metadata", "change", "changed",
		                             "source", json_text(span_of(id)), "field", field, "old", old, "new", new));
	else
		add_change(&d->out, "    ", field, old, new);
}

enum change diff_kind(const struct passage_change *c)
{
	return c->old == NULL ? ADDED : c->new == NULL ? REMOVED : CHANGED;
}

static void passage_json(struct differing *d, const struct passage_change *c)
{
	json_t *line = json_pack("{s:s, s:s}", "what", "passage", "change", change_names[diff_kind(c)]);

	if (diff_kind(c) == CHANGED)
		json_object_set_new(line, "fields", diff_fields(c->old, c->new));
	if (c->old != NULL)
		json_object_set(line, "old", c->old);
	if (c->new != NULL)
		json_object_set(line, "new", c->new);
	json_line(&d->out, line);
}

static void passage_lines(struct differing *d, const struct passage_change *c)
{
	const json_t *one = c->new != NULL ? c->new : c->old;
	json_t *changed;

	buf_addf(&d->out, "  %c [%s] ", change_signs[diff_kind(c)], json_string_value(json_object_get(one, "id")));
	if (diff_kind(c) != CHANGED || json_equal(json_object_get(c->old, "text"), json_object_get(c->new, "text")))
		add_text(&d->out, json_object_get(one, "text"));
	buf_add_char(&d->out, '\n');
	if (diff_kind(c) != CHANGED)
		return;
	changed = diff_fields(c->old, c->new);
	for (size_t i = 0; i < json_array_size(changed); i++) {
		const char *field = json_string_value(json_array_get(changed, i));

		add_change(&d->out, "      ", field, json_object_get(c->old, field), json_object_get(c->new, field));
	}
	json_decref(changed);
}

void diff_print_passage(struct differing *d, const struct passage_change *c)
{
	if (d->options->json)
		passage_json(d, c);
	else
		passage_lines(d, c);
}

/* ---- provisions and the sum ---- */

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct cited_count *)a)->name, ((const struct cited_count *)b)->name);
}

static void print_cited(struct differing *d, const struct cited_count *c)
{
	int change = c->old == 0 ? ADDED : c->new == 0 ? REMOVED : CHANGED;

	if (d->options->json)
		json_line(&d->out, json_pack("{s:s, s:s, s:o, s:I, s:I}", "what", "provision", "change",
		                             change_names[change], "provision", json_text(span_of(c->name)), "old",
		                             (json_int_t)c->old, "new", (json_int_t)c->new));
	else
		buf_addf(&d->out, "  %s: %+lld\n", c->name, (long long)c->new - (long long)c->old);
}

void diff_print_cited(struct differing *d)
{
	bool headed = d->options->json;

	if (d->cited.count != 0)
		qsort(d->cited.items, d->cited.count, sizeof *d->cited.items, by_name);
	for (size_t i = 0; i < d->cited.count; i++) {
		if (d->cited.items[i].old == d->cited.items[i].new)
			continue;
		if (!headed)
			buf_add_str(&d->out, "Passages that cite\n");
		headed = true;
		print_cited(d, &d->cited.items[i]);
	}
}

static void add_sum(struct buf *out, const char *what, const size_t *counts)
{
	buf_addf(out, "%s: ", what);
	for (int i = ADDED; i <= CHANGED; i++) {
		buf_add_thousands(out, counts[i]);
		buf_addf(out, " %s%s", change_names[i], i == CHANGED ? ". " : ", ");
	}
}

void diff_print_sum(struct differing *d)
{
	if (d->options->json)
		return;
	buf_addf(&d->out, "Build %u to %u. ", d->old.build.manifest.number, d->new.build.manifest.number);
	add_sum(&d->out, "Sources", d->sources);
	add_sum(&d->out, "Passages", d->passages);
	d->out.data[d->out.len - 1] = '\n';
}
