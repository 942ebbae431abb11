/*
 * The five statements of ../shared/corpus against ../shared/truth/provisions.json:
 * every article that they cite, its paragraph and its instrument. Prints each
 * figure. Also the laws that hold for any text: ranges, order, linear time.
 */
#include <jansson.h>

#include "tests/unit/provision_table.h"

#define TRUTH "../shared/truth/provisions.json"
#define CORPUS "../shared/corpus/"

/* The country and title that the catalogue gives. */
static const struct {
	const char *file, *title;
} sources[] = {
	{"amnesty-osce-hdim-2017.txt", "Written statement in Working Session I"},
	{"amnesty-eur57-3123-2015.txt", "Kazakhstan: as 2015 draws to a close"},
	{"pen-resolution-kazakhstan.txt", "Resolution on the state of freedom of expression in Kazakhstan"},
	{"iphr-kibhr-briefing-2021.txt", "Key concerns and recommendations"},
	{"article19-adil-soz-upr.txt", ""},
};

#define SOURCES (sizeof sources / sizeof *sources)

/* A line without mark-up and note calls: what the outline would give. */
static void strip(struct buf *out, struct span line)
{
	buf_clear(out);
	for (size_t at = 0; at < line.len;) {
		struct span rest = span_make(line.data + at, line.len - at);
		int32_t cp;
		size_t len = utf8_decode(line, at, &cp);
		const char *end = span_starts(rest, "<sup>") ? memmem(rest.data, rest.len, "</sup>", 6) : NULL;

		if (end != NULL)
			len = (size_t)(end - rest.data) + 6;
		else if (cp != '*' && cp != '#' && utf8_superscript(cp) < 0)
			buf_add(out, rest.data, len);
		at += len;
	}
}

/* What the truth says of a line, as the tables write it. */
static void expect(struct buf *out, json_t *truth, const char *file, size_t line)
{
	size_t i, k;
	json_t *entry, *p;

	buf_clear(out);
	json_array_foreach(truth, i, entry) {
		if (strcmp(json_string_value(json_object_get(entry, "kind")), "article") != 0 ||
		    strcmp(json_string_value(json_object_get(entry, "file")), file) != 0 ||
		    (size_t)json_integer_value(json_object_get(entry, "line")) != line)
			continue;
		json_array_foreach(json_object_get(entry, "provisions"), k, p) {
			const char *paragraph = json_string_value(json_object_get(p, "paragraph"));
			const char *id = json_string_value(json_object_get(p, "id"));

			buf_add_str(out, json_string_value(json_object_get(p, "article")));
			if (paragraph != NULL)
				buf_addf(out, "(%s)", paragraph);
			buf_addf(out, "@%s ", id == NULL ? "-" : id);
		}
	}
}

static void run_line(struct provision_context *c, struct span text, struct span lead_in, struct span expected,
                     const char *file, size_t line, struct provision_score *s)
{
	struct provision_passage p = {.text = text, .lead_in = lead_in};
	struct passage_references found = provision_find(c, language_find(span_of("en")), &p);
	struct buf got;

	found.symbol_count = 0;
	buf_init(&got);
	if (!provision_compare(s, &found, expected, &got)) {
		s->wrong++;
		tap_note("%s:%zu: expected %.*s", file, line, (int)expected.len, expected.data);
		tap_note("   found %s", got.data);
	}
	buf_release(&got);
}

