#include "indexer/update_planning.h"

#include "store/files.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- the same or not ---- */

/* What the catalogues say now of a source of a file. */
static uint64_t stamp_one(struct planning *p, const struct input *input, const char *part, const char *sha256,
                          uint64_t offset, bool is_line)
{
	struct input inner = *input;
	struct metadata m;
	struct buf file;
	uint64_t stamp;

	buf_init(&file);
	metadata_init(&m);
	if (part != NULL) {
		buf_addf(&file, "%s/", input->file);
		escape_name(&file, span_of(part));
		inner.name = path_join(input->name, part);
		inner.file = file.data;
		inner.part = part;
	}
	catalogues_fill(&p->b->catalogues, &m, &inner, sha256, is_line);
	stamp = catalogues_stamp(&m, part, offset);
	if (part != NULL)
		free(inner.name);
	metadata_release(&m);
	buf_release(&file);
	return stamp;
}

/* The same of all its sources, those that stay out too, as ingest.c noted it. */
static uint64_t stamp_of(struct planning *p, const struct input *input, size_t entry)
{
	const struct file_entry *e = &p->base->files.items[entry];
	const struct removed_source *removed;
	uint64_t stamp = 0;
	size_t first, count = base_sources(p->base, entry, &first);

	for (size_t i = first; i < first + count; i++) {
		const struct source *s = &p->base->sources[i].source;

		stamp += stamp_one(p, input, s->part, s->sha256, s->offset, e->lines);
	}
	count = file_entry_removed(e, &removed);
	for (size_t i = 0; i < count; i++) {
		const struct removed_source *r = &removed[i];

		stamp += stamp_one(p, input, r->part, r->sha256, r->offset, e->lines);
	}
	return stamp;
}

/* A source taken out by hand comes back when its very file is named. */
static bool is_named(const struct options *o, const struct input *input)
{
	bool named = false;

	for (size_t i = 0; i < o->argument_count && !named; i++) {
		char *path = realpath(o->arguments[i], NULL);

		named = path != NULL && strcmp(path, input->path) == 0;
		free(path);
	}
	return named;
}

static bool is_restored(struct planning *p, const struct input *input, struct file_entry *e)
{
	const struct removed_source *removed;

	if (file_entry_removed(e, &removed) == 0 || !is_named(p->b->options, input))
		return false;
	file_entry_restore(e);
	return true;
}

/* Whether pages that are pictures are read otherwise than before: not at all then, or in other languages. */
static bool ocr_is_other(const struct planning *p)
{
	const char *before = p->base->opened.build.manifest.ocr, *now = p->b->ocr == NULL ? NULL : p->b->ocr->languages;

	return !string_eq(before, now);
}

/* Whether the file has such pages, or has in it what could not be read. */
static bool reads_pictures_anew(const struct planning *p, size_t entry)
{
	size_t first, count = base_sources(p->base, entry, &first);
	bool pictures = file_entry_failures(&p->base->files.items[entry])->count != 0;

	for (size_t i = first; i < first + count; i++)
		pictures |= p->base->sources[i].source.ocr_pages != 0 || p->base->sources[i].source.picture_pages != 0;
	return pictures && ocr_is_other(p);
}

static enum file_state compare(struct planning *p, const struct input *input, const char *sha256, size_t entry)
{
	struct file_entry *e = &p->base->files.items[entry];

	if (is_restored(p, input, e) || reads_pictures_anew(p, entry) || *sha256 == '\0' || !file_entry_has_hash(e, sha256) ||
	    stamp_of(p, input, entry) != e->rows)
		return FILE_CHANGED;
	return FILE_KEPT;
}

static void find_known(struct planning *p)
{
	for (size_t i = 0; i < p->b->walk.count; i++) {
		struct input input;
		uint32_t old;
		size_t entry;

		input_make(&input, &p->b->walk, i);
		old = p->old_roots[input.root];
		entry = old == NO_ROOT ? SIZE_MAX : file_table_find(&p->base->files, old, span_of(input.file));
		p->inputs[input.root]++;
		if (entry != SIZE_MAX)
			p->b->walk.files[i].known = &p->base->files.items[entry];
		input_release(&input);
	}
}

/* One file of the walk. */
static void plan_file(struct planning *p, size_t place)
{
	struct walked_file *f = &p->b->walk.files[place];
	struct input input;
	size_t entry;

	if (f->known == NULL)
		return;
	entry = (size_t)(f->known - p->base->files.items);
	input_make(&input, &p->b->walk, place);
	p->base->states[entry] = compare(p, &input, p->hashes[place], entry);
	input_release(&input);
	if (p->base->states[entry] == FILE_CHANGED) {
		*(file_entry_is_awaited(f->known) ? &p->counts->awaited : &p->counts->changed) += 1;
		return;
	}
	f->unchanged = true;
	p->counts->kept++;
}

