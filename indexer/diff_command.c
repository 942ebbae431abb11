#include "indexer/commands.h"

#include "indexer/diff.h"
#include "indexer/progress.h"
#include "render/json.h"
#include "store/files.h"
#include "store/listfiles.h"

#include <stdlib.h>

#define TEXT_SHOWN 160 /* characters of a passage; --json has all of it */
#define TEXT_BEFORE 60 /* of those: shown before what has changed, and the rest of a word */
#define WORD_LONGEST 80 /* bytes */

struct differing {
	const struct options *options;
	struct opened old, new;
	struct cited_counts cited;
	bool alike; /* both builds read alike: the same text gave the same passages */
	size_t sources[3], passages[3]; /* added, removed, changed */
	struct buf out;
};

enum { ADDED, REMOVED, CHANGED };

static const char *const change_names[] = {"added", "removed", "changed"};
static const char change_signs[] = "+-~";

/* ---- printing ---- */

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

static void print_source(struct differing *d, int change, const struct source *s)
{
	if (d->options->json)
		json_line(&d->out, json_pack("{s:s, s:s, s:o}", "what", "source", "change", change_names[change], "source",
		                             json_source(s, true)));
	else
		buf_addf(&d->out, "%c %s\n", change_signs[change], s->meta.id);
}

static void print_metadata(struct differing *d, const char *id, const char *field, json_t *old, json_t *new)
{
	if (d->options->json)
		json_line(&d->out, json_pack("{s:s, s:s, s:o, s:s, s:O?, s:O?}", "what", "metadata", "change", "changed",
		                             "source", json_text(span_of(id)), "field", field, "old", old, "new", new));
	else
		add_change(&d->out, "    ", field, old, new);
}

static int kind_of(const struct passage_change *c)
{
	return c->old == NULL ? ADDED : c->new == NULL ? REMOVED : CHANGED;
}

static void passage_json(struct differing *d, const struct passage_change *c)
{
	json_t *line = json_pack("{s:s, s:s}", "what", "passage", "change", change_names[kind_of(c)]);

	if (kind_of(c) == CHANGED)
		json_object_set_new(line, "fields", diff_fields(c->old, c->new));
	if (c->old != NULL)
		json_object_set(line, "old", c->old);
	if (c->new != NULL)
		json_object_set(line, "new", c->new);
	json_line(&d->out, line);
}

static void passage_text_lines(struct differing *d, const struct passage_change *c)
{
	const json_t *one = c->new != NULL ? c->new : c->old;
	json_t *changed;

	buf_addf(&d->out, "  %c [%s] ", change_signs[kind_of(c)], json_string_value(json_object_get(one, "id")));
	if (kind_of(c) != CHANGED || json_equal(json_object_get(c->old, "text"), json_object_get(c->new, "text")))
		add_text(&d->out, json_object_get(one, "text"));
	buf_add_char(&d->out, '\n');
	if (kind_of(c) != CHANGED)
		return;
	changed = diff_fields(c->old, c->new);
	for (size_t i = 0; i < json_array_size(changed); i++) {
		const char *field = json_string_value(json_array_get(changed, i));

		add_change(&d->out, "      ", field, json_object_get(c->old, field), json_object_get(c->new, field));
	}
	json_decref(changed);
}

/* ---- comparing ---- */

/* The country too, by which provisions are read: an answer does not show it, but it may be what changed them. */
static json_t *metadata_object(const struct source *s)
{
	json_t *object = json_source(s, false);

	json_object_set_new(object, "country", json_or_null(s->meta.country));
	return object;
}

/* What is known of a source, field by field; counts and hashes are the passages' affair. */
static bool compare_metadata(struct differing *d, const struct source *old, const struct source *new, bool print)
{
	static const char *const fields[] = {"file", "title", "publisher", "date",
	                                     "symbol", "kind", "language", "country", "url"};
	json_t *a = metadata_object(old), *b = metadata_object(new);
	bool same = true;

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		json_t *x = json_object_get(a, fields[i]), *y = json_object_get(b, fields[i]);

		if (json_equal(x, y))
			continue;
		same = false;
		if (print)
			print_metadata(d, new->meta.id, fields[i], x, y);
	}
	json_decref(a);
	json_decref(b);
	return same;
}

/* The text alone does not tell: other bytes may give it another structure, as where headings have other levels. */
static bool is_same(const struct differing *d, const struct source *old, const struct source *new)
{
	return d->alike && strcmp(old->sha256, new->sha256) == 0 && strcmp(old->text_sha256, new->text_sha256) == 0;
}

