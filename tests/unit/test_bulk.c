/* The direct writer of databases (store/bulk) beside the library itself. */
#include "tests/unit/tap.h"

#ifndef STORE_BULK

int main(void)
{
	tap_skip("this program is built without store/bulk", "the direct writer");
	return tap_done();
}

#else

#include "store/bulk/code.h"
#include "store/bulk/compare.h"
#include "store/bulk/order.h"
#include "store/bulk/platform.h"
#include "store/bulk/table.h"
#include "store/bulk/version.h"
#include "store/direct.h"
#include "tests/unit/bulk_cases.h"
#include "tests/unit/compare_databases.h"
#include "tests/unit/scratch.h"

#include <errno.h>
#include <unistd.h>

static char *top; /* the scratch folder */

/* Whether the two databases below the scratch folder are the same; says what is not. */
static bool are_same(const char *a, const char *b, const char *name)
{
	char *x = path_join(top, a), *y = path_join(top, b);
	struct comparison c = compare_databases(x, y, bulk_slots, BULK_SLOTS);

	if (c.differences != 0)
		tap_note("%s: %zu differences, the first: %s", name, c.differences, c.first);
	else
		tap_note("%s: %zu postings, %zu positions", name, c.postings, c.positions);
	free(x);
	free(y);
	return c.differences == 0 && c.postings != 0;
}

static bool write_by_library(const char *name, uint32_t first, uint32_t count)
{
	char *path = path_join(top, name);
	bool good = bulk_by_library(path, first, count);

	free(path);
	return good;
}

static bool write_part(const char *name, uint32_t first, uint32_t count, size_t budget)
{
	char *path = path_join(top, name);
	bool good = bulk_part(path, first, count, budget);

	free(path);
	return good;
}

static void to_paths(char **paths, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		paths[i] = path_join(top, names[i]);
}

static void free_paths(char **paths, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(paths[i]);
}

static bool join(const char *to, const char *const *names, size_t count, enum deflate_kind deflate)
{
	char *paths[4], *target = path_join(top, to);
	bool good;

	to_paths(paths, names, count);
	good = bulk_join((const char *const *)paths, count, target, deflate);
	free_paths(paths, count);
	free(target);
	return good;
}

/* A database of one part. */
static bool write_directly(const char *name, uint32_t first, uint32_t count, size_t budget, enum deflate_kind deflate)
{
	char *part = error_message("%s.part", name);
	bool good = write_part(part, first, count, budget) && join(name, (const char *const *)&part, 1, deflate);

	free(part);
	return good;
}

static bool compact(const char *to, const char *const *names, size_t count)
{
	char *paths[4], *target = path_join(top, to), *error = NULL;
	bool good;

	to_paths(paths, names, count);
	good = xap_compact((const char *const *)paths, count, target, &error) == XAP_OK;
	if (!good)
		tap_note("%s", error);
	free_paths(paths, count);
	free(target);
	free(error);
	return good;
}

static bool checks(const char *name)
{
	char *path = path_join(top, name), *error = NULL;
	size_t errors = 0;
	bool good = xap_check(path, &errors, &error) == XAP_OK && errors == 0;

	if (!good)
		tap_note("%s: %zu errors, %s", name, errors, error != NULL ? error : "");
	free(error);
	free(path);
	return good;
}

/* A table that is empty has no file. */
static bool same_file(const char *a, const char *b, const char *file)
{
	char *x = error_message("%s/%s/%s", top, a, file), *y = error_message("%s/%s/%s", top, b, file), *error = NULL;
	struct buf first, second;
	bool good;

	buf_init(&first);
	buf_init(&second);
	if (access(x, F_OK) != 0)
		good = access(y, F_OK) != 0;
	else
		good = file_read(x, SIZE_MAX / 2, &first, &error) && file_read(y, SIZE_MAX / 2, &second, &error) &&
		       version_same(buf_span(&first), buf_span(&second));
	if (!good)
		tap_note("%s of %s and %s", file, a, b);
	buf_release(&first);
	buf_release(&second);
	free(error);
	free(x);
	free(y);
	return good;
}

