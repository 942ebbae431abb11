#include "store/document.h"

#include <assert.h>
#include <stdlib.h>

#define NO_VALUE_SLOT UINT32_MAX /* Xapian's "no slot" */

/* Xapian's keys end in a NUL and write a NUL within as two bytes. The empty term is Xapian's "all documents". */
bool xap_term_fits(struct span term)
{
	size_t length = term.len;

	if (term.len == 0 || term.len > XAP_TERM_MAX)
		return false;
	if (2 * term.len <= XAP_TERM_MAX)
		return true;
	for (size_t i = 0; i < term.len; i++)
		length += term.data[i] == '\0';
	return length <= XAP_TERM_MAX;
}

struct xap_document *xap_document_new(void)
{
	struct xap_document *d = mem_zalloc(sizeof *d);

	buf_init(&d->bytes);
	buf_init(&d->data);
	return d;
}

void xap_document_free(struct xap_document *d)
{
	if (d == NULL)
		return;
	buf_release(&d->bytes);
	buf_release(&d->data);
	free(d->terms);
	free(d->positions);
	free(d->values);
	free(d);
}

void xap_document_clear(struct xap_document *d)
{
	buf_clear(&d->bytes);
	buf_clear(&d->data);
	d->term_count = d->position_count = d->value_count = 0;
	d->numbering = 0;
}

void xap_document_numbering(struct xap_document *d, uint32_t numbering)
{
	d->numbering = numbering;
}

static struct xap_document_term *new_entry(struct xap_document *d, size_t len, uint32_t number, uint32_t wdf)
{
	struct xap_document_term *t;

	ARRAY_GROW(d->terms, d->term_count, d->term_cap);
	t = &d->terms[d->term_count++];
	*t = (struct xap_document_term){.len = len, .wdf = wdf, .number = number, .first = d->position_count};
	return t;
}

/* The entry of the term when the call before was of the same, else a new one. */
static struct xap_document_term *term_entry(struct xap_document *d, struct span term)
{
	struct xap_document_term *t = d->term_count != 0 ? &d->terms[d->term_count - 1] : NULL;

	if (t != NULL && span_eq(xap_document_term_bytes(d, t), term))
		return t;
	t = new_entry(d, term.len, 0, 0);
	t->bytes.at = d->bytes.len;
	buf_add_span(&d->bytes, term);
	return t;
}

static void add_position(struct xap_document *d, struct xap_document_term *t, uint32_t position)
{
	ARRAY_GROW(d->positions, d->position_count, d->position_cap);
	d->positions[d->position_count++] = position;
	t->count++;
}

enum xap_status xap_document_posting(struct xap_document *d, struct span term, uint32_t position,
                                     uint32_t wdf_increment)
{
	struct xap_document_term *t;

	if (!xap_term_fits(term))
		return XAP_REFUSED;
	t = term_entry(d, term);
	add_position(d, t, position);
	t->wdf += wdf_increment;
	return XAP_OK;
}

enum xap_status xap_document_term(struct xap_document *d, struct span term, uint32_t wdf_increment)
{
	if (!xap_term_fits(term))
		return XAP_REFUSED;
	term_entry(d, term)->wdf += wdf_increment;
	return XAP_OK;
}

enum xap_status xap_document_numbered(struct xap_document *d, struct span term, uint32_t number, uint32_t wdf)
{
	assert(d->numbering != 0 && number != 0);
	if (!xap_term_fits(term))
		return XAP_REFUSED;
	new_entry(d, term.len, number, wdf)->bytes.lent = term.data;
	return XAP_OK;
}

void xap_document_at(struct xap_document *d, uint32_t position)
{
	assert(d->term_count != 0);
	add_position(d, &d->terms[d->term_count - 1], position);
}

enum xap_status xap_document_value(struct xap_document *d, uint32_t slot, struct span value)
{
	if (slot == NO_VALUE_SLOT || value.len > XAP_DATA_MAX)
		return XAP_REFUSED;
	ARRAY_GROW(d->values, d->value_count, d->value_cap);
	d->values[d->value_count++] = (struct xap_document_value){slot, d->bytes.len, value.len};
	buf_add_span(&d->bytes, value);
	return XAP_OK;
}

enum xap_status xap_document_data(struct xap_document *d, struct span data)
{
	if (data.len > XAP_DATA_MAX)
		return XAP_REFUSED;
	buf_clear(&d->data);
	buf_add_span(&d->data, data);
	return XAP_OK;
}
