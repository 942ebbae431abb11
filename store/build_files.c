#include "store/build.h"
#include "store/build_names.h"
#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

bool build_is_content(const char *name)
{
	return !span_ends(span_of(name), "/flintlock") && strcmp(name, "manifest") != 0;
}

void build_know_hash(struct build *b, struct span name, struct span sha256)
{
	struct manifest_file *file;

	if (sha256.len != SHA256_HEX)
		return;
	ARRAY_GROW(b->known, b->known_count, b->known_cap);
	file = &b->known[b->known_count++];
	file->name = mem_spandup(name);
	file->size = 0;
	memcpy(file->sha256, sha256.data, SHA256_HEX);
	file->sha256[SHA256_HEX] = '\0';
}

static bool find_hash(const struct build *b, const char *name, const char *path, char sha256[SHA256_HEX + 1])
{
	for (size_t i = 0; i < b->known_count; i++)
		if (strcmp(b->known[i].name, name) == 0) {
			memcpy(sha256, b->known[i].sha256, SHA256_HEX + 1);
			return true;
		}
	return sha256_file(sha256, path);
}

static bool add_file(struct manifest *m, const struct build *b, const char *name, char **error)
{
	char *path = build_file(b, name);
	struct manifest_file *file = &m->files[m->file_count];
	struct stat st;
	bool good = stat(path, &st) == 0 && find_hash(b, name, path, file->sha256);

	if (good) {
		file->name = mem_strdup(name);
		file->size = (uint64_t)st.st_size;
		m->file_count++;
	} else {
		*error = file_error("read", path);
	}
	free(path);
	return good;
}

static void forget_files(struct manifest *m)
{
	for (size_t i = 0; i < m->file_count; i++)
		free(m->files[i].name);
	free(m->files);
	m->files = NULL;
	m->file_count = 0;
}

bool build_list_files(struct build *b, char **error)
{
	struct manifest *m = &b->manifest;
	char **names;
	size_t count;
	bool good = folder_files(b->path, &names, &count, error);

	forget_files(m);
	m->files = mem_zalloc((count + 1) * sizeof *m->files);
	for (size_t i = 0; good && i < count; i++)
		if (build_is_content(names[i]))
			good = add_file(m, b, names[i], error);
	names_free(names, count);
	return good;
}
