#include "text/roman.h"

#define CASE_BIT ('a' - 'A')

static uint32_t letter_value(char c, unsigned letters)
{
	static const uint16_t values[] = {
		['c' - 'a'] = 100, ['d' - 'a'] = 500, ['i' - 'a'] = 1, ['l' - 'a'] = 50, ['m' - 'a'] = 1000, ['v' - 'a'] = 5, ['x' - 'a'] = 10,
	};
	size_t place = (size_t)((unsigned char)(c | CASE_BIT) - 'a');

	if (place >= sizeof values / sizeof *values || !(letters & (c & CASE_BIT ? ROMAN_SMALL : ROMAN_CAPITALS)))
		return 0;
	return values[place];
}

void roman_write(char out[ROMAN_BYTES], uint32_t value, unsigned letters)
{
	static const struct {
		uint32_t value;
		char text[3];
	} parts[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
	             {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};

	assert(value >= 1 && value <= ROMAN_VALUE_MAX);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; value >= parts[i].value; value -= parts[i].value)
			for (const char *p = parts[i].text; *p != '\0'; p++)
				*out++ = letters & ROMAN_CAPITALS ? (char)(*p - CASE_BIT) : *p;
	*out = '\0';
}

/* Whether a value is written so. */
static bool is_standard(struct span word, uint32_t value)
{
	char written[ROMAN_BYTES];

	if (value == 0 || value > ROMAN_VALUE_MAX)
		return false;
	roman_write(written, value, ROMAN_SMALL);
	for (size_t i = 0; i < word.len; i++)
		if ((word.data[i] | CASE_BIT) != written[i]) /* where it is shorter, its NUL */
			return false;
	return written[word.len] == '\0';
}

uint32_t roman_read(struct span word, unsigned letters)
{
	uint32_t value = 0, before = 0;

	if (word.len >= ROMAN_BYTES)
		return 0;
	for (size_t i = 0; i < word.len; i++) {
		uint32_t digit = letter_value(word.data[i], letters);

		if (digit == 0)
			return 0;
		value = before < digit ? value + digit - 2 * before : value + digit;
		before = digit;
	}
	return is_standard(word, value) ? value : 0;
}
