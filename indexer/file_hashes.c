#include "indexer/file_hashes.h"

#include "indexer/crew.h"

#define HASHES_APART ((uint64_t)4 * 1024 * 1024) /* bytes of all files from which on processes are worth their start */

struct hashing {
	struct building *b;
	file_hash *hashes;
	atomic_size_t *next;
	uint64_t files, bytes; /* that are done */
	void (*beside)(void *context);
	void *context;
};

/* What a child says of a file. */
struct hashed {
	size_t place; /* in the walk */
	file_hash sha256;
};

static bool take(const struct hashing *h, size_t place, file_hash out)
{
	struct input input;
	bool good;

	input_make(&input, &h->b->walk, place);
	good = input.known != NULL && sha256_file(out, input.path);
	input_release(&input);
	if (!good)
		out[0] = '\0';
	return good;
}

static void note(struct hashing *h, size_t place)
{
	h->files++;
	h->bytes += h->b->walk.files[place].size;
	progress_show(&h->b->progress, h->files, h->bytes);
}

/* ---- in several processes ---- */

static bool hash_work(void *context, unsigned number, int fd, char **error)
{
	const struct hashing *h = context;
	bool good = true;
	size_t i;

	(void)number;
	(void)error;
	while (good && (i = atomic_fetch_add(h->next, 1)) < h->b->walk.count) {
		struct hashed file = {.place = i};

		if (take(h, i, file.sha256))
			good = wire_say(fd, WIRE_HASH, span_make((const char *)&file, sizeof file));
	}
	return good;
}

static void hash_hear(void *context, const struct message *m)
{
	struct hashing *h = context;
	struct hashed file;

	if (m->kind != WIRE_HASH || m->fields[0].len != sizeof file)
		return;
	memcpy(&file, m->fields[0].data, sizeof file);
	if (file.place >= h->b->walk.count)
		return;
	file.sha256[SHA256_HEX] = '\0';
	memcpy(h->hashes[file.place], file.sha256, sizeof file.sha256);
	note(h, file.place);
}

static void hash_beside(void *context)
{
	const struct hashing *h = context;

	h->beside(h->context);
}

static bool hash_apart(struct hashing *h, char **error)
{
	struct crew crew = {h->b->at_once, "comparing files", h, hash_work, hash_hear, NULL, hash_beside};
	bool good;

	h->next = crew_counter_new(error);
	good = h->next != NULL && building_run(h->b, &crew, error);
	crew_counter_free(h->next);
	return good;
}

/* ---- in one ---- */

static bool hash_here(struct hashing *h)
{
	struct building *b = h->b;

	h->beside(h->context);
	for (size_t i = 0; i < b->walk.count && !b->stopped; i++) {
		take(h, i, h->hashes[i]);
		note(h, i);
		b->stopped = crew_stopped();
	}
	return !b->stopped;
}

bool file_hashes_take(struct building *b, file_hash *hashes, void (*beside)(void *context), void *context, char **error)
{
	struct hashing h = {.b = b, .hashes = hashes, .beside = beside, .context = context};
	bool good;

	progress_init(&b->progress, &b->events, b->options->quiet, "Comparing", b->walk.count, b->walk.bytes);
	good = b->at_once > 1 && b->walk.bytes >= HASHES_APART ? hash_apart(&h, error) : hash_here(&h);
	progress_wipe(&b->progress);
	return good;
}
