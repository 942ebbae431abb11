#include "store/bulk/spool.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define WINDOW ((size_t)32 * 1024)

/* ---- writing ---- */

static void begin(struct spool *s, const char *folder, const char *name, int flags)
{
	memset(s, 0, sizeof *s);
	buf_init(&s->pending);
	s->path = path_join(folder, name);
	s->fd = open(s->path, O_RDWR | O_CLOEXEC | flags, 0666);
	if (s->fd < 0)
		s->error = errno;
}

void spool_open(struct spool *s, const char *folder, const char *name)
{
	begin(s, folder, name, O_CREAT | O_EXCL);
}

void spool_open_again(struct spool *s, const char *folder, const char *name)
{
	off_t end;

	begin(s, folder, name, 0);
	end = s->fd < 0 ? 0 : lseek(s->fd, 0, SEEK_END);
	if (end < 0)
		s->error = errno;
	else
		s->written = (uint64_t)end;
}

/* Whether the write, which returned `wrote`, made any progress; after a failure there is no other. */
static bool has_written(struct spool *s, ssize_t wrote)
{
	if (wrote > 0)
		return true;
	if (wrote == 0 || errno != EINTR)
		s->error = wrote == 0 ? EIO : errno;
	return false;
}

void spool_drain(struct spool *s, size_t most)
{
	size_t at = 0;

	if (s->pending.len <= most)
		return;
	while (s->error == 0 && at < s->pending.len) {
		ssize_t wrote = write(s->fd, s->pending.data + at, s->pending.len - at);

		if (has_written(s, wrote))
			at += (size_t)wrote;
	}
	s->written += s->pending.len;
	buf_clear(&s->pending);
}

void spool_leave(struct spool *s, size_t len)
{
	buf_reserve(&s->pending, len);
	memset(s->pending.data + s->pending.len, 0, len);
	s->pending.len += len;
}

void spool_fill(struct spool *s, uint64_t at, struct span bytes)
{
	size_t done = 0;

	if (at >= s->written) {
		memcpy(s->pending.data + (at - s->written), bytes.data, bytes.len);
		return;
	}
	while (s->error == 0 && done < bytes.len) {
		ssize_t wrote = pwrite(s->fd, bytes.data + done, bytes.len - done, (off_t)(at + done));

		if (has_written(s, wrote))
			done += (size_t)wrote;
	}
}

void spool_hasten(struct spool *s)
{
	spool_drain(s, 0);
	if (s->error == 0)
		(void)sync_file_range(s->fd, 0, 0, SYNC_FILE_RANGE_WRITE);
}

bool spool_close(struct spool *s)
{
	spool_drain(s, 0);
	if (s->fd >= 0 && close(s->fd) != 0 && s->error == 0)
		s->error = errno;
	s->fd = -1;
	return s->error == 0;
}

void spool_release(struct spool *s)
{
	if (s->fd >= 0)
		close(s->fd);
	free(s->path);
	buf_release(&s->pending);
}

bool spool_file(const char *folder, const char *name, struct span content, char **error)
{
	struct spool file;
	bool good;

	spool_open(&file, folder, name);
	buf_add_span(&file.pending, content);
	good = spool_close(&file);
	if (!good)
		*error = error_message("cannot write %s: %s", file.path, strerror(file.error));
	spool_release(&file);
	return good;
}

/* ---- reading ---- */

void spool_read(struct spool_reader *r, int fd, uint64_t start, uint64_t end)
{
	*r = (struct spool_reader){fd, start, end, mem_alloc(WINDOW), NULL, NULL, 0};
	r->at = r->past = r->window;
}

void spool_reader_release(struct spool_reader *r)
{
	free(r->window);
}

static bool fail(struct spool_reader *r, int error)
{
	if (r->error == 0)
		r->error = error;
	return false;
}

/* More bytes at hand: there must be some. */
static bool refill(struct spool_reader *r)
{
	size_t want = r->end - r->offset < WINDOW ? (size_t)(r->end - r->offset) : WINDOW;
	ssize_t got;

	if (want == 0 || r->error != 0)
		return fail(r, EIO);
	do
		got = pread(r->fd, r->window, want, (off_t)r->offset);
	while (got < 0 && errno == EINTR);
	if (got <= 0)
		return fail(r, got == 0 ? EIO : errno);
	r->offset += (uint64_t)got;
	r->at = r->window;
	r->past = r->window + got;
	return true;
}

bool spool_take_number(struct spool_reader *r, uint64_t *n)
{
	unsigned char c = 0x80;

	*n = 0;
	for (unsigned shift = 0; c >= 0x80; shift += 7) {
		if (shift > 63)
			return fail(r, EIO);
		if (r->at == r->past && !refill(r))
			return false;
		c = (unsigned char)*r->at++;
		*n |= (uint64_t)(c & 0x7F) << shift;
	}
	return true;
}

/* What is at hand of `len` bytes; none after a failure. */
static size_t some(struct spool_reader *r, uint64_t len)
{
	size_t most;

	if (r->at == r->past && !refill(r))
		return 0;
	most = (size_t)(r->past - r->at);
	return len < most ? (size_t)len : most;
}

bool spool_take(struct spool_reader *r, struct buf *out, uint64_t len)
{
	while (len != 0) {
		size_t count = some(r, len);

		if (count == 0)
			return false;
		buf_add(out, r->at, count);
		r->at += count;
		len -= count;
	}
	return true;
}

bool spool_take_span(struct spool_reader *r, struct buf *store, uint64_t len, struct span *out)
{
	if (len <= (uint64_t)(r->past - r->at)) {
		*out = span_make(r->at, (size_t)len);
		r->at += len;
		return true;
	}
	buf_clear(store);
	if (!spool_take(r, store, len))
		return false;
	*out = buf_span(store);
	return true;
}

bool spool_skip(struct spool_reader *r, uint64_t len)
{
	while (len != 0) {
		size_t count = some(r, len);

		if (count == 0)
			return false;
		r->at += count;
		len -= count;
	}
	return true;
}
