/*
 * PDF (ISO 32000), by poppler: text in reading order, with the page of every
 * word. Left out: running heads and feet, page numbers, tables of contents,
 * pictures, annotations.
 */
#include <stdlib.h>

#include "formats/module.h"
#include "formats/pdf_write.h"
#include "formats/readers.h"

MODULE_VERSION_DEFINE;

const struct foreign_reader pdf_readers[] = {
        {FORMAT_PDF, false, pdf_read, NULL},
        {FORMAT_UNKNOWN, false, NULL, NULL},
};

/* ---- pages without text ---- */

static bool lacks_text(const struct pdf *p, size_t i)
{
	return p->pages[i].word_count == 0 && p->pages[i].picture;
}

/* "pages 3-5, 9". */
static void add_pages(struct buf *out, const struct pdf *p)
{
	bool any = false;

	for (size_t i = 0; i < p->page_count; i++) {
		size_t end = i;

		if (!lacks_text(p, i))
			continue;
		while (end + 1 < p->page_count && lacks_text(p, end + 1))
			end++;
		buf_addf(out, "%s%zu", any ? ", " : "", i + 1);
		if (end > i)
			buf_addf(out, "-%zu", end + 1);
		any = true;
		i = end;
	}
}

static size_t count_lacking(const struct pdf *p)
{
	size_t count = 0;

	for (size_t i = 0; i < p->page_count; i++)
		count += lacks_text(p, i);
	return count;
}

static char *remark_on(const struct pdf *p)
{
	size_t count = count_lacking(p);
	struct buf b;

	if (count == 0)
		return NULL;
	buf_init(&b);
	buf_addf(&b, "no text layer on %s ", count == 1 ? "page" : "pages");
	add_pages(&b, p);
	buf_add_str(&b, count == 1 ? ": it is a picture, and not searched" : ": they are pictures, and not searched");
	return b.data;
}

static char *reason_for(const struct pdf *p)
{
	struct buf b;

	buf_init(&b);
	if (count_lacking(p) != 0)
		buf_addf(&b, "no text on any of its %zu %s: pictures of pages, which must go through OCR first", p->page_count, p->page_count == 1 ? "page" : "pages");
	else
		buf_addf(&b, "no text on any of its %zu %s", p->page_count, p->page_count == 1 ? "page" : "pages");
	return b.data;
}

/* ---- the whole ---- */

static bool write_text(struct document *d, struct pdf *p, char **reason)
{
	struct pdf_blocks body, margin;
	bool good;

	pdf_blocks_init(&body, p);
	pdf_blocks_init(&margin, p);
	margin.apart = true;
	pdf_flow_make(&body, PDF_BODY);
	pdf_flow_make(&margin, PDF_MARGIN);
	pdf_blocks_make(&body);
	pdf_blocks_make(&margin);
	good = pdf_write(d, p, &body, &margin, reason);
	if (good && d->segment_count == 0) {
		*reason = reason_for(p);
		good = false;
	}
	if (good)
		pdf_title(d, p, &body);
	pdf_blocks_release(&margin);
	pdf_blocks_release(&body);
	return good;
}

bool pdf_read(struct document *d, struct span bytes, char **reason)
{
	struct pdf p;
	bool good;

	*reason = NULL;
	pdf_init(&p);
	good = pdf_load(&p, bytes, reason);
	if (good) {
		pdf_lines_find(&p);
		pdf_measure(&p);
		pdf_furniture_find(&p);
		pdf_pieces_split(&p);
		pdf_columns_order(&p);
		pdf_contents_find(&p);
		pdf_notes_find(&p);
		good = write_text(d, &p, reason);
	}
	if (good)
		d->remark = remark_on(&p);
	pdf_release(&p);
	return good;
}
