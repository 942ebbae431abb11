/*
 * Exports against tests/golden/export.*; run with UPDATE_GOLDEN=1 to write
 * these files anew, and read the difference before committing it. Then they are
 * read by bibutils, an independent reader, where it is installed.
 */
#include "render/export_parts.h"
#include "tests/unit/golden.h"
#include "tests/unit/scratch.h"
#include "tests/unit/tap.h"
#include "text/utf8.h"

#include <expat.h>
#include <jansson.h>

#define HITS 10

struct made {
	struct source source;
	struct record record;
	struct page_mark page;
	struct span section;
	struct range range;
	const char *quotation, *link;
};

static void set(struct made *m, const char *field, const char *value)
{
	char *error = NULL;

	if (value != NULL && !metadata_set(&m->source.meta, span_of(field), span_of(value), &error))
		tap_ok(false, "%s", error);
	free(error);
}

static void make(struct made *m, const char *const fields[9], const char *quotation)
{
	static const char *const names[] = {"id",     "title", "publisher", "date", "symbol",
	                                    "kind", "language", "url"};

	memset(m, 0, sizeof *m);
	source_init(&m->source);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		set(m, names[i], fields[i]);
	m->source.file = mem_strdup("papers/one.txt");
	m->quotation = quotation;
	m->range = (struct range){100, 100 + strlen(quotation)};
	strcpy(m->record.id, "3f9c1a0000000001");
	m->link = "";
}

static void make_all(struct made *all)
{
	static const char *const fields[HITS][9] = {
		{"a/b c", "Kazakhstan: as 2015 draws to a close", "Amnesty International", "2015-12-21",
	         "EUR 57/3123/2015", "public statement", "en", "https://example.org/a_b?x=1&y=2"},
		{"a/b c", "Kazakhstan: as 2015 draws to a close", "Amnesty International", "2015-12-21",
	         "EUR 57/3123/2015", "public statement", "en", "https://example.org/a_b?x=1&y=2"},
		{"A-B-C", "Joint", "International Bureau (KIBHR, Almaty); Rights and Rule of Law", "2021-11", NULL,
	         "briefing", "ru", NULL},
		{"digest", "Title", "PEN International", "2017", NULL, "digest", "en", NULL},
		{"none", NULL, NULL, NULL, NULL, NULL, NULL, NULL},
		{"@{},\\", "{ } } { \\ \\textbf{x} % & $ # _ ~ ^ -- ``x'' \"y\" @book{k,", "@x{y}; ,; \xC2\x85",
	         "2001", "A_B#1/%2{3", "report & more", "en", "javascript:alert(1)"},
		{"lines", "Line\nER  - \nTY  - JOUR\r\nTI  - Fake", "ER  - ", "2014", NULL, NULL, NULL, NULL},
		{"rtl", "حالة حقوق الإنسان", "المنظمة العربية", "2014", NULL, NULL, "ar", NULL},
		{"ill", "a\xffz\x1b[2J\x07", "b\xc3", NULL, NULL, NULL, NULL, "https://example.org/{a}|\\^ <b>"},
		{"page", "Paged", "Body", "1999-01-02", NULL, "report", "fr", NULL},
	};
	static const char *const quotations[HITS] = {
		"It is so. […] It was not.", "A second quotation.", "И это так.", "Our own account.", "A line.",
		"{: title: fooled } {:title:fooled} 50% -- $5", "Title: fooled", "نص", "b\xffz\x9b 31m\nc", "La page."};

	for (size_t i = 0; i < HITS; i++)
		make(&all[i], fields[i], quotations[i]);
	all[0].record.label = span_of("14");
	all[0].link = "https://example.org/a_b?x=1&y=2#:~:text=It%20is%20so";
	all[1].record.kind = PASSAGE_NOTE;
	all[1].record.note = span_of("28");
	all[2].record.counted = 3;
	all[2].section = span_of("Рекомендации @all");
	all[2].record.sections = &all[2].section;
	all[2].record.section_count = 1;
	all[3].record.label = span_of("8");
	all[3].record.kind = PASSAGE_ITEM;
	all[3].record.item = 2;
	all[5].record.label = span_of("{1}");
	all[6].record.label = span_of("1\nER  - ");
	all[9].record.counted = 2;
	all[9].page = (struct page_mark){0, 12, span_of("x")};
}

