/*
 * The one file that knows Xapian. Each exported function runs its body under
 * guard(), which lets no exception out: it is a status and a message instead.
 */
#include <xapian.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string>
#include <type_traits>
#include <vector>
#include <sys/stat.h>

extern "C" {
#include "store/document.h"
#include "text/buf.h"
}

#ifdef __SANITIZE_ADDRESS__
/* Xapian 1.4's own Database::check deletes a table by another type than it was made with. */
extern "C" const char *__asan_default_options(void);
extern "C" const char *__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}
#endif

/* ---- Errors ---- */

namespace {

/* A handle's last message; of fixed size, so that running out of memory can be told too. */
struct message {
	char text[XAP_MESSAGE] = "";

	void set(const char *what, const char *detail = nullptr) noexcept
	{
		if (detail != nullptr)
			snprintf(text, sizeof text, "%s (%s)", what, detail);
		else
			snprintf(text, sizeof text, "%s", what);
	}
};

const struct {
	const char *type;
	xap_status status;
} error_types[] = {
	{"DatabaseLockError", XAP_LOCKED},      {"DatabaseModifiedError", XAP_MODIFIED},
	{"DatabaseCorruptError", XAP_CORRUPT},  {"DatabaseOpeningError", XAP_CORRUPT},
	{"DatabaseVersionError", XAP_CORRUPT},  {"DatabaseNotFoundError", XAP_CORRUPT},
	{"DocNotFoundError", XAP_NOT_FOUND},
};

bool says(const char *text, int error) noexcept
{
	return text != nullptr && strstr(text, strerror(error)) != nullptr;
}

xap_status status_of(const Xapian::Error &e) noexcept
{
	const char *reason = e.get_error_string(), *text = e.get_msg().c_str();

	if (says(reason, ENOSPC) || says(text, ENOSPC) || says(reason, EDQUOT) || says(text, EDQUOT))
		return XAP_FULL;
	for (const auto &row : error_types)
		if (strcmp(row.type, e.get_type()) == 0)
			return row.status;
	return XAP_FAILED;
}

/* Runs body, which returns a status or nothing; whatever it throws becomes a status and a message. */
template <typename Body> xap_status guard(message &error, Body body) noexcept
{
	try {
		if constexpr (std::is_void_v<decltype(body())>) {
			body();
			return XAP_OK;
		} else {
			return body();
		}
	} catch (const Xapian::Error &e) {
		error.set(e.get_msg().c_str(), e.get_error_string());
		return status_of(e);
	} catch (const std::bad_alloc &) {
		error.set("out of memory");
	} catch (const std::exception &e) {
		error.set(e.what());
	} catch (...) {
		error.set("unknown exception");
	}
	return XAP_FAILED;
}

xap_status refuse(message &error, const char *what) noexcept
{
	error.set(what);
	return XAP_REFUSED;
}

/* For functions without a handle: the message as an allocated string, if it failed. */
xap_status told(xap_status status, const message &error, char **out) noexcept
{
	*out = status == XAP_OK ? nullptr : mem_strdup(error.text);
	return status;
}

std::string text_of(struct span s)
{
	return s.len == 0 ? std::string() : std::string(s.data, s.len);
}

struct span span_of_string(const std::string &s) noexcept
{
	return span_make(s.data(), s.size());
}

void put(struct buf *out, const std::string &s) noexcept
{
	buf_clear(out);
	buf_add(out, s.data(), s.size());
}

/* Ends the program as mem_alloc does. */
template <typename T> T *checked(T *made) noexcept
{
	if (made == nullptr) {
		fputs("out of memory\n", stderr);
		exit(2);
	}
	return made;
}

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

/* ---- Writing ---- */

struct xap_writer {
	Xapian::WritableDatabase database;
	xap_status dead = XAP_OK; /* the failure that ended it */
	message error;
	const xap_way *way = nullptr; /* it takes everything in place of `database` */
	void *state = nullptr;        /* the way's; nullptr once it is closed */
};

namespace {

xap_status writer_start(xap_writer **out, const char *path, int flags) noexcept
{
	auto *w = *out = checked(new (std::nothrow) xap_writer);

	setenv("XAPIAN_FLUSH_THRESHOLD", XAP_FLUSH_DOCUMENTS, 1);
	w->dead = guard(w->error, [&] { w->database = Xapian::WritableDatabase(path, flags | Xapian::DB_BACKEND_GLASS); });
	return w->dead;
}

/* Any failure may have cost Xapian's pending documents, so the writer is of no use after it. */
template <typename Body> xap_status write(xap_writer *w, Body body) noexcept
{
	if (w->dead == XAP_OK)
		w->dead = guard(w->error, [&] { body(); });
	return w->dead;
}

/* The same by the way that the writer was given, if it was given one. */
template <typename Way, typename Body> xap_status write(xap_writer *w, Way way, Body body) noexcept
{
	if (w->way == nullptr)
		return write(w, body);
	if (w->dead == XAP_OK)
		w->dead = way(w->error.text);
	return w->dead;
}

Xapian::Document made_of(const xap_document &d)
{
	Xapian::Document made;

	for (size_t i = 0; i < d.term_count; i++) {
		const auto &t = d.terms[i];
		const std::string name = text_of(xap_document_bytes(&d, t.at, t.len));

		if (t.count == 0)
			made.add_term(name, t.wdf);
		for (size_t k = 0; k < t.count; k++)
			made.add_posting(name, d.positions[t.first + k], k == 0 ? t.wdf : 0);
	}
	for (size_t i = 0; i < d.value_count; i++)
		made.add_value(d.values[i].slot, text_of(xap_document_bytes(&d, d.values[i].at, d.values[i].len)));
	made.set_data(text_of(buf_span(&d.data)));
	return made;
}

} // namespace

enum xap_status xap_writer_create(struct xap_writer **out, const char *path)
{
	return writer_start(out, path, Xapian::DB_CREATE);
}

enum xap_status xap_writer_open(struct xap_writer **out, const char *path)
{
	return writer_start(out, path, Xapian::DB_OPEN);
}

enum xap_status xap_writer_wrap(struct xap_writer **out, const struct xap_way *way, void *state, const char *error)
{
	auto *w = *out = checked(new (std::nothrow) xap_writer);

