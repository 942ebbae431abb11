/* The C face of Xapian: each function, its limits from both sides, and what it does when things go wrong. */
#include "store/digest.h"
#include "store/schema.h"
#include "store/xap.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"

#include <fcntl.h>
#include <malloc.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

static char *top; /* the folder of this run */

/* Text is words parted by blanks, at positions from 1; "|" jumps SCHEMA_GAP positions on. */
static void fill(struct xap_document *d, const char *text)
{
	uint32_t position = 0;

	xap_document_clear(d);
	for (const char *word = text; *word != '\0';) {
		size_t len = strcspn(word, " ");

		if (len == 1 && *word == '|')
			position += SCHEMA_GAP;
		else
			xap_document_posting(d, span_make(word, len), ++position, 1);
		word += len;
		word += *word == ' ';
	}
	xap_document_data(d, span_of(text));
}

struct row {
	const char *text, *date, *source, *id;
};

static void add_row(struct xap_writer *w, const struct row *row)
{
	struct xap_document *d = xap_document_new();

	fill(d, row->text);
	xap_document_value(d, SLOT_DATE, span_of(row->date));
	xap_document_value(d, SLOT_SOURCE, span_of(row->source));
	xap_document_value(d, SLOT_ID, span_of(row->id));
	xap_document_term(d, span_of("XBbroken"), 0);
	if (xap_writer_add(w, d) != XAP_OK)
		tap_ok(false, "adding %s: %s", row->text, xap_writer_error(w));
	xap_document_free(d);
}

static char *make_database(const char *name, const struct row *rows, size_t count)
{
	char *path = path_join(top, name);
	struct xap_writer *w;

	tap_ok(xap_writer_create(&w, path) == XAP_OK, "%s: created", name);
	for (size_t i = 0; i < count; i++)
		add_row(w, &rows[i]);
	tap_ok(xap_writer_close(w) == XAP_OK, "%s: written", name);
	return path;
}

static struct xap_reader *open_one(const char *path)
{
	struct xap_reader *r;
	char *error;

	if (xap_reader_open(&r, &path, 1, &error) != XAP_OK) {
		tap_ok(false, "opening %s: %s", path, error);
		free(error);
		exit(1);
	}
	return r;
}

static struct xap_query *word(const char *term)
{
	return xap_query_term(span_of(term), 1);
}

static struct xap_query *two(enum xap_op op, struct xap_query *a, struct xap_query *b, uint32_t window)
{
	struct xap_query *parts[] = {a, b};

	return xap_query_combine(op, parts, 2, window);
}

static struct xap_search search_for(const struct xap_query *q)
{
	struct xap_search s = {.query = q, .k1 = 1.2, .b = 0.75, .min_normlen = 0.5, .most = 100,
			       .check_at_least = UINT32_MAX, .collapse_slot = -1, .sort_slot = -1,
			       .tie_slot = -1, .facet_slot = -1};

	return s;
}

/* Runs the search and writes the hits' ids in order, parted by blanks. */
static enum xap_status ids(struct buf *out, struct xap_reader *r, const struct xap_search *s)
{
	struct xap_results *results;
	enum xap_status status = xap_search_run(r, s, &results);
	struct buf id;

	buf_clear(out);
	if (status != XAP_OK)
		return status;
	buf_init(&id);
	for (size_t i = 0; i < results->count; i++) {
		xap_reader_value(r, results->hits[i].docid, SLOT_ID, &id);
		buf_addf(out, "%s%s", i == 0 ? "" : " ", id.data);
	}
	buf_release(&id);
	xap_results_free(results);
	return status;
}

static void expect(struct xap_reader *r, const struct xap_search *s, const char *want, const char *name)
{
	struct buf got;
	enum xap_status status;

	buf_init(&got);
	status = ids(&got, r, s);
	if (!tap_ok(status == XAP_OK && strcmp(got.data, want) == 0, "%s", name))
		tap_note("status %d (%s): got \"%s\", not \"%s\"", status, xap_reader_error(r), got.data, want);
	buf_release(&got);
}

/* The same query without weights or hits counts as many. */
static void expect_count(struct xap_reader *r, const struct xap_query *q, const char *want, const char *name)
{
	struct xap_search s = search_for(q);
	struct xap_results *results;
	uint32_t count = *want != '\0';

	for (const char *c = want; *c != '\0'; c++)
		count += *c == ' ';
	s.most = 0;
	s.unweighted = true;
	xap_search_run(r, &s, &results);
	tap_ok(results != NULL && results->lower == count && results->upper == count, "%s: %u of them are counted", name, count);
	xap_results_free(results);
}

/* As expect, for a query that is freed here; hits in the order they were added. */
static void expect_query(struct xap_reader *r, struct xap_query *q, const char *want, const char *name)
{
	struct xap_search s = search_for(q);

	s.sort_slot = SLOT_ID;
	expect(r, &s, want, name);
	expect_count(r, q, want, name);
	xap_query_free(q);
}

/* ---- limits ---- */

