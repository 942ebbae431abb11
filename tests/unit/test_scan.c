/* What OCR reads becomes text: described pages in tests/cases/scan.txt, the bounds of certainty, and damaged tables. */
#include "formats/document.h"
#include "formats/message.h"
#include "formats/readers.h"

#include "tests/unit/made_scan.h"
#include "tests/unit/reader_cases.h"

#include <stdio.h>

#define DPI 300
#define PIXELS_UP 33 /* what letters of 11 points reach above the line, */
#define PIXELS_SMALL 22
#define PIXELS_DOWN 10 /* and below it */
#define CHAR_WIDTH 20

/* ---- tables from descriptions ---- */

/* "word~35" is 35 % sure; else `sure`. */
static void add_word(struct buf *table, const int at[4], int *x, const char *word, int sure, int scale)
{
	const char *tilde = strchr(word, '~');
	size_t len = tilde == NULL ? strlen(word) : (size_t)(tilde - word);
	struct span text = span_make(word, len);
	bool up = false, down = false;
	int base = at[3], top, height, width = (int)len * CHAR_WIDTH * scale / 10;

	for (size_t i = 0; i < len; i++) {
		up |= strchr("bdfhijklt", word[i]) != NULL || (word[i] >= 'A' && word[i] <= 'Z') || (word[i] >= '0' && word[i] <= '9');
		down |= strchr("gjpqy", word[i]) != NULL;
	}
	top = base - (up ? PIXELS_UP : PIXELS_SMALL) * scale / 10;
	height = base + (down ? PIXELS_DOWN : 0) * scale / 10 - top;
	buf_addf(table, "5\t1\t%d\t%d\t%d\t1\t%d\t%d\t%d\t%d\t%d.004\t%.*s\n", at[0], at[1], at[2], *x, top, width, height,
	         tilde == NULL ? sure : atoi(tilde + 1), (int)text.len, text.data);
	*x += width + CHAR_WIDTH * scale / 10;
}

/* "line BLOCK PARAGRAPH X Y SURE TEXT": pixels; "large …" is twice as large. Any other line is a row of the table as it is. */
static void add_line(struct buf *table, const char *line, int number)
{
	int at[4] = {0, 0, number, 0}, x = 0, sure = 0, from = 0, scale = 10;
	char *words, *word, *next = NULL;

	if (sscanf(line, "large %d %d %d %d %d %n", &at[0], &at[1], &x, &at[3], &sure, &from) == 5) {
		scale = 20;
	} else if (sscanf(line, "line %d %d %d %d %d %n", &at[0], &at[1], &x, &at[3], &sure, &from) != 5) {
		buf_addf(table, "%s\n", line);
		return;
	}
	words = mem_strdup(line + from);
	for (word = strtok_r(words, " ", &next); word != NULL; word = strtok_r(NULL, " ", &next))
		add_word(table, at, &x, word, sure, scale);
	free(words);
}

static void make_table(struct buf *table, struct span description)
{
	int number = 0;

	buf_add_str(table, "1\t1\t0\t0\t0\t0\t0\t0\t2550\t3300\t-1\t\n");
	for (size_t at = 0; at < description.len;) {
		const char *end = memchr(description.data + at, '\n', description.len - at);
		size_t to = end == NULL ? description.len : (size_t)(end - description.data);
		char *line = mem_spandup(span_make(description.data + at, to - at));

		add_line(table, line, ++number);
		free(line);
		at = to + 1;
	}
}

/* A PDF of one page that is a picture; and two of them. */
static const char one_picture[] = "page\npicture\n", two_pictures[] = "page\npicture\npage\npicture\n";

static bool read_table(struct document *d, const char *pages, struct span table, char **reason)
{
	struct pdf_scan scan = {0, DPI, table, NULL};
	struct pdf_scans scans = {&scan, 1, "tesseract 5.3.0, eng"};
	struct buf pdf;
	bool read;

	buf_init(&pdf);
	made_pdf(&pdf, span_of(pages));
	read = pdf_scanner.read(d, buf_span(&pdf), &scans, NULL, false, reason);
	buf_release(&pdf);
	return read;
}

static void dump_sureness(struct buf *out, const struct document *d)
{
	for (size_t i = 0; i < d->segment_count; i++)
		buf_addf(out, "%s%u", i == 0 ? "sure: " : " ", document_ocr_confidence(d, &d->segments[i].at, 1));
	buf_add_char(out, '\n');
}

static void check_case(const struct case_parts *c)
{
	struct document d;
	struct buf table, got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&table);
	buf_init(&got);
	make_table(&table, c->input);
	if (read_table(&d, one_picture, buf_span(&table), &reason)) {
		dump_document(&got, &d);
		dump_sureness(&got, &d);
		buf_addf(&got, "remark: %s\n", d.remark == NULL ? "" : d.remark);
	} else {
		buf_add_str(&got, reason);
	}
	case_judge(c, &got);
	free(reason);
	buf_release(&got);
	buf_release(&table);
	document_release(&d);
}

