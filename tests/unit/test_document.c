#include "formats/document.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

/* What format_detect says of bytes: a format, or a part of the reason. */
static const struct detect_case {
	const char *what, *name, *bytes;
	size_t len;
	enum format format;
	const char *reason;
} detects[] = {
#define CASE(what, name, bytes, format, reason) {what, name, bytes, sizeof bytes - 1, format, reason}
	CASE("plain text", "a.txt", "Text.\n", FORMAT_TEXT, NULL),
	CASE("Markdown", "a.md", "# Text\n", FORMAT_TEXT, NULL),
	CASE("Markdown that begins with an element", "a.md", "<p align=center>Text</p>\n", FORMAT_TEXT, NULL),
	CASE("a text about tags", "a.txt", "<b> is bold.\n", FORMAT_TEXT, NULL),
	CASE("a text that begins like a signature", "a.txt", "GIF89a is a format of pictures.\n", FORMAT_UNKNOWN, "image/gif"),
	CASE("a text that begins with a short signature", "a.txt", "BZh is how the archive begins.\n", FORMAT_TEXT, NULL),
	CASE("a text that names PDF", "a.txt", "The file begins with %PDF-1.4 and ends later.\n", FORMAT_TEXT, NULL),
	CASE("a text in brackets", "a.txt", "[Translated from French]\nText.\n", FORMAT_TEXT, NULL),
	CASE("a text in braces", "a.txt", "{\\it Text} in braces.\n", FORMAT_TEXT, NULL),
	CASE("an empty file", "a.txt", "", FORMAT_UNKNOWN, "empty"),
	CASE("white space alone", "a.txt", " \n\t\r\n\f", FORMAT_UNKNOWN, "empty"),
	CASE("a byte-order mark alone", "a.txt", "\xEF\xBB\xBF\n", FORMAT_UNKNOWN, "empty"),
	CASE("a PDF", "a.txt", "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", FORMAT_PDF, NULL),
	CASE("a PDF after some bytes", "a.txt", "\0\0\n%PDF-1.4\n", FORMAT_PDF, NULL),
	CASE("a PNG", "a.txt", "\x89PNG\r\n\x1a\n....", FORMAT_UNKNOWN, "(image/png): as a PDF"),
	CASE("a JPEG", "a.txt", "\xFF\xD8\xFF\xE0....", FORMAT_UNKNOWN, "(image/jpeg)"),
	CASE("an ELF program", "a.txt", "\x7F" "ELF\2\1\1\0", FORMAT_UNKNOWN, "(application/x-executable)"),
	CASE("gzip", "a.txt", "\x1F\x8B\x08\0", FORMAT_UNKNOWN, "(application/gzip)"),
	CASE("Zip", "a.txt", "PK\x03\x04\x14\0\0\0", FORMAT_UNKNOWN, "(application/zip): unpack it"),
	CASE("Zip named as a document", "a.docx", "PK\x03\x04\x14\0\0\0", FORMAT_UNKNOWN, "damaged: no document"),
	CASE("a workbook named as a document", "a.docx", "PK\x03\x04....xl/workbook.xml", FORMAT_UNKNOWN, "sheet): save it as PDF or CSV"),
	CASE("a Word document", "a.txt", "PK\x03\x04\x14\0\0\0....word/document.xml....", FORMAT_DOCX, NULL),
	CASE("an OpenDocument text", "a.odt", "PK\x03\x04........................mimetypeapplication/vnd.oasis.opendocument.text", FORMAT_ODT, NULL),
	CASE("an EPUB", "a.zip", "PK\x03\x04........................mimetypeapplication/epub+zip", FORMAT_EPUB, NULL),
	CASE("an EPUB without its type", "a.zip", "PK\x03\x04........................META-INF/container.xml", FORMAT_EPUB, NULL),
	CASE("several messages", "a.mbox", "From a@x Mon\nFrom: a@x\nSubject: S\n\nText\n\nFrom b@x Tue\nFrom: b@x\n\nText\n", FORMAT_UNKNOWN, "(application/mbox): save each message"),
	CASE("an old Word document", "a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", FORMAT_UNKNOWN, "(application/msword): save it as DOCX"),
	CASE("RTF", "a.txt", "{\\rtf1\\ansi text}", FORMAT_RTF, NULL),
	CASE("HTML", "a.txt", "\n<!DOCTYPE html>\n<html>", FORMAT_HTML, NULL),
	CASE("HTML after a byte-order mark", "a.txt", "\xEF\xBB\xBF<HTML lang=en>", FORMAT_HTML, NULL),
	CASE("HTML after a comment", "a.txt", "<!-- saved from url=(0014)about:internet -->\r\n<html>", FORMAT_HTML, NULL),
	CASE("HTML in UTF-16", "a.txt", "\xFF\xFE<\0h\0t\0m\0l\0>\0", FORMAT_HTML, NULL),
	CASE("XML", "a.txt", "<?xml version='1.0'?><a/>", FORMAT_UNKNOWN, "(application/xml)"),
	CASE("XHTML", "a.txt", "<?xml version='1.0'?><html xmlns='x'/>", FORMAT_HTML, NULL),
	CASE("JSON", "a.txt", "{\n \"a\": 1\n}\n", FORMAT_UNKNOWN, "(application/json)"),
	CASE("a JSON list", "a.txt", "[1, 2]\n", FORMAT_UNKNOWN, "(application/json)"),
	CASE("JSON lines by content", "a.txt", "\n{\"id\": \"1\", \"text\": \"A\"}\n{\"id\": \"2\", \"text\": \"B\"}\n", FORMAT_JSON_LINES, NULL),
	CASE("JSON lines by name", "a.JSONL", "{broken\n", FORMAT_JSON_LINES, NULL),
	CASE("JSON lines of something else", "a.txt", "{\"a\": 1}\n{\"a\": 2}\n", FORMAT_UNKNOWN, "(application/json)"),
#undef CASE
};

