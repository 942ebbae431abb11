/* The conformance tests of UAX #29 from unicode-data, the rules of word_is_word, hostile input. */
#include "tests/unit/tap.h"
#include "text/utf8.h"
#include "text/words.h"

#include <stdio.h>
#include <stdlib.h>

#define FOLDER "/usr/share/unicode/auxiliary/"
#define BREAK_SIGN "\xC3\xB7"    /* ÷ */
#define NO_BREAK_SIGN "\xC3\x97" /* × */
#define MEGABYTE tap_scale((size_t)1 << 20)

typedef size_t end_function(struct span, size_t);

/* Reads "÷ 0041 × 0308 ÷" into the text and, for each byte of it and past it, whether a boundary is there. */
static void read_case(char *line, struct buf *text, bool *boundary)
{
	for (char *word = strtok(line, " \t\n"); word != NULL && word[0] != '#';
	     word = strtok(NULL, " \t\n")) {
		if (strcmp(word, BREAK_SIGN) == 0)
			boundary[text->len] = true;
		else if (strcmp(word, NO_BREAK_SIGN) != 0)
			utf8_add(text, (int32_t)strtol(word, NULL, 16));
	}
}

static bool same_boundaries(struct span text, const bool *boundary, end_function *end)
{
	size_t expected = 0;

	for (size_t at = 0; at < text.len;) {
		at = end(text, at);
		do
			expected++;
		while (expected < text.len && !boundary[expected]);
		if (at != expected)
			return false;
	}
	return true;
}

/* Surrogates have no UTF-8: a case with one (there is none in 15.0) would read as U+FFFD. */
static void conformance(const char *file, end_function *end, unsigned expected)
{
	char line[4096];
	unsigned cases = 0, good = 0;
	FILE *in = fopen(file, "r");

	if (in == NULL) {
		tap_skip("unicode-data is not installed", "%s", file);
		return;
	}
	while (fgets(line, sizeof line, in) != NULL) {
		bool boundary[4096] = {false};
		struct buf text;

		if (strncmp(line, BREAK_SIGN, 2) != 0)
			continue;
		buf_init(&text);
		read_case(line, &text, boundary);
		cases++;
		good += same_boundaries(buf_span(&text), boundary, end);
		buf_release(&text);
	}
	fclose(in);
	tap_note("%s: %u of %u", file, good, cases);
	tap_ok(good == cases && cases == expected, "%s: all of %u cases", file, expected);
}

static const struct {
	const char *segment;
	bool is_word;
} segments[] = {
        {"law", true}, {"174", true}, {"Закон", true}, {"人", true}, {"ก", true}, {"カ", true},
        {"١٧٤", true}, {"_a", true}, {"Ⅳ", true}, {" ", false}, {".", false}, {"§", false},
        {"\xCC\x81", false}, {"❤️", false}, {"___", false}, {"\xFF", false}, {"", false},
        {"\xC2\xAD", false}, {"’", false},
};

static void words_or_not(void)
{
	for (size_t i = 0; i < sizeof segments / sizeof *segments; i++)
		tap_ok(word_is_word(span_of(segments[i].segment)) == segments[i].is_word,
		       "word_is_word \"%s\"", i == 15 ? "FF" : segments[i].segment);
}

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245U + 12345U;
	return *state >> 16;
}

/* Whether the segments cover the text, each at least a byte long. */
static bool covers(struct span text, end_function *end)
{
	size_t at = 0;

	while (at < text.len) {
		size_t past = end(text, at);

		if (past <= at || past > text.len)
			return false;
		word_is_word(span_make(text.data + at, past - at));
		at = past;
	}
	return true;
}

static void random_bytes(void)
{
	unsigned state = 1;
	bool good = true;

	for (int i = 0; i < (int)tap_scale(2000); i++) {
		size_t len = next_random(&state) % 64;
		char *bytes = mem_alloc(len + 1); /* of just this size, so that ASan sees a byte too many */

		for (size_t j = 0; j < len; j++)
			bytes[j] = (char)next_random(&state);
		bytes = mem_realloc(bytes, len == 0 ? 1 : len);
		good = good && covers(span_make(bytes, len), word_end) &&
		       covers(span_make(bytes, len), sentence_end);
		free(bytes);
	}
	tap_ok(good, "random bytes are covered by segments");
}

/* Texts of a megabyte that repeat one part: each is a trap for look-ahead that starts again and again. */
static void megabytes(void)
{
	static const char *const parts[] = {"\xCC\x81", "a'\xCC\x81", "1,", "a.", "a:", ". ", ".)", "1. ",
	                                    "🇰", "\xE2\x80\x8D", "א\"", "(", "\xC2\xAD", "?A", "\xF0", " \xCC\x88"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct buf text;

		buf_init(&text);
		buf_add_char(&text, 'a');
		while (text.len < MEGABYTE)
			buf_add_str(&text, parts[i]);
		tap_ok(covers(buf_span(&text), word_end) && covers(buf_span(&text), sentence_end),
		       "a megabyte of part %zu in linear time", i);
		buf_release(&text);
	}
}

int main(void)
{
	conformance(FOLDER "WordBreakTest.txt", word_end, 1823);
	conformance(FOLDER "SentenceBreakTest.txt", sentence_end, 502);
	words_or_not();
	random_bytes();
	megabytes();
	return tap_done();
}