static void test_limits(void)
{
	char term[300];
	struct xap_document *d = xap_document_new();
	struct span longest = {term, XAP_TERM_MAX}, over = {term, XAP_TERM_MAX + 1};
	struct span nuls = {term, XAP_TERM_MAX / 2}, too_many_nuls = {term, XAP_TERM_MAX / 2 + 1};
	char *big = mem_zalloc(XAP_DATA_MAX + 1);

	memset(term, 'a', sizeof term);
	tap_ok(xap_document_posting(d, longest, 1, 1) == XAP_OK, "a term of XAP_TERM_MAX bytes is taken");
	tap_ok(xap_document_posting(d, over, 1, 1) == XAP_REFUSED, "a longer one is refused");
	tap_ok(xap_document_term(d, longest, 0) == XAP_OK, "the same without a position");
	tap_ok(xap_document_term(d, over, 0) == XAP_REFUSED, "and refused");
	tap_ok(xap_document_term(d, span_of(""), 0) == XAP_REFUSED, "an empty term is refused");
	memset(term, 0, sizeof term);
	tap_ok(xap_document_term(d, nuls, 0) == XAP_OK, "NUL bytes count twice: just short enough");
	tap_ok(xap_document_term(d, too_many_nuls, 0) == XAP_REFUSED, "one more is refused");
	tap_ok(xap_document_data(d, span_make(big, XAP_DATA_MAX)) == XAP_OK, "data of XAP_DATA_MAX bytes");
	tap_ok(xap_document_data(d, span_make(big, XAP_DATA_MAX + 1)) == XAP_REFUSED, "more is refused");
	tap_ok(xap_document_value(d, 0, span_make(big, XAP_DATA_MAX + 1)) == XAP_REFUSED, "a value over it too");
	tap_ok(xap_document_value(d, UINT32_MAX, span_of("x")) == XAP_REFUSED, "no such slot");
	free(big);
	xap_document_free(d);
}

/* The longest terms do go through Xapian; an over-long one costs the hundred documents before it nothing. */
static void test_longest_on_disk(void)
{
	char term[XAP_TERM_MAX + 1], *path = path_join(top, "longest");
	struct xap_document *d = xap_document_new();
	struct xap_writer *w;
	struct xap_reader *r;
	struct xap_stats stats;
	uint32_t frequency;

	xap_writer_create(&w, path);
	for (int i = 0; i < 100; i++) {
		fill(d, "some words");
		memset(term, i < 50 ? 'a' : 0, sizeof term);
		xap_document_term(d, span_make(term, i < 50 ? XAP_TERM_MAX : XAP_TERM_MAX / 2), 1);
		xap_writer_add(w, d);
	}
	memset(term, 'a', sizeof term);
	tap_ok(xap_document_term(d, span_make(term, sizeof term), 1) == XAP_REFUSED, "an over-long term is refused");
	tap_ok(xap_writer_delete_by_term(w, span_make(term, sizeof term)) == XAP_REFUSED, "and cannot be deleted by");
	tap_ok(xap_writer_set_metadata(w, span_make(term, sizeof term), span_of("x")) == XAP_REFUSED,
	       "a key's limit is the same");
	tap_ok(xap_writer_set_metadata(w, span_make(term, XAP_TERM_MAX), span_of("x")) == XAP_OK, "its other side");
	tap_ok(xap_writer_commit(w) == XAP_OK, "then the commit holds");
	tap_ok(xap_writer_close(w) == XAP_OK, "and the close");
	r = open_one(path);
	xap_reader_stats(r, &stats);
	tap_ok(stats.documents == 100, "all 100 documents are on disk");
	xap_reader_frequency(r, span_make(term, XAP_TERM_MAX), &frequency);
	tap_ok(frequency == 50, "the longest term is there");
	xap_reader_frequency(r, span_make(term, sizeof term), &frequency);
	tap_ok(frequency == 0, "an over-long one is in no document");
	tap_ok(xap_query_term(span_make(term, sizeof term), 1) == NULL, "and a query for it matches nothing");
	tap_ok(xap_query_term(span_of(""), 1) == NULL, "as does one for the empty term");
	xap_reader_close(r);
	xap_document_free(d);
	free(path);
}

/* ---- reading ---- */

static const struct row rows[] = {
	{"human rights are rights", "2017-09-11", "src1", "id1"},
	{"the rights of the human person", "2017", "src1", "id2"},
	{"human | rights", "2021-11", "src2", "id3"},
	{"rights human", "", "src2", "id4"},
	{"torture", "2019-01-01", "src3", "id5"},
	{"torture", "2019-01-02", "src3", "id6"},
};

#define ROWS (sizeof rows / sizeof *rows)

static void test_reader(struct xap_reader *r)
{
	struct xap_stats stats;
	struct buf value;
	uint32_t *list, frequency;
	size_t count;

	buf_init(&value);
	tap_ok(xap_reader_stats(r, &stats) == XAP_OK && stats.documents == ROWS && stats.last_docid == ROWS,
	       "counts");
	tap_ok(stats.average_length > 2.4 && stats.average_length < 2.7, "average length: terms of wdf 0 add none");
	tap_ok(xap_reader_data(r, 3, &value) == XAP_OK && strcmp(value.data, "human | rights") == 0, "data");
	tap_ok(xap_reader_data(r, 99, &value) == XAP_NOT_FOUND && value.len == 0, "no such document");
	tap_ok(xap_reader_data(r, 0, &value) == XAP_NOT_FOUND, "nor document 0");
	tap_ok(xap_reader_value(r, 1, SLOT_DATE, &value) == XAP_OK && strcmp(value.data, "2017-09-11") == 0, "value");
	tap_ok(xap_reader_value(r, 4, SLOT_DATE, &value) == XAP_NOT_FOUND, "absent value");
	tap_ok(xap_reader_metadata(r, span_of("none"), &value) == XAP_NOT_FOUND, "absent metadata");
	tap_ok(xap_reader_metadata(r, span_of(""), &value) == XAP_NOT_FOUND, "metadata of no key");
	xap_reader_frequency(r, span_of("rights"), &frequency);
	tap_ok(frequency == 4, "frequency");
	xap_reader_documents(r, span_of("rights"), 3, &list, &count);
	tap_ok(count == 3 && list[0] == 1 && list[2] == 3, "documents of a term, at most three");
	free(list);
	xap_reader_documents(r, span_of(""), 100, &list, &count);
	tap_ok(count == ROWS, "the empty term: all documents");
	free(list);
	tap_ok(xap_reader_positions(r, 1, span_of("rights"), &list, &count) == XAP_OK && count == 2 &&
		       list[0] == 2 && list[1] == 4,
	       "positions");
	free(list);
	tap_ok(xap_reader_positions(r, 5, span_of("rights"), &list, &count) == XAP_OK && count == 0, "none");
	free(list);
	buf_release(&value);
}

