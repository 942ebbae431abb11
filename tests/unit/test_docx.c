/* Reading Word documents: cases in tests/cases/docx.txt, hostile archives, and the files of ../shared/formats. */
#include "formats/readers.h"

#include "formats/xml.h"
#include "formats/zip.h"
#include "tests/unit/made_zip.h"
#include "tests/unit/reader_cases.h"

#define SPACES "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' " \
               "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' " \
               "xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"
#define STYLE(id, name, more) "<w:style w:type='paragraph' w:styleId='" id "'><w:name w:val='" name "'/>" more "</w:style>"
#define LEVEL(level, format, text, more) "<w:lvl w:ilvl='" level "'><w:start w:val='1'/><w:numFmt w:val='" format "'/>" more "<w:lvlText w:val='" text "'/></w:lvl>"
#define NUMBER(id, abstract, more) "<w:num w:numId='" id "'><w:abstractNumId w:val='" abstract "'/>" more "</w:num>"
#define NOTE(kind, id, more) "<w:" kind " w:id='" id "'>" more "</w:" kind ">"
#define TEXT(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"

static const char styles[] = "<w:styles " SPACES ">"
	STYLE("Title", "Title", "") STYLE("H1", "heading 1", "") STYLE("Based", "Own", "<w:basedOn w:val='H2'/>")
	STYLE("H2", "Überschrift 2", "<w:pPr><w:outlineLvl w:val='1'/></w:pPr>") STYLE("Toc1", "toc 1", "") STYLE("Quot", "Ju_Quot", "")
	STYLE("Numbered", "Numbered", "<w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr>")
	STYLE("HChG", "_ H _Ch_G", "") STYLE("H1G", "_ H_1_G", "") STYLE("H23G", "_ H_2/3_G", "") STYLE("SingleG", "_ Single Txt_G", "")
	STYLE("Hidden", "Hidden", "<w:rPr><w:vanish/></w:rPr>") STYLE("Below", "Below", "<w:basedOn w:val='Hidden'/>")
	STYLE("Seen", "Seen", "<w:basedOn w:val='Hidden'/><w:rPr><w:vanish w:val='0'/></w:rPr>")
	"<w:style w:type='character' w:default='1' w:styleId='Struck'><w:rPr><w:strike/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Veil'><w:rPr><w:vanish/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='VeilStruck'><w:basedOn w:val='Veil'/><w:rPr><w:strike/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Bare'><w:basedOn w:val='VeilStruck'/><w:rPr><w:strike w:val='0'/><w:vanish w:val='0'/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Plain'><w:basedOn w:val='Veil'/><w:rPr><w:strike w:val='0'/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Lifted'><w:basedOn w:val='Plain'/><w:rPr><w:vanish w:val='0'/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Orphan'><w:basedOn w:val='Nowhere'/><w:rPr><w:vanish/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='Up'><w:rPr><w:vertAlign w:val='superscript'/></w:rPr></w:style>"
	"<w:style w:type='character' w:styleId='UpToo'><w:basedOn w:val='Up'/></w:style>"
	"<w:style w:type='character' w:styleId='Down'><w:basedOn w:val='Up'/><w:rPr><w:vertAlign w:val='baseline'/></w:rPr></w:style>"
	STYLE("AllUp", "AllUp", "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>")
	STYLE("Loop", "Loop", "<w:basedOn w:val='Loop'/>") "</w:styles>";

static const char numbering[] = "<w:numbering " SPACES ">"
	"<w:abstractNum w:abstractNumId='0'>" LEVEL("0", "decimal", "%1.", "") LEVEL("1", "lowerLetter", "(%2)", "")
	LEVEL("2", "upperRoman", "%1.%2.%3", "<w:isLgl/>") "</w:abstractNum>"
	"<w:abstractNum w:abstractNumId='1'>" LEVEL("0", "bullet", "\xEF\x82\xB7", "") LEVEL("1", "bullet", "o", "") "</w:abstractNum>"
	"<w:abstractNum w:abstractNumId='2'>" LEVEL("0", "decimal", "Article %1", "") "</w:abstractNum>"
	"<w:abstractNum w:abstractNumId='3'>" LEVEL("0", "decimal", "%1.", "") LEVEL("1", "lowerRoman", "(%2)", "<w:pStyle w:val='Numbered'/>") "</w:abstractNum>"
	NUMBER("1", "0", "") NUMBER("2", "0", "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='14'/></w:lvlOverride>")
	NUMBER("3", "1", "") NUMBER("4", "2", "") NUMBER("5", "3", "") "</w:numbering>";

