#include "store/digest.h"
#include "store/schema.h"
#include "store/source.h"
#include "store/xap.h"
#include "text/strmap.h"

#include <stdio.h>
#include <stdlib.h>

/* What is hashed; each kind has its own seed, so that a term is never mistaken for a value. */
enum seed { SEED_TERM = 1, SEED_DATA, SEED_KEY, SEED_METADATA, SEED_VALUE /* + slot: the last */ };

/* Odd constants: the golden ratio's and sqrt(2)'s bits. Multiplying by them is a bijection of 2^64. */
#define SPREAD_A UINT64_C(0x9e3779b97f4a7c15)
#define SPREAD_B UINT64_C(0xb504f333f9de6485)

/* The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every bit of x reaches every bit of the result. */
static inline uint64_t mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline void add(struct digest *d, uint64_t x)
{
	d->lane[0] += mix(x);
	d->lane[1] += mix(x ^ SPREAD_B) ^ x;
}

void digest_init(struct digest *d)
{
	d->lane[0] = d->lane[1] = 0;
}

void digest_add(struct digest *d, const struct digest *part)
{
	d->lane[0] += part->lane[0];
	d->lane[1] += part->lane[1];
}

void digest_subtract(struct digest *d, const struct digest *part)
{
	d->lane[0] -= part->lane[0];
	d->lane[1] -= part->lane[1];
}

void digest_hex(const struct digest *d, char out[33])
{
	snprintf(out, 33, "%016llx%016llx", (unsigned long long)d->lane[0],
		 (unsigned long long)d->lane[1]);
}

bool digest_parse(struct digest *d, const char *hex)
{
	unsigned long long lane[2];
	int used = 0;

	if (strspn(hex, "0123456789abcdef") != 32 || hex[32] != '\0' ||
	    sscanf(hex, "%16llx%16llx%n", &lane[0], &lane[1], &used) != 2 || used != 32)
		return false;
	d->lane[0] = lane[0];
	d->lane[1] = lane[1];
	return true;
}

void digest_posting(struct digest *part, uint64_t term, uint32_t position)
{
	add(part, term + SPREAD_A * ((uint64_t)position + 1));
}

uint64_t digest_hash(struct span term)
{
	return hash_bytes(term, SEED_TERM);
}

/* The presence hash is mixed, the wdf's multiple is not: wdf · hash must add up over any order. */
void digest_term(struct digest *part, uint64_t term, uint32_t wdf)
{
	add(part, term);
	part->lane[0] += term * wdf;
	part->lane[1] += (term ^ SPREAD_B) * wdf;
}

void digest_value(struct digest *part, uint32_t slot, struct span value)
{
	if (value.len != 0)
		add(part, hash_bytes(value, SEED_VALUE + (uint64_t)slot));
}

void digest_document(struct digest *total, const struct digest *part, struct span data)
{
	uint64_t h = hash_bytes(data, SEED_DATA);

	total->lane[0] += mix(part->lane[0] + h);
	total->lane[1] += mix(part->lane[1] + (h ^ SPREAD_B));
}

void digest_metadata(struct digest *total, struct span key, struct span value)
{
	struct buf known;

	buf_init(&known);
	if (!source_without_place(&known, value))
		buf_add_span(&known, value);
	add(total, hash_bytes(buf_span(&known), hash_bytes(key, SEED_KEY) ^ SEED_METADATA));
	buf_release(&known);
}

/* ---- the same from a database ---- */

/*
 * Positions lie in the order of terms, and are read so, once from end to end: each document's part
 * grows in a table (16 bytes a document). Sought document by document they took fifteen times as
 * long. What has no positions is read where it lies in the order of documents.
 */
static enum xap_status add_positions(struct digest *parts, uint32_t last, struct xap_reader *r, struct span term)
{
	struct xap_walk *walk = NULL;
	uint64_t h = hash_bytes(term, SEED_TERM);
	const uint32_t *positions;
	size_t count;
	enum xap_status status = xap_walk_postings(&walk, r, term);

	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		uint32_t docid = xap_walk_docid(walk);

		if (docid == 0 || docid > last) {
			status = XAP_CORRUPT;
			break;
		}
		status = xap_walk_positions(walk, &positions, &count);
		for (size_t i = 0; status == XAP_OK && i < count; i++)
			digest_posting(&parts[docid], h, positions[i]);
	}
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static enum xap_status add_all_positions(struct digest *parts, uint32_t last, struct xap_reader *r)
{
	struct xap_walk *walk = NULL;
	struct span term;
	enum xap_status status = xap_walk_terms(&walk, r, span_of(""));

	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK)
		if (schema_has_positions(term))
			status = add_positions(parts, last, r, term);
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

