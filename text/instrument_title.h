/*
 * instrument_title.h: an instrument's name for people: "the Criminal Code of
 * Kazakhstan" for kz:criminal-code. Anyone may include it.
 */
#ifndef TEXT_INSTRUMENT_TITLE_H
#define TEXT_INSTRUMENT_TITLE_H

#include "text/instrument.h"

/*
 * Appends the first English name of an id, with its article, its country and,
 * of a code that was replaced, its year ("the Criminal Code of Kazakhstan of
 * 1997"); the id itself where there is no name. in: NULL: nothing is listed.
 */
void instrument_title(const struct instruments *in, struct span id, struct buf *out);
/* The first English name of a country by its code, in small letters; empty: it is not listed. */
struct span instrument_country(const struct instruments *in, struct span code);

#endif
