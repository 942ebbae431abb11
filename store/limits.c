#include "store/limits.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#define STACK_LEAST ((rlim_t)64 * 1024) /* twice what merging takes */
#define FILES_LEAST 16                  /* the tables of a database, and what reads them */

bool limits_stack(char **error)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_STACK, &r) != 0 || r.rlim_cur >= STACK_LEAST)
		return true;
	*error = error_message("the stack may have %zu kB, and %zu are needed (ulimit -s)", (size_t)r.rlim_cur / 1024, (size_t)STACK_LEAST / 1024);
	return false;
}

bool limits_files(char **error)
{
	int open_files[FILES_LEAST], count = 0, reason;

	while (count < FILES_LEAST && (open_files[count] = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)) >= 0)
		count++;
	reason = errno;
	for (int i = 0; i < count; i++)
		close(open_files[i]);
	if (count == FILES_LEAST || (reason != EMFILE && reason != ENFILE))
		return true;
	*error = error_message("%d files more cannot be opened, as are needed (ulimit -n): %s", FILES_LEAST, strerror(reason));
	return false;
}