static const char footnotes[] = "<w:footnotes " SPACES ">"
	"<w:footnote w:type='separator' w:id='0'>" TEXT("separator") "</w:footnote>"
	NOTE("footnote", "2", "<w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>. First note.</w:t></w:r></w:p>")
	NOTE("footnote", "3", TEXT("Second note") TEXT("goes on.")) NOTE("footnote", "4", TEXT("With a star.")) "</w:footnotes>";

static const char endnotes[] = "<w:endnotes " SPACES ">" NOTE("endnote", "2", TEXT("An endnote.")) "</w:endnotes>";

static void make_document(struct buf *xml, struct span body)
{
	buf_add_str(xml, "<?xml version='1.0'?><w:document " SPACES "><w:body>");
	buf_add_span(xml, body);
	buf_add_str(xml, "</w:body></w:document>");
}

static bool read_body(struct document *d, struct span body, char **reason)
{
	struct buf xml, zip;
	bool good;

	buf_init(&xml);
	buf_init(&zip);
	make_document(&xml, body);
	made_zip(&zip, (struct made_member[]){{"word/document.xml", buf_span(&xml), 0}, {"word/styles.xml", span_of(styles), 0},
	        {"word/numbering.xml", span_of(numbering), 0}, {"word/footnotes.xml", span_of(footnotes), 0}, {"word/endnotes.xml", span_of(endnotes), 0}}, 5);
	good = docx_read(d, buf_span(&zip), reason);
	buf_release(&xml);
	buf_release(&zip);
	return good;
}

/* ---- archives ---- */

static void check_zip(const char *what, struct span zip, const char *expected)
{
	struct document d;
	struct buf got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&got);
	if (docx_read(&d, zip, &reason))
		dump_document(&got, &d);
	if (!tap_ok(reason != NULL ? strstr(reason, expected) != NULL : strcmp(got.data, expected) == 0, "%s", what))
		tap_note("%s %s", reason == NULL ? "" : reason, got.data);
	free(reason);
	buf_release(&got);
	document_release(&d);
}

static void check_members(const char *what, const struct made_member *members, size_t count, const char *expected)
{
	struct buf zip;

	buf_init(&zip);
	made_zip(&zip, members, count);
	check_zip(what, buf_span(&zip), expected);
	buf_release(&zip);
}

#define DOCUMENT "<w:document " SPACES "><w:body>" TEXT("Text") "</w:body></w:document>"
#define RELATIONS "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' " \
                  "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='"
#define CORE(title) "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>" title "</dc:title></c>"
#define MEMBER(name, bytes) {name, {bytes, sizeof bytes - 1}, 0}

static void test_archives(void)
{
	check_members("the document where the package says it is", (struct made_member[]){MEMBER("_rels/.rels", RELATIONS "/x/main.xml'/></Relationships>"),
	              MEMBER("word/document.xml", "<no"), MEMBER("x/main.xml", DOCUMENT)}, 3, "P Text\n");
	check_members("names that lead out of the archive are names", (struct made_member[]){MEMBER("../../tmp/x", "x"), MEMBER("/etc/passwd", "x"),
	              MEMBER("word/document.xml", DOCUMENT)}, 3, "P Text\n");
	check_members("a name that is not ASCII", (struct made_member[]){MEMBER("word/é.xml", "x"), MEMBER("word/document.xml", DOCUMENT)}, 2, "P Text\n");
	check_members("the package leads nowhere", (struct made_member[]){MEMBER("_rels/.rels", RELATIONS "../../../etc/passwd'/></Relationships>"),
	              MEMBER("word/document.xml", DOCUMENT)}, 2, "no document in it");
	check_members("nothing but another file", (struct made_member[]){MEMBER("word/document.xml", "<w:document " SPACES "><w:body><w:altChunk/></w:body></w:document>")}, 1,
	              "1 file inside it is not searched");
	check_members("no document", (struct made_member[]){MEMBER("word/other.xml", DOCUMENT)}, 1, "no document in it");
	check_members("a title that the text bears out", (struct made_member[]){MEMBER("word/document.xml", "<w:document " SPACES "><w:body>" TEXT("The long  report") "</w:body></w:document>"),
	              MEMBER("docProps/core.xml", CORE("The Long Report"))}, 2, "title: The Long Report\nP The long report\n");
	check_members("a title that it does not", (struct made_member[]){MEMBER("word/document.xml", DOCUMENT), MEMBER("docProps/core.xml", CORE("ECHR"))}, 2, "P Text\n");
	check_members("languages of styles and properties", (struct made_member[]){MEMBER("word/document.xml", DOCUMENT),
	              MEMBER("word/styles.xml", "<w:styles " SPACES "><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='ru-RU' w:eastAsia='zh-CN'/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>"),
	              MEMBER("docProps/core.xml", "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:language>kk-KZ</dc:language></c>")}, 3, "declared: ru kk\nP Text\n");
	check_members("not well-formed", (struct made_member[]){MEMBER("word/document.xml", "<w:document " SPACES "><w:body><w:p>")}, 1, "the document: ");
	check_members("an external entity", (struct made_member[]){MEMBER("word/document.xml",
	              "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><w:document " SPACES "><w:body>" TEXT("&e;") "</w:body></w:document>")}, 1, "it declares entities");
	check_members("a billion laughs", (struct made_member[]){MEMBER("word/document.xml",
	              "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:document " SPACES "/>")}, 1, "it declares entities");
}

