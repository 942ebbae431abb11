#include "indexer/commands.h"

#include "indexer/progress.h"
#include "indexer/tally.h"
#include "indexer/worker.h"
#include "store/files.h"
#include "store/listfiles.h"
#include "store/schema.h"
#include "text/warn.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FAILURES_SHOWN 100 /* on stderr after a build; `list --failed` has them all */

struct building {
	const struct options *options;
	char *index;
	struct build_lock *lock;
	struct build build; /* begun when build.path is set */
	uint32_t before;    /* number of the build that was live, 0: none */
	struct walk walk;
	struct catalogues catalogues;
	char *lists_folder;
	struct list_set lists;
	struct work work;
	struct tally tally;
	struct name_entries names;
	struct progress progress;
	unsigned jobs;
	bool stopped; /* by a signal */
};

static unsigned core_count(void)
{
	cpu_set_t set;
	int count;

	CPU_ZERO(&set);
	if (sched_getaffinity(0, sizeof set, &set) != 0)
		return 1;
	count = CPU_COUNT(&set);
	return count < 1 ? 1 : count > JOBS_MAX ? JOBS_MAX : (unsigned)count;
}

/* Everything that can be known to be wrong before anything is written. */
static bool prepare(struct building *b, char **error)
{
	const struct options *o = b->options;

	if (o->argument_count == 0) {
		*error = error_message("build needs a PATH: a file or folder to read");
		return false;
	}
	walk_leave_out(&b->walk, o->excludes, o->exclude_count, b->index);
	if (!walk_paths(&b->walk, o->arguments, o->argument_count, error))
		return false;
	if (b->walk.count == 0 && b->walk.failures.count == 0) {
		*error = error_message("there is no file to read in %s", o->arguments[0]);
		return false;
	}
	if (o->catalogue != NULL && !catalogues_read(&b->catalogues, o->catalogue, error))
		return false;
	catalogues_read_walked(&b->catalogues, &b->walk);
	if (b->jobs > b->walk.count)
		b->jobs = b->walk.count != 0 ? (unsigned)b->walk.count : 1;
	b->lists_folder = listfiles_find(o->lexicon, error);
	return b->lists_folder != NULL && list_set_read(&b->lists, b->lists_folder, error);
}

/* Takes the lock and makes the new build's folders. */
static bool begin(struct building *b, char **error)
{
	struct build live;
	char *folder, *no_build = NULL;
	bool good;

	b->lock = build_lock(b->index, error);
	if (b->lock == NULL)
		return false;
	if (build_open(&live, b->index, &no_build)) {
		b->before = live.manifest.number;
		build_close(&live);
	}
	free(no_build);
	if (!build_begin(&b->build, b->index, error))
		return false;
	folder = path_join(b->build.path, "texts");
	good = folder_make(folder, error);
	free(folder);
	folder = path_join(b->build.path, "lists");
	good = good && listfiles_copy(b->lists_folder, folder, error);
	free(folder);
	return good;
}

static bool run_crew(struct building *b, const struct crew *crew, char **error)
{
	enum crew_end end = crew_run(crew, error);

	b->stopped = b->stopped || end == CREW_STOPPED;
	return end == CREW_DONE;
}

static bool read_work(void *context, unsigned number, int fd, char **error)
{
	struct building *b = context;

	return worker_run(&b->work, number, fd, error);
}

static void hear_rows(struct catalogues *c, const struct message *m)
{
	uint32_t place;

	if (m->fields[0].len != sizeof place)
		return;
	memcpy(&place, m->fields[0].data, sizeof place);
	if (place < c->count)
		catalogue_used_add(c->places[place].catalogue, m->fields[1]);
}

static void read_hear(void *context, const struct message *m)
{
	struct building *b = context;

	if (m->kind == WIRE_ROWS)
		hear_rows(&b->catalogues, m);
	else
		tally_hear(&b->tally, m);
}

static void read_tick(void *context)
{
	struct building *b = context;

	progress_show(&b->progress, "Reading", b->tally.files, b->tally.bytes);
}

