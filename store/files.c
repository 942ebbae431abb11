#include "store/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_CHUNK ((size_t)64 * 1024)

char *error_message(const char *format, ...)
{
	va_list args;
	char *message = NULL;
	int len;

	va_start(args, format);
	len = vasprintf(&message, format, args);
	va_end(args);
	return len < 0 ? mem_strdup("out of memory") : message;
}

char *file_error(const char *verb, const char *path)
{
	return error_message("cannot %s %s: %s", verb, *path == '\0' ? "\"\"" : path, strerror(errno));
}

static bool fail(char **error, const char *verb, const char *path)
{
	*error = file_error(verb, path);
	return false;
}

char *path_join(const char *a, const char *b)
{
	size_t len = strlen(a);
	bool slash = len != 0 && a[len - 1] == '/';

	return error_message("%s%s%s", a, slash ? "" : "/", b);
}

void files_hold_standard(void)
{
	static const int modes[] = {O_WRONLY, O_RDONLY, O_WRONLY};

	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF)
			(void)!open("/dev/null", modes[fd]); /* the lowest that is free: this one */
}

/* ---- files ---- */

static bool read_all(int fd, size_t most, struct buf *out)
{
	ssize_t got;

	do {
		buf_reserve(out, READ_CHUNK);
		got = read(fd, out->data + out->len, out->cap - out->len - 1);
		if (got > 0)
			out->len += (size_t)got;
	} while ((got > 0 && out->len <= most) || (got < 0 && errno == EINTR));
	out->data[out->len] = '\0';
	return got >= 0;
}

/* Opens a regular file; -1 with *error. O_NONBLOCK: opening a FIFO that nobody writes to must not hang. */
static int open_regular(const char *path, struct stat *st, char **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0 || fstat(fd, st) != 0)
		fail(error, "read", path);
	else if (!S_ISREG(st->st_mode))
		*error = error_message("cannot read %s: %s", path,
				       S_ISDIR(st->st_mode) ? "it is a folder" : "not a regular file");
	else
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

static bool too_large(char **error, const char *path, size_t most)
{
	*error = error_message("cannot read %s: it has more than %zu bytes", path, most);
	return false;
}

bool file_read(const char *path, size_t most, struct buf *out, char **error)
{
	struct stat st;
	int fd = open_regular(path, &st, error);
	bool good;

	buf_clear(out);
	if (fd < 0)
		return false;
	if (st.st_size > 0 && (uintmax_t)st.st_size <= most)
		buf_reserve(out, (size_t)st.st_size + READ_CHUNK);
	good = read_all(fd, most, out) || fail(error, "read", path);
	if (good && out->len > most)
		good = too_large(error, path, most);
	close(fd);
	if (!good)
		buf_clear(out);
	return good;
}

/* Not MAP_POPULATE: it took a query, of 77 pages, 4 % more time than the faults of reading them, a dozen, take. */
bool file_map(const char *path, size_t most, struct span *out, char **error)
{
	struct stat st;
	int fd = open_regular(path, &st, error);
	void *bytes = NULL;
	bool good;

	*out = span_make("", 0);
	if (fd < 0)
		return false;
	good = (uintmax_t)st.st_size <= most || too_large(error, path, most);
	if (good && st.st_size != 0) {
		bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
		good = bytes != MAP_FAILED || fail(error, "read", path);
		if (good)
			*out = span_make(bytes, (size_t)st.st_size);
	}
	close(fd);
	return good;
}

void file_unmap(struct span content)
{
	if (content.len != 0)
		munmap((void *)(uintptr_t)content.data, content.len);
}

static bool write_all(int fd, struct span content)
{
	while (content.len != 0) {
		ssize_t done = write(fd, content.data, content.len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		content.data += done;
		content.len -= (size_t)done;
	}
	return true;
}

/* Writes, syncs and closes; a file that could not be written whole is removed. */
static bool write_new(const char *path, struct span content, int flags, char **error)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0666);
	bool good;

	if (fd < 0)
		return fail(error, "write", path);
	good = write_all(fd, content) && fsync(fd) == 0;
	if (!good)
		fail(error, "write", path);
	if (close(fd) != 0 && good)
		good = fail(error, "write", path);
	if (!good)
		unlink(path);
	return good;
}

bool file_write(const char *path, struct span content, char **error)
{
	return write_new(path, content, O_EXCL, error);
}

/* The folder that holds `path`; allocated. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_strdup(".");
	return mem_spandup(span_make(path, slash == path ? 1 : (size_t)(slash - path)));
}

bool file_replace(const char *path, struct span content, char **error)
{
	char *fresh = error_message("%s.new", path), *folder = folder_of(path);
	bool good = write_new(fresh, content, O_TRUNC, error);

	if (good && rename(fresh, path) != 0) {
		good = fail(error, "replace", path);
		unlink(fresh);
	}
	good = good && folder_sync(folder, error);
	free(fresh);
	free(folder);
	return good;
}

/* ---- folders ---- */