/* ---- the bounds ---- */

/* Whether the word of a page stays; "%d" in the description is how sure OCR is of it. */
static bool is_kept(const char *format, int sure)
{
	const char *number = strstr(format, "%d");
	struct document d;
	struct buf table, lines;
	char *reason = NULL;
	bool kept;

	document_init(&d);
	buf_init(&table);
	buf_init(&lines);
	buf_addf(&lines, "%.*s%d%s", (int)(number - format), format, sure, number + 2);
	make_table(&table, buf_span(&lines));
	kept = read_table(&d, one_picture, buf_span(&table), &reason) && memmem(d.text.data, d.text.len, "prisoners", 9) != NULL;
	free(reason);
	buf_release(&lines);
	buf_release(&table);
	document_release(&d);
	return kept;
}

static void check_bound(const char *what, const char *format, int least)
{
	tap_ok(is_kept(format, least) && !is_kept(format, least - 1), "%s is kept from %d %% on", what, least);
}

#define SURE "line 2 2 300 900 95 The witnesses were heard in the afternoon of that very day.\nline 3 3 300 1400 95 Nobody else was heard on it.\n"

static void test_bounds(void)
{
	check_bound("a page", "line 1 1 300 400 %d the prisoners were counted\n", OCR_PAGE_LEAST);
	check_bound("a line", "line 1 1 300 400 %d the prisoners were counted\n" SURE, OCR_LINE_LEAST);
	check_bound("a word", "line 1 1 300 400 95 and the prisoners~%d were counted in the afternoon\n" SURE, OCR_WORD_LEAST);
}

