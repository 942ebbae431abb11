#include "store/fingerprints.h"

#include "store/files.h"
#include "store/schema.h"
#include "store/xap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- writing ---- */

struct record {
	char bytes[FINGERPRINT_RECORD];
};

static struct record record_of(struct span fingerprint)
{
	struct record r = {{0}};

	if (fingerprint.len > FINGERPRINT_LONG)
		return r;
	r.bytes[0] = (char)fingerprint.len;
	memcpy(r.bytes + 1, fingerprint.data, fingerprint.len);
	return r;
}

/* Documents without a value are not walked: theirs are the empty records before the next one. */
static enum xap_status write_records(struct xap_reader *r, FILE *out)
{
	struct xap_walk *walk;
	struct span value;
	uint32_t next = 1;
	enum xap_status status = xap_walk_values(&walk, r, SLOT_TEXT);

	while (status == XAP_OK && (status = xap_walk_next(walk, &value)) == XAP_OK) {
		const struct record one = record_of(value), none = record_of(span_of(""));

		for (; next < xap_walk_frequency(walk); next++)
			fwrite(&none, sizeof none, 1, out);
		fwrite(&one, sizeof one, 1, out);
		next++;
	}
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

/* A write that failed is told at the end. */
static bool finish(FILE *out)
{
	bool good = ferror(out) == 0 && fflush(out) == 0 && fsync(fileno(out)) == 0;

	return fclose(out) == 0 && good;
}

bool fingerprints_write(const char *database, const char *path, char **error)
{
	struct xap_reader *reader = NULL;
	FILE *out;
	enum xap_status status = xap_reader_open(&reader, &database, 1, error);
	bool good;

	if (status != XAP_OK)
		return false;
	out = fopen(path, "wxe");
	if (out != NULL)
		status = write_records(reader, out);
	good = out != NULL && finish(out);
	if (status != XAP_OK)
		*error = error_message("the new index cannot be read: %s", xap_reader_error(reader));
	else if (!good)
		*error = file_error("write", path);
	xap_reader_close(reader);
	return status == XAP_OK && good;
}

/* ---- reading ---- */

void fingerprints_open(struct fingerprints *f, const char *path)
{
	f->fd = open(path, O_RDONLY | O_CLOEXEC);
}

void fingerprints_close(struct fingerprints *f)
{
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
}

bool fingerprints_get(const struct fingerprints *f, uint32_t docid, char out[FINGERPRINT_LONG], size_t *length)
{
	struct record r;
	ssize_t got = f->fd < 0 || docid == 0 ? -1 : pread(f->fd, &r, sizeof r, (off_t)(docid - 1) * (off_t)sizeof r);

	if (got != 0 && got != sizeof r)
		return false;
	*length = got == 0 ? 0 : (unsigned char)r.bytes[0]; /* behind the last that has one */
	if (*length > FINGERPRINT_LONG)
		return false;
	memcpy(out, r.bytes + 1, *length);
	return true;
}
