/* Reading PDFs: made ones in tests/cases/pdf.txt, and damaged ones. */
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

static void check_case(struct span name, struct span input, struct span expected)
{
	struct document d;
	struct buf pdf, got;
	char *reason = NULL;

	document_init(&d);
	buf_init(&pdf);
	buf_init(&got);
	made_pdf(&pdf, input);
	if (!pdf_read(&d, buf_span(&pdf), &reason)) {
		buf_add_str(&got, reason);
	} else {
		dump_document(&got, &d);
		if (wants_pages(input))
			dump_pages(&got, &d);
		if (d.remark != NULL)
			buf_addf(&got, "remark: %s\n", d.remark);
	}
	if (!tap_ok(span_eq(span_trim(buf_span(&got)), span_trim(expected)), "%.*s", (int)name.len, name.data))
		tap_note("got:\n%s", got.data);
	free(reason);
	buf_release(&got);
	buf_release(&pdf);
	document_release(&d);
}

static void run_cases(const char *path, size_t least)
{
	struct buf all;
	size_t count = 0;

	buf_init(&all);
	cases_file(path, &all);
	for (const char *at = strstr(all.data, "\n=== "), *next; at != NULL; at = next, count++) {
		const char *name = at + 5, *input = strchr(name, '\n') + 1, *line = strstr(input, "\n---\n"), *end;

		next = strstr(input, "\n=== ");
		end = next == NULL ? all.data + all.len : next;
		if (!tap_ok(line != NULL && line < end, "the case has both parts"))
			break;
		check_case(span_make(name, (size_t)(input - 1 - name)), span_make(input, (size_t)(line - input)), span_make(line + 5, (size_t)(end - line) - 5));
	}
	tap_ok(count >= least, "%s has %zu cases", path, count);
	buf_release(&all);
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

static void test_unsound(void)
{
	struct buf pdf;

	buf_init(&pdf);
	made_pdf(&pdf, span_of(page_of_text));
	check_bytes("a sound file", buf_span(&pdf), NULL);
	check_bytes("its first bytes", span_make(pdf.data, 60), "a damaged PDF");
	check_bytes("its last bytes are missing", span_make(pdf.data, pdf.len - 10), NULL);
	check_changed("a page tree that loops", "/Kids [8 0 R ]", "/Kids [2 0 R ]", "no text on any of its");
	check_changed("more pages than there are", "/Count 1 ", "/Count 9 ", NULL);
	check_changed("no pages", "/Count 1 /Kids [8 0 R ]", "/Count 0 /Kids [      ]", "without pages");
	check_changed("an unknown security handler", " /Root 1 0 R /Info 7 0 R >>", "/Root 1 0 R/Encrypt 7 0 R>>", "encrypted");
	buf_release(&pdf);
}

int main(void)
{
	run_cases("tests/cases/pdf.txt", 31);
	test_unsound();
	return tap_done();
}
