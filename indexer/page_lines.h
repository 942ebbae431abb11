/* page_lines.h: lines that only a page has: its number, a job's, a symbol. For cues.c, furniture.c, line_numbers.c, loose.c and contents.c. */
#ifndef INDEXER_PAGE_LINES_H
#define INDEXER_PAGE_LINES_H

#include "indexer/scan.h"

struct span line_content(const struct scan *s, size_t line);
/* Between blank lines. */
bool line_is_alone(const struct scan *s, size_t line);
/* At most five digits from *at on, which moves past them. */
bool page_digits(struct span s, size_t *at, uint32_t *n);
/* The word "3/49", a page of so many, inside a line: *at is the place of the 3. */
bool page_of_pages(struct span s, struct range *at, uint32_t *n);
bool line_is_roman(struct span s);
/* 12 · - 12 - · Page 12 · Page 12 of 30 · 12 | Page · p. 12 · 12 13, of a spread. *plain: digits alone. */
bool line_is_page_number(struct span s, uint32_t *number, bool *plain);
/* A line of a UN page's foot: "GE.13-15465 (E)", "2/3 18-22195", "18-22195 (E) 160119". */
bool line_is_job_number(struct span s);
/* "A/70/PV.24 01/10/2015": symbols, with a date or a page beside them. *symbol: the last of them. */
bool line_is_symbols(struct span s, struct span *symbol);

void lines_mark_loose(struct scan *s);    /* loose.c: in a text without page breaks */
void lines_mark_contents(struct scan *s); /* contents.c: the lines of tables of contents */

#endif
