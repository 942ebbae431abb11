/* Reading RTF: cases in tests/cases/rtf.txt, code pages, and what is cut short or too deep. */
#include "formats/readers.h"

#include "formats/held.h"
#include "formats/rtf_text.h"
#include "tests/unit/reader_cases.h"

static const char head[] = "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fnil\\fcharset0 Times;}{\\f1\\fcharset204 Times CYR;}"
	"{\\f2\\fcharset2 Symbol;}{\\f3\\fcharset128 Mincho;}}{\\colortbl;\\red0\\green0\\blue0;}"
	"{\\stylesheet{Normal;}{\\s1\\sbasedon0 heading 1;}{\\s2\\outlinelevel1 Own;}{\\s3 Title;}{\\s4\\sbasedon1 Own too;}{\\s5 toc 1;}{\\s6 Quote;}"
	"{\\s7\\sbasedon7 Loop;}{\\*\\cs10 Default Font;}}{\\info{\\title The title of the file}{\\author A}}";

static bool read_body(struct document *d, struct span body, char **reason)
{
	struct buf b;
	bool good;

	buf_init(&b);
	buf_add_str(&b, head);
	buf_add_span(&b, body);
	buf_add_str(&b, "}");
	good = rtf_read(d, buf_span(&b), reason);
	buf_release(&b);
	return good;
}

static void check(const char *what, struct span rtf, const char *expected)
{
	struct document d;
	struct buf got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&got);
	if (rtf_read(&d, rtf, &reason))
		dump_document(&got, &d);
	if (!tap_ok(strcmp(reason != NULL ? reason : got.data, expected) == 0, "%s", what))
		tap_note("%s %s", reason == NULL ? "" : reason, got.data);
	free(reason);
	buf_release(&got);
	document_release(&d);
}

static void test_encodings(void)
{
	check("the document's code page", span_of("{\\rtf1\\ansi\\ansicpg1251 \\'cf\\'f0\\'e8\\'e2\\'e5\\'f2}"), "P Привет\n");
	check("bytes that are not escaped", span_of("{\\rtf1\\ansi\\ansicpg1251 \xCF\xF0\xE8\xE2\xE5\xF2}"), "P Привет\n");
	check("a Macintosh", span_of("{\\rtf1\\mac caf\\'8e}"), "P café\n");
	check("a font of the document's own page", span_of("{\\rtf1\\ansicpg1251{\\fonttbl{\\f0\\fcharset1 A;}}\\f0\\'cf}"), "P П\n");
	check("a font's own page", span_of("{\\rtf1\\ansicpg1252{\\fonttbl{\\f0\\cpg1253 A;}}\\f0\\'e1}"), "P α\n");
	check("a page that nobody knows leaves the usual one", span_of("{\\rtf1\\ansicpg99999 caf\\'e9}"), "P café\n");
	check("a byte that the page does not have", span_of("{\\rtf1\\ansicpg1253 a\\'d2 b}"), "P a\xEF\xBF\xBD b\n");
	check("UTF-8 as a page", span_of("{\\rtf1\\ansicpg65001 \xD0\x9F}"), "P П\n");
}

/* So many groups around a text. */
static void check_depth(const char *what, size_t depth, const char *expected)
{
	struct buf b;

	buf_init(&b);
	buf_add_str(&b, "{\\rtf1 ");
	for (size_t i = 1; i < depth; i++)
		buf_add_char(&b, '{');
	buf_add_str(&b, "text");
	for (size_t i = 0; i < depth; i++)
		buf_add_char(&b, '}');
	check(what, buf_span(&b), expected);
	buf_release(&b);
}

/* Notes or boxes inside one another: nothing crashes, and the outermost text is there. */
static void check_frames(const char *what, const char *open, const char *expected)
{
	struct buf b;

	buf_init(&b);
	buf_add_str(&b, "{\\rtf1 out");
	for (size_t i = 0; i < 3 * RTF_FRAMES_MAX; i++)
		buf_add_str(&b, open);
	for (size_t i = 0; i < 3 * RTF_FRAMES_MAX; i++)
		buf_add_char(&b, '}');
	buf_add_str(&b, "side}");
	check(what, buf_span(&b), expected);
	buf_release(&b);
}

