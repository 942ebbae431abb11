/*
 * pdf_write.h: the blocks and notes of a PDF as a document. For formats/pdf*.c only.
 */
#ifndef FORMATS_PDF_WRITE_H
#define FORMATS_PDF_WRITE_H

#include "formats/pdf_blocks.h"
#include "formats/reader.h"

/* False, with *reason (allocated), if there is more than we read. */
bool pdf_write(struct document *d, const struct pdf *p, const struct pdf_blocks *body, const struct pdf_blocks *margin, char **reason);

/* Sets the title, if one is certain, of a document that is written. */
void pdf_title(struct document *d, const struct pdf *p, const struct pdf_blocks *body);

#endif
