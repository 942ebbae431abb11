/* pdf_render.c: a page of a PDF as grey pixels, by poppler and cairo. */
#include "formats/pdf_render.h"

#include <math.h>
#include <stdlib.h>

#include "formats/readers.h"

#define SIDE_MAX 30000 /* pixels: cairo's surfaces have at most 32767 */

/* The resolution at which the page keeps within the limits; 0: it would be too coarse to be read. */
static double settle_dpi(double width, double height, const struct ocr_limits *l)
{
	double dpi = l->dpi, side = fmax(width, height), most = sqrt((double)l->pixels / (width * height)) * 72;

	if (!(width > 1) || !(height > 1))
		return 0;
	dpi = fmin(dpi, fmin(most, SIDE_MAX / side * 72));
	return dpi < l->dpi_least ? 0 : floor(dpi);
}

/* The mean of the colours: scans are grey, and a coloured stamp becomes so. */
static void take_grey(struct ocr_raster *r, const unsigned char *pixels, size_t stride)
{
	unsigned char *out;

	buf_reserve(&r->grey, (size_t)r->width * r->height);
	out = (unsigned char *)r->grey.data;
	for (size_t y = 0; y < r->height; y++)
		for (size_t x = 0; x < r->width; x++) {
			uint32_t rgb;

			memcpy(&rgb, pixels + y * stride + 4 * x, sizeof rgb);
			*out++ = (unsigned char)(((rgb & 0xFF) + (rgb >> 8 & 0xFF) + (rgb >> 16 & 0xFF)) / 3);
		}
	r->grey.len = (size_t)r->width * r->height;
}

static bool draw(struct ocr_raster *r, PopplerPage *page, double scale)
{
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)r->width, (int)r->height);
	cairo_t *cairo = cairo_create(surface);
	bool good;

	cairo_set_source_rgb(cairo, 1, 1, 1);
	cairo_paint(cairo);
	cairo_scale(cairo, scale, scale);
	poppler_page_render(page, cairo);
	good = cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
	cairo_destroy(cairo);
	cairo_surface_flush(surface);
	if (good)
		take_grey(r, cairo_image_surface_get_data(surface), (size_t)cairo_image_surface_get_stride(surface));
	cairo_surface_destroy(surface);
	return good;
}

bool pdf_render_page(struct ocr_raster *r, PopplerPage *page, const struct ocr_limits *l, char **reason)
{
	double width = 0, height = 0, dpi;

	poppler_page_get_size(page, &width, &height);
	dpi = settle_dpi(width, height, l);
	if (dpi <= 0) {
		*reason = mem_strdup("too large to be read by OCR");
		return false;
	}
	r->dpi = (unsigned)dpi;
	r->width = (uint32_t)fmax(1, floor(width * dpi / 72));
	r->height = (uint32_t)fmax(1, floor(height * dpi / 72));
	if (!draw(r, page, dpi / 72))
		*reason = mem_strdup("it cannot be drawn");
	return *reason == NULL;
}

bool pdf_render(struct ocr_raster *r, struct span bytes, uint32_t number, const struct ocr_limits *limits, char **reason)
{
	GBytes *input = g_bytes_new_static(bytes.data, bytes.len);
	PopplerDocument *document = poppler_document_new_from_bytes(input, NULL, NULL);
	PopplerPage *page = NULL;

	*reason = NULL;
	if (document != NULL && number < (unsigned)poppler_document_get_n_pages(document))
		page = poppler_document_get_page(document, (int)number);
	if (page == NULL)
		*reason = mem_strdup("it cannot be drawn");
	else
		pdf_render_page(r, page, limits, reason);
	if (page != NULL)
		g_object_unref(page);
	if (document != NULL)
		g_object_unref(document);
	g_bytes_unref(input);
	return *reason == NULL;
}
