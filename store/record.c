#include "store/record.h"
#include "store/sha256.h"
#include "text/strmap.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

/*
 * Layout: checksum (4 bytes, lowest first: the low half of hash_bytes over all
 * that follows); 0, or 1 and a length when what follows is deflated and has that
 * length inflated; id; source key; then numbers as base-128 varints (low group
 * first, shortest form only), strings as length and bytes, lists as count and
 * elements, offsets as differences from the one before; at the end the bytes
 * of the ranges, whose length the ranges give.
 */
#define CHECKSUM_LEN 4
#define CHECKSUM_SEED UINT64_C(0x7265636f7264) /* "record" */
#define VARINT_MAX 10

/*
 * A longer record is deflated. Xapian 1.4.22 deflates document data too, and
 * cannot inflate some very repetitive data of over 8192 bytes ("Too few chunks
 * of compressed data"): such data must not reach it.
 */
#define PLAIN_MAX 8000
#define DEFLATE_LEVEL 1
#define DEFLATE_RATIO 1032 /* no deflated byte stands for more (zlib, "Technical Details") */

const char *const passage_kind_names[PASSAGE_KINDS] = {
	[PASSAGE_PARAGRAPH] = "paragraph",
	[PASSAGE_ITEM] = "item",
	[PASSAGE_NOTE] = "note",
	[PASSAGE_HEADING] = "heading",
};

/* ---- encoding ---- */

static void add_number(struct buf *out, uint64_t n)
{
	char bytes[VARINT_MAX];
	size_t len = 0;

	for (; n >= 0x80; n >>= 7)
		bytes[len++] = (char)(n | 0x80);
	bytes[len++] = (char)n;
	buf_add(out, bytes, len);
}

static void add_string(struct buf *out, struct span s)
{
	add_number(out, s.len);
	buf_add_span(out, s);
}

static void add_ranges(struct buf *out, const struct range *ranges, size_t count)
{
	size_t last = 0;

	add_number(out, count);
	for (size_t i = 0; i < count; i++) {
		assert(last <= ranges[i].start && ranges[i].start <= ranges[i].end);
		add_number(out, ranges[i].start - last);
		add_number(out, ranges[i].end - ranges[i].start);
		last = ranges[i].end;
	}
}

static void add_calls(struct buf *out, const struct record *r)
{
	size_t last = 0;

	add_number(out, r->call_count);
	for (size_t i = 0; i < r->call_count; i++) {
		assert(last <= r->calls[i].at);
		add_number(out, r->calls[i].at - last);
		add_string(out, r->calls[i].label);
		last = r->calls[i].at;
	}
}

static void add_pages(struct buf *out, const struct record *r)
{
	size_t last = 0;

	add_number(out, r->page_count);
	for (size_t i = 0; i < r->page_count; i++) {
		assert(last <= r->pages[i].start);
		add_number(out, r->pages[i].start - last);
		add_number(out, r->pages[i].physical);
		add_string(out, r->pages[i].label);
		last = r->pages[i].start;
	}
}

static void add_checksum(char *at, struct span of)
{
	uint64_t sum = hash_bytes(of, CHECKSUM_SEED);

	for (size_t i = 0; i < CHECKSUM_LEN; i++)
		at[i] = (char)(sum >> (8 * i));
}

/* Deflates all from byte `start` on in its place, its length before it. */
static void deflate_from(struct buf *out, size_t start)
{
	size_t plain_len = out->len - start;
	uLongf len = compressBound(plain_len);
	Bytef *deflated = mem_alloc(len);
	int status = compress2(deflated, &len, (const Bytef *)out->data + start, plain_len, DEFLATE_LEVEL);

	assert(status == Z_OK);
	(void)status;
	out->len = start;
	buf_add_char(out, 1);
	add_number(out, plain_len);
	buf_add(out, deflated, len);
	free(deflated);
}

