#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/files.h"
#include "store/schema.h"

#include <stdlib.h>
#include <time.h>

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

/* A path that a later command will need; the build before has it already so where nothing is there just now. */
static char *absolute(const char *path)
{
	char *found = path != NULL ? realpath(path, NULL) : NULL;

	return found != NULL || path == NULL ? found : mem_strdup(path);
}

static void fill_manifest(struct building *b)
{
	const struct settings *o = &b->settings;
	struct manifest *m = &b->build.manifest;

	m->format = SCHEMA_FORMAT;
	m->analysis = SCHEMA_ANALYSIS;
	free(m->program);
	m->program = mem_strdup(VERSION);
	free(m->made);
	m->made = now_text();
	m->before = b->before;
	m->roots = copy_strings((const char *const *)b->walk.roots, b->walk.root_count);
	m->root_count = b->walk.root_count;
	m->one_passage = o->one_passage;
	m->catalogue = absolute(o->catalogue);
	m->golden = absolute(o->golden);
	m->ocr = b->ocr != NULL ? mem_strdup(b->ocr->languages) : NULL;
	m->default_language = o->language != NULL ? mem_strdup(o->language) : NULL;
	m->excludes = copy_strings(o->excludes, o->exclude_count);
	m->exclude_count = o->exclude_count;
	tally_fill(&b->tally, m);
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

bool building_write_tables(struct building *b, char **error)
{
	char *files = path_join(b->build.path, "files"), *names = path_join(b->build.path, "names");
	bool good = write_failures(b, error) && file_table_write(&b->files, files, error) && name_totals_write(&b->tally.names, names, error);

	free(files);
	free(names);
	return good;
}

bool building_publish(struct building *b, char **error)
{
	fill_manifest(b);
	if (!build_seal(&b->build, error) || !building_ask_golden(b, error))
		return false;
	b->stopped = crew_stopped();
	return !b->stopped && events_written(&b->events, error) && build_switch(&b->build, error);
}
