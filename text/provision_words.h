/*
 * provision_words.h: the words of references, in all languages. For instrument.c
 * and provision*.c only.
 */
#ifndef TEXT_PROVISION_WORDS_H
#define TEXT_PROVISION_WORDS_H

#include "text/instrument_parts.h"

struct provision_words {
	uint64_t classes;
	const char *words; /* parted by blanks */
};

/* Row i, NULL past the end. A word may be in several rows. */
const struct provision_words *provision_words_at(size_t i);

struct generic_name {
	enum instrument_kind kind;
	const char *names; /* parted by ";" */
};

const struct generic_name *generic_name_at(size_t i);
/* The value of an ordinal as ptoken_fold leaves it ("first": 1), 0 if it is none. */
unsigned ordinal_value(struct span folded);

#endif
