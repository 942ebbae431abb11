#include "store/build.h"
#include "store/files.h"
#include "store/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Copies a file that must not exist yet, its hash taken on the way; false with *error. */
static bool copy_file(const char *from, const char *to, char sha256[SHA256_HEX + 1], char **error)
{
	int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	bool good = fd >= 0 && sha256_copy(sha256, from, fd);

	if (!good)
		*error = error_message("cannot copy %s to %s: %s", from, to, strerror(errno));
	if (fd >= 0 && close(fd) != 0 && good) {
		*error = file_error("write", to);
		good = false;
	}
	return good;
}

/* A link where it can be one; its hash is taken all the same. */
static bool bring(const char *from, const char *to, bool share, char sha256[SHA256_HEX + 1], char **error)
{
	if (!share || link(from, to) != 0)
		return copy_file(from, to, sha256, error);
	if (sha256_file(sha256, to))
		return true;
	*error = file_error("read", from);
	return false;
}

bool build_carry(const struct build *to, const struct build *from, const struct manifest_file *file,
                 const char *name, bool share, char **error)
{
	char *source = build_file(from, file->name), *target = build_file(to, name);
	char sha256[SHA256_HEX + 1];
	bool good = bring(source, target, share, sha256, error);

	if (good && strcmp(sha256, file->sha256) != 0) {
		*error = error_message("%s is damaged: its hash is not the one that was noted; go back with hrindex "
		                       "rollback, or build the index again with hrindex build",
		                       source);
		good = false;
	}
	free(source);
	free(target);
	return good;
}