static void read_base(void *context)
{
	struct planning *p = context;

	base_read(p->base, &p->unread);
}

/* The base's sources are read while others hash. */
static bool plan_files(struct planning *p, char **error)
{
	struct building *b = p->b;

	find_known(p);
	p->hashes = mem_zalloc((b->walk.count + 1) * sizeof *p->hashes);
	if (!file_hashes_take(b, p->hashes, read_base, p, error)) {
		free(p->unread);
		return false;
	}
	if (p->unread != NULL) {
		*error = p->unread;
		return false;
	}
	for (size_t i = 0; i < b->walk.count; i++)
		plan_file(p, i);
	return true;
}

/* ---- what is done about it ---- */

/*
 * To take a passage out of the copy costs as much as to read and write this many of plain text: of 540
 * speeches a build took 9.5 s of CPU time, an update of each tenth 7.4 s and of each fifth 13.5 s.
 */
#define REBUILD_COST 6
#define REBUILD_LEAST 1000 /* passages that go; before, either way is a matter of seconds */

/* Whether the text of a source is the file's own bytes, or a string in it: nothing has to be parsed to have it. */
static bool is_plain(const struct base *base, const struct base_source *s)
{
	return base->files.items[s->entry].lines || strcmp(s->source.sha256, s->source.text_sha256) == 0;
}

/* Whether reading all anew costs less than to carry over what stays; never where some of that must be parsed. */
static bool is_build_cheaper(const struct base *base)
{
	uint64_t gone = 0, kept = 0;

	for (size_t i = 0; i < base->count; i++) {
		const struct base_source *s = &base->sources[i];

		if (base->states[s->entry] != FILE_KEPT)
			gone += s->source.passages;
		else if (is_plain(base, s))
			kept += s->source.passages;
		else
			return false;
	}
	return gone >= REBUILD_LEAST && gone * REBUILD_COST > kept;
}

static void keep_file(struct planning *p, size_t place)
{
	struct input input;
	size_t entry, first, count;

	input_make(&input, &p->b->walk, place);
	entry = (size_t)(input.known - p->base->files.items);
	count = base_sources(p->base, entry, &first);
	for (size_t i = first; i < first + count; i++)
		tally_keep(&p->b->tally, &p->base->sources[i].source, input.path);
	file_table_copy(&p->b->files, input.known, input.root);
	catalogues_mark(&p->b->catalogues, &input);
	input_release(&input);
}

static void carry_over(struct planning *p)
{
	struct building *b = p->b;

	for (size_t i = 0; i < b->walk.count; i++)
		if (b->walk.files[i].unchanged)
			keep_file(p, i);
	base_settle(p->base);
	base_move_roots(p->base, p->old_roots, b->walk.root_count);
}

/*
 * Whether something is sure to be other than before: files that the base does not know may be those
 * that could not be read then either.
 */
static bool is_certain(const struct planning *p)
{
	size_t unknown = 0;

	for (size_t i = 0; i < p->b->walk.count; i++)
		unknown += p->b->walk.files[i].known == NULL;
	return p->counts->changed != 0 || p->counts->gone != 0 ||
	       unknown > p->base->opened.build.manifest.failed;
}

/* What was removed stays out by what is `known` of the files. */
static void read_anew(struct building *b)
{
	for (size_t i = 0; i < b->walk.count; i++)
		b->walk.files[i].unchanged = false;
	b->base = NULL;
}

/* ---- all of it ---- */

static void find_old_roots(struct planning *p)
{
	const struct manifest *m = &p->base->opened.build.manifest;

	for (uint32_t i = 0; i < p->b->walk.root_count; i++) {
		p->old_roots[i] = NO_ROOT;
		for (uint32_t k = 0; k < m->root_count; k++)
			if (strcmp(m->roots[k], p->b->walk.roots[i]) == 0)
				p->old_roots[i] = k;
	}
}

bool update_plan(struct building *b, struct base *base, bool prune, struct update_counts *counts, char **error)
{
	struct planning p = {.b = b, .base = base, .counts = counts};
	bool good;

	memset(counts, 0, sizeof *counts);
	p.old_roots = mem_alloc((b->walk.root_count + 1) * sizeof *p.old_roots);
	p.inputs = mem_zalloc((b->walk.root_count + 1) * sizeof *p.inputs);
	find_old_roots(&p);
	good = plan_files(&p, error);
	update_gone_count_nested(&p);
	good = good && update_gone_plan(&p, prune, error);
	if (good) {
		update_gone_name(&p);
		if (is_build_cheaper(base))
			read_anew(b);
		else
			carry_over(&p);
		b->certain = is_certain(&p);
	}
	free(p.old_roots);
	free(p.inputs);
	free(p.hashes);
	return good;
}
