#include "store/build.h"
#include "store/files.h"
#include "store/build_names.h"
#include "store/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define CURRENT_MAX 64                            /* bytes of `current` */
#define MANIFEST_MAX ((size_t)64 * 1024 * 1024)   /* bytes of a manifest */
#define OPEN_TRIES 3                              /* a build may be switched and pruned while it is opened */

char *index_default_path(void)
{
	const char *given = getenv("HRSEARCH_INDEX"), *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	const struct passwd *user;

	if (given != NULL && *given != '\0')
		return mem_strdup(given);
	if (data != NULL && *data == '/')
		return path_join(data, "hrsearch");
	if (home == NULL || *home == '\0') {
		user = getpwuid(getuid());
		home = user == NULL ? "." : user->pw_dir;
	}
	return path_join(home, ".local/share/hrsearch");
}

char *build_file(const struct build *b, const char *name)
{
	return path_join(b->path, name);
}

bool build_number(const char *name, uint32_t *number, bool *unfinished)
{
	static const char prefix[] = "build-";
	const char *digits = name + sizeof prefix - 1;
	uint64_t n = 0;

	if (!span_starts(span_of(name), prefix) || *digits < '1' || *digits > '9')
		return false;
	for (; *digits >= '0' && *digits <= '9'; digits++) {
		n = n * 10 + (uint64_t)(*digits - '0');
		if (n > UINT32_MAX)
			return false;
	}
	*number = (uint32_t)n;
	*unfinished = strcmp(digits, ".new") == 0;
	return *unfinished || *digits == '\0';
}

char *build_name(uint32_t number, bool unfinished)
{
	return error_message("build-%lu%s", (unsigned long)number, unfinished ? ".new" : "");
}

uint32_t build_current(const char *index, char **error)
{
	char *path = path_join(index, "current"), *name = NULL;
	struct buf content;
	uint32_t number = 0;
	bool unfinished = true;

	*error = NULL;
	buf_init(&content);
	if (file_read(path, CURRENT_MAX, &content, error)) {
		bool ended = content.len != 0 && content.data[content.len - 1] == '\n';

		name = mem_spandup(span_make(content.data, content.len - ended));
		if (!ended || !build_number(name, &number, &unfinished) || unfinished) {
			number = 0;
			*error = error_message("%s does not name a build", path);
		}
	}
	buf_release(&content);
	free(name);
	free(path);
	return number;
}

uint32_t build_live(const char *index)
{
	char *error = NULL;
	uint32_t number = build_current(index, &error);

	free(error);
	return number;
}

/* ---- its witness ---- */

#define SUM_DIGITS 16

char *build_sum_line(uint32_t number)
{
	char *name = build_name(number, false), sum[SHA256_HEX + 1], *line;

	sha256_hex(sum, span_of(name));
	line = error_message("%s %.*s\n", name, SUM_DIGITS, sum);
	free(name);
	return line;
}

bool build_check_current(const char *index, char **error)
{
	char *path = path_join(index, "current.sum"), *line = NULL;
	uint32_t number = build_current(index, error);
	struct buf content;
	bool good;

	buf_init(&content);
	good = number != 0 && file_read(path, 2 * CURRENT_MAX, &content, error);
	if (good) {
		/* Two lines, the new build's and the old one's, where a switch was interrupted. */
		line = build_sum_line(number);
		good = strstr(content.data, line) != NULL;
		if (!good)
			*error = error_message("%s/current or current.sum is damaged: they do not name one build",
					       index);
	}
	free(line);
	buf_release(&content);
	free(path);
	return good;
}

bool build_is_index(const char *folder)
{
	char *error = NULL, *name, *path;
	uint32_t number = build_current(folder, &error);
	struct stat st;
	bool is_index = false;

	free(error);
	if (number == 0)
		return false;
	name = build_name(number, false);
	path = path_join(folder, name);
	is_index = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	free(path);
	free(name);
	return is_index;
}

/* ---- opening ---- */

static bool exists(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	struct stat st;
	bool found = lstat(path, &st) == 0;

	free(path);
	return found;
}

/* What is said of a folder where no index is, and how to make one. */
static char *not_made(const char *before, const char *index, const char *behind)
{
	struct buf b;

	buf_init(&b);
	buf_addf(&b, "%s%s%s: make one with hrindex build -i ", before, index, behind);
	buf_add_shell_path(&b, index);
	buf_add_str(&b, " FOLDER");
	return buf_detach(&b);
}

/* Why there is no live build; `why` is what reading `current` said. */
static char *no_current(const char *index, const char *why)
{
	struct stat st;

	if (stat(index, &st) != 0 && (errno == ENOENT || errno == ENOTDIR))
		return not_made("there is no index at ", index, "");
	if (stat(index, &st) == 0 && !S_ISDIR(st.st_mode))
		return error_message("%s is a file, not an index: an index is a folder that hrindex build makes",
				     index);
	if (stat(index, &st) == 0 && !exists(index, "current"))
		return not_made("", index, " is not an index, or its first build has not ended");
	return error_message("the index %s cannot be opened: %s", index, why);
}

