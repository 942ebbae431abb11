#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/check.h"
#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#define DATABASE "passages"

/* What the processes take one after another: the longest first. */
struct checking {
	struct building *b;
	char *const *shards;
	char *database;
	atomic_size_t *next;
	char **files; /* below the build, whose hashes go into the manifest */
	size_t file_count;
};

/* ---- the tasks ---- */

static bool check_structure(const struct checking *c, enum check_part part, char **error)
{
	char name[32], *scratch, *why = NULL;
	bool good;

	snprintf(name, sizeof name, "check-%d", (int)part);
	scratch = path_join(c->b->build.path, name);
	good = check_part(c->database, part, scratch, &why);
	if (!good)
		*error = error_message("the new index is damaged: %s", why);
	free(why);
	free(scratch);
	return good;
}

static bool hash_file(const struct checking *c, const char *name, int fd, char **error)
{
	char *path = build_file(&c->b->build, name), sha256[SHA256_HEX + 1];
	struct span fields[2] = {span_of(name), span_make(sha256, SHA256_HEX)};
	bool good = sha256_file(sha256, path);

	if (!good)
		*error = error_message("cannot read %s: %s", path, strerror(errno));
	free(path);
	return good && wire_send(fd, WIRE_HASH, fields, 2);
}

static bool do_task(const struct checking *c, size_t task, int fd, char **error)
{
	if (task == 0)
		return building_verify(c->b, c->shards, c->database, error);
	if (task <= CHECK_PARTS)
		return check_structure(c, (enum check_part)(task - 1), error);
	return hash_file(c, c->files[task - 1 - CHECK_PARTS], fd, error);
}

static size_t count_tasks(const struct checking *c)
{
	return 1 + CHECK_PARTS + c->file_count;
}

static bool check_work(void *context, unsigned number, int fd, char **error)
{
	const struct checking *c = context;
	bool good = true;

	(void)number;
	for (size_t i; good && (i = atomic_fetch_add(c->next, 1)) < count_tasks(c);)
		good = do_task(c, i, fd, error);
	return good;
}

static void check_hear(void *context, const struct message *m)
{
	const struct checking *c = context;

	if (m->kind == WIRE_HASH)
		build_know_hash(&c->b->build, m->fields[0], m->fields[1]);
}

static void check_tick(void *context)
{
	const struct checking *c = context;

	building_tick(c->b);
}

/* ---- all of them ---- */

static bool list_files(struct checking *c, char **error)
{
	char **names;
	size_t count;
	bool good = folder_names(c->database, &names, &count, error);

	c->files = mem_alloc((count + 1) * sizeof *c->files);
	for (size_t i = 0; good && i < count; i++) {
		char *name = path_join(DATABASE, names[i]);

		if (build_is_content(name))
			c->files[c->file_count++] = name;
		else
			free(name);
	}
	names_free(names, count);
	return good;
}

bool building_check(struct building *b, char *const *shards, char **error)
{
	struct checking c = {.b = b, .shards = shards, .database = path_join(b->build.path, DATABASE)};
	struct crew crew = {0, "checking the new index", &c, check_work, check_hear, check_tick};
	bool good = list_files(&c, error) && (c.next = crew_counter_new(error)) != NULL;

	crew.count = b->at_once;
	if (crew.count > count_tasks(&c))
		crew.count = (unsigned)count_tasks(&c);
	good = good && building_run(b, &crew, error);
	crew_counter_free(c.next);
	names_free(c.files, c.file_count);
	free(c.database);
	return good;
}
