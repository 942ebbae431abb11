/* Reading EPUB: cases in tests/cases/epub.txt, packages, and hostile ones. */
#include "formats/epub.h"
#include "formats/readers.h"
#include "tests/unit/made_zip.h"
#include "tests/unit/reader_cases.h"

#define CONTAINER "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"
#define PACKAGE(metadata, manifest, spine, guide) "<package xmlns='http://www.idpf.org/2007/opf' xmlns:opf='http://www.idpf.org/2007/opf'>" \
	"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>" metadata "</metadata><manifest>" manifest "</manifest><spine toc='ncx'>" spine "</spine>" guide "</package>"
#define ITEM(id, href) "<item id='" id "' href='" href "' media-type='application/xhtml+xml'/>"
#define BOTH ITEM("a", "a.xhtml") ITEM("b", "b.xhtml")
#define SPINE "<itemref idref='a'/><itemref idref='b'/>"
#define NAV "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>"
#define HEAD "<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml' xmlns:epub='http://www.idpf.org/2007/ops'><head><title>Not this</title></head><body>"
#define PAGES HEAD "<nav epub:type='page-list'><ol><li><a href='b.xhtml#five'>5</a></li><li><a href='b.xhtml#six'>6</a></li></ol></nav></body></html>"
#define MEMBER(name, bytes) {name, {bytes, sizeof bytes - 1}, 0}

static void make_chapter(struct buf *out, struct span body)
{
	buf_add_str(out, HEAD);
	buf_add_span(out, body);
	buf_add_str(out, "</body></html>");
}

/* Puts "[page N]" where pages begin: offsets of segments and calls move along. */
static void show_pages(struct document *d)
{
	for (size_t i = d->page_count; i > 0; i--) {
		const struct page_mark *m = &d->pages[i - 1];
		struct buf mark;
		size_t at = m->start;

		while (at < d->text.len && (unsigned char)d->text.data[at] <= ' ')
			at++;
		buf_init(&mark);
		buf_addf(&mark, "[page %u]", m->physical);
		buf_reserve(&d->text, mark.len);
		memmove(d->text.data + at + mark.len, d->text.data + at, d->text.len - at + 1);
		memcpy(d->text.data + at, mark.data, mark.len);
		d->text.len += mark.len;
		for (size_t s = 0; s < d->segment_count; s++) {
			struct segment *g = &d->segments[s];

			if (g->at.start > at)
				g->at.start += mark.len, g->label.start += mark.len, g->label.end += mark.len, g->content += mark.len;
			if (g->at.end > at)
				g->at.end += mark.len;
		}
		buf_release(&mark);
	}
}

static bool read_case(struct document *d, struct span input, char **reason)
{
	const char *middle = memmem(input.data, input.len, "+++\n", 4);
	struct buf a, b, zip;
	bool good;

	buf_init(&a), buf_init(&b), buf_init(&zip);
	make_chapter(&a, span_make(input.data, (size_t)(middle - input.data)));
	make_chapter(&b, span_make(middle + 4, input.len - (size_t)(middle + 4 - input.data)));
	made_zip(&zip, (struct made_member[]){MEMBER("mimetype", "application/epub+zip"), MEMBER("META-INF/container.xml", CONTAINER),
	         MEMBER("OEBPS/book.opf", PACKAGE("", BOTH NAV, SPINE "<itemref idref='nav'/>", "")), {"OEBPS/a.xhtml", buf_span(&a), 0},
	         {"OEBPS/b.xhtml", buf_span(&b), 0}, MEMBER("OEBPS/nav.xhtml", PAGES)}, 6);
	good = epub_read(d, buf_span(&zip), reason);
	if (good)
		show_pages(d);
	buf_release(&a), buf_release(&b), buf_release(&zip);
	return good;
}

static void check(const char *what, const struct made_member *members, size_t count, const char *expected)
{
	struct document d;
	struct buf zip, got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&zip), buf_init(&got);
	made_zip(&zip, members, count);
	if (epub_read(&d, buf_span(&zip), &reason))
		dump_document(&got, &d);
	if (!tap_ok(strcmp(reason != NULL ? reason : got.data, expected) == 0, "%s", what))
		tap_note("%s %s", reason == NULL ? "" : reason, got.data);
	free(reason);
	buf_release(&zip), buf_release(&got);
	document_release(&d);
}

#define A MEMBER("OEBPS/a.xhtml", HEAD "<p>A</p></body></html>")
#define B MEMBER("OEBPS/b.xhtml", HEAD "<p>B</p></body></html>")
#define C MEMBER("META-INF/container.xml", CONTAINER)
#define OPF(package) MEMBER("OEBPS/book.opf", package)
#define CHECK(what, expected, ...) \
	check(what, (struct made_member[]){__VA_ARGS__}, sizeof((struct made_member[]){__VA_ARGS__}) / sizeof(struct made_member), expected)

