/*
 * roman.h: Roman numbers in their standard form: "xiv", and neither "xiiii" nor "ixx". Pure; anyone may include it.
 *
 * How high a number goes is the reader's to say: no article is MDCCC, and "mix", "di" and "civil" begin as numbers do.
 */
#ifndef TEXT_ROMAN_H
#define TEXT_ROMAN_H

#include "text/buf.h"

#define ROMAN_VALUE_MAX 3999 /* higher ones have no standard form */
#define ROMAN_BYTES 16       /* of the longest, MMMDCCCLXXXVIII, and its NUL */

/* The letters that a number may have. Both: "Iv" is one, too. */
enum {
	ROMAN_SMALL = 1,
	ROMAN_CAPITALS = 2,
};

/* The value of a number that is the whole word; 0: it is none. */
uint32_t roman_read(struct span word, unsigned letters);
/* Writes a number of 1 … ROMAN_VALUE_MAX in small letters or in capitals. */
void roman_write(char out[ROMAN_BYTES], uint32_t value, unsigned letters);

#endif
