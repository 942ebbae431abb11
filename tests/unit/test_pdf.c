/* Reading PDFs: made ones in tests/cases/pdf.txt and pdf_drawn.txt, and damaged ones. */
#include "formats/readers.h"

#include "tests/unit/made_pdf.h"
#include "tests/unit/reader_cases.h"

#include <stdio.h>

/* The pages as "{2}" or "{2=ii}" before the first byte that stands on them; a line end stays "/". */
static void dump_pages(struct buf *out, const struct document *d)
{
	struct buf plain;
	size_t page = 0;

	buf_init(&plain);
	for (size_t at = 0; at <= d->text.len; at++) {
		for (; page < d->page_count && d->pages[page].start == at; page++) {
			const struct page_mark *m = &d->pages[page];

			buf_addf(&plain, "{%u%s%.*s}", m->physical, m->label.len != 0 ? "=" : "", (int)m->label.len, m->label.data);
		}
		if (at < d->text.len)
			buf_add_char(&plain, d->text.data[at] == '\n' ? '/' : d->text.data[at]);
	}
	buf_add_str(out, "pages: ");
	buf_add_span(out, buf_span(&plain));
	buf_add_char(out, '\n');
	buf_release(&plain);
}

/* The first line of a case may ask for the pages. */
static bool wants_pages(struct span description)
{
	return span_starts(description, "show pages\n");
}

static void check_case(const struct case_parts *c)
{
	struct document d;
	struct buf pdf, got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&pdf);
	buf_init(&got);
	made_pdf(&pdf, c->input);
	if (!pdf_read(&d, buf_span(&pdf), &reason)) {
		buf_add_str(&got, reason);
	} else {
		dump_document(&got, &d);
		if (wants_pages(c->input))
			dump_pages(&got, &d);
		if (d.remark != NULL)
			buf_addf(&got, "remark: %s\n", d.remark);
	}
	case_judge(c, &got);
	free(reason);
	buf_release(&got);
	buf_release(&pdf);
	document_release(&d);
}

/* ---- files that are not sound ---- */

static void check_bytes(const char *what, struct span bytes, const char *expected)
{
	struct document d;
	char *reason = NULL;
	bool read;

	document_init(&d);
	read = pdf_read(&d, bytes, &reason);
	if (!tap_ok(expected == NULL ? read : !read && strstr(reason, expected) != NULL, "%s", what))
		tap_note("%s", reason == NULL ? "read" : reason);
	free(reason);
	document_release(&d);
}

static const char page_of_text[] = "page\nat 72 100\nfont 10\n| A page about the treatment of prisoners.\n";

/* The same bytes with one string in place of another of the same length. */
static void check_changed(const char *what, const char *old, const char *new, const char *expected)
{
	struct buf pdf;
	char *place;

	buf_init(&pdf);
	made_pdf(&pdf, span_of(page_of_text));
	place = memmem(pdf.data, pdf.len, old, strlen(old));
	if (tap_ok(place != NULL && strlen(old) == strlen(new), "%s can be made", what))
		memcpy(place, new, strlen(new));
	check_bytes(what, buf_span(&pdf), expected);
	buf_release(&pdf);
}

/* Where a word stands first. */
static size_t place_of(const struct buf *pdf, const char *word)
{
	return (size_t)((const char *)memmem(pdf->data, pdf->len, word, strlen(word)) - pdf->data);
}

/* Such a file is read, as far as it goes, and it is said where it does not go to its end. */
static void check_cut(const char *what, struct span bytes, bool cut)
{
	struct document d;
	char *reason = NULL;
	bool read;

	document_init(&d);
	read = pdf_read(&d, bytes, &reason);
	tap_ok(read && (d.remark != NULL && strcmp(d.remark, "cut short: its end is missing, and text may be; get it again") == 0) == cut,
	       "a file %s", what);
	free(reason);
	document_release(&d);
}

