/* update_gone.c: files of the build before that are not found any more: whether they are gone, or out of reach. */
#include "indexer/update_planning.h"

#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>

#define GONE_NAMED 20 /* files that are not found any more; the rest are counted */

void update_gone_count_nested(struct planning *p)
{
	const struct walk *walk = &p->b->walk;

	for (size_t i = 0; i < walk->root_count; i++)
		for (size_t k = 0; k < walk->count && p->inputs[i] == 0; k++)
			p->inputs[i] += walk_file_below(walk, k, walk->roots[i]);
}

/* The folder above a file that could not be read, NULL: all could. */
static const char *unread_folder(const struct planning *p, const char *file)
{
	const struct failures *f = &p->b->walk.failures;

	for (size_t i = 0; i < f->count; i++) {
		size_t len = strlen(f->items[i].file);

		if (f->items[i].lines == 0 && strncmp(file, f->items[i].file, len) == 0 && file[len] == '/')
			return f->items[i].file;
	}
	return NULL;
}

/* Whether a file was found by way of root i of the walk, or lay below it. */
static bool was_in_root(const struct planning *p, const struct file_entry *e, size_t i)
{
	const struct manifest *m = &p->base->opened.build.manifest;
	char *path;
	bool below;

	if (p->old_roots[i] == e->root || e->root >= m->root_count)
		return p->old_roots[i] == e->root;
	path = path_join(m->roots[e->root], e->file);
	below = path_is_below(p->b->walk.roots[i], path);
	free(path);
	return below;
}

/* Why a missing file may be but out of reach; allocated, NULL: it is gone. */
static char *doubt(const struct planning *p, const struct file_entry *e)
{
	const char *folder = unread_folder(p, e->file);

	if (folder != NULL)
		return error_message("the folder %s cannot be read", folder);
	for (size_t i = 0; i < p->b->walk.root_count; i++)
		if (p->inputs[i] == 0 && was_in_root(p, e, i))
			return error_message("there is no file at all in %s", p->b->walk.roots[i]);
	return NULL;
}

static bool refuse(const struct planning *p, size_t entry, char *why, char **error)
{
	*error = error_message("%s, where %s was; is a disk not mounted? Nothing was changed. If the files are gone "
	                       "for good, say hrindex update --prune",
	                       why, p->base->files.items[entry].file);
	free(why);
	return false;
}

bool update_gone_plan(struct planning *p, bool prune, char **error)
{
	for (size_t i = 0; i < p->base->files.count; i++) {
		char *why;

		if (p->base->states[i] != FILE_GONE)
			continue;
		why = prune ? NULL : doubt(p, &p->base->files.items[i]);
		if (why != NULL)
			return refuse(p, i, why, error);
		p->counts->gone++;
	}
	return true;
}

void update_gone_name(const struct planning *p)
{
	size_t named = 0;

	for (size_t i = 0; i < p->base->files.count; i++)
		if (p->base->states[i] == FILE_GONE && ++named <= GONE_NAMED)
			warn("%s is not there any more, and is taken out of the index", p->base->files.items[i].file);
	if (named > GONE_NAMED)
		warn("and so %s %zu more file%s (hrindex diff names all)", named == GONE_NAMED + 1 ? "is" : "are",
		     named - GONE_NAMED, named == GONE_NAMED + 1 ? "" : "s");
}
