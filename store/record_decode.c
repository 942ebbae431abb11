#include "store/record_parts.h"

#include "store/pack.h"

#include <stdlib.h>
#include <zlib.h>

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

static struct range take_place(struct cursor *c)
{
	size_t start = take_offset(c, 0);

	return (struct range){start, take_offset(c, start)};
}

static void take_provision(struct cursor *c, struct record_provision *p)
{
	p->of.unit = (enum provision_unit)take_number(c, PROVISION_UNITS - 1);
	p->of.confidence = (enum provision_confidence)take_number(c, PROVISION_NONE);
	p->of.article = take_string(c);
	p->of.paragraph = take_string(c);
	p->of.subparagraph = take_string(c);
	p->of.instrument = take_string(c);
	p->of.decided = take_string(c);
	p->of.at = take_place(c);
	p->ranges = take_ranges(c, &p->range_count);
}

static void take_provisions(struct cursor *c, struct record *r)
{
	r->provision_count = take_count(c);
	r->provisions = pool_alloc(c->pool, r->provision_count * sizeof *r->provisions);
	for (size_t i = 0; i < r->provision_count; i++)
		take_provision(c, &r->provisions[i]);
}

static void take_own(struct cursor *c, struct record *r)
{
	r->own_count = take_count(c);
	r->own = pool_alloc(c->pool, r->own_count * sizeof *r->own);
	for (size_t i = 0; i < r->own_count; i++) {
		r->own[i] = (struct provision){.confidence = PROVISION_DOCUMENT};
		r->own[i].unit = (enum provision_unit)take_number(c, PROVISION_UNITS - 1);
		r->own[i].article = take_string(c);
		r->own[i].paragraph = take_string(c);
		r->own[i].subparagraph = take_string(c);
		r->own[i].instrument = take_string(c);
	}
}

static void take_symbols(struct cursor *c, struct record *r)
{
	r->symbol_count = take_count(c);
	r->symbols = pool_alloc(c->pool, r->symbol_count * sizeof *r->symbols);
	for (size_t i = 0; i < r->symbol_count; i++) {
		r->symbols[i].name = take_string(c);
		r->symbols[i].at = take_place(c);
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
	if (!checksum_take(&c.left))
		return false;
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
	r->mark = take_string(&c);
	r->section_number = take_small(&c);
	r->label_repeats = take_number(&c, 1) == 1;
	r->note = take_string(&c);
	take_sections(&c, r);
	r->lead_in = take_string(&c);
	r->ranges = take_ranges(&c, &r->range_count);
	r->skips = take_ranges(&c, &r->skip_count);
	take_calls(&c, r);
	take_pages(&c, r);
	take_provisions(&c, r);
	take_own(&c, r);
	take_symbols(&c, r);
	r->ocr = (uint32_t)take_number(&c, 100);
	if (c.good)
		take_bytes(&c, r);
	return c.good && skips_inside(r);
}
