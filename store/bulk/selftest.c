#include "store/bulk/selftest.h"

#include "store/bulk/bulk.h"
#include "store/bulk/join.h"
#include "store/bulk/platform.h"
#include "store/bulk/version.h"
#include "store/files.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define FILE_MAX ((size_t)64 * 1024 * 1024)
#define SMALL_BUDGET ((size_t)1024) /* a run after each document */
#define WORDS 60                    /* terms that many documents share */
#define HUGE 70000U                 /* bytes of some documents' data, */
#define HUGE_FEW 5                  /* of one in so many that would have them: of 64, two, one of which deflates well */
#define NUMBERED_ALIKE 16           /* documents in a row whose terms are numbered alike */

/* ---- documents ---- */

/* Numbers that are the same on every machine: a linear congruential generator (Knuth's MMIX). */
static uint32_t draw(uint64_t *state, uint32_t below)
{
	*state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((*state >> 33) % below);
}

/* A term of 1 byte to the longest, of any bytes; few NUL, which count twice. */
static struct span odd_term(char out[XAP_TERM_MAX], uint64_t *state)
{
	static const unsigned char odd[] = {0x00, 0x01, 0xFF, 0xFE, 0x7F, 0x80, 'a', 'Z'};
	size_t len = 1 + draw(state, draw(state, 4) == 0 ? XAP_TERM_MAX : 12), counted = 0, made = 0;

	while (made < len) {
		unsigned char c = draw(state, 3) == 0 ? odd[draw(state, sizeof odd)] : (unsigned char)draw(state, 256);

		counted += c == 0 ? 2 : 1;
		if (counted > XAP_TERM_MAX)
			break;
		out[made++] = (char)c;
	}
	return span_make(out, made);
}

static uint32_t odd_number(uint64_t *state)
{
	static const uint32_t odd[] = {0, 1, 126, 127, 128, 254, 255, 16383, 16384, 0x7FFF, 0x8000, 0x3FFFFF, 0x400000};

	return draw(state, 2) == 0 ? odd[draw(state, sizeof odd / sizeof *odd)] : draw(state, 100000);
}

/* From 1 on, as passages have them: positions 0 and 1 the library reads as 1 alone. */
static void put_positions(struct xap_document *d, struct span term, uint64_t *state)
{
	uint32_t count = draw(state, 5) == 0 ? draw(state, 600) : draw(state, 4);
	uint32_t spread = draw(state, 8) == 0 ? UINT32_MAX : draw(state, 4) == 0 ? 1 : 50, position = 1 + draw(state, spread);

	for (uint32_t i = 0; i < count; i++) {
		xap_document_posting(d, term, position, i == 0 ? draw(state, 4) : 0);
		/* At times out of order, or the same again. */
		position = draw(state, 9) == 0 ? 1 + draw(state, spread) : position + draw(state, spread);
	}
}

static void put_terms(struct xap_document *d, uint64_t *state, uint32_t count)
{
	char term[XAP_TERM_MAX];

	for (uint32_t i = 0; i < count; i++) {
		struct span name = odd_term(term, state);

		if (draw(state, 3) != 0)
			name = span_make(term, (size_t)snprintf(term, sizeof term, "word%u", draw(state, WORDS)));
		xap_document_term(d, name, draw(state, 3) == 0 ? odd_number(state) : draw(state, 3));
		if (draw(state, 2) == 0)
			put_positions(d, name, state);
	}
}

/* Terms with numbers, which mean others from one numbering to the next. */
static void put_numbered(struct xap_document *d, uint32_t number, uint64_t *state)
{
	/* Each word begins elsewhere in it. */
	static const char words[] = "Whoever builds a tree of blocks begins it at its leaves and ends at the root, level by level";
	uint32_t numbering = 1 + number / NUMBERED_ALIKE;

	static_assert(sizeof words > WORDS + 20, "all words are in the text");
	xap_document_numbering(d, numbering);
	for (uint32_t i = 0; i < WORDS; i += 1 + draw(state, 4)) {
		struct span name = span_make(words + i, 8 + i % 12);

		xap_document_numbered(d, name, 1 + (i + numbering) % WORDS, draw(state, 3));
		for (uint32_t n = draw(state, 3), at = 1 + draw(state, 9); n != 0; n--)
			xap_document_at(d, at += draw(state, 5));
	}
}

