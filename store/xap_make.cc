/*
 * xap_make.cc: what Xapian is asked, made of a query.
 */
#include "store/xap_guards.h"

using namespace xap;

namespace {

using form = xap_query::form;
using Op = Xapian::Query::op;
using Made = std::vector<Xapian::Query>;

/* Whether an OR, or an AND_MAYBE behind its first, may not have the part as it is. */
bool is_to_guard(const xap_query &whole, size_t part)
{
	const bool beside = whole.either || (whole.op == XAP_AND_MAYBE && part != 0);

	return beside && whole.parts[part]->positional && !whole.parts[part]->either;
}

/* The parts after the first as one. */
Xapian::Query others(Op op, const Made &parts)
{
	return Xapian::Query(op, parts.begin() + 1, parts.end());
}

Xapian::Query combined(xap_op op, const Made &parts, uint32_t window, guarding how)
{
	switch (op) {
	case XAP_AND:
		return Xapian::Query(Op::OP_AND, parts.begin(), parts.end());
	case XAP_OR:
		return Xapian::Query(Op::OP_OR, parts.begin(), parts.end());
	case XAP_SYNONYM:
		return Xapian::Query(Op::OP_SYNONYM, parts.begin(), parts.end());
	case XAP_MAX:
		return guarded_max(parts, how);
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

Xapian::Query excluded(const xap_query &q);

/* The query with each part made by `make(part, its place)`, but for what an AND_NOT excludes. */
template <typename Make> Xapian::Query combine(const xap_query &q, guarding how, Make make)
{
	Made parts;

	for (size_t i = 0; i < q.parts.size(); i++) {
		if (q.parts[i] == nullptr)
			parts.emplace_back();
		else if (how != guarding::NONE && q.op == XAP_AND_NOT && i != 0)
			parts.push_back(excluded(*q.parts[i]));
		else if (how != guarding::NONE && is_to_guard(q, i))
			parts.push_back(guarded_positional(make(*q.parts[i], i)));
		else
			parts.push_back(make(*q.parts[i], i));
	}
	return combined(q.op, parts, q.number, how);
}

/*
 * Without what only adds weight. Xapian 1.4 never sets up the weights of what is excluded, and takes an AND_MAYBE in an AND
 * for an AND where those in its memory happen to be below 0: what has but the first part would not be excluded.
 */
Xapian::Query excluded(const xap_query &q)
{
	if (q.is == form::SCALED || (q.is == form::COMBINED && q.op == XAP_AND_MAYBE))
		return q.parts[0] == nullptr ? Xapian::Query() : excluded(*q.parts[0]);
	if (q.is == form::COMBINED)
		return combine(q, guarding::EACH, [](const xap_query &part, size_t) { return excluded(part); });
	return xap::plain_query(q);
}

/* From the least value there is: documents without a value have an empty one and never match. */
Xapian::Query value_range(const xap_query &q)
{
	const std::string from = q.term.empty() ? std::string(1, '\0') : q.term;

	if (q.high.empty())
		return Xapian::Query(Op::OP_VALUE_GE, q.number, from);
	return Xapian::Query(Op::OP_VALUE_RANGE, q.number, from, q.high);
}

Xapian::Query fixed(double weight)
{
	return Xapian::Query((new Xapian::FixedWeightPostingSource(weight))->release());
}

/* Whether the part is weighed, and by itself: what filters has no weight, and the words of phrases have it together. */
bool is_weighed(xap_op op, size_t part)
{
	switch (op) {
	case XAP_AND:
	case XAP_OR:
	case XAP_MAX:
	case XAP_AND_MAYBE:
		return true;
	case XAP_AND_NOT:
	case XAP_FILTER:
		return part == 0;
	case XAP_SYNONYM:
	case XAP_PHRASE:
	case XAP_NEAR:
		break;
	}
	return false;
}

/* What filters: terms, and what has any or all of them; else as Xapian has it. */
Xapian::Query listed(xap_reader &r, const xap_query &q)
{
	if (q.is == form::TERM)
		return xap::listed_term(r, q.term);
	if (q.is == form::COMBINED && (q.op == XAP_OR || q.op == XAP_AND))
		return combine(q, guarding::WHOLE, [&](const xap_query &part, size_t) { return listed(r, part); });
	return xap::plain_query(q);
}

Xapian::Query weighed(xap_reader &r, const xap_search &s, const xap_query &q, double factor);

/* Scaled by 1 where the factor is taken further down, so that sums are made in the same order. */
Xapian::Query weighed_scaled(xap_reader &r, const xap_search &s, const xap_query &part, double factor)
{
	if (!(factor > 0))
		return Xapian::Query(0, plain_query(part));
	return part.is == form::TERM ? weighed(r, s, part, factor) : Xapian::Query(1, weighed(r, s, part, factor));
}

/* The factor is taken down to the terms, as Xapian does, so that weights are rounded alike. */
Xapian::Query weighed(xap_reader &r, const xap_search &s, const xap_query &q, double factor)
{
	switch (q.is) {
	case form::TERM:
		return weighed_term(r, s, q.term, q.number, factor);
	case form::SCALED:
		return weighed_scaled(r, s, *q.parts[0], factor * q.factor);
	case form::COMBINED:
		if (is_weighed(q.op, 0))
			return combine(q, guarding::WHOLE, [&](const xap_query &part, size_t i) {
				return is_weighed(q.op, i) ? weighed(r, s, part, factor) : listed(r, part);
			});
		break;
	default:
		break;
	}
	return Xapian::Query(factor, plain_query(q));
}

} // namespace

Xapian::Query xap::plain_query(const xap_query &q, guarding how)
{
	switch (q.is) {
	case form::TERM:
		return Xapian::Query(q.term, q.number);
	case form::ALL:
		return Xapian::Query(std::string());
	case form::FIXED:
		return fixed(q.factor);
	case form::RANGE:
		return value_range(q);
	case form::COMBINED:
		return combine(q, how, [&](const xap_query &part, size_t) { return plain_query(part, how); });
	case form::SCALED:
		return Xapian::Query(q.factor, plain_query(*q.parts[0], how));
	case form::MADE:
		break;
	}
	return q.made;
}

Xapian::Query xap::weighed_query(xap_reader &r, const xap_search &s)
{
	return without_parked(weighed(r, s, *s.query, 1));
}