/* More terms than a reader remembers, again and again: each has its own frequency. */
static void test_frequencies(struct xap_reader *r)
{
	char absent[32];
	uint32_t human = 0, torture = 0, none = 0, good = 0;

	for (int i = 0; i < 60; i++) {
		snprintf(absent, sizeof absent, "human%d", i % 20);
		xap_reader_frequency(r, span_of("human"), &human);
		xap_reader_frequency(r, span_of(absent), &none);
		if (i % 7 == 0)
			xap_reader_frequency(r, span_of("torture"), &torture);
		good += human == 4 && none == 0 && torture == 2;
	}
	tap_ok(good == 60, "frequencies asked for again: %u of 60 as they are", good);
}

static void test_walks(struct xap_reader *r)
{
	struct xap_walk *walk;
	struct span term;
	struct buf seen;
	const uint32_t *positions;
	size_t count;

	buf_init(&seen);
	xap_walk_terms(&walk, r, span_of("t"));
	while (xap_walk_next(walk, &term) == XAP_OK)
		buf_addf(&seen, "%.*s:%u ", (int)term.len, term.data, xap_walk_frequency(walk));
	tap_ok(strcmp(seen.data, "the:1 torture:2 ") == 0, "walk over terms with a prefix: %s", seen.data);
	tap_ok(xap_walk_next(walk, &term) == XAP_NOT_FOUND, "its end stays its end");
	tap_ok(xap_walk_skip(walk, span_of("tz")) == XAP_OK && xap_walk_next(walk, &term) == XAP_NOT_FOUND,
	       "and is not passed over");
	xap_walk_free(walk);
	xap_walk_terms(&walk, r, span_of("t"));
	xap_walk_next(walk, &term);
	tap_ok(xap_walk_skip(walk, span_of("to")) == XAP_OK && xap_walk_next(walk, &term) == XAP_OK &&
	               span_eq_str(term, "torture"),
	       "passes over terms");
	tap_ok(xap_walk_skip(walk, span_of("u")) == XAP_OK && xap_walk_next(walk, &term) == XAP_NOT_FOUND,
	       "not beyond the prefix");
	xap_walk_free(walk);
	buf_clear(&seen);
	xap_walk_document(&walk, r, 1);
	while (xap_walk_next(walk, &term) == XAP_OK) {
		xap_walk_positions(walk, &positions, &count);
		buf_addf(&seen, "%.*s:%u:%zu ", (int)term.len, term.data, xap_walk_frequency(walk), count);
	}
	tap_ok(strcmp(seen.data, "XBbroken:0:0 are:1:1 human:1:1 rights:2:2 ") == 0, "walk over a document: %s",
	       seen.data);
	xap_walk_free(walk);
	buf_clear(&seen);
	xap_walk_values(&walk, r, SLOT_DATE);
	while (xap_walk_next(walk, &term) == XAP_OK)
		buf_addf(&seen, "%u=%.*s ", xap_walk_frequency(walk), (int)term.len, term.data);
	tap_ok(strcmp(seen.data, "1=2017-09-11 2=2017 3=2021-11 5=2019-01-01 6=2019-01-02 ") == 0,
	       "walk over values: %s", seen.data);
	xap_walk_free(walk);
	tap_ok(xap_walk_document(&walk, r, 99) == XAP_NOT_FOUND && walk == NULL, "no such document to walk");
	xap_walk_free(NULL);
	buf_release(&seen);
}

/* ---- queries ---- */

static struct xap_query *either(const char *a, const char *b)
{
	return two(XAP_OR, word(a), word(b), 0);
}