static void run_file(struct provision_context *c, json_t *truth, size_t which, struct provision_score *s)
{
	struct buf content, text, lead, expected, path;
	size_t line = 0;

	buf_init(&content);
	buf_init(&text);
	buf_init(&lead);
	buf_init(&expected);
	buf_init(&path);
	buf_addf(&path, "%s%s", CORPUS, sources[which].file);
	table_read_file(&content, path.data);
	provision_begin(c, span_of("KZ"), span_of(sources[which].title));
	for (size_t at = 0; at < content.len;) {
		const char *feed = memchr(content.data + at, '\n', content.len - at);
		size_t end = feed == NULL ? content.len : (size_t)(feed - content.data);
		struct span raw = span_trim(span_make(content.data + at, end - at));
		bool item = span_starts(raw, "- ");

		line++;
		at = end + 1;
		if (raw.len == 0)
			continue;
		strip(&text, raw);
		expect(&expected, truth, sources[which].file, line);
		run_line(c, buf_span(&text), item ? buf_span(&lead) : span_of(""), buf_span(&expected),
		         sources[which].file, line, s);
		if (!item && span_ends(span_trim(buf_span(&text)), ":")) {
			buf_clear(&lead);
			buf_add_span(&lead, buf_span(&text));
		}
	}
	buf_release(&content);
	buf_release(&text);
	buf_release(&lead);
	buf_release(&expected);
	buf_release(&path);
}

static void test_truth(struct provision_context *c)
{
	json_t *truth = json_load_file(TRUTH, 0, NULL);
	struct provision_score s = {0};

	if (truth == NULL) {
		tap_skip("no ../shared", "the provisions of five statements");
		return;
	}
	for (size_t i = 0; i < SOURCES; i++)
		run_file(c, truth, i, &s);
	score_print("the five statements (sentences are lines)", &s);
	tap_ok(s.numbers.of == 106, "the truth has 106 provisions (%zu)", s.numbers.of);
	tap_ok(precision(s.paragraphs) == 1 && recall(s.paragraphs) == 1, "numbers and paragraphs: all, and no other");
	tap_ok(precision(s.instruments) >= 0.98 && recall(s.instruments) >= 0.98, "instruments: 0.98 and 0.98");
	json_decref(truth);
}

/* ---- laws ---- */

static void repeat(struct buf *out, const char *part, size_t times)
{
	buf_clear(out);
	for (size_t i = 0; i < times; i++)
		buf_add_str(out, part);
}

static bool is_good(const struct passage_references *found, struct span text)
{
	size_t last = 0;

	for (size_t i = 0; i < found->provision_count; i++) {
		const struct provision *p = &found->provisions[i], *before = i == 0 ? p : p - 1;

		if (p->at.start < before->at.start || p->at.end < before->at.end)
			return false; /* in the order of the text, as post_references has them */
		if (p->at.start >= p->at.end || p->at.end > text.len || p->article.len == 0 ||
		    (p->instrument.len == 0) != (p->confidence == PROVISION_NONE))
			return false;
	}
	for (size_t i = 0; i < found->symbol_count; i++) {
		if (found->symbols[i].at.start < last || found->symbols[i].at.end > text.len)
			return false;
		last = found->symbols[i].at.end;
	}
	return true;
}

/* Long runs of what begins a reference: quadratic time would not end. */
static void test_repeated(struct provision_context *c)
{
	static const char *const parts[] = {
		"Article 174 ",      "174, ",         "paras. 1, ",    "Article 1 (",   "of the Criminal Code ",
		"first, second ",    "((((",          "Article 1 and ", "(now Article ", "124.27, ",
		"Optional Protocol to ", "A/HRC/",    "174-",          "ст. 1, ",       "Kazakhstan's ",
		"the Law on Some Thing ", "§ 1 ",     "L. 1",          "in Article 5 of the Law on A ", "1-бап, ",
		"(“the Convention”) ", "ICCPR and Article 19 ", "§", "1°, ", "Article 1 in the new ", "no. 12345/67, ",
	};
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct provision_passage p = {.lead_in = span_of("")};
		struct passage_references found;

		repeat(&text, parts[i], tap_scale(20000));
		p.text = p.lead_in = buf_span(&text);
		provision_begin(c, span_of("KZ"), span_of(""));
		found = provision_find(c, NULL, &p);
		tap_ok(is_good(&found, buf_span(&text)), "many of \"%s\"", parts[i]);
	}
	buf_release(&text);
}