static bool make_one(const char *path, char **error)
{
	struct stat st;

	if (mkdir(path, 0777) == 0)
		return true;
	if (errno == EEXIST && stat(path, &st) == 0) {
		if (S_ISDIR(st.st_mode))
			return true;
		errno = ENOTDIR;
	}
	return fail(error, "make the folder", path);
}

bool folder_make(const char *path, char **error)
{
	char *part = mem_strdup(path);
	bool good = true;

	for (char *slash = part; good && (slash = strchr(slash + 1, '/')) != NULL;) {
		struct stat st;

		*slash = '\0';
		/* What is there already is not made again: it may stand in a folder we may not write. */
		if (stat(part, &st) != 0)
			good = make_one(part, error);
		*slash = '/';
	}
	good = good && make_one(path, error);
	free(part);
	return good;
}

static void names_sort(char **names, size_t count)
{
	if (count != 0)
		qsort(names, count, sizeof *names, strings_cmp);
}

bool folder_names(const char *path, char ***names, size_t *count, char **error)
{
	DIR *dir = opendir(path);
	size_t cap = 0;
	struct dirent *entry;

	*names = NULL;
	*count = 0;
	if (dir == NULL)
		return fail(error, "read the folder", path);
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		ARRAY_GROW(*names, *count, cap);
		(*names)[(*count)++] = mem_strdup(entry->d_name);
	}
	if (errno != 0) {
		fail(error, "read the folder", path);
		closedir(dir);
		names_free(*names, *count);
		*names = NULL;
		*count = 0;
		return false;
	}
	closedir(dir);
	names_sort(*names, *count);
	return true;
}

void names_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

static bool remove_inside(const char *path, char **error)
{
	char **names;
	size_t count;
	bool good = folder_names(path, &names, &count, error);

	for (size_t i = 0; good && i < count; i++) {
		char *inner = path_join(path, names[i]);

		good = folder_remove(inner, error);
		free(inner);
	}
	names_free(names, count);
	return good;
}

bool folder_remove(const char *path, char **error)
{
	struct stat st;

	if (lstat(path, &st) != 0)
		return fail(error, "remove", path);
	if (!S_ISDIR(st.st_mode))
		return unlink(path) == 0 || fail(error, "remove", path);
	if (!remove_inside(path, error))
		return false;
	return rmdir(path) == 0 || fail(error, "remove", path);
}

static bool sync_path(const char *path, int flags, char **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | flags);
	bool good;

	if (fd < 0)
		return fail(error, "sync", path);
	good = fsync(fd) == 0 || fail(error, "sync", path);
	close(fd);
	return good;
}

bool folder_sync(const char *path, char **error)
{
	return sync_path(path, O_DIRECTORY, error);
}

/* ---- everything below a folder ---- */

struct listing {
	char **names;
	size_t count, cap;
};

/* Adds the files of top/below, whose paths below top begin with `below` ("" for top itself). */
static bool list_files(struct listing *l, const char *top, const char *below, char **error)
{
	char *folder = path_join(top, below), **names;
	size_t count;
	bool good = folder_names(folder, &names, &count, error);

	free(folder);
	for (size_t i = 0; good && i < count; i++) {
		char *name = *below == '\0' ? mem_strdup(names[i]) : path_join(below, names[i]);
		char *path = path_join(top, name);
		struct stat st;

		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
			good = list_files(l, top, name, error);
		} else if (stat(path, &st) == 0 && S_ISREG(st.st_mode)) {
			ARRAY_GROW(l->names, l->count, l->cap);
			l->names[l->count++] = name;
			name = NULL;
		}
		free(name);
		free(path);
	}
	names_free(names, count);
	return good;
}

bool folder_files(const char *path, char ***names, size_t *count, char **error)
{
	struct listing l = {NULL, 0, 0};
	bool good = list_files(&l, path, "", error);

	if (!good) {
		names_free(l.names, l.count);
		l.names = NULL;
		l.count = 0;
	}
	names_sort(l.names, l.count);
	*names = l.names;
	*count = l.count;
	return good;
}

bool folder_sync_all(const char *path, char **error)
{
	char **names;
	size_t count;
	bool good = folder_names(path, &names, &count, error);

	for (size_t i = 0; good && i < count; i++) {
		char *inner = path_join(path, names[i]);
		struct stat st;

		if (lstat(inner, &st) != 0)
			good = fail(error, "sync", inner);
		else if (S_ISDIR(st.st_mode))
			good = folder_sync_all(inner, error);
		else if (S_ISREG(st.st_mode))
			good = sync_path(inner, 0, error);
		free(inner);
	}
	names_free(names, count);
	return good && folder_sync(path, error);
}
