#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/check.h"
#include "store/direct.h"
#include "store/files.h"
#include "store/fingerprints.h"
#include "store/lengths.h"
#include "store/merge.h"
#include "store/sha256.h"
#include "store/starts.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#define DATABASE "passages"

/*
 * What the processes take one after another; after these the files that are hashed. Each waits but for what is
 * before it, so that any number of processes comes to an end. First the parts that are merged: the tables that are
 * written directly, or those of merge.h, which are fewer. There, lists and data are checked while the positions may
 * still be merged: nothing of them is read in it.
 */
enum task {
	MERGE_FIRST,
	MERGE_LAST = MERGE_FIRST + DIRECT_TABLES - 1,
	CHECK_THE_LISTS,
	VERIFY,
	CHECK_THE_DATA,
	CHECK_THE_POSITIONS,
	LIST_THE_STARTS,
	LIST_THE_FINGERPRINTS,
	LIST_THE_LENGTHS,
	REMOVE_THE_PARTS,
	TASKS
};

static_assert(MERGE_PARTS <= DIRECT_TABLES, "each part is a task");

/* Bits of `done`. */
#define MERGED(part) ((size_t)1 << (part))
#define ALL_MERGED (JOINED - 1)
#define JOINED MERGED(DIRECT_TABLES)
#define NAMED (JOINED << 1) /* the names are in a shard */
#define VERIFIED (NAMED << 1)
#define HASHED(table) (VERIFIED << 1 << (table)) /* or being hashed, of those written directly */

struct finishing {
	struct building *b;
	const struct merge *merge;
	char *database;
	atomic_size_t *next, *done;
	int fd; /* of one process: for its messages */
	char *unwritten; /* why the names, or the tables of the build, could not be written */
};

/* Of one process: the files below the build whose hashes go into the manifest, once the database is there. */
struct hashing {
	char **files;
	size_t count;
	bool listed;
};

/* ---- hashes ---- */

static bool hash_file(const struct finishing *f, const char *name, char **error)
{
	char *path = build_file(&f->b->build, name), sha256[SHA256_HEX + 1];
	struct span fields[2] = {span_of(name), span_make(sha256, SHA256_HEX)};
	bool good = sha256_file(sha256, path);

	if (!good)
		*error = file_error("read", path);
	free(path);
	return good && wire_send(f->fd, WIRE_HASH, fields, 2);
}

/* The file of a table, below the build; allocated. */
static char *table_file(unsigned table)
{
	char *name = direct_table(table), *file = path_join(DATABASE, name);

	free(name);
	return file;
}

static bool hash_table(const struct finishing *f, unsigned table, char **error)
{
	char *file = table_file(table), *path = build_file(&f->b->build, file);
	bool good = access(path, F_OK) != 0 || hash_file(f, file, error);

	free(path);
	free(file);
	return good;
}

/* Takes a table that is written, and that nobody has hashed, while others are not: afterwards all files are listed. */
static bool claim_table(const struct finishing *f, unsigned table)
{
	size_t done = atomic_load(f->done);

	do {
		if (!f->b->direct || (done & MERGED(table)) == 0 || (done & (JOINED | HASHED(table))) != 0)
			return false;
	} while (!atomic_compare_exchange_weak(f->done, &done, done | HASHED(table)));
	return true;
}

/* Hashes one of the tables that are there already; *none: there is none. */
static bool hash_meanwhile(const struct finishing *f, bool *none, char **error)
{
	*none = false;
	for (unsigned table = 0; table < DIRECT_TABLES; table++)
		if (claim_table(f, table))
			return hash_table(f, table, error);
	*none = true;
	return true;
}

/* ---- the tasks ---- */

/* A process that fails, or is killed, ends all (crew.h). */
static bool await(const struct finishing *f, size_t bits, char **error)
{
	const struct timespec wait = {0, 1000000};
	bool good = true, none;

	while (good && (atomic_load(f->done) & bits) != bits) {
		good = hash_meanwhile(f, &none, error);
		if (none)
			nanosleep(&wait, NULL);
	}
	return good;
}

static bool merge_one(const struct finishing *f, unsigned part, char **error)
{
	const struct merge *m = f->merge;

	if (f->b->direct && part == DIRECT_METADATA && !await(f, NAMED, error))
		return false;
	if (f->b->direct)
		return direct_join(m->from, m->count, m->to, part, error);
	return part >= MERGE_PARTS || merge_part(m, (enum merge_part)part, error);
}

static bool merge_all(const struct finishing *f, char **error)
{
	const struct merge *m = f->merge;

	return f->b->direct ? direct_join_end(m->from, m->count, m->to, error) : merge_end(m, error);
}

/* Whoever merges the last part puts them together. */
static bool merge(const struct finishing *f, unsigned part, char **error)
{
	if (!merge_one(f, part, error))
		return false;
	if (((atomic_fetch_or(f->done, MERGED(part)) | MERGED(part)) & ALL_MERGED) != ALL_MERGED)
		return true;
	if (!merge_all(f, error))
		return false;
	atomic_fetch_or(f->done, JOINED);
	return true;
}

/* What the lists and data wait for. */
static size_t rest_merged(const struct finishing *f)
{
	return f->b->direct ? JOINED : MERGED(MERGE_REST);
}

static bool check_structure(const struct finishing *f, enum check_part part, size_t awaited, char **error)
{
	char name[32], *scratch, *why = NULL;
	bool good;

	if (!await(f, awaited, error))
		return false;
	snprintf(name, sizeof name, "check-%d", (int)part);
	scratch = path_join(f->b->build.path, name);
	good = check_part(f->database, part, scratch, &why);
	if (!good)
		*error = error_message("the new index is damaged: %s", why);
	free(why);
	free(scratch);
	return good;
}