static void test_packages(void)
{
	CHECK("what the package says of the book", "title: The book\npublisher: The house\ndate: 2019-05-01\nlanguage: en\nurl: https://example.org/1\nP A\n", C, A,
	      OPF(PACKAGE("<dc:title>The\n book</dc:title><dc:creator>Somebody</dc:creator><dc:publisher>The house</dc:publisher><dc:date opf:event='modification'>2020</dc:date>"
	      "<dc:date>2019-05-01T00:00:00Z</dc:date><dc:language>en</dc:language><dc:identifier>urn:x</dc:identifier><dc:identifier>https://example.org/1</dc:identifier>",
	      ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")));
	CHECK("authors where there is no publisher; a date that programs make up", "publisher: One\npublisher: Two\nP A\n", C, A,
	      OPF(PACKAGE("<dc:creator>One</dc:creator><dc:creator>Two</dc:creator><dc:date>0101-01-01</dc:date>", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")));
	CHECK("the order of reading, a chapter twice, one that is no text", "P B\nP A\n", C, A, B, OPF(PACKAGE("", BOTH "<item id='i' href='i.png' media-type='image/png'/>",
	      "<itemref idref='b'/><itemref idref='i'/><itemref idref='a'/><itemref idref='b'/>", "")));
	CHECK("paths with percent signs and dots", "P A\n", C, A, OPF(PACKAGE("", ITEM("a", "x/../%61.xhtml"), "<itemref idref='a'/>", "")));
	CHECK("a page of contents", "P A\n", C, A, B, OPF(PACKAGE("", BOTH, SPINE, "<guide><reference type='toc' href='b.xhtml'/></guide>")));
	CHECK("UTF-16", "P Ж\n", C, {"OEBPS/a.xhtml", {"\xFF\xFE<\0p\0>\0\x16\x04<\0/\0p\0>\0", 18}, 0}, OPF(PACKAGE("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")));
	CHECK("older lists of pages", "P A\n", C, A, MEMBER("OEBPS/t.ncx", "<ncx><pageList><pageTarget><navLabel><text>1</text></navLabel><content src='a.xhtml#x'/></pageTarget></pageList></ncx>"),
	      OPF(PACKAGE("", ITEM("a", "a.xhtml") "<item id='ncx' href='t.ncx' media-type='application/x-dtbncx+xml'/>", "<itemref idref='a'/>", "")));
}

static void test_hostile(void)
{
	CHECK("no book", "no book in it", A);
	CHECK("no package", "its package is not in it", C, A);
	CHECK("a container that leads out", "its package is not in it", MEMBER("META-INF/container.xml", "<container><rootfile full-path='../../etc/passwd'/></container>"));
	CHECK("no chapters", "no chapter in it that we read", C, A, OPF(PACKAGE("", BOTH, "", "")));
	CHECK("a chapter that is not there", "OEBPS/b.xhtml is not in it", C, A, OPF(PACKAGE("", BOTH, SPINE, "")));
	CHECK("a chapter that is not listed", "its order of reading names a file that it does not list", C, A, OPF(PACKAGE("", ITEM("a", "a.xhtml"), SPINE, "")));
	CHECK("a path that leads out leads to the top", "etc/passwd is not in it", C, OPF(PACKAGE("", ITEM("a", "../../../etc/passwd"), "<itemref idref='a'/>", "")));
	CHECK("entities", "the package: it declares entities", C, A, OPF("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><package>&e;</package>"));
	CHECK("an encrypted chapter", "encrypted", C, A, OPF(PACKAGE("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")),
	      MEMBER("META-INF/encryption.xml", "<e><CipherReference URI='OEBPS/a.xhtml'/></e>"));
	CHECK("a veiled font", "P A\n", C, A, OPF(PACKAGE("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")),
	      MEMBER("META-INF/encryption.xml", "<e><CipherReference URI='OEBPS/a.ttf'/></e>"));
	CHECK("tags that do not end", "P A\n", C, OPF(PACKAGE("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")), MEMBER("OEBPS/a.xhtml", "<body><p>A</p><p id=\"x"));
	CHECK("signs alone", "P < > =\"\n", C, OPF(PACKAGE("", ITEM("a", "a.xhtml"), "<itemref idref='a'/>", "")), MEMBER("OEBPS/a.xhtml", "< > =\"</><!<![CDATA[<"));
}

/* A book of so many files, the first its only chapter. */
static void check_items(const char *what, size_t count, const char *expected)
{
	struct buf opf;

	buf_init(&opf);
	buf_add_str(&opf, "<package><manifest>" ITEM("a", "a.xhtml"));
	for (size_t i = 1; i < count; i++)
		buf_addf(&opf, "<item id='i%zu' href='%zu.png' media-type='image/png'/>", i, i);
	buf_add_str(&opf, "</manifest><spine><itemref idref='a'/></spine></package>");
	CHECK(what, expected, C, A, {"OEBPS/book.opf", buf_span(&opf), 0});
	buf_release(&opf);
}

/* A container that names a package by a path of so many bytes, which is not there. */
static void check_path(const char *what, size_t len, const char *expected)
{
	struct buf container;

	buf_init(&container);
	buf_add_str(&container, "<container><rootfile full-path='");
	for (size_t i = 0; i < len; i++)
		buf_add_char(&container, 'p');
	buf_add_str(&container, "'/></container>");
	CHECK(what, expected, {"META-INF/container.xml", buf_span(&container), 0});
	buf_release(&container);
}

static void test_limits(void)
{
	check_items("as many files as we read", EPUB_ITEMS_MAX, "P A\n");
	check_items("one more", EPUB_ITEMS_MAX + 1, "more files than we read");
	check_path("the longest path of a package", EPUB_PATH_MAX, "its package is not in it");
	check_path("a longer one", EPUB_PATH_MAX + 1, "it names no package");
}

int main(void)
{
	cases_run("tests/cases/epub.txt", 9, read_case);
	test_packages();
	test_hostile();
	test_limits();
	return tap_done();
}
