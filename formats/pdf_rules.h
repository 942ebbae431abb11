/*
 * pdf_rules.h: what is drawn on a page between its words. For
 * formats/pdf_rules.c, pdf_sides.c, pdf_grid.c and pdf_drawn.c only.
 */
#ifndef FORMATS_PDF_RULES_H
#define FORMATS_PDF_RULES_H

#include "formats/pdf.h"

#define PDF_RULES_MAX 4000 /* of a page: one with more is a picture, and none is taken */

/* A straight line, or the edge of a shaded part. */
struct pdf_rule {
	float at;       /* x of an upright one, else y */
	float from, to; /* the other way */
	bool upright;
};

struct pdf_rules {
	struct pdf_rule *items;
	size_t count, cap;
};

struct pdf_drawing; /* the document, opened once more */

/* NULL: it cannot be opened. */
struct pdf_drawing *pdf_drawing_open(struct span bytes);
void pdf_drawing_close(struct pdf_drawing *d);
/* Those of page `number`, whose words are known; the caller frees rules->items. */
void pdf_rules_read(struct pdf_rules *rules, struct pdf_drawing *d, const struct pdf_page *page, uint32_t number);

/* Adds the sides that are not drawn where several rules end at one place. */
void pdf_rules_close(struct pdf_rules *rules, const struct pdf_page *page);

/* What rules on all four sides enclose; places of the cells of one table count from its first row and column. */
struct pdf_grid;

/* NULL: they enclose nothing, or more than we look at. */
struct pdf_grid *pdf_grid_new(const struct pdf_rules *rules, const struct pdf_page *page);
void pdf_grid_free(struct pdf_grid *g);
/* The number of the cell at a place, from 0; PDF_GRID_NONE: it is in none. */
#define PDF_GRID_NONE UINT32_MAX
uint32_t pdf_grid_cell(const struct pdf_grid *g, float x, float y);
void pdf_grid_describe(const struct pdf_grid *g, uint32_t cell, struct pdf_cell *out);
uint32_t pdf_grid_count(const struct pdf_grid *g);

#endif
