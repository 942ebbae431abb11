/*
 * instrument_parts.h: how names of instruments are found and what is known of
 * each. For provision*.c and instrument*.c only: its names are not those of
 * name.h, and a file includes the one or the other.
 */
#ifndef TEXT_INSTRUMENT_PARTS_H
#define TEXT_INSTRUMENT_PARTS_H

#include "text/instrument.h"

enum instrument_kind {
	INSTRUMENT_COVENANT,
	INSTRUMENT_CONVENTION,
	INSTRUMENT_CHARTER,
	INSTRUMENT_DECLARATION,
	INSTRUMENT_PROTOCOL,
	INSTRUMENT_OPTIONAL_PROTOCOL,
	INSTRUMENT_STATUTE,
	INSTRUMENT_RULES,
	INSTRUMENT_CONSTITUTION,
	INSTRUMENT_CODE,
	INSTRUMENT_LAW,
	INSTRUMENT_KINDS
};

struct instrument {
	struct span id; /* without "*:" where every country has its own */
	enum instrument_kind kind;
	struct span country; /* "*", "-", or a code in lower case */
	unsigned last;       /* number of the last article; 0: not known */
	struct span title;   /* its first English name; empty: it has none */
};

/* What a run of words is the name of. */
enum name_of {
	NAME_NOTHING,
	NAME_INSTRUMENT, /* value: row */
	NAME_GENERIC,    /* value: kind ("the Covenant") */
	NAME_COUNTRY,    /* value: place in the countries */
	NAME_ADJECTIVE,  /* value: place in the countries */
};

struct name {
	enum name_of of;
	uint32_t value;
	bool capitals; /* found in capitals only */
	uint16_t home; /* instruments_home of the countries in the documents of which alone it is a name; 0: of all */
};

#define NAME_ROOT 0U
#define NAME_NONE UINT32_MAX

/* The number of a word, folded (for its classes) or stemmed (for names); 0 if it is in none. */
uint32_t instruments_word(const struct instruments *in, struct span folded);
/* The same of up to STRMAP_BATCH words at once. */
void instruments_words(const struct instruments *in, const struct span *folded, size_t count, uint32_t *words);
/* The word is folded, or of ASCII as it is written. False where the number is certain to be 0; this is known without a look at the words. */
bool instruments_may_have(const struct instruments *in, struct span word);
uint64_t instruments_classes(const struct instruments *in, uint32_t word);
/* From a place in the tree of names along a word; NAME_NONE if no name goes on so. */
uint32_t instruments_step(const struct instruments *in, uint32_t place, uint32_t word);
struct name instruments_name(const struct instruments *in, uint32_t place);
/* Codes of countries, parted by commas, in lower case. */
struct span instruments_home(const struct instruments *in, uint16_t home);
const struct instrument *instruments_row(const struct instruments *in, uint32_t row);
struct span instruments_country(const struct instruments *in, uint32_t country);
/* The first name of the country with this code; empty: it is not listed. */
struct span instruments_country_name(const struct instruments *in, struct span code);
/* The row with this id ("kz:criminal-code-1997"), NAME_NONE if there is none. */
uint32_t instruments_find(const struct instruments *in, struct span id);
/* The only row whose id is `id` and a year; NAME_NONE if there is none, or several. */
uint32_t instruments_replaced(const struct instruments *in, struct span id);
/* The optional protocol to a treaty: the only one, or the first; NAME_NONE otherwise. */
uint32_t instruments_protocol_to(const struct instruments *in, uint32_t row);
/* The treaty that it is the protocol to, likewise. */
uint32_t instruments_treaty_of(const struct instruments *in, uint32_t row);

#endif
