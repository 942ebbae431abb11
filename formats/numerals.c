#include "formats/numerals.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/utf8.h"

static void write_roman(char *out, long n, bool upper)
{
	static const struct {
		long value;
		const char *lower, *upper;
	} parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"},
	             {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; n >= parts[i].value; n -= parts[i].value)
			out = stpcpy(out, upper ? parts[i].upper : parts[i].lower);
}

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
		write_roman(out, n, numerals == NUMERALS_UPPER_ROMAN);
		return true;
	}
	return false;
}

long numeral_roman_value(struct span s)
{
	static const struct {
		char letter;
		long value;
	} letters[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}, {'d', 500}, {'m', 1000}};
	char standard[NUMERAL_MAX];
	long value = 0, last = 0;

	for (size_t i = s.len; i > 0; i--) {
		long v = 0;

		for (size_t k = 0; k < sizeof letters / sizeof *letters; k++)
			if ((s.data[i - 1] | 0x20) == letters[k].letter)
				v = letters[k].value;
		if (v == 0)
			return -1;
		value += v < last ? -v : v;
		last = v > last ? v : last;
	}
	if (value <= 0 || !numeral_write(standard, NUMERALS_LOWER_ROMAN, value) || strlen(standard) != s.len)
		return -1;
	return strncasecmp(standard, s.data, s.len) == 0 ? value : -1;
}
