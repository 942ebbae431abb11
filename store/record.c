#include "store/record_parts.h"
#include "store/sha256.h"

#include <assert.h>
#include <stdlib.h>
#include <zlib.h>

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

/* A place in the reading text. */
static void add_place(struct buf *out, struct range at)
{
	assert(at.start <= at.end);
	add_number(out, at.start);
	add_number(out, at.end - at.start);
}

static void add_provisions(struct buf *out, const struct record *r)
{
	add_number(out, r->provision_count);
	for (size_t i = 0; i < r->provision_count; i++) {
		const struct record_provision *p = &r->provisions[i];

		add_number(out, (uint64_t)p->of.unit);
		add_number(out, (uint64_t)p->of.confidence);
		add_string(out, p->of.article);
		add_string(out, p->of.paragraph);
		add_string(out, p->of.subparagraph);
		add_string(out, p->of.instrument);
		add_string(out, p->of.decided);
		add_place(out, p->of.at);
		add_ranges(out, p->ranges, p->range_count);
	}
}

static void add_own(struct buf *out, const struct record *r)
{
	add_number(out, r->own_count);
	for (size_t i = 0; i < r->own_count; i++) {
		add_number(out, (uint64_t)r->own[i].unit);
		add_string(out, r->own[i].article);
		add_string(out, r->own[i].paragraph);
		add_string(out, r->own[i].subparagraph);
		add_string(out, r->own[i].instrument);
	}
}

static void add_symbols(struct buf *out, const struct record *r)
{
	add_number(out, r->symbol_count);
	for (size_t i = 0; i < r->symbol_count; i++) {
		add_string(out, r->symbols[i].name);
		add_place(out, r->symbols[i].at);
	}
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
	add_string(out, r->mark);
	add_number(out, r->section_number);
	add_number(out, r->label_repeats);
	add_string(out, r->note);
	add_number(out, r->section_count);
	for (size_t i = 0; i < r->section_count; i++)
		add_string(out, r->sections[i]);
	add_string(out, r->lead_in);
	add_ranges(out, r->ranges, r->range_count);
	add_ranges(out, r->skips, r->skip_count);
	add_calls(out, r);
	add_pages(out, r);
	add_provisions(out, r);
	add_own(out, r);
	add_symbols(out, r);
	add_number(out, r->ocr);
	buf_add_span(out, r->bytes);
}

void record_encode(struct buf *out, const struct record *r)
{
	size_t start = checksum_begin(out);

	buf_add_char(out, 0);
	add_fields(out, r);
	if (out->len - start > PLAIN_MAX) {
		memmove(out->data + start, out->data + start + 1, out->len - start - 1);
		out->len--;
		deflate_from(out, start);
	}
	checksum_end(out, start);
}

/* ---- ids ---- */

static void short_hash(char *out, size_t len, struct span head, struct span bytes)
{
	char hex[SHA256_HEX + 1];

	sha256_pair(hex, head, bytes);
	memcpy(out, hex, len);
	out[len] = '\0';
}

/* Lengths stand before the strings, so that no two passages give the same bytes. */
void passage_id(char out[RECORD_ID_LEN + 1], struct span source_id, enum passage_kind kind,
		struct span text, uint32_t occurrence)
{
	struct buf head;

	buf_init(&head);
	buf_addf(&head, "%zu:", source_id.len);
	buf_add_span(&head, source_id);
	buf_addf(&head, ":%s:%lu:", passage_kind_names[kind], (unsigned long)occurrence);
	short_hash(out, RECORD_ID_LEN, buf_span(&head), text);
	buf_release(&head);
}

void source_key(char out[RECORD_KEY_LEN + 1], struct span source_id)
{
	short_hash(out, RECORD_KEY_LEN, source_id, span_make(NULL, 0));
}
