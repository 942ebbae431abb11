/*
 * xap.h: the C face of Xapian 1.4. For store/, indexer/, searcher/ and tests/. Only
 * xap_parts.h, for xap*.cc, includes <xapian.h>. No policy lives here.
 *
 * No exception passes this door: each call returns a status, and the message of
 * the last failure of a handle is at xap_writer_error() and its sisters.
 * Strings are pointer + length (struct span) and may hold any byte.
 */
#ifndef STORE_XAP_H
#define STORE_XAP_H

#include "text/buf.h"

#ifdef __cplusplus
extern "C" {
#endif

enum xap_status {
	XAP_OK,
	XAP_NOT_FOUND, /* no such document, term or key */
	XAP_LOCKED,    /* another writer holds the database */
	XAP_MODIFIED,  /* the reader is two commits behind: close it, open it again and retry */
	XAP_CORRUPT,   /* the database is damaged or is none */
	XAP_REFUSED,   /* an argument over a limit; nothing was changed */
	XAP_FULL,      /* no space left on the device */
	XAP_FAILED,    /* any other failure; the message says which */
};

#define XAP_TERM_MAX 230 /* bytes of a term or key, prefix included, NUL bytes counted twice: Xapian's own limit is 245 */
#define XAP_DATA_MAX ((size_t)64 * 1024 * 1024) /* bytes of a document's data, of a value and of a key's value */
/*
 * Documents that Xapian holds back before it writes them out. More is slower, and takes memory:
 * its map of pending postings leaves the cache. Opening a writer puts it into the environment.
 */
#define XAP_FLUSH_DOCUMENTS "1000"

/*
 * ---- Writing. After a failure a writer is dead: every later call returns the same status. ----
 * XAP_REFUSED is no failure. A writer that could not be opened is dead from the start, and is to be
 * closed like any other. A term is refused when it is empty or over XAP_TERM_MAX.
 */
struct xap_writer;
struct xap_document;

#define XAP_MESSAGE 512 /* bytes of a message, its NUL included */

/*
 * Another way to write a new database, behind the same calls (direct.h). A function that fails puts a
 * sentence into `error`, XAP_MESSAGE bytes.
 */
struct xap_way {
	enum xap_status (*add)(void *state, const struct xap_document *d, char *error);
	enum xap_status (*set_metadata)(void *state, struct span key, struct span value, char *error);
	enum xap_status (*commit)(void *state, char *error); /* may put it off to the end */
	enum xap_status (*finish)(void *state, char *error); /* completes the database; frees the state */
	void (*give_up)(void *state);                        /* frees the state after a failure */
};

/* A writer that goes by `way` and owns `state`; or one that is dead from the start, of `error` unless it is NULL. */
enum xap_status xap_writer_wrap(struct xap_writer **out, const struct xap_way *way, void *state, const char *error);
/*
 * What is committed is not yet on the disk itself: these databases are but parts, which xap_compact
 * makes one of, and that one is.
 */
enum xap_status xap_writer_create(struct xap_writer **out, const char *path); /* the path must not exist */
enum xap_status xap_writer_open(struct xap_writer **out, const char *path);
const char *xap_writer_error(const struct xap_writer *w);
enum xap_status xap_writer_add(struct xap_writer *w, const struct xap_document *d);
enum xap_status xap_writer_delete_by_term(struct xap_writer *w, struct span term);
enum xap_status xap_writer_set_metadata(struct xap_writer *w, struct span key, struct span value);
enum xap_status xap_writer_commit(struct xap_writer *w);
/* The last commit: nothing is added after it. */
enum xap_status xap_writer_finish(struct xap_writer *w);
/* Commits what is pending, closes and frees; w may be NULL. The status tells whether all of it is written. */
enum xap_status xap_writer_close(struct xap_writer *w);

struct xap_document *xap_document_new(void);
void xap_document_free(struct xap_document *d);
void xap_document_clear(struct xap_document *d);
enum xap_status xap_document_posting(struct xap_document *d, struct span term, uint32_t position,
                                     uint32_t wdf_increment);
enum xap_status xap_document_term(struct xap_document *d, struct span term, uint32_t wdf_increment);
/*
 * A term, given once for the document, with a number of its own (from 1): in documents of the same
 * numbering a number is always of the same term, so that a writer need not look at its bytes. These are
 * lent: they stay as they are until the document is cleared.
 * xap_document_at adds positions to the term that was given last.
 */
void xap_document_numbering(struct xap_document *d, uint32_t numbering); /* of the document, once it is cleared; not 0 */
enum xap_status xap_document_numbered(struct xap_document *d, struct span term, uint32_t number, uint32_t wdf);
void xap_document_at(struct xap_document *d, uint32_t position);
enum xap_status xap_document_value(struct xap_document *d, uint32_t slot, struct span value);
enum xap_status xap_document_data(struct xap_document *d, struct span data);

/* Merges databases into one new multi-file database at `to`. *error: allocated message on failure. */
enum xap_status xap_compact(const char *const *from, size_t count, const char *to, char **error);
/* Xapian's structure check of a whole database; *errors counts what it found. */
enum xap_status xap_check(const char *path, size_t *errors, char **error);
const char *xap_version(void);

/* ---- Reading. One database or several as one. ---- */
struct xap_reader;

/* *error: allocated message on failure (the caller frees it); *out is NULL then. */
enum xap_status xap_reader_open(struct xap_reader **out, const char *const *paths, size_t count,
                                char **error);
void xap_reader_close(struct xap_reader *r);
const char *xap_reader_error(const struct xap_reader *r);

struct xap_stats {
	uint32_t documents, last_docid;
	double average_length;
};
enum xap_status xap_reader_stats(struct xap_reader *r, struct xap_stats *out);
enum xap_status xap_reader_metadata(struct xap_reader *r, struct span key, struct buf *value);
enum xap_status xap_reader_data(struct xap_reader *r, uint32_t docid, struct buf *data);
enum xap_status xap_reader_value(struct xap_reader *r, uint32_t docid, uint32_t slot, struct buf *value);
enum xap_status xap_reader_frequency(struct xap_reader *r, struct span term, uint32_t *documents);
/* The documents of a term in docid order, at most `most`; *out allocated. */
enum xap_status xap_reader_documents(struct xap_reader *r, struct span term, size_t most,
                                     uint32_t **out, size_t *count);
/* The positions of a term in a document, ascending; *out allocated, *count 0 when there are none. */
enum xap_status xap_reader_positions(struct xap_reader *r, uint32_t docid, struct span term,
                                     uint32_t **out, size_t *count);

/*
 * What a database says of itself, for comparing it with what was written. The bounds may be
 * wider than need be, never narrower.
 */
struct xap_totals {
	uint32_t documents, last_docid;
	uint64_t length;            /* of all documents: the sum of their wdf */
	uint32_t shortest, longest; /* bounds of a document's length; shortest: of those that have one */
};
struct xap_term_totals {
	uint32_t documents, occurrences;
	uint32_t wdf; /* bound */
};
enum xap_status xap_reader_totals(struct xap_reader *r, struct xap_totals *out);
enum xap_status xap_reader_term_totals(struct xap_reader *r, struct span term, struct xap_term_totals *out);
enum xap_status xap_reader_length(struct xap_reader *r, uint32_t docid, uint32_t *length);
/* The wdf in the term's list of documents; XAP_NOT_FOUND when the document is not in it. */
enum xap_status xap_reader_posting(struct xap_reader *r, struct span term, uint32_t docid, uint32_t *wdf);
/* The slots that a document has values in, ascending; *out allocated. */
enum xap_status xap_reader_slots(struct xap_reader *r, uint32_t docid, uint32_t **out, size_t *count);
/* How many values a slot has, and bounds of them: for tests/, which compare databases. */
enum xap_status xap_reader_slot(struct xap_reader *r, uint32_t slot, uint32_t *count, struct buf *least,
                                struct buf *greatest);

/* Walks: next() gives XAP_OK and a term good until the following call, or XAP_NOT_FOUND at the end. */
struct xap_walk;
enum xap_status xap_walk_terms(struct xap_walk **out, struct xap_reader *r, struct span prefix); /* all terms */
enum xap_status xap_walk_document(struct xap_walk **out, struct xap_reader *r, uint32_t docid);  /* its terms */
enum xap_status xap_walk_metadata(struct xap_walk **out, struct xap_reader *r, struct span prefix); /* keys */
enum xap_status xap_walk_values(struct xap_walk **out, struct xap_reader *r, uint32_t slot); /* value per docid */
/* The documents of a term in docid order; next() gives the term each time. Its positions come in the order they lie in. */
enum xap_status xap_walk_postings(struct xap_walk **out, struct xap_reader *r, struct span term);
enum xap_status xap_walk_next(struct xap_walk *w, struct span *term);
/* walk_terms: passes over the terms before `term`, so that next() gives the first from there on. */
enum xap_status xap_walk_skip(struct xap_walk *w, struct span term);
/* walk_terms: documents; walk_document and walk_postings: wdf; walk_values: docid */
uint32_t xap_walk_frequency(const struct xap_walk *w);
uint32_t xap_walk_docid(const struct xap_walk *w); /* walk_postings only */
/* walk_document and walk_postings: the positions at the current place, good until the next call on the walk. */
enum xap_status xap_walk_positions(struct xap_walk *w, const uint32_t **out, size_t *count);
void xap_walk_free(struct xap_walk *w);

/*
 * ---- Queries. Built bottom-up; combining and scaling consume (own) the parts. NULL stands for "matches nothing". ----
 * What Xapian cannot combine (a PHRASE over a SYNONYM) is a bug of the caller; the search then fails with its message.
 */
struct xap_query;

enum xap_op {
	XAP_AND,
	XAP_OR,
	XAP_AND_NOT,   /* first without the others */
	XAP_AND_MAYBE, /* first; the others only add weight */
	XAP_FILTER,    /* first, if all others match; they add no weight */
	XAP_SYNONYM,   /* weighted as if one term */
	XAP_MAX,
	XAP_PHRASE,    /* in order within `window` positions; parts: terms or small ORs of terms */
	XAP_NEAR,      /* any order within `window` */
};

/* wqf: how often the term stands in the query (>= 1). */
struct xap_query *xap_query_term(struct span term, uint32_t wqf);
struct xap_query *xap_query_all(void);
struct xap_query *xap_query_nothing(void); /* matches nothing, where a NULL says that there is no query */
struct xap_query *xap_query_fixed(double weight); /* all passages, each with that weight */
struct xap_query *xap_query_combine(enum xap_op op, struct xap_query **parts, size_t count, uint32_t window);
struct xap_query *xap_query_scale(struct xap_query *q, double factor); /* factor 0: matches, adds nothing */
/* Values from low to high, both included; an empty bound is none. Documents without a value never match. */
struct xap_query *xap_query_value_range(uint32_t slot, struct span low, struct span high);
struct xap_query *xap_query_copy(const struct xap_query *q);
void xap_query_describe(const struct xap_query *q, struct buf *out);
void xap_query_free(struct xap_query *q);

struct xap_search {
	const struct xap_query *query;
	double k1, k2, k3, b, min_normlen; /* BM25 */
	uint32_t first, most;              /* results [first, first+most) */
	uint32_t check_at_least;           /* counts are exact up to here; UINT32_MAX: exact */
	int32_t collapse_slot;             /* -1: none; else at most collapse_most per value */
	uint32_t collapse_most;
	int32_t sort_slot;                 /* -1: none; else sort by it first, then by weight */
	bool sort_descending;
	int32_t tie_slot;                  /* -1: docid; else what is equal so far goes by this value, ascending */
	int32_t facet_slot;                /* -1: none; else counts per value of what was visited */
	/*
	 * The lengths of the documents (lengths.h) of one database, asked for once a word is weighed by itself; empty, or
	 * no function: the database's own are read.
	 */
	struct span (*lengths)(const void *of);
	const void *lengths_of;
	bool unweighted;                   /* to count only: weights, which cost the lengths of documents, are all 0 */
};

struct xap_hit {
	uint32_t docid;
	double weight;
	uint32_t collapsed; /* further documents with the same collapse value */
};

struct xap_facet {
	struct span value;
	uint32_t count;
};

struct xap_results {
	struct xap_hit *hits;
	size_t count;
	uint32_t lower, estimated, upper; /* bounds of all matches; exact where lower == upper */
	struct xap_facet *facets;
	size_t facet_count;
	double max_possible;
};

enum xap_status xap_search_run(struct xap_reader *r, const struct xap_search *s, struct xap_results **out);
void xap_results_free(struct xap_results *results);

#ifdef __cplusplus
}
#endif
#endif
