#include "indexer/commands.h"

#include "indexer/diff_print.h"
#include "indexer/progress.h"
#include "render/json.h"
#include "store/files.h"
#include "store/listfiles.h"

#include <stdlib.h>

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
			diff_print_metadata(d, new->meta.id, fields[i], x, y);
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
	enum change change = old == NULL ? ADDED : new == NULL ? REMOVED : CHANGED;
	struct passage_changes passages;
	bool changed = change != CHANGED || !compare_metadata(d, old, new, false);

	if (!changed && is_same(d, old, new))
		return true;
	if (!diff_passages(&passages, &d->cited, &d->old, old, &d->new, new, error))
		return false;
	if (changed || passages.count != 0) {
		d->sources[change]++;
		diff_print_source(d, change, new != NULL ? new : old);
		if (change == CHANGED)
			compare_metadata(d, old, new, true);
	}
	for (size_t i = 0; i < passages.count; i++) {
		d->passages[diff_kind(&passages.items[i])]++;
		if (d->options->json || change == CHANGED)
			diff_print_passage(d, &passages.items[i]);
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
		diff_print_cited(d);
		diff_print_sum(d);
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
