#include "indexer/commands.h"

#include "indexer/building.h"
#include "store/files.h"

#include <stdlib.h>

struct removing {
	struct building b;
	struct base base;
};

static struct base_source *find_source(struct base *base, const char *id)
{
	for (size_t i = 0; i < base->count; i++)
		if (strcmp(base->sources[i].source.meta.id, id) == 0)
			return &base->sources[i];
	return NULL;
}

/* All or none: one id that is not there, and nothing is done. */
static bool mark_sources(struct removing *r, char **error)
{
	const struct options *o = r->b.options;

	for (size_t i = 0; i < o->argument_count; i++) {
		struct base_source *s = find_source(&r->base, o->arguments[i]);

		if (s == NULL) {
			*error = error_message("there is no source \"%s\" in the index %s (hrindex list prints their ids); "
			                       "nothing was removed",
			                       o->arguments[i], r->b.index);
			return false;
		}
		if (!s->gone)
			file_entry_remove(&r->base.files.items[s->entry], s->source.meta.id, s->source.part,
			                  s->source.sha256, s->source.offset);
		s->gone = true;
	}
	return true;
}

/* Everything else is as it was: files, roots, options, what could not be read. */
static bool keep_rest(struct removing *r, char **error)
{
	const struct manifest *m = &r->base.opened.build.manifest;
	struct building *b = &r->b;
	char *failed = build_file(&r->base.opened.build, "failed");
	struct buf json;
	bool good;

	b->walk.roots = mem_alloc((m->root_count + 1) * sizeof *b->walk.roots);
	for (size_t i = 0; i < m->root_count; i++)
		b->walk.roots[b->walk.root_count++] = mem_strdup(m->roots[i]);
	for (size_t i = 0; i < r->base.files.count; i++) {
		r->base.states[i] = FILE_KEPT;
		file_table_copy(&b->files, &r->base.files.items[i], r->base.files.items[i].root);
	}
	for (size_t i = 0; i < r->base.count; i++)
		if (!r->base.sources[i].gone)
			tally_keep(&b->tally, &r->base.sources[i].source, r->base.sources[i].source.file);
	buf_init(&json);
	good = file_read(failed, SIZE_MAX, &json, error) &&
	       failures_decode(&b->tally.failures, buf_span(&json), error);
	buf_release(&json);
	free(failed);
	return good;
}

static bool prepare(struct removing *r, char **error)
{
	struct building *b = &r->b;

	if (b->options->argument_count == 0) {
		*error = error_message("remove needs a SOURCE: an id that hrindex list prints");
		return false;
	}
	if (!building_is_there(b, error) || !building_lock(b, error) || !base_open(&r->base, b->index, error) || !base_read(&r->base, error))
		return false;
	b->base = &r->base;
	b->settings = building_settings(&r->base.opened.build.manifest);
	b->lists_folder = build_file(&r->base.opened.build, "lists");
	if (!building_read_golden(b, error) || !list_set_read(&b->lists, b->lists_folder, error) || !mark_sources(r, error) || !keep_rest(r, error))
		return false;
	base_settle(&r->base);
	return true;
}

int remove_command(const struct options *o)
{
	struct removing r;
	char *error = NULL;
	int status;

	memset(&r, 0, sizeof r);
	building_init(&r.b, o);
	if (prepare(&r, &error) && building_begin(&r.b, &error) && building_read(&r.b, &error) &&
	    building_something_read(&r.b, &error) && building_carry(&r.b, &error) && building_merge(&r.b, &error) &&
	    building_count_again(&r.b, &error) && building_publish(&r.b, &error)) {
		building_say_live(&r.b);
		status = building_done(&r.b, STATUS_OK, &r.b.build.manifest, NULL);
	} else {
		status = building_give_up(&r.b, error);
	}
	building_release(&r.b);
	base_close(&r.base);
	return status;
}