/* Any order of these pieces gives ranges inside the text, an instrument or none. */
static void test_any_text(struct provision_context *c)
{
	static const char *const parts[] = {
		"Article", " 174", ",", " and ", "(3)", " of the ", "Criminal Code", "ICCPR", "para. ", "§", "-", ".", " to ",
		"\xFF", "\xD0", "ст. ", "бап", "19", "(a)", " […] ", "Kazakhstan", "’s ", "http://a.b/c", "IV", "L", "/", "now ",
		"A/", "HRC/", "EUR 57/1234/2017", "№", "(", ")", "“", "first ", "paragraph ", "99999999999", "\n", "Law on ",
		"section ", "principle ", "rules ", "Optional Protocol", "Convention", "the ", "1997 ", "former ",
	};
	uint32_t seed = 1;
	bool good = true;
	struct buf text;

	buf_init(&text);
	for (size_t round = 0; round < tap_scale(3000) && good; round++) {
		struct provision_passage p = {.section_count = 0};

		buf_clear(&text);
		for (size_t i = 0; i < 30; i++) {
			seed = seed * 1664525U + 1013904223U;
			buf_add_str(&text, parts[(seed >> 8) % (sizeof parts / sizeof *parts)]);
		}
		p.text = buf_span(&text);
		if (round % 10 == 0)
			provision_begin(c, span_of(round % 20 ? "" : "KZ"), p.text);
		p.lead_in = p.text;
		p.section = &p.text;
		p.section_count = 1;
		{
			struct passage_references found = provision_find(c, NULL, &p);

			good = is_good(&found, p.text);
		}
		if (!good)
			tap_note("%s", text.data);
	}
	tap_ok(good, "3,000 texts made of pieces of references");
	buf_release(&text);
}

/* ---- ranges, terms, queries ---- */

static bool range_is(struct provision_context *c, const char *text, size_t which, const char *expected)
{
	struct provision_passage p = {.text = span_of(text)};
	struct passage_references found;

	provision_begin(c, span_of("KZ"), span_of(""));
	found = provision_find(c, NULL, &p);
	return which < found.provision_count &&
	       span_eq_str(span_sub(p.text, found.provisions[which].at), expected);
}

static void test_ranges(struct provision_context *c)
{
	tap_ok(range_is(c, "under Article 174 of the Criminal Code", 0, "Article 174"), "all of one article");
	tap_ok(range_is(c, "articles 174, 274 and 400", 1, "274"), "the item of a list");
	tap_ok(range_is(c, "articles 174, 274 and 400", 0, "174"), "the first item of a list");
	tap_ok(range_is(c, "Articles 19(3) and 20(2) of the ICCPR", 0, "19(3)"), "an item with its paragraph");
	tap_ok(range_is(c, "articles 18 (1) and (3)", 1, "(3)"), "a paragraph of an item");
	tap_ok(range_is(c, "paragraph 2 of article 14", 0, "paragraph 2 of article 14"), "the paragraph first");
	tap_ok(range_is(c, "Articles 8 to 11", 1, "8 to 11"), "an article inside a range");
	tap_ok(range_is(c, "Статья 174 УК", 0, "Статья 174"), "Russian");
	tap_ok(range_is(c, "кодекстің 174-бабы бойынша", 0, "174-бабы"), "Kazakh");
}

static bool terms_are(struct provision_context *c, const char *text, const char *expected)
{
	struct provision_passage p = {.text = span_of(text)};
	struct passage_references found;
	struct buf terms;
	bool same;

	buf_init(&terms);
	provision_begin(c, span_of("KZ"), span_of(""));
	found = provision_find(c, NULL, &p);
	for (size_t i = 0; found.provision_count == 1 && provision_term(&found.provisions[0], i, &terms); i++)
		buf_add_char(&terms, ';');
	same = span_eq_str(buf_span(&terms), expected);
	if (!same)
		tap_note("%s: %s", text, terms.data);
	buf_release(&terms);
	return same;
}

