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

static bool try_work(void *context, unsigned number, int fd, char **error)
{
	char *scratch = trial(context);
	bool good = direct_works(scratch, error);

	(void)number;
	(void)fd;
	if (!good && *error == NULL)
		*error = mem_strdup(""); /* this program has no such way: nothing to tell */
	free(scratch);
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
	/* In a process of its own: what it tries may even crash. */
	struct crew crew = {1, "trying to write tables directly", b, try_work, NULL, NULL, NULL};
	enum bulk_choice choice = b->options->bulk;
	char *why = NULL;

	if (b->base != NULL || choice == BULK_NEVER || (choice == BULK_AUTO && b->walk.bytes < DIRECT_FROM))
		return true;
	b->direct = building_run(b, &crew, &why);
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
