/*
 * The file of lengths, as the database has them; and searches that take them from it: the same documents in the same
 * order, of the same weights, as of searches that take the database's own.
 */
#include "store/lengths.h"
#include "store/schema.h"
#include "store/xap.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <math.h>

#define DOCUMENTS 400
#define WORDS 9       /* a, b, c, …: the first are in most documents */
#define TREES 400
#define DEPTH 4
#define ORS_FROM 3500 /* seeds: of 3738 Xapian itself passes over a document */
#define ORS 500
#define MOST 60       /* hits */
#define ROUNDING 1e-12 /* of weights: the parts of an AND may be added in another order */

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525 + 1013904223;
	return *state >> 8;
}

static void word_of(uint32_t number, char word[2])
{
	word[0] = (char)('a' + number);
	word[1] = '\0';
}

/* ---- a database of documents of many lengths ---- */

/* The occurrences of its words: none; the longest that fit two bytes, and one more; as chance has it. */
static void fill(struct xap_document *d, uint32_t number, uint32_t *random)
{
	static const uint32_t lengths[] = {0, LENGTH_UNKNOWN - 1, LENGTH_UNKNOWN, LENGTH_UNKNOWN + 1};
	char word[2];

	if (number < sizeof lengths / sizeof *lengths) {
		word_of(number, word);
		if (lengths[number] != 0)
			xap_document_term(d, span_of(word), lengths[number]);
		return;
	}
	for (uint32_t i = 0, position = 1; i < WORDS; i++)
		for (uint32_t n = next_random(random) % (WORDS + 1); n > i; n--) {
			word_of(i, word);
			xap_document_posting(d, span_of(word), position, 1 + next_random(random) % 3);
			position += 1 + next_random(random) % 2;
		}
}

static void add_documents(struct xap_writer *w)
{
	uint32_t random = 7;

	for (uint32_t i = 0; i < DOCUMENTS; i++) {
		struct xap_document *d = xap_document_new();
		char id[16];

		fill(d, i, &random);
		snprintf(id, sizeof id, "id%04u", (unsigned)((i * 7919) % DOCUMENTS));
		xap_document_value(d, SLOT_ID, span_of(id));
		xap_document_term(d, span_of(i % 10 == 9 ? "GONE" : "STAYS"), 0);
		xap_writer_add(w, d);
		xap_document_free(d);
	}
	xap_writer_commit(w);
	xap_writer_delete_by_term(w, span_of("GONE"));
}

static struct xap_reader *make(const char *database)
{
	struct xap_writer *w = NULL;
	struct xap_reader *r = NULL;
	char *error = NULL;

	xap_writer_create(&w, database);
	add_documents(w);
	tap_ok(xap_writer_close(w) == XAP_OK && xap_reader_open(&r, &database, 1, &error) == XAP_OK, "made");
	return r;
}

/* ---- the file ---- */

static void as_the_database(struct xap_reader *r, struct span each)
{
	size_t wrong = 0, unknown = 0;

	for (uint32_t docid = 1; docid <= DOCUMENTS; docid++) {
		uint32_t length = 0, known = lengths_of(each, docid);
		bool there = xap_reader_length(r, docid, &length) == XAP_OK;

		if (known == LENGTH_UNKNOWN && there)
			unknown += length >= LENGTH_UNKNOWN;
		else
			wrong += known != length && docid < DOCUMENTS; /* the last one is gone, with its number */
	}
	tap_ok(wrong == 0 && unknown == 2, "%zu lengths are wrong, %zu too long for the file", wrong, unknown);
	tap_ok(lengths_of(each, 2) == LENGTH_UNKNOWN - 1, "the longest that fits");
	tap_ok(lengths_of(each, 10) == 0, "a document that is gone");
	tap_ok(lengths_of(each, 0) == LENGTH_UNKNOWN && lengths_of(each, DOCUMENTS + 1) == LENGTH_UNKNOWN, "no such documents");
}

/* Each byte changed, and each length of the file: none is taken for a whole one. */
static void damage(const char *path, const char *top)
{
	char *other = path_join(top, "damaged"), *error = NULL;
	struct lengths lengths;
	struct buf bytes;
	size_t taken = 0, written = 0;

	buf_init(&bytes);
	tap_ok(file_read(path, 4096, &bytes, &error), "read");
	for (size_t i = 0; i < 2 * bytes.len; i++) {
		char *byte = &bytes.data[i % bytes.len], was = *byte;

		*byte = (char)(i < bytes.len ? was ^ 1 : was);
		remove(other);
		written += file_write(other, span_make(bytes.data, i < bytes.len ? bytes.len : i - bytes.len), &error);
		*byte = was;
		lengths_read(&lengths, other);
		taken += lengths.each.len != 0;
		lengths_release(&lengths);
	}
	tap_ok(taken == 0 && written == 2 * bytes.len, "%zu of %zu damaged files were taken for whole ones", taken, written);
	buf_release(&bytes);
	free(error);
	free(other);
}

