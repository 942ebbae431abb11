/* Records: what goes in comes out, and what was damaged does not. */
#include "store/checksum.h"
#include "store/record.h"
#include "tests/unit/tap.h"

#include <stdlib.h>

#define FLIPS 200000 /* random damages tried */

static uint64_t random_state = 42;

static uint64_t random_number(void)
{
	random_state = random_state * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return random_state >> 33;
}

static struct range some_ranges[] = {{100, 110}, {4000000000, 4000000005}};
static struct range some_skips[] = {{101, 103}, {104, 104}, {4000000004, 4000000005}};
static struct note_call some_calls[] = {{101, {"26", 2}}, {4000000004, {"*", 1}}};
static struct page_mark some_pages[] = {{0, 3, {"ii", 2}}, {105, 4, {"", 0}}};
static struct span some_sections[] = {{"Background", 10}, {"", 0}, {"Свобода", 14}};

static struct range some_cited[] = {{100, 103}, {105, 107}};
static struct record_provision some_provisions[] = {
	{{.unit = PROVISION_RULE, .confidence = PROVISION_DOCUMENT, .article = {"14", 2}, .paragraph = {"3", 1},
	  .subparagraph = {"g", 1}, .instrument = {"iccpr", 5}, .decided = {"Covenant", 8}, .at = {2, 6}},
	 some_cited, 2},
	{{.article = {"", 0}}, NULL, 0},
};
static struct provision some_own[] = {
	{.unit = PROVISION_SECTION, .confidence = PROVISION_DOCUMENT, .article = {"41", 2}, .paragraph = {"2", 1}, .subparagraph = {"c(ii)", 5}, .instrument = {"ke:constitution", 15}},
	{.confidence = PROVISION_DOCUMENT, .article = {"1", 1}},
};
static struct symbol some_symbols[] = {{.name = {"A/HRC/1", 7}, .at = {0, 1}}, {.name = {"", 0}}};

static struct record sample(void)
{
	struct record r = {
		.kind = PASSAGE_ITEM, .ordinal = UINT32_MAX, .language = span_of("en"),
		.label = span_of("116.106"), .counted = 3, .item = 2, .mark = span_of("c(ii)"), .section_number = 5, .label_repeats = true, .note = span_of("14"),
		.sections = some_sections, .section_count = 3, .lead_in = span_of("We urge you to:"),
		.ranges = some_ranges, .range_count = 2, .skips = some_skips, .skip_count = 3,
		.calls = some_calls, .call_count = 2, .pages = some_pages, .page_count = 2,
		.provisions = some_provisions, .provision_count = 2, .own = some_own, .own_count = 2,
		.symbols = some_symbols, .symbol_count = 2,
		.ocr = 100,
		.bytes = span_make("a 26 b\0\xff" "cdefghi", 15),
	};

	passage_id(r.id, span_of("source"), r.kind, r.bytes, 0);
	source_key(r.source_key, span_of("source"));
	return r;
}

static bool same_ranges(const struct range *a, size_t a_count, const struct range *b, size_t b_count)
{
	bool same = a_count == b_count;

	for (size_t i = 0; same && i < a_count; i++)
		same = a[i].start == b[i].start && a[i].end == b[i].end;
	return same;
}

static bool same_lists(const struct record *a, const struct record *b)
{
	bool same = a->section_count == b->section_count && a->call_count == b->call_count &&
		    a->page_count == b->page_count;

	for (size_t i = 0; same && i < a->section_count; i++)
		same = span_eq(a->sections[i], b->sections[i]);
	for (size_t i = 0; same && i < a->call_count; i++)
		same = a->calls[i].at == b->calls[i].at && span_eq(a->calls[i].label, b->calls[i].label);
	for (size_t i = 0; same && i < a->page_count; i++)
		same = a->pages[i].start == b->pages[i].start && a->pages[i].physical == b->pages[i].physical &&
		       span_eq(a->pages[i].label, b->pages[i].label);
	return same;
}

static bool same_provision(const struct record_provision *a, const struct record_provision *b)
{
	return a->of.unit == b->of.unit && a->of.confidence == b->of.confidence &&
	       span_eq(a->of.article, b->of.article) && span_eq(a->of.paragraph, b->of.paragraph) &&
	       span_eq(a->of.subparagraph, b->of.subparagraph) && span_eq(a->of.instrument, b->of.instrument) &&
	       span_eq(a->of.decided, b->of.decided) && same_ranges(&a->of.at, 1, &b->of.at, 1) &&
	       same_ranges(a->ranges, a->range_count, b->ranges, b->range_count);
}

static bool same_own(const struct record *a, const struct record *b)
{
	bool same = a->own_count == b->own_count;

	for (size_t i = 0; same && i < a->own_count; i++) {
		const struct provision *x = &a->own[i], *y = &b->own[i];

		same = x->unit == y->unit && x->confidence == y->confidence && span_eq(x->article, y->article) &&
		       span_eq(x->paragraph, y->paragraph) && span_eq(x->subparagraph, y->subparagraph) &&
		       span_eq(x->instrument, y->instrument);
	}
	return same;
}