/* The terms of one document, with their positions if these are wanted. */
static enum xap_status add_terms(struct digest *part, struct xap_reader *r, uint32_t docid, bool positioned)
{
	struct xap_walk *walk = NULL;
	const uint32_t *positions;
	struct span term;
	size_t count = 0;
	enum xap_status status = xap_walk_document(&walk, r, docid);

	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		uint64_t h = digest_hash(term);

		digest_term(part, h, xap_walk_frequency(walk));
		if (positioned)
			status = xap_walk_positions(walk, &positions, &count);
		for (size_t i = 0; status == XAP_OK && i < count; i++)
			digest_posting(part, h, positions[i]);
	}
	/* The end of the walk; without a walk there is no such document. */
	if (status == XAP_NOT_FOUND && walk != NULL)
		status = XAP_OK;
	xap_walk_free(walk);
	return status;
}

/* A slot's values lie one after the other too. */
static enum xap_status add_slot(struct digest *parts, uint32_t last, struct xap_reader *r, uint32_t slot)
{
	struct xap_walk *walk = NULL;
	struct span value;
	enum xap_status status = xap_walk_values(&walk, r, slot);

	while (status == XAP_OK && (status = xap_walk_next(walk, &value)) == XAP_OK) {
		uint32_t docid = xap_walk_frequency(walk);

		if (docid == 0 || docid > last)
			status = XAP_CORRUPT;
		else
			digest_value(&parts[docid], slot, value);
	}
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static enum xap_status add_documents(struct digest *total, struct xap_reader *r, uint32_t last, struct buf *scratch)
{
	struct digest *parts = mem_zalloc(((size_t)last + 1) * sizeof *parts);
	enum xap_status status = add_all_positions(parts, last, r);

	for (uint32_t slot = 0; status == XAP_OK && slot < SLOT_COUNT; slot++)
		status = add_slot(parts, last, r, slot);
	for (uint32_t docid = 1; status == XAP_OK && docid <= last && docid != 0; docid++) {
		status = add_terms(&parts[docid], r, docid, false);
		if (status == XAP_OK)
			status = xap_reader_data(r, docid, scratch);
		if (status == XAP_OK)
			digest_document(total, &parts[docid], buf_span(scratch));
		else if (status == XAP_NOT_FOUND)
			status = XAP_OK; /* a gap in the docids */
	}
	free(parts);
	return status;
}

static enum xap_status add_values(struct digest *part, struct xap_reader *r, uint32_t docid,
				  struct buf *scratch)
{
	for (uint32_t slot = 0; slot < SLOT_COUNT; slot++) {
		enum xap_status status = xap_reader_value(r, docid, slot, scratch);

		if (status == XAP_OK)
			digest_value(part, slot, buf_span(scratch));
		else if (status != XAP_NOT_FOUND)
			return status;
	}
	return XAP_OK;
}

int digest_of_document(struct digest *total, struct xap_reader *r, uint32_t docid)
{
	struct digest part;
	struct buf scratch;
	enum xap_status status;

	digest_init(&part);
	buf_init(&scratch);
	status = add_terms(&part, r, docid, true);
	if (status == XAP_OK)
		status = add_values(&part, r, docid, &scratch);
	if (status == XAP_OK)
		status = xap_reader_data(r, docid, &scratch);
	if (status == XAP_OK)
		digest_document(total, &part, buf_span(&scratch));
	buf_release(&scratch);
	return (int)status;
}

static enum xap_status add_metadata(struct digest *total, struct xap_reader *r, const char *prefix,
				    struct buf *scratch)
{
	struct xap_walk *walk = NULL;
	struct span key;
	enum xap_status status = xap_walk_metadata(&walk, r, span_of(prefix));

	while (status == XAP_OK && (status = xap_walk_next(walk, &key)) == XAP_OK) {
		status = xap_reader_metadata(r, key, scratch);
		if (status == XAP_OK)
			digest_metadata(total, key, buf_span(scratch));
	}
	xap_walk_free(walk);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

int digest_of_reader(struct digest *out, struct xap_reader *r)
{
	struct xap_stats stats;
	struct buf scratch;
	enum xap_status status = xap_reader_stats(r, &stats);

	digest_init(out);
	buf_init(&scratch);
	if (status == XAP_OK)
		status = add_documents(out, r, stats.last_docid, &scratch);
	if (status == XAP_OK)
		status = add_metadata(out, r, "s:", &scratch);
	if (status == XAP_OK)
		status = add_metadata(out, r, SCHEMA_NAMES, &scratch);
	buf_release(&scratch);
	return (int)status;
}
