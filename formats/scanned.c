/*
 * scanned.c: a PDF whose pages are pictures, in three steps, each in a child
 * that can do nothing but answer: its text layer is read and its pictures are
 * named; each picture is drawn and read by OCR, in a child of its own, so that
 * one which fails costs that page alone; the PDF is read again with those words.
 */
#include <stdlib.h>

#include "formats/child.h"
#include "formats/document.h"
#include "formats/held.h"
#include "formats/message.h"
#include "formats/module.h"
#include "formats/readers.h"

#define TABLES_MAX ((size_t)256 * 1024 * 1024) /* bytes of the tables of one document; the pages behind them stay unread */
#define REASON_MAX 100                         /* bytes of the reason why a page was not read */
#define ANSWER_TABLE 'T'
#define ANSWER_FAILURE 'F'

struct task {
	const struct pdf_scanner *scanner;
	struct ocr *ocr;
	struct span bytes;
	struct pdf_scans scans;
	uint32_t page;
	bool undrawn; /* the pages' rules are not looked at */
};

/* ---- in the children, which end after it: nothing is released ---- */

static void list_pictures(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;
	struct document d;
	struct buf pictures;
	char *reason = NULL;
	uint32_t count;
	bool good;

	document_init(&d);
	buf_init(&pictures);
	good = t->scanner->read(&d, t->bytes, NULL, &pictures, t->undrawn, &reason);
	count = (uint32_t)(pictures.len / sizeof count);
	buf_add(answer, &count, sizeof count);
	buf_add_span(answer, buf_span(&pictures));
	if (good)
		message_add_document(answer, &d);
	else
		message_add_failure(answer, reason);
}

static void read_picture(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;
	struct ocr_raster r = {.width = 0};
	char *reason = NULL;

	buf_init(&r.grey);
	buf_add_char(answer, ANSWER_TABLE);
	if (t->scanner->render(&r, t->bytes, t->page, &t->ocr->limits, &reason)) {
		buf_add(answer, &r.dpi, sizeof r.dpi);
		if (ocr_recognise(t->ocr, &r, answer))
			return;
		reason = mem_strdup("tesseract cannot read it");
	}
	buf_clear(answer);
	buf_add_char(answer, ANSWER_FAILURE);
	buf_add_str(answer, reason);
}

static void read_words(struct child_job *job, struct buf *answer)
{
	const struct task *t = job->context;
	struct document d;
	char *reason = NULL;

	document_init(&d);
	if (t->scanner->read(&d, t->bytes, &t->scans, NULL, t->undrawn, &reason))
		message_add_document(answer, &d);
	else
		message_add_failure(answer, reason);
}

/* ---- in the parent ---- */

/* Has a child do the work; once more without drawing pages for their rules, where it did not come to an end. */
static bool run(struct task *t, void (*work)(struct child_job *, struct buf *), struct buf *answer, char **reason)
{
	struct child_job job;

	child_job_init(&job, work, t);
	return child_run_or_less(&job, &t->undrawn, answer, reason);
}

/* The pages named in an answer, each after the one before; *message is what follows. False: damaged. */
static bool take_pictures(struct span answer, uint32_t **pages, size_t *count, struct span *message)
{
	uint32_t n, last = 0;

	if (answer.len < sizeof n)
		return false;
	memcpy(&n, answer.data, sizeof n);
	answer = span_make(answer.data + sizeof n, answer.len - sizeof n);
	if (n > PAGE_PHYSICAL_MAX || n > answer.len / sizeof n)
		return false;
	*count = n;
	*pages = mem_alloc(((size_t)n + 1) * sizeof **pages);
	memcpy(*pages, answer.data, n * sizeof **pages);
	*message = span_make(answer.data + n * sizeof **pages, answer.len - n * sizeof **pages);
	for (size_t i = 0; i < n; last = (*pages)[i++])
		if ((*pages)[i] >= PAGE_PHYSICAL_MAX || (i != 0 && (*pages)[i] <= last))
			return false;
	return true;
}

/* The reasons that a page's child gives, with no control characters in them. */
static char *clean(struct span s)
{
	char *reason = mem_spandup(span_make(s.data, s.len < REASON_MAX ? s.len : REASON_MAX));

	for (char *at = reason; *at != '\0'; at++)
		if ((unsigned char)*at < ' ' || (unsigned char)*at >= 0x7F)
			*at = '?';
	return reason;
}