/* All tables, and the file that says where their roots are. */
static bool same_files(const char *a, const char *b)
{
	bool good = same_file(a, b, VERSION_FILE);

	for (int i = 0; i < JOIN_TABLES; i++) {
		char *file = error_message("%s.glass", version_tables[i]);

		good = same_file(a, b, file) && good;
		free(file);
	}
	return good;
}

/* ---- coding ---- */

static void test_numbers(void)
{
	static const struct {
		uint32_t n;
		const char *bytes;
		size_t len;
	} rows[] = {
		{0, "\0\0", 2},
		{1, "\0\1", 2},
		{0x7FFF, "\x7F\xFF", 2},
		{0x8000, "\x80\x80\0", 3},
		{0x3FFFFF, "\xBF\xFF\xFF", 3},
		{0x400000, "\xC0\x40\0\0", 4},
		{0x1FFFFFFF, "\xDF\xFF\xFF\xFF", 4},
		{0x20000000, "\xE0\x20\0\0\0", 5},
		{UINT32_MAX, "\xE0\xFF\xFF\xFF\xFF", 5},
	};
	struct buf out;

	buf_init(&out);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		buf_clear(&out);
		code_sortable(&out, rows[i].n);
		tap_ok(span_eq(buf_span(&out), span_make(rows[i].bytes, rows[i].len)), "%u in a key", rows[i].n);
	}
	for (uint64_t n = 1, back; n != 0; n *= 3) {
		const char *at = (buf_clear(&out), code_vint(&out, n), out.data);

		if (!code_vint_take(&at, out.data + out.len, &back) || back != n || at != out.data + out.len)
			tap_ok(false, "%llu as a number", (unsigned long long)n);
		at = out.data;
		if (code_vint_take(&at, out.data + out.len - 1, &back))
			tap_ok(false, "%llu cut short", (unsigned long long)n);
		if (n > UINT64_MAX / 3)
			break;
	}
	buf_release(&out);
}

/* Whether so many keys, of up to eleven bytes and many the same at first, sort by their bytes, the equal as they came. */
static bool sorts(uint32_t count)
{
	struct order_item items[ORDER_ROOM(64)];
	const uint64_t *places;
	char keys[64][11];
	bool sorted = true;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t n = i * 37 % 64;

		for (size_t k = 0; k < sizeof keys[i]; k++)
			keys[i][k] = (char)(k % 3 == 1 ? (n % 3 == 0 ? 0 : 'm') : k == 9 ? 255 - n : 'a' + n / 16);
		items[i].key = keys[i];
		items[i].len = n % (sizeof keys[i] + 1);
		items[i].front = order_front(order_key(&items[i]));
	}
	places = order_sort(items, count);
	for (size_t i = 1; i < count; i++) {
		int order = span_cmp(order_key(&items[places[i - 1]]), order_key(&items[places[i]]));

		sorted = sorted && (order < 0 || (order == 0 && places[i - 1] < places[i]));
	}
	return sorted;
}

/* What order_front gives, byte by byte. */
static uint64_t slow_front(struct span key)
{
	uint64_t front = 0;

	for (size_t i = 0; i < 8; i++)
		front = front << 8 | (i < key.len ? (unsigned char)key.data[i] : 0);
	return front;
}

static void test_order(void)
{
	bool sorted = true, fronts = true;

	for (uint32_t count = 0; count <= 64; count++)
		sorted = sorted && sorts(count);
	tap_ok(sorted, "keys sort by their bytes, the equal as they came");
	for (size_t len = 0; len <= 9; len++)
		fronts = fronts && order_front(span_make("\xF1\0bcdefgh", len)) == slow_front(span_make("\xF1\0bcdefgh", len));
	tap_ok(fronts, "the front of a key is its first eight bytes, whatever its length");
}

/* ---- beside the library ---- */