/* All files into shards, in several processes. */
static bool read_all(struct building *b, char **error)
{
	const struct options *o = b->options;
	struct crew crew = {b->jobs, "reading", b, read_work, read_hear, read_tick};
	bool good;

	if (!work_init(&b->work, &b->walk, b->build.path, error))
		return false;
	b->work.lists = &b->lists;
	b->work.ingest.lists = b->lists.words;
	b->work.ingest.catalogues = &b->catalogues;
	b->work.ingest.one_passage = o->one_passage;
	if (o->language != NULL)
		b->work.ingest.language = language_find(span_of(o->language));
	progress_init(&b->progress, o->quiet, b->walk.count, b->walk.bytes);
	good = run_crew(b, &crew, error);
	if (good)
		progress_done(&b->progress, "Reading", b->tally.files, b->tally.bytes);
	else
		progress_wipe(&b->progress);
	return good && tally_check_ids(&b->tally, error);
}

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

/* The shards into one database, which is checked; their own are removed. */
static bool merge(struct building *b, char **error)
{
	struct crew crew = {1, "merging and checking the parts of the index", b, merge_work, NULL, NULL};
	bool good;

	settle_names(b);
	good = run_crew(b, &crew, error);
	for (unsigned i = 0; i < b->jobs && good; i++) {
		char *shard = shard_database(b->build.path, i);

		good = folder_remove(shard, error);
		free(shard);
	}
	return good;
}

/* Whether the merged database opens and holds as many passages as were written. */
static bool count_again(struct building *b, char **error)
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

static char **copy_strings(const char *const *from, size_t count)
{
	char **copy = mem_alloc((count + 1) * sizeof *copy);

	for (size_t i = 0; i < count; i++)
		copy[i] = mem_strdup(from[i]);
	return copy;
}

static char *now_text(void)
{
	char text[32];
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &tm);
	return mem_strdup(text);
}

static void fill_manifest(struct building *b)
{
	const struct options *o = b->options;
	struct manifest *m = &b->build.manifest;

	m->format = SCHEMA_FORMAT;
	m->analysis = SCHEMA_ANALYSIS;
	free(m->program);
	m->program = mem_strdup(VERSION);
	free(m->made);
	m->made = now_text();
	m->roots = copy_strings((const char *const *)b->walk.roots, b->walk.root_count);
	m->root_count = b->walk.root_count;
	m->one_passage = o->one_passage;
	m->catalogue = o->catalogue != NULL ? realpath(o->catalogue, NULL) : NULL;
	m->default_language = o->language != NULL ? mem_strdup(o->language) : NULL;
	m->excludes = copy_strings(o->excludes, o->exclude_count);
	m->exclude_count = o->exclude_count;
	tally_fill(&b->tally, m);
}

/* What the walk could not read, beside what the workers could not. */
static void collect_failures(struct building *b)
{
	struct failures *all = &b->tally.failures;

	for (size_t i = 0; i < b->walk.failures.count; i++) {
		const struct failure *f = &b->walk.failures.items[i];

		failures_add_lines(all, span_of(f->file), span_of(f->reason), f->lines);
	}
	failures_sort(all);
}

static bool write_failures(const struct building *b, char **error)
{
	char *path = path_join(b->build.path, "failed");
	struct buf out;
	bool good;

	buf_init(&out);
	failures_encode(&out, &b->tally.failures);
	good = file_write(path, buf_span(&out), error);
	buf_release(&out);
	free(path);
	return good;
}

static bool publish(struct building *b, char **error)
{
	if (!write_failures(b, error))
		return false;
	fill_manifest(b);
	b->stopped = crew_stopped();
	return !b->stopped && build_switch(&b->build, error);
}

static void add_counts(struct buf *out, const struct tally *t)
{
	buf_add_str(out, "Checking  ");
	add_thousands(out, t->passages);
	buf_add_str(out, t->passages == 1 ? " passage, " : " passages, ");
	add_thousands(out, t->notes);
	buf_addf(out, " note%s, %zu language%s\n", t->notes == 1 ? "" : "s", t->language_count,
	         t->language_count == 1 ? "" : "s");
}

