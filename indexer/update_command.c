#include "indexer/commands.h"

#include "indexer/building.h"
#include "indexer/update_plan.h"
#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct updating {
	struct building b;
	struct base base;
	struct update_counts counts;
	char **paths; /* the roots of the new build */
	size_t path_count;
};

static const struct manifest *manifest_of(const struct updating *u)
{
	return &u->base.opened.build.manifest;
}

/* ---- before anything is written ---- */

static bool add_path(struct updating *u, const char *given, char **error)
{
	char *path = realpath(given, NULL);

	if (path == NULL) {
		*error = file_error("read", given);
		return false;
	}
	for (size_t i = 0; i < u->path_count; i++)
		if (walk_reaches(&u->b.walk, u->paths[i], path)) {
			free(path);
			return true;
		}
	u->paths[u->path_count++] = path;
	return true;
}

/* A root of the build; one that cannot be read is left out with --prune, and an error without. */
static bool add_root(struct updating *u, const char *root, char **error)
{
	if (access(root, R_OK) == 0) {
		u->paths[u->path_count++] = mem_strdup(root);
		return true;
	}
	if (u->b.options->prune) {
		warn("%s cannot be read (%s), and what was in it is taken out of the index", root, strerror(errno));
		return true;
	}
	*error = error_message("%s cannot be read (%s); is a disk not mounted? Nothing was changed. If it is gone for "
	                       "good, say hrindex update --prune",
	                       root, strerror(errno));
	return false;
}

static bool gather_paths(struct updating *u, char **error)
{
	const struct options *o = u->b.options;
	const struct manifest *m = manifest_of(u);
	bool good = true;

	u->paths = mem_alloc((m->root_count + o->argument_count + 1) * sizeof *u->paths);
	for (size_t i = 0; good && i < m->root_count; i++)
		good = add_root(u, m->roots[i], error);
	for (size_t i = 0; good && i < o->argument_count; i++)
		good = add_path(u, o->arguments[i], error);
	if (good && u->path_count == 0) {
		*error = error_message("none of the build's paths is left; nothing was changed");
		good = false;
	}
	return good;
}

static bool read_catalogues(struct building *b, char **error)
{
	if (b->settings.catalogue != NULL && !catalogues_read(&b->catalogues, b->settings.catalogue, error))
		return false;
	catalogues_read_walked(&b->catalogues, &b->walk);
	return true;
}

/* The index stays on the lists that it was made with: an edited one could not find what it has. */
static void compare_lists(const struct updating *u)
{
	const struct manifest *m = manifest_of(u);
	char *error = NULL, *now = listfiles_find(u->b.options->lexicon, &error);
	bool same = true;

	if (now != NULL && listfiles_compare(now, u->b.lists_folder, &same, &error) && !same)
		warn("the word lists in %s are not those that the index was made with: build it anew to have them used",
		     now);
	if (strcmp(m->program, VERSION) != 0)
		warn("the index was made by hrindex %s and this is %s: build it anew to have all read alike", m->program,
		     VERSION);
	free(error);
	free(now);
}

static bool prepare(struct updating *u, char **error)
{
	struct building *b = &u->b;

	if (!building_is_there(b, error) || !building_lock(b, error) || !base_open(&u->base, b->index, error))
		return false;
	b->base = &u->base;
	b->settings = building_settings(manifest_of(u));
	if (b->options->golden != NULL)
		b->settings.golden = b->options->golden;
	if (b->options->ocr != NULL)
		b->settings.ocr = b->options->ocr;
	if (!building_read_golden(b, error) || !building_open_ocr(b, error))
		return false;
	b->lists_folder = build_file(&u->base.opened.build, "lists");
	compare_lists(u);
	walk_leave_out(&b->walk, b->settings.excludes, b->settings.exclude_count, b->index);
	if (!list_set_read(&b->lists, b->lists_folder, error) || !gather_paths(u, error))
		return false;
	return walk_paths(&b->walk, u->paths, u->path_count, error) && read_catalogues(b, error) &&
	       update_plan(b, &u->base, b->options->prune, &u->counts, error);
}

/* ---- whether there is anything to do ---- */

static bool same_roots(const struct updating *u)
{
	const struct manifest *m = manifest_of(u);
	bool same = m->root_count == u->b.walk.root_count;

	for (size_t i = 0; same && i < m->root_count; i++)
		same = strcmp(m->roots[i], u->b.walk.roots[i]) == 0;
	return same;
}

