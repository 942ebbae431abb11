/*
 * bulk_cases.h: made-up documents, written by the library or directly, for the
 * tests of store/bulk.
 */
#ifndef TESTS_BULK_CASES_H
#define TESTS_BULK_CASES_H

#include "store/bulk/bulk.h"
#include "store/bulk/join.h"
#include "store/bulk/selftest.h"
#include "store/files.h"

#include <stdio.h>
#include <stdlib.h>

#define BULK_PLAIN UINT32_C(1000000) /* documents from this number on are of plain words; below it, awkward */

static const uint32_t bulk_slots[] = {0, 1, 2, 3, 127, 128, 255, 256, 65535, 65536, 2000000};
#define BULK_SLOTS (sizeof bulk_slots / sizeof *bulk_slots)

/* Words at positions, their beginnings without, an id, three values, some text: what a passage is like. */
static inline void bulk_plain(struct xap_document *d, uint32_t number)
{
	uint64_t state = number * UINT64_C(2862933555777941757) + 3037000493;
	char word[32], id[32];
	struct buf text;

	buf_init(&text);
	xap_document_clear(d);
	for (uint32_t i = 1; i <= 40 + number % 50; i++) {
		state = state * UINT64_C(2862933555777941757) + 3037000493;
		/* Of 4000 words, the lower ones much more often. */
		snprintf(word, sizeof word, "w%u", (unsigned)((state >> 40) % ((state >> 20) % 4000 + 1)));
		xap_document_posting(d, span_of(word), i, 1);
		word[0] = 'Z';
		xap_document_term(d, span_make(word, strlen(word) > 3 ? 3 : strlen(word)), 1);
		buf_addf(&text, "%s ", word + 1);
	}
	snprintf(id, sizeof id, "Q%08x", number * UINT32_C(2654435761));
	xap_document_term(d, span_of(id), 0);
	xap_document_value(d, 1, span_of(id + 5));
	xap_document_value(d, 2, span_make((const char *)&number, sizeof number));
	if (number % 3 == 0)
		xap_document_value(d, 0, span_of("2015-12-21"));
	xap_document_data(d, buf_span(&text));
	buf_release(&text);
}

static inline void bulk_document(struct xap_document *d, uint32_t number)
{
	if (number >= BULK_PLAIN)
		bulk_plain(d, number);
	else
		selftest_document(d, number);
}

/* Documents [first, first + count) and metadata. */
static inline bool bulk_fill(struct xap_writer *w, enum xap_status status, uint32_t first, uint32_t count)
{
	struct xap_document *d = xap_document_new();

	for (uint32_t i = 0; i < count && status == XAP_OK; i++) {
		bulk_document(d, first + i);
		status = xap_writer_add(w, d);
	}
	if (status == XAP_OK)
		status = xap_writer_set_metadata(w, span_of("s:two"), span_of("{\"title\":\"Two\"}"));
	if (status == XAP_OK)
		status = xap_writer_set_metadata(w, span_of("s:one"), span_of("{\"title\":\"One\"}"));
	if (status == XAP_OK)
		status = xap_writer_finish(w);
	if (status != XAP_OK)
		fprintf(stderr, "%s\n", xap_writer_error(w));
	xap_writer_close(w);
	xap_document_free(d);
	return status == XAP_OK;
}

/* A new database of them by the library, */
static inline bool bulk_by_library(const char *path, uint32_t first, uint32_t count)
{
	struct xap_writer *w = NULL;
	enum xap_status status = xap_writer_create(&w, path);

	return bulk_fill(w, status, first, count);
}

/* or a part. */
static inline bool bulk_part(const char *path, uint32_t first, uint32_t count, size_t budget)
{
	struct xap_writer *w = NULL;
	enum xap_status status = bulk_create(&w, path, budget);

	return bulk_fill(w, status, first, count);
}

/* The database of these parts. */
static inline bool bulk_join(const char *const *parts, size_t count, const char *to, enum deflate_kind deflate)
{
	char *error = NULL;
	bool good = true;

	for (int i = 0; i < JOIN_TABLES && good; i++)
		good = join_table(parts, count, to, (enum version_table)i, deflate, &error);
	good = good && join_end(parts, count, to, &error);
	if (!good)
		fprintf(stderr, "%s\n", error);
	free(error);
	return good;
}

#endif
