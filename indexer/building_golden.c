#include "indexer/building.h"

#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define LOOK_FOLDER "golden.new" /* in the index; what an interrupted build leaves is removed by the next one */

bool building_read_golden(struct building *b, char **error)
{
	return b->settings.golden == NULL || golden_read(&b->golden, b->settings.golden, error);
}

/* The place of the sealed build in an index of its own, which is `folder`. */
static bool make_look(const struct building *b, const char *folder, char **error)
{
	const char *slash = strrchr(b->build.path, '/');
	char *target = path_join("..", slash == NULL ? b->build.path : slash + 1), *link, *current, *name;
	bool good;

	name = error_message("build-%u", b->build.manifest.number);
	link = path_join(folder, name);
	current = path_join(folder, "current");
	free(name);
	name = error_message("build-%u\n", b->build.manifest.number);
	good = folder_make(folder, error) && file_write(current, span_of(name), error);
	if (good && symlink(target, link) != 0) {
		*error = file_error("make", link);
		good = false;
	}
	free(name);
	free(link);
	free(current);
	free(target);
	return good;
}

/* What is missed is said; it is an error, unless --force overrules it. */
static bool settle(const struct building *b, struct span missed, char **error)
{
	if (missed.len == 0)
		return true;
	fprintf(stderr, "The new build does not answer these golden queries (%s):\n%.*s", b->settings.golden,
	        (int)missed.len, missed.data);
	if (b->options->force) {
		warn("it is made live all the same, as --force says");
		return true;
	}
	*error = error_message("%s; --force makes the new one live all the same",
	                       b->before != 0 ? "the live build is as it was" : "there is no live build");
	return false;
}

bool building_ask_golden(struct building *b, char **error)
{
	struct buf missed;
	char *folder, *left = NULL;
	bool good;

	if (b->golden.count == 0)
		return true;
	buf_init(&missed);
	folder = path_join(b->index, LOOK_FOLDER);
	good = make_look(b, folder, error) && golden_ask(&b->golden, folder, &missed, error);
	if (!folder_remove(folder, &left))
		warn("%s", left);
	free(left);
	good = good && settle(b, buf_span(&missed), error);
	buf_release(&missed);
	free(folder);
	return good;
}
