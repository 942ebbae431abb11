/* fold_word and fold_phrase: the table of tests/cases/fold.txt, the digits of every script, hostile input. */
#include "tests/unit/tap.h"
#include "text/fold.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

#define CASES "tests/cases/fold.txt"
#define DATABASE "/usr/share/unicode/UnicodeData.txt"
#define MEGABYTE tap_scale((size_t)1 << 20)

/* Appends a field of a case with \u{HEX} replaced. */
static void add_unescaped(struct buf *out, struct span field)
{
	for (size_t at = 0; at < field.len;) {
		struct span rest = span_make(field.data + at, field.len - at);
		char *end;

		if (!span_starts(rest, "\\u{")) {
			buf_add_char(out, field.data[at++]);
			continue;
		}
		utf8_add(out, (int32_t)strtol(rest.data + 3, &end, 16));
		at = (size_t)(end + 1 - field.data);
	}
}

/* Parts a line at "|" into three; false if there are not three. */
static bool split(struct span line, struct span fields[3])
{
	for (size_t i = 0; i < 3; i++) {
		const char *bar = line.len == 0 ? NULL : memchr(line.data, '|', line.len);
		size_t len = bar == NULL ? line.len : (size_t)(bar - line.data);

		if ((bar == NULL) != (i == 2))
			return false;
		fields[i] = span_trim(span_make(line.data, len));
		if (bar != NULL)
			line = span_make(bar + 1, line.len - len - 1);
	}
	return true;
}

static void one_case(struct span line, unsigned number)
{
	struct span fields[3];
	const struct language *lang;
	struct buf word, expected, folded;

	if (!split(line, fields)) {
		tap_ok(false, "%s:%u has three fields", CASES, number);
		return;
	}
	lang = span_eq_str(fields[0], "-") ? language_unknown() : language_find(fields[0]);
	buf_init(&word);
	buf_init(&expected);
	buf_init(&folded);
	add_unescaped(&word, fields[1]);
	add_unescaped(&expected, fields[2]);
	buf_add_str(&folded, "x"); /* what was there before stays */
	if (lang != NULL)
		fold_word(&folded, buf_span(&word), lang);
	tap_ok(lang != NULL && span_eq_str(buf_span(&expected), folded.data + 1) && folded.data[0] == 'x',
	       "%s:%u %.*s gives %s", CASES, number, (int)fields[1].len, fields[1].data, folded.data + 1);
	buf_release(&word);
	buf_release(&expected);
	buf_release(&folded);
}

static void table(void)
{
	char line[1024];
	unsigned number = 0, cases = 0;
	FILE *in = fopen(CASES, "r");

	if (!tap_ok(in != NULL, "%s is there", CASES))
		return;
	while (fgets(line, sizeof line, in) != NULL) {
		struct span trimmed = span_trim(span_of(line));

		number++;
		if (trimmed.len == 0 || trimmed.data[0] == '#')
			continue;
		one_case(trimmed, number);
		cases++;
	}
	fclose(in);
	tap_ok(cases > 100, "%u cases", cases);
}

static const struct {
	const char *text, *folded;
} phrases[] = {
        {"Amnesty International", "amnesty international"},
        {"  PEN\tInternational, ", "pen international"},
        {"ARTICLE 19; Adil Soz", "article 19 adil soz"},
        {"Médecins du Monde", "medecins du monde"},
        {"Прокуратура — Отдел", "прокуратура отдел"},
        {"—", ""},
        {"", ""},
};

static void all_phrases(void)
{
	for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
		struct buf out;

		buf_init(&out);
		fold_phrase(&out, span_of(phrases[i].text));
		tap_ok(strcmp(out.data, phrases[i].folded) == 0, "phrase \"%s\" gives \"%s\"",
		       phrases[i].text, out.data);
		buf_release(&out);
	}
}

