/*
 * xap_carry.cc: queries as bytes.
 */
#include "store/xap_parts.h"

extern "C" {
#include "store/xap_carry.h"
}

using namespace xap;

bool xap_query_pack(const struct xap_query *query, struct buf *out)
{
	message error;

	return query->good && guard(error, [&] {
		       std::string bytes = query->query.serialise();

		       buf_add(out, bytes.data(), bytes.size());
	       }) == XAP_OK;
}

struct xap_query *xap_query_unpack(struct span bytes)
{
	auto *q = new (std::nothrow) xap_query;

	if (q == nullptr || guard(q->error, [&] { q->query = Xapian::Query::unserialise(text_of(bytes)); }) == XAP_OK)
		return q;
	delete q;
	return nullptr;
}
