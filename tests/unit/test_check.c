/* Xapian's check in parts: each damage is found by the part that it is in, and by that alone. */
#include "store/check.h"
#include "store/files.h"
#include "store/xap.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DOCUMENTS 400
#define BLOCK 8192 /* items lie at the end of one */

static char *top;

static void add(struct xap_writer *w, unsigned n, bool longer)
{
	struct xap_document *d = xap_document_new();
	char text[64];

	for (unsigned i = 0; i < 20; i++) {
		snprintf(text, sizeof text, "word%u", (n * 7 + i * i) % 311);
		xap_document_posting(d, span_of(text), i + 1, longer && i == 0 ? 2 : 1);
	}
	xap_document_value(d, 1, span_of(text));
	for (unsigned i = 0; i < 4; i++)
		xap_document_data(d, span_of(text));
	if (xap_writer_add(w, d) != XAP_OK)
		tap_ok(false, "adding document %u", n);
	xap_document_free(d);
}

/* A compacted database, in which document `longer` is longer by one. */
static char *make(const char *name, unsigned longer)
{
	char *path = path_join(top, "made"), *to = path_join(top, name), *error = NULL;
	const char *from = path;
	struct xap_writer *w;

	xap_writer_create(&w, path);
	for (unsigned i = 0; i < DOCUMENTS; i++)
		add(w, i, i == longer);
	tap_ok(xap_writer_close(w) == XAP_OK && xap_compact(&from, 1, to, &error) == XAP_OK, "%s made", name);
	folder_remove(path, &error);
	free(path);
	return to;
}

/* The parts that find an error, as digits. */
static const char *found(const char *database)
{
	static char digits[CHECK_PARTS + 1];
	char *scratch = path_join(top, "scratch"), *error;
	size_t count = 0;
	bool whole;

	for (int part = 0; part < CHECK_PARTS; part++) {
		if (!check_part(database, (enum check_part)part, scratch, &error))
			digits[count++] = (char)('0' + part);
		else if (error != NULL)
			tap_ok(false, "an error without a failure");
		free(error);
		if (access(scratch, F_OK) == 0)
			tap_ok(false, "%s is left", scratch);
	}
	digits[count] = '\0';
	whole = check_database(database, scratch, &error);
	if (whole != (count == 0))
		tap_ok(false, "all parts together are not what they are apart");
	free(error);
	free(scratch);
	return digits;
}

static void expect_found(const char *database, const char *parts, const char *name)
{
	const char *got = found(database);

	tap_ok(strcmp(got, parts) == 0, "%s: parts \"%s\", found \"%s\"", name, parts, got);
}

/* Turns bytes of a block in the middle of a table round, checks, and turns them back. */
static void damage(const char *database, const char *table, const char *parts)
{
	char *path = path_join(database, table), bytes[512];
	struct stat st = {.st_size = 0};
	int fd = open(path, O_RDWR);
	bool there = fd >= 0 && fstat(fd, &st) == 0;
	off_t at = (st.st_size / BLOCK / 2 + 1) * BLOCK - (off_t)sizeof bytes;

	if (!there || pread(fd, bytes, sizeof bytes, at) != sizeof bytes)
		tap_ok(false, "reading %s", path);
	for (int turn = 0; turn < 2; turn++) {
		for (size_t i = 0; i < sizeof bytes; i++)
			bytes[i] = (char)~bytes[i];
		if (pwrite(fd, bytes, sizeof bytes, at) != sizeof bytes)
			tap_ok(false, "writing %s", path);
		if (turn == 0)
			expect_found(database, parts, table);
	}
	close(fd);
	free(path);
}

static void move(const char *database, const char *from, const char *to)
{
	char *a = path_join(database, from), *b = path_join(database, to);

	if (rename(a, b) != 0)
		tap_ok(false, "renaming %s", a);
	free(a);
	free(b);
}

/* Lengths are in two tables: those of two databases, each whole, do not agree. */
static void exchange(const char *database, const char *other)
{
	char *theirs = path_join(other, "termlist.glass"), *ours = path_join(database, "termlist.glass");

	if (rename(theirs, ours) != 0)
		tap_ok(false, "renaming %s", theirs);
	expect_found(database, "0", "a length that the two tables have otherwise");
	free(theirs);
	free(ours);
}

int main(void)
{
	char *database, *other;

	top = scratch_make();
	database = make("one", DOCUMENTS);
	other = make("other", 77);
	expect_found(database, "", "whole");
	expect_found(other, "", "the other");
	damage(database, "postlist.glass", "0");
	damage(database, "termlist.glass", "0");
	damage(database, "position.glass", "1");
	damage(database, "docdata.glass", "2");
	expect_found(database, "", "turned back");
	move(database, "position.glass", "aside");
	expect_found(database, "", "a table that is not there is an empty one, as with Xapian's check");
	move(database, "aside", "position.glass");
	exchange(database, other);
	move(database, "iamglass", "aside");
	expect_found(database, "012", "no database");
	free(database);
	free(other);
	scratch_remove(top);
	return tap_done();
}