static void test_unsound(void)
{
	struct buf pdf;

	buf_init(&pdf);
	made_pdf(&pdf, span_of(page_of_text));
	check_bytes("a sound file", buf_span(&pdf), NULL);
	check_bytes("its first bytes", span_make(pdf.data, 60), "cut short: its end is missing; get it again (a damaged PDF");
	check_bytes("its last bytes are missing", span_make(pdf.data, pdf.len - 10), NULL);
	check_cut("with its end", buf_span(&pdf), false);
	check_bytes("without the table of its objects", span_make(pdf.data, place_of(&pdf, "xref\n")), "cut short");
	check_cut("with a word of its end", span_make(pdf.data, place_of(&pdf, "startxref") + 9), false);
	check_cut("without it", span_make(pdf.data, place_of(&pdf, "startxref") + 8), true);
	buf_add_str(&pdf, "\r\n<!-- sent by a mail program -->");
	check_cut("with what is no part of it behind it", buf_span(&pdf), false);
	buf_add_str(&pdf, "\n9 0 obj\n<<");
	check_cut("with a change that is cut short", buf_span(&pdf), true);
	check_changed("a page tree that loops", "/Kids [8 0 R ]", "/Kids [2 0 R ]", "no text on any of its");
	check_changed("more pages than there are", "/Count 1 ", "/Count 9 ", NULL);
	check_changed("no pages", "/Count 1 /Kids [8 0 R ]", "/Count 0 /Kids [      ]", "without pages");
	check_changed("an unknown security handler", " /Root 1 0 R /Info 7 0 R >>", "/Root 1 0 R/Encrypt 7 0 R>>", "encrypted");
	buf_release(&pdf);
}

/* What is read where the whole did not come to an end. */
static void test_less(void)
{
	struct document d;
	struct buf pdf;
	char *reason = NULL;

	document_init(&d);
	buf_init(&pdf);
	made_pdf(&pdf, span_of("page\nat 72 100\nfont 10\n| Name of the author:\nfield 200 90 400 104 Ada Lake\nattached 1\n"));
	tap_ok(pdf_read_undrawn(&d, buf_span(&pdf), &reason) && span_eq_str(buf_span(&d.text), "Name of the author:") && d.remark == NULL,
	       "the second try looks at neither forms nor attached files");
	free(reason);
	buf_release(&pdf);
	document_release(&d);
}

/* ---- numbers beside lines: each limit of formats/pdf_line_numbers.c from both sides ---- */

#define FIRST_BASE 140.0 /* points */
#define LINE_LEAD 14.0

/* Pages of numbered lines; what is 0 is as in most transcripts. */
struct numbered {
	const char *name;
	int pages, lines, first;
	int lower;       /* so many lines of each begin in small letters; else in capitals */
	int more;        /* numbers in the text of the first page */
	int between;     /* pages without numbers behind the first */
	double below;    /* one more line, without a number, stands so far below the first */
	double aside;    /* every other number stands so far from its column */
	double uneven;   /* every other line stands so much too low */
	int gaps;        /* the first lines have so wide gaps behind them, in lines */
	double gap;
	int last;        /* lines of the last page; looked for is its first number */
	bool kept;       /* they stay in the text */
};

static const struct numbered numbered_cases[] = {
	{.name = "8 lines of two pages are numbered", .pages = 2, .lines = 8, .lower = 8},
	{.name = "7 lines may be a list", .pages = 2, .lines = 7, .lower = 7, .kept = true},
	{.name = "15 lines of one page are enough", .pages = 1, .lines = 15, .lower = 15},
	{.name = "14 of one page are not", .pages = 1, .lines = 14, .lower = 14, .kept = true},
	{.name = "on one page 8 of 20 lines begin in small letters", .pages = 1, .lines = 20, .lower = 8},
	{.name = "7 of 20 do", .pages = 1, .lines = 20, .lower = 7, .kept = true},
	{.name = "on two pages 3 of 20 lines do: it is running text", .pages = 2, .lines = 20, .lower = 3},
	{.name = "2 of 20 do: they may be items", .pages = 2, .lines = 20, .lower = 2, .kept = true},
	{.name = "numbers of four digits", .pages = 2, .lines = 20, .lower = 20, .first = 9980},
	{.name = "numbers of five digits are none of lines", .pages = 2, .lines = 20, .lower = 20, .first = 10000, .kept = true},
	{.name = "a page with 400 numbers is looked at", .pages = 1, .lines = 20, .lower = 20, .more = 380},
	{.name = "one with 401 is not", .pages = 1, .lines = 20, .lower = 20, .more = 381, .kept = true},
	{.name = "they cover half of the height", .pages = 1, .lines = 20, .lower = 20, .below = 540.0},
	{.name = "they cover less than half of it", .pages = 1, .lines = 20, .lower = 20, .below = 542.0, .kept = true},
	{.name = "the other numbered page is four pages on", .pages = 2, .lines = 8, .lower = 8, .between = 3},
	{.name = "it is five pages on", .pages = 2, .lines = 8, .lower = 8, .between = 4, .kept = true},
	{.name = "a column that is not quite straight", .pages = 2, .lines = 20, .lower = 20, .aside = 1.9},
	{.name = "numbers in two columns are none of lines", .pages = 2, .lines = 20, .lower = 20, .aside = 2.1, .kept = true},
	{.name = "distances that are nearly even", .pages = 1, .lines = 20, .lower = 20, .uneven = 0.75},
	{.name = "distances that are not", .pages = 1, .lines = 20, .lower = 20, .uneven = 0.85, .kept = true},
	{.name = "5 of 19 distances are of something else", .pages = 1, .lines = 20, .lower = 20, .gaps = 5, .gap = 1.5},
	{.name = "6 of 19 are", .pages = 1, .lines = 20, .lower = 20, .gaps = 6, .gap = 1.5, .kept = true},
	{.name = "many gaps of two blank lines", .pages = 1, .lines = 20, .lower = 20, .gaps = 6, .gap = 3},
	{.name = "as many of three", .pages = 1, .lines = 20, .lower = 20, .gaps = 6, .gap = 4, .kept = true},
	{.name = "a last page with two lines goes on", .pages = 2, .lines = 20, .lower = 20, .last = 2},
	{.name = "with one line it does not", .pages = 2, .lines = 20, .lower = 20, .last = 1, .kept = true},
};

