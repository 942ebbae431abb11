#include "store/bulk/filing.h"

#include "store/bulk/code.h"

#define WDF_PACKED 127 /* from here on a wdf stands by itself */

#define PENDING_MOST ((size_t)256 * 1024)

const char filing_terms[] = "terms", filing_data[] = "data";

/* ---- of a part ---- */

void filing_begin(struct filing *f, const char *folder)
{
	spool_open(&f->terms, folder, filing_terms);
	spool_open(&f->data, folder, filing_data);
	buf_init(&f->tag);
}

bool filing_end(struct filing *f)
{
	bool terms = spool_close(&f->terms), data = spool_close(&f->data);

	return terms && data;
}

void filing_release(struct filing *f)
{
	spool_release(&f->terms);
	spool_release(&f->data);
	buf_release(&f->tag);
}

static size_t shared(struct span a, struct span b)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 0;

	while (n < most && a.data[n] == b.data[n])
		n++;
	return n;
}

/* A term after another: a small wdf and what they share are one byte. */
static void put_further(struct buf *out, struct span before, const struct settled_term *t)
{
	size_t same = shared(before, t->term), rest = t->term.len - same;
	size_t packed = t->wdf < WDF_PACKED ? (t->wdf + 1) * (before.len + 1) + same : UINT8_MAX + 1;

	buf_reserve(out, 2 + rest);
	out->data[out->len++] = (char)(packed <= UINT8_MAX ? packed : same);
	out->data[out->len++] = (char)rest;
	buf_add(out, t->term.data + same, rest);
	if (packed > UINT8_MAX)
		code_vint(out, t->wdf);
}

static void put_tag(struct spool *file, struct span tag)
{
	code_vint(&file->pending, tag.len);
	buf_add_span(&file->pending, tag);
	spool_drain(file, PENDING_MOST);
}

static void put_terms(struct filing *f, const struct settled *s)
{
	buf_clear(&f->tag);
	if (s->term_count != 0) {
		code_vint(&f->tag, s->length);
		code_vint(&f->tag, s->term_count);
		buf_add_char(&f->tag, (char)s->terms[0].term.len);
		buf_add_span(&f->tag, s->terms[0].term);
		code_vint(&f->tag, s->terms[0].wdf);
	}
	for (size_t i = 1; i < s->term_count; i++)
		put_further(&f->tag, s->terms[i - 1].term, &s->terms[i]);
	put_tag(&f->terms, buf_span(&f->tag));
}

static void put_slots(struct filing *f, const struct settled *s)
{
	uint32_t next = 0;

	buf_clear(&f->tag);
	for (size_t i = 0; i < s->value_count; i++) {
		code_vint(&f->tag, s->values[i].slot - next);
		next = s->values[i].slot + 1;
	}
	put_tag(&f->terms, buf_span(&f->tag));
}

void filing_put(struct filing *f, const struct settled *s, struct span data)
{
	put_tag(&f->data, data);
	put_terms(f, s);
	put_slots(f, s);
}

/* ---- into the tables ---- */

static bool take_tag(struct spool_reader *r, struct buf *tag)
{
	uint64_t len;

	buf_clear(tag);
	return spool_take_number(r, &len) && spool_take(r, tag, len);
}

static void set_key(struct buf *key, uint32_t number)
{
	buf_clear(key);
	code_sortable(key, number);
}

bool filing_copy_terms(struct table *t, struct spool_reader *r, uint32_t first, uint32_t count)
{
	struct buf key, tag, slots;
	bool good = true;

	buf_init(&key);
	buf_init(&tag);
	buf_init(&slots);
	for (uint32_t i = 0; i < count && good; i++) {
		set_key(&key, first + i);
		good = take_tag(r, &tag) && take_tag(r, &slots);
		if (good)
			table_add(t, buf_span(&key), buf_span(&tag));
		buf_add_char(&key, '\0');
		if (good && slots.len != 0)
			table_add(t, buf_span(&key), buf_span(&slots));
	}
	buf_release(&key);
	buf_release(&tag);
	buf_release(&slots);
	return good;
}

bool filing_copy_data(struct table *t, struct spool_reader *r, uint32_t first, uint32_t count)
{
	struct buf key, tag;
	bool good = true;

	buf_init(&key);
	buf_init(&tag);
	for (uint32_t i = 0; i < count && good; i++) {
		set_key(&key, first + i);
		good = take_tag(r, &tag);
		if (good && tag.len != 0)
			table_add(t, buf_span(&key), buf_span(&tag));
	}
	buf_release(&key);
	buf_release(&tag);
	return good;
}
