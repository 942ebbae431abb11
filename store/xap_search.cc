/*
 * xap_search.cc: asking a query: pages of hits in their order, counts, facets.
 */
#include "store/xap_parts.h"

#include <algorithm>
#include <iterator>

using namespace xap;

namespace {

/* Whether Xapian need not see the tie values: which of equals a collapse keeps, and what a facet's spy is shown, are its. */
bool by_weight_alone(const xap_search &s)
{
	return s.sort_slot < 0 && s.collapse_slot < 0 && s.facet_slot < 0;
}

void order(Xapian::Enquire &enquire, const xap_search &s)
{
	if (s.collapse_slot >= 0)
		enquire.set_collapse_key(static_cast<Xapian::valueno>(s.collapse_slot), s.collapse_most);
	if (s.sort_slot >= 0)
		enquire.set_sort_by_value_then_relevance(static_cast<Xapian::valueno>(s.sort_slot),
							 s.sort_descending);
	else if (s.tie_slot >= 0 && !by_weight_alone(s))
		enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(s.tie_slot), false);
}

void take_counts(xap_results *out, const Xapian::MSet &found) noexcept
{
	out->lower = found.get_matches_lower_bound();
	out->estimated = found.get_matches_estimated();
	out->upper = found.get_matches_upper_bound();
	out->max_possible = found.get_max_possible();
}

xap_hit hit_of(const Xapian::MSetIterator &at)
{
	return {*at, at.get_weight(), at.get_collapse_count()};
}

/* A hit that may be equal to others by sort value and weight, and the value that then decides. */
struct candidate {
	xap_hit hit;
	std::string sort, tie;

	bool equals(const candidate &other) const
	{
		return hit.weight <= other.hit.weight && hit.weight >= other.hit.weight && sort == other.sort;
	}
};

std::vector<candidate> candidates_of(const Xapian::MSet &found, const xap_search &s)
{
	std::vector<candidate> all;

	for (auto at = found.begin(); at != found.end(); ++at)
		all.push_back({hit_of(at), at.get_sort_key(),
			       at.get_document().get_value(static_cast<Xapian::valueno>(s.tie_slot))});
	return all;
}

/* Puts each run of equal hits in the order of their tie values. */
void settle_ties(std::vector<candidate> &all)
{
	for (auto at = all.begin(); at != all.end();) {
		auto past = std::find_if_not(at + 1, all.end(), [&](const candidate &c) { return at->equals(c); });

		std::stable_sort(at, past, [](const candidate &a, const candidate &b) { return a.tie < b.tie; });
		at = past;
	}
}

/* The hits [first, past) of all, once equal ones are in order. */
void take_in_order(xap_results *out, std::vector<candidate> &all, uint32_t first, uint32_t past)
{
	settle_ties(all);
	out->hits = static_cast<xap_hit *>(mem_zalloc((all.size() + 1) * sizeof(xap_hit)));
	for (size_t i = first; i < past && i < all.size(); i++)
		out->hits[out->count++] = all[i].hit;
}

/*
 * Xapian orders by a value and then by weight, or by weight and then by a
 * value, but not by value, weight and value: so the hits are fetched to the
 * end of the run of equals that the page ends in, and the runs are ordered here.
 */
Xapian::MSet take_settled(xap_results *out, Xapian::Enquire &enquire, const xap_search &s, uint32_t documents)
{
	const uint32_t past = s.most > documents - std::min(s.first, documents) ? documents : s.first + s.most;
	uint32_t want = past;
	Xapian::MSet found;
	std::vector<candidate> all;

	do {
		want = want > documents / 2 ? documents : want * 2 + 1;
		found = enquire.get_mset(0, want, s.check_at_least);
		all = candidates_of(found, s);
	} while (past > 0 && all.size() == want && want < documents && all[past - 1].equals(all.back()));
	take_in_order(out, all, s.first, past);
	return found;
}

Xapian::MSet take_page(xap_results *out, Xapian::Enquire &enquire, const xap_search &s)
{
	Xapian::MSet found = enquire.get_mset(s.first, s.most, s.check_at_least);

	out->hits = static_cast<xap_hit *>(mem_zalloc((found.size() + 1) * sizeof(xap_hit)));
	for (auto at = found.begin(); at != found.end(); ++at)
		out->hits[out->count++] = hit_of(at);
	return found;
}

