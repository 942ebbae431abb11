/*
 * xap_walk.cc: going through terms, keys, values and postings, one after the other.
 */
#include "store/xap_parts.h"

#include <cassert>
#include <vector>

extern "C" {
#include "store/document.h"
}

using namespace xap;

enum walk_kind { WALK_TERMS, WALK_DOCUMENT, WALK_METADATA, WALK_VALUES, WALK_POSTINGS };

struct xap_walk {
	xap_walk(xap_reader *r, walk_kind k) : reader(r), kind(k)
	{
	}
	xap_reader *reader;
	walk_kind kind;
	bool begun = false;
	Xapian::TermIterator at, end;
	Xapian::ValueIterator value_at, value_end;
	Xapian::PostingIterator post_at, post_end;
	std::string term;
	std::vector<uint32_t> positions;
};

template <typename Body>
static xap_status walk_start(xap_walk **out, xap_reader *r, walk_kind kind, Body body) noexcept
{
	xap_walk *w = nullptr;
	xap_status status = guard(r->error, [&] {
		w = new xap_walk(r, kind);
		body(w);
	});

	if (status != XAP_OK) {
		delete w;
		w = nullptr;
	}
	*out = w;
	return status;
}

enum xap_status xap_walk_terms(struct xap_walk **out, struct xap_reader *r, struct span prefix)
{
	return walk_start(out, r, WALK_TERMS, [&](xap_walk *w) {
		w->at = r->database.allterms_begin(text_of(prefix));
		w->end = r->database.allterms_end(text_of(prefix));
	});
}

enum xap_status xap_walk_document(struct xap_walk **out, struct xap_reader *r, uint32_t docid)
{
	*out = nullptr;
	if (docid == 0)
		return XAP_NOT_FOUND;
	return walk_start(out, r, WALK_DOCUMENT, [&](xap_walk *w) {
		w->at = r->database.termlist_begin(docid);
		w->end = r->database.termlist_end(docid);
	});
}

enum xap_status xap_walk_metadata(struct xap_walk **out, struct xap_reader *r, struct span prefix)
{
	return walk_start(out, r, WALK_METADATA, [&](xap_walk *w) {
		w->at = r->database.metadata_keys_begin(text_of(prefix));
		w->end = r->database.metadata_keys_end(text_of(prefix));
	});
}

enum xap_status xap_walk_values(struct xap_walk **out, struct xap_reader *r, uint32_t slot)
{
	return walk_start(out, r, WALK_VALUES, [&](xap_walk *w) {
		w->value_at = r->database.valuestream_begin(slot);
		w->value_end = r->database.valuestream_end(slot);
	});
}

enum xap_status xap_walk_postings(struct xap_walk **out, struct xap_reader *r, struct span term)
{
	*out = nullptr;
	if (!xap_term_fits(term))
		return XAP_NOT_FOUND;
	return walk_start(out, r, WALK_POSTINGS, [&](xap_walk *w) {
		w->term = text_of(term);
		w->post_at = r->database.postlist_begin(w->term);
		w->post_end = r->database.postlist_end(w->term);
	});
}

template <typename Iterator> static bool advance(Iterator &at, const Iterator &end, bool begun)
{
	if (begun && at != end)
		++at;
	return at != end;
}

static bool advance(xap_walk *w)
{
	if (w->kind == WALK_VALUES)
		return advance(w->value_at, w->value_end, w->begun);
	if (w->kind == WALK_POSTINGS)
		return advance(w->post_at, w->post_end, w->begun);
	return advance(w->at, w->end, w->begun);
}

enum xap_status xap_walk_next(struct xap_walk *w, struct span *term)
{
	return guard(w->reader->error, [&] {
		if (!advance(w))
			return XAP_NOT_FOUND;
		w->begun = true;
		if (w->kind != WALK_POSTINGS)
			w->term = w->kind == WALK_VALUES ? *w->value_at : *w->at;
		*term = span_of_string(w->term);
		return XAP_OK;
	});
}

enum xap_status xap_walk_skip(struct xap_walk *w, struct span term)
{
	assert(w->kind == WALK_TERMS);
	return guard(w->reader->error, [&] {
		if (w->at != w->end)
			w->at.skip_to(text_of(term));
		w->begun = false;
	});
}

uint32_t xap_walk_frequency(const struct xap_walk *w)
{
	uint32_t n = 0;

	guard(w->reader->error, [&] {
		if (w->kind == WALK_TERMS)
			n = w->at.get_termfreq();
		else if (w->kind == WALK_DOCUMENT)
			n = w->at.get_wdf();
		else if (w->kind == WALK_VALUES)
			n = w->value_at.get_docid();
		else if (w->kind == WALK_POSTINGS)
			n = w->post_at.get_wdf();
	});
	return n;
}

uint32_t xap_walk_docid(const struct xap_walk *w)
{
	uint32_t docid = 0;

	assert(w->kind == WALK_POSTINGS);
	guard(w->reader->error, [&] { docid = *w->post_at; });
	return docid;
}

enum xap_status xap_walk_positions(struct xap_walk *w, const uint32_t **out, size_t *count)
{
	xap_status status;

	assert(w->kind == WALK_DOCUMENT || w->kind == WALK_POSTINGS);
	w->positions.clear();
	status = guard(w->reader->error, [&] {
		const bool posting = w->kind == WALK_POSTINGS;

		w->positions.assign(posting ? w->post_at.positionlist_begin() : w->at.positionlist_begin(),
				    posting ? w->post_at.positionlist_end() : w->at.positionlist_end());
	});
	*out = w->positions.data();
	*count = w->positions.size();
	return status;
}

void xap_walk_free(struct xap_walk *w)
{
	delete w;
}