static bool verify(const struct finishing *f, char **error)
{
	bool good = true;

	if (f->b->direct)
		good = await(f, JOINED, error) && building_verify(f->b, f->merge->from, f->database, error);
	if (good)
		atomic_fetch_or(f->done, VERIFIED);
	return good;
}

/* A file of what the database says, which searches read faster. */
static bool list(const struct finishing *f, const char *name, bool (*write)(const char *, const char *, char **),
                 char **error)
{
	char *path = build_file(&f->b->build, name);
	bool good = await(f, JOINED, error) && write(f->database, path, error);

	free(path);
	return good;
}

/* What was merged: the shards, and an update's copy of its base. */
static bool remove_parts(const struct finishing *f, char **error)
{
	bool good = await(f, JOINED | VERIFIED, error);

	for (size_t i = 0; i < f->merge->count && good; i++)
		good = folder_remove(f->merge->from[i], error);
	return good;
}

static bool do_task(const struct finishing *f, enum task task, char **error)
{
	if (task <= MERGE_LAST)
		return merge(f, task - MERGE_FIRST, error);
	switch (task) {
	case CHECK_THE_LISTS:
		return check_structure(f, CHECK_LISTS, rest_merged(f), error);
	case CHECK_THE_DATA:
		return check_structure(f, CHECK_DATA, rest_merged(f), error);
	case VERIFY:
		return verify(f, error);
	case CHECK_THE_POSITIONS:
		return check_structure(f, CHECK_POSITIONS, JOINED, error);
	case LIST_THE_STARTS:
		return list(f, "starts", starts_write, error);
	case LIST_THE_FINGERPRINTS:
		return list(f, "fingerprints", fingerprints_write, error);
	case LIST_THE_LENGTHS:
		return list(f, "lengths", lengths_write, error);
	case REMOVE_THE_PARTS:
		return remove_parts(f, error);
	default:
		break;
	}
	return true;
}

/* ---- the files that are not hashed yet ---- */

static bool is_hashed(const struct finishing *f, const char *file)
{
	bool hashed = false;

	for (unsigned table = 0; table < DIRECT_TABLES && !hashed; table++) {
		char *of = table_file(table);

		hashed = (atomic_load(f->done) & HASHED(table)) != 0 && strcmp(of, file) == 0;
		free(of);
	}
	return hashed;
}

static bool list_files(const struct finishing *f, struct hashing *h, char **error)
{
	char **names;
	size_t count;

	if (!await(f, JOINED, error) || !folder_names(f->database, &names, &count, error))
		return false;
	h->files = mem_alloc((count + 1) * sizeof *h->files);
	for (size_t i = 0; i < count; i++) {
		char *name = path_join(DATABASE, names[i]);

		if (build_is_content(name) && !is_hashed(f, name))
			h->files[h->count++] = name;
		else
			free(name);
	}
	h->listed = true;
	names_free(names, count);
	return true;
}

/* The file of that number; *more: whether there is one. */
static bool hash_one(const struct finishing *f, struct hashing *h, size_t number, bool *more, char **error)
{
	if (!h->listed && !list_files(f, h, error))
		return false;
	*more = number < h->count;
	return !*more || hash_file(f, h->files[number], error);
}

/* ---- all of them ---- */

static bool finish_work(void *context, unsigned number, int fd, char **error)
{
	const struct finishing *all = context;
	struct finishing mine = *all, *f = &mine;
	struct hashing h = {NULL, 0, false};
	bool good = true, more = true;

	(void)number;
	mine.fd = fd;
	while (good && more) {
		size_t i = atomic_fetch_add(f->next, 1);

		good = i < TASKS ? do_task(f, (enum task)i, error) : hash_one(f, &h, i - TASKS, &more, error);
	}
	if (h.listed)
		names_free(h.files, h.count);
	return good;
}

static void finish_hear(void *context, const struct message *m)
{
	const struct finishing *f = context;

	if (m->kind == WIRE_HASH)
		build_know_hash(&f->b->build, m->fields[0], m->fields[1]);
}

static void finish_tick(void *context)
{
	const struct finishing *f = context;

	building_tick(f->b);
}

/* Where they cannot be written, the table is made without them, and the build given up at the end. */
static void write_names(struct finishing *f)
{
	building_settle(f->b);
	building_write_names(f->b, f->merge->from[0], &f->unwritten);
	atomic_fetch_or(f->done, NAMED);
}

static void finish_beside(void *context)
{
	struct finishing *f = context;

	if (f->b->direct)
		write_names(f);
	if (f->unwritten == NULL)
		building_write_tables(f->b, &f->unwritten);
}

bool building_finish(struct building *b, const struct merge *merge, char **error)
{
	struct finishing f = {.b = b, .merge = merge, .database = path_join(b->build.path, DATABASE)};
	struct crew crew = {b->at_once, "merging and checking the new index", &f, finish_work, finish_hear, finish_tick, finish_beside};
	bool good = (f.next = crew_counter_new(error)) != NULL && (f.done = crew_counter_new(error)) != NULL;

	if (crew.count > TASKS)
		crew.count = TASKS;
	good = good && building_run(b, &crew, error);
	if (good && f.unwritten != NULL) {
		*error = f.unwritten;
		f.unwritten = NULL;
		good = false;
	}
	free(f.unwritten);
	crew_counter_free(f.next);
	crew_counter_free(f.done);
	free(f.database);
	return good;
}
