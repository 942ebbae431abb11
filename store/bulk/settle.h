/*
 * settle.h: a document put in order: each term once, in the order of its bytes,
 * with its positions ascending and each once; each slot once. For store/bulk/
 * only.
 */
#ifndef STORE_BULK_SETTLE_H
#define STORE_BULK_SETTLE_H

#include "store/bulk/order.h"
#include "store/document.h"

struct settled_term {
	struct span term;
	uint32_t wdf;
	const uint32_t *positions;
	size_t count;
	uint32_t number; /* as in the document */
	uint64_t hash;   /* for whoever looks it up, */
	uint32_t list;   /* and what is found */
};

struct settled_value {
	uint32_t slot;
	struct span value; /* not empty */
};

struct settled {
	struct settled_term *terms;
	size_t term_count, term_cap;
	struct settled_value *values;
	size_t value_count, value_cap;
	uint64_t length; /* the sum of the wdf */
	uint32_t numbering;

	struct order_item *items; /* room for ORDER_ROOM of item_cap */
	size_t item_cap;
	uint32_t *gathered; /* positions that were not in order */
	size_t gathered_count, gathered_cap;
};

void settled_init(struct settled *s);
void settled_release(struct settled *s);
/* The spans are the document's, which must not change meanwhile. */
void settled_make(struct settled *s, const struct xap_document *d);

#endif
