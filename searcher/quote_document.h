/*
 * quote_document.h: the quotations of a document that is to be checked. For
 * searcher/ only.
 */
#ifndef SEARCHER_QUOTE_DOCUMENT_H
#define SEARCHER_QUOTE_DOCUMENT_H

#include "searcher/quote_print.h"
#include "text/quotation.h"

#define QUOTE_WORDS_MIN 7 /* of a quotation in a document that is looked for: more than six */

struct quote_document {
	struct quotations quotations;
	bool has_lines; /* its text's lines are its own: of plain text, not of DOCX */
	size_t shorter; /* quotations of fewer words */
};

/* Reads a document's bytes through the readers of formats/; false with *error. */
bool quote_document_read(struct quote_document *d, struct span bytes, struct span name, char **error);
void quote_document_release(struct quote_document *d);
struct quote_origin quote_document_origin(const struct quote_document *d, const struct quotation *q);

#endif
