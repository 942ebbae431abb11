/*
 * xap_query.cc: queries, built bottom-up.
 */
#include "store/xap_parts.h"

#include <vector>

extern "C" {
#include "store/document.h"
}

using namespace xap;

namespace {

template <typename Body> xap_query *query_make(Body body) noexcept
{
	auto *q = checked(new (std::nothrow) xap_query);

	q->good = guard(q->error, [&] { q->query = body(); }) == XAP_OK;
	return q;
}

using Op = Xapian::Query::op;
using Parts = std::vector<Xapian::Query>;

/*
 * A source without a document that is never at its end, so that excluding it excludes nothing.
 *
 * Xapian 1.4 asks what stands beside another part of a query whether it has a document ("check"). A phrase or NEAR
 * may answer that it does not and stay where it is; an OR or MAX of it, an AND_MAYBE with it, then adds its weight to a
 * document in which only its words stand. What excludes something does not answer so: with this the weights are right.
 */
class nothing final : public Xapian::PostingSource {
public:
	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return 0; }
	Xapian::doccount get_termfreq_max() const override { return 1; }
	void next(double) override {}
	void skip_to(Xapian::docid, double) override {}
	bool check(Xapian::docid, double) override { return true; }
	bool at_end() const override { return false; }
	Xapian::docid get_docid() const override { return ~Xapian::docid(0); }
	nothing *clone() const override { return new nothing; }
	void init(const Xapian::Database &) override {}
	std::string get_description() const override { return "nothing"; }
};

/* The query so that an OR may have it, or an AND_MAYBE beside its first. */
Xapian::Query guarded(const xap_query &q)
{
	if (!q.positional || q.either)
		return q.query;
	return Xapian::Query(Op::OP_AND_NOT, q.query, Xapian::Query((new nothing)->release()));
}

bool is_either(xap_op op)
{
	return op == XAP_OR || op == XAP_SYNONYM || op == XAP_MAX;
}

/* The parts after the first as one. */
Xapian::Query others(Op op, const Parts &parts)
{
	return Xapian::Query(op, parts.begin() + 1, parts.end());
}

Xapian::Query combined(xap_op op, const Parts &parts, uint32_t window)
{
	switch (op) {
	case XAP_AND:
		return Xapian::Query(Op::OP_AND, parts.begin(), parts.end());
	case XAP_OR:
		return Xapian::Query(Op::OP_OR, parts.begin(), parts.end());
	case XAP_SYNONYM:
		return Xapian::Query(Op::OP_SYNONYM, parts.begin(), parts.end());
	case XAP_MAX:
		return Xapian::Query(Op::OP_MAX, parts.begin(), parts.end());
	case XAP_PHRASE:
		return Xapian::Query(Op::OP_PHRASE, parts.begin(), parts.end(), window);
	case XAP_NEAR:
		return Xapian::Query(Op::OP_NEAR, parts.begin(), parts.end(), window);
	case XAP_AND_NOT:
		return Xapian::Query(Op::OP_AND_NOT, parts[0], others(Op::OP_OR, parts));
	case XAP_AND_MAYBE:
		return Xapian::Query(Op::OP_AND_MAYBE, parts[0], others(Op::OP_OR, parts));
	case XAP_FILTER:
		return parts.size() == 1 ? parts[0]
					 : Xapian::Query(Op::OP_FILTER, parts[0], others(Op::OP_AND, parts));
	}
	throw Xapian::InvalidArgumentError("no such operator");
}

} // namespace

struct xap_query *xap_query_term(struct span term, uint32_t wqf)
{
	if (!xap_term_fits(term))
		return nullptr;
	return query_make([&] { return Xapian::Query(text_of(term), wqf); });
}

struct xap_query *xap_query_all(void)
{
	return query_make([] { return Xapian::Query(std::string()); });
}

struct xap_query *xap_query_fixed(double weight)
{
	return query_make([&] {
		auto *source = new Xapian::FixedWeightPostingSource(weight);

		return Xapian::Query(source->release());
	});
}

struct xap_query *xap_query_combine(enum xap_op op, struct xap_query **parts, size_t count, uint32_t window)
{
	xap_query *made = nullptr;

	if (count != 0)
		made = query_make([&] {
			Parts queries;

			for (size_t i = 0; i < count; i++) {
				const bool guard = is_either(op) || (op == XAP_AND_MAYBE && i != 0);

				queries.push_back(parts[i] == nullptr ? Xapian::Query()
						  : guard             ? guarded(*parts[i])
								      : parts[i]->query);
			}
			return combined(op, queries, window);
		});
	if (made != nullptr) {
		made->positional = op == XAP_PHRASE || op == XAP_NEAR;
		made->either = is_either(op);
	}
	for (size_t i = 0; i < count; i++) {
		if (parts[i] != nullptr)
			made->positional |= parts[i]->positional;
		if (parts[i] != nullptr && !parts[i]->good && made->good) {
			made->good = false;
			made->error = parts[i]->error;
		}
		delete parts[i];
	}
	return made;
}

struct xap_query *xap_query_scale(struct xap_query *q, double factor)
{
	if (q != nullptr && q->good)
		q->good = guard(q->error, [&] { q->query = Xapian::Query(factor, q->query); }) == XAP_OK;
	return q;
}

/* From the least value there is: documents without a value have an empty one and never match. */
struct xap_query *xap_query_value_range(uint32_t slot, struct span low, struct span high)
{
	return query_make([&] {
		const std::string from = low.len == 0 ? std::string(1, '\0') : text_of(low);

		if (high.len == 0)
			return Xapian::Query(Op::OP_VALUE_GE, slot, from);
		return Xapian::Query(Op::OP_VALUE_RANGE, slot, from, text_of(high));
	});
}

struct xap_query *xap_query_copy(const struct xap_query *q)
{
	return q == nullptr ? nullptr : checked(new (std::nothrow) xap_query(*q));
}

void xap_query_describe(const struct xap_query *q, struct buf *out)
{
	message ignored;

	buf_clear(out);
	if (q == nullptr)
		buf_add_str(out, "Query()");
	else
		guard(ignored, [&] { put(out, q->query.get_description()); });
}

void xap_query_free(struct xap_query *q)
{
	delete q;
}
