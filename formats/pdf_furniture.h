/*
 * pdf_furniture.h: the heads and feet of a document's pages while they are looked
 * at. For formats/pdf_furniture.c and pdf_page_numbers.c only.
 */
#ifndef FORMATS_PDF_FURNITURE_H
#define FORMATS_PDF_FURNITURE_H

#include "formats/pdf.h"

/* A line in one of the rows at an edge of its page. */
struct edge {
	uint32_t line;
	uint8_t row;  /* from the edge, from 0 */
	bool foot;
	float gap;    /* to the row that is next on the way to the text; from its row's box */
};

/* A text that stands at the same edge of pages that are near one another. */
struct repeated {
	uint32_t pages;
	uint32_t first, last; /* pages, from 1 */
	float y, size;        /* on the last of them */
	uint32_t before;      /* 1 + place of the same text on pages further up; 0: none */
};

struct furniture {
	struct pdf *pdf;
	struct edge *edges; /* all pages', in order */
	size_t edge_count, edge_cap;
	size_t *first;      /* of each page, and one past the last */
	struct strmap texts; /* edge and text → 1 + place in repeated */
	struct repeated *repeated;
	size_t repeated_count, repeated_cap;
	bool hearing;       /* questions and answers: "A. Yes." may begin page after page */
};

/*
 * Counts page `page` (from 0) for a text, edge included: the place in f->repeated of the text on the pages near
 * it. Pages come in order.
 */
uint32_t furniture_count(struct furniture *f, struct span key, uint32_t page);
/* Whether a text counted so is on enough pages near one another to be no text of theirs. */
bool furniture_is_repeated(const struct furniture *f, uint32_t place);

/* Whether more than a line's distance parts an edge, or a row further in, from the text: lines of the text may be repeated, too. */
bool furniture_is_parted(const struct furniture *f, uint32_t page, size_t edge);

/* ---- pdf_page_numbers.c ---- */
/* Finds the pages' numbers among the edges: their lines become furniture, they the pages' labels. */
void furniture_numbers_find(struct furniture *f);

#endif