/*
 * By weight, few hits are equal, while Xapian would read the tie value of every match: so some hits
 * more than the page are fetched by weight alone, and the values of equal ones read here. A run of
 * equals that is longer is left to Xapian.
 */
constexpr uint32_t MORE_FOR_TIES = 16;

bool ends_in_ties(const Xapian::MSet &found, uint32_t past, uint32_t want)
{
	return found.size() == want && !(found[past - 1].get_weight() > found[want - 1].get_weight());
}

std::vector<candidate> equals_of(const Xapian::MSet &found, const xap_search &s)
{
	std::vector<candidate> all;

	for (auto at = found.begin(); at != found.end(); ++at) {
		all.push_back({hit_of(at), "", ""});
		if (all.size() < 2 || !all[all.size() - 2].equals(all.back()))
			continue;
		for (candidate *c = &all.back() - 1; c <= &all.back(); c++)
			if (c->tie.empty())
				c->tie = found[static_cast<Xapian::doccount>(c - all.data())].get_document().get_value(
					static_cast<Xapian::valueno>(s.tie_slot));
	}
	return all;
}

Xapian::MSet take_by_weight(xap_results *out, Xapian::Enquire &enquire, const xap_search &s, uint32_t documents)
{
	const uint32_t past = s.most > documents - std::min(s.first, documents) ? documents : s.first + s.most;
	const uint32_t want = past > documents - std::min(MORE_FOR_TIES, documents) ? documents : past + MORE_FOR_TIES;
	Xapian::MSet found = enquire.get_mset(0, want, s.check_at_least);
	std::vector<candidate> all;

	if (want < documents && ends_in_ties(found, past, want)) {
		enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(s.tie_slot), false);
		return take_page(out, enquire, s);
	}
	all = equals_of(found, s);
	take_in_order(out, all, s.first, past);
	return found;
}

Xapian::MSet take(xap_results *out, Xapian::Enquire &enquire, const xap_search &s, uint32_t documents)
{
	if (s.tie_slot < 0 || s.most == 0)
		return take_page(out, enquire, s);
	if (s.sort_slot >= 0)
		return take_settled(out, enquire, s, documents);
	return by_weight_alone(s) ? take_by_weight(out, enquire, s, documents) : take_page(out, enquire, s);
}

void take_facets(xap_results *out, const Xapian::ValueCountMatchSpy &spy)
{
	size_t cap = 0;

	for (auto at = spy.values_begin(); at != spy.values_end(); ++at) {
		const std::string value = *at;

		if (out->facet_count == cap) {
			cap = cap == 0 ? 8 : cap * 2;
			out->facets = static_cast<xap_facet *>(
				mem_realloc(out->facets, cap * sizeof(xap_facet)));
		}
		out->facets[out->facet_count++] = {
			span_make(mem_spandup(span_of_string(value)), value.size()), at.get_termfreq()};
	}
}

/* ---- counts ---- */

bool is_union(const xap_query *query, std::vector<std::string> &terms);

/* A filter's first part is a fixed weight: it brings all that the others do. */
bool is_union_of(const xap_query &whole, std::vector<std::string> &terms)
{
	const auto &parts = whole.parts;

	if (parts.size() == 1 || whole.op == XAP_AND_MAYBE)
		return is_union(parts[0].get(), terms);
	if (whole.op == XAP_FILTER)
		return parts.size() == 2 && parts[0] != nullptr && parts[0]->is == xap_query::form::FIXED &&
		       is_union(parts[1].get(), terms);
	return whole.either &&
	       std::all_of(parts.begin(), parts.end(), [&](const auto &part) { return is_union(part.get(), terms); });
}

/* Whether what the query brings is what has any of some terms, and these. */
bool is_union(const xap_query *query, std::vector<std::string> &terms)
{
	if (query == nullptr)
		return true;
	switch (query->is) {
	case xap_query::form::TERM:
		terms.push_back(query->term);
		return true;
	case xap_query::form::SCALED:
	case xap_query::form::COMBINED:
		return is_union_of(*query, terms);
	default:
		return false;
	}
}

constexpr uint32_t WALKED_MOST = 4096; /* postings; more of them are left to Xapian, which estimates */