/* Whether what could not be read is what could not be read before. */
static bool same_failures(const struct updating *u)
{
	char *path = build_file(&u->base.opened.build, "failed"), *error = NULL;
	struct buf before, now;
	bool same;

	buf_init(&before);
	buf_init(&now);
	failures_encode(&now, &u->b.tally.failures);
	same = file_read(path, SIZE_MAX, &before, &error) && span_eq(buf_span(&before), buf_span(&now));
	buf_release(&before);
	buf_release(&now);
	free(error);
	free(path);
	return same;
}

/* Whether what this update asks for, and later ones keep to, is what the live build has noted. */
static bool same_wishes(const struct updating *u)
{
	const struct manifest *m = manifest_of(u);
	char *golden = u->b.options->golden != NULL ? realpath(u->b.options->golden, NULL) : NULL;
	bool same = (golden == NULL || string_eq(golden, m->golden)) && (u->b.ocr == NULL || string_eq(u->b.ocr->languages, m->ocr));

	free(golden);
	return same;
}

static size_t count_awaited(const struct file_table *t)
{
	size_t count = 0;

	for (size_t i = 0; i < t->count; i++)
		count += file_entry_is_awaited(&t->items[i]);
	return count;
}

/* After the reading: files that could not be read before are tried again, and may be all that was new. */
static bool is_unchanged(const struct updating *u)
{
	const struct update_counts *c = &u->counts;

	return c->changed == 0 && c->gone == 0 && u->b.files.count == c->kept + c->awaited &&
	       count_awaited(&u->b.files) == c->awaited && same_roots(u) && same_wishes(u) && same_failures(u);
}

/* ---- what is said of it ---- */

/* Files that have been read, and of which the index had nothing. */
static size_t count_new(const struct updating *u)
{
	const struct building *b = &u->b;
	size_t count = 0;

	for (size_t i = 0; i < b->walk.count; i++) {
		const struct file_entry *known = b->walk.files[i].known;
		struct input input;
		size_t place;

		if (known != NULL && !file_entry_is_awaited(known))
			continue;
		input_make(&input, &b->walk, i);
		place = file_table_find(&b->files, input.root, span_of(input.file));
		input_release(&input);
		count += place != SIZE_MAX && !file_entry_is_awaited(&b->files.items[place]);
	}
	return count;
}

static void add_count(struct buf *out, size_t count, const char *what)
{
	if (out->len != 0)
		buf_add_str(out, ", ");
	buf_add_thousands(out, count);
	buf_addf(out, " %s", what);
}

static void say_counts(const struct updating *u)
{
	struct buf out;

	if (u->b.options->quiet)
		return;
	buf_init(&out);
	add_count(&out, count_new(u), "new");
	add_count(&out, u->counts.changed, "changed");
	add_count(&out, u->counts.gone, "gone");
	add_count(&out, u->counts.kept, u->counts.kept == 1 ? "file as it was" : "files as they were");
	fprintf(stderr, "Updating  %s%s\n", out.data,
	        u->b.base == NULL ? "; that is so much that all was read anew" : "");
	buf_release(&out);
}

static json_t *files_value(const struct updating *u)
{
	return json_pack("{s:I, s:I, s:I, s:I}", "new", (json_int_t)count_new(u), "changed",
	                 (json_int_t)u->counts.changed, "gone", (json_int_t)u->counts.gone, "kept",
	                 (json_int_t)u->counts.kept);
}

static int status_of(const struct updating *u)
{
	return u->b.tally.failures.count != 0 ? STATUS_UNREAD : STATUS_OK;
}

static int finish_unchanged(struct updating *u)
{
	build_abandon(&u->b.build);
	if (!u->b.options->quiet)
		fprintf(stderr, "Nothing has changed since build %u.\n", u->b.before);
	building_say_failures(&u->b);
	return building_done(&u->b, status_of(u), manifest_of(u), files_value(u));
}

/* False with *error, when nothing has been done. */
static bool finish(struct updating *u, int *status, char **error)
{
	struct building *b = &u->b;

	if (!building_begin(b, error) || !building_read(b, error) || !building_something_read(b, error))
		return false;
	if (is_unchanged(u)) {
		*status = finish_unchanged(u);
		return true;
	}
	say_counts(u);
	if (!building_carry(b, error) || !building_merge(b, error) || !building_count_again(b, error) ||
	    !building_publish(b, error))
		return false;
	building_sum_up(b);
	*status = building_done(b, status_of(u), &b->build.manifest, files_value(u));
	return true;
}

int update_command(const struct options *o)
{
	struct updating u;
	char *error = NULL;
	int status;

	memset(&u, 0, sizeof u);
	building_init(&u.b, o);
	if (!prepare(&u, &error) || !finish(&u, &status, &error))
		status = building_give_up(&u.b, error);
	building_release(&u.b);
	base_close(&u.base);
	names_free(u.paths, u.path_count);
	return status;
}
