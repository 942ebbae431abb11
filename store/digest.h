/*
 * digest.h: one number that stands for all passages, terms, positions, values
 * and metadata of an index, whatever the order they were added in.
 *
 * A document's part is a sum (mod 2^64, two lanes) over its postings of
 * hash(term, position), over its terms of wdf · hash(term) and of a presence
 * hash, mixed with the hashes of its values and data; the index's digest is
 * the sum of its documents' parts and of its metadata entries' hashes. Docids
 * do not enter. It is a check against mistakes, not against forgers.
 */
#ifndef STORE_DIGEST_H
#define STORE_DIGEST_H

#include "text/buf.h"

struct digest {
	uint64_t lane[2];
};

void digest_init(struct digest *d);
void digest_add(struct digest *d, const struct digest *part); /* commutative */
void digest_subtract(struct digest *d, const struct digest *part); /* takes back what digest_add added */
bool digest_parse(struct digest *d, const char *hex); /* what digest_hex wrote; false: it is none */
void digest_hex(const struct digest *d, char out[33]);

/* A document's part, built term by term (any order), then finished. */
uint64_t digest_hash(struct span term); /* what the two below know a term by */
void digest_term(struct digest *part, uint64_t term, uint32_t wdf); /* once for each term, with its whole wdf */
void digest_posting(struct digest *part, uint64_t term, uint32_t position); /* once for each pair */
void digest_value(struct digest *part, uint32_t slot, struct span value);
void digest_document(struct digest *total, const struct digest *part, struct span data);
/* A source's value enters without its place in the build (source_without_place). */
void digest_metadata(struct digest *total, struct span key, struct span value);

struct xap_reader;
/* Reads the whole database and computes the same; returns an enum xap_status. Of the metadata, sources ("s:") and names ("n:") enter. */
int digest_of_reader(struct digest *out, struct xap_reader *r);
/*
 * Adds the parts of some documents to *total; returns an enum xap_status, XAP_NOT_FOUND if one is not there. Slower
 * than digest_of_reader by document: for a few, best all at once.
 */
int digest_of_documents(struct digest *total, struct xap_reader *r, const uint32_t *docids, size_t count);

#endif
