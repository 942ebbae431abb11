/*
 * xap_weight.cc: BM25 as Xapian::BM25Weight has it, but with the lengths of documents at hand: Xapian keeps them in
 * blocks, and goes through one from its beginning to each document that is weighed, which takes most of the time of a
 * search.
 */
#include "store/xap_guards.h"

#include <algorithm>
#include <cmath>

extern "C" {
#include "store/lengths.h"
}

using namespace xap;

namespace {

constexpr uint32_t LISTED_MOST = 4096; /* documents; more of them Xapian goes through in fewer steps, which is more than a look-up */

/* What the weights of a term's documents have in common. */
struct weighing {
	double term;       /* what a document has that is nothing but the term */
	double per_length; /* 1 / average length; 0: all documents are empty */
	double k1, b, min_normlen;
	double most; /* no document's weight is above it */

	/* Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, in the steps of Xapian 1.4. */
	double of(double wdf, double length) const
	{
		const double normlen = std::max(length * per_length, min_normlen);
		const double denominator = k1 * (normlen * b + (1 - b)) + wdf;

		return term * (wdf / denominator);
	}
};

/* Of a term, as Xapian 1.4 has it: odds below 2 are brought nearer to 2, so that what most documents have weighs something. */
double rareness(double all, double with)
{
	const double odds = (all - with + 0.5) / (with + 0.5);

	return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

/*
 * A term cannot occur more often in a document than the longest one has terms: so it need not be looked up how often it
 * does, and the greatest weight is hardly above that.
 */
weighing weighing_of(const xap_reader &r, const xap_search &s, uint32_t documents, uint32_t wqf, double factor)
{
	const Xapian::Database &database = r.database;
	const double average = database.get_avlength(), longest = database.get_doclength_upper_bound();
	weighing w{};

	w.term = rareness(database.get_doccount(), documents) * factor;
	w.term *= (s.k3 + 1) * wqf / (s.k3 + wqf);
	w.term *= s.k1 + 1;
	w.per_length = average > 0 ? 1 / average : 0;
	w.k1 = s.k1;
	w.b = s.b;
	w.min_normlen = s.min_normlen;
	w.most = longest > 0 ? w.of(longest, longest) : 0;
	return w;
}

/* The documents of a term, of which it is known how many there are, and PARKED; without weights. */
class term_documents : public Xapian::PostingSource {
public:
	term_documents(const std::string &t, uint32_t count) : term(t), documents(count)
	{
	}
	Xapian::doccount get_termfreq_min() const override { return documents; }
	Xapian::doccount get_termfreq_est() const override { return documents; }
	Xapian::doccount get_termfreq_max() const override { return documents; }
	void init(const Xapian::Database &of) override
	{
		database = of;
		at = database.postlist_begin(term);
		begun = ended = false;
		settle();
	}
	void next(double) override
	{
		ended = begun && document == PARKED;
		if (begun && !ended)
			++at;
		begun = true;
		settle();
	}
	void skip_to(Xapian::docid to, double) override
	{
		begun = true;
		ended = to > PARKED;
		if (document != PARKED && to > document)
			at.skip_to(to);
		settle();
	}
	bool at_end() const override { return ended; }
	Xapian::docid get_docid() const override { return document; }
	term_documents *clone() const override { return new term_documents(term, documents); }
	std::string get_description() const override { return term; }

protected:
	std::string term;
	uint32_t documents;
	Xapian::Database database;
	Xapian::PostingIterator at;
	Xapian::docid document = 0; /* at `at`; PARKED: it is behind the last */

private:
	bool begun = false, ended = false;

	void settle()
	{
		document = at == Xapian::PostingIterator() ? PARKED : *at;
	}
};

class weighed_documents final : public term_documents {
public:
	weighed_documents(const std::string &t, uint32_t count, const weighing &w, struct span l)
		: term_documents(t, count), weights(w), lengths(l)
	{
	}
	void init(const Xapian::Database &of) override
	{
		term_documents::init(of);
		set_maxweight(weights.most);
	}
	double get_weight() const override { return document == PARKED ? 0 : weights.of(at.get_wdf(), length()); }
	weighed_documents *clone() const override { return new weighed_documents(term, documents, weights, lengths); }

private:
	weighing weights;
	struct span lengths;

	double length() const
	{
		const uint32_t known = lengths_of(lengths, document);

		return known == LENGTH_UNKNOWN ? database.get_doclength(document) : known;
	}
};

} // namespace

Xapian::Query xap::weighed_term(xap_reader &r, const xap_search &s, const std::string &term, uint32_t wqf, double factor)
{
	const struct span lengths = s.lengths(s.lengths_of);
	const uint32_t documents = lengths.len == 0 ? 0 : frequency_of(r, term);

	if (documents == 0)
		return Xapian::Query(factor, Xapian::Query(term, wqf));
	const weighing weights = weighing_of(r, s, documents, wqf, factor);

	return Xapian::Query((new weighed_documents(term, documents, weights, lengths))->release());
}

Xapian::Query xap::listed_term(xap_reader &r, const std::string &term)
{
	const uint32_t documents = frequency_of(r, term);

	if (documents == 0 || documents > LISTED_MOST)
		return Xapian::Query(term);
	return Xapian::Query((new term_documents(term, documents))->release());
}