	w->way = way;
	w->state = state;
	if (error != nullptr) {
		w->error.set(error);
		w->dead = XAP_FAILED;
	}
	return w->dead;
}

const char *xap_writer_error(const struct xap_writer *w)
{
	return w->error.text;
}

enum xap_status xap_writer_add(struct xap_writer *w, const struct xap_document *d)
{
	return write(w, [&](char *error) { return w->way->add(w->state, d, error); },
		     [&] { w->database.add_document(made_of(*d)); });
}

enum xap_status xap_writer_delete_by_term(struct xap_writer *w, struct span term)
{
	if (w->dead == XAP_OK && !xap_term_fits(term))
		return refuse(w->error, "the term is empty or too long");
	if (w->dead == XAP_OK && w->way != nullptr)
		return refuse(w->error, "documents of a new database cannot be deleted before it is closed");
	return write(w, [&] { w->database.delete_document(text_of(term)); });
}

enum xap_status xap_writer_set_metadata(struct xap_writer *w, struct span key, struct span value)
{
	if (w->dead == XAP_OK && (!xap_term_fits(key) || value.len > XAP_DATA_MAX))
		return refuse(w->error, "the key is empty, or the key or its value too long");
	return write(w, [&](char *error) { return w->way->set_metadata(w->state, key, value, error); },
		     [&] { w->database.set_metadata(text_of(key), text_of(value)); });
}

enum xap_status xap_writer_commit(struct xap_writer *w)
{
	return write(w, [&](char *error) { return w->state == nullptr ? XAP_OK : w->way->commit(w->state, error); },
		     [&] { w->database.commit(); });
}

enum xap_status xap_writer_finish(struct xap_writer *w)
{
	return write(w,
		     [&](char *error) {
			     void *state = w->state;

			     w->state = nullptr;
			     return state == nullptr ? XAP_OK : w->way->finish(state, error);
		     },
		     [&] { w->database.commit(); });
}

enum xap_status xap_writer_close(struct xap_writer *w)
{
	xap_status status;

	if (w == nullptr)
		return XAP_OK;
	status = xap_writer_finish(w);
	if (w->way == nullptr)
		status = write(w, [&] { w->database.close(); });
	else if (w->state != nullptr)
		w->way->give_up(w->state);
	delete w;
	return status;
}

/* ---- Whole databases ---- */

static Xapian::Database open_all(const char *const *paths, size_t count)
{
	Xapian::Database all;

	for (size_t i = 0; i < count; i++)
		all.add_database(Xapian::Database(paths[i], Xapian::DB_BACKEND_GLASS));
	return all;
}

enum xap_status xap_compact(const char *const *from, size_t count, const char *to, char **error)
{
	message said;
	struct stat st;

	if (count == 0 || lstat(to, &st) == 0)
		return told(refuse(said, count == 0 ? "nothing to compact" : "the target exists"), said, error);
	return told(guard(said, [&] { open_all(from, count).compact(to); }), said, error);
}

enum xap_status xap_check(const char *path, size_t *errors, char **error)
{
	message said;
	xap_status status;

