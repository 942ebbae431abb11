/* A passage's terms, read back from a database; and the digest of both sides. */
#include "indexer/name_counts.h"
#include "indexer/post.h"
#include "indexer/terms.h"
#include "store/files.h"
#include "store/schema.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

/* What the one document must have: term, wdf (-1: the term must not be there), positions. */
static const struct {
	const char *term;
	int wdf;
	const char *positions;
} expected[] = {
	/* words of the passage: positions, wdf 1 each time */
	{"article", 1, "1"},
	{"174", 1, "2"},
	{"was", 1, "3"},
	{"prisons", 2, "5 6"},
	{"criminal", -1, ""}, /* a title's words are not the passage's */
	{"torture", -1, ""},
	/* a stem: passage 2, title 2 */
	{"Zprison", 2 + WDF_TITLE, ""},
	{"Ztortur", WDF_SECTION, ""},
	{"Zneed", WDF_LEAD_IN, ""},
	{"XTprison", 2 + WDF_TITLE, ""},
	{"XTtortur", 1, ""},
	/* section words: each title's beyond a gap */
	{"XHtorture", 0, "1"},
	{"XHand", 0, "2"},
	{"XHprisons", -1, ""},
	{"XHhunger", 0, "103"},
	/* filters */
	{"Q0123456789abcdef", 0, ""},
	{"XS00112233aabbccdd", 0, ""},
	{"XPamnesty international", 0, ""},
	{"XParticle 19", 0, ""},
	{"Len", 0, ""},
	{"XKitem", 0, ""},
	{"XDpublic statement", 0, ""},
	{"XYEUR57/3123/2015", 0, ""},
	{"XN12", 0, ""},
	{"XB", -1, ""},
};

static void fill_source(struct source *s)
{
	static const char *const fields[][2] = {
		{"id", "a.txt"},
		{"title", "Prisons"},
		{"publisher", "Amnesty International; ARTICLE 19"},
		{"date", "2015-12"},
		{"symbol", "EUR 57/3123/2015"},
		{"kind", "Public Statement"},
		{"language", "en"},
	};
	char *error = NULL;

	source_init(s);
	s->file = mem_strdup("a.txt");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (!metadata_set(&s->meta, span_of(fields[i][0]), span_of(fields[i][1]), &error))
			tap_ok(false, "setting %s: %s", fields[i][0], error);
}

static void fill_record(struct record *r, struct span *sections, struct range *range, const char *text)
{
	memset(r, 0, sizeof *r);
	strcpy(r->id, "0123456789abcdef");
	strcpy(r->source_key, "00112233aabbccdd");
	r->kind = PASSAGE_ITEM;
	r->ordinal = 258;
	r->language = span_of("en");
	r->note = span_of("12");
	r->sections = sections;
	r->section_count = 2;
	r->lead_in = span_of("needed:");
	range->start = 0;
	range->end = strlen(text);
	r->ranges = range;
	r->range_count = 1;
	r->bytes = span_of(text);
}

static void test_term(struct xap_reader *reader, size_t i)
{
	struct xap_walk *walk;
	struct span term;
	struct buf positions;
	int wdf = -1;

	buf_init(&positions);
	if (xap_walk_document(&walk, reader, 1) != XAP_OK)
		return;
	while (xap_walk_next(walk, &term) == XAP_OK) {
		const uint32_t *at;
		size_t count;

		if (!span_eq_str(term, expected[i].term))
			continue;
		wdf = (int)xap_walk_frequency(walk);
		if (xap_walk_positions(walk, &at, &count) == XAP_OK)
			for (size_t n = 0; n < count; n++)
				buf_addf(&positions, "%s%u", n != 0 ? " " : "", at[n]);
	}
	xap_walk_free(walk);
	tap_ok(wdf == expected[i].wdf && strcmp(positions.data, expected[i].positions) == 0,
	       "%s: wdf %d (%d), positions \"%s\" (\"%s\")", expected[i].term, wdf, expected[i].wdf, positions.data,
	       expected[i].positions);
	buf_release(&positions);
}

static void test_values(struct xap_reader *reader)
{
	static const struct {
		uint32_t slot;
		const char *value;
		size_t len;
	} values[] = {
		{SLOT_DATE, "2015-12", 7},
		{SLOT_SOURCE, "00112233aabbccdd", 16},
		{SLOT_ORDINAL, "\0\0\1\2", 4},
		{SLOT_ID, "0123456789abcdef", 16},
	};
	struct buf value;

	buf_init(&value);
	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		tap_ok(xap_reader_value(reader, 1, values[i].slot, &value) == XAP_OK &&
		               span_eq(buf_span(&value), span_make(values[i].value, values[i].len)),
		       "value %u", values[i].slot);
	buf_release(&value);
}

static void test_data(struct xap_reader *reader, const char *text)
{
	struct buf data;
	struct pool pool;
	struct record r;

	buf_init(&data);
	pool_init(&pool);
	tap_ok(xap_reader_data(reader, 1, &data) == XAP_OK && record_decode(&r, buf_span(&data), &pool) &&
	               span_eq_str(r.bytes, text) && r.ordinal == 258,
	       "the record is the document's data");
	pool_release(&pool);
	buf_release(&data);
}