static void add_fields(struct buf *out, const struct record *r)
{
	buf_add(out, r->id, RECORD_ID_LEN);
	buf_add(out, r->source_key, RECORD_KEY_LEN);
	add_number(out, (uint64_t)r->kind);
	add_number(out, r->ordinal);
	add_string(out, r->language);
	add_string(out, r->label);
	add_number(out, r->counted);
	add_number(out, r->item);
	add_string(out, r->note);
	add_number(out, r->section_count);
	for (size_t i = 0; i < r->section_count; i++)
		add_string(out, r->sections[i]);
	add_string(out, r->lead_in);
	add_ranges(out, r->ranges, r->range_count);
	add_ranges(out, r->skips, r->skip_count);
	add_calls(out, r);
	add_pages(out, r);
	buf_add_span(out, r->bytes);
}

void record_encode(struct buf *out, const struct record *r)
{
	size_t start = out->len + CHECKSUM_LEN;

	buf_add(out, "\0\0\0\0", CHECKSUM_LEN);
	buf_add_char(out, 0);
	add_fields(out, r);
	if (out->len - start > PLAIN_MAX) {
		memmove(out->data + start, out->data + start + 1, out->len - start - 1);
		out->len--;
		deflate_from(out, start);
	}
	add_checksum(out->data + start - CHECKSUM_LEN, span_make(out->data + start, out->len - start));
}

/* ---- decoding ---- */

/* What is left to decode; after the first failure `good` is false and every value 0 or empty. */
struct cursor {
	struct span left;
	bool good;
	struct pool *pool;
};

static void fail(struct cursor *c)
{
	c->good = false;
	c->left.len = 0;
}

static struct span take(struct cursor *c, size_t len)
{
	struct span s = c->left;

	if (len > s.len) {
		fail(c);
		return span_make("", 0);
	}
	c->left.data += len;
	c->left.len -= len;
	return span_make(s.data, len);
}

/* A number of at most `most`; anything but the shortest form is damage. */
static uint64_t take_number(struct cursor *c, uint64_t most)
{
	uint64_t n = 0;

	for (unsigned shift = 0; shift < 7 * VARINT_MAX && c->left.len != 0; shift += 7) {
		uint64_t group = (unsigned char)*take(c, 1).data;

		if (shift == 63 && group > 1)
			break;
		n |= (group & 0x7f) << shift;
		if (group < 0x80) {
			if ((group == 0 && shift != 0) || n > most)
				break;
			return n;
		}
	}
	fail(c);
	return 0;
}

static uint32_t take_small(struct cursor *c)
{
	return (uint32_t)take_number(c, UINT32_MAX);
}

static struct span take_string(struct cursor *c)
{
	return take(c, take_number(c, c->left.len));
}

/* An element takes at least a byte, so a count above what is left is damage, not a big allocation. */
static size_t take_count(struct cursor *c)
{
	return take_number(c, c->left.len);
}

/* `last` plus the next number; damage if that leaves size_t. */
static size_t take_offset(struct cursor *c, size_t last)
{
	return last + take_number(c, SIZE_MAX - last);
}

static void take_hex(struct cursor *c, char *out, size_t len)
{
	struct span s = take(c, len);

	for (size_t i = 0; i < s.len; i++) {
		out[i] = s.data[i];
		if ((out[i] < '0' || out[i] > '9') && (out[i] < 'a' || out[i] > 'f'))
			fail(c);
	}
	out[s.len] = '\0';
}

static struct range *take_ranges(struct cursor *c, size_t *count)
{
	struct range *ranges;
	size_t last = 0;

	*count = take_count(c);
	ranges = pool_alloc(c->pool, *count * sizeof *ranges);
	for (size_t i = 0; i < *count; i++) {
		ranges[i].start = take_offset(c, last);
		ranges[i].end = last = take_offset(c, ranges[i].start);
	}
	return ranges;
}

static void take_sections(struct cursor *c, struct record *r)
{
	r->section_count = take_count(c);
	r->sections = pool_alloc(c->pool, r->section_count * sizeof *r->sections);
	for (size_t i = 0; i < r->section_count; i++)
		r->sections[i] = take_string(c);
}

static void take_calls(struct cursor *c, struct record *r)
{
	size_t last = 0;

	r->call_count = take_count(c);
	r->calls = pool_alloc(c->pool, r->call_count * sizeof *r->calls);
	for (size_t i = 0; i < r->call_count; i++) {
		r->calls[i].at = last = take_offset(c, last);
		r->calls[i].label = take_string(c);
	}
}

