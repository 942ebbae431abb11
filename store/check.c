#include "store/check.h"

#include "store/files.h"
#include "store/view.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The tables that are checked apart; NULL: all others, together. */
static const char *const tables[CHECK_PARTS] = {NULL, "position.glass", "docdata.glass"};

static bool is_together(const char *name)
{
	for (size_t i = 0; i < CHECK_PARTS; i++)
		if (tables[i] != NULL && strcmp(tables[i], name) == 0)
			return false;
	return true;
}

static bool holds(const char *path, char **error)
{
	char *why = NULL;
	size_t errors = 0;
	bool good = xap_check(path, &errors, &why) == XAP_OK && errors == 0;

	if (!good)
		*error = error_message("Xapian's check found %zu error%s%s%s", errors, errors == 1 ? "" : "s", why != NULL ? ": " : "",
		                       why != NULL ? why : "");
	free(why);
	return good;
}

/* A table that is empty has no file. */
static bool check_table(const char *database, const char *table, char **error)
{
	char *path = path_join(database, table);
	bool good = access(path, F_OK) != 0 ? errno == ENOENT : holds(path, error);

	if (!good && *error == NULL)
		*error = file_error("read", path);
	free(path);
	return good;
}

/* Where there can be no links, the whole is checked. */
static bool check_lists(const char *database, const char *scratch, char **error)
{
	char *ignored = NULL;
	bool good = holds(view_make(database, scratch, is_together, &ignored) ? scratch : database, error);

	free(ignored);
	ignored = NULL;
	if (access(scratch, F_OK) == 0 && !folder_remove(scratch, good ? error : &ignored))
		good = false;
	free(ignored);
	return good;
}

bool check_part(const char *database, enum check_part part, const char *scratch, char **error)
{
	*error = NULL;
	return tables[part] != NULL ? check_table(database, tables[part], error)
	                            : check_lists(database, scratch, error);
}
