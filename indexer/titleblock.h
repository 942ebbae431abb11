/*
 * titleblock.h: what may stand above the text. For titleblock*.c only.
 */
#ifndef INDEXER_TITLEBLOCK_H
#define INDEXER_TITLEBLOCK_H

#include "indexer/scan.h"

/* The next cell of a line from *at, where wide white space or a tab parts them; false: there is none. */
bool title_cell(struct span t, size_t *at, size_t end, struct range *cell);
/* The same of a table's row: "| United Nations | A/HRC/29/14 |". */
bool title_row_cell(struct span t, size_t *at, size_t end, struct range *cell);
/* Whether only a title block has such a line: a symbol, a date, a body. */
bool title_line_is_sure(struct span t, const struct line *l);
/* "| Date of adoption: | 5 May 2019 |": a name and its value, of the cover of a decision. */
bool title_is_named_row(const struct scan *s, const struct block *k);
/* Whether a block may stand in a title block. */
bool title_block_fits(const struct scan *s, const struct block *k);

#endif