static void test_hostile(void)
{
	check("cut short", span_of("{\\rtf1 text {\\b more"), "cut short: its groups are not closed");
	check("nothing but a head", span_of("{\\rtf1}"), "no text in it");
	check("no RTF", span_of("text"), "not RTF that can be read");
	check("text after the end", span_of("{\\rtf1 text}}}{\\rtf1 more}"), "P text\n");
	check("binary data that is longer than the file", span_of("{\\rtf1 text\\bin99999 }"), "cut short: its groups are not closed");
	check("an escape at the end", span_of("{\\rtf1 text\\'"), "cut short: its groups are not closed");
	check("numbers out of range", span_of("{\\rtf1\\s99999999999\\f-5\\uc-3\\ilvl99\\outlinelevel-1\\u99999999999 text}"), "P ext\n");
	check("as many signs for old programs as we pass over", span_of("{\\rtf1\\uc16\\u1078 0123456789abcdefgh}"), "P \xD0\xB6gh\n");
	check("one more is not believed", span_of("{\\rtf1\\uc17\\u1078 0123456789abcdefgh}"), "P \xD0\xB6" "123456789abcdefgh\n");
	check("a style that stands upon itself", span_of("{\\rtf1{\\stylesheet{\\s1\\sbasedon1 A;}}\\s1 text}"), "P text\n");
	check("NUL bytes", span_make("{\\rtf1 te\0xt}", 14), "P text\n");
	check("rows and cells without a table", span_of("{\\rtf1\\row\\cell\\nestrow\\cell text\\row}"), "P text\n");
	check_depth("as many groups as we read", RTF_GROUPS_MAX, "P text\n");
	check_depth("one more", RTF_GROUPS_MAX + 1, "groups stand too deep inside one another");
	check_frames("notes inside notes", "{\\footnote in", "P out^side\nN in\n");
	check_frames("boxes inside boxes", "{\\shptxt in", "P in\nP in\nP in\nP in\nP in\nP in\nP in\nP outside\n");
}

/* Fonts, styles and marks up to the last that is told apart, and one more. */
static void test_limits(void)
{
	static const char last[] = "{\\rtf1\\ansicpg1252{\\fonttbl{\\f%d\\fcharset204 A;}}{\\stylesheet{\\s%d heading 1;}}\\s%d\\f%d\\'cf}";
	struct buf b;

	buf_init(&b);
	buf_addf(&b, last, RTF_FONTS_MAX - 1, RTF_STYLES_MAX - 1, RTF_STYLES_MAX - 1, RTF_FONTS_MAX - 1);
	check("the last font and style", buf_span(&b), "H1 П\n");
	buf_clear(&b);
	buf_addf(&b, last, RTF_FONTS_MAX, RTF_STYLES_MAX, RTF_STYLES_MAX, RTF_FONTS_MAX);
	check("those beyond it are as the document is", buf_span(&b), "P Ï\n");
	for (int more = 0; more <= 1; more++) {
		buf_clear(&b);
		buf_addf(&b, "{\\rtf1{\\stylesheet{\\s%d heading 1;}", RTF_BASED_MAX - 1 + more);
		for (int i = 0; i < RTF_BASED_MAX - 1 + more; i++)
			buf_addf(&b, "{\\s%d\\sbasedon%d Own;}", i, i + 1);
		buf_addf(&b, "}\\s0 text}");
		check(more ? "one more" : "as many styles as stand upon one another", buf_span(&b), more ? "P text\n" : "H1 text\n");
	}
	check("the longest mark of a note", span_of("{\\rtf1 out{\\super 1234567890123456}{\\footnote in}}"), "P out^1234567890123456\nN1234567890123456 in\n");
	check("a longer one is text", span_of("{\\rtf1 out{\\super 12345678901234567}{\\footnote in}}"), "P out¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷^\nN in\n");
	buf_release(&b);
}

static void check_notes(size_t count)
{
	struct buf b;
	struct document d;
	char *reason = NULL;

	buf_init(&b);
	document_init(&d);
	buf_add_str(&b, "{\\rtf1 ");
	for (size_t i = 0; i < count; i++)
		buf_add_str(&b, "Text{\\super\\chftn}{\\footnote{\\super\\chftn} Note.}\\par ");
	buf_add_str(&b, "}");
	tap_ok(rtf_read(&d, buf_span(&b), &reason) && d.call_count == count && d.segment_count == 2 * count &&
	       d.calls[count - 1].note == d.segment_count - 1, "%zu notes", count);
	free(reason);
	document_release(&d);
	buf_release(&b);
}

static void test_title(void)
{
	struct document d;
	char *reason = NULL;

	document_init(&d);
	tap_ok(read_body(&d, span_of("\\pard The title of the file\\par text\\par"), &reason) && d.front.title != NULL &&
	       strcmp(d.front.title, "The title of the file") == 0, "a title that the text bears out");
	free(reason);
	document_release(&d);
}

static void test_held(void)
{
	struct held h;

	held_init(&h);
	held_open_rtf(&h, span_of("{\\rtf1\\ansicpg1251{\\fonttbl{\\f0\\fcharset161 A;}{\\f1\\fcharset161 B;}\\cpg866\\fcharset99999\\ansicpg"));
	tap_ok(h.count == 4, "the code pages of a file are opened, each once");
	held_release(&h);
}

int main(void)
{
	cases_run("tests/cases/rtf.txt", 14, read_body);
	test_encodings();
	test_hostile();
	test_limits();
	check_notes(tap_scale(100000));
	test_title();
	test_held();
	return tap_done();
}