static void test_detect(void)
{
	for (size_t i = 0; i < sizeof detects / sizeof *detects; i++) {
		const struct detect_case *t = &detects[i];
		char *reason = NULL;
		enum format format = format_detect(span_make(t->bytes, t->len), span_of(t->name), &reason);
		bool good = format == t->format && (t->reason == NULL ? reason == NULL
		                                                      : reason != NULL && strstr(reason, t->reason) != NULL);

		if (!tap_ok(good, "detect: %s", t->what))
			tap_note("format %d, %s", (int)format, reason == NULL ? "" : reason);
		free(reason);
	}
}

/* Text files: where the body begins, what front matter says, how many pages. */
static const struct read_case {
	const char *what, *name, *bytes;
	const char *body; /* what stands at the body's first byte; NULL: not read */
	const char *title, *publishers; /* publishers joined by "|"; NULL: none */
	size_t pages;
} reads[] = {
	{"plain text", "a.txt", "Text.\n", "Text.", NULL, NULL, 0},
	{"a byte-order mark is skipped", "a.txt", "\xEF\xBB\xBFText.\n", "Text.", NULL, NULL, 0},
	{"front matter", "a.md", "---\ntitle: A title\npublisher: One\n---\n# Text\n", "# Text", "A title", "One", 0},
	{"a quoted title over two lines", "a.md", "---\ntitle: \"A title: of\n  two lines\"\npublisher: One\n---\nText\n", "Text", "A title: of two lines", "One", 0},
	{"a quoted title that does not end", "a.md", "---\ntitle: \"A title\npublisher: One\n---\nText\n", "Text", "A title", "One", 0},
	{"signs of Markdown in a title", "a.md", "---\ntitle: \\[2019\\] LK 7 \\| a\\b\n---\nText\n", "Text", "[2019] LK 7 | a\\b", NULL, 0},
	{"front matter after a mark, with CR LF", "a.md", "\xEF\xBB\xBF---\r\ntitle: A\r\n---\r\nText\r\n", "Text", "A", NULL, 0},
	{"front matter that ends in stops", "a.md", "---\ntitle: A\n...\nText\n", "Text", "A", NULL, 0},
	{"double quotes", "a.md", "---\ntitle: \"A \\\"b\\\": c # d\"\n---\nText\n", "Text", "A \"b\": c # d", NULL, 0},
	{"single quotes", "a.md", "---\ntitle: 'It''s: A'\n---\nText\n", "Text", "It's: A", NULL, 0},
	{"a comment after a value", "a.md", "---\n# all of it\ntitle: A # note\n---\nText\n", "Text", "A", NULL, 0},
	{"a colon and a hash inside a value", "a.md", "---\ntitle: Kazakhstan: report#2\n---\nText\n", "Text", "Kazakhstan: report#2", NULL, 0},
	{"a list in brackets", "a.md", "---\npublisher: [One, \"Two, Ltd\", 'Three']\n---\nText\n", "Text", NULL, "One|Two, Ltd|Three", 0},
	{"a list in lines", "a.md", "---\npublishers:\n  - One\n  - \"Two\"\ntitle: A\n---\nText\n", "Text", "A", "One|Two", 0},
	{"a folded value", "a.md", "---\ntitle: >\n  A long\n  title\n---\nText\n", "Text", "A long title", NULL, 0},
	{"a value that goes on in the next line", "a.md", "---\ntitle: A long\n  title\n---\nText\n", "Text", "A long title", NULL, 0},
	{"null", "a.md", "---\ntitle: null\npublisher: ~\n---\nText\n", "Text", NULL, NULL, 0},
	{"unknown keys are left", "a.md", "---\ntags: [a, b]\nlayout: page\n---\nText\n", "Text", NULL, NULL, 0},
	{"a rule is no front matter", "a.md", "---\n\nText: of a kind.\n\nMore.\n\n---\nEnd\n", "---", NULL, NULL, 0},
	{"a rule and its end", "a.md", "---\n---\nText\n", "---", NULL, NULL, 0},
	{"front matter that does not end", "a.md", "---\ntitle: A\n\n", "---", NULL, NULL, 0},
	{"a time is no key", "a.txt", "---\n10:30 begins\n---\nText\n", "---", NULL, NULL, 0},
	{"form feeds part pages", "a.txt", "One\n\fTwo\n\fThree\n", "One", NULL, NULL, 3},
	{"a form feed at the end begins no page", "a.txt", "One\n\fTwo\n\f", "One", NULL, NULL, 2},
	{"a single page", "a.txt", "One\n\f\n", "One", NULL, NULL, 1},
	{"an empty page counts", "a.txt", "One\n\f\fThree\n", "One", NULL, NULL, 3},
	{"an empty file", "a.txt", "", NULL, NULL, NULL, 0},
	{"no-break spaces alone", "a.txt", "\xC2\xA0\n\xC2\xA0\n", NULL, NULL, NULL, 0},
};

