#include "store/pack.h"
#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static bool damaged(char **error, const char *path, uint64_t offset)
{
	*error = error_message("%s is damaged: the text at byte %llu cannot be read back", path,
			       (unsigned long long)offset);
	return false;
}

/* Reads `length` bytes, which the file is known to have. */
static bool read_at(int fd, uint64_t offset, uint64_t length, struct buf *out)
{
	buf_clear(out);
	buf_reserve(out, length);
	while (out->len < length) {
		ssize_t got = pread(fd, out->data + out->len, length - out->len, (off_t)(offset + out->len));

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		out->len += (size_t)got;
	}
	return true;
}

static bool inflate_text(struct span deflated, uint64_t text_length, struct buf *out)
{
	uLong used = deflated.len;
	uLongf len = text_length;

	buf_clear(out);
	buf_reserve(out, text_length);
	if (uncompress2((Bytef *)out->data, &len, (const Bytef *)deflated.data, &used) != Z_OK ||
	    len != text_length || used != deflated.len) {
		buf_clear(out);
		return false;
	}
	out->len = text_length;
	out->data[out->len] = '\0';
	return true;
}

bool pack_read_both(const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
                    struct buf *deflated, struct buf *out, char **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	uint64_t size;
	bool good;

	buf_clear(out);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*error = file_error("read", path);
		if (fd >= 0)
			close(fd);
		return false;
	}
	size = (uint64_t)st.st_size;
	/* Before anything is allocated: a damaged record must not ask for terabytes. */
	good = offset <= size && length <= size - offset && text_length / DEFLATE_RATIO <= length &&
	       read_at(fd, offset, length, deflated) &&
	       inflate_text(buf_span(deflated), text_length, out);
	close(fd);
	return good || damaged(error, path, offset);
}

bool pack_read(const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
	       struct buf *out, char **error)
{
	struct buf deflated;
	bool good;

	buf_init(&deflated);
	good = pack_read_both(path, offset, length, text_length, &deflated, out, error);
	buf_release(&deflated);
	return good;
}
