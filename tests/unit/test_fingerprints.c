/* The file of fingerprints: what was written is read, documents without one and those behind the last have none. */
#include "store/fingerprints.h"
#include "store/files.h"
#include "store/schema.h"
#include "store/xap.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

static char *top;

/* The fingerprint of each document, and how long it reads; NULL: the end. */
static const struct example {
	const char *value;
	size_t length;
} examples[] = {
	{"abcdefgh", 8}, /* a long one */
	{"", 0},         /* a document without a text */
	{"abcd", 4},     /* a short one */
	{"123456789", 0}, /* of no length that there is */
	{"", 0},
	{"", 0},
	{"hgfedcba", 8},
	{"", 0}, /* the last has none, and there is nothing of it in the file */
	{NULL, 0},
};

static void make(const char *database)
{
	struct xap_writer *writer = NULL;

	xap_writer_create(&writer, database);
	for (const struct example *e = examples; e->value != NULL; e++) {
		struct xap_document *d = xap_document_new();

		xap_document_term(d, span_of("XAall"), 1);
		if (*e->value != '\0')
			xap_document_value(d, SLOT_TEXT, span_of(e->value));
		xap_writer_add(writer, d);
		xap_document_free(d);
	}
	xap_writer_commit(writer);
	xap_writer_close(writer);
}

static void read_all(const char *path)
{
	struct fingerprints f;
	char bytes[FINGERPRINT_LONG];
	size_t length, count = sizeof examples / sizeof *examples - 1;

	fingerprints_open(&f, path);
	for (size_t i = 0; i < count; i++) {
		const struct example *e = &examples[i];
		bool known = fingerprints_get(&f, (uint32_t)i + 1, bytes, &length);

		tap_ok(known && length == e->length && memcmp(bytes, e->value, length) == 0, "document %zu: “%s”", i + 1, e->value);
	}
	tap_ok(fingerprints_get(&f, (uint32_t)count + 1, bytes, &length) && length == 0, "behind the last there is none");
	tap_ok(!fingerprints_get(&f, 0, bytes, &length), "no document 0");
	fingerprints_close(&f);
	tap_ok(!fingerprints_get(&f, 1, bytes, &length), "closed: not known");
}

/* A file that is cut within a record, or says a length that there is none: the value must be asked. */
static void damage(const char *path)
{
	char *other = path_join(top, "damaged"), *error = NULL, bytes[FINGERPRINT_LONG];
	struct fingerprints f;
	struct buf content;
	size_t length;

	buf_init(&content);
	tap_ok(file_read(path, 4096, &content, &error) && content.len == 7 * FINGERPRINT_RECORD, "records up to the last that has one");
	content.data[0] = FINGERPRINT_LONG + 1;
	content.len -= 1;
	tap_ok(file_write(other, buf_span(&content), &error), "damaged");
	fingerprints_open(&f, other);
	tap_ok(!fingerprints_get(&f, 1, bytes, &length), "no such length: not known");
	tap_ok(fingerprints_get(&f, 3, bytes, &length) && length == 4, "a whole record is");
	tap_ok(!fingerprints_get(&f, 7, bytes, &length), "half a record: not known");
	fingerprints_close(&f);
	buf_release(&content);
	free(other);
}

static void unreadable(const char *database, const char *path)
{
	char *none = path_join(top, "none"), *error = NULL, bytes[FINGERPRINT_LONG];
	struct fingerprints f;
	size_t length;

	fingerprints_open(&f, none);
	tap_ok(!fingerprints_get(&f, 1, bytes, &length), "no file: not known");
	fingerprints_close(&f);
	tap_ok(!fingerprints_write(none, path, &error) && error != NULL, "no database: %s", error == NULL ? "" : error);
	free(error);
	error = NULL;
	tap_ok(!fingerprints_write(database, path, &error) && error != NULL, "a file that is there: %s", error == NULL ? "" : error);
	free(error);
	free(none);
}

int main(void)
{
	char *database, *path, *error = NULL;

	top = scratch_make();
	database = path_join(top, "database");
	path = path_join(top, "fingerprints");
	make(database);
	tap_ok(fingerprints_write(database, path, &error), "written%s", error == NULL ? "" : error);
	read_all(path);
	damage(path);
	unreadable(database, path);
	free(database);
	free(path);
	scratch_remove(top);
	return tap_done();
}
