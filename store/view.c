#include "store/view.h"

#include "store/files.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool link_one(const char *from, const char *folder, const char *name, char **error)
{
	char *target = path_join(from, name), *link = path_join(folder, name);
	bool good = symlink(target, link) == 0;

	if (!good)
		*error = file_error("make the link", link);
	free(target);
	free(link);
	return good;
}

bool view_make(const char *database, const char *folder, bool (*wanted)(const char *file), char **error)
{
	char *from = realpath(database, NULL), **names;
	size_t count;
	bool good;

	if (from == NULL) {
		*error = file_error("read", database);
		return false;
	}
	good = folder_make(folder, error) && folder_names(from, &names, &count, error);
	if (good) {
		for (size_t i = 0; i < count && good; i++)
			good = !wanted(names[i]) || link_one(from, folder, names[i], error);
		names_free(names, count);
	}
	free(from);
	return good;
}
