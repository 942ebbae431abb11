#include "formats/module.h"

#include <dlfcn.h>
#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const places[] = {"", "/../lib/hrsearch"}; /* after the program's folder */

#define PLACES (sizeof places / sizeof *places)

/* The path of a module that is there; allocated, or NULL. */
static char *find(const char *folder, const char *name)
{
	struct buf path;
	char *found = NULL;

	buf_init(&path);
	for (size_t i = 0; i < PLACES && found == NULL; i++) {
		buf_clear(&path);
		buf_addf(&path, "%s%s/%s.so", folder, places[i], name);
		if (access(path.data, R_OK) == 0)
			found = buf_detach(&path);
	}
	buf_release(&path);
	return found;
}

/* The running program's folder; allocated. */
static char *own_folder(void)
{
	char own[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", own, sizeof own - 1);

	own[len < 0 ? 0 : len] = '\0';
	return mem_strdup(len < 0 ? "." : dirname(own));
}

static bool version_fits(void *module)
{
	const char *version = dlsym(module, MODULE_VERSION);

	return version != NULL && strcmp(version, VERSION) == 0;
}

/* NULL with what is wrong appended to *why. */
static void *load(const char *path, const char *symbol, struct buf *why)
{
	void *module = dlopen(path, RTLD_NOW | RTLD_LOCAL), *address = NULL;

	if (module == NULL)
		buf_addf(why, "cannot load %s (%s)", path, dlerror());
	else if (!version_fits(module) || (address = dlsym(module, symbol)) == NULL)
		buf_addf(why, "%s is not of version " VERSION, path);
	return address;
}

void *module_symbol(const char *name, const char *symbol, char **error)
{
	void *address = dlsym(RTLD_DEFAULT, symbol);
	char *folder, *path;
	struct buf why;

	if (address != NULL)
		return address;
	folder = own_folder();
	path = find(folder, name);
	buf_init(&why);
	if (path != NULL)
		address = load(path, symbol, &why);
	else
		buf_addf(&why, "%s.so is not installed beside the program", name);
	buf_add_str(&why, ": install hrsearch again");
	if (address == NULL)
		*error = buf_detach(&why);
	buf_release(&why);
	free(path);
	free(folder);
	return address;
}
