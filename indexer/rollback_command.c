#include "indexer/commands.h"

#include "indexer/crew.h"
#include "indexer/events.h"
#include "store/build.h"
#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* The build that was live before, by the live one's manifest; if that cannot be read, the newest before it. */
static bool find_before(const char *index, uint32_t *number, char **error)
{
	uint32_t live = build_live(index);
	uint32_t *numbers;
	size_t count;
	struct build b;
	char *why = NULL;

	*number = 0;
	if (live != 0 && build_open_number(&b, index, live, &why)) {
		*number = b.manifest.before;
		build_close(&b);
	} else if (build_numbers(index, &numbers, &count, error)) {
		for (size_t i = 0; i < count && (live == 0 || numbers[i] < live); i++)
			*number = numbers[i];
		free(numbers);
	}
	free(why);
	if (*number == 0 && *error == NULL)
		*error = error_message("there is no build before build %lu in the index %s", (unsigned long)live, index);
	return *number != 0;
}

/* One that is gone back to must be whole. */
static bool verify(const struct build *b, char **error)
{
	for (size_t i = 0; i < b->manifest.file_count; i++) {
		const struct manifest_file *file = &b->manifest.files[i];
		char *path = build_file(b, file->name), sha256[SHA256_HEX + 1];
		bool good = sha256_file(sha256, path);

		if (!good)
			*error = file_error("read", path);
		else if (strcmp(sha256, file->sha256) != 0)
			*error = error_message("%s is damaged: its hash is not the one that was noted", path);
		free(path);
		if (*error != NULL)
			return false;
	}
	return true;
}

static void say(const struct build *b, uint32_t live)
{
	struct buf sources;

	buf_init(&sources);
	buf_add_thousands(&sources, b->manifest.sources);
	fprintf(stderr, "Live: build %u (was %u), made %s from %s source%s.\n", b->manifest.number, live, b->manifest.made,
	        sources.data, b->manifest.sources == 1 ? "" : "s");
	buf_release(&sources);
}

static void tell(struct events *events, const struct build *b, uint32_t live)
{
	struct ending end = {.build = &b->manifest,
	                     .live = b->manifest.number,
	                     .before = live,
	                     .changed = b->manifest.number != live};

	events_done(events, &end);
}

static bool go_back(const struct options *o, const char *index, struct events *events, char **error)
{
	uint32_t live = build_live(index), number = 0;
	struct build b;
	bool good;

	if (o->argument_count != 0)
		good = command_build(o->arguments[0], &number, error);
	else
		good = find_before(index, &number, error);
	if (!good || !build_open_number(&b, index, number, error))
		return false;
	good = verify(&b, error) && !crew_stopped() && events_written(events, error) &&
	       build_go_to(index, number, error);
	if (good && !o->quiet)
		say(&b, live);
	if (good)
		tell(events, &b, live);
	build_close(&b);
	return good;
}

/* Not by `current`: it may be what is broken. */
static bool has_builds(const char *index, char **error)
{
	uint32_t *numbers;
	size_t count;
	bool good = build_numbers(index, &numbers, &count, error);

	free(numbers);
	if (good && count == 0)
		*error = error_message("there is no build in %s", index);
	return good && count != 0;
}

static int give_up(struct events *events, uint32_t live, char *error)
{
	struct ending end = {.status = STATUS_FAILED, .live = live, .before = live};

	if (error == NULL)
		error = error_message("stopped; the live build is as it was");
	end.error = error;
	events_done(events, &end);
	return command_fail(error);
}

int rollback_command(const struct options *o)
{
	char *index = command_index(o), *error = NULL;
	uint32_t live = build_live(index);
	struct build_lock *lock = NULL;
	struct events events;
	bool good;

	events_init(&events, o->json);
	events_begin(&events, o->command, index, live);
	crew_hold_signals();
	if (has_builds(index, &error))
		lock = build_lock(index, &error);
	good = lock != NULL && go_back(o, index, &events, &error);
	build_unlock(lock);
	free(index);
	if (!good)
		return give_up(&events, live, error);
	return events_told(&events) ? STATUS_OK : STATUS_FAILED;
}