static void put_values(struct xap_document *d, uint64_t *state)
{
	static const uint32_t slots[] = {0, 1, 2, 3, 127, 128, 255, 256, 65535, 65536, 2000000};

	for (uint32_t count = draw(state, 5); count != 0; count--) {
		char value[300];
		size_t len = draw(state, 6) == 0 ? draw(state, sizeof value) : draw(state, 17);

		for (size_t i = 0; i < len; i++)
			value[i] = (char)draw(state, 256);
		xap_document_value(d, slots[draw(state, sizeof slots / sizeof *slots)], span_make(value, len));
	}
}

/* Data of some length, of which some deflates well and some not at all; none at times. */
static void put_data(struct xap_document *d, uint64_t *state)
{
	static const uint32_t lengths[] = {0, 1, 17, 18, 19, 20, 300, 2030, 2040, 9000, HUGE};
	uint32_t len = lengths[draw(state, sizeof lengths / sizeof *lengths)];
	uint32_t letters = draw(state, 2) == 0 ? 256 : 3;
	struct buf data;

	/* To deflate them takes longer than all the rest. */
	if (len == HUGE && draw(state, HUGE_FEW) != 0)
		len /= 10;
	buf_init(&data);
	for (uint32_t i = 0; i < len; i++)
		buf_add_char(&data, (char)draw(state, letters));
	xap_document_data(d, buf_span(&data));
	buf_release(&data);
}

void selftest_document(struct xap_document *d, uint32_t number)
{
	uint64_t state = number;

	xap_document_clear(d);
	draw(&state, 2);
	if (number % 9 != 4) /* some have no terms */
		put_terms(d, &state, number % 16 == 7 ? 1500 : draw(&state, 60));
	if (number % 3 == 0)
		put_numbered(d, number, &state);
	put_values(d, &state);
	put_data(d, &state);
}

/* ---- writing ---- */

/* Documents [first, past), and metadata of the key. */
static bool fill(struct xap_writer *writer, enum xap_status status, uint32_t first, uint32_t past, const char *key, char **why)
{
	struct xap_document *d = xap_document_new();

	for (uint32_t i = first; status == XAP_OK && i < past; i++) {
		selftest_document(d, i);
		status = xap_writer_add(writer, d);
	}
	if (status == XAP_OK)
		status = xap_writer_set_metadata(writer, span_of(key), span_of("{\"id\":\"1\"}"));
	if (status == XAP_OK)
		status = xap_writer_finish(writer);
	if (status != XAP_OK)
		*why = error_message("it cannot write: %s", xap_writer_error(writer));
	xap_writer_close(writer);
	xap_document_free(d);
	return status == XAP_OK;
}

enum { BY_LIBRARY, BY_PARTS };

#define PARTS 3

#define LAST (SELFTEST_DOCUMENTS + 1)
#define MORE "names"

/* FOLDER/nWHAT, allocated. */
static char *numbered(const char *folder, unsigned n, const char *what)
{
	char *name = error_message("%u%s", n, what), *path = path_join(folder, name);

	free(name);
	return path;
}

static bool fill_more(struct xap_writer *writer, enum xap_status status, char **why)
{
	return fill(writer, status, LAST, LAST, MORE, why);
}

