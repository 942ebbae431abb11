/*
 * quote_print.h: what was found of a quotation, for people and for programs. For
 * searcher/ only.
 */
#ifndef SEARCHER_QUOTE_PRINT_H
#define SEARCHER_QUOTE_PRINT_H

#include "searcher/print.h"
#include "searcher/quote.h"

#define QUOTE_SCHEMA "hrsearch-quote/1"

/* Where a quotation stands in the document that has it. */
struct quote_origin {
	size_t line;      /* of its text, from 1; 0: it is not of a document */
	size_t paragraph; /* from 1, where the document has paragraphs but no lines of its own; else 0 */
};

/* Some lines, indented; the first says the status. */
void quote_print_text(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                      const struct library *l, const struct print_options *o);
/* One object on a line: see hrsearch(1). */
void quote_print_json(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                      const struct library *l);
/* status, line, quotation, id, source id, citation, parted by tabs. */
void quote_print_tsv(struct buf *out, const struct quote_result *r, const struct quote_origin *origin,
                     const struct print_options *o);
/* Loads another place of a verbatim quotation, with its source; false: it cannot be read. */
bool quote_load_other(struct hit *h, const struct library *l, uint32_t docid);
/* The citation in full of the passage that begins with a part: the pages are those of all its parts. */
struct citation quote_part_citation(const struct quote_result *r, size_t part);
/* Whether another passage begins with a part: each is cited once. */
bool quote_part_is_new(const struct quote_result *r, size_t part);

#endif