static bool value_is(struct provision_context *c, const char *value, const char *expected)
{
	struct provision p;
	struct buf term;
	bool same;

	buf_init(&term);
	if (provision_value(c, span_of(value), &p))
		provision_query_term(&p, &term);
	same = span_eq_str(buf_span(&term), expected);
	if (!same)
		tap_note("%s: %s", value, term.data);
	buf_release(&term);
	return same;
}

static void test_terms(struct provision_context *c)
{
	tap_ok(terms_are(c, "Article 174 of the Criminal Code", "174@kz:criminal-code;174@*;"), "terms of an article");
	tap_ok(terms_are(c, "article 19, paragraph 3 (g), of the ICCPR",
	                 "19@iccpr;19(3)@iccpr;19(3)(g)@iccpr;19@*;19(3)@*;19(3)(g)@*;"),
	       "terms of a paragraph");
	tap_ok(terms_are(c, "article 37 (a) of the CRC", "37@crc;37(a)@crc;37@*;37(a)@*;"), "terms of a letter");
	tap_ok(terms_are(c, "Article 99 (1) (c) (i)", "99@*;99(1)@*;99(1)(c)@*;99(1)(c)(i)@*;"), "terms of a letter's part");
	tap_ok(terms_are(c, "article L141-1", "l141-1@*;"), "terms without an instrument");
	tap_ok(terms_are(c, "rule 44 § 3", "rule 44@*;rule 44(3)@*;"), "terms of a rule");
	tap_ok(value_is(c, "174", "174@*"), "article:174");
	tap_ok(value_is(c, "19(3)@iccpr", "19(3)@iccpr"), "article:19(3)@iccpr");
	tap_ok(value_is(c, "19(3)(g)@ICCPR", "19(3)(g)@iccpr"), "article:19(3)(g)@ICCPR");
	tap_ok(value_is(c, "174@kz:criminal-code", "174@kz:criminal-code"), "article:174@kz:criminal-code");
	tap_ok(value_is(c, "164@kz:criminal-code-1997", "164@kz:criminal-code-1997"), "a replaced code");
	tap_ok(value_is(c, "99(1)(c)(i)", "99(1)(c)(i)@*"), "article:99(1)(c)(i)");
	tap_ok(value_is(c, "L141-1", "l141-1@*"), "article:L141-1");
	tap_ok(value_is(c, "section 53@bz:criminal-code", "section 53@bz:criminal-code"), "a section");
	tap_ok(value_is(c, "266b", "266b@*"), "article:266b");
	tap_ok(value_is(c, "6-1@echr", "6(1)@echr"), "article:6-1@echr, as the French write it");
	tap_ok(value_is(c, "6-1@criminal-code", "6-1@criminal-code"), "article:6-1 of a code is a label");
	tap_ok(value_is(c, "19@*", "19@*"), "article:19@*");
	tap_ok(value_is(c, "19@nothing", ""), "an unknown instrument is no value");
	tap_ok(value_is(c, "abc", ""), "a word is no value");
	tap_ok(value_is(c, "", ""), "nothing is no value");
	tap_ok(value_is(c, "19 20", ""), "two numbers are no value");
}

static void add_found(struct buf *text, struct provision_context *c, const char *query)
{
	struct passage_references found = provision_query(c, NULL, span_of(""), span_of(query));

	for (size_t i = 0; i < found.provision_count; i++) {
		buf_add_str(text, i ? " " : "");
		provision_query_term(&found.provisions[i], text);
	}
	for (size_t i = 0; i < found.symbol_count; i++)
		buf_addf(text, "#%.*s", (int)found.symbols[i].name.len, found.symbols[i].name.data);
}

static bool query_is(struct provision_context *c, const char *query, const char *expected)
{
	struct buf text;
	bool same;

	buf_init(&text);
	add_found(&text, c, query);
	same = span_eq_str(buf_span(&text), expected);
	if (!same)
		tap_note("%s: %s", query, text.data);
	buf_release(&text);
	return same;
}

