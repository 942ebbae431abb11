#include "store/bulk/spool.h"

#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

void spool_open(struct spool *s, const char *folder, const char *name)
{
	memset(s, 0, sizeof *s);
	buf_init(&s->pending);
	s->path = path_join(folder, name);
	s->fd = open(s->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (s->fd < 0)
		s->error = errno;
}

void spool_drain(struct spool *s, size_t most)
{
	size_t at = 0;

	if (s->pending.len <= most)
		return;
	while (s->error == 0 && at < s->pending.len) {
		ssize_t wrote = write(s->fd, s->pending.data + at, s->pending.len - at);

		if (wrote > 0)
			at += (size_t)wrote;
		else if (wrote == 0 || errno != EINTR)
			s->error = wrote == 0 ? EIO : errno;
	}
	s->written += s->pending.len;
	buf_clear(&s->pending);
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
