#include "store/build.h"
#include "store/build_names.h"
#include "store/files.h"
#include "text/warn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define HOLDER_MAX 63 /* bytes of the lock file that are read */

/* ---- the lock ---- */

struct build_lock {
	int fd;
};

static void now(char out[21])
{
	time_t t = time(NULL);
	struct tm parts;

	strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", gmtime_r(&t, &parts));
}

/*
 * A record lock goes when its process ends, however it ends, so what a dead process wrote into the
 * file locks nothing. Children do not inherit it.
 */
static bool take_lock(int fd)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	return fcntl(fd, F_SETLK, &whole) == 0;
}

static char *held(const char *index, int fd)
{
	struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	char holder[HOLDER_MAX + 1] = "", *since;
	ssize_t got = pread(fd, holder, HOLDER_MAX, 0);

	holder[got < 0 ? 0 : got] = '\0';
	holder[strcspn(holder, "\n")] = '\0';
	since = strchr(holder, ' ');
	if (fcntl(fd, F_GETLK, &whole) != 0 || whole.l_type == F_UNLCK || whole.l_pid <= 0)
		return error_message("the index %s is being written by another process: wait until it ends",
				     index);
	return error_message("the index %s is being written by process %ld%s%s: wait until it ends, or stop it",
			     index, (long)whole.l_pid, since == NULL ? "" : ", since",
			     since == NULL ? "" : since);
}

static bool sign_lock(int fd)
{
	char line[64], since[21];
	int len;

	now(since);
	len = snprintf(line, sizeof line, "%ld %s\n", (long)getpid(), since);
	return ftruncate(fd, 0) == 0 && pwrite(fd, line, (size_t)len, 0) == len;
}

struct build_lock *build_lock(const char *index, char **error)
{
	struct build_lock *l = NULL;
	char *path;
	int fd;

	if (!folder_make(index, error))
		return NULL;
	path = path_join(index, "lock");
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0) {
		*error = file_error("write", path);
	} else if (!take_lock(fd)) {
		*error = errno == EAGAIN || errno == EACCES
				 ? held(index, fd)
				 : file_error("lock", path);
		close(fd);
	} else if (!sign_lock(fd)) {
		*error = file_error("write", path);
		close(fd);
	} else {
		l = mem_alloc(sizeof *l);
		l->fd = fd;
	}
	free(path);
	return l;
}

/* The file stays: another process may have it open and be about to lock it. */
void build_unlock(struct build_lock *l)
{
	if (l == NULL)
		return;
	if (ftruncate(l->fd, 0) != 0) {
		/* It says who held the lock last; nothing reads it but `held`. */
	}
	close(l->fd);
	free(l);
}

/* ---- beginning ---- */

#define REMOVE_TRIES 20
#define REMOVE_WAIT_NS 50000000L

/* The last children of a process that was killed may still be about to end, and write there: it is tried for a second. */
static bool remove_rubbish(const char *path, char **error)
{
	const struct timespec wait = {0, REMOVE_WAIT_NS};

	for (int i = 1; !folder_remove(path, error); i++) {
		if (i == REMOVE_TRIES)
			return false;
		free(*error);
		*error = NULL;
		nanosleep(&wait, NULL);
	}
	return true;
}

/* Removes what an interrupted build or switch left; finds the highest number in use. */
static bool clear_index(const char *index, uint32_t *highest, char **error)
{
	char **names;
	size_t count;
	bool good = folder_names(index, &names, &count, error);

	*highest = 0;
	for (size_t i = 0; good && i < count; i++) {
		uint32_t number = 0;
		bool unfinished = strcmp(names[i], "current.new") == 0 || strcmp(names[i], "current.sum.new") == 0;

		if (unfinished || (build_number(names[i], &number, &unfinished) && unfinished)) {
			char *path = path_join(index, names[i]);

			good = remove_rubbish(path, error);
			free(path);
		} else if (number > *highest) {
			*highest = number;
		}
	}
	names_free(names, count);
	return good;
}

bool build_begin(struct build *b, const char *index, char **error)
{
	uint32_t highest, live;
	char *name, *ignored;

	memset(b, 0, sizeof *b);
	if (!folder_make(index, error) || !clear_index(index, &highest, error))
		return false;
	live = build_current(index, &ignored);
	free(ignored);
	if (live > highest)
		highest = live;
	b->index = mem_strdup(index);
	b->manifest.number = highest + 1;
	name = build_name(highest + 1, true);
	b->path = path_join(index, name);
	free(name);
	if (mkdir(b->path, 0777) == 0)
		return true;
	*error = file_error("make the folder", b->path);
	build_close(b);
	return false;
}

/* ---- switching ---- */

static bool write_manifest(const struct build *b, char **error)
{
	char *path = build_file(b, "manifest");
	struct buf json;
	bool good;

	buf_init(&json);
	manifest_encode(&json, &b->manifest);
	good = file_replace(path, buf_span(&json), error);
	buf_release(&json);
	free(path);
	return good;
}