	*errors = 0;
	status = guard(said, [&] { *errors = Xapian::Database::check(path); });
	/* Most damage makes the check itself throw, as a plain DatabaseError. */
	if (status == XAP_FAILED)
		status = XAP_CORRUPT;
	if (status != XAP_OK && *errors == 0)
		*errors = 1;
	return told(status, said, error);
}

const char *xap_version(void)
{
	return Xapian::version_string();
}

/* ---- Reading ---- */

struct xap_reader {
	Xapian::Database database;
	message error;
};

enum xap_status xap_reader_open(struct xap_reader **out, const char *const *paths, size_t count,
				char **error)
{
	message said;
	auto *r = checked(new (std::nothrow) xap_reader);
	xap_status status = guard(said, [&] { r->database = open_all(paths, count); });

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

enum xap_status xap_reader_data(struct xap_reader *r, uint32_t docid, struct buf *data)
{
	buf_clear(data);
	if (docid == 0)
		return XAP_NOT_FOUND;
	return guard(r->error, [&] { put(data, r->database.get_document(docid).get_data()); });
}

enum xap_status xap_reader_value(struct xap_reader *r, uint32_t docid, uint32_t slot, struct buf *value)
{
	buf_clear(value);
	if (docid == 0)
		return XAP_NOT_FOUND;
	return guard(r->error, [&] {
		put(value, r->database.get_document(docid).get_value(slot));
		return value->len == 0 ? XAP_NOT_FOUND : XAP_OK;
	});
}

enum xap_status xap_reader_frequency(struct xap_reader *r, struct span term, uint32_t *documents)
{
	*documents = 0;
	if (!xap_term_fits(term))
		return XAP_OK; /* no document can have it */
	return guard(r->error, [&] { *documents = r->database.get_termfreq(text_of(term)); });
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

/* ---- Walks ---- */

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

/* ---- Queries ---- */

/* What Xapian refused to build is kept as the message that the search will fail with. */
struct xap_query {
	Xapian::Query query;
	message error;
	bool good = true;
};

namespace {

template <typename Body> xap_query *query_make(Body body) noexcept
{
	auto *q = checked(new (std::nothrow) xap_query);

	q->good = guard(q->error, [&] { q->query = body(); }) == XAP_OK;
	return q;
}

using Op = Xapian::Query::op;
using Parts = std::vector<Xapian::Query>;

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

			for (size_t i = 0; i < count; i++)
				queries.push_back(parts[i] == nullptr ? Xapian::Query() : parts[i]->query);
			return combined(op, queries, window);
		});
	for (size_t i = 0; i < count; i++) {
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

/* ---- Searching ---- */

namespace {

void order(Xapian::Enquire &enquire, const xap_search &s)
{
	if (s.collapse_slot >= 0)
		enquire.set_collapse_key(static_cast<Xapian::valueno>(s.collapse_slot), s.collapse_most);
	if (s.sort_slot >= 0)
		enquire.set_sort_by_value_then_relevance(static_cast<Xapian::valueno>(s.sort_slot),
							 s.sort_descending);
	else if (s.tie_slot >= 0)
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
		auto past = std::find_if_not(at, all.end(), [&](const candidate &c) { return at->equals(c); });

		std::stable_sort(at, past, [](const candidate &a, const candidate &b) { return a.tie < b.tie; });
		at = past;
	}
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
	settle_ties(all);
	out->hits = static_cast<xap_hit *>(mem_zalloc((all.size() + 1) * sizeof(xap_hit)));
	for (size_t i = s.first; i < past && i < all.size(); i++)
		out->hits[out->count++] = all[i].hit;
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

void run(Xapian::Database &database, const xap_search &s, xap_results *out)
{
	Xapian::Enquire enquire(database);
	Xapian::ValueCountMatchSpy spy(s.facet_slot >= 0 ? static_cast<Xapian::valueno>(s.facet_slot) : 0);

	enquire.set_query(s.query->query);
	enquire.set_weighting_scheme(Xapian::BM25Weight(s.k1, s.k2, s.k3, s.b, s.min_normlen));
	order(enquire, s);
	if (s.facet_slot >= 0)
		enquire.add_matchspy(&spy);
	take_counts(out, s.sort_slot >= 0 && s.tie_slot >= 0 && s.most != 0
				 ? take_settled(out, enquire, s, database.get_doccount())
				 : take_page(out, enquire, s));
	if (s.facet_slot >= 0)
		take_facets(out, spy);
}

} // namespace

enum xap_status xap_search_run(struct xap_reader *r, const struct xap_search *s, struct xap_results **out)
{
	auto *results = static_cast<xap_results *>(mem_zalloc(sizeof(xap_results)));
	xap_status status = XAP_OK;

	if (s->query != nullptr && !s->query->good) {
		r->error = s->query->error;
		status = XAP_FAILED;
	} else if (s->query != nullptr) {
		status = guard(r->error, [&] { run(r->database, *s, results); });
	}
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
