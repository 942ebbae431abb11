/*
 * xap_query.cc: queries, built bottom-up.
 */
#include "store/xap_parts.h"

extern "C" {
#include "store/document.h"
}

using namespace xap;

namespace {

using form = xap_query::form;

/* A query of that form, which `fill` completes. Out of memory ends the program, as in mem_alloc. */
template <typename Fill> xap_query *query_make(form is, Fill fill) noexcept
{
	xap_query *q = nullptr;

	try {
		q = new xap_query;
		q->is = is;
		fill(*q);
		return q;
	} catch (const std::bad_alloc &) {
		return checked<xap_query>(nullptr);
	}
}

bool is_either(xap_op op)
{
	return op == XAP_OR || op == XAP_SYNONYM || op == XAP_MAX;
}

} // namespace

struct xap_query *xap_query_term(struct span term, uint32_t wqf)
{
	if (!xap_term_fits(term))
		return nullptr;
	return query_make(form::TERM, [&](xap_query &q) {
		q.term = text_of(term);
		q.number = wqf;
	});
}

struct xap_query *xap_query_all(void)
{
	return query_make(form::ALL, [](xap_query &) {});
}

struct xap_query *xap_query_nothing(void)
{
	struct xap_query *none = nullptr;

	return xap_query_combine(XAP_OR, &none, 1, 0);
}

struct xap_query *xap_query_fixed(double weight)
{
	return query_make(form::FIXED, [&](xap_query &q) { q.factor = weight; });
}

struct xap_query *xap_query_combine(enum xap_op op, struct xap_query **parts, size_t count, uint32_t window)
{
	if (count == 0)
		return nullptr;
	return query_make(form::COMBINED, [&](xap_query &q) {
		q.op = op;
		q.number = window;
		q.positional = op == XAP_PHRASE || op == XAP_NEAR;
		q.either = is_either(op);
		q.parts.reserve(count);
		for (size_t i = 0; i < count; i++) {
			q.positional |= parts[i] != nullptr && parts[i]->positional;
			q.parts.emplace_back(parts[i]);
		}
	});
}

struct xap_query *xap_query_scale(struct xap_query *of, double factor)
{
	if (of == nullptr)
		return nullptr;
	return query_make(form::SCALED, [&](xap_query &q) {
		q.factor = factor;
		q.positional = of->positional;
		q.either = of->either;
		q.parts.emplace_back(of);
	});
}

struct xap_query *xap_query_value_range(uint32_t slot, struct span low, struct span high)
{
	return query_make(form::RANGE, [&](xap_query &q) {
		q.number = slot;
		q.term = text_of(low);
		q.high = text_of(high);
	});
}

struct xap_query *xap_query_copy(const struct xap_query *of)
{
	return of == nullptr ? nullptr : query_make(of->is, [&](xap_query &q) { q = *of; });
}

void xap_query_describe(const struct xap_query *q, struct buf *out)
{
	message ignored;

	buf_clear(out);
	if (q == nullptr)
		buf_add_str(out, "Query()");
	else
		guard(ignored, [&] { put(out, plain_query(*q, guarding::NONE).get_description()); });
}

void xap_query_free(struct xap_query *q)
{
	delete q;
}
