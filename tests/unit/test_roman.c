/* Roman numbers: each is read as it is written, and nothing else is one. */
#include "tests/unit/tap.h"
#include "text/roman.h"

static void read_back(void)
{
	char small[ROMAN_BYTES], capitals[ROMAN_BYTES];
	size_t wrong = 0;

	for (uint32_t value = 1; value <= ROMAN_VALUE_MAX; value++) {
		roman_write(small, value, ROMAN_SMALL);
		roman_write(capitals, value, ROMAN_CAPITALS);
		wrong += roman_read(span_of(small), ROMAN_SMALL) != value || roman_read(span_of(capitals), ROMAN_CAPITALS) != value ||
		         roman_read(span_of(small), ROMAN_CAPITALS) != 0 || roman_read(span_of(capitals), ROMAN_SMALL) != 0;
	}
	tap_ok(wrong == 0, "%zu of %d are read as something else", wrong, ROMAN_VALUE_MAX);
}

/* All words of its letters, as long as most numbers: as many are numbers as there are numbers of that length. */
static void none_else(void)
{
	static const char letters[] = "ivxlcdm";
	enum { LETTERS = sizeof letters - 1, LENGTH = 5 };
	size_t read = 0, written = 0, words = 1;
	char word[ROMAN_BYTES];

	for (size_t i = 0; i < LENGTH; i++)
		words *= LETTERS;
	for (size_t n = 0; n < words; n++) {
		for (size_t i = 0, rest = n; i < LENGTH; i++, rest /= LETTERS)
			word[i] = letters[rest % LETTERS];
		read += roman_read(span_make(word, LENGTH), ROMAN_SMALL) != 0;
	}
	for (uint32_t value = 1; value <= ROMAN_VALUE_MAX; value++) {
		roman_write(word, value, ROMAN_SMALL);
		written += strlen(word) == LENGTH;
	}
	tap_ok(read == written, "of %zu words %zu are numbers: %zu are", words, read, written);
}

static const struct {
	const char *word;
	unsigned letters;
	uint32_t value;
} cases[] = {
	{"", ROMAN_SMALL, 0},
	{"i", ROMAN_SMALL, 1},
	{"iiii", ROMAN_SMALL, 0},
	{"IXX", ROMAN_CAPITALS, 0},
	{"IC", ROMAN_CAPITALS, 0},
	{"vv", ROMAN_SMALL, 0},
	{"Iv", ROMAN_SMALL, 0},
	{"Iv", ROMAN_CAPITALS, 0},
	{"Iv", ROMAN_SMALL | ROMAN_CAPITALS, 4},
	{"xi.", ROMAN_SMALL, 0},
	{"x1", ROMAN_SMALL, 0},
	{"xiß", ROMAN_SMALL, 0},
	{"mix", ROMAN_SMALL, 1009},
	{"MMMDCCCLXXXVIII", ROMAN_CAPITALS, 3888},
	{"MMMDCCCLXXXVIIII", ROMAN_CAPITALS, 0},
	{"MMMCMXCIX", ROMAN_CAPITALS, 3999},
	{"MMMM", ROMAN_CAPITALS, 0},
};

int main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		tap_ok(roman_read(span_of(cases[i].word), cases[i].letters) == cases[i].value, "\"%s\" is %u", cases[i].word, (unsigned)cases[i].value);
	read_back();
	none_else();
	return tap_done();
}
