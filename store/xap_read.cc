/*
 * xap_read.cc: what a database holds: documents, values, postings, and what it says of itself.
 */
#include "store/xap_parts.h"

#include <algorithm>
#include <vector>

extern "C" {
#include "store/document.h"
}

using namespace xap;

namespace {

/* Runs body, which fills a vector; an allocated copy of it goes out, empty after a failure. */
template <typename Body>
xap_status collect(message &error, uint32_t **out, size_t *count, Body body) noexcept
{
	std::vector<uint32_t> found;
	xap_status status = guard(error, [&] { body(found); });

	*count = status == XAP_OK ? found.size() : 0;
	*out = static_cast<uint32_t *>(mem_alloc((*count + 1) * sizeof(uint32_t)));
	std::copy_n(found.begin(), *count, *out);
	return status;
}

} // namespace

enum xap_status xap_reader_open(struct xap_reader **out, const char *const *paths, size_t count,
				char **error)
{
	message said;
	auto *r = checked(new (std::nothrow) xap_reader);
	xap_status status = guard(said, [&] { r->database = open_all(paths, count); });

	r->database_count = count;
	if (status != XAP_OK) {
		delete r;
		r = nullptr;
	}
	*out = r;
	return told(status, said, error);
}

void xap_reader_close(struct xap_reader *r)
{
	delete r;
}

const char *xap_reader_error(const struct xap_reader *r)
{
	return r->error.text;
}

enum xap_status xap_reader_stats(struct xap_reader *r, struct xap_stats *out)
{
	return guard(r->error, [&] {
		out->documents = r->database.get_doccount();
		out->last_docid = r->database.get_lastdocid();
		out->average_length = r->database.get_avlength();
	});
}

enum xap_status xap_reader_metadata(struct xap_reader *r, struct span key, struct buf *value)
{
	buf_clear(value);
	if (!xap_term_fits(key))
		return XAP_NOT_FOUND;
	return guard(r->error, [&] {
		put(value, r->database.get_metadata(text_of(key)));
		return value->len == 0 ? XAP_NOT_FOUND : XAP_OK;
	});
}

/* Not looked up whether it is there, which costs as much as its data: without them, nothing is read of it. */
static Xapian::Document document_of(xap_reader *r, uint32_t docid)
{
	return r->database.get_document(docid, Xapian::DOC_ASSUME_VALID);
}

enum xap_status xap_reader_data(struct xap_reader *r, uint32_t docid, struct buf *data)
{
	buf_clear(data);
	if (docid == 0)
		return XAP_NOT_FOUND;
	return guard(r->error, [&] {
		put(data, document_of(r, docid).get_data());
		if (data->len == 0)
			put(data, r->database.get_document(docid).get_data());
	});
}

enum xap_status xap_reader_value(struct xap_reader *r, uint32_t docid, uint32_t slot, struct buf *value)
{
	buf_clear(value);
	if (docid == 0)
		return XAP_NOT_FOUND;
	return guard(r->error, [&] {
		put(value, document_of(r, docid).get_value(slot));
		return value->len == 0 ? XAP_NOT_FOUND : XAP_OK;
	});
}

uint32_t xap::frequency_of(xap_reader &r, const std::string &term)
{
	xap_frequencies &known = r.frequencies;

	for (const auto &one : known.asked)
		if (one.term == term && !term.empty())
			return one.documents;
	auto &forgotten = known.asked[known.next++ % xap_frequencies::MOST];
	forgotten.documents = r.database.get_termfreq(term);
	forgotten.term = term;
	return forgotten.documents;
}

enum xap_status xap_reader_frequency(struct xap_reader *r, struct span term, uint32_t *documents)
{
	*documents = 0;
	if (!xap_term_fits(term))
		return XAP_OK; /* no document can have it */
	return guard(r->error, [&] { *documents = frequency_of(*r, text_of(term)); });
}

enum xap_status xap_reader_documents(struct xap_reader *r, struct span term, size_t most,
				     uint32_t **out, size_t *count)
{
	return collect(r->error, out, count, [&](std::vector<uint32_t> &found) {
		if (term.len != 0 && !xap_term_fits(term))
			return;
		const std::string name = text_of(term);
		const auto end = r->database.postlist_end(name);

		for (auto at = r->database.postlist_begin(name); found.size() < most && at != end; ++at)
			found.push_back(*at);
	});
}

enum xap_status xap_reader_positions(struct xap_reader *r, uint32_t docid, struct span term,
				     uint32_t **out, size_t *count)
{
	return collect(r->error, out, count, [&](std::vector<uint32_t> &found) {
		if (docid == 0 || !xap_term_fits(term))
			return;
		const std::string name = text_of(term);

		found.assign(r->database.positionlist_begin(docid, name),
			     r->database.positionlist_end(docid, name));
	});
}

enum xap_status xap_reader_totals(struct xap_reader *r, struct xap_totals *out)
{
	return guard(r->error, [&] {
		out->documents = r->database.get_doccount();
		out->last_docid = r->database.get_lastdocid();
		out->length = r->database.get_total_length();
		out->shortest = r->database.get_doclength_lower_bound();
		out->longest = r->database.get_doclength_upper_bound();
	});
}

enum xap_status xap_reader_term_totals(struct xap_reader *r, struct span term, struct xap_term_totals *out)
{
	*out = {0, 0, 0};
	if (!xap_term_fits(term))
		return XAP_OK;
	return guard(r->error, [&] {
		const std::string name = text_of(term);

		out->documents = r->database.get_termfreq(name);
		out->occurrences = r->database.get_collection_freq(name);
		out->wdf = r->database.get_wdf_upper_bound(name);
	});
}

enum xap_status xap_reader_length(struct xap_reader *r, uint32_t docid, uint32_t *length)
{
	*length = 0;
	if (docid == 0)
		return XAP_NOT_FOUND;
	return guard(r->error, [&] { *length = r->database.get_doclength(docid); });
}

enum xap_status xap_reader_posting(struct xap_reader *r, struct span term, uint32_t docid, uint32_t *wdf)
{
	*wdf = 0;
	if (docid == 0 || !xap_term_fits(term))
		return XAP_NOT_FOUND;
	return guard(r->error, [&] {
		const std::string name = text_of(term);
		auto at = r->database.postlist_begin(name);
		const auto end = r->database.postlist_end(name);

		if (at != end)
			at.skip_to(docid);
		if (at == end || *at != docid)
			return XAP_NOT_FOUND;
		*wdf = at.get_wdf();
		return XAP_OK;
	});
}

enum xap_status xap_reader_slots(struct xap_reader *r, uint32_t docid, uint32_t **out, size_t *count)
{
	return collect(r->error, out, count, [&](std::vector<uint32_t> &found) {
		if (docid == 0)
			return;
		const Xapian::Document d = r->database.get_document(docid);

		for (auto at = d.values_begin(); at != d.values_end(); ++at)
			found.push_back(at.get_valueno());
	});
}

enum xap_status xap_reader_slot(struct xap_reader *r, uint32_t slot, uint32_t *count, struct buf *least,
				struct buf *greatest)
{
	return guard(r->error, [&] {
		*count = r->database.get_value_freq(slot);
		put(least, r->database.get_value_lower_bound(slot));
		put(greatest, r->database.get_value_upper_bound(slot));
	});
}