/* The n-th field of a line of the database, from 0, as far as its first three characters. */
static void database_field(const char *line, int n, char field[4])
{
	size_t len;

	for (; n > 0 && line != NULL; n--)
		line = strchr(line, ';') == NULL ? NULL : strchr(line, ';') + 1;
	len = line == NULL ? 0 : strcspn(line, ";");
	len = len > 3 ? 3 : len;
	memcpy(field, line == NULL ? "" : line, len);
	field[len] = '\0';
}

/* Every digit of the database (field 2 is Nd) folds to its value (field 6). */
static void digits(void)
{
	char line[1024];
	unsigned wrong = 0, count = 0;
	FILE *in = fopen(DATABASE, "r");
	struct buf written, folded;

	if (in == NULL) {
		tap_skip("unicode-data is not installed", "digits of every script");
		return;
	}
	buf_init(&written);
	buf_init(&folded);
	while (fgets(line, sizeof line, in) != NULL) {
		char category[4], value[4];

		database_field(line, 2, category);
		database_field(line, 6, value);
		if (strcmp(category, "Nd") != 0)
			continue;
		buf_clear(&written);
		buf_clear(&folded);
		utf8_add(&written, (int32_t)strtol(line, NULL, 16));
		fold_word(&folded, buf_span(&written), language_unknown());
		count++;
		if (folded.len != 1 || folded.data[0] != value[0]) {
			tap_note("U+%.6s: %s, not %s", line, folded.data, value);
			wrong++;
		}
	}
	fclose(in);
	buf_release(&written);
	buf_release(&folded);
	tap_ok(wrong == 0 && count > 600, "%u digits of every script fold to ASCII", count);
}

/* Folds a word of `size` bytes that repeats `part`; returns whether it is quick and not longer than utf8_fold's. */
static bool is_sound(const char *part, size_t size)
{
	struct buf word, folded, plain;
	bool good;

	buf_init(&word);
	buf_init(&folded);
	buf_init(&plain);
	while (word.len < size)
		buf_add_str(&word, part);
	fold_word(&folded, buf_span(&word), language_unknown());
	utf8_fold(&plain, buf_span(&word));
	good = folded.len <= plain.len && utf8_valid(buf_span(&folded));
	buf_release(&word);
	buf_release(&folded);
	buf_release(&plain);
	return good;
}

static void hostile(void)
{
	static const char *const parts[] = {"a", "\xCC\x81", "\xCC\x81\xCC\xA7\xCC\x80", "a\xCC\xA7\xCC\x81",
	                                    "\xFF", "\xEF\xB7\xBA", "é", "й\xCC\x81", "\xED\xA0\x80", "1,", "100,", "'s", "\xC2\xAD"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		tap_ok(is_sound(parts[i], 10000), "a word of 10 kB of part %zu", i);
		tap_ok(is_sound(parts[i], MEGABYTE), "a word of a megabyte of part %zu", i);
	}
}

static void random_words(void)
{
	unsigned state = 7;
	size_t languages = 0;
	bool good = true;
	struct buf out;

	while (language_at(languages) != NULL)
		languages++;
	buf_init(&out);
	for (size_t i = 0; i < tap_scale(20000); i++) {
		char bytes[24];
		size_t len;

		state = state * 1103515245U + 12345U;
		len = (state >> 16) % sizeof bytes;
		for (size_t j = 0; j < len; j++) {
			state = state * 1103515245U + 12345U;
			bytes[j] = (char)((state >> 16) % 3 == 0 ? 0xC0 + (state >> 20) % 64 : 0x80 + (state >> 20) % 64);
		}
		buf_clear(&out);
		fold_word(&out, span_make(bytes, len), language_at(i % languages));
		good = good && utf8_valid(buf_span(&out));
	}
	buf_release(&out);
	tap_ok(good, "random bytes fold to UTF-8 in every language");
}

int main(void)
{
	table();
	all_phrases();
	digits();
	hostile();
	random_words();
	return tap_done();
}