static void unreadable(void)
{
	char *error = NULL;
	struct lengths lengths;

	lengths_read(&lengths, "/no/such");
	tap_ok(lengths.each.len == 0, "no file: not known");
	lengths_release(&lengths);
	tap_ok(!lengths_write("/no/such", "/no/such", &error) && error != NULL, "no database: an error");
	free(error);
}

/* ---- the same searches with it and without ---- */

static struct xap_query *random_term(uint32_t *random)
{
	char word[2];

	word_of(next_random(random) % (WORDS + 1), word); /* the last is in no document */
	return xap_query_term(span_of(word), 1 + next_random(random) % 2);
}

static struct xap_query *random_words(enum xap_op op, uint32_t *random)
{
	struct xap_query *parts[3];

	for (size_t i = 0; i < 3; i++)
		parts[i] = random_term(random);
	return xap_query_combine(op, parts, 3, 5);
}

static struct xap_query *random_tree(uint32_t *random, int depth)
{
	static const enum xap_op ops[] = {XAP_AND, XAP_OR, XAP_OR, XAP_AND_NOT, XAP_AND_MAYBE, XAP_FILTER, XAP_MAX};
	static const enum xap_op of_words[] = {XAP_PHRASE, XAP_NEAR, XAP_SYNONYM};
	uint32_t kind = next_random(random) % 8;
	struct xap_query *parts[3];
	size_t count = 1 + next_random(random) % 3;

	if (depth == 0 || kind == 0)
		return random_term(random);
	if (kind == 1)
		return random_words(of_words[next_random(random) % 3], random);
	if (kind == 2)
		return xap_query_scale(random_tree(random, depth - 1), (double)(next_random(random) % 4) / 3);
	if (kind == 3)
		return next_random(random) % 2 == 0 ? xap_query_fixed(3) : NULL;
	for (size_t i = 0; i < count; i++)
		parts[i] = random_tree(random, depth - 1);
	return xap_query_combine(ops[next_random(random) % (sizeof ops / sizeof *ops)], parts, count, 0);
}

struct given {
	struct span lengths;
	size_t asked;
};

static struct span give(const void *of)
{
	struct given *g = (struct given *)(uintptr_t)of;

	g->asked++;
	return g->lengths;
}

/* Without lengths, all documents are looked at: Xapian itself passes over some where it need not look at all. */
static struct xap_results *run(struct xap_reader *r, const struct xap_query *q, struct given *given, bool unweighted)
{
	struct xap_search s = {.query = q, .k1 = 1, .k3 = 1, .b = 0.5, .min_normlen = 0.5, .most = MOST,
	                       .check_at_least = given == NULL ? UINT32_MAX : 0,
	                       .collapse_slot = -1, .sort_slot = -1, .tie_slot = SLOT_ID, .facet_slot = -1,
	                       .lengths = given == NULL ? NULL : give, .lengths_of = given, .unweighted = unweighted};
	struct xap_results *results = NULL;

	xap_search_run(r, &s, &results);
	return results;
}

static bool same(const struct xap_results *a, const struct xap_results *b)
{
	bool good = a != NULL && b != NULL && a->count == b->count && a->lower <= b->lower && b->upper <= a->upper;

	for (size_t i = 0; good && i < a->count; i++)
		good = a->hits[i].docid == b->hits[i].docid && fabs(a->hits[i].weight - b->hits[i].weight) < ROUNDING;
	return good;
}

/* False, and what the query was is noted, where the results differ. */
static bool compare(struct xap_reader *r, struct given *given, const struct xap_query *q, uint32_t seed)
{
	struct xap_results *with = run(r, q, given, false), *without = run(r, q, NULL, false);
	bool good = same(with, without);
	struct buf text;

	if (!good) {
		buf_init(&text);
		xap_query_describe(q, &text);
		tap_note("seed %u: %s", (unsigned)seed, text.data);
		buf_release(&text);
	}
	xap_results_free(with);
	xap_results_free(without);
	return good;
}

static void searches(struct xap_reader *r, struct span each)
{
	struct given given = {each, 0};
	size_t wrong = 0;

	for (uint32_t seed = 1; seed <= TREES; seed++) {
		uint32_t random = seed;
		struct xap_query *q = random_tree(&random, DEPTH);

		wrong += !compare(r, &given, q, seed);
		xap_query_free(q);
	}
	tap_ok(wrong == 0, "%d random queries: %zu find something else", TREES, wrong);
	tap_ok(given.asked > TREES, "which asked for lengths %zu times", given.asked);
}

/*
 * ORs alone, as most queries are, of which few documents are wanted: Xapian passes over some that stand near the end, where
 * parts of an OR end before others.
 */