/* What a query cites by the instruments' one piece is what it cites by their lists. */
static void test_same(struct provision_context *c, struct provision_context *packed, const char *query)
{
	struct buf expected;

	buf_init(&expected);
	add_found(&expected, c, query);
	tap_ok(query_is(packed, query, expected.data), "by the one piece: %s: %s", query, expected.data);
	buf_release(&expected);
}

static void test_queries(struct provision_context *c, struct provision_context *packed)
{
	static const char *const queries[][2] = {
		{"Article 174", "174@*"},
		{"art 174", "174@*"},
		{"art. 19(3) ICCPR", "19(3)@iccpr"},
		{"art 19 iccpr", "19@iccpr"},
		{"174-бап", "174@*"},
		{"ст. 174 УК", "174@criminal-code"},
		{"ст 174 ук рк", "174@kz:criminal-code"},
		{"articles 174 and 274", "174@* 274@*"},
		{"article 10 echr", "10@echr"},
		{"section 53 penal code belize", "section 53@bz:criminal-code"},
		{"article 6 § 1", "6(1)@*"},
		{"ARTICLE 19", ""},
		{"article 19", "19@*"},
		{"rule of law", ""},
		{"section", ""},
		{"torture 174", ""},
		{"A/HRC/29/25/Add.2", "#A/HRC/29/25/ADD.2"},
		{"EUR 57/5644/2017", "#EUR57/5644/2017"},
		{"general comment 34", "#GENERALCOMMENTNO.34"},
		{"ECLI:CE:ECHR:2017:0905JUD007811713", "#78117/13"},
		{"ecli:ce:echr:2006:0412DEC000000199", "#1/99"},
		{"ECLI:EU:C:2014:317", ""},
		{"ECLI:CE:ECHR:2017:0905XYZ007811713", ""},
		{"GC 34", "#GENERALCOMMENTNO.34"},
		{"CCPR GC No. 34", "#GENERALCOMMENTNO.34"},
		{"gc34", "#GENERALCOMMENTNO.34"},
		{"GC 100", ""},
		{"Fabian [GC], no. 78117/13", "#78117/13"},
		{"Article 19 said", "19@*"},
		{"Article 19 said that", ""},
		{"Article 19's report", ""},
		{"Article 19's scope", "19@*"},
		{"Article 19, the London group", ""},
		{"article 19 report", "19@*"},
		{"article 174 criminal code kazakhstan", "174@kz:criminal-code"},
		{"artículo 14 pacto internacional de derechos civiles y políticos", "14@iccpr"},
	};

	static const char *const more[] = {
		"articulo 14", "artículo 14", "parrafo 2 del articulo 14", "Articles 8 to 11 of the Covenant", "regle 3",
		"ARTÍCULO 5", "art.19(3)", "2nd paragraph of article 9", "numero 5 article 3", "l'article 10",
		"\uff21rticle 7", "article the first", "principle 4 and rule 12", "Part II of the Convention, article 3",
		"ley 5", "decret 7", "etat article 9",
	};

	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		tap_ok(query_is(c, queries[i][0], queries[i][1]), "query %s", queries[i][0]);
		test_same(c, packed, queries[i][0]);
	}
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		test_same(c, packed, more[i]);
}

static void test_packed(const struct instruments *in, struct provision_context *c)
{
	struct buf piece;
	struct instruments *packed;
	struct provision_context *d;

	buf_init(&piece);
	instruments_pack(in, &piece);
	packed = instruments_unpack(buf_span(&piece), NULL);
	tap_ok(packed != NULL && instruments_has(packed, span_of("iccpr")) && !instruments_has(packed, span_of("iccpr-0")),
	       "instruments in one piece");
	d = provision_context_new(packed);
	test_queries(c, d);
	provision_context_free(d);
	instruments_free(packed);
	piece.data[piece.len - 1] ^= 1;
	tap_ok(instruments_unpack(buf_span(&piece), NULL) == NULL, "a damaged piece is none");
	buf_release(&piece);
}

