/*
 * instrument_lists.h: what instrument_lists.c reads in lexicon/instruments.tsv
 * and lexicon/countries.tsv. For instrument.c and instrument_lists.c only.
 */
#ifndef TEXT_INSTRUMENT_LISTS_H
#define TEXT_INSTRUMENT_LISTS_H

#include "text/instrument_parts.h"

/* Adds an instrument, of which it copies all, with its names as the list has them; false: its id is there already. */
bool instruments_put(struct instruments *in, const struct instrument *one, struct span names);
/* Adds a country likewise. */
void instruments_put_country(struct instruments *in, struct span code, struct span names, struct span adjectives);

#endif
