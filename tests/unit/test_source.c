/* Sources as JSON: what goes in comes out; what is no source is refused. */
#include "store/checksum.h"
#include "store/source.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

/* A hash one digit too long. */
#define HEX_65 "\"00000000000000000000000000000000000000000000000000000000000000000\""

static struct source sample(void)
{
	struct source s;

	source_init(&s);
	s.meta.id = mem_strdup("kz/1");
	s.meta.title = mem_strdup("Свобода \"слова\"\n");
	s.meta.date = mem_strdup("2017-09");
	s.meta.symbol = mem_strdup("A/HRC/29/25");
	s.meta.kind = mem_strdup("report");
	s.meta.language = mem_strdup("ru");
	s.meta.country = mem_strdup("kz");
	s.meta.url = mem_strdup("https://example.org/?a=1&b=2");
	s.meta.publishers = mem_alloc(2 * sizeof *s.meta.publishers);
	s.meta.publishers[0] = mem_strdup("ARTICLE 19");
	s.meta.publishers[1] = mem_strdup("Adil Soz");
	s.meta.publisher_count = 2;
	s.file = mem_strdup("a/b%FF.txt");
	memset(s.sha256, 'a', 64);
	memset(s.text_sha256, 'b', 64);
	s.encoding = mem_strdup("UTF-16LE");
	s.root = 1;
	s.offset = UINT64_C(5000000000);
	s.length = 2;
	s.passages = UINT32_MAX;
	s.notes = 4;
	s.pages = 5;
	s.missing_notes = 6;
	s.pack = 7;
	s.pack_offset = INT64_MAX;
	s.pack_length = 9;
	s.text_length = 10;
	return s;
}

static void test_round_trip(void)
{
	struct source s = sample(), back;
	struct buf first, second;

	source_init(&back);
	buf_init(&first);
	buf_init(&second);
	source_encode(&first, &s);
	tap_ok(source_decode(&back, buf_span(&first)), "decoded");
	source_encode(&second, &back);
	tap_ok(span_eq(buf_span(&first), buf_span(&second)), "encoded again it is the same");
	tap_ok(strcmp(back.meta.title, s.meta.title) == 0 && strcmp(back.meta.publishers[1], "Adil Soz") == 0 &&
		       back.meta.publisher_count == 2 && strcmp(back.meta.country, "kz") == 0 &&
		       strcmp(back.encoding, "UTF-16LE") == 0 && strcmp(back.sha256, s.sha256) == 0,
	       "strings");
	tap_ok(back.offset == s.offset && back.pack_offset == s.pack_offset && back.passages == UINT32_MAX &&
		       back.missing_notes == 6 && back.root == 1 && back.text_length == 10 && back.pack == 7,
	       "numbers up to their limits");
	source_release(&back);
	source_release(&s);
	buf_release(&first);
	buf_release(&second);
}

/* A record of any JSON, its checksum right. */
static bool decode(struct source *s, struct span json)
{
	struct buf record;
	size_t start;
	bool good;

	buf_init(&record);
	start = checksum_begin(&record);
	buf_add_span(&record, json);
	checksum_end(&record, start);
	good = source_decode(s, buf_span(&record));
	buf_release(&record);
	return good;
}

/* What a record says, encoded again; empty: it is refused. */
static void reread(struct buf *out, struct span json)
{
	struct source s;

	buf_clear(out);
	source_init(&s);
	if (decode(&s, json))
		source_encode(out, &s);
	source_release(&s);
}

/* A record as it is written, and the same with a blank, which is read by the library alone: true if both say the same. */
static bool read_alike(struct span json)
{
	struct buf plain, tree, blank;
	bool alike;

	buf_init(&plain);
	buf_init(&tree);
	buf_init(&blank);
	buf_add_char(&blank, ' ');
	buf_add_span(&blank, json);
	reread(&plain, json);
	reread(&tree, buf_span(&blank));
	alike = span_eq(buf_span(&plain), buf_span(&tree));
	buf_release(&plain);
	buf_release(&tree);
	buf_release(&blank);
	return alike;
}

static void encode_json(struct buf *json, const struct source *s)
{
	struct buf record;

	buf_init(&record);
	source_encode(&record, s);
	buf_add(json, record.data + CHECKSUM_LEN, record.len - CHECKSUM_LEN);
	buf_release(&record);
}

/* A record with any one bit altered, or cut short, is refused, however good the JSON is. */
static void test_checksum(void)
{
	struct source s = sample(), back;
	struct buf record;
	size_t accepted = 0;

	source_init(&back);
	buf_init(&record);
	source_encode(&record, &s);
	for (size_t i = 0; i < record.len; i++) {
		accepted += source_decode(&back, span_make(record.data, i));
		for (int bit = 0; bit < 8; bit++) {
			record.data[i] = (char)(record.data[i] ^ (1 << bit));
			accepted += source_decode(&back, buf_span(&record));
			record.data[i] = (char)(record.data[i] ^ (1 << bit));
		}
	}
	tap_ok(accepted == 0, "%zu damaged records are taken for good", accepted);
	tap_ok(source_decode(&back, buf_span(&record)), "and the whole one is good");
	source_release(&s);
	source_release(&back);
	buf_release(&record);
}