static double base_of(const struct numbered *c, int line)
{
	double lines = line + (line < c->gaps ? line : c->gaps) * (c->gap - 1);

	return FIRST_BASE + LINE_LEAD * lines + (line % 2 == 1 ? c->uneven : 0);
}

static void add_line(struct buf *out, const struct numbered *c, int page, int line)
{
	double y = base_of(c, line);
	int spread = c->lines > 0 ? (c->more + c->lines - 1) / c->lines : 0, more = c->more - line * spread;

	buf_addf(out, "at %g %g\nfont 10\n| %d\n", 40 + (line % 2 == 1 ? c->aside : 0), y, (c->first == 0 ? 1 : c->first) + line);
	buf_addf(out, "at 90 %g\nfont 10\n| %s %c%c and the court", y, line < c->lower ? "men" : "Men", 'a' + page, 'a' + line);
	for (int i = 0; page == 0 && i < spread && i < more; i++)
		buf_add_str(out, " 99");
	buf_add_str(out, "\n");
}

static void describe_numbered(struct buf *out, const struct numbered *c)
{
	for (int page = 0; page < c->pages; page++) {
		buf_add_str(out, "page\n");
		for (int line = 0; line < (page != 0 && c->last != 0 ? c->last : c->lines); line++)
			add_line(out, c, page, line);
		if (c->below != 0)
			buf_addf(out, "at 90 %g\nfont 10\n| and no more was said\n", FIRST_BASE + c->below);
		for (int i = 0; page == 0 && i < c->between; i++)
			buf_add_str(out, "page\nat 90 300\nfont 10\n| A page between\n");
	}
}

static void check_numbered(const struct numbered *c)
{
	struct document d;
	struct buf description, pdf;
	char *reason = NULL, number[12];
	bool read, there;

	document_init(&d);
	buf_init(&description);
	buf_init(&pdf);
	describe_numbered(&description, c);
	made_pdf(&pdf, buf_span(&description));
	read = pdf_read(&d, buf_span(&pdf), &reason);
	snprintf(number, sizeof number, "%d", (c->first == 0 ? 1 : c->first) + (c->last == 0 ? 4 : 0));
	there = memmem(d.text.data, d.text.len, number, strlen(number)) != NULL;
	if (!tap_ok(read && there == c->kept && memmem(d.text.data, d.text.len, "aa and the court", 16) != NULL, "lines with numbers: %s", c->name))
		tap_note("%s", read ? d.text.data : reason);
	free(reason);
	buf_release(&pdf);
	buf_release(&description);
	document_release(&d);
}

static void test_numbered(void)
{
	for (size_t i = 0; i < sizeof numbered_cases / sizeof *numbered_cases; i++)
		check_numbered(&numbered_cases[i]);
}

int main(void)
{
	cases_each("tests/cases/pdf.txt", 31, check_case, NULL);
	cases_each("tests/cases/pdf_drawn.txt", 28, check_case, NULL);
	test_unsound();
	test_less();
	test_numbered();
	return tap_done();
}
