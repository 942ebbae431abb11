#include "searcher/bundle_parts.h"

#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const folders[] = {"quoted", "sources", "texts"};

/* Absent, or an empty folder. */
static bool is_free(const char *folder, char **error)
{
	struct stat st;
	char **names;
	size_t count;

	if (lstat(folder, &st) != 0 && errno == ENOENT)
		return true;
	if (!folder_names(folder, &names, &count, error))
		return false;
	names_free(names, count);
	if (count != 0)
		*error = error_message("%s is not empty: a bundle needs a new folder", folder);
	return count == 0;
}

bool bundle_files_open(struct bundle_files *f, const char *folder, char **error)
{
	size_t len = strlen(folder);

	*f = (struct bundle_files){0};
	buf_init(&f->sums);
	if (!is_free(folder, error))
		return false;
	f->folder = mem_strdup(folder);
	while (len > 1 && f->folder[len - 1] == '/')
		f->folder[--len] = '\0';
	f->work = error_message("%s.new", f->folder);
	if (mkdir(f->work, 0777) == 0)
		return true;
	*error = file_error("make", f->work);
	free(f->work);
	f->work = NULL;
	return false;
}

static bool add(struct bundle_files *f, const char *name, struct span content, char **error)
{
	char *path = path_join(f->work, name);
	bool good = true;

	for (size_t i = 0; i < sizeof folders / sizeof *folders && good; i++) {
		size_t len = strlen(folders[i]);
		char *folder = path_join(f->work, folders[i]);

		if (strncmp(name, folders[i], len) == 0 && name[len] == '/')
			good = folder_make(folder, error);
		free(folder);
	}
	good = good && file_write(path, content, error);
	free(path);
	return good;
}

bool bundle_files_add(struct bundle_files *f, const char *name, struct span content, char **error)
{
	char sha256[SHA256_HEX + 1];

	sha256_hex(sha256, content);
	buf_addf(&f->sums, "%s  %s\n", sha256, name);
	f->count++;
	return add(f, name, content, error);
}

bool bundle_files_finish(struct bundle_files *f, char **error)
{
	if (!add(f, "SHA256SUMS", buf_span(&f->sums), error))
		return false;
	rmdir(f->folder); /* an empty one gives way */
	if (rename(f->work, f->folder) != 0) {
		*error = file_error("make", f->folder);
		return false;
	}
	free(f->work);
	f->work = NULL;
	return true;
}

void bundle_files_close(struct bundle_files *f)
{
	char *error = NULL;

	if (f->work != NULL && !folder_remove(f->work, &error))
		free(error);
	free(f->work);
	free(f->folder);
	buf_release(&f->sums);
	memset(f, 0, sizeof *f);
}