/* Records without a character that JSON escapes, which are read at once, whole, cut short and altered at each byte. */
static void test_plain(void)
{
	static const char changes[] = "\"\\,:{}[]019 z\t\x1f\x7f\x80\xff";
	struct source s = sample();
	struct buf json;
	size_t cut = 0, altered = 0;

	free(s.meta.title);
	s.meta.title = mem_strdup("Свобода слова");
	s.offset = UINT32_MAX;
	s.pack_offset = UINT64_C(1) + UINT32_MAX;
	buf_init(&json);
	encode_json(&json, &s);
	tap_ok(read_alike(buf_span(&json)), "a number that only the library reads");
	s.pack_offset = 5;
	buf_clear(&json);
	encode_json(&json, &s);
	tap_ok(read_alike(buf_span(&json)), "a plain record");
	for (size_t i = 0; i < json.len; i++) {
		char was = json.data[i];

		cut += !read_alike(span_make(json.data, i));
		for (size_t k = 0; k < sizeof changes; k++) {
			json.data[i] = changes[k];
			altered += !read_alike(buf_span(&json));
		}
		json.data[i] = was;
	}
	tap_ok(cut == 0, "%zu read otherwise where cut short", cut);
	tap_ok(altered == 0, "%zu read otherwise with one byte altered", altered);
	buf_release(&json);
	source_release(&s);
}

/* The digest must not change with the order of files. */
static void test_place(void)
{
	struct source a = sample(), b = sample();
	struct buf json, without_a, without_b;

	buf_init(&json);
	buf_init(&without_a);
	buf_init(&without_b);
	b.root = b.pack = 0;
	b.pack_offset = b.pack_length = 77;
	source_encode(&json, &a);
	tap_ok(source_without_place(&without_a, buf_span(&json)), "without its place");
	buf_clear(&json);
	source_encode(&json, &b);
	source_without_place(&without_b, buf_span(&json));
	tap_ok(span_eq(buf_span(&without_a), buf_span(&without_b)), "it is the same wherever it was put");
	buf_clear(&without_b);
	b.notes++;
	buf_clear(&json);
	source_encode(&json, &b);
	source_without_place(&without_b, buf_span(&json));
	tap_ok(!span_eq(buf_span(&without_a), buf_span(&without_b)), "but not whatever it holds");
	source_release(&a);
	source_release(&b);
	buf_release(&json);
	buf_release(&without_a);
	buf_release(&without_b);
}

static void test_not_utf8(void)
{
	struct source s, back;
	struct buf json;

	source_init(&s);
	source_init(&back);
	buf_init(&json);
	s.meta.id = mem_strdup("a\xff");
	s.meta.title = mem_strdup("b\xc3");
	s.file = mem_strdup("c");
	source_encode(&json, &s);
	tap_ok(source_decode(&back, buf_span(&json)) && strcmp(back.meta.title, "b\xef\xbf\xbd") == 0,
	       "bytes that are not UTF-8 become U+FFFD");
	tap_ok(back.meta.date == NULL && back.encoding == NULL && back.length == 0, "unknown stays unknown");
	source_release(&s);
	source_release(&back);
	buf_release(&json);
}

static void test_damaged(void)
{
	static const char *const cases[] = {
		"",
		"{",
		"[]",
		"null",
		"{}",
		"{\"id\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\"}",
		"{\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\"}",
		"{\"id\":\"a\",\"file\":\"a\",\"text_sha256\":\"\"}",
		"{\"id\":1,\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\"}",
		"{\"id\":\"a\",\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\",\"notes\":-1}",
		"{\"id\":\"a\",\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\",\"notes\":4294967296}",
		"{\"id\":\"a\",\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\",\"notes\":1.5}",
		"{\"id\":\"a\",\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\",\"publishers\":\"x\"}",
		"{\"id\":\"a\",\"file\":\"a\",\"sha256\":\"\",\"text_sha256\":\"\",\"publishers\":[\"x\",1]}",
		"{\"id\":\"a\",\"file\":\"a\",\"text_sha256\":\"\",\"sha256\":" HEX_65 "}",
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct source s;
		struct buf out;

		source_init(&s);
		buf_init(&out);
		tap_ok(!decode(&s, span_of(cases[i])), "refused: %s", cases[i]);
		tap_ok(!source_without_place(&out, span_of(cases[i])) && out.len == 0, "nor without its place");
		source_release(&s);
		buf_release(&out);
	}
}

int main(void)
{
	struct buf key;

	test_round_trip();
	test_checksum();
	test_plain();
	test_place();
	test_not_utf8();
	test_damaged();
	buf_init(&key);
	buf_add_str(&key, "rubbish");
	source_metadata_key(&key, "0123");
	tap_ok(strcmp(key.data, "s:0123") == 0, "key of the metadata");
	buf_release(&key);
	source_release(NULL);
	return tap_done();
}
