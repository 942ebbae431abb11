/*
 * xap_guards.h: parts of queries for which Xapian 1.4 must be kept from a mistake of its own. For store/xap_make.cc,
 * xap_weight.cc and xap_carry.cc only.
 */
#ifndef STORE_XAP_GUARDS_H
#define STORE_XAP_GUARDS_H

#include "store/xap_parts.h"

namespace xap {

/*
 * A phrase or NEAR, so that an OR, a MAX or an AND_MAYBE may have it: asked whether it has a document ("check"), it may
 * answer that it does not and stay where it is; what it stands in then adds its weight to a document in which only its words stand.
 */
Xapian::Query guarded_positional(const Xapian::Query &q);
/*
 * The greatest weight of the parts'. An OP_MAX whose parts come to their ends at the same document is asked for its weight
 * once more, and reads what it has freed; and it takes an OR's parts for its own, so that their weights are not added.
 */
Xapian::Query guarded_max(const std::vector<Xapian::Query> &parts, guarding how);
/*
 * Where xap_weight.cc's lists stand once behind their last document, before they end. Where parts of an OR end at different
 * places, some of the documents that weigh most and stand near the end may be passed over: so they end together.
 */
constexpr Xapian::docid PARKED = ~Xapian::docid(0) - 1;
/* The query without what stands there. */
Xapian::Query without_parked(const Xapian::Query &q);
/* What unserialises guarded queries. */
Xapian::Registry guards();

} // namespace xap

#endif