static bool same_cited(const struct record *a, const struct record *b)
{
	bool same = a->provision_count == b->provision_count && a->symbol_count == b->symbol_count;

	for (size_t i = 0; same && i < a->provision_count; i++)
		same = same_provision(&a->provisions[i], &b->provisions[i]);
	for (size_t i = 0; same && i < a->symbol_count; i++)
		same = span_eq(a->symbols[i].name, b->symbols[i].name) &&
		       same_ranges(&a->symbols[i].at, 1, &b->symbols[i].at, 1);
	return same;
}

static bool same(const struct record *a, const struct record *b)
{
	return strcmp(a->id, b->id) == 0 && strcmp(a->source_key, b->source_key) == 0 && a->kind == b->kind &&
	       a->ordinal == b->ordinal && span_eq(a->language, b->language) && span_eq(a->label, b->label) &&
	       a->counted == b->counted && a->item == b->item && span_eq(a->mark, b->mark) &&
	       a->section_number == b->section_number && a->label_repeats == b->label_repeats && span_eq(a->note, b->note) &&
	       span_eq(a->lead_in, b->lead_in) && a->ocr == b->ocr && span_eq(a->bytes, b->bytes) &&
	       same_ranges(a->ranges, a->range_count, b->ranges, b->range_count) &&
	       same_ranges(a->skips, a->skip_count, b->skips, b->skip_count) && same_lists(a, b) &&
	       same_cited(a, b) && same_own(a, b);
}

static void test_round_trip(void)
{
	struct record r = sample(), back, empty = {.kind = PASSAGE_PARAGRAPH};
	struct buf data;
	struct pool pool;

	buf_init(&data);
	pool_init(&pool);
	record_encode(&data, &r);
	tap_ok(record_decode(&back, buf_span(&data), &pool) && same(&r, &back), "a full record comes back");
	tap_note("%zu bytes for %zu of text", data.len, r.bytes.len);
	source_key(empty.id, span_of("a"));
	source_key(empty.source_key, span_of("b"));
	buf_clear(&data);
	buf_add_str(&data, "before");
	record_encode(&data, &empty);
	tap_ok(record_decode(&back, span_make(data.data + 6, data.len - 6), &pool) && same(&empty, &back),
	       "an empty one too, appended to other bytes");
	pool_release(&pool);
	buf_release(&data);
}

/* Puts the right checksum on damaged data: what the checksum would not see must be seen further in. */
static void sign(struct buf *data)
{
	checksum_end(data, CHECKSUM_LEN);
}

/* Reads all that a record points to, for the sanitizer's sake; false if it breaks the contract. */
static bool walk(const struct record *r)
{
	size_t len = 0, last = 0;
	volatile char sink = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		if (r->ranges[i].start < last || r->ranges[i].end < r->ranges[i].start)
			return false;
		last = r->ranges[i].end;
		len += last - r->ranges[i].start;
	}
	for (size_t i = 0; i < r->section_count; i++)
		for (size_t j = 0; j < r->sections[i].len; j++)
			sink = r->sections[i].data[j];
	for (size_t i = 0; i < r->call_count; i++)
		for (size_t j = 0; j < r->calls[i].label.len; j++)
			sink = r->calls[i].label.data[j];
	for (size_t i = 0; i < r->provision_count; i++)
		for (size_t j = 0; j < r->provisions[i].of.decided.len; j++)
			sink = r->provisions[i].of.decided.data[j];
	for (size_t i = 0; i < r->symbol_count; i++)
		for (size_t j = 0; j < r->symbols[i].name.len; j++)
			sink = r->symbols[i].name.data[j];
	for (size_t i = 0; i < r->bytes.len; i++)
		sink = r->bytes.data[i];
	(void)sink;
	return len == r->bytes.len && r->kind < PASSAGE_KINDS && strlen(r->id) == RECORD_ID_LEN;
}

static void test_every_cut(void)
{
	struct record r = sample(), back;
	struct buf data;
	struct pool pool;
	size_t taken = 0;

	buf_init(&data);
	pool_init(&pool);
	record_encode(&data, &r);
	for (size_t len = 0; len < data.len; len++) {
		struct buf cut;

		buf_init(&cut);
		buf_add(&cut, data.data, len);
		taken += record_decode(&back, buf_span(&cut), &pool);
		if (len >= 4) {
			sign(&cut);
			taken += record_decode(&back, buf_span(&cut), &pool);
		}
		buf_release(&cut);
	}
	tap_ok(taken == 0, "cut anywhere, with or without the right checksum, it is refused");
	buf_add_char(&data, 'x');
	sign(&data);
	tap_ok(!record_decode(&back, buf_span(&data), &pool), "a byte too many too");
	pool_release(&pool);
	buf_release(&data);
}