static void test_operators(struct xap_reader *r)
{
	struct xap_query *three[] = {word("human"), word("are"), word("the")};

	expect_query(r, word("human"), "id1 id2 id3 id4", "a term");
	expect_query(r, NULL, "", "NULL matches nothing");
	expect_query(r, xap_query_all(), "id1 id2 id3 id4 id5 id6", "all");
	expect_query(r, two(XAP_AND, word("human"), word("the"), 0), "id2", "AND");
	expect_query(r, two(XAP_AND, word("human"), NULL, 0), "", "AND nothing");
	expect_query(r, two(XAP_OR, word("the"), word("torture"), 0), "id2 id5 id6", "OR");
	expect_query(r, two(XAP_OR, NULL, word("torture"), 0), "id5 id6", "OR nothing");
	expect_query(r, two(XAP_AND_NOT, word("human"), word("the"), 0), "id1 id3 id4", "AND NOT");
	expect_query(r, two(XAP_AND_NOT, word("human"), NULL, 0), "id1 id2 id3 id4", "AND NOT nothing");
	expect_query(r, xap_query_combine(XAP_AND_NOT, three, 3, 0), "id3 id4", "AND NOT takes several");
	expect_query(r, two(XAP_AND_MAYBE, word("human"), word("torture"), 0), "id1 id2 id3 id4", "AND MAYBE");
	expect_query(r, two(XAP_FILTER, word("human"), word("the"), 0), "id2", "FILTER");
	expect_query(r, two(XAP_FILTER, word("human"), NULL, 0), "", "FILTER by nothing");
	expect_query(r, two(XAP_SYNONYM, word("the"), word("torture"), 0), "id2 id5 id6", "SYNONYM");
	expect_query(r, two(XAP_MAX, word("the"), word("torture"), 0), "id2 id5 id6", "MAX");
	expect_query(r, xap_query_scale(word("torture"), 0), "id5 id6", "scaled to nothing, but matched");
	expect_query(r, xap_query_scale(NULL, 2), "", "scaled nothing");
	expect_query(r, two(XAP_FILTER, xap_query_fixed(2), either("the", "torture"), 0), "id2 id5 id6", "a fixed weight where");
	expect_query(r, two(XAP_FILTER, word("the"), xap_query_fixed(2), 0), "id2", "FILTER by all");
	expect_query(r, two(XAP_OR, either("the", "human"), two(XAP_AND_MAYBE, word("torture"), word("human"), 0), 0),
	             "id1 id2 id3 id4 id5 id6", "OR of an OR and AND MAYBE");
	expect_query(r, two(XAP_OR, word("the"), two(XAP_AND, word("human"), word("rights"), 0), 0), "id1 id2 id3 id4", "OR of AND");
	expect_query(r, xap_query_combine(XAP_OR, NULL, 0, 0), "", "no parts");
}

static void test_positions(struct xap_reader *r)
{
	expect_query(r, two(XAP_PHRASE, word("human"), word("rights"), 2), "id1", "phrase");
	expect_query(r, two(XAP_PHRASE, word("rights"), word("human"), 2), "id4", "phrase, other order");
	expect_query(r, two(XAP_PHRASE, word("rights"), word("human"), 4), "id2 id4", "phrase with a wider window");
	expect_query(r, two(XAP_PHRASE, word("rights"), word("human"), 3), "id4", "one narrower");
	expect_query(r, two(XAP_NEAR, word("human"), word("rights"), 4), "id1 id2 id4", "near, any order");
	expect_query(r, two(XAP_NEAR, word("human"), word("rights"), 3), "id1 id4", "one narrower");
	expect_query(r, two(XAP_NEAR, word("human"), word("rights"), SCHEMA_NEAR_MAX), "id1 id2 id4",
		     "the widest NEAR does not reach over a gap");
	expect_query(r, two(XAP_NEAR, word("human"), word("rights"), SCHEMA_GAP + 2), "id1 id2 id3 id4",
		     "a wider one would");
	expect_query(r, two(XAP_PHRASE, either("human", "the"), word("rights"), 2), "id1 id2", "phrase over ORs");
	expect_query(r, two(XAP_NEAR, either("are", "of"), either("human", "the"), 2), "id2", "near over ORs");
	expect_query(r, two(XAP_PHRASE, word("human"), NULL, 2), "", "a phrase with a word that is nowhere");
}

static struct xap_query *fixed_where(double weight, struct xap_query *q)
{
	return two(XAP_FILTER, xap_query_fixed(weight), q, 0);
}

static struct xap_query *phrase(const char *a, const char *b)
{
	return two(XAP_PHRASE, word(a), word(b), 2);
}

static void expect_weights(struct xap_reader *r, struct xap_query *q, const char *want, const char *what)
{
	struct xap_search s = search_for(q);
	struct xap_results *results = NULL;
	struct buf got;

	buf_init(&got);
	tap_ok(xap_search_run(r, &s, &results) == XAP_OK, "%s: searched", what);
	for (size_t i = 0; results != NULL && i < results->count; i++)
		buf_addf(&got, "%s%u=%.0f", i == 0 ? "" : " ", results->hits[i].docid, results->hits[i].weight);
	if (!tap_ok(span_eq_str(buf_span(&got), want), "%s: %s", what, want))
		tap_note("got %s", got.data);
	buf_release(&got);
	xap_results_free(results);
	xap_query_free(q);
}

static struct xap_query *three_words(void)
{
	struct xap_query *parts[] = {word("held"), word("in"), word("may")};

	return xap_query_scale(xap_query_combine(XAP_OR, parts, 3, 0), 0);
}

/* The words of a phrase apart weigh nothing of it; Xapian 1.4 itself gives document 2 the weight of "held in", too. */
static void test_weights_of_phrases(void)
{
	static const struct row held[] = {
		{"held again", "", "", "id1"},
		{"was held before and then in may and in may again", "", "", "id2"},
		{"was held in may after that", "", "", "id3"},
		{"in the end held or may", "", "", "id4"},
	};
	char *path = make_database("phrases", held, 4);
	struct xap_reader *r = open_one(path);
	struct xap_query *soft = two(XAP_OR, fixed_where(1000, phrase("held", "in")), fixed_where(100, phrase("in", "may")), 0);

	expect_weights(r, two(XAP_AND_MAYBE, three_words(), soft, 0), "3=1100 2=100 1=0 4=0", "two phrases beside words");
	soft = two(XAP_OR, fixed_where(10, word("may")), fixed_where(1000, phrase("held", "in")), 0);
	expect_weights(r, two(XAP_AND_MAYBE, three_words(), soft, 0), "3=1010 2=10 4=10 1=0", "a word or a phrase beside words");
	soft = two(XAP_AND_MAYBE, three_words(), xap_query_scale(fixed_where(500, phrase("held", "in")), 2), 0);
	soft = two(XAP_AND_MAYBE, soft, fixed_where(100, phrase("in", "may")), 0);
	expect_weights(r, two(XAP_FILTER, soft, word("in"), 0), "3=1100 2=100 4=0", "two phrases, filtered");
	xap_reader_close(r);
	free(path);
}