static bool is_tried(const char *scratch, char **why)
{
	for (unsigned part = 0; part < DIRECT_TRIALS; part++)
		if (!direct_try(scratch, part, why))
			return false;
	return direct_works(scratch, why);
}

static void test_trial(void)
{
	char *scratch = path_join(top, "trial"), *why = NULL;

	tap_ok(is_tried(scratch, &why), "the tables are the library's own, byte for byte%s%s", why != NULL ? ": " : "",
	       why != NULL ? why : "");
	free(why);
	free(scratch);
	why = NULL;
	scratch = path_join(top, "library/iamglass/trial");
	tap_ok(!is_tried(scratch, &why) && why != NULL, "a trial that cannot write fails: %s", why != NULL ? why : "");
	free(why);
	free(scratch);
}

/* Awkward documents by both ways, with runs and without, one part and several. */
static void test_awkward(void)
{
	const char *const parts[] = {"part-a", "part-b", "part-c"}, *const whole[] = {"library"};
	uint32_t count = (uint32_t)tap_scale(120) < 12 ? 12 : (uint32_t)tap_scale(120), third = count / 3;

	tap_ok(write_by_library("library", 1000, count) && compact("library-c", whole, 1) &&
	               write_directly("direct", 1000, count, BULK_BUDGET, DEFLATE_STORED) &&
	               write_directly("runs", 1000, count, 200000, DEFLATE_AS_XAPIAN),
	       "%u awkward documents", count);
	tap_ok(are_same("library", "direct", "stored"), "the same as the library writes");
	tap_ok(are_same("library", "runs", "out of runs"), "the same out of runs");
	tap_ok(same_files("library-c", "runs"), "byte for byte as after compaction");
	tap_ok(write_part("part-a", 1000, third, 1) && write_part("part-b", 1000 + third, third, 50000) &&
	               write_part("part-c", 1000 + third * 2, count - third * 2, BULK_BUDGET),
	       "the same in three parts");
	tap_ok(join("three", parts, 3, DEFLATE_AS_XAPIAN) && same_files("library-c", "three"), "byte for byte the same out of three parts");
	tap_ok(join("three-s", parts, 3, DEFLATE_STORED) && same_files("direct", "three-s"), "stored too");
}

static void test_plain(void)
{
	const char *const whole[] = {"plain-l"};
	uint32_t count = (uint32_t)tap_scale(1500);

	tap_ok(write_by_library("plain-l", BULK_PLAIN, count) && compact("plain-lc", whole, 1) &&
	               write_directly("plain-d", BULK_PLAIN, count, (size_t)200 * 1024, DEFLATE_AS_XAPIAN),
	       "%u plain documents", count);
	tap_ok(checks("plain-d"), "Xapian's check finds nothing in what was written");
	tap_ok(same_files("plain-lc", "plain-d"), "byte for byte the tables of the library's after compaction");
	tap_ok(are_same("plain-lc", "plain-d", "plain"), "the same by the public interface");
}

/* A library's leaf is halved when it is full of less than ten items, and blocks above it have gaps of many sizes. */
static void test_layouts(void)
{
	bool same = true;

	for (uint32_t count = 1; count <= 24 && same; count++) {
		char *library = error_message("layout-l%u", count), *compacted = error_message("layout-c%u", count),
		     *direct = error_message("layout-d%u", count);

		same = write_by_library(library, 7 * count, count) && compact(compacted, (const char *const *)&library, 1) &&
		       write_directly(direct, 7 * count, count, BULK_BUDGET, DEFLATE_AS_XAPIAN) && same_files(compacted, direct);
		free(library);
		free(compacted);
		free(direct);
	}
	tap_ok(same, "few documents are laid out as the library lays them out");
}

