/*
 * compare_databases.h: everything that two Xapian databases say through the
 * public interface, held against each other: totals, terms, lists of documents,
 * term lists, positions, values, data and metadata. For the tests of store/bulk.
 */
#ifndef TESTS_COMPARE_DATABASES_H
#define TESTS_COMPARE_DATABASES_H

#include "store/xap.h"

#include <stdio.h>
#include <stdlib.h>

struct comparison {
	struct xap_reader *a, *b;
	size_t differences, postings, positions;
	char first[256]; /* what the first difference was */
};

static inline void comparison_note(struct comparison *c, bool same, const char *what, uint32_t where)
{
	if (!same && c->differences++ == 0)
		snprintf(c->first, sizeof c->first, "%s, at %u", what, where);
}

static inline void compare_totals(struct comparison *c)
{
	struct xap_totals a = {0, 0, 0, 0, 0}, b = {0, 0, 0, 0, 1};

	xap_reader_totals(c->a, &a);
	xap_reader_totals(c->b, &b);
	comparison_note(c, a.documents == b.documents, "number of documents", b.documents);
	comparison_note(c, a.last_docid == b.last_docid, "last document", b.last_docid);
	comparison_note(c, a.length == b.length, "total length", 0);
	comparison_note(c, a.shortest == b.shortest, "shortest document", b.shortest);
	comparison_note(c, a.longest == b.longest, "longest document", b.longest);
}

/* A term's list of documents, and its positions by way of the term. */
static inline void compare_postings(struct comparison *c, struct span term)
{
	struct xap_walk *a = NULL, *b = NULL;
	struct span ignored;

	xap_walk_postings(&a, c->a, term);
	xap_walk_postings(&b, c->b, term);
	while (a != NULL && b != NULL) {
		bool more = xap_walk_next(a, &ignored) == XAP_OK;
		uint32_t *x, *y, docid = more ? xap_walk_docid(a) : 0;
		size_t m, n;

		comparison_note(c, (xap_walk_next(b, &ignored) == XAP_OK) == more, "length of a list", docid);
		if (!more || c->differences > 1000)
			break;
		comparison_note(c, xap_walk_docid(b) == docid, "document of a list", docid);
		comparison_note(c, xap_walk_frequency(a) == xap_walk_frequency(b), "wdf in a list", docid);
		c->postings++;
		xap_reader_positions(c->a, docid, term, &x, &m);
		xap_reader_positions(c->b, docid, term, &y, &n);
		comparison_note(c, m == n && memcmp(x, y, n * sizeof *x) == 0, "positions", docid);
		c->positions += m;
		free(x);
		free(y);
	}
	comparison_note(c, a != NULL && b != NULL, "a list cannot be read", 0);
	xap_walk_free(a);
	xap_walk_free(b);
}

static inline void compare_terms(struct comparison *c)
{
	struct xap_walk *a = NULL, *b = NULL;
	struct span x, y;
	bool more = true;

	xap_walk_terms(&a, c->a, span_make("", 0));
	xap_walk_terms(&b, c->b, span_make("", 0));
	while (more) {
		struct xap_term_totals s, t;
		bool same;

		more = xap_walk_next(a, &x) == XAP_OK;
		same = (xap_walk_next(b, &y) == XAP_OK) == more && (!more || span_eq(x, y));
		comparison_note(c, same, "terms", 0);
		if (!more || !same)
			break;
		xap_reader_term_totals(c->a, x, &s);
		xap_reader_term_totals(c->b, x, &t);
		comparison_note(c, s.documents == t.documents && s.occurrences == t.occurrences && s.wdf == t.wdf,
		                "frequencies of a term", s.documents);
		compare_postings(c, x);
	}
	xap_walk_free(a);
	xap_walk_free(b);
}

/* Of one in so many documents the positions are read by way of the document too: they are the entries that were
 * compared by way of the term, each of them looked up anew. */
#define COMPARE_POSITIONS_OF 16

static inline void compare_term_positions(struct comparison *c, struct xap_walk *a, struct xap_walk *b, uint32_t docid)
{
	const uint32_t *p, *q;
	size_t m, n;

	xap_walk_positions(a, &p, &m);
	xap_walk_positions(b, &q, &n);
	comparison_note(c, m == n && (m == 0 || memcmp(p, q, n * sizeof *p) == 0), "positions in a document", docid);
}

/* One document by way of its term list. */
static inline void compare_document_terms(struct comparison *c, uint32_t docid)
{
	struct xap_walk *a = NULL, *b = NULL;
	struct span x, y;
	bool more = true;

	if (xap_walk_document(&a, c->a, docid) != xap_walk_document(&b, c->b, docid))
		comparison_note(c, false, "a document is not there", docid);
	while (more && a != NULL && b != NULL) {
		more = xap_walk_next(a, &x) == XAP_OK;
		if ((xap_walk_next(b, &y) == XAP_OK) != more || (more && !span_eq(x, y))) {
			comparison_note(c, false, "terms of a document", docid);
			break;
		}
		if (!more)
			break;
		comparison_note(c, xap_walk_frequency(a) == xap_walk_frequency(b), "wdf in a document", docid);
		if (docid % COMPARE_POSITIONS_OF == 0)
			compare_term_positions(c, a, b, docid);
	}
	xap_walk_free(a);
	xap_walk_free(b);
}

