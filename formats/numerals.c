#include "formats/numerals.h"

#include <stdio.h>

#include "text/roman.h"
#include "text/utf8.h"

/* a … z aa ab …: bijective base 26. */
static void write_letters(char *out, long n, char first)
{
	char reversed[NUMERAL_MAX];
	size_t len = 0;

	for (; n > 0; n = (n - 1) / 26)
		reversed[len++] = (char)(first + (n - 1) % 26);
	while (len > 0)
		*out++ = reversed[--len];
	*out = '\0';
}

static bool write_repeated(char *out, long n, long letters, int32_t (*letter)(long))
{
	long times = (n - 1) / letters + 1;

	if (times > LETTERS_REPEATED_MAX)
		return false;
	for (long i = 0; i < times; i++)
		out += utf8_put(letter((n - 1) % letters), out);
	*out = '\0';
	return true;
}

static int32_t latin_lower(long i) { return (int32_t)('a' + i); }
static int32_t latin_upper(long i) { return (int32_t)('A' + i); }

/* U+0430-0438, 043A-0449, 044B, 044D-044F. */
static int32_t russian_lower(long i)
{
	static const char letters[] = "абвгдежзиклмнопрстуфхцчшщыэюя";
	struct span s = span_of(letters);

	return utf8_peek(s, (size_t)i * 2);
}

static int32_t russian_upper(long i)
{
	return russian_lower(i) - 0x20;
}

bool numeral_write(char out[NUMERAL_MAX], enum numerals numerals, long n)
{
	out[0] = '\0';
	if (n < 0 || n > NUMERAL_VALUE_MAX || (n == 0 && numerals != NUMERALS_DECIMAL && numerals != NUMERALS_DECIMAL_ZERO))
		return false;
	switch (numerals) {
	case NUMERALS_NONE: return false;
	case NUMERALS_DECIMAL: snprintf(out, NUMERAL_MAX, "%ld", n); return true;
	case NUMERALS_DECIMAL_ZERO: snprintf(out, NUMERAL_MAX, "%02ld", n); return true;
	case NUMERALS_LOWER_LETTER: write_letters(out, n, 'a'); return true;
	case NUMERALS_UPPER_LETTER: write_letters(out, n, 'A'); return true;
	case NUMERALS_LOWER_REPEATED: return write_repeated(out, n, 26, latin_lower);
	case NUMERALS_UPPER_REPEATED: return write_repeated(out, n, 26, latin_upper);
	case NUMERALS_LOWER_RUSSIAN: return write_repeated(out, n, 29, russian_lower);
	case NUMERALS_UPPER_RUSSIAN: return write_repeated(out, n, 29, russian_upper);
	case NUMERALS_LOWER_ROMAN:
	case NUMERALS_UPPER_ROMAN:
		if (n > ROMAN_VALUE_MAX)
			return false;
		roman_write(out, (uint32_t)n, numerals == NUMERALS_UPPER_ROMAN ? ROMAN_CAPITALS : ROMAN_SMALL);
		return true;
	}
	return false;
}