/* What the library makes of the documents, compacted. */
static bool write_by_library(const char *scratch, const char *to, char **why)
{
	char *path = numbered(scratch, BY_LIBRARY, "");
	struct xap_writer *writer = NULL;
	enum xap_status status = xap_writer_create(&writer, path);
	bool good = fill(writer, status, 1, LAST, "s:1", why);

	if (good) {
		status = xap_writer_open(&writer, path);
		good = fill_more(writer, status, why) && xap_compact((const char *const *)&path, 1, to, why) == XAP_OK;
	}
	free(path);
	return good;
}

/* Parts of one run, of nothing, and of many runs. */
static bool write_parts(char *const paths[PARTS], char **why)
{
	static const uint32_t first[PARTS + 1] = {1, SELFTEST_DOCUMENTS / 3, SELFTEST_DOCUMENTS / 3, LAST};
	static const size_t budgets[PARTS] = {BULK_BUDGET, BULK_BUDGET, SMALL_BUDGET};
	struct xap_writer *writer = NULL;
	enum xap_status status;

	for (size_t i = 0; i < PARTS; i++) {
		status = bulk_create(&writer, paths[i], budgets[i]);
		if (!fill(writer, status, first[i], first[i + 1], "s:1", why))
			return false;
	}
	status = bulk_open(&writer, paths[0]);
	return fill_more(writer, status, why);
}

static bool write_directly(const char *scratch, const char *to, char **why)
{
	char *paths[PARTS] = {path_join(scratch, "part-1"), path_join(scratch, "part-2"), path_join(scratch, "part-3")};
	const char *const *parts = (const char *const *)paths;
	bool good = write_parts(paths, why);

	for (int i = 0; i < JOIN_TABLES && good; i++)
		good = join_table(parts, PARTS, to, (enum version_table)i, DEFLATE_AS_XAPIAN, why);
	good = good && join_end(parts, PARTS, to, why);
	for (size_t i = 0; i < PARTS; i++)
		free(paths[i]);
	return good;
}

bool selftest_write(const char *scratch, unsigned way, char **why)
{
	char *to = numbered(scratch, way, "c");
	bool good = folder_make(scratch, why) &&
	            (way == BY_LIBRARY ? write_by_library(scratch, to, why) : write_directly(scratch, to, why));

	free(to);
	return good;
}

/* ---- comparing ---- */

static bool know_library(const char *scratch, char **why)
{
	char *path = numbered(scratch, BY_LIBRARY, "/" VERSION_FILE);
	struct platform here;
	struct buf file;
	bool good;

	platform_here(&here);
	buf_init(&file);
	good = file_read(path, FILE_MAX, &file, why);
	if (good) {
		version_read(buf_span(&file), &here.format, &here.block);
		good = platform_is_known(&here, why);
	}
	buf_release(&file);
	free(path);
	return good;
}

static bool same_file(const char *scratch, const char *file, char **why)
{
	char *what = error_message("c/%s", file);
	char *a = numbered(scratch, BY_LIBRARY, what), *b = numbered(scratch, BY_PARTS, what);
	struct buf x, y;
	bool good;

	buf_init(&x);
	buf_init(&y);
	good = file_read(a, FILE_MAX, &x, why) && file_read(b, FILE_MAX, &y, why);
	if (good && !version_same(buf_span(&x), buf_span(&y))) {
		*why = error_message("its file %s is not as Xapian %s writes it", file, xap_version());
		good = false;
	}
	buf_release(&x);
	buf_release(&y);
	free(a);
	free(b);
	free(what);
	return good;
}

static bool same_tables(const char *scratch, char **why)
{
	bool good = same_file(scratch, VERSION_FILE, why);

	for (int i = 0; i < JOIN_TABLES && good; i++) {
		char *file = error_message("%s.glass", version_tables[i]);

		good = same_file(scratch, file, why);
		free(file);
	}
	return good;
}

bool selftest_compare(const char *scratch, char **why)
{
	bool good = know_library(scratch, why) && same_tables(scratch, why);
	char *error = NULL;

	if (!folder_remove(scratch, &error) && good) {
		*why = error;
		error = NULL;
		good = false;
	}
	free(error);
	return good;
}
