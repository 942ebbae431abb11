/*
 * xap_parts.h: what the files behind xap.h share: how an exception becomes a
 * status and a message, strings to and from spans, and the handles that more
 * than one of them opens. For store/xap*.cc only; they alone know Xapian.
 *
 * Each exported function runs its body under guard(), which lets no exception out.
 */
#ifndef STORE_XAP_PARTS_H
#define STORE_XAP_PARTS_H

#include <xapian.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <type_traits>
#include <vector>

extern "C" {
#include "store/xap.h"
#include "text/buf.h"
}

namespace xap {

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

/* What an exception of Xapian's is. */
xap_status status_of(const Xapian::Error &e) noexcept;

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

inline xap_status refuse(message &error, const char *what) noexcept
{
	error.set(what);
	return XAP_REFUSED;
}

/* For functions without a handle: the message as an allocated string, if it failed. */
inline xap_status told(xap_status status, const message &error, char **out) noexcept
{
	*out = status == XAP_OK ? nullptr : mem_strdup(error.text);
	return status;
}

inline std::string text_of(struct span s)
{
	return s.len == 0 ? std::string() : std::string(s.data, s.len);
}

inline struct span span_of_string(const std::string &s) noexcept
{
	return span_make(s.data(), s.size());
}

inline void put(struct buf *out, const std::string &s) noexcept
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

/* Several databases as one. */
Xapian::Database open_all(const char *const *paths, size_t count);

} // namespace xap

/* Frequencies that were looked up last: what plans, ranks and explains a query asks for the same ones. */
struct xap_frequencies {
	static constexpr size_t MOST = 16; /* a query of two words asks for 4 to 12 terms */
	struct {
		std::string term;
		uint32_t documents;
	} asked[MOST]; /* an empty term: none */
	size_t next;   /* the one to be forgotten */
};

struct xap_reader {
	Xapian::Database database;
	size_t database_count = 1; /* that it is put together of */
	xap::message error;
	xap_frequencies frequencies{};
};

namespace xap {

/* How many documents have the term, looked up if it is not among the last ones. Throws. */
uint32_t frequency_of(xap_reader &r, const std::string &term);

} // namespace xap

/* A query as it was put together; what Xapian is asked is made of it for each search, by one of the ways below. */
struct xap_query {
	enum class form { TERM, ALL, FIXED, RANGE, COMBINED, SCALED, MADE };
	using Parts = std::vector<std::shared_ptr<const xap_query>>; /* a null one matches nothing */

	form is = form::ALL;
	std::string term, high; /* RANGE: from `term` to `high`; empty: no bound */
	uint32_t number = 0;    /* TERM: wqf; RANGE: slot; COMBINED: window */
	double factor = 1;      /* SCALED; FIXED: the weight */
	xap_op op = XAP_AND;    /* COMBINED */
	Parts parts;            /* COMBINED; SCALED: one */
	Xapian::Query made;     /* MADE: as Xapian has it */
	bool positional = false; /* there is a phrase or NEAR in it */
	bool either = false;     /* it is an OR, MAX or SYNONYM, whose parts are guarded already */
};

namespace xap {

/*
 * How a query is kept from Xapian's mistakes (xap_guards.h): not at all, to be shown alone; each part by itself; or what
 * is PARKED is left to be excluded from the whole.
 */
enum class guarding { NONE, EACH, WHOLE };
/* The query of Xapian's own parts. Throws what Xapian refuses. */
Xapian::Query plain_query(const xap_query &q, guarding how = guarding::EACH);
/*
 * The same, but that words, where they are weighed one by one, are weighed by weighed_term: of one database, and of a
 * search that has lengths. The reader and the lengths must outlive what is made.
 */
Xapian::Query weighed_query(xap_reader &r, const xap_search &s);
/* A term with the weight that BM25 gives it with the search's settings, times the factor; without Xapian's list of lengths. */
Xapian::Query weighed_term(xap_reader &r, const xap_search &s, const std::string &term, uint32_t wqf, double factor);
/* A term without a weight; how many documents it has is not looked up again, as Xapian does before each search. */
Xapian::Query listed_term(xap_reader &r, const std::string &term);

} // namespace xap

#endif
