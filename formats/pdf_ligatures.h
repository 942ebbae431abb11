/*
 * pdf_ligatures.h: the Arabic ligature of lam and alef, which poppler gives turned
 * round. For formats/pdf_load.c only.
 *
 * A font has one glyph for both letters. Poppler splits its box into two halves,
 * one beside the other as in print, and turns the letters of a word round one by
 * one: the alef comes before the lam, as it does in the article. The halves are
 * just as wide as each other; a lam of its own has the width that the font's
 * lams have, and an alef has mostly another. The boxes of a word may come from
 * left to right beside letters from right to left.
 */
#ifndef FORMATS_PDF_LIGATURES_H
#define FORMATS_PDF_LIGATURES_H

#include <stdint.h>

#include "text/buf.h"

#define PDF_LAMS_LEAST 3 /* lams of their own that a font must have shown before a pair of it is turned */

struct pdf_letter {
	int32_t cp;
	float x;        /* of its left side */
	float width;    /* of its size */
	uint16_t font;
	size_t at;      /* in the text */
	bool adjoining; /* the letter before is of the same word */
};

struct pdf_lam;
struct pdf_pair;

struct pdf_ligatures {
	struct pdf_lam *lams; /* widths that a font's lams have where they are no ligature */
	size_t lam_count, lam_cap;
	struct pdf_pair *pairs;
	size_t pair_count, pair_cap;
	struct pdf_letter *word; /* that is open */
	size_t word_count, word_cap;
};

void pdf_ligatures_init(struct pdf_ligatures *l);
void pdf_ligatures_release(struct pdf_ligatures *l);
/* Takes note of the next letter of the document. */
void pdf_ligatures_add(struct pdf_ligatures *l, const struct pdf_letter *letter);
/* After the last letter: turns the letters of all ligatures round in the text, which keeps its length. */
void pdf_ligatures_settle(struct pdf_ligatures *l, struct buf *text);

#endif
