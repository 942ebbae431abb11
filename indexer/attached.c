#include "indexer/attached.h"

#include "formats/parts.h"
#include "store/files.h"
#include "text/warn.h"

#include <stdlib.h>

/* How many files this one lies inside. */
static unsigned depth_of(const struct input *input)
{
	unsigned depth = input->part != NULL;

	for (const char *p = input->part; p != NULL && *p != '\0'; p++)
		depth += *p == '/';
	return depth;
}

static char *below(const char *outer, struct span name)
{
	struct buf b;

	buf_init(&b);
	if (outer != NULL)
		buf_addf(&b, "%s/", outer);
	buf_add_span(&b, name);
	return b.data;
}

static bool add_part(struct ingest *n, const struct input *mail, const struct part *part, char **error)
{
	struct buf bytes, escaped;
	char *name = below(mail->name, span_of(part->name)), *file, *path = below(mail->part, span_of(part->name));
	struct input input = *mail;
	bool good;

	buf_init(&escaped);
	escape_name(&escaped, span_of(part->name));
	file = below(mail->file, buf_span(&escaped));
	input.name = name;
	input.file = file;
	input.part = path;
	input.size = part->bytes.len;
	buf_init(&bytes);
	buf_add_span(&bytes, part->bytes);
	good = ingest_part(n, &input, &bytes, error);
	buf_release(&bytes);
	buf_release(&escaped);
	free(name);
	free(file);
	free(path);
	return good;
}

static void fail(struct ingest *n, const struct input *mail, char *reason)
{
	ingest_fail(n, mail, reason);
	free(reason);
}

bool attached_add(struct ingest *n, const struct input *mail, struct span bytes, char **error)
{
	struct parts parts;
	char *reason = NULL;
	bool good = true;

	if (!parts_read(&parts, bytes, &reason)) {
		fail(n, mail, reason);
	} else if (parts.count != 0 && depth_of(mail) == PARTS_DEPTH_MAX) {
		fail(n, mail, error_message("what is attached to it is not read: it lies in %d messages already", PARTS_DEPTH_MAX));
	} else {
		for (size_t i = 0; i < parts.count && good; i++)
			good = add_part(n, mail, &parts.items[i], error);
		if (parts.left_out != 0)
			fail(n, mail, error_message("%zu or more files attached to it are not read: only the first %d are", parts.left_out, PARTS_MAX));
	}
	parts_release(&parts);
	return good;
}