/* A word longer than any is no word. */
static void test_long_word(void)
{
	char word[201];

	memset(word, 'a', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	for (size_t longer = 0; longer <= 1; longer++) {
		struct document d;
		struct buf table;
		char *reason = NULL;
		bool kept;

		document_init(&d);
		buf_init(&table);
		make_table(&table, span_of(SURE));
		buf_addf(&table, "5\t1\t2\t2\t9\t1\t300\t1000\t2000\t33\t95\t%s%s\n", longer ? "a" : "", word);
		kept = read_table(&d, one_picture, buf_span(&table), &reason) && memmem(d.text.data, d.text.len, word, strlen(word)) != NULL;
		tap_ok(kept != longer, "a word of %zu bytes is %s", strlen(word) + longer, longer ? "none" : "one");
		free(reason);
		buf_release(&table);
		document_release(&d);
	}
}

/* A page of more words than any: none is read, and it is said. */
static void test_crowded_page(void)
{
	if (getenv("UNDER_VALGRIND") != NULL) {
		tap_skip("it takes long under valgrind", "a page of 50,000 words");
		return;
	}
	for (unsigned more = 0; more <= 1; more++) {
		struct document d;
		struct buf table;
		char *reason = NULL;
		bool kept;

		document_init(&d);
		buf_init(&table);
		make_table(&table, span_of(""));
		for (unsigned i = 0; i < 50000 + more; i++)
			buf_addf(&table, "5\t1\t1\t1\t%u\t1\t%u\t%u\t20\t22\t95\tac\n", i / 100, 50 + i % 100 * 24, 50 + i / 100 * 60);
		kept = read_table(&d, one_picture, buf_span(&table), &reason) && d.text.len > 50000;
		tap_ok(kept != more, "a page of %u words is %s", 50000 + more, more ? "not read" : "read");
		free(reason);
		buf_release(&table);
		document_release(&d);
	}
}

/* ---- what the reader of the PDF is told ---- */

static void test_pictures(void)
{
	struct document d;
	struct buf pdf, pictures;
	char *reason = NULL;
	uint32_t pages[3] = {9, 9, 9};

	document_init(&d);
	buf_init(&pdf);
	buf_init(&pictures);
	made_pdf(&pdf, span_of("page\npicture\npage\nat 72 100\n| A page of text, about the treatment of prisoners.\npage\npicture\n"));
	tap_ok(pdf_scanner.read(&d, buf_span(&pdf), NULL, &pictures, false, &reason) && d.picture_pages == 2, "two of its three pages are pictures");
	memcpy(pages, pictures.data, pictures.len < sizeof pages ? pictures.len : sizeof pages);
	tap_ok(pictures.len == 2 * sizeof *pages && pages[0] == 0 && pages[1] == 2, "they are named");
	tap_ok(d.remark != NULL && strstr(d.remark, "no text layer on pages 1, 3: they are pictures, and not searched") != NULL, "and said to be unread");
	free(reason);
	buf_release(&pictures);
	buf_release(&pdf);
	document_release(&d);
}

/* A page that could not be read, and a page behind the last; the text layer is never added to. */
static void test_failures(void)
{
	struct buf table, pdf;
	struct document d;
	char *reason = NULL;
	struct pdf_scan scans[] = {{0, DPI, {"", 0}, "took too long"}, {1, DPI, {"", 0}, NULL}, {2, DPI, {"", 0}, NULL}, {77, DPI, {"", 0}, NULL}};
	struct pdf_scans all = {scans, 4, "tesseract 5.3.0, eng"};

	document_init(&d);
	buf_init(&table);
	buf_init(&pdf);
	make_table(&table, span_of("line 1 1 300 400 95 The witnesses were heard.\n"));
	scans[1].table = scans[2].table = scans[3].table = buf_span(&table);
	made_pdf(&pdf, span_of("page\npicture\npage\npicture\npage\nat 72 100\n| A page of text, about the treatment of prisoners.\n"));
	tap_ok(pdf_scanner.read(&d, buf_span(&pdf), &all, NULL, false, &reason) && d.remark != NULL &&
	               strstr(d.remark, "page 2 read by OCR (tesseract 5.3.0, eng): 95 % sure; no text layer on page 1: it is a picture, and not searched (took too long)") != NULL,
	       "a page that failed is named with its reason");
	tap_note("%s", d.remark == NULL ? reason : d.remark);
	tap_ok(d.ocr_count == 4 && document_ocr_pages(&d) == 1 && d.picture_pages == 1, "four words on one page");
	free(reason);
	buf_release(&pdf);
	buf_release(&table);
	document_release(&d);
}

/* A list of many pages is cut, so that the remark stays within what a message may hold. */
static void test_long_remark(void)
{
	struct document d;
	struct buf pdf, text, message;
	char *reason = NULL;

	document_init(&d);
	buf_init(&pdf);
	buf_init(&text);
	buf_init(&message);
	for (int i = 0; i < MADE_PDF_PAGES; i++)
		buf_add_str(&text, i % 2 == 0 ? "page\npicture\n" : "page\nat 72 400\n| A page of text, about the treatment of prisoners.\n");
	made_pdf(&pdf, buf_span(&text));
	tap_ok(pdf_read(&d, buf_span(&pdf), &reason) && d.remark != NULL && strlen(d.remark) <= MESSAGE_REASON_MAX && strstr(d.remark, " more: they are pictures") != NULL,
	       "32 pages apart are named in a line");
	tap_note("%s", d.remark == NULL ? reason : d.remark);
	message_add_document(&message, &d);
	document_release(&d);
	document_init(&d);
	tap_ok(message_read(&d, buf_span(&message), &reason) && d.picture_pages == MADE_PDF_PAGES / 2, "which comes through the pipe");
	free(reason);
	buf_release(&message);
	buf_release(&text);
	buf_release(&pdf);
	document_release(&d);
}

/* ---- hostile tables ---- */

static uint32_t next_random(uint32_t *state)
{
	*state = *state * 1664525U + 1013904223U;
	return *state >> 8;
}

/* What a table gives, whatever is in it, is a sound document. */
static bool gives_sound(struct span table)
{
	struct document d, back;
	struct buf message;
	char *reason = NULL, *other = NULL;
	bool good = true;

	document_init(&d);
	document_init(&back);
	buf_init(&message);
	if (read_table(&d, two_pictures, table, &reason)) {
		message_add_document(&message, &d);
		good = message_read(&back, buf_span(&message), &other) && back.ocr_count == d.ocr_count;
	}
	free(reason);
	free(other);
	buf_release(&message);
	document_release(&d);
	document_release(&back);
	return good;
}

static void test_damaged(void)
{
	struct buf table, damaged;
	uint32_t seed = 20100212;
	size_t rounds = tap_scale(1500);
	bool good = true;

	buf_init(&table);
	buf_init(&damaged);
	make_table(&table, span_of("large 1 1 300 300 96 Findings\nline 2 1 300 500 93 1. The witnesses were heard in the afternoon.\n"
	                           "line 2 1 300 560 93 Nobody else was heard on it.\nline 3 1 300 700 90 Contents ..~3 cc~2 14\n"));
	for (size_t i = 0; i < rounds && good; i++) {
		buf_clear(&damaged);
		buf_add_span(&damaged, buf_span(&table));
		for (uint32_t k = next_random(&seed) % 8 + 1; k > 0; k--)
			damaged.data[next_random(&seed) % damaged.len] = (char)("\t\n-.0919\xC3\xA9\xFF\x01~A"[next_random(&seed) % 15]);
		damaged.len -= next_random(&seed) % (damaged.len / 2);
		good = gives_sound(buf_span(&damaged));
	}
	tap_ok(good, "%zu damaged tables give sound documents", rounds);
	buf_release(&damaged);
	buf_release(&table);
}

int main(void)
{
	cases_each("tests/cases/scan.txt", 10, check_case, NULL);
	test_bounds();
	test_long_word();
	test_crowded_page();
	test_pictures();
	test_failures();
	test_long_remark();
	test_damaged();
	return tap_done();
}