static void export(struct buf *out, enum export_format format, const struct made *all, size_t count)
{
	struct export_hit hits[HITS];

	for (size_t i = 0; i < count; i++)
		hits[i] = (struct export_hit){.source = &all[i].source,
		                              .record = &all[i].record,
		                              .page = all[i].page.physical == 0 ? NULL : &all[i].page,
		                              .quotation = span_of(all[i].quotation),
		                              .ranges = &all[i].range,
		                              .range_count = 1,
		                              .sha256 = "aa11",
		                              .link = span_of(all[i].link)};
	export_hits(out, format, hits, count);
}

/* ---- What an independent reader makes of it ---- */

struct reading_xml {
	struct buf text; /* of the element that is open */
	struct buf all;  /* "element: text", one a line */
};

static void XMLCALL on_start(void *data, const XML_Char *name, const XML_Char **attributes)
{
	struct reading_xml *r = data;

	(void)attributes;
	buf_clear(&r->text);
	if (strcmp(name, "mods") == 0)
		buf_add_str(&r->all, "mods\n");
}

static void XMLCALL on_text(void *data, const XML_Char *text, int len)
{
	buf_add(&((struct reading_xml *)data)->text, text, (size_t)len);
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
	struct reading_xml *r = data;
	struct span text = span_trim(buf_span(&r->text));

	if (text.len != 0)
		buf_addf(&r->all, "%s: %.*s\n", name, (int)text.len, text.data);
	buf_clear(&r->text);
}

static bool parse(struct reading_xml *r, const char *command)
{
	FILE *in = popen(command, "r");
	XML_Parser parser = XML_ParserCreate("UTF-8");
	char chunk[4096];
	size_t got;
	bool good = in != NULL;

	XML_SetUserData(parser, r);
	XML_SetElementHandler(parser, on_start, on_end);
	XML_SetCharacterDataHandler(parser, on_text);
	while (good && (got = fread(chunk, 1, sizeof chunk, in)) != 0)
		good = XML_Parse(parser, chunk, (int)got, 0) == XML_STATUS_OK;
	good = good && XML_Parse(parser, "", 0, 1) == XML_STATUS_OK;
	XML_ParserFree(parser);
	if (in != NULL)
		good = pclose(in) == 0 && good;
	return good;
}

static size_t occurrences(const struct buf *in, const char *what)
{
	size_t n = 0;

	for (const char *at = in->data; (at = strstr(at, what)) != NULL; at += strlen(what))
		n++;
	return n;
}

/* A reader of RIS may part names as those of persons; one of BibTeX sets quotation marks and dashes. */
static const char *const expected_tex[] = {
	"title: Kazakhstan: as 2015 draws to a close\n", "namePart: Amnesty International\n",
	"dateIssued: 2015-12-21\n", "number: EUR 57/3123/2015\n",
	"genre: public statement\n", "url: https://example.org/a_b?x=1&y=2\n",
	"namePart: International Bureau (KIBHR, Almaty)\n", "namePart: Rights and Rule of Law\n",
	"dateIssued: 2021-11\n", "title: Digest of PEN International, Title (2017)\n",
	"title: [untitled, papers/one.txt]\n", "title: { } } { \\ \\textbf{x} % & $ # _ ~ ",
	"@book{k,\n", "number: A_B#1/%2{3\n", "genre: report & more\n",
	"title: Line ER - TY - JOUR TI - Fake\n", "title: حالة حقوق الإنسان\n", "namePart: المنظمة العربية\n",
	"Quotation, para. 14, sha256 aa11 of bytes 100-", "“It is so. […] It was not.” "
	"<https://example.org/a_b?x=1&y=2#:~:text=It%20is%20so>", "Quotation, note 28, ", "“A second quotation.”",
	"Quotation, 3rd paragraph under “Рекомендации @all” (counted), ", "“И это так.”",
	"Quotation, para. 8, 2nd item of the digest, ", "“Our own account.”",
	"“{: title: fooled } {:title:fooled} 50% ", " $5”", "para. 1 ER -, sha256", "“Title: fooled”", "“نص”",
	"2nd paragraph (counted), p. 12 (printed x), ", NULL,
};

