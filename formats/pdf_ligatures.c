#include "formats/pdf_ligatures.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "formats/pdf.h"

#define LAM 0x644
#define SAME_WIDTH 0.0005F /* of the size */
#define LETTER_BYTES 2    /* of each of these letters in UTF-8 */

struct pdf_lam {
	uint16_t font;
	float width;
	size_t count;
};

struct pdf_pair {
	size_t at;
	uint16_t font;
	float width;
};

void pdf_ligatures_init(struct pdf_ligatures *l)
{
	memset(l, 0, sizeof *l);
}

void pdf_ligatures_release(struct pdf_ligatures *l)
{
	free(l->lams);
	free(l->pairs);
	free(l->word);
}

/* Alef, those with madda, hamza above or below, and the one that is written as a ya. */
static bool is_alef(int32_t cp)
{
	return cp == 0x627 || cp == 0x622 || cp == 0x623 || cp == 0x625 || cp == 0x649;
}

static bool same_width(float a, float b)
{
	return fabsf(a - b) < SAME_WIDTH;
}

static void count_lam(struct pdf_ligatures *l, const struct pdf_letter *lam)
{
	for (size_t i = 0; i < l->lam_count; i++)
		if (l->lams[i].font == lam->font && same_width(l->lams[i].width, lam->width)) {
			l->lams[i].count++;
			return;
		}
	ARRAY_GROW(l->lams, l->lam_count, l->lam_cap);
	l->lams[l->lam_count++] = (struct pdf_lam){lam->font, lam->width, 1};
}

static void add_pair(struct pdf_ligatures *l, const struct pdf_letter *alef, float width)
{
	ARRAY_GROW(l->pairs, l->pair_count, l->pair_cap);
	l->pairs[l->pair_count++] = (struct pdf_pair){alef->at, alef->font, width};
}

/* Gives the letters of the open word their own boxes' widths: the boxes go from left to right. */
static void align_widths(struct pdf_ligatures *l)
{
	struct pdf_letter *w = l->word;

	if (l->word_count < 2 || w[0].x > w[l->word_count - 1].x)
		return;
	for (size_t i = 0, k = l->word_count - 1; i < k; i++, k--) {
		float width = w[i].width;

		w[i].width = w[k].width;
		w[k].width = width;
	}
}

static void close_word(struct pdf_ligatures *l)
{
	const struct pdf_letter *w = l->word;

	align_widths(l);
	for (size_t i = 0; i < l->word_count; i++) {
		if (w[i].cp != LAM)
			continue;
		if (i > 0 && is_alef(w[i - 1].cp) && w[i - 1].font == w[i].font && w[i - 1].at + LETTER_BYTES == w[i].at && same_width(w[i - 1].width, w[i].width))
			add_pair(l, &w[i - 1], w[i].width);
		else
			count_lam(l, &w[i]);
	}
	l->word_count = 0;
}

void pdf_ligatures_add(struct pdf_ligatures *l, const struct pdf_letter *letter)
{
	if (!letter->adjoining || !pdf_is_right_to_left(letter->cp))
		close_word(l);
	if (!pdf_is_right_to_left(letter->cp))
		return;
	ARRAY_GROW(l->word, l->word_count, l->word_cap);
	l->word[l->word_count++] = *letter;
}

/* Whether the font is known, and no lam of its own is as wide as half the pair. */
static bool is_ligature(const struct pdf_ligatures *l, const struct pdf_pair *p)
{
	size_t known = 0;

	for (size_t i = 0; i < l->lam_count; i++) {
		if (l->lams[i].font != p->font)
			continue;
		if (same_width(l->lams[i].width, p->width))
			return false;
		known += l->lams[i].count;
	}
	return known >= PDF_LAMS_LEAST;
}

void pdf_ligatures_settle(struct pdf_ligatures *l, struct buf *text)
{
	close_word(l);
	for (size_t i = 0; i < l->pair_count; i++) {
		char *at = text->data + l->pairs[i].at, alef[LETTER_BYTES];

		if (!is_ligature(l, &l->pairs[i]))
			continue;
		memcpy(alef, at, LETTER_BYTES);
		memmove(at, at + LETTER_BYTES, LETTER_BYTES);
		memcpy(at + LETTER_BYTES, alef, LETTER_BYTES);
	}
}
