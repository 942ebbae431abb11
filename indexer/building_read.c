#include "indexer/building.h"

#include "indexer/crew.h"
#include "store/files.h"
#include "store/sha256.h"

#include <stdlib.h>

static bool read_work(void *context, unsigned number, int fd, char **error)
{
	struct building *b = context;

	return number < b->jobs ? worker_run(&b->work, number, fd, error) : building_carry_work(b, number - b->jobs, fd, error);
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

/* The entry of a file of the walk, made if need be. */
static struct file_entry *entry_of(struct building *b, size_t place)
{
	struct file_entry *e;
	struct input input;

	input_make(&input, &b->walk, place);
	e = file_table_put(&b->files, input.root, span_of(input.file));
	input_release(&input);
	return e;
}

/* A file whose bytes have been read: its entry, but for what in it could not be read, which is there already. */
static void hear_file(struct building *b, struct span field)
{
	struct file_read file;
	struct file_entry *e;

	if (field.len != sizeof file)
		return;
	memcpy(&file, field.data, sizeof file);
	if (file.place >= b->walk.count)
		return;
	e = entry_of(b, file.place);
	file.sha256[SHA256_HEX] = '\0';
	file_entry_set_hash(e, file.sha256);
	e->lines = file.lines;
	e->rows = file.rows;
}

/* A source that was taken out by hand, and met again. */
static void hear_removed(struct building *b, const struct message *m)
{
	char *id, *sha256, *part;
	uint64_t offset;
	size_t place;

	if (m->fields[1].len != SHA256_HEX || m->fields[2].len != sizeof offset || m->fields[3].len != sizeof place)
		return;
	memcpy(&offset, m->fields[2].data, sizeof offset);
	memcpy(&place, m->fields[3].data, sizeof place);
	if (place >= b->walk.count)
		return;
	id = mem_spandup(m->fields[0]);
	sha256 = mem_spandup(m->fields[1]);
	part = mem_spandup(m->fields[4]);
	file_entry_remove(entry_of(b, place), id, part, sha256, offset);
	free(part);
	free(id);
	free(sha256);
}

/* What could not be read is noted with its file too, since an update that keeps the file keeps that. */
static void hear_failure(struct building *b, const struct message *m)
{
	uint64_t lines;
	size_t place;

	if (m->fields[2].len != sizeof lines || m->fields[3].len != sizeof place)
		return;
	memcpy(&lines, m->fields[2].data, sizeof lines);
	memcpy(&place, m->fields[3].data, sizeof place);
	if (place >= b->walk.count)
		return;
	file_entry_fail(entry_of(b, place), m->fields[0], m->fields[1], lines);
	events_failed(&b->events, m->fields[0], m->fields[1], lines);
}

/* While the base's copy is still being changed, where it is. */
static void hear_ready(struct building *b)
{
	if (b->unready != 0 && --b->unready == 0)
		building_settle(b);
}

static void read_hear(void *context, const struct message *m)
{
	struct building *b = context;

	if (m->kind == WIRE_READY)
		hear_ready(b);
	if (building_carry_hear(b, m))
		return;
	if (m->kind == WIRE_ROWS)
		hear_rows(&b->catalogues, m);
	if (m->kind == WIRE_FILE)
		hear_file(b, m->fields[0]);
	if (m->kind == WIRE_REMOVED)
		hear_removed(b, m);
	if (m->kind == WIRE_FAILURE)
		hear_failure(b, m);
	tally_hear(&b->tally, m);
}

static void read_tick(void *context)
{
	struct building *b = context;

	progress_show(&b->progress, b->tally.files, b->tally.bytes);
}

/* What could not be read, but was known: what was removed from it is kept in mind. */
static void await_unread(struct building *b)
{
	file_table_drop_unread(&b->files);
	for (size_t i = 0; i < b->work.count; i++) {
		struct input input;

		if (b->walk.files[b->work.order[i]].known == NULL)
			continue;
		input_make(&input, &b->walk, b->work.order[i]);
		if (file_table_find(&b->files, input.root, span_of(input.file)) == SIZE_MAX)
			file_table_await(&b->files, input.known, input.root);
		input_release(&input);
	}
}

/* A job for each file at the most, and one where there is none, for its empty shard; beside a base, none. */
static void settle_jobs(struct building *b)
{
	size_t least = b->base == NULL;

	if (b->jobs > b->work.count)
		b->jobs = (unsigned)(b->work.count > least ? b->work.count : least);
}

#define SMALL_BYTES ((uint64_t)1024 * 1024) /* of all files */
#define SMALL_PASSAGES 2000               /* of the base */

/* Of a small index one process makes each step: to start another takes longer than its part. */
static void settle_at_once(struct building *b)
{
	bool small = b->walk.bytes < SMALL_BYTES &&
	             (b->base == NULL || b->base->opened.build.manifest.passages < SMALL_PASSAGES);

	if (small && b->options->bulk != BULK_ALWAYS)
		b->at_once = 1;
}

static uint64_t bytes_to_read(const struct building *b)
{
	uint64_t bytes = 0;

	for (size_t i = 0; i < b->work.count; i++)
		bytes += b->walk.files[b->work.order[i]].size;
	return bytes;
}

/* The first pack that the base leaves free, its own new one apart. */
static uint32_t first_pack(const struct building *b)
{
	return b->base == NULL ? 0 : b->base->next_pack + b->base->moves;
}

static void fill_work(struct building *b)
{
	const struct settings *o = &b->settings;

	b->work.lists = &b->lists;
	b->work.direct = b->direct;
	b->work.first_pack = first_pack(b);
	b->work.ingest.catalogues = &b->catalogues;
	b->work.ingest.ocr = b->ocr;
	b->work.ingest.one_passage = o->one_passage;
	if (o->language != NULL)
		b->work.ingest.language = language_find(span_of(o->language));
}

/* The parent has time for the lists while the files are read: to write them is mostly to wait for the disk. */
static void read_beside(void *context)
{
	struct building *b = context;

	building_keep_lists(b, &b->unkept);
	if (b->unready != 0)
		building_carry_beside(b);
}

/* Whether the lists are in the new build. */
static bool has_lists(struct building *b, char **error)
{
	*error = b->unkept;
	b->unkept = NULL;
	return *error == NULL;
}

bool building_read(struct building *b, char **error)
{
	struct crew crew = {0, "reading", b, read_work, read_hear, read_tick, read_beside};
	bool good = true, carrying;

	settle_at_once(b);
	carrying = b->base != NULL && b->certain && b->at_once > 1;
	if (!building_choose_way(b, error) || !work_init(&b->work, &b->walk, b->build.path, error))
		return false;
	if (carrying && !building_carriers(b, error))
		return false;
	fill_work(b);
	settle_jobs(b);
	crew.count = b->jobs + (carrying ? b->carriers : 0);
	if (carrying)
		b->unready = crew.count;
	if (crew.count == 0) {
		read_beside(b);
	} else {
		progress_init(&b->progress, &b->events, b->options->quiet, "Reading", b->work.count, bytes_to_read(b));
		good = building_run(b, &crew, error);
		progress_wipe(&b->progress);
	}
	good = good && has_lists(b, error);
	b->carried = good && carrying;
	if (good && b->jobs != 0)
		progress_done(&b->progress, b->tally.files, b->tally.bytes);
	await_unread(b);
	return good && tally_check_ids(&b->tally, error);
}