static void test_digest(struct xap_reader *reader, const struct digest *posted)
{
	struct digest read;
	char a[33], b[33];

	digest_hex(posted, a);
	if (!tap_ok(digest_of_reader(&read, reader) == XAP_OK, "the digest of the database"))
		return;
	digest_hex(&read, b);
	tap_ok(strcmp(a, b) == 0, "is what was added up while posting: %s, %s", a, b);
}

/* Posts to a database and opens it; the folder is the caller's to remove. */
static struct xap_reader *write_and_open(struct poster *p, const char *path, struct digest *total,
                                         const struct record *r, const struct source *s,
                                         const char *const *texts, size_t count)
{
	const struct language *english = language_find(span_of("en"));
	struct xap_document *d = xap_document_new();
	struct xap_writer *writer = NULL;
	struct xap_reader *reader = NULL;
	char *error = NULL;
	bool good = xap_writer_create(&writer, path) == XAP_OK;

	digest_init(total);
	for (size_t i = 0; good && i < count; i++)
		good = post_passage(p, d, total, r, span_of(texts[i]), s, english) == XAP_OK &&
		       xap_writer_add(writer, d) == XAP_OK;
	good = xap_writer_close(writer) == XAP_OK && good;
	tap_ok(good, "%zu passages are posted and written", count);
	if (xap_reader_open(&reader, &path, 1, &error) != XAP_OK)
		tap_ok(false, "%s", error);
	free(error);
	xap_document_free(d);
	return reader;
}

/* A passage of nothing that ranks has positions and no length: the database must be sound all the same. */
static void test_address(struct poster *p, const char *path)
{
	static const char *const texts[] = {"http://example.org/a/b"};
	struct record record;
	struct source source;
	struct digest total;
	struct range range;
	struct xap_reader *reader;
	size_t errors = 1;
	char *error = NULL;

	source_init(&source);
	source.meta.id = mem_strdup("u");
	source.file = mem_strdup("u");
	fill_record(&record, NULL, &range, texts[0]);
	record.section_count = 0;
	record.lead_in = span_of("");
	reader = write_and_open(p, path, &total, &record, &source, texts, 1);
	if (reader != NULL)
		test_digest(reader, &total);
	xap_reader_close(reader);
	tap_ok(xap_check(path, &errors, &error) == XAP_OK && errors == 0,
	       "a passage that is a URL leaves a sound database (%zu errors)", errors);
	free(error);
	source_release(&source);
}

/* A heading that is its source's title, or a record that is but a title: its words count as body, not as title too. */
static void test_title_alone(struct poster *p, const struct record *r, const struct source *s)
{
	struct xap_document *d = xap_document_new();
	const struct language *english = language_find(span_of("en"));
	struct source untitled = *s;
	struct digest with, without;

	untitled.meta.title = NULL;
	digest_init(&with);
	digest_init(&without);
	post_passage(p, d, &with, r, span_of("Prisons"), s, english);
	post_passage(p, d, &without, r, span_of("Prisons"), &untitled, english);
	tap_ok(memcmp(&with, &without, sizeof with) == 0, "a passage that is the title counts once");
	digest_init(&with);
	digest_init(&without);
	post_passage(p, d, &with, r, span_of("Prisons."), s, english);
	post_passage(p, d, &without, r, span_of("Prisons."), &untitled, english);
	tap_ok(memcmp(&with, &without, sizeof with) != 0, "another passage has the title's words too");
	xap_document_free(d);
}

/* The same passage posted after others of other sections must give the same terms: the fields are cached. */
static void test_cache(struct poster *p, const struct record *r, const struct source *s)
{
	static const char *const texts[] = {"one", "one"};
	struct digest once, again;
	struct record other = *r;
	struct span section = span_of("Another heading");
	struct xap_document *d = xap_document_new();
	const struct language *english = language_find(span_of("en"));

	digest_init(&once);
	digest_init(&again);
	post_passage(p, d, &once, r, span_of(texts[0]), s, english);
	other.sections = &section;
	other.section_count = 1;
	other.lead_in = span_of("other:");
	digest_init(&again);
	post_passage(p, d, &again, &other, span_of(texts[0]), s, english);
	tap_ok(memcmp(&once, &again, sizeof once) != 0, "another section is another document");
	digest_init(&again);
	post_passage(p, d, &again, r, span_of(texts[1]), s, english);
	tap_ok(memcmp(&once, &again, sizeof once) == 0, "the first section again is the first document again");
	xap_document_free(d);
}

#define TEXTS 140 /* of so many words each: more than the analyser remembers, and twice as many terms */
#define TEXT_WORDS 1000

/* Words that no other text has, of letters only, and a name. */
static void make_text(struct buf *out, uint32_t number)
{
	buf_clear(out);
	for (uint32_t i = 0; i < TEXT_WORDS; i++) {
		uint32_t n = number * TEXT_WORDS + i;

		for (unsigned k = 0; k < 4; k++, n /= 26)
			buf_add_char(out, (char)('a' + n % 26));
		buf_add_str(out, "ing ");
	}
	buf_add_str(out, "said Bokaev");
}

