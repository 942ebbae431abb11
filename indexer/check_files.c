#include "indexer/check_files.h"

#include "store/files.h"
#include "store/sha256.h"
#include "text/strmap.h"
#include "text/warn.h"

#include <errno.h>
#include <stdlib.h>

size_t check_current(const char *index)
{
	char *error = NULL;
	bool good = build_check_current(index, &error);

	if (!good)
		warn("%s", error);
	free(error);
	return !good;
}

static size_t check_hash(const struct build *b, const struct manifest_file *file)
{
	char *path = build_file(b, file->name), hash[SHA256_HEX + 1];
	bool read = sha256_file(hash, path);
	bool good = read && strcmp(hash, file->sha256) == 0;

	if (!read)
		warn("%s: %s", path, strerror(errno));
	else if (!good)
		warn("%s is damaged: its hash is not the one that was noted", path);
	free(path);
	return !good;
}

/* A file that nobody wrote there is no damage to what is indexed, but it is not as it was left. */
static size_t check_strangers(const struct build *b)
{
	const struct manifest *m = &b->manifest;
	char **names, *error = NULL;
	struct strmap noted;
	size_t count, strangers = 0;

	if (!folder_files(b->path, &names, &count, &error)) {
		warn("%s", error);
		free(error);
		return 1;
	}
	strmap_init(&noted);
	for (size_t i = 0; i < m->file_count; i++)
		strmap_put(&noted, span_of(m->files[i].name), NULL);
	for (size_t i = 0; i < count; i++) {
		if (strmap_get(&noted, span_of(names[i])) != NULL || !build_is_content(names[i]))
			continue;
		warn("%s/%s is not among the files of the index", b->path, names[i]);
		strangers++;
	}
	strmap_release(&noted);
	names_free(names, count);
	return strangers;
}

size_t check_files(const struct build *b)
{
	size_t wrong = check_strangers(b);

	for (size_t i = 0; i < b->manifest.file_count; i++)
		wrong += check_hash(b, &b->manifest.files[i]);
	return wrong;
}
