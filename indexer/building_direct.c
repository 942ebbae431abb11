#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/direct.h"
#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>
#include <unistd.h>

/*
 * Bytes of files from which on the tables are written directly: the trial takes
 * as long as that way saves on two or three million bytes.
 */
#define DIRECT_FROM ((uint64_t)4 * 1024 * 1024)

/* The folder of the trial; allocated. */
static char *trial(const struct building *b)
{
	return path_join(b->build.path, "trial");
}

struct trying {
	struct building *b;
	atomic_size_t *next, *done; /* parts of the trial */
};

/* A part of it; whoever has done the last one brings it to its end. */
static bool try_part(const struct trying *t, const char *scratch, size_t part, char **error)
{
	return direct_try(scratch, (unsigned)part, error) &&
	       (atomic_fetch_add(t->done, 1) + 1 != DIRECT_TRIALS || direct_works(scratch, error));
}

static bool try_work(void *context, unsigned number, int fd, char **error)
{
	const struct trying *t = context;
	char *scratch = trial(t->b);
	bool good = true;
	size_t part;

	(void)number;
	(void)fd;
	while (good && (part = atomic_fetch_add(t->next, 1)) < DIRECT_TRIALS)
		good = try_part(t, scratch, part, error);
	if (!good && *error == NULL)
		*error = mem_strdup(""); /* this program has no such way: nothing to tell */
	free(scratch);
	return good;
}

/* In processes of their own: what they try may even crash. */
static bool try_apart(struct building *b, char **why)
{
	struct trying t = {b, NULL, NULL};
	struct crew crew = {b->at_once < DIRECT_TRIALS ? b->at_once : DIRECT_TRIALS, "trying to write tables directly", &t, try_work, NULL, NULL, NULL};
	bool good = (t.next = crew_counter_new(why)) != NULL && (t.done = crew_counter_new(why)) != NULL && building_run(b, &crew, why);

	crew_counter_free(t.next);
	crew_counter_free(t.done);
	return good;
}

/* What a trial that crashed left. */
static bool clear_trial(const struct building *b, char **error)
{
	char *scratch = trial(b);
	bool good = access(scratch, F_OK) != 0 || folder_remove(scratch, error);

	free(scratch);
	return good;
}

bool building_choose_way(struct building *b, char **error)
{
	enum bulk_choice choice = b->options->bulk;
	char *why = NULL;

	if (b->base != NULL || choice == BULK_NEVER || (choice == BULK_AUTO && b->walk.bytes < DIRECT_FROM))
		return true;
	b->direct = try_apart(b, &why);
	if (why != NULL && *why != '\0')
		warn("the index is written the slower way, by Xapian itself, since the direct writer failed its trial: %s",
		     why);
	free(why);
	return !b->stopped && clear_trial(b, error);
}

bool building_verify(const struct building *b, const char *const *shards, const char *merged, char **error)
{
	char *why = NULL;
	bool good = !b->direct || direct_verify(shards, b->jobs, merged, &why);

	if (!good)
		*error = error_message("%s; build again with --no-bulk, and report this", why);
	free(why);
	return good;
}
