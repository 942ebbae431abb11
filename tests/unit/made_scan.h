/*
 * made_scan.h: PDFs whose pages are pictures: the pages of a PDF that
 * made_pdf.h describes, drawn and put into a file without a text layer. For
 * tests/unit/ only.
 */
#ifndef TESTS_MADE_SCAN_H
#define TESTS_MADE_SCAN_H

#include "formats/readers.h"

#include "tests/unit/made_pdf.h"

#define MADE_SCAN_PAGES 16

struct made_scan {
	struct buf *out;
	size_t offsets[3 * MADE_SCAN_PAGES + 4], next;
};

static inline void made_scan_object(struct made_scan *m)
{
	m->offsets[m->next] = m->out->len;
	buf_addf(m->out, "%zu 0 obj\n", m->next++);
}

static inline void made_scan_page(struct made_scan *m, const struct ocr_raster *r, double width, double height)
{
	struct buf head, draw;

	buf_init(&head);
	buf_init(&draw);
	made_scan_object(m);
	buf_addf(m->out, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Contents %zu 0 R /Resources << /XObject << /Im %zu 0 R >> >> >>\nendobj\n",
	         width, height, m->next, m->next + 1);
	made_scan_object(m);
	buf_addf(&draw, "q %.2f 0 0 %.2f 0 0 cm /Im Do Q", width, height);
	made_pdf_stream(m->out, "", buf_span(&draw));
	made_scan_object(m);
	buf_addf(&head, "/Type /XObject /Subtype /Image /Width %u /Height %u /ColorSpace /DeviceGray /BitsPerComponent 8", r->width, r->height);
	made_pdf_stream(m->out, head.data, buf_span(&r->grey));
	buf_release(&head);
	buf_release(&draw);
}

static inline void made_scan_end(struct made_scan *m)
{
	size_t xref = m->out->len;

	buf_addf(m->out, "xref\n0 %zu\n0000000000 65535 f \n", m->next);
	for (size_t i = 1; i < m->next; i++)
		buf_addf(m->out, "%010zu 00000 n \n", m->offsets[i]);
	buf_addf(m->out, "trailer\n<< /Size %zu /Root 1 0 R >>\nstartxref\n%zu\n%%%%EOF\n", m->next, xref);
}

/* Appends a PDF of `count` pages of so many points, each a picture. */
static inline void made_scan_of(struct buf *out, const struct ocr_raster *rasters, size_t count, double width, double height)
{
	struct made_scan m = {.out = out, .next = 1};

	buf_add_str(out, "%PDF-1.4\n");
	made_scan_object(&m);
	buf_add_str(out, "<< /Type /Catalog /Pages 2 0 R >>\nendobj\n");
	made_scan_object(&m);
	buf_addf(out, "<< /Type /Pages /Count %zu /Kids [", count);
	for (size_t i = 0; i < count; i++)
		buf_addf(out, "%zu 0 R ", 3 + 3 * i);
	buf_add_str(out, "] >>\nendobj\n");
	for (size_t i = 0; i < count; i++)
		made_scan_page(&m, &rasters[i], width, height);
	made_scan_end(&m);
}

/* Appends the pages that made_pdf.h's description gives, as pictures at that resolution; returns how many. */
static inline size_t made_scan(struct buf *out, struct span description, unsigned dpi)
{
	struct ocr_limits limits = {.pixels = OCR_PIXELS_MAX, .dpi = dpi, .dpi_least = 1};
	struct ocr_raster rasters[MADE_SCAN_PAGES];
	struct buf pdf;
	char *reason = NULL;
	size_t count = 0;

	buf_init(&pdf);
	made_pdf(&pdf, description);
	memset(rasters, 0, sizeof rasters);
	for (buf_init(&rasters[0].grey); count < MADE_SCAN_PAGES && pdf_render(&rasters[count], buf_span(&pdf), (uint32_t)count, &limits, &reason);) {
		count++;
		if (count < MADE_SCAN_PAGES)
			buf_init(&rasters[count].grey);
	}
	free(reason);
	made_scan_of(out, rasters, count, 612, 792);
	for (size_t i = 0; i <= count && i < MADE_SCAN_PAGES; i++)
		buf_release(&rasters[i].grey);
	buf_release(&pdf);
	return count;
}

#endif