/* What could not be read, and why: said even with --quiet, since nothing may be missing silently. */
static void add_failures(struct buf *out, const struct failures *f)
{
	uint64_t files = failures_files(f), lines = failures_lines(f);

	if (f->count == 0)
		return;
	if (files != 0) {
		add_thousands(out, files);
		buf_add_str(out, files == 1 ? " file" : " files");
	}
	if (lines != 0) {
		buf_add_str(out, files != 0 ? " and " : "");
		add_thousands(out, lines);
		buf_add_str(out, lines == 1 ? " line" : " lines");
	}
	buf_add_str(out, " could not be read:\n");
	failures_print(out, f, FAILURES_SHOWN);
	if (f->count > FAILURES_SHOWN) {
		buf_add_str(out, "  … and ");
		add_thousands(out, f->count - FAILURES_SHOWN);
		buf_add_str(out, " more: hrindex list --failed\n");
	}
}

/*
 * What was read; false with *error if that is nothing: the live build is not
 * given up for an empty one, and the failures are said at once.
 */
static bool something_read(struct building *b, char **error)
{
	struct buf out;

	collect_failures(b);
	catalogues_warn_unused(&b->catalogues);
	if (b->tally.passages != 0)
		return true;
	buf_init(&out);
	add_failures(&out, &b->tally.failures);
	fputs(out.data, stderr);
	buf_release(&out);
	*error = error_message("nothing could be read, so no build was made; %s",
	                       b->before != 0 ? "the live build is as it was" : "there is no live build");
	return false;
}

static void add_live(struct buf *out, const struct building *b)
{
	const struct manifest *m = &b->build.manifest;
	uint64_t size = 0;

	for (size_t i = 0; i < m->file_count; i++)
		size += m->files[i].size;
	buf_addf(out, "Live: build %u", m->number);
	if (b->before != 0)
		buf_addf(out, " (was %u)", b->before);
	buf_add_str(out, ".  Index ");
	add_size(out, size);
	buf_add_str(out, ".\n");
}

static void sum_up(const struct building *b)
{
	struct buf out;

	buf_init(&out);
	if (!b->options->quiet)
		add_counts(&out, &b->tally);
	add_failures(&out, &b->tally.failures);
	if (!b->options->quiet)
		add_live(&out, b);
	fputs(out.data, stderr);
	buf_release(&out);
}

static void building_release(struct building *b)
{
	work_release(&b->work);
	tally_release(&b->tally);
	list_set_release(&b->lists);
	name_entries_release(&b->names);
	free(b->lists_folder);
	catalogues_release(&b->catalogues);
	walk_release(&b->walk);
	build_unlock(b->lock);
	free(b->index);
}

/* Removes the unfinished build; says why there is none. */
static int give_up(struct building *b, char *error)
{
	if (b->build.path != NULL)
		build_abandon(&b->build);
	if (error == NULL)
		error = error_message(b->stopped ? "stopped; the live build is as it was"
		                                 : "failed; the live build is as it was");
	return command_fail(error);
}

int build_command(const struct options *o)
{
	struct building b = {.options = o};
	char *error = NULL;
	int status;

	b.index = command_index(o);
	b.jobs = o->jobs != 0 ? o->jobs : core_count();
	walk_init(&b.walk);
	catalogues_init(&b.catalogues);
	tally_init(&b.tally);
	crew_hold_signals();
	if (prepare(&b, &error) && begin(&b, &error) && read_all(&b, &error) &&
	    something_read(&b, &error) && merge(&b, &error) && count_again(&b, &error) && publish(&b, &error)) {
		sum_up(&b);
		status = b.tally.failures.count != 0 ? STATUS_UNREAD : STATUS_OK;
		build_close(&b.build);
	} else {
		status = give_up(&b, error);
	}
	building_release(&b);
	return status;
}