/* Reads one picture; its table is appended to *tables, and `scan` points to nothing yet. Gives why it could not be read. */
static char *scan_page(struct task *t, struct pdf_scan *scan, struct buf *tables)
{
	struct child_job job;
	struct buf answer;
	char *reason = NULL;
	struct span got;

	child_job_init(&job, read_picture, t);
	job.limits = (struct child_limits){OCR_MEMORY, t->ocr->limits.cpu_seconds, t->ocr->limits.wall_seconds, t->ocr->limits.output};
	buf_init(&answer);
	if (child_run(&job, &answer, &reason)) {
		got = buf_span(&answer);
		if (got.len > 1 + sizeof scan->dpi && got.data[0] == ANSWER_TABLE) {
			memcpy(&scan->dpi, got.data + 1, sizeof scan->dpi);
			scan->table.len = got.len - 1 - sizeof scan->dpi;
			buf_add(tables, got.data + 1 + sizeof scan->dpi, scan->table.len);
		} else {
			reason = got.len > 1 && got.data[0] == ANSWER_FAILURE ? clean(span_make(got.data + 1, got.len - 1)) : mem_strdup("its reader gave a damaged answer");
		}
	}
	buf_release(&answer);
	return reason;
}

/* Reads the pictures on `pages`, up to the limits. */
static void scan_pages(struct task *t, const uint32_t *pages, size_t count, struct pdf_scan *scans, char **failures, struct buf *tables)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		scans[i] = (struct pdf_scan){.page = t->page = pages[i]};
		if (i >= t->ocr->limits.pages || tables->len > TABLES_MAX)
			failures[i] = mem_strdup("behind the last page that OCR is to read");
		else
			failures[i] = scan_page(t, &scans[i], tables);
		scans[i].failure = failures[i];
	}
	for (size_t i = 0; i < count; i++) {
		scans[i].table.data = tables->data + at;
		at += scans[i].table.len;
	}
}

static bool read_with_words(struct document *d, struct task *t, const uint32_t *pages, size_t count, char **reason)
{
	struct pdf_scan *scans = mem_zalloc((count + 1) * sizeof *scans);
	char **failures = mem_zalloc((count + 1) * sizeof *failures);
	struct buf tables, by, answer;
	bool good;

	buf_init(&tables);
	buf_init(&by);
	buf_init(&answer);
	buf_addf(&by, "%s, %s", t->ocr->name, t->ocr->languages);
	scan_pages(t, pages, count, scans, failures, &tables);
	t->scans = (struct pdf_scans){scans, count, by.data};
	good = run(t, read_words, &answer, reason) && message_read(d, buf_span(&answer), reason);
	for (size_t i = 0; i < count; i++)
		free(failures[i]);
	free(failures);
	free(scans);
	buf_release(&answer);
	buf_release(&by);
	buf_release(&tables);
	return good;
}

static bool read_scanned(struct document *d, struct task *t, char **reason)
{
	struct buf answer;
	struct span message;
	struct held held;
	uint32_t *pages = NULL;
	size_t count = 0;
	bool good;

	buf_init(&answer);
	held_init(&held);
	held_open_pdf(&held, t->bytes);
	good = run(t, list_pictures, &answer, reason);
	if (good && !take_pictures(buf_span(&answer), &pages, &count, &message)) {
		*reason = mem_strdup("its reader gave a damaged answer");
		good = false;
	}
	if (good && count == 0)
		good = message_read(d, message, reason);
	else if (good)
		good = read_with_words(d, t, pages, count, reason);
	free(pages);
	held_release(&held);
	buf_release(&answer);
	if (good && text_is_blank(buf_span(&d->text))) {
		*reason = mem_strdup("no text in it");
		good = false;
	}
	return good;
}

bool document_read_scanned(struct document *d, struct span bytes, struct span name, struct ocr *ocr, char **reason)
{
	struct task t = {.ocr = ocr, .bytes = bytes};
	char *ignored = NULL;

	*reason = NULL;
	if (ocr == NULL || format_detect(bytes, name, &ignored) != FORMAT_PDF) {
		free(ignored);
		return document_read(d, bytes, name, reason);
	}
	t.scanner = module_symbol(PDF_MODULE, PDF_SCANNER_SYMBOL, reason);
	return t.scanner != NULL && read_scanned(d, &t, reason);
}
