/*
 * instrument_country.h: names of countries and what stands around "Criminal Code".
 * For instrument_*.c only.
 */
#ifndef TEXT_INSTRUMENT_COUNTRY_H
#define TEXT_INSTRUMENT_COUNTRY_H

#include "text/provision_parts.h"

#define COUNTRY_AHEAD 9 /* tokens behind "Criminal Code" in which its country must begin */

/* What stands around "Criminal Code". */
struct around {
	size_t first, past;
	struct span country; /* empty: none named */
	uint32_t year;
	bool former, foreign;
};

bool name_is_country(struct name name);
/* Whether a number, or a paragraph's letter, stands before token i: "art. 24.1 CE", "20 a) de la CE". */
bool instrument_is_behind_number(const struct ptokens *t, size_t i);
/* Looks on both sides of tokens [first, past) for a country, a year, "former". */
struct around instrument_around(const struct provision_context *c, const struct ptokens *t, size_t first,
                                size_t past);
/* A document that names a country with its codes is of that country, unless it names two. */
void instrument_note_country(struct provision_context *c, struct span country);
/* The instrument "country:id", of a year where it was replaced; KNOWN_NONE where that is not known. */
uint32_t instrument_national(struct provision_context *c, struct span id, enum instrument_kind kind,
                             uint32_t row, const struct around *a);
/*
 * What "the Covenant", "Code" or "Law" at tokens [first, past) names: a law by its
 * name, the document's only Covenant, another that is not listed. False if nothing.
 */
bool instrument_find_generic(struct provision_context *c, const struct ptokens *t, struct name name, size_t first,
                             size_t past, struct mention *m);
/* A law, or a code of a kind that is not listed, named at [first, past); false if it has no name. */
bool instrument_find_law(struct provision_context *c, const struct ptokens *t, size_t first, size_t past,
                         enum instrument_kind kind, struct mention *m);
/*
 * Whether the words at tokens [first, past) are part of a longer name: "Vienna Convention", "Charter of
 * Fundamental Rights", "Convention on Cybercrime" are not "the Convention".
 */
bool instrument_is_another(const struct ptokens *t, size_t first, size_t past);
/* Notes that the document has named an instrument, for its kind. */
void instrument_note_kind(struct provision_context *c, uint32_t known);

/* Whether token i is a year: "1998". */
bool instrument_is_year(const struct ptokens *t, size_t i);

#endif
