#include "indexer/worker.h"

#include "store/files.h"

#include <stdlib.h>

static int larger_first(const void *a, const void *b, void *context)
{
	const struct walk *walk = context;
	uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
	uint64_t m = walk->files[i].size, n = walk->files[j].size;

	if (m != n)
		return m < n ? 1 : -1;
	return (i > j) - (i < j);
}

bool work_init(struct work *w, const struct walk *walk, const char *build, char **error)
{
	memset(w, 0, sizeof *w);
	w->walk = walk;
	w->build = build;
	w->order = mem_alloc((walk->count + 1) * sizeof *w->order);
	for (size_t i = 0; i < walk->count; i++)
		if (!walk->files[i].unchanged)
			w->order[w->count++] = (uint32_t)i;
	qsort_r(w->order, w->count, sizeof *w->order, larger_first, (void *)(uintptr_t)walk);
	w->next = crew_counter_new(error);
	return w->next != NULL;
}

void work_release(struct work *w)
{
	free(w->order);
	crew_counter_free(w->next);
}

bool worker_send_names(struct name_counts *n, char kind, int fd)
{
	struct buf piece;
	size_t at = 0;
	bool good = true;

	buf_init(&piece);
	name_counts_settle(n);
	while (good && name_counts_encode(n, &at, &piece)) {
		good = wire_say(fd, kind, buf_span(&piece));
		buf_clear(&piece);
	}
	buf_release(&piece);
	return good;
}

/* Which rows of the catalogues this worker has used. */
static bool send_rows(const struct catalogues *c, int fd)
{
	struct buf bits;
	bool good = true;

	buf_init(&bits);
	for (uint32_t i = 0; good && i < c->count; i++) {
		struct span fields[2];

		buf_clear(&bits);
		catalogue_used_encode(&bits, c->places[i].catalogue);
		fields[0] = span_make((const char *)&i, sizeof i);
		fields[1] = buf_span(&bits);
		good = wire_send(fd, WIRE_ROWS, fields, 2);
	}
	buf_release(&bits);
	return good;
}

static bool read_one(const struct work *w, struct ingest *ingest, size_t place, char **error)
{
	struct input input;
	bool good;

	input_make(&input, w->walk, place);
	good = ingest_file(ingest, &input, place, error);
	input_release(&input);
	return good;
}

bool worker_run(const struct work *w, unsigned number, int fd, char **error)
{
	struct ingest ingest = w->ingest;
	struct shard shard;
	char *close_error = NULL;
	bool good = shard_open(&shard, w->build, number, w->first_pack + number, w->lists, w->direct, error);
	size_t i;

	ingest.shard = &shard;
	ingest.fd = fd;
	ingest.aliases = w->lists->aliases;
	ingest.detector = language_detector_new(w->lists->words);
	while (good && (i = atomic_fetch_add(w->next, 1)) < w->count)
		good = read_one(w, &ingest, w->order[i], error);
	if (good)
		good = wire_say(fd, WIRE_DIGEST, span_make((const char *)&shard.digest, sizeof shard.digest));
	good = good && worker_send_names(&shard.names, WIRE_NAMES, fd) && send_rows(ingest.catalogues, fd) &&
	       wire_send(fd, WIRE_READY, NULL, 0);
	language_detector_free(ingest.detector);
	if (!shard_close(&shard, &close_error) && good) {
		good = false;
		*error = close_error;
		close_error = NULL;
	}
	free(close_error);
	if (!good && *error == NULL)
		*error = error_message("a worker lost its pipe");
	return good;
}
