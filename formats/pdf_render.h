/* pdf_render.h: a page as poppler has it, drawn. For formats/pdf_render.c and pdf_rules.c only. */
#ifndef FORMATS_PDF_RENDER_H
#define FORMATS_PDF_RENDER_H

#include <poppler.h>

#include "formats/ocr.h"

/* False with *reason (allocated), which must be NULL before: it cannot be drawn, or within the limits only too coarse. */
bool pdf_render_page(struct ocr_raster *r, PopplerPage *page, const struct ocr_limits *l, char **reason);

#endif
