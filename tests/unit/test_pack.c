/* Packs of canonical texts: read back as they were written, or not at all. */
#include "store/pack.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>

#define NOISE 300000 /* bytes of a text that deflates to nothing less */

static char *top;

static char *at(const char *name)
{
	return path_join(top, name);
}

/* A failure must have said why; the message is freed. */
static void refused(bool good, char **error, const char *part, const char *name)
{
	bool said = !good && *error != NULL && strstr(*error, part) != NULL;

	tap_ok(said, "%s: %s", name, good ? "not refused" : *error);
	if (!good)
		free(*error);
	*error = NULL;
}

static const char *const texts[] = {"first text", "", "Свобода слова, свобода слова, свобода слова", "last"};

#define TEXTS (sizeof texts / sizeof *texts)

static void pack_texts(const char *path, uint64_t *offsets, uint64_t *lengths)
{
	struct pack_writer *p = pack_writer_new(path);

	for (size_t i = 0; i < TEXTS; i++)
		tap_ok(pack_writer_add(p, span_of(texts[i]), &offsets[i], &lengths[i]), "text %zu packed", i);
	tap_ok(pack_writer_close(p), "pack closed");
}

static void test_pack(void)
{
	char *path = at("pack"), *error = NULL;
	uint64_t offsets[TEXTS], lengths[TEXTS];
	struct buf out;

	buf_init(&out);
	pack_texts(path, offsets, lengths);
	for (size_t i = TEXTS; i-- > 0;)
		tap_ok(pack_read(path, offsets[i], lengths[i], strlen(texts[i]), &out, &error) &&
			       strcmp(out.data, texts[i]) == 0,
		       "text %zu read back", i);
	tap_ok(pack_writer_new(path) == NULL && errno == EEXIST, "a pack is never overwritten");
	for (size_t i = 0; i < TEXTS; i++) {
		size_t len = strlen(texts[i]);

		refused(pack_read(path, offsets[i], lengths[i], len + 1, &out, &error), &error, "damaged", "longer");
		if (len != 0)
			refused(pack_read(path, offsets[i], lengths[i], len - 1, &out, &error), &error, "damaged",
				"shorter");
		refused(pack_read(path, offsets[i], lengths[i] - 1, len, &out, &error), &error, "damaged", "cut");
		refused(pack_read(path, offsets[i] + 1, lengths[i], len, &out, &error), &error, "damaged", "moved");
	}
	refused(pack_read(path, 0, lengths[0] + 1, strlen(texts[0]), &out, &error), &error, "damaged", "bytes left");
	refused(pack_read(path, UINT64_MAX, 2, 1, &out, &error), &error, "damaged", "past the end");
	refused(pack_read(path, 0, UINT64_MAX, 1, &out, &error), &error, "damaged", "longer than the pack");
	refused(pack_read(path, 0, lengths[0], UINT64_MAX, &out, &error), &error, "damaged", "an impossible length");
	refused(pack_read("/no/such", 0, 1, 1, &out, &error), &error, "cannot read /no/such", "no pack");
	buf_release(&out);
	free(path);
}

static void test_damaged_pack(void)
{
	char *path = at("damaged-pack"), *error = NULL;
	uint64_t offsets[TEXTS], lengths[TEXTS];
	struct buf whole, out;
	size_t taken = 0;

	buf_init(&whole);
	buf_init(&out);
	pack_texts(path, offsets, lengths);
	file_read(path, 10000, &whole, &error);
	for (size_t i = 0; i < whole.len; i++) {
		whole.data[i] ^= 0x10;
		file_replace(path, buf_span(&whole), &error);
		for (size_t t = 0; t < TEXTS; t++) {
			if (!pack_read(path, offsets[t], lengths[t], strlen(texts[t]), &out, &error))
				free(error);
			else
				taken += strcmp(out.data, texts[t]) != 0;
		}
		whole.data[i] ^= 0x10;
	}
	tap_ok(taken == 0, "a text is read as it was written or not at all");
	buf_release(&whole);
	buf_release(&out);
	free(path);
}

/* A limit on the size of files stands in for a full disk: writes fail beyond it. */
static void test_full(void)
{
	char *path = at("full"), *error = NULL;
	struct rlimit old, small;
	struct pack_writer *p;
	uint64_t offset = 7, length = 7, first_length = 0;
	struct buf noise, out;
	bool good = true;

	buf_init(&noise);
	buf_init(&out);
	for (uint32_t i = 0, x = 1; i < NOISE; i++, x = x * 1664525 + 1013904223)
		buf_add_char(&noise, (char)(x >> 24));
	getrlimit(RLIMIT_FSIZE, &old);
	small = old;
	small.rlim_cur = 5 * NOISE;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &small);
	p = pack_writer_new(path);
	tap_ok(pack_writer_add(p, buf_span(&noise), &offset, &first_length) && offset == 0, "the first text fits");
	for (int i = 0; i < 20 && good; i++)
		good = pack_writer_add(p, buf_span(&noise), &offset, &length);
	tap_ok(!good && errno == EFBIG, "then the disk is full");
	tap_ok(!pack_writer_add(p, span_of("x"), &offset, &length) && errno == EFBIG, "and stays so");
	setrlimit(RLIMIT_FSIZE, &old);
	tap_ok(!pack_writer_close(p) && errno == EFBIG, "and closing says so, whatever has room now");
	tap_ok(pack_read(path, 0, first_length, NOISE, &out, &error) && span_eq(buf_span(&out), buf_span(&noise)),
	       "what was written before can be read");
	buf_release(&noise);
	buf_release(&out);
	free(path);
}

static void test_no_place(void)
{
	tap_ok(pack_writer_new("/no/such/folder/pack") == NULL && errno == ENOENT, "no folder");
	tap_ok(pack_writer_close(NULL), "closing none");
}

int main(void)
{
	top = scratch_make();
	test_pack();
	test_damaged_pack();
	test_full();
	test_no_place();
	scratch_remove(top);
	return tap_done();
}
