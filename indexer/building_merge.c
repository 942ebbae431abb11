#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/files.h"
#include "store/schema.h"
#include "text/warn.h"

#include <stdlib.h>

/* Xapian's own check of the merged database: about a fiftieth of the time of a build. */
static bool check_merged(const char *path, char **error)
{
	char *why = NULL;
	size_t errors = 0;
	bool good = xap_check(path, &errors, &why) == XAP_OK && errors == 0;

	if (!good)
		*error = error_message("the new index is damaged: Xapian's check found %zu errors%s%s", errors,
		                       why != NULL ? ": " : "", why != NULL ? why : "");
	free(why);
	return good;
}

/* The names are of all shards together: they are written into the first. */
static bool write_names(const struct building *b, const char *shard, char **error)
{
	struct xap_writer *writer = NULL;
	enum xap_status status = xap_writer_open(&writer, shard);
	struct buf key;

	buf_init(&key);
	for (size_t i = 0; i < b->names.count && status == XAP_OK; i++) {
		schema_names_key(&key, b->names.items[i].block);
		status = xap_writer_set_metadata(writer, buf_span(&key), b->names.items[i].words);
	}
	if (status == XAP_OK)
		status = xap_writer_commit(writer);
	if (status != XAP_OK)
		*error = error_message("cannot write the names into the index: %s", xap_writer_error(writer));
	xap_writer_close(writer);
	buf_release(&key);
	return status == XAP_OK;
}

/* Which words are names, now that all texts have been read; they belong to the digest. */
static void settle_names(struct building *b)
{
	struct buf key;

	name_counts_settle(&b->tally.names);
	if (b->tally.names.full)
		warn("more than %zu different words: some names will not be found in other spellings",
		     NAME_COUNTS_MAX);
	name_entries_make(&b->names, &b->tally.names);
	buf_init(&key);
	for (size_t i = 0; i < b->names.count; i++) {
		schema_names_key(&key, b->names.items[i].block);
		digest_metadata(&b->tally.digest, buf_span(&key), b->names.items[i].words);
	}
	buf_release(&key);
}

static bool merge_work(void *context, unsigned number, int fd, char **error)
{
	struct building *b = context;
	char **shards = mem_alloc(b->jobs * sizeof *shards);
	char *to = path_join(b->build.path, "passages");
	char *why = NULL;
	enum xap_status status = XAP_OK;
	bool good = false;

	(void)number;
	(void)fd;
	for (unsigned i = 0; i < b->jobs; i++)
		shards[i] = shard_database(b->build.path, i);
	good = write_names(b, shards[0], error);
	if (good)
		status = xap_compact((const char *const *)shards, b->jobs, to, &why);
	if (status != XAP_OK)
		*error = error_message("cannot merge the parts of the index: %s", why != NULL ? why : "");
	good = good && status == XAP_OK && check_merged(to, error);
	for (unsigned i = 0; i < b->jobs; i++)
		free(shards[i]);
	free(why);
	free(shards);
	free(to);
	return good;
}

bool building_merge(struct building *b, char **error)
{
	struct crew crew = {1, "merging and checking the parts of the index", b, merge_work, NULL, NULL};
	bool good;

	settle_names(b);
	good = building_run(b, &crew, error);
	for (unsigned i = 0; i < b->jobs && good; i++) {
		char *shard = shard_database(b->build.path, i);

		good = folder_remove(shard, error);
		free(shard);
	}
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