static void ors(struct xap_reader *r, struct span each)
{
	struct given given = {each, 0};
	size_t wrong = 0;

	for (uint32_t seed = ORS_FROM; seed < ORS_FROM + ORS; seed++) {
		uint32_t random = seed;
		struct xap_query *parts[6];
		size_t count = 2 + next_random(&random) % 5;

		for (size_t i = 0; i < count; i++)
			parts[i] = xap_query_scale(random_term(&random), 0.1 + (double)(next_random(&random) % 10));
		parts[0] = xap_query_combine(XAP_OR, parts, count, 0);
		wrong += !compare(r, &given, parts[0], seed);
		xap_query_free(parts[0]);
	}
	tap_ok(wrong == 0, "%d ORs: %zu find something else", ORS, wrong);
}

/* How often the lengths are asked for: where nothing is weighed by its own length, never. */
static void asked(struct xap_reader *r, struct span each, struct xap_query *q, bool unweighted, size_t times, const char *what)
{
	struct given given = {each, 0};

	xap_results_free(run(r, q, &given, unweighted));
	tap_ok(given.asked == times, "%s: asked for %zu times", what, given.asked);
	xap_query_free(q);
}

static void asks(struct xap_reader *r, struct span each)
{
	uint32_t random = 1;
	struct xap_query *parts[2] = {xap_query_fixed(1), random_term(&random)};

	asked(r, each, random_words(XAP_PHRASE, &random), false, 0, "a phrase");
	asked(r, each, xap_query_combine(XAP_FILTER, parts, 2, 0), false, 0, "a filter");
	asked(r, each, xap_query_term(span_of("a"), 1), true, 0, "what is but counted");
	asked(r, each, xap_query_term(span_of("a"), 1), false, 1, "a word");
	asked(r, span_of(""), xap_query_term(span_of("a"), 1), false, 1, "a word without lengths");
}

/* Of two databases each would need its own. */
static void several(const char *database, struct span each)
{
	const char *paths[2] = {database, database};
	struct given given = {each, 0};
	struct xap_query *q = xap_query_term(span_of("c"), 1);
	struct xap_reader *r = NULL;
	char *error = NULL;

	tap_ok(xap_reader_open(&r, paths, 2, &error) == XAP_OK, "two as one");
	tap_ok(compare(r, &given, q, 0), "which find the same");
	tap_ok(given.asked == 0, "of which no lengths are asked for");
	xap_query_free(q);
	xap_reader_close(r);
}

/* ---- filters: the terms that few documents have are listed, the others left to Xapian ---- */

#define LISTED_MOST 4096 /* as in xap_weight.cc */

/* As many documents as may be listed have x, one more y; every other a word to be weighed. */
static struct xap_reader *make_many(const char *database)
{
	struct xap_writer *w = NULL;
	struct xap_reader *r = NULL;
	char *error = NULL;

	xap_writer_create(&w, database);
	for (uint32_t i = 0; i <= LISTED_MOST; i++) {
		struct xap_document *d = xap_document_new();

		if (i != 0)
			xap_document_term(d, span_of("x"), 1);
		xap_document_term(d, span_of("y"), 1 + i % 5);
		if (i % 2 == 0)
			xap_document_term(d, span_of("word"), 1 + i % 3);
		xap_writer_add(w, d);
		xap_document_free(d);
	}
	tap_ok(xap_writer_close(w) == XAP_OK && xap_reader_open(&r, &database, 1, &error) == XAP_OK, "many made");
	return r;
}

static void filters(const char *top)
{
	static const char *const terms[] = {"x", "y", "z"};
	char *database = path_join(top, "many"), *path = path_join(top, "many-lengths"), *error = NULL;
	struct xap_reader *r = make_many(database);
	struct lengths lengths;
	struct given given = {{0}, 0};

	tap_ok(lengths_write(database, path, &error), "their lengths");
	lengths_read(&lengths, path);
	given.lengths = lengths.each;
	for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
		struct xap_query *parts[2] = {xap_query_term(span_of("word"), 1), xap_query_term(span_of(terms[i]), 1)};
		struct xap_query *q = xap_query_combine(XAP_FILTER, parts, 2, 0);
		struct xap_results *found = run(r, q, &given, false);

		tap_ok((found->upper != 0) == (i < 2), "filtered by %s: %u", terms[i], (unsigned)found->upper);
		xap_results_free(found);
		tap_ok(compare(r, &given, q, (uint32_t)i), "as without lengths");
		xap_query_free(q);
	}
	lengths_release(&lengths);
	xap_reader_close(r);
	free(database);
	free(path);
}

int main(void)
{
	char *top = scratch_make(), *database = path_join(top, "database"), *path = path_join(top, "lengths"), *error = NULL;
	struct xap_reader *r = make(database);
	struct lengths lengths;

	tap_ok(lengths_write(database, path, &error), "written%s%s", error == NULL ? "" : ": ", error == NULL ? "" : error);
	lengths_read(&lengths, path);
	as_the_database(r, lengths.each);
	searches(r, lengths.each);
	ors(r, lengths.each);
	asks(r, lengths.each);
	several(database, lengths.each);
	filters(top);
	lengths_release(&lengths);
	damage(path, top);
	unreadable();
	xap_reader_close(r);
	free(path);
	free(database);
	scratch_remove(top);
	return tap_done();
}