/* Long keys that share most of their bytes: few to a block, so that the tree is high. */
static void fill_high(struct xap_writer *w, uint32_t documents)
{
	struct xap_document *d = xap_document_new();
	char term[XAP_TERM_MAX + 1];

	for (uint32_t i = 0; i < documents; i++) {
		xap_document_clear(d);
		for (uint32_t n = 0; n < 800; n++) {
			snprintf(term, sizeof term, "%0220u", n * 50 + i);
			xap_document_posting(d, span_of(term), n + 1, 1);
		}
		xap_writer_add(w, d);
	}
	tap_ok(xap_writer_close(w) == XAP_OK, "%u documents of long terms", documents);
	xap_document_free(d);
}

static void test_high(void)
{
	uint32_t documents = (uint32_t)tap_scale(30) < 4 ? 4 : (uint32_t)tap_scale(30);
	char *library = path_join(top, "high-l"), *part = path_join(top, "high-p");
	const char *const parts[] = {"high-p"}, *const whole[] = {"high-l"};
	struct xap_writer *w = NULL;

	xap_writer_create(&w, library);
	fill_high(w, documents);
	bulk_create(&w, part, BULK_BUDGET);
	fill_high(w, documents);
	tap_ok(compact("high-c", whole, 1) && join("high-d", parts, 1, DEFLATE_AS_XAPIAN) && same_files("high-c", "high-d"),
	       "high trees are laid out as the library's");
	tap_ok(checks("high-d"), "Xapian's check finds nothing in high trees");
	tap_ok(are_same("high-l", "high-d", "long terms"), "high trees hold the same");
	free(library);
	free(part);
}

/* Documents are removed and added afterwards, by the library, in both. */
static void change(const char *name)
{
	char *path = path_join(top, name), term[16];
	struct xap_writer *w = NULL;
	struct xap_document *d = xap_document_new();
	enum xap_status status = xap_writer_open(&w, path);

	for (uint32_t i = 0; i < 40 && status == XAP_OK; i++) {
		snprintf(term, sizeof term, "w%u", i * 97);
		status = xap_writer_delete_by_term(w, span_of(term));
		bulk_document(d, i % 2 == 0 ? BULK_PLAIN * 2 + i : 5000 + i);
		if (status == XAP_OK)
			status = xap_writer_add(w, d);
		if (status == XAP_OK && i % 16 == 0)
			status = xap_writer_commit(w);
	}
	tap_ok(status == XAP_OK && xap_writer_close(w) == XAP_OK, "removing from and adding to %s", name);
	xap_document_free(d);
	free(path);
}

