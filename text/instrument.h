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
void instruments_free(struct instruments *in);
/*
 * Reads lexicon/instruments.tsv or lexicon/countries.tsv; other names are
 * ignored, as in lists_add. On a bad line returns false and sets *error to an
 * allocated message that names list and line (the caller frees it).
 */
bool instruments_add(struct instruments *in, struct span name, struct span content, char **error);
/* Appends all that was added as one piece, which instruments_unpack makes the same of without reading the lists. */
void instruments_pack(const struct instruments *in, struct buf *out);
/* As lists_unpack: NULL, and the bytes given back: the piece is damaged, or was not written by this version. Nothing can be added. */
struct instruments *instruments_unpack(struct span packed, void (*release)(struct span packed));
/* Whether an id is of a row, or made of a country's code and a row's "*:kind", or a law's. */
bool instruments_has(const struct instruments *in, struct span id);

#endif