static void take_pages(struct cursor *c, struct record *r)
{
	size_t last = 0;

	r->page_count = take_count(c);
	r->pages = pool_alloc(c->pool, r->page_count * sizeof *r->pages);
	for (size_t i = 0; i < r->page_count; i++) {
		r->pages[i].start = last = take_offset(c, last);
		r->pages[i].physical = take_small(c);
		r->pages[i].label = take_string(c);
	}
}

/* Whether each skip lies inside a range. Both are in order. */
static bool skips_inside(const struct record *r)
{
	size_t at = 0;

	for (size_t i = 0; i < r->skip_count; i++) {
		while (at < r->range_count && r->ranges[at].end < r->skips[i].end)
			at++;
		if (at == r->range_count || r->skips[i].start < r->ranges[at].start)
			return false;
	}
	return true;
}

/* The bytes are all that is left, and just as many as the ranges say. */
static void take_bytes(struct cursor *c, struct record *r)
{
	size_t len = 0;

	for (size_t i = 0; i < r->range_count; i++)
		len += r->ranges[i].end - r->ranges[i].start;
	if (len != c->left.len)
		fail(c);
	r->bytes = take(c, c->left.len);
}

static bool checksum_holds(struct span data)
{
	char sum[CHECKSUM_LEN];

	if (data.len < CHECKSUM_LEN)
		return false;
	add_checksum(sum, span_make(data.data + CHECKSUM_LEN, data.len - CHECKSUM_LEN));
	return memcmp(sum, data.data, CHECKSUM_LEN) == 0;
}

/* What is left, inflated into the pool. */
static void inflate_rest(struct cursor *c)
{
	size_t most = c->left.len * DEFLATE_RATIO;
	uLongf len = take_number(c, most);
	char *plain = pool_alloc(c->pool, len + 1);
	size_t expected = len;

	if (!c->good || uncompress((Bytef *)plain, &len, (const Bytef *)c->left.data, c->left.len) != Z_OK ||
	    len != expected)
		fail(c);
	else
		c->left = span_make(plain, len);
}

bool record_decode(struct record *r, struct span data, struct pool *pool)
{
	struct cursor c = {data, true, pool};

	memset(r, 0, sizeof *r);
	if (!checksum_holds(data))
		return false;
	take(&c, CHECKSUM_LEN);
	if (take_number(&c, 1) == 1)
		inflate_rest(&c);
	take_hex(&c, r->id, RECORD_ID_LEN);
	take_hex(&c, r->source_key, RECORD_KEY_LEN);
	r->kind = (enum passage_kind)take_number(&c, PASSAGE_KINDS - 1);
	r->ordinal = take_small(&c);
	r->language = take_string(&c);
	r->label = take_string(&c);
	r->counted = take_small(&c);
	r->item = take_small(&c);
	r->note = take_string(&c);
	take_sections(&c, r);
	r->lead_in = take_string(&c);
	r->ranges = take_ranges(&c, &r->range_count);
	r->skips = take_ranges(&c, &r->skip_count);
	take_calls(&c, r);
	take_pages(&c, r);
	if (c.good)
		take_bytes(&c, r);
	return c.good && skips_inside(r);
}

/* ---- ids ---- */

static void short_hash(char *out, size_t len, struct span bytes)
{
	char hex[SHA256_HEX + 1];

	sha256_hex(hex, bytes);
	memcpy(out, hex, len);
	out[len] = '\0';
}

/* Lengths stand before the strings, so that no two passages give the same bytes. */
void passage_id(char out[RECORD_ID_LEN + 1], struct span source_id, enum passage_kind kind,
		struct span text, uint32_t occurrence)
{
	struct buf bytes;

	buf_init(&bytes);
	buf_addf(&bytes, "%zu:", source_id.len);
	buf_add_span(&bytes, source_id);
	buf_addf(&bytes, ":%s:%lu:", passage_kind_names[kind], (unsigned long)occurrence);
	buf_add_span(&bytes, text);
	short_hash(out, RECORD_ID_LEN, buf_span(&bytes));
	buf_release(&bytes);
}

void source_key(char out[RECORD_KEY_LEN + 1], struct span source_id)
{
	short_hash(out, RECORD_KEY_LEN, source_id);
}
