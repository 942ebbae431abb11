#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/direct.h"
#include "store/files.h"
#include "store/merge.h"
#include "store/schema.h"
#include "text/warn.h"

#include <stdlib.h>

/* The names are of all shards together: they are written into one of them. */
bool building_write_names(const struct building *b, const char *database, char **error)
{
	struct xap_writer *writer = NULL;
	enum xap_status status;
	struct buf key;

	status = (b->direct ? direct_open : xap_writer_open)(&writer, database);
	buf_init(&key);
	for (size_t i = 0; i < b->edits.count && status == XAP_OK; i++) {
		schema_names_key(&key, b->edits.items[i].block);
		status = xap_writer_set_metadata(writer, buf_span(&key), b->edits.items[i].words);
	}
	if (status == XAP_OK)
		status = xap_writer_finish(writer);
	if (status != XAP_OK)
		*error = error_message("cannot write the names into the index: %s", xap_writer_error(writer));
	xap_writer_close(writer);
	buf_release(&key);
	return status == XAP_OK;
}

static void digest_names(struct digest *total, const struct name_entries *names)
{
	struct buf key;

	buf_init(&key);
	for (size_t i = 0; i < names->count; i++) {
		schema_names_key(&key, names->items[i].block);
		digest_metadata(total, buf_span(&key), names->items[i].words);
	}
	buf_release(&key);
}

/* What stays of the base joins the counts, and its digest, less its names and what went. */
static void settle_base(struct building *b)
{
	struct digest names;

	if (!b->base->names.full)
		name_totals_add(&b->tally.names, &b->base->names);
	digest_init(&names);
	digest_names(&names, &b->base->entries);
	digest_add(&b->tally.digest, &b->base->digest);
	digest_subtract(&b->tally.digest, &names);
}

void building_settle(struct building *b)
{
	static const struct name_entries none;

	b->settled = true;
	if (b->base != NULL)
		settle_base(b);
	name_counts_settle(&b->tally.names);
	if (b->tally.names.full)
		warn("more than %zu different words: some names will not be found in other spellings",
		     NAME_COUNTS_MAX);
	name_entries_make(&b->names, &b->tally.names);
	name_edits_make(&b->edits, b->base != NULL ? &b->base->entries : &none, &b->names);
	digest_names(&b->tally.digest, &b->names);
}

/* The databases that are merged: the changed copy of the base, if there is one, and the shards. */
static char **parts_of(const struct building *b, size_t *count)
{
	char **parts = mem_alloc(((size_t)b->jobs + 1) * sizeof *parts);

	*count = 0;
	if (b->base != NULL)
		parts[(*count)++] = path_join(b->build.path, "base");
	for (unsigned i = 0; i < b->jobs; i++)
		parts[(*count)++] = shard_database(b->build.path, i);
	return parts;
}

static bool names_work(void *context, unsigned number, int fd, char **error)
{
	const struct building *b = context;
	size_t count;
	char **parts = parts_of(b, &count);
	bool good = building_write_names(b, parts[0], error);

	(void)number;
	(void)fd;
	names_free(parts, count);
	return good;
}

/*
 * In parts only where an update may: with --no-bulk, and where a trial of the library failed, nothing here relies on
 * what the library's files look like.
 */
static bool is_whole(const struct building *b)
{
	return b->at_once < MERGE_PARTS || b->options->bulk == BULK_NEVER || b->base == NULL;
}

/* The names are written into one of the parts, by a process of its own, then all are merged. */
static bool merge_by_library(struct building *b, struct merge *merge, char *const *parts, size_t count, char **error)
{
	struct crew names = {1, "writing the names", b, names_work, NULL, building_tick, NULL};

	if (!b->settled)
		building_settle(b);
	if (b->edits.count != 0 && !building_run(b, &names, error))
		return false;
	merge_begin(merge, (const char *const *)parts, count, merge->to, is_whole(b));
	return building_finish(b, merge, error);
}

static bool merge_all(struct building *b, char *const *parts, size_t count, char **error)
{
	char *to = path_join(b->build.path, "passages");
	struct merge merge = {(const char *const *)parts, count, to, false};
	bool good = b->direct ? building_finish(b, &merge, error) : merge_by_library(b, &merge, parts, count, error);

	free(to);
	return good;
}

bool building_merge(struct building *b, char **error)
{
	size_t count;
	char **parts = parts_of(b, &count);
	bool good;

	progress_init(&b->progress, &b->events, b->options->quiet, "Merging", 0, 0);
	good = merge_all(b, parts, count, error);
	progress_wipe(&b->progress);
	names_free(parts, count);
	return good;
}

bool building_count_again(struct building *b, char **error)
{
	char *path = path_join(b->build.path, "passages");
	const char *paths[] = {path};
	struct xap_reader *reader = NULL;
	struct xap_stats stats = {0, 0, 0};
	bool good = xap_reader_open(&reader, paths, 1, error) == XAP_OK;

	if (good && xap_reader_stats(reader, &stats) != XAP_OK) {
		*error = error_message("cannot read the new index: %s", xap_reader_error(reader));
		good = false;
	}
	if (good && stats.documents != b->tally.passages) {
		*error = error_message("the new index holds %u passages, not the %llu that were written to it",
		                       stats.documents, (unsigned long long)b->tally.passages);
		good = false;
	}
	xap_reader_close(reader);
	free(path);
	return good;
}