static const char *const expected_ris[] = {
	"title: Kazakhstan: as 2015 draws to a close\n", "publisher: Amnesty International\n",
	"dateIssued: 2015-12-21\n", "identifier: EUR 57/3123/2015\n", "note: public statement\n",
	"url: https://example.org/a_b?x=1&y=2\n",
	"publisher: International Bureau (KIBHR, Almaty); Rights and Rule of Law\n", "dateIssued: 2021-11\n",
	"title: Digest of PEN International, Title (2017)\n", "title: [untitled, papers/one.txt]\n",
	"title: { } } { \\ \\textbf{x} % & $ # _ ~ ^ -- ``x'' \"y\" @book{k,\n", "identifier: A_B#1/%2{3\n",
	"title: Line ER - TY - JOUR TI - Fake\n", "publisher: ER -\n", "title: حالة حقوق الإنسان\n",
	"publisher: المنظمة العربية\n", "note: Quotation, para. 14, sha256 aa11 of bytes 100-",
	"note: Quotation, note 28, ", "“A second quotation.”",
	"note: Quotation, 3rd paragraph under “Рекомендации @all” (counted), ",
	"“{: title: fooled } {:title:fooled} 50% -- $5”\n", "para. 1 ER -, sha256", "“Title: fooled”\n", "“نص”\n",
	"2nd paragraph (counted), p. 12 (printed x), ", NULL,
};

static void read_back(const char *reader, const char *const *expected, const struct buf *exported)
{
	char *folder = scratch_make(), *path = path_join(folder, "file"), *error = NULL;
	struct reading_xml r;
	struct buf command;

	buf_init(&r.text);
	buf_init(&r.all);
	buf_init(&command);
	buf_addf(&command, "command -v %s >/dev/null", reader);
	if (system(command.data) != 0) {
		tap_skip("bibutils is not installed", "%s reads it", reader);
	} else {
		buf_clear(&command);
		buf_addf(&command, "%s -i utf8 -o utf8 '%s' 2>/dev/null", reader, path);
		tap_ok(file_write(path, buf_span(exported), &error) && parse(&r, command.data), "%s reads it", reader);
		tap_ok(occurrences(&r.all, "mods\n") == HITS - 1, "%s: a record for each work (%zu)", reader,
		       occurrences(&r.all, "mods\n"));
		for (size_t i = 0; expected[i] != NULL; i++)
			if (!tap_ok(strstr(r.all.data, expected[i]) != NULL, "%s: %.*s", reader,
			            (int)strcspn(expected[i], "\n"), expected[i]))
				tap_note("got %s", r.all.data);
	}
	free(error);
	free(path);
	scratch_remove(folder);
	buf_release(&r.text);
	buf_release(&r.all);
	buf_release(&command);
}

/* ---- where a hit stands ---- */

static void marked_item(void)
{
	struct source source = {0};
	struct record record = {.kind = PASSAGE_ITEM, .label = span_of("95"), .item = 4, .mark = span_of("c(ii)")};
	struct export_hit hit = {.record = &record, .source = &source};
	struct export_locator l;

	export_locate(&l, &hit);
	tap_ok(l.label == LABEL_PARAGRAPH && span_eq_str(buf_span(&l.locator), "95(c)(ii)") && l.suffix.len == 0,
	       "an item's mark is of the locator");
	export_locator_release(&l);
	record.mark = span_of("");
	export_locate(&l, &hit);
	tap_ok(span_eq_str(buf_span(&l.locator), "95") && span_eq_str(buf_span(&l.suffix), ", 4th item"),
	       "without one it is counted behind the locator");
	export_locator_release(&l);
}