static void test_inserted(void)
{
	struct document d;
	char *reason = NULL;

	document_init(&d);
	tap_ok(read_body(&d, span_of(TEXT("Own text.") "<w:altChunk/><w:subDoc/>"), &reason) && d.remark != NULL &&
	       strstr(d.remark, "2 files inside it are not searched") != NULL, "files that only Word puts in are said");
	free(reason);
	document_release(&d);
}

static void test_truncated(void)
{
	struct buf zip;
	size_t refused = 0, tried = 0;

	buf_init(&zip);
	made_zip(&zip, (struct made_member[]){MEMBER("word/document.xml", DOCUMENT), MEMBER("word/styles.xml", "<x/>")}, 2);
	for (size_t len = 0; len < zip.len; len += 7, tried++) {
		struct document d;
		char *reason = NULL;

		document_init(&d);
		refused += !docx_read(&d, span_make(zip.data, len), &reason) && reason != NULL;
		free(reason);
		document_release(&d);
	}
	tap_ok(refused == tried, "an archive cut short anywhere is refused");
	for (size_t i = 0; i < zip.len; i++) {
		struct document d;
		char *reason = NULL;

		zip.data[i] = (char)~zip.data[i];
		document_init(&d);
		if (docx_read(&d, buf_span(&zip), &reason) == (reason != NULL))
			tap_ok(false, "a spoilt archive is read or refused");
		free(reason);
		document_release(&d);
		zip.data[i] = (char)~zip.data[i];
	}
	buf_release(&zip);
}

/* A member of so many spaces beside the document. */
static void check_size(const char *what, size_t bytes, const char *filler, const char *expected)
{
	struct buf document, zip;

	buf_init(&document);
	buf_init(&zip);
	made_zip(&document, (struct made_member[]){MEMBER("word/document.xml", DOCUMENT)}, 1);
	made_zip_spaces(&zip, &document, filler, bytes / MADE_BLOCK);
	check_zip(what, buf_span(&zip), expected);
	buf_release(&document);
	buf_release(&zip);
}

static void test_sizes(void)
{
	check_size("as much as is free of the ratio", ZIP_RATIO_FREE - 1024 * 1024, "word/settings.xml", "settings.xml: no element found");
	check_size("more than the ratio", ZIP_RATIO_FREE * 2, "word/settings.xml", "more than 300 times");
	check_size("a document that unpacks to 2 GB", (size_t)2 * 1024 * 1024 * 1024, "word/settings.xml", "more than 256 MB");
	check_size("what is not read may be large", ZIP_RATIO_FREE * 4, "word/media/image.png", "P Text\n");
}

static void check_count(const char *what, size_t count, const char *expected)
{
	struct made_member *members = mem_zalloc(count * sizeof *members);

	for (size_t i = 0; i < count; i++)
		members[i] = (struct made_member){"x", {"", 0}, 0};
	members[0] = (struct made_member){"word/document.xml", {DOCUMENT, sizeof DOCUMENT - 1}, 0};
	check_members(what, members, count, expected);
	free(members);
}

