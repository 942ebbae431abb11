#include "store/digest.h"
#include "store/schema.h"
#include "store/source.h"
#include "store/xap.h"
#include "text/strmap.h"

#include <stdio.h>

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

void digest_hex(const struct digest *d, char out[33])
{
	snprintf(out, 33, "%016llx%016llx", (unsigned long long)d->lane[0],
		 (unsigned long long)d->lane[1]);
}

void digest_posting(struct digest *part, struct span term, uint32_t position)
{
	add(part, hash_bytes(term, SEED_TERM) + SPREAD_A * ((uint64_t)position + 1));
}

/* The presence hash is mixed, the wdf's multiple is not: wdf · hash must add up over any order. */
void digest_term(struct digest *part, struct span term, uint32_t wdf)
{
	uint64_t h = hash_bytes(term, SEED_TERM);

	add(part, h);
	part->lane[0] += h * wdf;
	part->lane[1] += (h ^ SPREAD_B) * wdf;
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

static enum xap_status add_terms(struct digest *part, struct xap_reader *r, uint32_t docid)
{
	struct xap_walk *walk = NULL;
	const uint32_t *positions;
	struct span term;
	size_t count;
	enum xap_status status = xap_walk_document(&walk, r, docid);

	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		digest_term(part, term, xap_walk_frequency(walk));
		status = xap_walk_positions(walk, &positions, &count);
		for (size_t i = 0; status == XAP_OK && i < count; i++)
			digest_posting(part, term, positions[i]);
	}
	/* The end of the walk; without a walk there is no such document. */
	if (status == XAP_NOT_FOUND && walk != NULL)
		status = XAP_OK;
	xap_walk_free(walk);
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

static enum xap_status add_document(struct digest *total, struct xap_reader *r, uint32_t docid,
				    struct buf *scratch)
{
	struct digest part;
	enum xap_status status;

	digest_init(&part);
	status = add_terms(&part, r, docid);
	if (status == XAP_NOT_FOUND)
		return XAP_OK; /* a gap in the docids */
	if (status == XAP_OK)
		status = add_values(&part, r, docid, scratch);
	if (status == XAP_OK)
		status = xap_reader_data(r, docid, scratch);
	if (status == XAP_OK)
		digest_document(total, &part, buf_span(scratch));
	return status;
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
	for (uint64_t docid = 1; status == XAP_OK && docid <= stats.last_docid; docid++)
		status = add_document(out, r, (uint32_t)docid, &scratch);
	if (status == XAP_OK)
		status = add_metadata(out, r, "s:", &scratch);
	if (status == XAP_OK)
		status = add_metadata(out, r, SCHEMA_NAMES, &scratch);
	buf_release(&scratch);
	return (int)status;
}
