/* Reading OpenDocument texts: cases in tests/cases/odt.txt, and hostile archives. */
#include "formats/readers.h"

#include "tests/unit/made_zip.h"
#include "tests/unit/reader_cases.h"

#define OASIS "urn:oasis:names:tc:opendocument:xmlns:"
#define SPACES "xmlns:office='" OASIS "office:1.0' xmlns:text='" OASIS "text:1.0' xmlns:table='" OASIS "table:1.0' xmlns:style='" OASIS \
               "style:1.0' xmlns:fo='" OASIS "xsl-fo-compatible:1.0' xmlns:draw='" OASIS "drawing:1.0' xmlns:svg='" OASIS "svg-compatible:1.0'"

static const char styles[] = "<office:document-styles " SPACES "><office:styles>"
	"<style:style style:name='Title' style:family='paragraph'/><style:style style:name='Quotations' style:family='paragraph'/>"
	"<text:outline-style><text:outline-level-style text:level='1' style:num-format='I' style:num-suffix='.'/>"
	"<text:outline-level-style text:level='2' style:num-format='1' text:display-levels='2'/></text:outline-style>"
	"</office:styles></office:document-styles>";

static const char automatic[] = "<office:automatic-styles><style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'/>"
	"<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' style:num-suffix='.'/>"
	"<text:list-level-style-number text:level='2' style:num-format='a' style:num-prefix='(' style:num-suffix=')'/></text:list-style>"
	"<style:style style:name='T1' style:family='text'><style:text-properties style:text-line-through-style='solid' style:text-line-through-type='single'/></style:style>"
	"<style:style style:name='T2' style:family='text' style:parent-style-name='T1'/>"
	"<style:style style:name='U1' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>"
	"<style:style style:name='U2' style:family='text' style:parent-style-name='U1'/>"
	"<style:style style:name='U3' style:family='text'><style:text-properties style:text-position='33% 58%'/></style:style>"
	"<style:style style:name='U4' style:family='text' style:parent-style-name='U1'><style:text-properties style:text-position='0% 100%'/></style:style>"
	"<style:style style:name='U5' style:family='text'><style:text-properties style:text-position='sub 58%'/></style:style>"
	"<style:style style:name='U6' style:family='paragraph'><style:text-properties style:text-position='super'/></style:style>"
	"<style:style style:name='T3' style:family='text'><style:text-properties style:text-line-through-style='none'/></style:style>"
	"<style:style style:name='T4' style:family='text'><style:text-properties text:display='none'/></style:style>"
	"<style:style style:name='P2' style:family='paragraph'><style:text-properties style:text-crossing-out='single-line'/></style:style>"
	"<text:list-style style:name='L2'><text:list-level-style-bullet text:level='1' text:bullet-char='-'/></text:list-style>"
	"<text:list-style style:name='L3'><text:list-level-style-number text:level='1' style:num-format='1' style:num-prefix='Article '/></text:list-style>"
	"</office:automatic-styles>";

static void make_archive(struct buf *zip, struct span content)
{
	made_zip(zip, (struct made_member[]){{"mimetype", span_of("application/vnd.oasis.opendocument.text"), 0},
	        {"content.xml", content, 0}, {"styles.xml", span_of(styles), 0}}, 3);
}

static bool read_body(struct document *d, struct span body, char **reason)
{
	struct buf xml, zip;
	bool good;

	buf_init(&xml);
	buf_init(&zip);
	buf_addf(&xml, "<office:document-content %s>%s<office:body><office:text>", SPACES, automatic);
	buf_add_span(&xml, body);
	buf_add_str(&xml, "</office:text></office:body></office:document-content>");
	make_archive(&zip, buf_span(&xml));
	good = odt_read(d, buf_span(&zip), reason);
	buf_release(&xml);
	buf_release(&zip);
	return good;
}

static void check_content(const char *what, struct span content, const char *expected)
{
	struct buf zip;
	struct document d;
	char *reason = NULL;

	buf_init(&zip);
	make_archive(&zip, content);
	document_init(&d);
	if (!tap_ok(!odt_read(&d, buf_span(&zip), &reason) && strstr(reason, expected) != NULL, "%s", what))
		tap_note("%s", reason == NULL ? "read" : reason);
	free(reason);
	document_release(&d);
	buf_release(&zip);
}

/* Paragraphs in notes in paragraphs, and lists in lists, without end. */
static void check_nested(const char *what, const char *open, const char *close, int times)
{
	struct buf body;
	struct document d;
	char *reason = NULL;

	buf_init(&body);
	for (int i = 0; i < times; i++)
		buf_add_str(&body, open);
	for (int i = 0; i < times; i++)
		buf_add_str(&body, close);
	document_init(&d);
	tap_ok(read_body(&d, buf_span(&body), &reason) && d.segment_count > 0, "%s", what);
	free(reason);
	document_release(&d);
	buf_release(&body);
}

#define LANGUAGE(code) "<style:default-style style:family='paragraph'><style:text-properties fo:language='" code "' fo:country='X'/></style:default-style>"

/* Of styles, and of the properties; what the body says in passing is none. */
static void check_languages(void)
{
	struct buf zip, got;
	struct document d;
	char *reason = NULL;

	buf_init(&zip);
	buf_init(&got);
	made_zip(&zip, (struct made_member[]){{"content.xml", span_of("<office:document-content " SPACES "><office:automatic-styles>" LANGUAGE("none") LANGUAGE("kk")
	        "</office:automatic-styles><office:body><office:text>" LANGUAGE("de") "<text:p>x</text:p></office:text></office:body></office:document-content>"), 0},
	        {"styles.xml", span_of("<office:document-styles " SPACES "><office:styles>" LANGUAGE("ru") "</office:styles></office:document-styles>"), 0},
	        {"meta.xml", span_of("<x xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:language>uk-UA</dc:language></x>"), 0}}, 3);
	document_init(&d);
	if (odt_read(&d, buf_span(&zip), &reason))
		dump_document(&got, &d);
	if (!tap_ok(span_eq_str(buf_span(&got), "declared: ru kk uk\nP x\n"), "languages of styles and properties"))
		tap_note("%s", got.data);
	free(reason);
	document_release(&d);
	buf_release(&zip);
	buf_release(&got);
}

int main(void)
{
	cases_run("tests/cases/odt.txt", 7, read_body);
	check_languages();
	check_nested("notes inside notes", "<text:p>x<text:note><text:note-citation>1</text:note-citation><text:note-body>", "</text:note-body></text:note></text:p>", 50);
	check_nested("lists inside lists", "<text:list text:style-name='L1'><text:list-item><text:p>x</text:p>", "</text:list-item></text:list>", 100);
	check_nested("tables inside tables", "<table:table><table:table-row><table:table-cell><text:p>x</text:p>", "</table:table-cell></table:table-row></table:table>", 50);
	check_content("an external entity", span_of("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"), "it declares entities");
	check_content("not well-formed", span_of("<x>"), "content.xml: ");
	return tap_done();
}
