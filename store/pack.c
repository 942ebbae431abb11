#include "store/pack.h"
#include "store/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#define PACK_LEVEL 1          /* of deflate: a third larger than the best, five times as fast */
#define PACK_BUFFER (1 << 20) /* bytes written at once */
#define DEFLATE_RATIO 1032    /* no deflated byte stands for more (zlib, "Technical Details") */

struct pack_writer {
	FILE *file;
	uint64_t at;
	struct buf deflated;
	int failed; /* errno of the first failure */
};

struct pack_writer *pack_writer_new(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	struct pack_writer *p;

	if (fd < 0)
		return NULL;
	p = mem_zalloc(sizeof *p);
	buf_init(&p->deflated);
	p->file = fdopen(fd, "wb");
	if (p->file == NULL) {
		p->failed = errno;
		close(fd);
	} else {
		setvbuf(p->file, NULL, _IOFBF, PACK_BUFFER);
	}
	return p;
}

static bool fail(struct pack_writer *p, int error)
{
	if (p->failed == 0)
		p->failed = error != 0 ? error : EIO;
	errno = p->failed;
	return false;
}

static bool write_deflated(struct pack_writer *p, struct span deflated)
{
	if (fwrite(deflated.data, 1, deflated.len, p->file) != deflated.len)
		return fail(p, errno);
	p->at += deflated.len;
	return true;
}

bool pack_writer_add(struct pack_writer *p, struct span text, uint64_t *offset, uint64_t *length)
{
	uLongf len = compressBound(text.len);
	int status;

	if (p->failed != 0)
		return fail(p, p->failed);
	buf_clear(&p->deflated);
	buf_reserve(&p->deflated, len);
	status = compress2((Bytef *)p->deflated.data, &len, (const Bytef *)text.data, text.len, PACK_LEVEL);
	if (status != Z_OK)
		return fail(p, status == Z_MEM_ERROR ? ENOMEM : EINVAL);
	p->deflated.len = len;
	*offset = p->at;
	*length = len;
	return write_deflated(p, buf_span(&p->deflated));
}

bool pack_writer_close(struct pack_writer *p)
{
	int failed;

	if (p == NULL)
		return true;
	if (p->failed == 0 && (fflush(p->file) != 0 || fsync(fileno(p->file)) != 0))
		fail(p, errno);
	if (p->file != NULL && fclose(p->file) != 0)
		fail(p, errno);
	failed = p->failed;
	buf_release(&p->deflated);
	free(p);
	errno = failed;
	return failed == 0;
}

/* ---- reading ---- */

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

/* The deflated bytes of a text, and the text. */
static bool read_both(const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
		      struct buf *deflated, struct buf *out, char **error)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	uint64_t size;
	bool good;

	buf_clear(out);
	if (fd < 0 || fstat(fd, &st) != 0) {
		*error = error_message("cannot read %s: %s", path, strerror(errno));
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
	good = read_both(path, offset, length, text_length, &deflated, out, error);
	buf_release(&deflated);
	return good;
}

bool pack_copy(struct pack_writer *p, const char *path, uint64_t offset, uint64_t length, uint64_t text_length,
	       char **error)
{
	struct buf deflated, text;
	bool good;

	buf_init(&deflated);
	buf_init(&text);
	good = read_both(path, offset, length, text_length, &deflated, &text, error);
	if (good && (p->failed != 0 || !write_deflated(p, buf_span(&deflated)))) {
		*error = error_message("cannot write the texts: %s", strerror(p->failed));
		good = false;
	}
	buf_release(&deflated);
	buf_release(&text);
	return good;
}
