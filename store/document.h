/*
 * document.h: a document as it was made, before a writer takes it: what
 * xap_document_new and its sisters (xap.h) fill. For store/ only.
 */
#ifndef STORE_DOCUMENT_H
#define STORE_DOCUMENT_H

#include "store/xap.h"

/*
 * What one call, or several in a row for the same term, said of a term. The same
 * term may have further ones; positions may be in any order, and repeated.
 */
struct xap_document_term {
	union {
		size_t at;        /* in `bytes` */
		const char *lent; /* of a term with a number: the caller's */
	} bytes;
	size_t len;
	uint32_t wdf;
	uint32_t number; /* 0: none */
	size_t first, count; /* its positions in `positions` */
};

/* Of several for a slot the last counts; an empty one is no value. */
struct xap_document_value {
	uint32_t slot;
	size_t at, len; /* in `bytes` */
};

struct xap_document {
	uint32_t numbering; /* 0: no term has a number */
	struct buf bytes, data;
	struct xap_document_term *terms;
	size_t term_count, term_cap;
	uint32_t *positions;
	size_t position_count, position_cap;
	struct xap_document_value *values;
	size_t value_count, value_cap;
};

/* Whether a term or key is neither empty nor over XAP_TERM_MAX. */
bool xap_term_fits(struct span term);
static inline struct span xap_document_bytes(const struct xap_document *d, size_t at, size_t len)
{
	return span_make(d->bytes.data + at, len);
}

static inline struct span xap_document_term_bytes(const struct xap_document *d, const struct xap_document_term *t)
{
	return t->number != 0 ? span_make(t->bytes.lent, t->len) : xap_document_bytes(d, t->bytes.at, t->len);
}

#endif
