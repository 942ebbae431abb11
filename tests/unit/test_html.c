/* Reading HTML: cases in tests/cases/html.txt, encodings, limits, and the pages of ../shared/formats. */
#include "formats/readers.h"

#include "formats/html_charset.h"
#include "formats/html_tree.h"
#include "tests/unit/reader_cases.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- encodings ---- */

static void test_encodings(void)
{
	static const struct {
		const char *what, *bytes, *encoding, *text;
	} cases[] = {
	        {"UTF-8 whatever is declared", "<meta charset=windows-1251><p>\xC3\xA9t\xC3\xA9", NULL, "été"},
	        {"a declared encoding", "<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>\xEF\xF0\xE0\xE2\xE0", "WINDOWS-1251", "права"},
	        {"Latin 1 is windows-1252", "<meta charset=\"iso-8859-1\"><p>\x93\xE9t\xE9\x94", "WINDOWS-1252", "“été”"},
	        {"XML's declaration", "<?xml version='1.0' encoding='koi8-r'?><html><p>\xD0\xD2\xC1\xD7\xC1", "KOI8-R", "права"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *encoding = NULL;
		char *reason = NULL;
		struct buf out;

		buf_init(&out);
		tap_ok(html_decode(&out, span_of(cases[i].bytes), &encoding, &reason) && strstr(out.data, cases[i].text) != NULL &&
		       (encoding == NULL) == (cases[i].encoding == NULL) && (encoding == NULL || strcmp(encoding, cases[i].encoding) == 0),
		       "encoding: %s", cases[i].what);
		free(reason);
		buf_release(&out);
	}
}

/* ---- limits and hostile pages ---- */

static void repeat(struct buf *out, const char *what, size_t times)
{
	while (times-- > 0)
		buf_add_str(out, what);
}

static bool reads(const char *before, const char *what, size_t times, const char *after, struct document *d, char **reason)
{
	struct buf page;
	bool good;

	document_init(d);
	buf_init(&page);
	buf_add_str(&page, before);
	repeat(&page, what, times);
	buf_add_str(&page, after);
	good = html_read(d, buf_span(&page), reason);
	buf_release(&page);
	return good;
}

static void check_page(const char *name, const char *what, size_t times, const char *after, const char *expected)
{
	struct document d;
	char *reason = NULL;
	bool good = reads("", what, times, after, &d, &reason);

	tap_ok(expected == NULL ? good : !good && strstr(reason, expected) != NULL, "%s", name);
	free(reason);
	document_release(&d);
}

static void test_hostile(void)
{
	/* html and body stand around the elements, the text inside. */
	check_page("elements as deep as allowed", "<div>", HTML_DEPTH_MAX - 2, "text", NULL);
	check_page("elements one deeper", "<div>", HTML_DEPTH_MAX - 1, "text", "deep inside one another");
	check_page("10,000 nested elements", "<b><div>", 10000, "text", "deep inside one another");
	check_page("nothing but scripts", "<script>x</script>", 100, "", "no text");
	check_page("many open links", "<a href=#x>1", 2000, "<p id=x>", NULL);
	check_page("lists deeper than they are numbered", "<ol><li>x", 300, "", NULL);
	check_page("an element cut short", "<p>text</p><div class=\"", 1, "", NULL);
}

/* One note called many times, and many notes. */
static void test_many_notes(void)
{
	struct buf page;
	struct document d;
	char *reason = NULL;
	size_t notes = 0, joined = 0;

	buf_init(&page);
	for (int i = 1; i <= 5000; i++)
		buf_addf(&page, "<p>Text<sup><a href=\"#n%d\">%d</a></sup></p>", i, i % 10000);
	for (int i = 1; i <= 5000; i++)
		buf_addf(&page, "<p id=n%d>%d. Note</p>", i, i % 10000);
	document_init(&d);
	if (tap_ok(html_read(&d, buf_span(&page), &reason), "a page of 5,000 notes is read")) {
		for (size_t i = 0; i < d.segment_count; i++)
			notes += d.segments[i].kind == SEGMENT_NOTE;
		for (size_t i = 0; i < d.call_count; i++)
			joined += d.calls[i].note == 5000 + i;
		tap_ok(notes == 5000 && joined == 5000, "each call meets its note");
	}
	free(reason);
	document_release(&d);
	buf_release(&page);
}

/* ---- pages of the world ---- */

/* Counted in the files: the title, the Preamble and 30 articles; the numbered paragraphs of 13 of them. */
static const struct page_case {
	const char *file, *title, *language;
	size_t headings, numbered;
} pages[] = {
        {"udhr-eng.html", "Universal Declaration of Human Rights", "en", 32, 32},
        {"udhr-fra.html", "Déclaration universelle des droits de l’homme", "fr", 32, 32},
        {"udhr-spa.html", "Declaración Universal de Derechos Humanos", "es", 32, 32},
        {"udhr-rus.html", "Всеобщая декларация прав человека", "ru", 32, 32},
        {"udhr-kaz.html", "АДАМ ҚҰҚЫҚТАРЫНЫҢ ЖАЛПЫҒА БІРДЕЙ ДЕКЛАРАЦИЯСЫ", "kk", 32, 32},
        {"udhr-arb.html", "الإعلان العالمي لحقوق الإنسان", "ar", 32, 32},
};

static void check_shared(const struct page_case *c)
{
	char path[100];
	struct buf bytes;
	struct document d;
	char *reason = NULL;
	size_t headings = 0, numbered = 0;

	snprintf(path, sizeof path, "../shared/formats/%s", c->file);
	buf_init(&bytes);
	document_init(&d);
	if (!cases_file(path, &bytes)) {
		tap_skip("../shared is not there", "%s", c->file);
	} else if (tap_ok(html_read(&d, buf_span(&bytes), &reason), "%s is read", c->file)) {
		for (size_t i = 0; i < d.segment_count; i++) {
			headings += d.segments[i].kind == SEGMENT_HEADING;
			numbered += d.segments[i].label.end > d.segments[i].label.start;
		}
		tap_ok(d.front.title != NULL && strcmp(d.front.title, c->title) == 0, "%s: title", c->file);
		tap_ok(d.front.language != NULL && strcmp(d.front.language, c->language) == 0, "%s: language", c->file);
		tap_ok(headings == c->headings && numbered == c->numbered, "%s: %zu headings, %zu numbers", c->file, c->headings, c->numbered);
	}
	free(reason);
	document_release(&d);
	buf_release(&bytes);
}

int main(void)
{
	cases_run("tests/cases/html.txt", 32, html_read);
	test_encodings();
	test_hostile();
	test_many_notes();
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
		check_shared(&pages[i]);
	return tap_done();
}