static bool compare_source(struct differing *d, const struct source *old, const struct source *new, char **error)
{
	int change = old == NULL ? ADDED : new == NULL ? REMOVED : CHANGED;
	struct passage_changes passages;
	bool changed = change != CHANGED || !compare_metadata(d, old, new, false);

	if (!changed && is_same(d, old, new))
		return true;
	if (!diff_passages(&passages, &d->cited, &d->old, old, &d->new, new, error))
		return false;
	if (changed || passages.count != 0) {
		d->sources[change]++;
		print_source(d, change, new != NULL ? new : old);
		if (change == CHANGED)
			compare_metadata(d, old, new, true);
	}
	for (size_t i = 0; i < passages.count; i++) {
		d->passages[kind_of(&passages.items[i])]++;
		if (d->options->json)
			passage_json(d, &passages.items[i]);
		else if (change == CHANGED)
			passage_text_lines(d, &passages.items[i]);
	}
	passage_changes_release(&passages);
	return true;
}

/* The source at a place of a build's list, NULL beyond its end; *good false with *error. */
static struct source *source_at(struct opened *o, size_t i, struct source *s, bool *good, char **error)
{
	source_release(s);
	source_init(s);
	if (i >= o->count)
		return NULL;
	*good = opened_source(o, o->keys[i], s, error);
	return s;
}

static bool flush(struct differing *d)
{
	bool good = command_write(buf_span(&d->out));

	buf_clear(&d->out);
	return good;
}

/* Both lists are in the order of ids. */
static bool compare_all(struct differing *d, char **error)
{
	struct source a, b;
	size_t i = 0, k = 0;
	bool good = true;

	source_init(&a);
	source_init(&b);
	while (good && (i < d->old.count || k < d->new.count)) {
		struct source *old = source_at(&d->old, i, &a, &good, error);
		struct source *new = good ? source_at(&d->new, k, &b, &good, error) : NULL;
		int order;

		if (!good)
			break;
		order = old == NULL ? 1 : new == NULL ? -1 : strcmp(old->meta.id, new->meta.id);
		good = compare_source(d, order <= 0 ? old : NULL, order >= 0 ? new : NULL, error) && flush(d);
		i += order <= 0;
		k += order >= 0;
	}
	source_release(&a);
	source_release(&b);
	return good;
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

static void print_all_cited(struct differing *d)
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

static void print_sum(struct differing *d)
{
	if (d->options->json)
		return;
	buf_addf(&d->out, "Build %u to %u. ", d->old.build.manifest.number, d->new.build.manifest.number);
	add_sum(&d->out, "Sources", d->sources);
	add_sum(&d->out, "Passages", d->passages);
	d->out.data[d->out.len - 1] = '\n';
}

/* ---- which builds ---- */

/* Whether the same file gives the same passages in both. */
static bool read_alike(const struct differing *d)
{
	char *a = build_file(&d->old.build, "lists"), *b = build_file(&d->new.build, "lists"), *error = NULL;
	const struct manifest *old = &d->old.build.manifest, *new = &d->new.build.manifest;
	bool same = false;

	if (!listfiles_compare(a, b, &same, &error))
		same = false;
	free(error);
	free(a);
	free(b);
	return same && strcmp(old->program, new->program) == 0 && old->one_passage == new->one_passage && string_eq(old->ocr, new->ocr);
}

static bool find_numbers(const struct options *o, const char *index, uint32_t *old, uint32_t *new, char **error)
{
	struct build live;

	if (o->argument_count == 2)
		return command_build(o->arguments[0], old, error) && command_build(o->arguments[1], new, error);
	if (!build_open(&live, index, error))
		return false;
	*new = live.manifest.number;
	*old = live.manifest.before;
	build_close(&live);
	if (o->argument_count == 1)
		return command_build(o->arguments[0], old, error);
	if (*old == 0)
		*error = error_message("there is no build before build %u in the index %s", *new, index);
	return *old != 0;
}

static bool run(struct differing *d, const char *index, char **error)
{
	uint32_t old = 0, new = 0;
	bool good;

	if (!find_numbers(d->options, index, &old, &new, error) || !opened_number(&d->old, index, old, error))
		return false;
	if (!opened_number(&d->new, index, new, error)) {
		opened_close(&d->old);
		return false;
	}
	d->alike = read_alike(d);
	good = opened_keys(&d->old, error) && opened_keys(&d->new, error) && compare_all(d, error);
	if (good) {
		print_all_cited(d);
		print_sum(d);
		good = flush(d);
	}
	opened_close(&d->old);
	opened_close(&d->new);
	return good;
}

int diff_command(const struct options *o)
{
	struct differing d = {.options = o};
	char *index = command_index(o), *error = NULL;
	bool good;

	buf_init(&d.out);
	cited_counts_init(&d.cited);
	good = run(&d, index, &error);
	cited_counts_release(&d.cited);
	buf_release(&d.out);
	free(index);
	if (error != NULL)
		return command_fail(error);
	return good ? command_finish(STATUS_OK) : STATUS_FAILED;
}