static bool publishers_are(const struct metadata *m, const char *wanted)
{
	struct buf joined;
	bool same;

	buf_init(&joined);
	for (size_t i = 0; i < m->publisher_count; i++)
		buf_addf(&joined, "%s%s", i == 0 ? "" : "|", m->publishers[i]);
	same = strcmp(joined.data, wanted == NULL ? "" : wanted) == 0;
	if (!same)
		tap_note("publishers %s", joined.data);
	buf_release(&joined);
	return same;
}

static bool same_string(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static void test_read(void)
{
	for (size_t i = 0; i < sizeof reads / sizeof *reads; i++) {
		const struct read_case *t = &reads[i];
		struct document d;
		char *reason = NULL;
		bool good, done;

		document_init(&d);
		done = document_read(&d, span_of(t->bytes), span_of(t->name), &reason);
		if (t->body == NULL)
			good = !done && reason != NULL && strcmp(reason, "empty") == 0;
		else
			good = done && strncmp(d.text.data + d.body, t->body, strlen(t->body)) == 0 &&
			       strcmp(d.text.data, t->bytes) == 0 && d.encoding == NULL &&
			       same_string(d.front.title, t->title) && publishers_are(&d.front, t->publishers) &&
			       d.page_count == t->pages;
		if (!tap_ok(good, "read: %s", t->what))
			tap_note("body %zu, title %s, %zu pages, %s", d.body, d.front.title == NULL ? "none" : d.front.title,
			         d.page_count, reason == NULL ? "" : reason);
		free(reason);
		document_release(&d);
	}
}

static void test_pages(void)
{
	struct document d;
	char *reason = NULL;

	document_init(&d);
	document_read(&d, span_of("One\n\fTwo\n"), span_of("a.txt"), &reason);
	tap_ok(d.page_count == 2 && d.pages[0].start == 0 && d.pages[0].physical == 1 && d.pages[1].start == 5 &&
	               d.pages[1].physical == 2 && d.pages[1].label.len == 0,
	       "a page begins after its form feed, and no label is made up");
	document_release(&d);
}

static void test_style_and_encoding(void)
{
	struct document d;
	char *reason = NULL;

	document_init(&d);
	tap_ok(document_read(&d, span_of("Text"), span_of("A.MD"), &reason) && d.style == STYLE_MARKDOWN, "Markdown by name");
	document_release(&d);
	document_init(&d);
	tap_ok(document_read(&d, span_make("\xFF\xFE" "T\0e\0x\0t\0", 10), span_of("a.txt"), &reason) &&
	               strcmp(d.text.data, "Text") == 0 && strcmp(d.encoding, "UTF-16LE") == 0 && d.body == 0,
	       "UTF-16 is converted, and says so");
	document_release(&d);
	document_init(&d);
	tap_ok(!document_read(&d, span_of("Almaty\x92s"), span_of("a.txt"), &reason) && strstr(reason, "iconv") != NULL,
	       "what is not certain is refused with the remedy");
	free(reason);
	document_release(&d);
}

/* Front matter whose block is `size` bytes, closing rule included. */
static bool reads_block(size_t size)
{
	struct document d;
	struct buf b;
	char *reason = NULL;
	bool read;

	buf_init(&b);
	buf_add_str(&b, "---\ntitle: A\nnote: ");
	while (b.len < size - strlen("\n---\n"))
		buf_add_char(&b, 'x');
	buf_add_str(&b, "\n---\nText\n");
	document_init(&d);
	read = document_read(&d, buf_span(&b), span_of("a.md"), &reason) && d.body == size;
	free(reason);
	document_release(&d);
	buf_release(&b);
	return read;
}

int main(void)
{
	test_detect();
	test_read();
	test_pages();
	test_style_and_encoding();
	tap_ok(reads_block(FRONT_MATTER_MAX), "front matter of the greatest length is read");
	tap_ok(!reads_block(FRONT_MATTER_MAX + 1), "a longer one is text");
	return tap_done();
}