/*
 * An OP_MAX whose parts end at the same document beside another word that ends there: Xapian 1.4 reads what it has freed,
 * once it has as many hits as are wanted.
 */
static void test_greatest_at_the_end(void)
{
	static const struct row held[] = {
		{"c c d d d", "", "", "id1"}, {"a c c d d d d", "", "", "id2"}, {"d d d", "", "", "id3"},
		{"c c c d", "", "", "id4"}, {"a a c c c", "", "", "id5"}, {"c", "", "", "id6"},
		{"c c c c d d d d", "", "", "id7"}, {"a a a a c d d d", "", "", "id8"}, {"a a c c d d d d", "", "", "id9"},
	};
	char *path = make_database("greatest", held, 9);
	struct xap_reader *r = open_one(path);
	struct xap_query *q = two(XAP_OR, word("a"), two(XAP_MAX, word("c"), word("d"), 0), 0);
	struct xap_search s = search_for(q);

	s.most = 5;
	s.check_at_least = 1;
	mallopt(M_PERTURB, 165); /* fills what is freed */
	expect(r, &s, "id8 id9 id5 id2 id3", "the greatest weight of words that end together");
	mallopt(M_PERTURB, 0);
	xap_query_free(q);
	xap_reader_close(r);
	free(path);
}

/* An OR in an OP_MAX is one part, whose words' weights are added: Xapian 1.4 takes them for parts of the OP_MAX. */
static void test_greatest_of_sums(void)
{
	static const struct row held[] = {
		{"a z", "", "", "id1"}, {"a b", "", "", "id2"}, {"c z", "", "", "id3"}, {"b z", "", "", "id4"}, {"z z", "", "", "id5"},
	};
	char *path = make_database("sums", held, 5);
	struct xap_reader *r = open_one(path);
	struct xap_query *q = two(XAP_MAX, two(XAP_OR, word("a"), word("b"), 0), xap_query_scale(word("c"), 0.8), 0);
	struct xap_search s = search_for(q);

	expect(r, &s, "id2 id3 id1 id4", "the greatest of sums");
	xap_query_free(q);
	xap_reader_close(r);
	free(path);
}

/* What is excluded has no weights, by which Xapian 1.4 takes an AND_MAYBE in an AND for an AND where they happen to be below 0. */
static void test_excluded_maybe(void)
{
	static const struct row held[] = {
		{"a", "", "", "id1"}, {"a b", "", "", "id2"}, {"a b c", "", "", "id3"}, {"a b c d", "", "", "id4"},
	};
	char *path = make_database("excluded", held, 4);
	struct xap_reader *r = open_one(path);
	struct xap_query *some = two(XAP_AND_MAYBE, word("c"), word("d"), 0);
	struct xap_query *q = two(XAP_AND_NOT, word("a"), two(XAP_AND, word("b"), some, 0), 0);
	struct xap_search s = search_for(q);
	void *kept[16 * 16];

	mallopt(M_PERTURB, 90); /* fills what is allocated, but for what was kept when it was freed: with numbers below 0 */
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		kept[i] = mem_alloc(16 * (i / 16 + 1));
	expect(r, &s, "id1 id2", "without what has what must be there, be the rest there or not");
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		free(kept[i]);
	xap_query_free(q);
	q = two(XAP_AND_NOT, word("a"), two(XAP_AND_MAYBE, NULL, word("b"), 0), 0);
	s.query = q;
	expect(r, &s, "id1 id2 id3 id4", "without what is nothing");
	mallopt(M_PERTURB, 0);
	xap_query_free(q);
	xap_reader_close(r);
	free(path);
}

static void test_refused_query(struct xap_reader *r)
{
	struct xap_query *bad = two(XAP_PHRASE, two(XAP_SYNONYM, word("a"), word("b"), 0), word("c"), 2);
	struct xap_query *outer = two(XAP_OR, word("human"), bad, 0);
	struct xap_search s = search_for(outer);
	struct xap_results *results;

	tap_ok(xap_search_run(r, &s, &results) == XAP_FAILED && results == NULL,
	       "what cannot be combined fails when searched");
	tap_ok(*xap_reader_error(r) != '\0', "with a message: %s", xap_reader_error(r));
	xap_query_free(outer);
}

static void test_ranges(struct xap_reader *r)
{
	struct span none = {"", 0};

	expect_query(r, xap_query_value_range(SLOT_DATE, span_of("2017"), span_of("2017-99")), "id1 id2", "a range");
	expect_query(r, xap_query_value_range(SLOT_DATE, span_of("2019"), none), "id3 id5 id6", "open above");
	expect_query(r, xap_query_value_range(SLOT_DATE, none, span_of("2019")), "id1 id2",
		     "open below: what has no value does not match");
	expect_query(r, xap_query_value_range(SLOT_DATE, none, none), "id1 id2 id3 id5 id6", "open: whatever has one");
	expect_query(r, xap_query_value_range(SLOT_DATE, span_of("2020"), span_of("2019")), "", "the wrong way round");
	expect_query(r, xap_query_value_range(SLOT_ORDINAL, none, span_of("9")), "", "a slot that nothing uses");
}