/* What is remembered of words and terms is forgotten when it is too much: it must make no difference. */
static void test_forgetting(const struct lists *lists, const struct record *r, const struct source *s)
{
	const struct language *english = language_find(span_of("en"));
	struct name_lists *names = name_lists_new();
	struct poster *old = poster_new(lists), *young = NULL;
	struct xap_document *d = xap_document_new();
	struct name_counts counts;
	struct buf text;
	uint32_t texts = (uint32_t)tap_scale(TEXTS), different = 0;
	const uint32_t *bokaev, *said;

	buf_init(&text);
	name_counts_init(&counts);
	poster_count_names(old, &counts, names);
	for (uint32_t i = 0; i <= texts; i++) {
		struct digest a, b;

		if (i % 10 == 0) {
			poster_free(young);
			young = poster_new(lists);
		}
		make_text(&text, i % texts);
		digest_init(&a);
		digest_init(&b);
		post_passage(old, d, &a, r, buf_span(&text), s, english);
		post_passage(young, d, &b, r, buf_span(&text), s, english);
		different += memcmp(&a, &b, sizeof a) != 0;
	}
	tap_ok(different == 0, "%u passages of %u new words each have the terms that they have alone", texts, TEXT_WORDS);
	bokaev = strmap_get(&counts.places, span_of("bokaev"));
	said = strmap_get(&counts.places, span_of("said"));
	tap_ok(bokaev != NULL && counts.items[*bokaev].here == texts + 1 && said != NULL &&
	               counts.items[*said].small == texts + 1,
	       "and each name in them counts");
	name_counts_release(&counts);
	name_lists_free(names);
	poster_free(old);
	poster_free(young);
	xap_document_free(d);
	buf_release(&text);
}

static void test_terms(void)
{
	struct terms t;
	char word[16];
	uint32_t first;
	bool same = true;

	terms_init(&t);
	first = terms_entry(&t, span_of("X"), span_of("first"));
	for (uint32_t i = 1; i < TERMS_MOST; i++) {
		snprintf(word, sizeof word, "w%u", i);
		terms_entry(&t, span_of("X"), span_of(word));
		terms_clear(&t);
		same = same && t.epoch == 0;
	}
	tap_ok(same && terms_entry(&t, span_of("Xf"), span_of("irst")) == first, "%u terms are remembered", TERMS_MOST);
	terms_entry(&t, span_of("X"), span_of("last"));
	tap_ok(t.epoch == 0 && terms_entry(&t, span_of("X"), span_of("first")) == first, "more too, in one document");
	terms_clear(&t);
	tap_ok(t.epoch == 1 && terms_entry(&t, span_of("X"), span_of("other")) == 0, "and forgotten after it");
	terms_release(&t);
}

int main(void)
{
	static const char text[] = "Article 174 was, however: prisons, prisons";
	static const char *const texts[] = {text, "A word broken at a line's end: interna-\ntional, prisons."};
	char folder[] = "/tmp/test_post.XXXXXX", *one, *two, *three, *error = NULL;
	struct span sections[] = {span_of("Torture and"), span_of("Hunger")};
	struct lists *lists = lists_new();
	struct poster *poster = poster_new(lists);
	struct xap_reader *reader;
	struct digest total;
	struct source source;
	struct record record;
	struct range range;

	if (mkdtemp(folder) == NULL)
		return 2;
	one = path_join(folder, "one");
	two = path_join(folder, "two");
	three = path_join(folder, "three");
	fill_source(&source);
	fill_record(&record, sections, &range, text);

	reader = write_and_open(poster, one, &total, &record, &source, texts, 1);
	for (size_t i = 0; reader != NULL && i < sizeof expected / sizeof *expected; i++)
		test_term(reader, i);
	if (reader != NULL) {
		test_values(reader);
		test_data(reader, text);
		test_digest(reader, &total);
	}
	xap_reader_close(reader);

	reader = write_and_open(poster, two, &total, &record, &source, texts, 2);
	if (reader != NULL) {
		uint32_t broken = 0;

		tap_ok(xap_reader_frequency(reader, span_of("XB"), &broken) == XAP_OK && broken == 1,
		       "a word broken at a line end is marked");
		tap_ok(xap_reader_frequency(reader, span_of("XBinternational"), &broken) == XAP_OK && broken == 1,
		       "as the word that it is");
		tap_ok(xap_reader_frequency(reader, span_of("XBprisons"), &broken) != XAP_OK || broken == 0,
		       "and no other is");
		test_digest(reader, &total);
	}
	xap_reader_close(reader);
	test_address(poster, three);
	test_title_alone(poster, &record, &source);
	test_cache(poster, &record, &source);
	test_forgetting(lists, &record, &source);
	test_terms();

	folder_remove(folder, &error);
	free(error);
	free(one);
	free(two);
	free(three);
	poster_free(poster);
	lists_free(lists);
	source_release(&source);
	return tap_done();
}
