#include "store/digest.h"
#include "store/schema.h"
#include "store/source.h"
#include "store/xap.h"
#include "text/pool.h"
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

/* A term whose positions in a document are wanted. */
struct sought {
	struct span term; /* in `terms` */
	uint32_t docid;
	struct digest *part;
};

struct search {
	struct sought *items;
	size_t count, cap;
	struct pool terms;
};

static void search_add(struct search *s, struct span term, uint32_t docid, struct digest *part)
{
	ARRAY_GROW(s->items, s->count, s->cap);
	s->items[s->count++] = (struct sought){pool_span(&s->terms, term), docid, part};
}

/* The terms of one document; `search`: what of their positions is to be sought, or NULL. */
static enum xap_status add_terms(struct digest *part, struct xap_reader *r, uint32_t docid, struct search *search)
{
	struct xap_walk *walk = NULL;
	struct span term;
	enum xap_status status = xap_walk_document(&walk, r, docid);

	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		digest_term(part, digest_hash(term), xap_walk_frequency(walk));
		if (search != NULL && schema_has_positions(term))
			search_add(search, term, docid, part);
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
		status = add_terms(&parts[docid], r, docid, NULL);
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

static int by_place(const void *a, const void *b)
{
	const struct sought *x = a, *y = b;
	int order = span_cmp(x->term, y->term);

	return order != 0 ? order : (x->docid > y->docid) - (x->docid < y->docid);
}

/* In the order in which they lie, so that each block is read but once. */
static enum xap_status add_sought(struct search *s, struct xap_reader *r)
{
	enum xap_status status = XAP_OK;

	if (s->count != 0)
		qsort(s->items, s->count, sizeof *s->items, by_place);
	for (size_t i = 0; status == XAP_OK && i < s->count; i++) {
		uint64_t h = digest_hash(s->items[i].term);
		uint32_t *positions = NULL;
		size_t count = 0;

		status = xap_reader_positions(r, s->items[i].docid, s->items[i].term, &positions, &count);
		for (size_t k = 0; status == XAP_OK && k < count; k++)
			digest_posting(s->items[i].part, h, positions[k]);
		free(positions);
	}
	return status;
}

static enum xap_status add_batch(struct digest *total, struct xap_reader *r, const uint32_t *docids, size_t count)
{
	struct digest *parts = mem_zalloc(count * sizeof *parts);
	struct search search = {.count = 0};
	enum xap_status status = XAP_OK;
	struct buf scratch;

	pool_init(&search.terms);
	buf_init(&scratch);
	for (size_t i = 0; status == XAP_OK && i < count; i++)
		status = add_terms(&parts[i], r, docids[i], &search);
	if (status == XAP_OK)
		status = add_sought(&search, r);
	for (size_t i = 0; status == XAP_OK && i < count; i++) {
		status = add_values(&parts[i], r, docids[i], &scratch);
		if (status == XAP_OK)
			status = xap_reader_data(r, docids[i], &scratch);
		if (status == XAP_OK)
			digest_document(total, &parts[i], buf_span(&scratch));
	}
	buf_release(&scratch);
	pool_release(&search.terms);
	free(search.items);
	free(parts);
	return status;
}

#define BATCH 1024 /* documents whose terms are held at once */

int digest_of_documents(struct digest *total, struct xap_reader *r, const uint32_t *docids, size_t count)
{
	enum xap_status status = XAP_OK;

	for (size_t i = 0; status == XAP_OK && i < count; i += BATCH)
		status = add_batch(total, r, docids + i, count - i < BATCH ? count - i : BATCH);
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