static void test_copy_and_description(struct xap_reader *r)
{
	struct xap_query *q = two(XAP_OR, word("torture"), xap_query_scale(word("the"), 0.5), 0);
	struct xap_query *copy = xap_query_copy(q);
	struct buf text;

	buf_init(&text);
	xap_query_describe(q, &text);
	tap_ok(strstr(text.data, "torture OR 0.5") != NULL, "described: %s", text.data);
	xap_query_free(q);
	expect_query(r, copy, "id2 id5 id6", "a copy outlives the original");
	tap_ok(xap_query_copy(NULL) == NULL, "a copy of nothing");
	xap_query_describe(NULL, &text);
	tap_ok(strcmp(text.data, "Query()") == 0, "nothing described");
	buf_release(&text);
}

/* ---- searching ---- */

static void test_order(struct xap_reader *r)
{
	struct xap_query *q = word("torture"), *all = xap_query_all();
	struct xap_search s = search_for(q);

	expect(r, &s, "id5 id6", "equal weights by docid");
	s.tie_slot = SLOT_DATE;
	expect(r, &s, "id5 id6", "equal weights by value, ascending");
	s.query = all;
	s.tie_slot = SLOT_DATE;
	expect(r, &s, "id4 id2 id1 id5 id6 id3", "no weights at all: by value alone, ascending");
	s.tie_slot = -1;
	s.sort_slot = SLOT_DATE;
	s.sort_descending = true;
	expect(r, &s, "id3 id6 id5 id1 id2 id4", "sorted by value, newest first, none last");
	s.sort_descending = false;
	expect(r, &s, "id4 id2 id1 id5 id6 id3", "sorted by value, ascending");
	s.first = 2;
	s.most = 3;
	expect(r, &s, "id1 id5 id6", "the third to the fifth");
	s.first = 6;
	expect(r, &s, "", "past the end");
	xap_query_free(all);
	xap_query_free(q);
}

/* Many documents of one date and weight, added in another order than their ids'. */
static void test_settled(void)
{
	char *path = path_join(top, "settled"), id[16];
	struct xap_query *q = word("torture");
	struct xap_search s = search_for(q);
	struct xap_writer *w;
	struct xap_reader *r;

	xap_writer_create(&w, path);
	for (unsigned i = 0; i < 100; i++) {
		snprintf(id, sizeof id, "%02u", i * 37 % 100);
		add_row(w, &(struct row){i % 50 == 0 ? "torture torture" : "torture", i % 4 == 3 ? "2020" : "2019",
					 "src", id});
	}
	xap_writer_close(w);
	r = open_one(path);
	s.sort_slot = SLOT_DATE;
	s.sort_descending = true;
	s.tie_slot = SLOT_ID;
	s.most = 3;
	expect(r, &s, "03 07 11", "by date, then weight, then id: the first page");
	s.first = 24;
	expect(r, &s, "99 00 50", "a page over the end of a date: the heavier first");
	s.first = 27;
	expect(r, &s, "01 02 04", "then the ids again");
	s.first = 98;
	s.most = 10;
	expect(r, &s, "97 98", "the last page");
	s.first = 100;
	expect(r, &s, "", "past the end");
	s.first = UINT32_MAX;
	s.most = UINT32_MAX;
	expect(r, &s, "", "far past the end");
	s.first = 0;
	s.most = 0;
	expect(r, &s, "", "no hits wanted");
	xap_reader_close(r);
	xap_query_free(q);
	free(path);
}

/* Two heavy documents of 100, added in another order than their ids'. */
static void test_ties(void)
{
	char *path = path_join(top, "ties"), id[16];
	struct xap_query *q = word("torture");
	struct xap_search s = search_for(q);
	struct xap_writer *w;
	struct xap_reader *r;

	xap_writer_create(&w, path);
	for (unsigned i = 0; i < 100; i++) {
		snprintf(id, sizeof id, "%02u", i * 37 % 100);
		add_row(w, &(struct row){i % 50 == 0 ? "torture torture" : "torture", "2020", "src", id});
	}
	xap_writer_close(w);
	r = open_one(path);
	s.tie_slot = SLOT_ID;
	s.most = 1;
	expect(r, &s, "00", "by weight, then id: two equals, both of which were fetched");
	s.most = 2;
	expect(r, &s, "00 50", "both");
	s.most = 4;
	expect(r, &s, "00 50 01 02", "a run of equals that is longer than what was fetched");
	s.first = 1;
	s.most = 3;
	expect(r, &s, "50 01 02", "a page over the end of a weight");
	s.first = 95;
	s.most = 10;
	expect(r, &s, "95 96 97 98 99", "the last page");
	s.first = 100;
	expect(r, &s, "", "past the end");
	s.first = UINT32_MAX;
	s.most = UINT32_MAX;
	expect(r, &s, "", "far past the end");
	xap_reader_close(r);
	xap_query_free(q);
	free(path);
}

static void test_counts(struct xap_reader *r)
{
	struct xap_query *q = word("human");
	struct xap_search s = search_for(q);
	struct xap_results *results;

	s.most = 1;
	s.facet_slot = SLOT_SOURCE;
	xap_search_run(r, &s, &results);
	tap_ok(results->count == 1 && results->lower == 4 && results->upper == 4 && results->estimated == 4,
	       "one hit asked for, four counted exactly");
	tap_ok(results->max_possible >= results->hits[0].weight && results->hits[0].weight > 0, "weights");
	tap_ok(results->facet_count == 2 && span_eq_str(results->facets[0].value, "src1") &&
		       results->facets[0].count == 2 && results->facets[1].count == 2,
	       "facets");
	xap_results_free(results);
	s.most = 0;
	xap_search_run(r, &s, &results);
	tap_ok(results->count == 0 && results->lower == 4, "counted without a hit");
	xap_results_free(results);
	s.unweighted = true;
	xap_search_run(r, &s, &results);
	tap_ok(results->lower == 4 && results->upper == 4 && results->facet_count == 2 && results->max_possible <= 0,
	       "and without weights");
	xap_results_free(results);
	xap_results_free(NULL);
	xap_query_free(q);
}

