#include "store/bulk/filing.h"

#include "store/bulk/code.h"

#include <endian.h>

#define WDF_PACKED 127 /* from here on a wdf stands by itself */

#define PENDING_MOST ((size_t)256 * 1024)

const char *const filing_names[] = {[FILED_TERMS] = "terms", [FILED_DATA] = "data"};

/* ---- of a part ---- */

void filing_begin(struct filing *f, const char *folder)
{
	spool_open(&f->terms, folder, filing_names[FILED_TERMS]);
	spool_open(&f->data, folder, filing_names[FILED_DATA]);
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

/* Bytes that both begin with: by eights where there are so many. */
static size_t shared(struct span a, struct span b)
{
	size_t most = a.len < b.len ? a.len : b.len, n = 0;
	uint64_t x, y;

	for (; n + sizeof x <= most; n += sizeof x) {
		memcpy(&x, a.data + n, sizeof x);
		memcpy(&y, b.data + n, sizeof y);
		if (x != y)
			return n + (size_t)__builtin_ctzll(le64toh(x ^ y)) / 8;
	}
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
	out->len = (size_t)(code_copy(out->data + out->len, span_make(t->term.data + same, rest)) - out->data);
	if (packed > UINT8_MAX)
		code_vint(out, t->wdf);
}

static void put_tag(struct spool *file, struct span tag)
{
	code_span(&file->pending, tag);
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

static bool take_tag(struct spool_reader *r, struct buf *store, struct span *tag)
{
	uint64_t len;

	return spool_take_number(r, &len) && spool_take_span(r, store, len, tag);
}

/* A tag into the table; one that is empty only if it is to be there too. */
static bool copy_tag(struct table *t, struct spool_reader *r, const struct buf *key, struct buf *store, bool empty_too)
{
	struct span tag;

	if (!take_tag(r, store, &tag))
		return false;
	if (tag.len != 0 || empty_too)
		table_add(t, buf_span(key), tag);
	return true;
}

/* What a document has in the table: the first tag, and of its terms the slots, too. */
static bool copy_document(struct table *t, enum filed what, struct spool_reader *r, struct buf *key, struct buf *store)
{
	if (!copy_tag(t, r, key, store, what == FILED_TERMS))
		return false;
	buf_add_char(key, '\0');
	return what == FILED_DATA || copy_tag(t, r, key, store, false);
}

bool filing_copy(struct table *t, enum filed what, struct spool_reader *r, uint32_t first, uint32_t count)
{
	struct buf key, store;
	bool good = true;

	buf_init(&key);
	buf_init(&store);
	for (uint32_t i = 0; i < count && good; i++) {
		buf_clear(&key);
		code_sortable(&key, first + i);
		good = copy_document(t, what, r, &key, &store);
	}
	buf_release(&key);
	buf_release(&store);
	return good;
}