static size_t count(struct provision_context *c, struct span text)
{
	struct provision_passage p = {.text = text};

	provision_begin(c, span_of(""), span_of(""));
	return provision_find(c, NULL, &p).provision_count;
}

static void test_limits(struct provision_context *c)
{
	struct buf text;

	tap_ok(count(c, span_of("Articles 1 to 201")) == 201, "a range of 200 is filled");
	tap_ok(count(c, span_of("Articles 1 to 202")) == 2, "a longer one gives its ends");
	buf_init(&text);
	buf_add_str(&text, "articles 1");
	for (int i = 2; i <= 256; i++)
		buf_addf(&text, ", %d", i);
	tap_ok(count(c, buf_span(&text)) == 256, "256 items of a list");
	buf_add_str(&text, ", 257");
	tap_ok(count(c, buf_span(&text)) == 256, "no more than 256");
	buf_clear(&text);
	buf_add_str(&text, "article 1, paragraphs 1");
	for (int i = 2; i <= 24; i++)
		buf_addf(&text, ", %d", i);
	tap_ok(count(c, buf_span(&text)) == 24, "24 paragraphs of an article");
	buf_add_str(&text, ", 25");
	tap_ok(count(c, buf_span(&text)) == 24, "no more than 24");
	buf_release(&text);
}

/* The instrument of "article 17" after two others were cited, and `between` passages without any. */
static bool remembers(struct provision_context *c, const char *cited, size_t between, const char *expected)
{
	struct provision_passage before = {.text = span_of(cited)}, nothing = {.text = span_of("Nothing is cited here.")};
	struct provision_passage last = {.text = span_of("There was a violation of article 17.")};
	struct passage_references found;

	provision_begin(c, span_of(""), span_of(""));
	provision_find(c, NULL, &before);
	for (size_t i = 0; i < between; i++)
		provision_find(c, NULL, &nothing);
	found = provision_find(c, NULL, &last);
	return found.provision_count == 1 && span_eq_str(found.provisions[0].instrument, expected);
}

/* The same after a list of that many laws. */
static bool remembers_beside(struct provision_context *c, unsigned laws, const char *expected)
{
	struct buf text;
	bool same;

	buf_init(&text);
	buf_add_str(&text, "Article 17 of the CEDAW");
	for (unsigned i = 0; i < laws; i++)
		buf_addf(&text, "; the B%c%c Act", 'a' + (char)(i / 26), 'a' + (char)(i % 26));
	same = remembers(c, text.data, 0, expected);
	buf_release(&text);
	return same;
}

static void test_memory(struct provision_context *c)
{
	const char *two = "Article 17 of the CEDAW; article 9 of the ICCPR";
	const char *most = "Articles 16 and 17 of the CEDAW; article 9 of the ICCPR";

	tap_ok(remembers(c, two, 11, "cedaw"), "a number keeps its instrument for 12 passages");
	tap_ok(remembers(c, two, 12, ""), "and no longer, where another is cited as often");
	tap_ok(remembers(c, most, 12, "cedaw"), "but where no other is");
	tap_ok(remembers(c, "Article 17 of the CEDAW; articles 1, 2 and 3 of the ICCPR", 0, "cedaw"), "soon, where another is cited three times as often");
	tap_ok(remembers(c, "Article 17 of the CEDAW; articles 1, 2, 3 and 4 of the ICCPR", 0, ""), "but not where four times");
	tap_ok(remembers(c, "Article 17 of the CEDAW; articles 1, 2, 3 and 4 of the Criminal Code", 0, "cedaw"), "of a code, however often");
	tap_ok(remembers(c, "Article 17 of the Civil Code; articles 1, 2, 3 and 4 of the CRC", 0, "civil-code"), "a code's, however often a treaty is cited");
	tap_ok(remembers_beside(c, 255, "cedaw"), "in a document that names 256 instruments");
	tap_ok(remembers_beside(c, 256, ""), "but not in one that names 257");
}