/* Whether documents of which every other has one word, the others another, are counted exactly though none need be. */
static bool all_counted(int documents)
{
	char name[32], *path;
	struct xap_query *q = two(XAP_OR, word("even"), word("odd"), 0);
	struct xap_search s = search_for(q);
	struct xap_results *results;
	struct xap_writer *w;
	struct xap_reader *r;
	bool exact;

	snprintf(name, sizeof name, "counted-%d", documents);
	path = path_join(top, name);
	xap_writer_create(&w, path);
	for (int i = 0; i < documents; i++) {
		struct xap_document *d = xap_document_new();

		xap_document_term(d, span_of(i % 2 == 0 ? "even" : "odd"), 1);
		xap_writer_add(w, d);
		xap_document_free(d);
	}
	xap_writer_commit(w);
	xap_writer_close(w);
	r = open_one(path);
	s.most = s.check_at_least = 0;
	s.unweighted = true;
	xap_search_run(r, &s, &results);
	exact = results->lower == (uint32_t)documents && results->upper == results->lower;
	xap_results_free(results);
	xap_reader_close(r);
	xap_query_free(q);
	free(path);
	return exact;
}

static void test_collapse(struct xap_reader *r)
{
	struct xap_query *q = word("human");
	struct xap_search s = search_for(q);
	struct xap_results *results;

	s.collapse_slot = SLOT_SOURCE;
	s.collapse_most = 1;
	xap_search_run(r, &s, &results);
	tap_ok(results->count == 2 && results->hits[0].collapsed == 1, "one hit a source, one more in each");
	xap_results_free(results);
	s.collapse_most = 2;
	xap_search_run(r, &s, &results);
	tap_ok(results->count == 4, "two a source: all");
	xap_results_free(results);
	xap_query_free(q);
}

static void test_weights(struct xap_reader *r)
{
	struct xap_query *once = word("human"), *twice = xap_query_term(span_of("human"), 2);
	struct xap_query *scaled = xap_query_scale(word("human"), 3);
	const struct xap_query *queries[] = {once, twice, scaled};
	double weights[3];

	for (size_t i = 0; i < 3; i++) {
		struct xap_search s = search_for(queries[i]);
		struct xap_results *results;

		s.k3 = 1000;
		xap_search_run(r, &s, &results);
		weights[i] = results->hits[0].weight;
		xap_results_free(results);
	}
	tap_ok(weights[1] > 1.9 * weights[0], "a word that stands twice in the query weighs more");
	tap_ok(weights[2] > 2.999 * weights[0] && weights[2] < 3.001 * weights[0], "a scaled one by its factor");
	xap_query_free(once);
	xap_query_free(twice);
	xap_query_free(scaled);
}

/* ---- writers and readers together ---- */

static void test_lock(void)
{
	char *path = path_join(top, "locked");
	struct xap_writer *w, *second;
	pid_t child;
	int status;

	xap_writer_create(&w, path);
	child = fork();
	if (child == 0) {
		enum xap_status got = xap_writer_open(&second, path);

		_exit(got == XAP_LOCKED && xap_writer_commit(second) == XAP_LOCKED ? 0 : 1);
	}
	waitpid(child, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 0, "another process's writer is locked out, and stays so");
	tap_ok(xap_writer_open(&second, path) == XAP_LOCKED, "a second one in this process too");
	tap_ok(strstr(xap_writer_error(second), "lock") != NULL, "with a message: %s", xap_writer_error(second));
	tap_ok(xap_writer_close(second) == XAP_LOCKED, "closing it says so again");
	tap_ok(xap_writer_close(w) == XAP_OK, "the first one ends well");
	tap_ok(xap_writer_create(&w, path) != XAP_OK, "what exists is not created again");
	xap_writer_close(w);
	tap_ok(xap_writer_open(&w, path) == XAP_OK, "but opened");
	tap_ok(xap_writer_close(w) == XAP_OK && xap_writer_close(NULL) == XAP_OK, "and closed");
	free(path);
}

static void add_many(struct xap_writer *w, int count)
{
	for (int i = 0; i < count; i++)
		add_row(w, &rows[0]);
	xap_writer_commit(w);
}

static void test_modified(void)
{
	char *path = make_database("modified", rows, ROWS);
	struct xap_reader *r;
	struct xap_query *q = word("human");
	struct xap_search s = search_for(q);
	struct xap_results *results;
	struct xap_writer *w;
	enum xap_status status;

	xap_writer_open(&w, path);
	add_many(w, 3000); /* so that not all of it fits into the block that a reader keeps */
	r = open_one(path);
	for (int i = 0; i < 3; i++)
		add_many(w, 500);
	status = xap_search_run(r, &s, &results);
	tap_ok(status == XAP_MODIFIED && results == NULL, "a reader that is commits behind is told");
	xap_results_free(results);
	xap_reader_close(r);
	r = open_one(path);
	tap_ok(xap_search_run(r, &s, &results) == XAP_OK && results->lower == 4504, "and reads the new state");
	xap_results_free(results);
	xap_writer_delete_by_term(w, span_of("human"));
	xap_writer_close(w);
	xap_reader_close(r);
	r = open_one(path);
	xap_search_run(r, &s, &results);
	tap_ok(results != NULL && results->lower == 0, "deleted by term");
	xap_results_free(results);
	xap_query_free(q);
	xap_reader_close(r);
	free(path);
}

