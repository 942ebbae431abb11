#include "searcher/order_own.h"

#include "searcher/weights.h"
#include "store/schema.h"
#include "text/strmap.h"

#include <stdlib.h>

/* A passage, and which source its own is: the one whose passage weighs most is the first. */
struct own_hit {
	struct xap_hit hit;
	uint32_t source;
};

static int by_place(const void *a, const void *b)
{
	const struct own_hit *x = a, *y = b;

	if (x->source != y->source)
		return x->source < y->source ? -1 : 1;
	return (x->hit.docid > y->hit.docid) - (x->hit.docid < y->hit.docid);
}

static enum xap_status number_sources(const struct library *l, struct own_hit *own, size_t count)
{
	enum xap_status status = XAP_OK;
	struct strmap sources;
	uint32_t known = 0;
	struct buf key;

	strmap_init(&sources);
	buf_init(&key);
	for (size_t i = 0; i < count && status == XAP_OK; i++) {
		uint32_t *number;

		status = xap_reader_value(l->passages, own[i].hit.docid, SLOT_SOURCE, &key);
		number = strmap_put(&sources, buf_span(&key), NULL);
		*number = *number == 0 ? ++known : *number;
		own[i].source = *number;
	}
	strmap_release(&sources);
	buf_release(&key);
	return status;
}

uint64_t own_text_most(const struct plan *p)
{
	return p->own_count < OWN_TEXT_READ ? p->own_count : OWN_TEXT_READ;
}

enum xap_status own_text_order(const struct library *l, const struct plan *p, struct xap_hit *hits, size_t count)
{
	struct own_hit own[OWN_TEXT_READ];
	size_t owned = 0;
	enum xap_status status;

	for (; owned < count && owned < own_text_most(p) && hits[owned].weight >= WEIGHT_OWN_TEXT; owned++)
		own[owned] = (struct own_hit){hits[owned], 0};
	if (owned == 0)
		return XAP_OK;
	status = number_sources(l, own, owned);
	if (status != XAP_OK)
		return status;
	qsort(own, owned, sizeof *own, by_place);
	for (size_t i = 0; i < owned; i++)
		hits[i] = own[i].hit;
	return XAP_OK;
}