static inline void compare_documents(struct comparison *c)
{
	struct xap_totals totals = {0, 0, 0, 0, 0};
	struct buf x, y;

	buf_init(&x);
	buf_init(&y);
	xap_reader_totals(c->a, &totals);
	for (uint32_t docid = 1; docid <= totals.last_docid; docid++) {
		uint32_t m = 0, n = 1, *slots[2];
		size_t counts[2];

		compare_document_terms(c, docid);
		xap_reader_slots(c->a, docid, &slots[0], &counts[0]);
		xap_reader_slots(c->b, docid, &slots[1], &counts[1]);
		comparison_note(c, counts[0] == counts[1] && memcmp(slots[0], slots[1], counts[0] * sizeof *slots[0]) == 0,
		                "slots of a document", docid);
		free(slots[0]);
		free(slots[1]);
		comparison_note(c, xap_reader_length(c->a, docid, &m) == xap_reader_length(c->b, docid, &n) && m == n,
		                "length of a document", docid);
		comparison_note(c, xap_reader_data(c->a, docid, &x) == xap_reader_data(c->b, docid, &y) &&
		                       span_eq(buf_span(&x), buf_span(&y)), "data", docid);
	}
	buf_release(&x);
	buf_release(&y);
}

static inline void compare_slot(struct comparison *c, uint32_t slot)
{
	struct xap_walk *a = NULL, *b = NULL;
	struct buf least[2], greatest[2];
	uint32_t m = 0, n = 1;
	struct span x, y;
	bool more = true;

	for (int i = 0; i < 2; i++) {
		buf_init(&least[i]);
		buf_init(&greatest[i]);
	}
	xap_reader_slot(c->a, slot, &m, &least[0], &greatest[0]);
	xap_reader_slot(c->b, slot, &n, &least[1], &greatest[1]);
	comparison_note(c, m == n && span_eq(buf_span(&least[0]), buf_span(&least[1])) &&
	                       span_eq(buf_span(&greatest[0]), buf_span(&greatest[1])), "bounds of a slot", slot);
	xap_walk_values(&a, c->a, slot);
	xap_walk_values(&b, c->b, slot);
	while (more) {
		bool same;

		more = xap_walk_next(a, &x) == XAP_OK;
		same = (xap_walk_next(b, &y) == XAP_OK) == more &&
		       (!more || (span_eq(x, y) && xap_walk_frequency(a) == xap_walk_frequency(b)));
		comparison_note(c, same, "values", slot);
		more = more && same;
	}
	xap_walk_free(a);
	xap_walk_free(b);
	for (int i = 0; i < 2; i++) {
		buf_release(&least[i]);
		buf_release(&greatest[i]);
	}
}

static inline void compare_metadata(struct comparison *c)
{
	struct xap_walk *a = NULL, *b = NULL;
	struct span x, y;
	struct buf m, n;
	bool more = true;

	buf_init(&m);
	buf_init(&n);
	xap_walk_metadata(&a, c->a, span_make("", 0));
	xap_walk_metadata(&b, c->b, span_make("", 0));
	while (more) {
		more = xap_walk_next(a, &x) == XAP_OK;
		if ((xap_walk_next(b, &y) == XAP_OK) != more || (more && !span_eq(x, y))) {
			comparison_note(c, false, "keys of metadata", 0);
			break;
		}
		if (!more)
			break;
		xap_reader_metadata(c->a, x, &m);
		xap_reader_metadata(c->b, x, &n);
		comparison_note(c, span_eq(buf_span(&m), buf_span(&n)), "metadata", 0);
	}
	xap_walk_free(a);
	xap_walk_free(b);
	buf_release(&m);
	buf_release(&n);
}

/* How much differs between the databases at these paths; the slots are those that may have values. */
static inline struct comparison compare_databases(const char *a, const char *b, const uint32_t *slots, size_t slot_count)
{
	struct comparison c = {NULL, NULL, 0, 0, 0, ""};
	char *error = NULL;

	if (xap_reader_open(&c.a, &a, 1, &error) != XAP_OK || xap_reader_open(&c.b, &b, 1, &error) != XAP_OK) {
		comparison_note(&c, false, error, 0);
	} else {
		compare_totals(&c);
		compare_terms(&c);
		compare_documents(&c);
		for (size_t i = 0; i < slot_count; i++)
			compare_slot(&c, slots[i]);
		compare_metadata(&c);
	}
	free(error);
	xap_reader_close(c.a);
	xap_reader_close(c.b);
	return c;
}

#endif