/* From "build-7.new" to "build-7"; it is complete and on disk from then on, but not yet live. */
static bool rename_build(struct build *b, char **error)
{
	char *name = build_name(b->manifest.number, false);
	char *path = path_join(b->index, name);

	free(name);
	if (rename(b->path, path) != 0) {
		*error = file_error("rename", b->path);
		free(path);
		return false;
	}
	free(b->path);
	b->path = path;
	return folder_sync(b->index, error);
}

static bool replace_in(const char *index, const char *name, struct span content, char **error)
{
	char *path = path_join(index, name);
	bool good = file_replace(path, content, error);

	free(path);
	return good;
}

/* The hashes of the names that `current` may hold from now on; `other` 0: of one alone. */
static bool write_sums(const char *index, uint32_t number, uint32_t other, char **error)
{
	char *line = build_sum_line(number), *second = other != 0 ? build_sum_line(other) : mem_strdup("");
	char *both = error_message("%s%s", line, second);
	bool good = replace_in(index, "current.sum", span_of(both), error);

	free(line);
	free(second);
	free(both);
	return good;
}

/* At each moment `current` is one of the names that current.sum holds. */
bool build_go_to(const char *index, uint32_t number, char **error)
{
	char *name = build_name(number, false), *line = error_message("%s\n", name), *ignored = NULL;
	uint32_t before = build_current(index, &ignored);
	bool good = write_sums(index, number, before, error) &&
		    replace_in(index, "current", span_of(line), error);

	free(ignored);
	ignored = NULL;
	/* The switch is done: a second line that stays says less, and harms nothing. */
	if (good && !write_sums(index, number, 0, &ignored))
		warn("%s", ignored);
	free(ignored);
	free(line);
	free(name);
	return good;
}

/*
 * Removes a finished build. It takes an unfinished one's name first, so that a
 * kill in the midst leaves nothing that looks like a build.
 */
static void remove_build(const char *index, uint32_t number)
{
	char *name = build_name(number, false), *rubbish = build_name(number, true), *error = NULL;
	char *from = path_join(index, name), *to = path_join(index, rubbish);

	if (rename(from, to) != 0)
		warn("cannot remove the old build %s: %s", from, strerror(errno));
	else if (!folder_remove(to, &error))
		warn("cannot remove the old build %s: %s", from, error);
	free(error);
	free(from);
	free(to);
	free(name);
	free(rubbish);
}

/* How many steps back from the live build another lies: as many as builds are kept if it is none of its forebears. */
static size_t steps_back(const struct build *live, uint32_t number)
{
	uint32_t at = live->manifest.before;
	size_t steps = 1;

	while (at != 0 && at != number && steps < BUILDS_KEPT) {
		struct build forebear;
		char *error = NULL;

		memset(&forebear, 0, sizeof forebear);
		at = build_open_number(&forebear, live->index, at, &error) ? forebear.manifest.before : 0;
		build_close(&forebear);
		free(error);
		steps++;
	}
	return at == number ? steps : BUILDS_KEPT;
}

struct kept {
	uint32_t number;
	size_t steps;
};

/* The forebears of the live build first, then the others, from the newest on. */
static int worth_keeping(const void *a, const void *b)
{
	const struct kept *x = a, *y = b;

	if (x->steps != y->steps)
		return x->steps < y->steps ? -1 : 1;
	return (x->number < y->number) - (x->number > y->number);
}

/* Keeps the live build and BUILDS_KEPT - 1 others. What fails is warned of: the switch is done. */
static void prune(const struct build *live)
{
	char *error = NULL;
	uint32_t *numbers;
	struct kept *kept;
	size_t count, others = 0;

	if (!build_numbers(live->index, &numbers, &count, &error)) {
		warn("%s", error);
		free(error);
		count = 0;
	}
	kept = mem_alloc((count + 1) * sizeof *kept);
	for (size_t i = 0; i < count; i++)
		if (numbers[i] != live->manifest.number)
			kept[others++] = (struct kept){numbers[i], steps_back(live, numbers[i])};
	if (others != 0)
		qsort(kept, others, sizeof *kept, worth_keeping);
	for (size_t i = BUILDS_KEPT - 1; i < others; i++)
		remove_build(live->index, kept[i].number);
	free(kept);
	free(numbers);
}

bool build_seal(struct build *b, char **error)
{
	char since[21];

	if (b->manifest.made == NULL) {
		now(since);
		b->manifest.made = mem_strdup(since);
	}
	b->sealed = build_list_files(b, error) && write_manifest(b, error) && folder_sync_all(b->path, error);
	return b->sealed;
}

bool build_switch(struct build *b, char **error)
{
	if ((!b->sealed && !build_seal(b, error)) || !rename_build(b, error) ||
	    !build_go_to(b->index, b->manifest.number, error))
		return false;
	prune(b);
	return true;
}

/* Never the live build, even if the switch failed only after it. */
void build_abandon(struct build *b)
{
	char *error = NULL;

	if (b == NULL || b->path == NULL)
		return;
	if (span_ends(span_of(b->path), ".new")) {
		if (!folder_remove(b->path, &error))
			warn("%s", error);
	} else if (build_current(b->index, &error) != b->manifest.number) {
		remove_build(b->index, b->manifest.number);
	}
	free(error);
	build_close(b);
}