static void test_changes(void)
{
	static const char *const names[] = {"plain-l", "plain-d", "plain-lc"};
	const char *const changed[] = {"plain-d"}, *const library[] = {"plain-l"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		change(names[i]);
	tap_ok(checks("plain-d"), "Xapian's check finds nothing after the changes");
	tap_ok(are_same("plain-l", "plain-d", "changed"), "the same after changes");
	tap_ok(same_files("plain-lc", "plain-d"), "and byte for byte as the library's");
	tap_ok(compact("plain-dc", changed, 1) && compact("plain-ll", library, 1) && same_files("plain-dc", "plain-ll"),
	       "compacted too");
}

static char *value_of(const char *name, const char *key)
{
	char *path = path_join(top, name), *error = NULL, *value = NULL;
	struct xap_reader *r = NULL;
	struct buf out;

	buf_init(&out);
	if (xap_reader_open(&r, (const char *const *)&path, 1, &error) == XAP_OK && xap_reader_metadata(r, span_of(key), &out) == XAP_OK)
		value = mem_spandup(buf_span(&out));
	xap_reader_close(r);
	buf_release(&out);
	free(error);
	free(path);
	return value;
}

static void has_value(const char *name, const char *key, const char *value)
{
	char *found = value_of(name, key);

	tap_ok(found == NULL ? value == NULL : value != NULL && strcmp(found, value) == 0, "%s: %s is %s", name, key,
	       value != NULL ? value : "not there");
	free(found);
}

/* Metadata of a part, and more of it later. */
static void test_metadata(void)
{
	static const struct {
		const char *key, *value;
	} rows[] = {{"b", "one"}, {"a", "two"}, {"b", "three"}, {"gone", "four"}, {"gone", ""}, {"ab", "five"}};
	const char *const parts[] = {"meta-1", "meta-2"};
	char *first = path_join(top, parts[0]), *nowhere = path_join(top, "nowhere");
	struct xap_document *d = xap_document_new();
	struct xap_writer *w = NULL;
	enum xap_status status;

	tap_ok(write_part(parts[0], BULK_PLAIN, 9, BULK_BUDGET) && write_part(parts[1], 1, 0, BULK_BUDGET), "two parts, one of them empty");
	status = bulk_open(&w, first);
	for (size_t i = 0; i < sizeof rows / sizeof *rows && status == XAP_OK; i++)
		status = xap_writer_set_metadata(w, span_of(rows[i].key), span_of(rows[i].value));
	tap_ok(status == XAP_OK && xap_writer_finish(w) == XAP_OK && xap_writer_close(w) == XAP_OK, "more metadata");
	tap_ok(join("meta", parts, 2, DEFLATE_STORED) && checks("meta"), "are joined");
	has_value("meta", "s:one", "{\"title\":\"One\"}");
	has_value("meta", "a", "two");
	has_value("meta", "ab", "five");
	has_value("meta", "b", "three");
	has_value("meta", "gone", NULL);
	tap_ok(bulk_open(&w, first) == XAP_OK && xap_writer_add(w, d) == XAP_FAILED, "documents are not added to a part that is finished");
	xap_writer_close(w);
	status = bulk_open(&w, nowhere);
	tap_ok(status == XAP_FAILED, "nor is anything to none: %s", xap_writer_error(w));
	xap_writer_close(w);
	xap_document_free(d);
	free(nowhere);
	free(first);
}

/* ---- the guards ---- */

static void refused(const char *const *shards, size_t count, const char *merged, const char *name)
{
	char *error = NULL;
	bool good = direct_verify(shards, count, merged, &error);

	tap_ok(!good && error != NULL, "%s is noticed: %s", name, error != NULL ? error : "");
	free(error);
}

static void test_sample(void)
{
	const char *const names[] = {"sample-a", "sample-b"};
	char *shards[2], *merged = path_join(top, "merged"), *other = path_join(top, "library"), *error = NULL;
	bool good;

	tap_ok(write_part("sample-a", BULK_PLAIN, 200, BULK_BUDGET) && write_part("sample-b", 3000, 100, BULK_BUDGET) &&
	               join("merged", names, 2, DEFLATE_STORED),
	       "two parts, with samples");
	for (size_t i = 0; i < 2; i++)
		shards[i] = path_join(top, names[i]);
	good = direct_verify((const char *const *)shards, 2, merged, &error);
	tap_ok(good, "the sample is in the merged database%s", error != NULL ? error : "");
	refused((const char *const *)shards, 1, merged, "too much in the merged one");
	refused((const char *const[]){shards[1], shards[0]}, 2, merged, "another order");
	refused((const char *const *)shards, 2, other, "another database");
	for (size_t i = 0; i < 2; i++)
		free(shards[i]);
	free(error);
	free(merged);
	free(other);
}

static void test_platform(void)
{
	struct platform here = {"1.4.22", true, VERSION_FORMAT, TABLE_BLOCK};
	static const struct {
		const char *name;
		struct platform p;
	} rows[] = {
		{"a later Xapian", {"1.5.0", true, VERSION_FORMAT, TABLE_BLOCK}},
		{"Xapian 2", {"2.0.0", true, VERSION_FORMAT, TABLE_BLOCK}},
		{"a version that only begins alike", {"1.40.1", true, VERSION_FORMAT, TABLE_BLOCK}},
		{"a big-endian machine", {"1.4.22", false, VERSION_FORMAT, TABLE_BLOCK}},
		{"another format", {"1.4.22", true, VERSION_FORMAT + 1, TABLE_BLOCK}},
		{"no format", {"1.4.22", true, 0, 0}},
		{"larger blocks", {"1.4.22", true, VERSION_FORMAT, 16384}},
		{"blocks of several sizes", {"1.4.22", true, VERSION_FORMAT, 0}},
	};
	char *why = NULL;

	tap_ok(platform_is_known(&here, &why), "Xapian 1.4.22 is known");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		bool known = platform_is_known(&rows[i].p, &why);

		tap_ok(!known && why != NULL, "%s: %s", rows[i].name, why != NULL ? why : "");
		free(why);
		why = NULL;
	}
}

