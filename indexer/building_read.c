#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/files.h"

#include <stdlib.h>

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

/* A job for each file at the most, and one where there is none: its empty shard is merged. */
static void settle_jobs(struct building *b)
{
	if (b->jobs > b->walk.count)
		b->jobs = b->walk.count != 0 ? (unsigned)b->walk.count : 1;
}

bool building_read(struct building *b, char **error)
{
	const struct settings *o = &b->settings;
	struct crew crew = {0, "reading", b, read_work, read_hear, read_tick};
	bool good;

	settle_jobs(b);
	crew.count = b->jobs;
	if (!work_init(&b->work, &b->walk, b->build.path, error))
		return false;
	b->work.lists = &b->lists;
	b->work.ingest.lists = b->lists.words;
	b->work.ingest.catalogues = &b->catalogues;
	b->work.ingest.one_passage = o->one_passage;
	if (o->language != NULL)
		b->work.ingest.language = language_find(span_of(o->language));
	progress_init(&b->progress, b->options->quiet, b->walk.count, b->walk.bytes);
	good = building_run(b, &crew, error);
	if (good)
		progress_done(&b->progress, "Reading", b->tally.files, b->tally.bytes);
	else
		progress_wipe(&b->progress);
	return good && tally_check_ids(&b->tally, error);
}
