/* pdf_forms.h: what has been filled into a form. For formats/pdf_forms.c and pdf_load.c only. */
#ifndef FORMATS_PDF_FORMS_H
#define FORMATS_PDF_FORMS_H

#include <poppler.h>

#include "formats/pdf.h"

/* Adds what the fields of a page show to its words, each where it is shown; on a page that is turned they are counted as unread. */
void pdf_forms_read(struct pdf *p, struct pdf_page *page, PopplerPage *from);

#endif