/* Writes fail beyond a size limit on files, as they would on a full disk. */
static void test_sticky(void)
{
	char *path = make_database("sticky", rows, ROWS);
	struct rlimit old, small = {65536, 0};
	struct xap_writer *w;
	struct xap_reader *r;
	struct xap_stats stats;
	enum xap_status first;

	getrlimit(RLIMIT_FSIZE, &old);
	small.rlim_max = old.rlim_max;
	signal(SIGXFSZ, SIG_IGN);
	xap_writer_open(&w, path);
	for (int i = 0; i < 900; i++) {
		char text[400];

		snprintf(text, sizeof text, "word%d human%d rights%d torture%d article%d freedom%d", i, i, i, i, i, i);
		add_row(w, &(struct row){text, "2020", "src9", "id9"});
	}
	setrlimit(RLIMIT_FSIZE, &small);
	first = xap_writer_commit(w);
	setrlimit(RLIMIT_FSIZE, &old);
	tap_ok(first != XAP_OK, "a commit that cannot be written fails: %s", xap_writer_error(w));
	tap_ok(xap_writer_commit(w) == first, "and does not succeed the second time");
	tap_ok(xap_writer_set_metadata(w, span_of("k"), span_of("v")) == first, "nor does anything else");
	tap_ok(xap_writer_set_metadata(w, span_of(""), span_of("v")) == first, "nor is it refused for another reason");
	tap_ok(xap_writer_close(w) == first, "nor the close");
	r = open_one(path);
	xap_reader_stats(r, &stats);
	tap_ok(stats.documents == ROWS, "what was committed before is there, and no more");
	xap_reader_close(r);
	free(path);
}

/* ---- several databases ---- */

static char *digest_of(const char *path)
{
	struct xap_reader *r = open_one(path);
	struct digest d;
	char *hex = mem_alloc(33);

	tap_ok(digest_of_reader(&d, r) == XAP_OK, "digest read");
	digest_hex(&d, hex);
	xap_reader_close(r);
	return hex;
}

/* A good failure has a message, which is freed here. */
static void expect_message(bool failed, char **error, const char *name)
{
	tap_ok(failed && *error != NULL && **error != '\0', "%s: %s", name, *error == NULL ? "no message" : *error);
	free(*error);
	*error = NULL;
}

static void test_compaction(void)
{
	char *a = make_database("a", rows, 3), *b = make_database("b", rows + 3, ROWS - 3);
	char *whole = make_database("whole", rows, ROWS), *merged = path_join(top, "merged"), *error;
	const char *both[] = {a, b};
	struct xap_reader *r;
	struct xap_stats stats;
	char *d1, *d2;
	size_t errors;

	tap_ok(xap_compact(both, 2, merged, &error) == XAP_OK && error == NULL, "two databases made one");
	tap_ok(xap_check(merged, &errors, &error) == XAP_OK && errors == 0, "which holds together");
	d1 = digest_of(merged);
	d2 = digest_of(whole);
	tap_ok(strcmp(d1, d2) == 0, "digest as if written at once: %s", d1);
	free(d1);
	free(d2);
	tap_ok(xap_reader_open(&r, both, 2, &error) == XAP_OK, "the two read as one");
	xap_reader_stats(r, &stats);
	tap_ok(stats.documents == ROWS, "with all documents");
	expect_query(r, word("human"), "id1 id2 id3 id4", "and found in both");
	xap_reader_close(r);
	expect_message(xap_compact(both, 2, merged, &error) == XAP_REFUSED, &error, "an existing target is not overwritten");
	expect_message(xap_compact(both, 0, "/nowhere", &error) == XAP_REFUSED, &error, "nothing to merge");
	free(a);
	free(b);
	free(whole);
	free(merged);
}

static void test_damage(void)
{
	char *path = make_database("damaged", rows, ROWS), *file = path_join(path, "iamglass"), *error;
	const char *paths[] = {path, "/nowhere/at/all"};
	struct xap_reader *r;
	size_t errors;
	int fd;

	expect_message(xap_reader_open(&r, paths + 1, 1, &error) == XAP_CORRUPT && r == NULL, &error, "no database");
	fd = open(file, O_WRONLY);
	if (pwrite(fd, "X", 1, 3) != 1)
		tap_ok(false, "damaging it");
	close(fd);
	expect_message(xap_reader_open(&r, paths, 1, &error) == XAP_CORRUPT, &error, "damaged");
	expect_message(xap_check(path, &errors, &error) != XAP_OK && errors != 0, &error, "and the check says so");
	free(file);
	free(path);
}

int main(void)
{
	struct xap_reader *r;
	char *path;

	top = scratch_make();
	tap_note("Xapian %s", xap_version());
	test_limits();
	test_longest_on_disk();
	path = make_database("rows", rows, ROWS);
	r = open_one(path);
	test_reader(r);
	test_frequencies(r);
	test_walks(r);
	test_operators(r);
	test_weights_of_phrases();
	test_greatest_at_the_end();
	test_greatest_of_sums();
	test_excluded_maybe();
	test_positions(r);
	test_refused_query(r);
	test_ranges(r);
	test_copy_and_description(r);
	test_order(r);
	test_settled();
	test_ties();
	test_counts(r);
	test_collapse(r);
	test_weights(r);
	xap_reader_close(r);
	free(path);
	tap_ok(all_counted(4096), "as few postings as are walked: counted");
	tap_ok(!all_counted(4097), "one more: estimated");
	test_lock();
	test_modified();
	test_sticky();
	test_compaction();
	test_damage();
	scratch_remove(top);
	return tap_done();
}