/* All documents of some terms, each once. */
std::vector<Xapian::docid> documents_of(const Xapian::Database &database, const std::vector<std::string> &terms)
{
	std::vector<Xapian::docid> all, these, both;

	for (const std::string &term : terms) {
		these.assign(database.postlist_begin(term), database.postlist_end(term));
		both.clear();
		std::set_union(all.begin(), all.end(), these.begin(), these.end(), std::back_inserter(both));
		all.swap(both);
	}
	return all;
}

/* How many of some documents, in their order, a term does not have: it is looked for at each, as long as its list may be. */
size_t count_without(const Xapian::Database &database, const std::string &term, const std::vector<Xapian::docid> &documents)
{
	auto at = database.postlist_begin(term);
	const auto end = database.postlist_end(term);
	size_t without = 0;

	for (Xapian::docid document : documents) {
		if (at != end)
			at.skip_to(document);
		without += at == end || *at != document;
	}
	return without;
}

/* The most frequent term's documents need not be walked: how many there are is known. */
size_t count_any(xap_reader &r, std::vector<std::string> &terms)
{
	if (terms.empty())
		return 0;
	std::iter_swap(terms.end() - 1, std::max_element(terms.begin(), terms.end(), [&](const std::string &a, const std::string &b) {
		return frequency_of(r, a) < frequency_of(r, b);
	}));
	const std::string most = terms.back();

	terms.pop_back();
	return frequency_of(r, most) + count_without(r.database, most, documents_of(r.database, terms));
}

/* Counts what few postings bring; false: it must be searched for. */
bool count_union(xap_reader &r, const xap_search &s, xap_results *out)
{
	std::vector<std::string> terms;
	uint64_t postings = 0;

	if (!s.unweighted || s.most != 0 || s.collapse_slot >= 0 || s.facet_slot >= 0 || !is_union(s.query, terms))
		return false;
	std::sort(terms.begin(), terms.end());
	terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
	for (const std::string &term : terms)
		postings += frequency_of(r, term);
	if (postings > WALKED_MOST)
		return false;
	out->lower = out->estimated = out->upper = static_cast<uint32_t>(count_any(r, terms));
	return true;
}

/* Of several databases each would need lengths of its own. */
bool knows_lengths(const xap_reader &r, const xap_search &s)
{
	return r.database_count == 1 && s.lengths != nullptr && !(s.k2 > 0);
}

Xapian::Query made(xap_reader &r, const xap_search &s)
{
	if (s.unweighted)
		return Xapian::Query(0, plain_query(*s.query));
	return knows_lengths(r, s) ? weighed_query(r, s) : plain_query(*s.query);
}

void run(xap_reader &r, const xap_search &s, xap_results *out)
{
	Xapian::Database &database = r.database;
	Xapian::Enquire enquire(database);
	Xapian::ValueCountMatchSpy spy(s.facet_slot >= 0 ? static_cast<Xapian::valueno>(s.facet_slot) : 0);

	if (count_union(r, s, out))
		return;
	enquire.set_query(made(r, s));
	enquire.set_weighting_scheme(Xapian::BM25Weight(s.k1, s.k2, s.k3, s.b, s.min_normlen));
	order(enquire, s);
	if (s.facet_slot >= 0)
		enquire.add_matchspy(&spy);
	take_counts(out, take(out, enquire, s, database.get_doccount()));
	if (s.facet_slot >= 0)
		take_facets(out, spy);
}

} // namespace

enum xap_status xap_search_run(struct xap_reader *r, const struct xap_search *s, struct xap_results **out)
{
	auto *results = static_cast<xap_results *>(mem_zalloc(sizeof(xap_results)));
	xap_status status = XAP_OK;

	if (s->query != nullptr)
		status = guard(r->error, [&] { run(*r, *s, results); });
	if (status != XAP_OK) {
		xap_results_free(results);
		results = nullptr;
	}
	*out = results;
	return status;
}

void xap_results_free(struct xap_results *results)
{
	if (results == nullptr)
		return;
	for (size_t i = 0; i < results->facet_count; i++)
		free(const_cast<char *>(results->facets[i].value.data));
	free(results->facets);
	free(results->hits);
	free(results);
}
