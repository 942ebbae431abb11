/*
 * Xapian's work in parts. The check: each damage is found by the part that it is in, and by that alone.
 * Merging: the same files as from the library at once.
 */
#include "store/files.h"
#include "store/merge.h"
#include "store/xap.h"
#include "tests/unit/check_parts.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DOCUMENTS 400
#define BLOCK 8192 /* items lie at the end of one */

static char *top;

enum kind { PLAIN, LONGER /* one document by one word */, BARE /* no positions */, KINDS };

static void add(struct xap_writer *w, unsigned n, enum kind kind)
{
	struct xap_document *d = xap_document_new();
	char text[64];

	for (unsigned i = 0; i < 20; i++) {
		snprintf(text, sizeof text, "word%u", (n * 7 + i * i) % 311);
		if (kind == BARE)
			xap_document_term(d, span_of(text), 1);
		else
			xap_document_posting(d, span_of(text), i + 1, kind == LONGER && n == 77 && i == 0 ? 2 : 1);
	}
	xap_document_value(d, 1, span_of(text));
	xap_document_data(d, span_of(text));
	if (xap_writer_add(w, d) != XAP_OK)
		tap_ok(false, "adding document %u", n);
	xap_document_free(d);
}

/* A database as a writer leaves it; the name is also its metadata. */
static char *write_part(const char *name, enum kind kind)
{
	char *path = path_join(top, name);
	struct xap_writer *w;

	xap_writer_create(&w, path);
	for (unsigned i = 0; i < DOCUMENTS; i++)
		add(w, i, kind);
	xap_writer_set_metadata(w, span_of(name), span_of("is here"));
	if (xap_writer_close(w) != XAP_OK)
		tap_ok(false, "writing %s", name);
	return path;
}

/* A compacted database. */
static char *make(const char *name, enum kind kind)
{
	char *path = write_part("made", kind), *to = path_join(top, name), *error = NULL;
	const char *from = path;

	tap_ok(xap_compact(&from, 1, to, &error) == XAP_OK, "%s made", name);
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
	whole = check_parts(database, scratch, &error);
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

/* ---- merging ---- */

#define HEAD 32 /* bytes of iamglass up to the end of its UUID, which is another each time */

/* Whether two databases have the same files, byte for byte, but for the UUID; the lock is no content. */
static bool same_files(const char *a, const char *b)
{
	char *error = NULL, **names, **others;
	size_t count, other_count;
	struct buf x, y;
	bool same = folder_names(a, &names, &count, &error) && folder_names(b, &others, &other_count, &error) &&
	            count == other_count;

	buf_init(&x);
	buf_init(&y);
	for (size_t i = 0; same && i < count; i++) {
		char *one = path_join(a, names[i]), *other = path_join(b, others[i]);
		size_t from = strcmp(names[i], "iamglass") == 0 ? HEAD : 0;

		same = strcmp(names[i], others[i]) == 0 && file_read(one, SIZE_MAX, &x, &error) &&
		       file_read(other, SIZE_MAX, &y, &error) && x.len == y.len && x.len >= from &&
		       (x.len == from || memcmp(x.data + from, y.data + from, x.len - from) == 0);
		if (!same)
			tap_note("%s differs", names[i]);
		free(one);
		free(other);
	}
	names_free(names, count);
	names_free(others, other_count);
	buf_release(&x);
	buf_release(&y);
	free(error);
	return same;
}

/* Merges in parts, the positions first; whether that is what the library makes of it at once. */
static bool merged_alike(const char *const *from, size_t count, bool whole, bool *was_whole)
{
	char *to = path_join(top, "merged"), *at_once = path_join(top, "at-once"), *error = NULL, *left;
	struct merge m;
	bool good;

	merge_begin(&m, from, count, to, whole);
	*was_whole = m.whole;
	good = merge_part(&m, MERGE_POSITIONS, &error) && merge_part(&m, MERGE_REST, &error) && merge_end(&m, &error);
	good = good && xap_compact(from, count, at_once, &error) == XAP_OK && same_files(to, at_once);
	left = path_join(top, "merged.views");
	good = good && access(left, F_OK) != 0;
	if (error != NULL)
		tap_note("%s", error);
	free(left);
	left = path_join(top, "merged.positions");
	good = good && access(left, F_OK) != 0;
	free(left);
	left = NULL;
	folder_remove(to, &left);
	free(left);
	left = NULL;
	folder_remove(at_once, &left);
	free(left);
	free(error);
	free(to);
	free(at_once);
	return good;
}

static void test_merge(void)
{
	char *plain = write_part("plain", PLAIN), *longer = write_part("longer", LONGER), *bare = write_part("bare", BARE);
	char *roots = path_join(bare, "iamglass"), *error = NULL;
	const char *const all[] = {plain, longer, bare};
	struct buf file;
	bool whole;

	tap_ok(merged_alike(all, 3, false, &whole) && !whole, "three databases, one of them without positions");
	tap_ok(merged_alike(all + 1, 1, false, &whole) && !whole, "one");
	tap_ok(merged_alike(all + 2, 1, false, &whole) && !whole, "one without positions");
	tap_ok(merged_alike(all, 2, true, &whole) && whole, "not in parts");
	buf_init(&file);
	file_read(roots, SIZE_MAX, &file, &error);
	buf_add_char(&file, '\0'); /* Xapian takes the file for damaged: nothing comes of it, and no crash */
	file_replace(roots, buf_span(&file), &error);
	tap_ok(!merged_alike(all, 3, false, &whole) && whole, "roots with a byte more are not understood");
	file.len -= 2;
	file_replace(roots, buf_span(&file), &error);
	tap_ok(!merged_alike(all, 3, false, &whole) && whole, "nor with one less");
	file.data[15]++;
	file_replace(roots, buf_span(&file), &error);
	tap_ok(!merged_alike(all, 3, false, &whole) && whole, "nor of another format");
	buf_release(&file);
	free(error);
	free(roots);
	free(plain);
	free(longer);
	free(bare);
}

int main(void)
{
	char *database, *other;

	top = scratch_make();
	database = make("one", PLAIN);
	other = make("other", LONGER);
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
	test_merge();
	scratch_remove(top);
	return tap_done();
}
