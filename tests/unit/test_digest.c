/* The digest: the same from documents in any order, in any number of databases, and from the finished index. */
#include "store/digest.h"
#include "store/schema.h"
#include "store/sha256.h"
#include "store/source.h"
#include "store/xap.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#define DOCUMENTS 60

static char *top;

/* What is changed in one document, to see that the digest sees it. */
enum change { NOTHING, POSITION, WDF, TERM, VALUE, SLOT, DATA, SWAP, CHANGES };

static const char *const change_names[] = {"nothing", "a position", "a wdf", "a term", "a value", "a slot", "data",
					   "two documents' data exchanged"};

static void post(struct xap_document *d, struct digest *part, const char *term, uint32_t position, uint32_t wdf)
{
	xap_document_posting(d, span_of(term), position, wdf);
	digest_term(part, digest_hash(span_of(term)), wdf);
	digest_posting(part, digest_hash(span_of(term)), position);
}

/* Adds document n and its part, as the indexer does. */
static void add(struct xap_writer *w, struct digest *total, unsigned n, enum change change)
{
	struct xap_document *d = xap_document_new();
	struct digest part;
	char word[32], data[32];
	bool here = n == 7;
	unsigned text = change == SWAP && (n == 7 || n == 8) ? 15 - n : n;

	digest_init(&part);
	snprintf(word, sizeof word, "word%u", n % 5);
	post(d, &part, "all", here && change == POSITION ? 2 : 1, 1);
	post(d, &part, word, 300, n % 3 + (here && change == WDF ? 1 : 0));
	if (here && change == TERM)
		post(d, &part, "extra", 9, 0);
	xap_document_term(d, span_of("XBbroken"), 0);
	digest_term(&part, digest_hash(span_of("XBbroken")), 0);
	snprintf(data, sizeof data, "%08u%s", n, here && change == VALUE ? "x" : "");
	xap_document_value(d, here && change == SLOT ? SLOT_SOURCE : SLOT_ID, span_of(data));
	digest_value(&part, here && change == SLOT ? SLOT_SOURCE : SLOT_ID, span_of(data));
	snprintf(data, sizeof data, "text %u%s", text, here && change == DATA ? "!" : "");
	xap_document_data(d, span_of(data));
	digest_document(total, &part, span_of(data));
	if (xap_writer_add(w, d) != XAP_OK)
		tap_ok(false, "adding document %u", n);
	xap_document_free(d);
}

static char *hex_of(const struct digest *d)
{
	char *hex = mem_alloc(33);

	digest_hex(d, hex);
	return hex;
}

static char *digest_read(const char *const *paths, size_t count)
{
	struct xap_reader *r;
	struct digest d;
	char *error;

	tap_ok(xap_reader_open(&r, paths, count, &error) == XAP_OK, "opened");
	tap_ok(digest_of_reader(&d, r) == XAP_OK, "read");
	xap_reader_close(r);
	return hex_of(&d);
}

/* Writes documents first, first + step … of 0 to DOCUMENTS - 1; returns the path. */
static char *write_some(const char *name, struct digest *total, unsigned first, unsigned step, enum change change)
{
	char *path = path_join(top, name);
	struct xap_writer *w;

	xap_writer_create(&w, path);
	for (unsigned i = first; i < DOCUMENTS; i += step)
		add(w, total, i * 7 % DOCUMENTS, change);
	tap_ok(xap_writer_close(w) == XAP_OK, "%s written", name);
	return path;
}

static void same(const char *a, const char *b, const char *name)
{
	if (!tap_ok(strcmp(a, b) == 0, "%s", name))
		tap_note("%s and %s", a, b);
}

