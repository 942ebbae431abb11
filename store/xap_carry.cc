/*
 * xap_carry.cc: queries as bytes.
 */
#include "store/xap_guards.h"

extern "C" {
#include "store/xap_carry.h"
}

using namespace xap;

bool xap_query_pack(const struct xap_query *query, struct buf *out)
{
	message error;

	return guard(error, [&] {
		       std::string bytes = plain_query(*query).serialise();

		       buf_add(out, bytes.data(), bytes.size());
	       }) == XAP_OK;
}

struct xap_query *xap_query_unpack(struct span bytes)
{
	message error;
	auto *q = checked(new (std::nothrow) xap_query);

	q->is = xap_query::form::MADE;
	if (guard(error, [&] { q->made = Xapian::Query::unserialise(text_of(bytes), guards()); }) == XAP_OK)
		return q;
	delete q;
	return nullptr;
}
