#include "store/bulk/aside.h"

#include "store/bulk/code.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define PENDING_MOST ((size_t)64 * 1024)

void aside_begin(struct spool *file, const char *folder)
{
	spool_open(file, folder, "metadata");
}

static void put_span(struct buf *out, struct span s)
{
	uint64_t len = s.len;

	buf_add(out, &len, sizeof len);
	buf_add_span(out, s);
}

void aside_note(struct spool *file, struct span key, struct span value)
{
	put_span(&file->pending, key);
	put_span(&file->pending, value);
	spool_drain(file, PENDING_MOST);
}

static bool take_bytes(int fd, uint64_t *at, void *out, size_t len)
{
	for (size_t done = 0; done < len;) {
		ssize_t got = pread(fd, (char *)out + done, len - done, (off_t)*at);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			errno = got == 0 ? EIO : errno;
			return false;
		}
		done += (size_t)got;
		*at += (uint64_t)got;
	}
	return true;
}

static bool take_span(int fd, uint64_t *at, struct buf *out)
{
	uint64_t len;

	buf_clear(out);
	if (!take_bytes(fd, at, &len, sizeof len))
		return false;
	buf_reserve(out, (size_t)len + 1);
	out->len = (size_t)len;
	out->data[len] = '\0';
	return take_bytes(fd, at, out->data, (size_t)len);
}

/* All entries, into an open writer. */
static enum xap_status copy(struct spool *file, struct xap_writer *writer, char *error)
{
	enum xap_status status = XAP_OK;
	struct buf key, value;
	uint64_t at = 0;

	buf_init(&key);
	buf_init(&value);
	while (status == XAP_OK && at < file->written) {
		if (take_span(file->fd, &at, &key) && take_span(file->fd, &at, &value)) {
			status = xap_writer_set_metadata(writer, buf_span(&key), buf_span(&value));
		} else {
			snprintf(error, XAP_MESSAGE, "cannot read %s: %s", file->path, strerror(errno));
			status = XAP_FAILED;
		}
	}
	buf_release(&key);
	buf_release(&value);
	return status;
}

enum xap_status aside_end(struct spool *file, const char *folder, bool make, char *error)
{
	struct xap_writer *writer = NULL;
	enum xap_status status = XAP_OK;

	spool_drain(file, 0);
	if (file->error == 0 && (file->written != 0 || make)) {
		*error = '\0';
		status = make ? xap_writer_create(&writer, folder) : xap_writer_open(&writer, folder);
		if (status == XAP_OK)
			status = copy(file, writer, error);
		if (status == XAP_OK)
			status = xap_writer_finish(writer);
		if (status != XAP_OK && *error == '\0')
			snprintf(error, XAP_MESSAGE, "%s", xap_writer_error(writer));
		xap_writer_close(writer);
	}
	spool_close(file);
	if (file->error != 0 && status == XAP_OK) {
		snprintf(error, XAP_MESSAGE, "cannot write %s: %s", file->path, strerror(file->error));
		status = file->error == ENOSPC ? XAP_FULL : XAP_FAILED;
	}
	unlink(file->path);
	return status;
}
