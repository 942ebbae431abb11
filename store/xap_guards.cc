#include "store/xap_guards.h"

namespace {

constexpr Xapian::docid BEYOND = ~Xapian::docid(0); /* of no document */
static_assert(BEYOND == xap::PARKED + 1, "nothing lies between them");

/* What the two sources have in common: no document, no weight. */
class empty : public Xapian::PostingSource {
public:
	Xapian::doccount get_termfreq_min() const override { return 0; }
	Xapian::doccount get_termfreq_est() const override { return 0; }
	Xapian::doccount get_termfreq_max() const override { return 1; }
	std::string serialise() const override { return ""; }
	std::string get_description() const override { return name(); }
};

/* Is behind all documents from the beginning, and never at its end: excluding it excludes no document. */
class nothing final : public empty {
public:
	void init(const Xapian::Database &) override { at = xap::PARKED; }
	void next(double) override { at = BEYOND; }
	void skip_to(Xapian::docid to, double) override
	{
		if (to > at)
			at = to;
	}
	bool check(Xapian::docid to, double min_weight) override
	{
		skip_to(to, min_weight);
		return true;
	}
	bool at_end() const override { return false; }
	Xapian::docid get_docid() const override { return at; }
	nothing *clone() const override { return new nothing; }
	std::string name() const override { return "nothing"; }
	nothing *unserialise(const std::string &) const override { return new nothing; }

private:
	Xapian::docid at = xap::PARKED;
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
	Xapian::docid get_docid() const override { return BEYOND; }
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

} // namespace

Xapian::Query xap::without_parked(const Xapian::Query &q)
{
	return Xapian::Query(Xapian::Query::OP_AND_NOT, q, query_of(new nothing));
}

/* What excludes something does not answer so. */
Xapian::Query xap::guarded_positional(const Xapian::Query &q)
{
	return without_parked(q);
}

/*
 * Scaled by 1, an OR is one part. With `last`, they never come to their ends together: it is left alone, and what it stands
 * at excluded.
 */
Xapian::Query xap::guarded_max(const std::vector<Xapian::Query> &parts, guarding how)
{
	std::vector<Xapian::Query> all;

	for (const Xapian::Query &part : parts)
		all.emplace_back(1.0, part);
	if (how != guarding::NONE)
		all.push_back(query_of(new last));
	const Xapian::Query greatest(Xapian::Query::OP_MAX, all.begin(), all.end());

	return how == guarding::EACH ? without_parked(greatest) : greatest;
}

Xapian::Registry xap::guards()
{
	Xapian::Registry known;

	known.register_posting_source(nothing());
	known.register_posting_source(last());
	return known;
}
