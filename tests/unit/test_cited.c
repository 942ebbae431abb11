/* What a passage cites, in its record and in its terms; how instruments are called; a file's dominant language. */
#include "indexer/cited.h"
#include "indexer/dominant.h"
#include "indexer/post.h"
#include "store/listfiles.h"
#include "store/schema.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"
#include "text/instrument_title.h"

#include <stdlib.h>

/* A passage's text, a term, and whether the passage must have it. */
static const struct {
	const char *text, *term;
	bool has;
	enum passage_kind kind;
} cases[] = {
	{"He spoke of article 174 of the Criminal Code of Kazakhstan.", "XV174@kz:criminal-code", true, PASSAGE_PARAGRAPH},
	{"He spoke of article 174 of the Criminal Code of Kazakhstan.", "XA174@kz:criminal-code", true, PASSAGE_PARAGRAPH},
	{"He spoke of article 174 of the Criminal Code of Kazakhstan.", "XA174@*", true, PASSAGE_PARAGRAPH},
	{"He spoke of article 174 of the Criminal Code of Kazakhstan.", "XV174@?", false, PASSAGE_PARAGRAPH},
	{"Articles 174, 274 and 400 of the Criminal Code of Kazakhstan", "XV274@kz:criminal-code", true, PASSAGE_PARAGRAPH},
	{"Articles 174, 274 and 400 of the Criminal Code of Kazakhstan", "XA274@kz:criminal-code", false, PASSAGE_PARAGRAPH},
	{"Articles 174, 274 and 400 of the Criminal Code of Kazakhstan", "XA174@*", false, PASSAGE_PARAGRAPH},
	{"Articles 174, 274 and 400 of the Criminal Code of Kazakhstan", "XA400@*", false, PASSAGE_PARAGRAPH},
	{"Articles 174, 274 and 400 of the Criminal Code of Kazakhstan", "XA274@*", true, PASSAGE_HEADING},
	{"Article 174 of the Criminal Code and article 20 of the Constitution", "XA174@*", true, PASSAGE_PARAGRAPH},
	{"Article 174 of the Criminal Code and article 20 of the Constitution", "XA20@*", true, PASSAGE_PARAGRAPH},
	{"It was a matter of article 405 alone.", "XV405@?", true, PASSAGE_PARAGRAPH},
	{"It was a matter of article 405 alone.", "XV", true, PASSAGE_PARAGRAPH},
	{"It was a matter of weather alone.", "XV", false, PASSAGE_PARAGRAPH},
	{"See A/HRC/29/25/Add.2 for this.", "XCA/HRC/29/25/ADD.2", true, PASSAGE_PARAGRAPH},
	{"See A/HRC/29/25/Add.2 for this.", "XV", false, PASSAGE_PARAGRAPH},
	{"article 19(3) of the ICCPR", "XV19@iccpr", true, PASSAGE_PARAGRAPH},
	{"article 19(3) of the ICCPR", "XV19(3)@iccpr", true, PASSAGE_PARAGRAPH},
	{"article 19(3) of the ICCPR", "XV19(2)@iccpr", false, PASSAGE_PARAGRAPH},
};

static bool write_one(const char *path, struct xap_document *d)
{
	struct xap_writer *writer = NULL;
	bool good = xap_writer_create(&writer, path) == XAP_OK && xap_writer_add(writer, d) == XAP_OK;

	return xap_writer_close(writer) == XAP_OK && good;
}

static bool has_term(const char *path, const char *term)
{
	struct xap_reader *reader = NULL;
	uint32_t documents = 0;
	char *error = NULL;

	if (xap_reader_open(&reader, &path, 1, &error) != XAP_OK)
		abort();
	if (xap_reader_frequency(reader, span_of(term), &documents) != XAP_OK)
		documents = 0;
	xap_reader_close(reader);
	return documents != 0;
}

static void test_case(size_t i, struct cited *cited, struct poster *poster, const char *folder)
{
	const struct language *english = language_find(span_of("en"));
	struct span text = span_of(cases[i].text);
	struct range all = {0, text.len};
	struct record r = {.kind = cases[i].kind, .id = "0123456789abcdef", .source_key = "00112233aabbccdd",
	                   .language = span_of("en"), .ranges = &all, .range_count = 1, .bytes = text};
	struct xap_document *d = xap_document_new();
	struct digest total;
	struct reading reading;
	struct source source;
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/case-%zu", folder, i);
	source_init(&source);
	source.meta.id = mem_strdup("a");
	reading_init(&reading);
	reading_make(&reading, text, &all, 1, NULL, 0);
	digest_init(&total);
	cited_begin(cited, &source, english);
	cited_fill(cited, &r, &reading);
	post_passage(poster, d, &total, &r, text, &source, english);
	tap_ok(write_one(path.data, d) && has_term(path.data, cases[i].term) == cases[i].has, "%s%s: %s %s",
	       cases[i].kind == PASSAGE_HEADING ? "heading " : "", cases[i].text, cases[i].has ? "has" : "lacks",
	       cases[i].term);
	for (size_t k = 0; k < r.provision_count; k++)
		if (r.provisions[k].range_count != 1 ||
		    r.provisions[k].ranges[0].start != r.provisions[k].of.at.start ||
		    r.provisions[k].ranges[0].end != r.provisions[k].of.at.end)
			tap_ok(false, "%s: the range of provision %zu is its place", cases[i].text, k);
	xap_document_free(d);
	reading_release(&reading);
	source_release(&source);
	buf_release(&path);
}