/* The version file of the library, with the number and the block size changed. */
static void test_version(void)
{
	char *path = path_join(top, "library/iamglass"), *error = NULL;
	unsigned format, block;
	struct buf file;

	buf_init(&file);
	tap_ok(file_read(path, 65536, &file, &error) && version_read(buf_span(&file), &format, &block) &&
	               format == VERSION_FORMAT && block == TABLE_BLOCK,
	       "the library's version file is read");
	tap_ok(!version_read(span_make(file.data, 20), &format, &block), "one cut short is none");
	file.data[15]++;
	tap_ok(version_read(buf_span(&file), &format, &block) && format != VERSION_FORMAT, "another format is told");
	file.data[3] = 'x';
	tap_ok(!version_read(buf_span(&file), &format, &block), "another file is none");
	free(error);
	free(path);
	buf_release(&file);
}

static void test_limits(void)
{
	struct xap_document *d = xap_document_new();
	char long_term[XAP_TERM_MAX + 1], *path = path_join(top, "limits"), *file = path_join(top, "limits/part");
	struct xap_writer *w = NULL;
	struct buf none;
	char *error = NULL;

	memset(long_term, 'x', sizeof long_term);
	tap_ok(xap_document_term(d, span_make(long_term, XAP_TERM_MAX), 1) == XAP_OK, "the longest term");
	tap_ok(xap_document_term(d, span_make(long_term, XAP_TERM_MAX + 1), 1) == XAP_REFUSED, "a longer one is refused");
	memset(long_term, 0, sizeof long_term);
	tap_ok(xap_document_term(d, span_make(long_term, XAP_TERM_MAX / 2), 1) == XAP_OK, "the most NULs");
	tap_ok(xap_document_term(d, span_make(long_term, XAP_TERM_MAX / 2 + 1), 1) == XAP_REFUSED, "one more is refused");
	tap_ok(xap_document_posting(d, span_of("p"), UINT32_MAX, UINT32_MAX) == XAP_OK, "the last position");
	tap_ok(bulk_create(&w, path, 1) == XAP_OK, "a new folder");
	tap_ok(xap_writer_add(w, d) == XAP_FAILED, "a document longer than Xapian counts is refused");
	tap_ok(xap_writer_finish(w) == XAP_FAILED && xap_writer_close(w) == XAP_FAILED, "the writer is dead then");
	buf_init(&none);
	tap_ok(!file_read(file, 100, &none, &error), "and there is no part");
	free(error);
	buf_release(&none);
	tap_ok(bulk_create(&w, path, 1) == XAP_FAILED, "a folder that is there is refused");
	tap_ok(strcmp(xap_writer_error(w), strerror(EEXIST)) == 0, "and the reason told: %s", xap_writer_error(w));
	tap_ok(xap_writer_delete_by_term(w, span_of("p")) == XAP_FAILED, "a dead writer stays dead");
	xap_writer_close(w);
	free(path);
	free(file);
	xap_document_free(d);
}

/* Bytes of data about which the library, reading a stored tag, takes a step: a piece, its own buffer, a block. */
static const uint32_t steps[] = {18, 2038, 4076, 8192, 16384, 65535, 131070};
#define AROUND 12 /* bytes on each side of a step */

static void put_bytes(struct xap_document *d, size_t len)
{
	char *bytes = mem_alloc(len + 1);

	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)(i % 253);
	xap_document_data(d, span_make(bytes, len));
	free(bytes);
}

