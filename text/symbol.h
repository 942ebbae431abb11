/*
 * symbol.h: numbers that documents go by: of the United Nations
 * (A/HRC/29/25/Add.2), of Amnesty International (EUR 57/5644/2017),
 * applications to the European Court (no. 12345/67), general comments,
 * recommendations of the universal periodic review, and resolutions named in
 * words (General Assembly resolution 60/251: A/RES/60/251). For provision*.c, symbol*.c and tests.
 *
 * Normal form: upper case, no spaces: A/HRC/29/25/ADD.2, EUR57/5644/2017,
 * 12345/67, GENERALCOMMENTNO.34, GENERALRECOMMENDATIONNO.19, 124.27. The forms
 * that URLs have (eur57/5644/2017, A_HRC_WGAD_2017_16, CCPR%2FC%2FKAZ%2FCO%2F2)
 * give the same.
 */
#ifndef TEXT_SYMBOL_H
#define TEXT_SYMBOL_H

#include "text/pool.h"
#include "text/provision.h"
#include "text/provision_token.h"

struct symbols {
	struct symbol *symbol;
	size_t count, cap;
	struct buf name, fold;
	bool query; /* typed by a person: "GC 34" is a general comment, "A_HRC_14_10" a symbol, "115.4" a recommendation */
};

void symbols_init(struct symbols *s);
void symbols_release(struct symbols *s);
/* Finds the symbols in the tokens, in order; names live in `pool`. */
void symbols_find(struct symbols *s, const struct ptokens *t, struct pool *pool);

#endif