/* Flips bits at random; with `signed_again` the checksum is made good, so that the inner checks are on their own. */
static void test_flips(bool signed_again)
{
	struct record r = sample(), back;
	struct buf whole;
	struct pool pool;
	size_t taken = 0, broken = 0;

	buf_init(&whole);
	pool_init(&pool);
	record_encode(&whole, &r);
	for (int i = 0; i < FLIPS; i++) {
		/* A copy of just this length, so that a byte read past it is seen. */
		char *copy = mem_alloc(whole.len);
		struct buf data = {copy, whole.len, whole.len};

		memcpy(copy, whole.data, whole.len);
		for (uint64_t n = random_number() % 3 + 1; n != 0; n--)
			copy[random_number() % whole.len] ^= (char)(1 << random_number() % 8);
		if (signed_again)
			sign(&data);
		if (record_decode(&back, buf_span(&data), &pool)) {
			taken++;
			broken += !walk(&back);
		}
		if (i % 64 == 0)
			pool_clear(&pool);
		free(copy);
	}
	if (signed_again)
		tap_ok(broken == 0, "whatever is taken keeps the contract (%zu of %d)", taken, FLIPS);
	else /* one in 2^32 by chance, and the flips that undo each other */
		tap_ok(broken == 0 && taken < FLIPS / 1000, "flipped bits are refused (%zu of %d taken)", taken, FLIPS);
	pool_release(&pool);
	buf_release(&whole);
}

static void test_order(void)
{
	struct range outside[] = {{90, 95}}, over_the_end[] = {{109, 111}}, whole[] = {{100, 110}};
	const struct {
		struct range *skips;
		bool good;
		const char *name;
	} cases[] = {
		{outside, false, "a skip before the ranges"},
		{over_the_end, false, "a skip over a range's end"},
		{whole, true, "a skip as long as its range"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct record r = sample(), back;
		struct buf data;
		struct pool pool;

		r.skips = cases[i].skips;
		r.skip_count = 1;
		buf_init(&data);
		pool_init(&pool);
		record_encode(&data, &r);
		tap_ok(record_decode(&back, buf_span(&data), &pool) == cases[i].good, "%s is %s", cases[i].name,
		       cases[i].good ? "taken" : "refused");
		pool_release(&pool);
		buf_release(&data);
	}
}

/* Known answers: an id that changed would break every reference that somebody keeps. */
static void test_ids(void)
{
	char a[RECORD_ID_LEN + 1], b[RECORD_ID_LEN + 1];

	/* printf '1:s:paragraph:0:text' | sha256sum */
	passage_id(a, span_of("s"), PASSAGE_PARAGRAPH, span_of("text"), 0);
	tap_ok(strcmp(a, "37867ea041de6722") == 0, "a passage's id is what it always was: %s", a);
	passage_id(b, span_of("s"), PASSAGE_PARAGRAPH, span_of("text"), 1);
	tap_ok(strcmp(a, b) != 0, "the second passage of that text has another");
	passage_id(b, span_of("s"), PASSAGE_NOTE, span_of("text"), 0);
	tap_ok(strcmp(a, b) != 0, "a note too");
	passage_id(b, span_of("s:"), PASSAGE_PARAGRAPH, span_of("text"), 0);
	tap_ok(strcmp(a, b) != 0, "another source's too");
	/* printf source | sha256sum */
	source_key(a, span_of("source"));
	tap_ok(strcmp(a, "41cf6794ba4200b8") == 0, "a source's key: %s", a);
}

static void test_ocr(void)
{
	static const uint32_t sure[] = {0, 1, 100, 101};

	for (size_t i = 0; i < sizeof sure / sizeof *sure; i++) {
		struct record r = sample(), back;
		struct buf data;
		struct pool pool;

		r.ocr = sure[i];
		buf_init(&data);
		pool_init(&pool);
		record_encode(&data, &r);
		tap_ok(record_decode(&back, buf_span(&data), &pool) == (sure[i] <= 100), "read by OCR, %u %% sure", (unsigned)sure[i]);
		pool_release(&pool);
		buf_release(&data);
	}
}

/* Longer records are deflated; the limit is 8000 bytes of fields. */
static void test_long(void)
{
	static const size_t lengths[] = {7000, 7775, 7776, 65536}; /* and 225 bytes of the other fields */
	struct record r = sample(), back;
	struct buf data, bytes;
	struct pool pool;

	buf_init(&data);
	buf_init(&bytes);
	pool_init(&pool);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct range range = {0, lengths[i]};

		while (bytes.len < lengths[i])
			buf_add_str(&bytes, bytes.len % 3 == 0 ? "wo" : "rd ");
		r.bytes = span_make(bytes.data, lengths[i]);
		r.ranges = &range;
		r.range_count = 1;
		r.skip_count = 0;
		buf_clear(&data);
		buf_add_str(&data, "before");
		record_encode(&data, &r);
		tap_ok(record_decode(&back, span_make(data.data + 6, data.len - 6), &pool) &&
			       span_eq(back.bytes, r.bytes) && same_lists(&r, &back),
		       "a passage of %zu bytes comes back", lengths[i]);
		tap_ok((data.len < lengths[i]) == (lengths[i] > 7775), "in %zu bytes", data.len - 6);
	}
	pool_release(&pool);
	buf_release(&bytes);
	buf_release(&data);
}

int main(void)
{
	test_round_trip();
	test_every_cut();
	test_flips(false);
	test_flips(true);
	test_order();
	test_ids();
	test_ocr();
	test_long();
	return tap_done();
}