/* ---- CSL-JSON ---- */

static void check_csl(const struct buf *out)
{
	json_t *items = json_loadb(out->data, out->len, JSON_REJECT_DUPLICATES, NULL), *item, *cite;
	const char *note;

	tap_ok(json_array_size(items) == HITS - 1, "an item for each work");
	item = json_array_get(items, 0);
	cite = json_array_get(json_object_get(json_object_get(item, "custom"), "citationItems"), 0);
	tap_ok(strcmp(json_string_value(json_object_get(cite, "label")), "paragraph") == 0 &&
	               strcmp(json_string_value(json_object_get(cite, "locator")), "14") == 0 &&
	               json_object_get(cite, "suffix") == NULL,
	       "a printed number is a locator");
	item = json_array_get(items, 1);
	cite = json_array_get(json_object_get(json_object_get(item, "custom"), "citationItems"), 0);
	tap_ok(json_object_get(cite, "locator") == NULL &&
	               strstr(json_string_value(json_object_get(cite, "suffix")), "(counted)") != NULL,
	       "a counted place is none, and says that it is counted");
	item = json_array_get(items, 4);
	cite = json_array_get(json_object_get(json_object_get(item, "custom"), "citationItems"), 0);
	note = json_string_value(json_object_get(item, "note"));
	tap_ok(strstr(note, "{:") == NULL && strstr(note, "{ : title: fooled }") != NULL &&
	               strstr(json_string_value(json_object_get(cite, "quotation")), "{: title") != NULL,
	       "no note holds a field for citation processors; the quotation is whole beside it");
	tap_ok(json_object_get(item, "URL") == NULL, "an address that is none of the web is left out");
	json_decref(items);
}

static void check_lines(const struct buf *ris)
{
	size_t tags = 0, lines = 0;

	for (const char *at = ris->data; *at != '\0'; at += strcspn(at, "\n") + 1) {
		lines += *at != '\n';
		tags += strncmp(at, "TY  - ", 6) == 0;
		if (*at != '\n' && (strncmp(at + 2, "  - ", 4) != 0))
			tap_ok(false, "a line without a tag: %.60s", at);
	}
	tap_ok(tags == HITS - 1 && lines != 0, "RIS: each line has a tag of our own");
}

int main(void)
{
	static const char *const names[EXPORT_FORMATS] = {"export.csl.json", "export.biblatex", "export.bibtex",
	                                                  "export.ris"};
	static const char *const readers[EXPORT_FORMATS] = {NULL, "biblatex2xml", "bib2xml -nt", "ris2xml -nt"};
	struct made all[HITS];
	struct buf out;

	marked_item();
	make_all(all);
	buf_init(&out);
	for (int f = 0; f < EXPORT_FORMATS; f++) {
		buf_clear(&out);
		export(&out, (enum export_format)f, all, HITS);
		tap_ok(utf8_valid(buf_span(&out)) && strpbrk(out.data, "\x1b\x07\r") == NULL, "%s: clean UTF-8", names[f]);
		golden_compare(names[f], &out);
		if (f == EXPORT_CSL)
			check_csl(&out);
		if (f == EXPORT_RIS)
			check_lines(&out);
		if (readers[f] != NULL)
			read_back(readers[f], f == EXPORT_RIS ? expected_ris : expected_tex, &out);
	}
	buf_clear(&out);
	export(&out, EXPORT_CSL, all, 0);
	tap_ok(strcmp(out.data, "[\n]\n") == 0, "no hit, no item");
	buf_release(&out);
	for (size_t i = 0; i < HITS; i++)
		source_release(&all[i].source);
	return tap_done();
}
