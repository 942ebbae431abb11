#include "store/xap_guards.h"

namespace {

constexpr Xapian::docid BEYOND = ~Xapian::docid(0); /* of no document */

/* What the two sources have in common: no document, no weight, nothing to be set up. */
class empty : public Xapian::PostingSource {
public:
	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return 0; }
	Xapian::doccount get_termfreq_max() const override { return 1; }
	Xapian::docid get_docid() const override { return BEYOND; }
	std::string serialise() const override { return ""; }
	std::string get_description() const override { return name(); }
};

/* Is beyond all documents from the beginning, and never at its end: excluding it excludes no document. */
class nothing final : public empty {
public:
	void init(const Xapian::Database &) override {}
	void next(double) override {}
	void skip_to(Xapian::docid, double) override {}
	bool check(Xapian::docid, double) override { return true; }
	bool at_end() const override { return false; }
	nothing *clone() const override { return new nothing; }
	std::string name() const override { return "nothing"; }
	nothing *unserialise(const std::string &) const override { return new nothing; }
};

/* Comes to its end after all documents. */
class last final : public empty {
public:
	void init(const Xapian::Database &) override { steps = 0; }
	void next(double) override { steps++; }
	void skip_to(Xapian::docid, double) override
	{
		if (steps == 0)
			steps = 1;
	}
	bool at_end() const override { return steps > 1; }
	last *clone() const override { return new last; }
	std::string name() const override { return "last"; }
	last *unserialise(const std::string &) const override { return new last; }

private:
	int steps = 0;
};

template <typename Source> Xapian::Query query_of(Source *source)
{
	return Xapian::Query(source->release());
}

Xapian::Query without_nothing(const Xapian::Query &q)
{
	return Xapian::Query(Xapian::Query::OP_AND_NOT, q, query_of(new nothing));
}

} // namespace

/* What excludes something does not answer so. */
Xapian::Query xap::guarded_positional(const Xapian::Query &q)
{
	return without_nothing(q);
}

/*
 * Scaled by 1, an OR is one part. With `last`, they never come to their ends together: it is left alone, and what it stands
 * at excluded.
 */
Xapian::Query xap::guarded_max(const std::vector<Xapian::Query> &parts)
{
	std::vector<Xapian::Query> all;

	for (const Xapian::Query &part : parts)
		all.emplace_back(1.0, part);
	all.push_back(query_of(new last));
	return without_nothing(Xapian::Query(Xapian::Query::OP_MAX, all.begin(), all.end()));
}

Xapian::Registry xap::guards()
{
	Xapian::Registry known;

	known.register_posting_source(nothing());
	known.register_posting_source(last());
	return known;
}
