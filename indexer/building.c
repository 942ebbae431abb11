#include "indexer/building.h"

#include "indexer/commands.h"
#include "indexer/crew.h"
#include "store/files.h"

#include <sched.h>
#include <stdlib.h>

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

struct settings building_settings(const struct manifest *m)
{
	return (struct settings){m->catalogue, m->default_language, m->golden, m->ocr, (const char *const *)m->excludes,
	                         m->exclude_count, m->one_passage};
}

void building_init(struct building *b, const struct options *o)
{
	memset(b, 0, sizeof *b);
	b->options = o;
	b->index = command_index(o);
	b->jobs = b->at_once = o->jobs != 0 ? o->jobs : core_count();
	walk_init(&b->walk);
	catalogues_init(&b->catalogues);
	tally_init(&b->tally);
	file_table_init(&b->files);
	golden_init(&b->golden);
	events_init(&b->events, o->json);
	events_begin(&b->events, o->command, b->index, build_live(b->index));
	crew_hold_signals();
}

void building_release(struct building *b)
{
	build_close(&b->build);
	work_release(&b->work);
	tally_release(&b->tally);
	list_set_release(&b->lists);
	name_edits_release(&b->edits);
	name_entries_release(&b->names);
	file_table_release(&b->files);
	golden_release(&b->golden);
	ocr_close(b->ocr);
	free(b->lists_folder);
	free(b->unkept);
	catalogues_release(&b->catalogues);
	walk_release(&b->walk);
	build_unlock(b->lock);
	crew_counter_free(b->copied);
	free(b->index);
}

bool building_is_there(const struct building *b, char **error)
{
	struct build live;

	if (!build_open(&live, b->index, error))
		return false;
	build_close(&live);
	return true;
}

bool building_open_ocr(struct building *b, char **error)
{
	if (b->settings.ocr == NULL)
		return true;
	b->ocr = ocr_open(b->settings.ocr, error);
	return b->ocr != NULL;
}

bool building_lock(struct building *b, char **error)
{
	struct build live;
	char *no_build = NULL;

	b->lock = build_lock(b->index, error);
	if (b->lock == NULL)
		return false;
	if (build_open(&live, b->index, &no_build)) {
		b->before = live.manifest.number;
		build_close(&live);
	}
	free(no_build);
	return true;
}

bool building_begin(struct building *b, char **error)
{
	char *folder;
	bool good;

	if (!build_begin(&b->build, b->index, error))
		return false;
	folder = path_join(b->build.path, "texts");
	good = folder_make(folder, error);
	free(folder);
	return good;
}

bool building_keep_lists(const struct building *b, char **error)
{
	char *folder = path_join(b->build.path, "lists");
	bool good = listfiles_copy(b->lists_folder, folder, b->base != NULL, error) && listfiles_pack(&b->lists, folder, error);

	free(folder);
	return good;
}

bool building_run(struct building *b, const struct crew *crew, char **error)
{
	enum crew_end end = crew_run(crew, error);

	b->stopped = b->stopped || end == CREW_STOPPED;
	return end == CREW_DONE;
}

void building_tick(void *context)
{
	struct building *b = context;

	progress_show(&b->progress, 0, 0);
}

int building_done(struct building *b, int status, const struct manifest *live, json_t *files)
{
	struct ending end = {.status = status,
	                     .build = live,
	                     .live = live->number,
	                     .before = b->before,
	                     .changed = live->number != b->before,
	                     .files = files};

	events_done(&b->events, &end);
	return events_told(&b->events) ? status : STATUS_FAILED;
}

int building_give_up(struct building *b, char *error)
{
	uint32_t live = build_live(b->index);
	struct ending end = {.status = STATUS_FAILED, .live = live, .before = live};

	if (b->build.path != NULL)
		build_abandon(&b->build);
	if (error == NULL)
		error = error_message(b->stopped ? "stopped; the live build is as it was"
		                                 : "failed; the live build is as it was");
	progress_wipe(&b->progress);
	end.error = error;
	events_done(&b->events, &end);
	return command_fail(error);
}