/* So many elements around a paragraph; w:document, w:body, w:p, w:r and w:t are inside the limit too. */
static void check_depth(const char *what, size_t depth, const char *expected)
{
	struct buf body, xml;

	buf_init(&body);
	buf_init(&xml);
	for (size_t i = 0; i < depth; i++)
		buf_add_str(&body, "<w:sdt>");
	buf_add_str(&body, TEXT("Text"));
	for (size_t i = 0; i < depth; i++)
		buf_add_str(&body, "</w:sdt>");
	make_document(&xml, buf_span(&body));
	check_members(what, (struct made_member[]){{"word/document.xml", buf_span(&xml), 0}}, 1, expected);
	buf_release(&body);
	buf_release(&xml);
}

static void check_nested(void)
{
	struct buf body;
	struct document d;
	char *reason = NULL;

	buf_init(&body);
	for (int i = 0; i < 60; i++)
		buf_add_str(&body, "<w:p><w:r><w:t>x</w:t><w:txbxContent>");
	for (int i = 0; i < 60; i++)
		buf_add_str(&body, "</w:txbxContent></w:r></w:p>");
	document_init(&d);
	tap_ok(read_body(&d, buf_span(&body), &reason) && d.segment_count > 0, "paragraphs inside one another without end");
	free(reason);
	document_release(&d);
	buf_release(&body);
}

/* ---- files of the world ---- */

/* Read by eye in the files. headings: with a style or level of their own. */
static const struct file_case {
	const char *file;
	size_t headings, notes, calls;
	const char *first_heading, *some_text;
} files[] = {
        {"echr-001-176769.docx", 67, 29, 29, "PROCEDURE", "134.\u00A0\u00A0It follows that"},
        {"echr-001-83979.docx", 0, 0, 0, NULL, "41.\u00A0\u00A0The Court considers it appropriate"},
        {"note-fr-104.docx", 0, 1, 1, NULL, "Décision, Three Jehovah's Witnesses"},
};

static void check_file(const struct file_case *c)
{
	char path[100];
	struct buf bytes;
	struct document d;
	char *reason = NULL;
	size_t headings = 0, notes = 0, first = SEGMENT_NONE;

	snprintf(path, sizeof path, "../shared/formats/%s", c->file);
	buf_init(&bytes);
	document_init(&d);
	if (!cases_file(path, &bytes)) {
		tap_skip("../shared is not there", "%s", c->file);
	} else if (tap_ok(docx_read(&d, buf_span(&bytes), &reason), "%s is read", c->file)) {
		for (size_t i = 0; i < d.segment_count; i++) {
			if (d.segments[i].kind == SEGMENT_HEADING && headings++ == 0)
				first = i;
			notes += d.segments[i].kind == SEGMENT_NOTE;
		}
		if (!tap_ok(headings == c->headings && notes == c->notes && d.call_count == c->calls, "%s: headings, notes, calls", c->file))
			tap_note("%zu %zu %zu", headings, notes, d.call_count);
		tap_ok(c->first_heading == NULL || span_eq_str(span_sub(buf_span(&d.text), d.segments[first].at), c->first_heading), "%s: its first heading", c->file);
		tap_ok(strstr(d.text.data, c->some_text) != NULL, "%s: its text", c->file);
		tap_ok(d.front.title == NULL, "%s: the template's title is not its own", c->file);
	}
	free(reason);
	document_release(&d);
	buf_release(&bytes);
}

int main(void)
{
	cases_run("tests/cases/docx.txt", 10, read_body);
	test_archives();
	test_inserted();
	test_truncated();
	if (getenv("UNDER_VALGRIND") != NULL)
		tap_skip("it takes minutes there", "archives that unpack to much");
	else
		test_sizes();
	check_count("as many members as allowed", ZIP_MEMBERS_MAX, "P Text\n");
	check_count("one member more", ZIP_MEMBERS_MAX + 1, "too many members");
	check_depth("as deep as allowed", XML_DEPTH_MAX - 5, "P Text\n");
	check_depth("one deeper", XML_DEPTH_MAX - 4, "too deep inside one another");
	check_depth("10,000 nested elements", 10000, "too deep inside one another");
	check_nested();
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		check_file(&files[i]);
	return tap_done();
}