/* The words of a title are terms of their own where the source is one passage. */
static void test_title_words(struct poster *poster, const char *folder, bool one)
{
	const struct language *english = language_find(span_of("en"));
	struct span text = span_of("Nothing of that.");
	struct range all = {0, text.len};
	struct record r = {.id = "0123456789abcdef", .source_key = "00112233aabbccdd", .language = span_of("en"),
	                   .ranges = &all, .range_count = 1, .bytes = text};
	struct xap_document *d = xap_document_new();
	struct digest total;
	struct source source;
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/title-%d", folder, one);
	source_init(&source);
	source.meta.id = mem_strdup("a");
	source.meta.title = mem_strdup("On prisons");
	digest_init(&total);
	poster_one_passage(poster, one);
	post_passage(poster, d, &total, &r, text, &source, english);
	poster_one_passage(poster, false);
	tap_ok(write_one(path.data, d) && has_term(path.data, "XEprisons") == one && has_term(path.data, "Zprison"),
	       "a source of %s passage: its title's exact words are %s", one ? "one" : "more than one",
	       one ? "terms" : "none");
	xap_document_free(d);
	source_release(&source);
	buf_release(&path);
}

static void test_titles(void)
{
	static const char *const titles[][2] = {
		{"iccpr", "the International Covenant"},
		{"criminal-code", "the Criminal Code"},
		{"kz:criminal-code", "the Criminal Code of Kazakhstan"},
		{"kz:criminal-code-1997", "the Criminal Code of Kazakhstan of 1997"},
		{"kz:mass-media-law", "the Mass Media Law of Kazakhstan"},
		{"xx:criminal-code", "xx:criminal-code"},
		{"aq:criminal-code", "the Criminal Code of Antarctica"},
		{"no-such", "no-such"},
		{"", ""},
	};
	static const char instruments[] = "# comment\niccpr\tcovenant\t-\t53\ten: International Covenant; ICCPR | fr: Pacte\tx\n"
					  "*:criminal-code\tcode\t*\t0\tfr: Code pénal | en: Criminal Code; Penal Code\tx\n",
			  countries[] = "kz\tKazakhstan; Казахстан\tKazakh\naq\tAntarctica\tAntarctic\n";
	struct instruments *listed = instruments_new(), *packed;
	char *error = NULL;
	struct buf out, piece;

	buf_init(&out);
	buf_init(&piece);
	instruments_add(listed, span_of("lexicon/instruments.tsv"), span_of(instruments), &error);
	instruments_add(listed, span_of("lexicon/countries.tsv"), span_of(countries), &error);
	instruments_pack(listed, &piece);
	packed = instruments_unpack(buf_span(&piece), NULL);
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
		buf_clear(&out);
		instrument_title(listed, span_of(titles[i][0]), &out);
		tap_ok(strcmp(out.data, titles[i][1]) == 0, "%s: %s", titles[i][0], out.data);
		buf_clear(&out);
		instrument_title(packed, span_of(titles[i][0]), &out);
		tap_ok(strcmp(out.data, titles[i][1]) == 0, "packed: %s", out.data);
	}
	buf_clear(&out);
	instrument_title(NULL, span_of("kz:criminal-code"), &out);
	tap_ok(strcmp(out.data, "kz:criminal-code") == 0, "without lists, the id itself");
	instruments_free(listed);
	instruments_free(packed);
	free(error);
	buf_release(&out);
	buf_release(&piece);
}

static void test_dominant(unsigned english, unsigned russian, unsigned unknown, const char *code)
{
	struct dominant d;

	dominant_init(&d);
	for (unsigned i = 0; i < english; i++)
		dominant_count(&d, language_find(span_of("en")));
	for (unsigned i = 0; i < russian; i++)
		dominant_count(&d, language_find(span_of("ru")));
	for (unsigned i = 0; i < unknown; i++)
		dominant_count(&d, i % 2 == 0 ? language_unknown() : NULL);
	tap_ok(strcmp(dominant_language(&d)->code, code) == 0, "%u English, %u Russian, %u unknown: “%s”", english, russian,
	       unknown, code);
	dominant_release(&d);
}

int main(void)
{
	struct list_set lists;
	char *error = NULL, *folder = scratch_make();
	struct cited *cited;
	struct poster *poster;

	if (!list_set_read(&lists, ".", &error))
		return 1;
	cited = cited_new(lists.instruments, lists.aliases);
	poster = poster_new(lists.words);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		test_case(i, cited, poster, folder);
	test_title_words(poster, folder, true);
	test_title_words(poster, folder, false);
	test_titles();
	test_dominant(9, 1, 50, "en");
	test_dominant(89, 11, 0, "");
	test_dominant(1, 9, 0, "ru");
	test_dominant(0, 0, 5, "");
	poster_free(poster);
	cited_free(cited);
	list_set_release(&lists);
	scratch_remove(folder);
	return tap_done();
}
