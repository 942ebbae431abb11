/*
 * instrument.h: the instruments that provisions belong to (treaties, codes,
 * constitutions), by their names in lexicon/instruments.tsv and
 * lexicon/countries.tsv. Anyone may include it; what the files provision*.c
 * and instrument*.c share is in instrument_parts.h.
 */
#ifndef TEXT_INSTRUMENT_H
#define TEXT_INSTRUMENT_H

#include "text/buf.h"

struct instruments;

struct instruments *instruments_new(void);
/* What instruments_new has for this text and may lack for others: a tenth of the work, for a query. */
struct instruments *instruments_new_for(struct span text);
void instruments_free(struct instruments *in);
/*
 * Reads lexicon/instruments.tsv or lexicon/countries.tsv; other names are
 * ignored, as in lists_add. On a bad line returns false and sets *error to an
 * allocated message that names list and line (the caller frees it).
 */
bool instruments_add(struct instruments *in, struct span name, struct span content, char **error);
/* Whether an id is of a row, or made of a country's code and a row's "*:kind", or a law's. */
bool instruments_has(const struct instruments *in, struct span id);

#endif
