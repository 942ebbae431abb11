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

/* A text that stands at the same edge of pages. */
struct repeated {
	uint32_t pages;
	uint32_t last; /* page, from 1 */
	float y, size; /* on the last of them */
};

struct furniture {
	struct pdf *pdf;
	struct edge *edges; /* all pages', in order */
	size_t edge_count, edge_cap;
	size_t *first;      /* of each page, and one past the last */
	struct strmap texts; /* edge and text → 1 + place in repeated */
	struct repeated *repeated;
	size_t repeated_count, repeated_cap;
};

/* 1 + the place in f->repeated of a text, edge included; a new one has no pages. May move the array. */
uint32_t furniture_repeated(struct furniture *f, struct span key);
/* The pages that must say the same. */
size_t furniture_repeats(const struct pdf *p);

/* ---- pdf_page_numbers.c ---- */
/* Finds the pages' numbers among the edges: their lines become furniture, they the pages' labels. */
void furniture_numbers_find(struct furniture *f);

#endif
