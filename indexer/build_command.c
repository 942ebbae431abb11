#include "indexer/commands.h"

#include "indexer/building.h"
#include "store/files.h"

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
	b->lists_folder = listfiles_find(o->lexicon, error);
	return b->lists_folder != NULL && list_set_read(&b->lists, b->lists_folder, error);
}

static struct settings settings_of(const struct options *o)
{
	return (struct settings){o->catalogue, o->language, o->golden, o->ocr, o->excludes, o->exclude_count, o->one_passage};
}

int build_command(const struct options *o)
{
	struct building b;
	char *error = NULL;
	int status;

	building_init(&b, o);
	b.settings = settings_of(o);
	if (prepare(&b, &error) && building_read_golden(&b, &error) && building_open_ocr(&b, &error) && building_lock(&b, &error) && building_begin(&b, &error) &&
	    building_read(&b, &error) && building_something_read(&b, &error) && building_merge(&b, &error) &&
	    building_count_again(&b, &error) && building_publish(&b, &error)) {
		building_sum_up(&b);
		status = b.tally.failures.count != 0 ? STATUS_UNREAD : STATUS_OK;
		status = building_done(&b, status, &b.build.manifest, NULL);
	} else {
		status = building_give_up(&b, error);
	}
	building_release(&b);
	return status;
}