static void test_shards(void)
{
	struct digest whole, left, right;
	char *one, *shards[2], *compacted = path_join(top, "compacted"), *error, *built, *again, *read;

	digest_init(&whole);
	digest_init(&left);
	digest_init(&right);
	one = write_some("one", &whole, 0, 1, NOTHING);
	shards[0] = write_some("left", &left, 1, 2, NOTHING);
	shards[1] = write_some("right", &right, 0, 2, NOTHING);
	built = hex_of(&whole);
	read = digest_read((const char *const *)&one, 1);
	same(built, read, "built and read back");
	free(read);
	digest_add(&left, &right);
	again = hex_of(&left);
	same(built, again, "added up from two writers");
	free(again);
	read = digest_read((const char *const *)shards, 2);
	same(built, read, "read from two databases as one");
	free(read);
	tap_ok(xap_compact((const char *const *)shards, 2, compacted, &error) == XAP_OK, "compacted");
	read = digest_read((const char *const *)&compacted, 1);
	same(built, read, "and from their compaction");
	free(read);
	free(built);
	free(one);
	free(shards[0]);
	free(shards[1]);
	free(compacted);
}

static void test_changes(void)
{
	char *seen[CHANGES];

	for (int change = 0; change < CHANGES; change++) {
		struct digest total;
		char *path;

		digest_init(&total);
		path = write_some(change_names[change], &total, 0, 1, (enum change)change);
		seen[change] = hex_of(&total);
		for (int other = 0; other < change; other++)
			tap_ok(strcmp(seen[change], seen[other]) != 0, "%s and %s differ", change_names[change],
			       change_names[other]);
		free(path);
	}
	for (int change = 0; change < CHANGES; change++)
		free(seen[change]);
}

static void test_deleted(void)
{
	struct digest total;
	char *path, *before, *after;
	struct xap_writer *w;

	digest_init(&total);
	path = write_some("deleted", &total, 0, 1, NOTHING);
	before = hex_of(&total);
	xap_writer_open(&w, path);
	add(w, &total, 1000, NOTHING);
	xap_writer_close(w);
	after = digest_read((const char *const *)&path, 1);
	tap_ok(strcmp(before, after) != 0, "a document more");
	free(after);
	xap_writer_open(&w, path);
	xap_writer_delete_by_term(w, span_of("word0"));
	for (unsigned n = 0; n < DOCUMENTS; n += 5)
		add(w, &total, n, NOTHING);
	xap_writer_close(w);
	after = digest_read((const char *const *)&path, 1);
	same(before, after, "deleted and added again, with gaps in the docids");
	free(after);
	free(before);
	free(path);
}

/* The record of a source in a pack. */
static void packed(struct buf *record, uint32_t pack)
{
	struct source s;

	source_init(&s);
	s.meta.id = mem_strdup("a");
	s.file = mem_strdup("a");
	s.pack = pack;
	memset(s.sha256, 'a', SHA256_HEX);
	memset(s.text_sha256, 'b', SHA256_HEX);
	buf_clear(record);
	source_encode(record, &s);
	source_release(&s);
}

/* The metadata of sources enters, without where it is packed; other metadata does not. */
static void test_metadata(void)
{
	char *path = path_join(top, "metadata"), *built, *read;
	struct buf value;
	struct digest total, other;
	struct xap_writer *w;

	digest_init(&total);
	digest_init(&other);
	xap_writer_create(&w, path);
	buf_init(&value);
	packed(&value, 1);
	xap_writer_set_metadata(w, span_of("s:1"), buf_span(&value));
	digest_metadata(&other, span_of("s:1"), buf_span(&value));
	packed(&value, 2);
	digest_metadata(&total, span_of("s:1"), buf_span(&value));
	tap_ok(memcmp(&total, &other, sizeof total) == 0, "a source's place does not matter");
	xap_writer_set_metadata(w, span_of("s:2"), span_of("no JSON"));
	digest_metadata(&total, span_of("s:2"), span_of("no JSON"));
	xap_writer_set_metadata(w, span_of("x"), span_of("not a source"));
	tap_ok(xap_writer_close(w) == XAP_OK, "metadata written");
	built = hex_of(&total);
	read = digest_read((const char *const *)&path, 1);
	same(built, read, "metadata read back");
	digest_metadata(&other, span_of("s:3"), span_of("no JSON"));
	tap_ok(memcmp(&total, &other, sizeof total) != 0, "the key matters");
	buf_release(&value);
	free(built);
	free(read);
	free(path);
}

int main(void)
{
	top = scratch_make();
	test_shards();
	test_changes();
	test_deleted();
	test_metadata();
	scratch_remove(top);
	return tap_done();
}