/* What is wrong with a file that is not as the manifest says; st: NULL where there is none, for the reason in errno. */
static char *wrong_file(const struct build *b, const struct manifest_file *file, const struct stat *st)
{
	int reason = errno;
	char *path = build_file(b, file->name), *wrong;

	if (st != NULL)
		wrong = error_message("the index %s is damaged, %s has %llu bytes and not %llu: see "
		                      "hrindex check, and build it again with hrindex build",
		                      b->index, path, (unsigned long long)st->st_size,
		                      (unsigned long long)file->size);
	else if (reason == ENOENT || reason == ENOTDIR)
		wrong = error_message("the index %s is half-deleted, %s is missing: build it again with "
		                      "hrindex build",
		                      b->index, path);
	else
		wrong = error_message("the index %s cannot be opened: %s: %s", b->index, path, strerror(reason));
	free(path);
	return wrong;
}

/* The files of the manifest: there, and with their sizes. Hashes are for hrindex check. */
static bool check_files(const struct build *b, const struct manifest_file *files, size_t count, char **error)
{
	int folder = open(b->path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct stat st;
	size_t i = 0;
	bool found = true;

	while (i < count && (found = folder >= 0 && fstatat(folder, files[i].name, &st, 0) == 0) &&
	       (uint64_t)st.st_size == files[i].size)
		i++;
	if (i < count)
		*error = wrong_file(b, &files[i], found ? &st : NULL);
	if (folder >= 0)
		close(folder);
	return i == count;
}

/* Why a build's folder is not there: the live one should be, another may never have been or is no longer kept. */
static char *no_folder(const struct build *b)
{
	const char *name = b->path + strlen(b->index) + 1;
	uint32_t live = build_live(b->index);
	char *current = build_name(live, false), *why;

	if (live == 0 || strcmp(name, current) == 0)
		why = error_message("%s/current names %s, which is not there: go back with hrindex rollback, or build "
		                    "it again with hrindex build",
		                    b->index, name);
	else
		why = error_message("there is no %s in the index %s: the live one is %s, and the last three before it "
		                    "are kept",
		                    name, b->index, current);
	free(current);
	return why;
}

static bool read_manifest(struct build *b, char **error)
{
	char *path = build_file(b, "manifest"), *why = NULL;
	struct buf json;
	bool good;

	buf_init(&json);
	if (!exists(b->path, ".")) {
		*error = no_folder(b);
		good = false;
	} else if (exists(b->path, "manifest")) {
		good = file_read(path, MANIFEST_MAX, &json, &why) &&
		       manifest_decode(&b->manifest, buf_span(&json), &why);
		if (!good)
			*error = error_message("the index %s cannot be opened: %s", b->index, why);
	} else {
		struct manifest_file manifest = {.name = "manifest"};

		good = check_files(b, &manifest, 1, error);
	}
	free(why);
	buf_release(&json);
	free(path);
	return good;
}

bool build_numbers(const char *index, uint32_t **out, size_t *count, char **error)
{
	char **names;
	size_t found = 0, n;
	bool unfinished, good = folder_names(index, &names, &n, error);

	*out = mem_alloc((n + 1) * sizeof **out);
	for (size_t i = 0; i < n; i++)
		if (build_number(names[i], &(*out)[found], &unfinished) && !unfinished)
			found++;
	names_free(names, n);
	if (found != 0)
		qsort(*out, found, sizeof **out, numbers_cmp);
	*count = found;
	return good;
}

bool build_open_number(struct build *b, const char *index, uint32_t number, char **error)
{
	char *name = build_name(number, false);
	bool good;

	memset(b, 0, sizeof *b);
	b->index = mem_strdup(index);
	b->path = path_join(index, name);
	free(name);
	manifest_init(&b->manifest);
	good = read_manifest(b, error) && check_files(b, b->manifest.files, b->manifest.file_count, error);
	if (!good)
		build_close(b);
	return good;
}

bool build_open(struct build *b, const char *index, char **error)
{
	uint32_t number = 0, last = 0;

	*error = NULL;
	for (int i = 0; i < OPEN_TRIES; i++) {
		char *why;

		last = number;
		number = build_current(index, &why);
		if (number == 0) {
			free(*error);
			*error = no_current(index, why);
			free(why);
			return false;
		}
		if (number == last)
			return false; /* nothing was switched meanwhile: it is as *error says */
		free(*error);
		*error = NULL;
		if (build_open_number(b, index, number, error))
			return true;
	}
	return false;
}

void build_close(struct build *b)
{
	if (b == NULL)
		return;
	free(b->index);
	free(b->path);
	b->index = b->path = NULL;
	for (size_t i = 0; i < b->known_count; i++)
		free(b->known[i].name);
	free(b->known);
	b->known = NULL;
	b->known_count = b->known_cap = 0;
	manifest_release(&b->manifest);
}
