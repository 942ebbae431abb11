/* ingest_read.c: the bytes of a file. */
#include "indexer/ingest_parts.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define READ_STEP ((size_t)1024 * 1024)

static char *too_large(void)
{
	return error_message("larger than %zu MB: split it", READER_FILE_MAX / (1024 * 1024));
}

/* The open file's bytes until its end, whatever size it had a moment ago. */
static bool read_open(int fd, struct buf *out, char **reason)
{
	ssize_t got;

	do {
		buf_reserve(out, READ_STEP);
		got = read(fd, out->data + out->len, READ_STEP);
		if (got > 0)
			out->len += (size_t)got;
	} while ((got > 0 && out->len <= READER_FILE_MAX) || (got < 0 && errno == EINTR));
	if (got < 0)
		*reason = mem_strdup(strerror(errno));
	else if (out->len > READER_FILE_MAX)
		*reason = too_large();
	return *reason == NULL;
}

/* The file may have become something else since the walk: it is opened without waiting or following. */
bool input_read(const struct input *input, struct buf *out, char **reason)
{
	int fd = open(input->path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	bool good;

	if (fd < 0 || fstat(fd, &st) != 0) {
		*reason = mem_strdup(strerror(errno));
		if (fd >= 0)
			close(fd);
		return false;
	}
	if (S_ISREG(st.st_mode) && (size_t)st.st_size <= READER_FILE_MAX) {
		buf_reserve(out, (size_t)st.st_size + READ_STEP);
		good = read_open(fd, out, reason);
	} else {
		*reason = S_ISREG(st.st_mode)
		                  ? too_large()
		                  : mem_strdup("not a file any more");
		good = false;
	}
	close(fd);
	return good;
}
