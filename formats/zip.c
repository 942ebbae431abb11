#include "formats/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

#define STEP ((size_t)64 * 1024)

struct unpacking {
	struct archive *archive;
	size_t packed, bytes; /* of the archive; unpacked so far */
	char **reason;
};

static char *say(const char *what, const char *name)
{
	struct buf b;

	buf_init(&b);
	if (name != NULL)
		buf_addf(&b, "%s: ", name);
	buf_add_str(&b, what);
	return b.data;
}

static bool fits(struct unpacking *u, const char *name)
{
	struct buf b;

	if (u->bytes <= ZIP_BYTES_MAX && (u->bytes <= ZIP_RATIO_FREE || u->bytes / ZIP_RATIO_MAX <= u->packed))
		return true;
	buf_init(&b);
	if (u->bytes > ZIP_BYTES_MAX)
		buf_addf(&b, "%s unpacks to more than %zu MB", name, ZIP_BYTES_MAX / (1024 * 1024));
	else
		buf_addf(&b, "%s unpacks to more than %d times the archive's size", name, ZIP_RATIO_MAX);
	*u->reason = b.data;
	return false;
}

static bool unpack(struct unpacking *u, struct zip_member *m)
{
	m->found = true;
	for (;;) {
		la_ssize_t got;

		buf_reserve(&m->bytes, STEP);
		got = archive_read_data(u->archive, m->bytes.data + m->bytes.len, STEP);
		if (got == 0)
			break;
		if (got < 0) {
			*u->reason = say("its archive is damaged or encrypted", m->name);
			return false;
		}
		m->bytes.len += (size_t)got;
		u->bytes += (size_t)got;
		if (!fits(u, m->name))
			return false;
	}
	m->bytes.data[m->bytes.len] = '\0';
	return true;
}

static struct zip_member *wanted(struct zip_member *members, size_t count, const char *name)
{
	for (size_t i = 0; name != NULL && i < count; i++)
		if (!members[i].found && strcmp(members[i].name, name) == 0)
			return &members[i];
	return NULL;
}

static bool read_members(struct unpacking *u, struct zip_member *members, size_t count)
{
	struct archive_entry *entry;
	size_t seen = 0;
	int status;

	while ((status = archive_read_next_header(u->archive, &entry)) == ARCHIVE_OK || status == ARCHIVE_WARN) {
		struct zip_member *m = wanted(members, count, archive_entry_pathname(entry));

		if (++seen > ZIP_MEMBERS_MAX) {
			*u->reason = say("its archive has too many members", NULL);
			return false;
		}
		if (m != NULL && !unpack(u, m))
			return false;
	}
	if (status != ARCHIVE_EOF)
		*u->reason = say("its archive is damaged", NULL);
	return status == ARCHIVE_EOF;
}

bool zip_read(struct span zip, struct zip_member *members, size_t count, char **reason)
{
	struct unpacking u = {archive_read_new(), zip.len, 0, reason};
	bool good;

	if (u.archive == NULL || archive_read_support_format_zip_seekable(u.archive) != ARCHIVE_OK ||
	    archive_read_open_memory(u.archive, zip.data, zip.len) != ARCHIVE_OK) {
		*reason = say("not an archive that can be read", NULL);
		good = false;
	} else {
		good = read_members(&u, members, count);
	}
	archive_read_free(u.archive);
	return good;
}
