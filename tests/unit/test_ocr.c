/*
 * Pages that are pictures, read by tesseract where it is installed. As
 * "test_ocr scan DESCRIPTION PDF [DPI]" it makes such a file for the other tests.
 */
#include "formats/document.h"
#include "formats/ocr.h"

#include "tests/unit/made_scan.h"
#include "tests/unit/reader_cases.h"

#include <stdio.h>

/* ---- names of languages ---- */

static void test_languages(void)
{
	static const struct {
		const char *given, *name; /* NULL: an error */
	} cases[] = {
	        {"en", "eng"},           {"eng", "eng"},      {"en,ru", "eng+rus"},     {"eng+rus", "eng+rus"}, {"en ru, ar", "eng+rus+ara"}, {"kk", "kaz"},
	        {"chi_sim", "chi_sim"},  {"zh", "chi_sim"},   {"xx", "xx"},             {"", NULL},             {",", NULL},                  {"../eng", NULL},
	        {"en;rm", NULL},         {"a,b,c,d,e,f,g,h", "a+b+c+d+e+f+g+h"},        {"a,b,c,d,e,f,g,h,i", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out;
		char *error = NULL;
		bool good;

		buf_init(&out);
		good = ocr_languages_read(&out, cases[i].given, &error);
		tap_ok(cases[i].name != NULL ? good && strcmp(out.data, cases[i].name) == 0 : !good && error != NULL, "--ocr \"%s\"", cases[i].given);
		free(error);
		buf_release(&out);
	}
}

/* ---- reading ---- */

static const char two_pages[] = "page\nat 72 120\nfont 12 b\n| Findings of the Working Group\nfont 12\nskip 10\n"
                                "| 14. The prisoner was held in a room without windows for nine days,\n| and was not allowed to see a lawyer.\n"
                                "page\nat 72 120\nfont 12\n| 15. The court refused to hear any of the witnesses\n| whom the defence had named.\n";

static bool read_scan(struct document *d, struct ocr *o, struct span pdf, char **reason)
{
	document_init(d);
	return document_read_scanned(d, pdf, span_of("scan.pdf"), o, reason);
}

static bool holds(const struct document *d, const char *text)
{
	return memmem(d->text.data, d->text.len, text, strlen(text)) != NULL;
}

static void test_reading(struct ocr *o, struct span pdf)
{
	struct document d, again, without;
	char *reason = NULL;
	uint32_t sure;

	tap_ok(read_scan(&d, o, pdf, &reason), "two pictures are read");
	tap_note("%s", d.remark == NULL ? reason : d.remark);
	tap_ok(holds(&d, "14. The prisoner was held in a room without windows for nine days, and was not allowed to see a lawyer.") &&
	               holds(&d, "15. The court refused to hear any of the witnesses whom the defence had named."),
	       "their words are there, as paragraphs");
	tap_note("%s", d.text.data);
	tap_ok(d.page_count == 2 && d.pages[1].physical == 2, "on their pages");
	sure = document_ocr_confidence(&d, &(struct range){0, d.text.len}, 1);
	tap_ok(sure >= 80 && sure <= 100 && document_ocr_pages(&d) == 2 && d.picture_pages == 0, "with how sure it is: %u %%", sure);
	tap_ok(read_scan(&again, o, pdf, &reason) && span_eq(buf_span(&d.text), buf_span(&again.text)), "and the same again");
	tap_ok(!read_scan(&without, NULL, pdf, &reason) && strstr(reason, "--ocr") != NULL, "without OCR the file is not read, and the reason names the way");
	free(reason);
	document_release(&without);
	document_release(&again);
	document_release(&d);
}

/* The outcome of reading with other limits: the remark, or why nothing was read. */
static void read_limited(struct buf *out, struct ocr *o, struct span pdf, const struct ocr_limits *limits)
{
	struct ocr_limits kept = o->limits;
	struct document d;
	char *reason = NULL;

	buf_clear(out);
	o->limits = *limits;
	if (read_scan(&d, o, pdf, &reason))
		buf_add_str(out, d.remark == NULL ? "" : d.remark);
	else
		buf_add_str(out, reason);
	o->limits = kept;
	free(reason);
	document_release(&d);
}

static void check_limited(struct ocr *o, struct span pdf, const struct ocr_limits *limits, const char *expected, const char *what)
{
	struct buf got;

	buf_init(&got);
	read_limited(&got, o, pdf, limits);
	if (!tap_ok(strstr(got.data, expected) != NULL, "%s", what))
		tap_note("%s", got.data);
	buf_release(&got);
}

static void test_limits(struct ocr *o, struct span pdf)
{
	struct ocr_limits l = o->limits;

	l.dpi = l.dpi_least = 150;
	l.pages = 2;
	check_limited(o, pdf, &l, "pages 1-2 read by OCR", "as many pages as are to be read");
	l.pages = 1;
	check_limited(o, pdf, &l, "page 1 read by OCR", "one more than that");
	check_limited(o, pdf, &l, "no text layer on page 2: it is a picture, and not searched (behind the last page that OCR is to read)", "which is named");
	l.pixels = 1275 * 1650;
	check_limited(o, pdf, &l, "page 1 read by OCR", "as many pixels as are to be read");
	l.pixels -= 1650 * 9;
	check_limited(o, pdf, &l, "too large to be read by OCR", "one row of points fewer, and no coarser page allowed");
	l.dpi_least = 100;
	check_limited(o, pdf, &l, "page 1 read by OCR", "a coarser page allowed");
	l.output = 100;
	check_limited(o, pdf, &l, "gives more than 0 MB of text", "a table that is too long");
	l.output = o->limits.output;
	l.wall_seconds = 0;
	check_limited(o, pdf, &l, "took longer than 0 seconds", "a page that takes too long");
}

/* A picture of noise, and one of nothing, are no text. */
#define NOISE 200 /* pixels */

static void test_noise(struct ocr *o)
{
	struct ocr_raster r[2] = {{.width = NOISE, .height = NOISE, .dpi = 100}, {.width = NOISE, .height = NOISE, .dpi = 100}};
	struct document d;
	struct buf pdf;
	char *reason = NULL;
	uint32_t state = 1948;

	buf_init(&pdf);
	for (size_t k = 0; k < 2; k++) {
		buf_init(&r[k].grey);
		for (size_t i = 0; i < NOISE * NOISE; i++) {
			state = state * 1664525U + 1013904223U;
			buf_add_char(&r[k].grey, (char)(k == 0 && state >> 28 < 3 ? 0 : 0xFF));
		}
	}
	made_scan_of(&pdf, r, 2, 144, 144);
	tap_ok(!read_scan(&d, o, buf_span(&pdf), &reason) && strstr(reason, "OCR") != NULL, "noise and an empty page are no text");
	tap_note("%s", reason == NULL ? d.text.data : reason);
	free(reason);
	document_release(&d);
	buf_release(&r[0].grey);
	buf_release(&r[1].grey);
	buf_release(&pdf);
}

/* Other formats are read as ever; so is a PDF with a text layer. */
static void test_others(struct ocr *o)
{
	struct document d;
	struct buf pdf;
	char *reason = NULL;

	buf_init(&pdf);
	document_init(&d);
	tap_ok(document_read_scanned(&d, span_of("Plain text.\n"), span_of("a.txt"), o, &reason) && d.ocr_count == 0, "a text file is read as ever");
	document_release(&d);
	made_pdf(&pdf, span_of(two_pages));
	tap_ok(read_scan(&d, o, buf_span(&pdf), &reason) && d.ocr_count == 0 && d.remark == NULL && holds(&d, "15. The court refused"), "a PDF with a text layer too");
	document_release(&d);
	tap_ok(!read_scan(&d, o, span_make(pdf.data, 40), &reason) && reason != NULL, "and a damaged one is said to be damaged");
	document_release(&d);
	free(reason);
	buf_release(&pdf);
}

static void test_missing_language(void)
{
	char *error = NULL;
	struct ocr *o = ocr_open("eng,xqz_latn", &error);

	tap_ok(o == NULL && strstr(error, "xqz_latn") != NULL && strstr(error, "tesseract-ocr-xqz-latn") != NULL, "a language that is missing is named, with the remedy");
	tap_note("%s", error == NULL ? "" : error);
	free(error);
	ocr_close(o);
}

static void test_with_tesseract(struct ocr *o)
{
	struct buf pdf;

	buf_init(&pdf);
	made_scan(&pdf, span_of(two_pages), 150);
	test_reading(o, buf_span(&pdf));
	test_limits(o, buf_span(&pdf));
	test_noise(o);
	test_others(o);
	test_missing_language();
	buf_release(&pdf);
}

/* ---- a file for another test ---- */

static int write_scan(const char *description, const char *path, const char *dpi)
{
	struct buf text, pdf;
	FILE *f = fopen(path, "wb");
	bool good;

	buf_init(&text);
	buf_init(&pdf);
	good = f != NULL && cases_file(description, &text) && made_scan(&pdf, buf_span(&text), dpi == NULL ? 150 : (unsigned)atoi(dpi)) != 0;
	good = good && fwrite(pdf.data, 1, pdf.len, f) == pdf.len;
	good = f != NULL && fclose(f) == 0 && good;
	buf_release(&text);
	buf_release(&pdf);
	return good ? 0 : 1;
}

int main(int argc, char **argv)
{
	struct ocr *o;
	char *error = NULL;

	if (argc >= 4 && strcmp(argv[1], "scan") == 0)
		return write_scan(argv[2], argv[3], argc > 4 ? argv[4] : NULL);
	test_languages();
	o = ocr_open("en", &error);
	if (o != NULL)
		test_with_tesseract(o);
	else
		tap_skip(error, "pages that are pictures");
	free(error);
	ocr_close(o);
	return tap_done();
}
