#include "store/bulk/filing.h"

#include "store/bulk/code.h"

#define WDF_PACKED 127 /* from here on a wdf stands by itself */

void filing_init(struct filing *f, struct table *termlist, struct table *docdata)
{
	f->termlist = termlist;
	f->docdata = docdata;
	buf_init(&f->key);
	buf_init(&f->tag);
}

void filing_release(struct filing *f)
{
	buf_release(&f->key);
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
	table_add(f->termlist, buf_span(&f->key), buf_span(&f->tag));
}

static void put_slots(struct filing *f, const struct settled *s)
{
	uint32_t next = 0;

	if (s->value_count == 0)
		return;
	buf_add_char(&f->key, '\0');
	buf_clear(&f->tag);
	for (size_t i = 0; i < s->value_count; i++) {
		code_vint(&f->tag, s->values[i].slot - next);
		next = s->values[i].slot + 1;
	}
	table_add(f->termlist, buf_span(&f->key), buf_span(&f->tag));
}

void filing_put(struct filing *f, uint32_t number, const struct settled *s, struct span data)
{
	buf_clear(&f->key);
	code_sortable(&f->key, number);
	if (data.len != 0)
		table_add(f->docdata, buf_span(&f->key), data);
	put_terms(f, s);
	put_slots(f, s);
}