static bool has_bytes(struct xap_reader *r, uint32_t docid, size_t len)
{
	struct buf found;
	bool good;

	buf_init(&found);
	good = xap_reader_data(r, docid, &found) == XAP_OK && found.len == len;
	for (size_t i = 0; good && i < len; i++)
		good = found.data[i] == (char)(i % 253);
	buf_release(&found);
	return good;
}

static void test_stored(void)
{
	const char *const names[] = {"stored"};
	char *path = path_join(top, "stored"), *merged = path_join(top, "stored-merged"), *error = NULL;
	struct xap_document *d = xap_document_new();
	struct xap_writer *w;
	struct xap_reader *r = NULL;
	uint32_t docid = 0;
	bool good = bulk_create(&w, path, BULK_BUDGET) == XAP_OK;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
		for (uint32_t len = steps[i] - AROUND; good && len <= steps[i] + AROUND; len++) {
			put_bytes(d, len);
			good = xap_writer_add(w, d) == XAP_OK;
		}
	good = good && xap_writer_finish(w) == XAP_OK;
	xap_writer_close(w);
	tap_ok(good && join("stored-merged", names, 1, DEFLATE_STORED) && xap_reader_open(&r, (const char *const *)&merged, 1, &error) == XAP_OK,
	       "data about each step are stored");
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		for (uint32_t len = steps[i] - AROUND; good && len <= steps[i] + AROUND; len++)
			good = has_bytes(r, ++docid, len);
		tap_ok(good, "and read about %u bytes", steps[i]);
	}
	xap_reader_close(r);
	xap_document_free(d);
	free(error);
	free(path);
	free(merged);
}

static void test_empty(void)
{
	const char *const parts[] = {"empty-1", "empty-2"};
	char *a = path_join(top, "empty-l"), *b = path_join(top, "empty-d");
	struct comparison c;

	tap_ok(bulk_by_library(a, 0, 0) && write_part(parts[0], 0, 0, 1) && write_part(parts[1], 0, 0, 1) && join("empty-d", parts, 2, DEFLATE_STORED),
	       "databases without documents");
	c = compare_databases(a, b, bulk_slots, BULK_SLOTS);
	tap_ok(c.differences == 0, "are the same %s", c.first);
	free(a);
	free(b);
}

/* Whether the joining of parts that are damaged so is refused, with the name of the file. */
static void refuses(const char *file, const char *name, uint64_t length)
{
	const char *const parts[] = {"hurt"};
	char *folder = path_join(top, "hurt"), *path = path_join(folder, file), *to = path_join(top, "hurt-d"), *error = NULL;
	const char *const paths[] = {folder};
	bool good = write_part(parts[0], BULK_PLAIN, 50, 20000) && truncate(path, (off_t)length) == 0;

	for (int i = 0; i < JOIN_TABLES && good && error == NULL; i++)
		good = join_table(paths, 1, to, (enum version_table)i, DEFLATE_STORED, &error);
	tap_ok(!good && error != NULL && strstr(error, path) != NULL, "%s: %s", name, error != NULL ? error : "");
	free(error);
	error = NULL;
	folder_remove(folder, &error);
	folder_remove(to, &error);
	free(error);
	free(folder);
	free(path);
	free(to);
}

static void test_damage(void)
{
	refuses("part", "no totals", 0);
	refuses("part", "totals cut short", 9);
	refuses("runs", "lists cut short", 40000);
	refuses("terms", "terms cut short", 5000);
	refuses("data", "data cut short", 5000);
	refuses("metadata", "metadata cut short", 3);
}

int main(void)
{
	top = scratch_make();
	test_numbers();
	test_order();
	test_awkward();
	test_trial();
	test_plain();
	test_layouts();
	test_changes();
	test_high();
	test_metadata();
	test_sample();
	test_platform();
	test_version();
	test_limits();
	test_stored();
	test_empty();
	test_damage();
	scratch_remove(top);
	return tap_done();
}

#endif