static void test_lists(void)
{
	static const char *const bad[] = {
		"x\tcovenant\t-\t1\n", "x\tthing\t-\t1\ten: X\n", "x\tcode\t*\tmany\ten: X\n",
		"\tcode\t*\t1\ten: X\n", "x\tcode\t*\t1\ten: X\nx\tcode\t*\t1\ten: Y\n", "x\tcode\t*\t1\ten: \xFF\n",
		"a\tb\tc\td\te\tf\tg\n",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct instruments *in = instruments_new();
		char *error = NULL;

		tap_ok(!instruments_add(in, span_of("lexicon/instruments.tsv"), span_of(bad[i]), &error) && error != NULL,
		       "a bad line is refused: %s", error ? error : "");
		free(error);
		instruments_free(in);
	}
}

#define NAMING_MOST 4096 /* provision_standing.c */

/* Whether an item is of what its lead-in of so many bytes names. */
static bool is_led(struct provision_context *c, size_t bytes)
{
	struct provision_passage p = {.text = span_of("article 19")};
	struct passage_references found;
	struct buf lead;

	buf_init(&lead);
	buf_add_str(&lead, "Under the ICCPR");
	while (lead.len < bytes - 1)
		buf_add_char(&lead, lead.len % 2 == 0 ? 'x' : ' ');
	buf_add_char(&lead, ':');
	p.lead_in = buf_span(&lead);
	provision_begin(c, span_of(""), span_of(""));
	found = provision_find(c, NULL, &p);
	bytes = found.provision_count == 1 ? found.provisions[0].instrument.len : 0;
	buf_release(&lead);
	return bytes != 0;
}

static void test_long_lead(struct provision_context *c)
{
	tap_ok(is_led(c, NAMING_MOST), "a lead-in that names the instrument, of %d bytes", NAMING_MOST);
	tap_ok(!is_led(c, NAMING_MOST + 1), "of one more, it is not read");
}

/* The other names of general comments, on both sides of each limit. */
static void test_comment_names(void)
{
	static const struct {
		const char *symbol, *others;
	} cases[] = {
		{"GENERALCOMMENTNO.34", "CCPR/C/GC/34 E/C.12/GC/34 CRC/C/GC/34 CAT/C/GC/34 CRPD/C/GC/34 CMW/C/GC/34 CED/C/GC/34 "},
		{"GENERALRECOMMENDATIONNO.35", "CEDAW/C/GC/35 CERD/C/GC/35 "},
		{"CCPR/C/GC/31", "GENERALCOMMENTNO.31 "},
		{"CCPR/C/GC/30", ""},
		{"CCPR/C/GC/99", "GENERALCOMMENTNO.99 "},
		{"CCPR/C/GC/100", ""},
		{"CCPR/C/GC/34/ADD.1", ""},
		{"E/C.12/GC/14", ""},
		{"CEDAW/C/GC/35", ""},
		{"GENERALCOMMENTNO.0", ""},
		{"A/HRC/34", ""},
	};
	struct buf one, all;

	buf_init(&one);
	buf_init(&all);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buf_clear(&all);
		for (size_t n = 0; symbol_comment_other(span_of(cases[i].symbol), n, &one); n++)
			if (one.len != 0)
				buf_addf(&all, "%s ", one.data);
		tap_ok(span_eq_str(buf_span(&all), cases[i].others), "other names of %s: %s", cases[i].symbol, all.data);
	}
	buf_release(&one);
	buf_release(&all);
}

int main(void)
{
	struct instruments *in = provision_instruments();
	struct provision_context *c = provision_context_new(in);

	test_truth(c);
	test_ranges(c);
	test_terms(c);
	test_packed(in, c);
	test_comment_names();
	test_limits(c);
	test_memory(c);
	test_lists();
	test_any_text(c);
	test_long_lead(c);
	test_repeated(c);
	provision_context_free(c);
	instruments_free(in);
	return tap_done();
}
