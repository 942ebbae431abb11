/*
 * numerals.h: the number of a paragraph or item as it is printed. For formats/ only.
 */
#ifndef FORMATS_NUMERALS_H
#define FORMATS_NUMERALS_H

#include "text/buf.h"

enum numerals {
	NUMERALS_NONE,
	NUMERALS_DECIMAL,
	NUMERALS_DECIMAL_ZERO,   /* 01 … 09 10 */
	NUMERALS_LOWER_LETTER,   /* … z aa ab, as in HTML and OpenDocument */
	NUMERALS_UPPER_LETTER,
	NUMERALS_LOWER_REPEATED, /* … z aa bb, as in Word */
	NUMERALS_UPPER_REPEATED,
	NUMERALS_LOWER_ROMAN,
	NUMERALS_UPPER_ROMAN,
	NUMERALS_LOWER_RUSSIAN,  /* а … я without ё й ъ ь (ECMA-376 part 1, 17.18.59), repeated */
	NUMERALS_UPPER_RUSSIAN,
};

#define NUMERAL_MAX 64         /* bytes that are written at most, the NUL included */
#define NUMERAL_VALUE_MAX 99999
#define LETTERS_REPEATED_MAX 20 /* times that a letter is repeated */

/* Writes a number; false, with `out` empty, if it cannot be printed so: then it has no label. */
bool numeral_write(char out[NUMERAL_MAX], enum numerals numerals, long value);

#endif
