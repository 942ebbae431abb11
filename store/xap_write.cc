/*
 * xap_write.cc: writing a database, through Xapian or by a way of our own (struct xap_way).
 */
#include "store/xap_parts.h"

extern "C" {
#include "store/document.h"
}

using namespace xap;

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
	flags |= Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_SYNC;
	w->dead = guard(w->error, [&] { w->database = Xapian::WritableDatabase(path, flags); });
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
		const std::string name = text_of(xap_document_term_bytes(&d, &t));

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
