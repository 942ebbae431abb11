/* Decoding, properties, normal forms (against NormalizationTest where it is unpacked and NFKC_CF), warnings. */
#include "tests/unit/tap.h"
#include "text/utf8.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FOLDER "/usr/share/unicode/"
#define MEGABYTE tap_scale((size_t)1 << 20)

/* ---- decoding ---- */

/* `clean` has U+FFFD as "?"; those of Unicode 15.0, tables 3-8 to 3-11, are marked. */
static const struct {
	const char *bytes, *clean;
} decodings[] = {
        {"", ""},
        {"abc", "abc"},
        {"é€😀", "é€😀"},
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A"},         /* 3-8: overlong */
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A"},         /* 3-9: surrogates */
        {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B"},         /* 3-10 */
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A"},             /* 3-11: truncated */
        {"\xC3", "?"},
        {"\xE2\x82", "?"},
        {"\xF0\x9F\x98", "?"},
        {"\xF0\x9F\x98\xF0\x9F\x98\x80", "?😀"},
        {"\x80", "?"},
        {"a\xFE", "a?"},
        {"\xF5\x80\x80\x80", "????"},
        {"\xC1\xBF", "??"},
        {"12345678\xFF", "12345678?"},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD"}, /* a true U+FFFD is not ill-formed */
        {"\xEF\xBF", "?"},
};

/* Writes the expected text: "?" as U+FFFD. */
static void add_expected(struct buf *out, const char *clean)
{
	for (; *clean != '\0'; clean++)
		if (*clean == '?')
			utf8_add(out, UTF8_REPLACEMENT);
		else
			buf_add_char(out, *clean);
}

/* Whether going back from the end meets just the starts that going forward meets. */
static bool same_backwards(struct span s)
{
	size_t starts[64], count = 0, at = 0;
	int32_t cp;

	while (at < s.len) {
		starts[count++] = at;
		at += utf8_decode(s, at, &cp);
	}
	while (at > 0) {
		at = utf8_before(s, at);
		if (count == 0 || starts[--count] != at)
			return false;
	}
	return count == 0;
}

static void decoding(void)
{
	for (size_t i = 0; i < sizeof decodings / sizeof *decodings; i++) {
		struct span in = span_of(decodings[i].bytes);
		bool valid = strchr(decodings[i].clean, '?') == NULL;
		struct buf clean, expected;

		buf_init(&clean);
		buf_init(&expected);
		add_expected(&expected, decodings[i].clean);
		utf8_add_clean(&clean, in);
		tap_ok(span_eq(buf_span(&clean), buf_span(&expected)), "case %zu reads as %s", i, clean.data);
		tap_ok(utf8_valid(in) == valid, "case %zu is %s", i, valid ? "valid" : "ill-formed");
		tap_ok(utf8_length(in) == utf8_length(buf_span(&expected)), "case %zu has its length", i);
		if (valid)
			tap_ok(same_backwards(in), "case %zu backwards", i);
		buf_release(&clean);
		buf_release(&expected);
	}
}

/* Every code point that UTF-8 has, there and back. */
static void round_trip(void)
{
	unsigned wrong = 0;
	char bytes[UTF8_MAX];
	int32_t back;

	for (int32_t cp = 0; cp <= 0x10FFFF; cp++) {
		size_t len;

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		len = utf8_put(cp, bytes);
		wrong += utf8_decode(span_make(bytes, len), 0, &back) != len || back != cp ||
		         !utf8_valid(span_make(bytes, len)) || utf8_before(span_make(bytes, len), len) != 0;
	}
	tap_ok(wrong == 0, "every code point is read as it was written");
	tap_ok(utf8_put(0xD800, bytes) == 3 && memcmp(bytes, "\xEF\xBF\xBD", 3) == 0, "no surrogate is written");
	tap_ok(utf8_put(0x110000, bytes) == 3 && utf8_put(-1, bytes) == 3, "nothing beyond Unicode is written");
}

static unsigned next_random(unsigned *state)
{
	*state = *state * 1103515245U + 12345U;
	return *state >> 16;
}

/* Two million bytes of noise with the lead and continuation bytes that matter: no read past the end. */
static void random_bytes(void)
{
	static const unsigned char likely[] = {0x80, 0xBF, 0xC2, 0xE0, 0xED, 0xEF, 0xF0, 0xF4, 0xA0, 0x9F, 'a', 0xCC};
	unsigned state = 3;
	bool good = true;

	for (int i = 0; i < 100000; i++) {
		size_t len = next_random(&state) % 20;
		char *bytes = mem_alloc(len == 0 ? 1 : len);
		struct buf clean;

		for (size_t j = 0; j < len; j++)
			bytes[j] = (char)(next_random(&state) % 4 == 0 ? next_random(&state) & 0xFF
			                                               : likely[next_random(&state) % sizeof likely]);
		buf_init(&clean);
		utf8_add_clean(&clean, span_make(bytes, len));
		good = good && utf8_valid(buf_span(&clean)) &&
		       utf8_length(buf_span(&clean)) == utf8_length(span_make(bytes, len));
		buf_clear(&clean);
		utf8_fold(&clean, span_make(bytes, len));
		good = good && utf8_valid(buf_span(&clean));
		for (size_t at = len; at > 0;) {
			size_t before = utf8_before(span_make(bytes, len), at);

			good = good && before < at && at - before <= UTF8_MAX;
			at = before;
		}
		buf_release(&clean);
		free(bytes);
	}
	tap_ok(good, "random bytes become UTF-8 of the same length");
}

/* ---- properties ---- */

static const struct {
	int32_t cp;
	const char *has; /* u l L m d s p v: upper, lower, letter, mark, digit, space, punctuation, printable */
} properties[] = {
        {'A', "uLv"}, {'z', "lLv"}, {'5', "dv"}, {' ', "sv"}, {'.', "pv"}, {'_', "pv"}, {'$', "v"},
        {'\n', "s"}, {'\t', "s"}, {0x1F, ""}, {0x7F, ""}, {0x85, "s"}, {0xA0, "sv"}, {0x1C5, "uLv"},
        {0x416, "uLv"}, {0x436, "lLv"}, {0x4EBA, "Lv"}, {0x2B0, "Lv"}, {0x301, "mv"}, {0x20DD, "mv"},
        {0x664, "dv"}, {0x2160, "v"}, {0xB2, "v"}, {0x2028, "s"}, {0x2029, "s"}, {0x3000, "sv"},
        {0x200B, ""}, {0x180E, ""}, {0x202E, ""}, {0xAD, ""}, {0x2019, "pv"}, {0xAB, "pv"},
        {0xE000, "v"}, {0x378, ""}, {0x10FFFF, ""}, {UTF8_REPLACEMENT, "v"},
};

static void one_property(size_t i, char letter, bool value, const char *name)
{
	tap_ok(value == (strchr(properties[i].has, letter) != NULL), "U+%04X %s %s",
	       (unsigned)properties[i].cp, value ? "is" : "is not", name);
}

static void all_properties(void)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
		int32_t cp = properties[i].cp;

		one_property(i, 'u', utf8_is_upper(cp), "upper case");
		one_property(i, 'l', utf8_is_lower(cp), "lower case");
		one_property(i, 'L', utf8_is_letter(cp), "a letter");
		one_property(i, 'm', utf8_is_mark(cp), "a mark");
		one_property(i, 'd', utf8_is_digit(cp), "a digit");
		one_property(i, 's', utf8_is_space(cp), "white space");
		one_property(i, 'p', utf8_is_punct(cp), "punctuation");
		one_property(i, 'v', utf8_is_printable(cp), "printable");
	}
}

static void superscripts(void)
{
	static const int32_t digits[10] = {0x2070, 0xB9, 0xB2, 0xB3, 0x2074, 0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
	static const int32_t others[] = {'1', 0x2071, 0x2072, 0x2073, 0x207A, 0x2080, 0xB1, 0xB4, 0xB0, 0xBA};
	bool good = true;

	for (int i = 0; i < 10; i++)
		good = good && utf8_superscript(digits[i]) == i;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		good = good && utf8_superscript(others[i]) == -1;
	tap_ok(good, "superscript digits, and nothing else");
}

/* ---- normal forms ---- */

/* Appends code points written as "0041 0301". */
static const char *add_points(struct buf *out, const char *hex)
{
	char *end;

	for (;;) {
		long cp = strtol(hex, &end, 16);

		if (end == hex)
			return hex;
		utf8_add(out, (int32_t)cp);
		hex = end;
	}
}

static bool folds_to(struct span in, struct span expected)
{
	struct buf out;
	bool good;

	buf_init(&out);
	utf8_fold(&out, in);
	good = span_eq(buf_span(&out), expected);
	buf_release(&out);
	return good;
}

/* Every code point of the database with its NFKC_Casefold; the code points not listed fold to themselves. */
static void casefold(void)
{
	char line[1024];
	unsigned long first, last;
	unsigned wrong = 0, count = 0;
	int used;
	FILE *in = fopen(FOLDER "DerivedNormalizationProps.txt", "r");

	if (in == NULL) {
		tap_skip("unicode-data is not installed", "NFKC_Casefold");
		return;
	}
	while (fgets(line, sizeof line, in) != NULL) {
		char *end, *at = strstr(line, "; NFKC_CF;");

		if (at == NULL || line[0] == '#')
			continue;
		first = last = strtoul(line, &end, 16);
		if (sscanf(end, "..%lX%n", &last, &used) != 1)
			last = first;
		for (unsigned long cp = first; cp <= last; cp++, count++) {
			struct buf from, to;

			buf_init(&from);
			buf_init(&to);
			utf8_add(&from, (int32_t)cp);
			add_points(&to, at + strlen("; NFKC_CF;"));
			if (!folds_to(buf_span(&from), buf_span(&to)) && wrong++ < 10)
				tap_note("U+%04lX folds otherwise", cp);
			buf_release(&from);
			buf_release(&to);
		}
	}
	fclose(in);
	tap_ok(wrong == 0 && count > 10000, "NFKC_Casefold of %u code points", count);
}

static bool normalises(struct span in, struct span expected, bool decompose)
{
	struct buf out;
	bool good;

	buf_init(&out);
	utf8_normalise(&out, in, decompose);
	good = span_eq(buf_span(&out), expected);
	buf_release(&out);
	return good;
}

/* A line of NormalizationTest.txt: source; NFC; NFD; NFKC; NFKD. */
static bool one_normalisation(const char *line)
{
	struct buf column[3];
	bool good;

	for (int i = 0; i < 3; i++) {
		buf_init(&column[i]);
		line = add_points(&column[i], line);
		line += *line == ';';
	}
	good = true;
	for (int i = 0; i < 3; i++)
		good = good && normalises(buf_span(&column[i]), buf_span(&column[1]), false) &&
		       normalises(buf_span(&column[i]), buf_span(&column[2]), true);
	for (int i = 0; i < 3; i++)
		buf_release(&column[i]);
	return good;
}

static void normal_forms(void)
{
	char line[4096];
	unsigned wrong = 0, count = 0;
	FILE *in = popen("bzip2 -dc " FOLDER "NormalizationTest.txt.bz2 2>/dev/null", "r");

	while (in != NULL && fgets(line, sizeof line, in) != NULL) {
		if (line[0] == '#' || line[0] == '@')
			continue;
		count++;
		wrong += !one_normalisation(line);
	}
	if (in != NULL)
		pclose(in);
	if (count == 0)
		tap_skip("unicode-data or bzip2 is not installed", "NormalizationTest");
	else
		tap_ok(wrong == 0, "NormalizationTest: %u of %u lines, NFC and NFD", count - wrong, count);
}

/* More marks than are sorted by insertion, and one fewer: the order of equal classes stays. */
static void long_runs(void)
{
	for (size_t marks = 14; marks <= 20; marks++) {
		struct buf in, expected;

		buf_init(&in);
		buf_init(&expected);
		buf_add_str(&in, "q");
		buf_add_str(&expected, "q");
		for (size_t i = 0; i < marks; i++)
			utf8_add(&in, i % 2 == 0 ? 0x306 : 0x323); /* above (230), below (220) */
		for (size_t i = 0; i < marks; i++)
			utf8_add(&expected, i < marks / 2 ? 0x323 : 0x306);
		tap_ok(normalises(buf_span(&in), buf_span(&expected), true), "a run of %zu marks is ordered", marks);
		buf_release(&in);
		buf_release(&expected);
	}
}

static void megabytes(void)
{
	static const char *const parts[] = {"\xCC\x81", "\xCC\x81\xCC\xA3", "\xEF\xB7\xBA", "A", "\xFF", "\xE1\x84\x80\xE1\x85\xA1"};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct buf in, out;

		buf_init(&in);
		buf_init(&out);
		while (in.len < MEGABYTE)
			buf_add_str(&in, parts[i]);
		utf8_fold(&out, buf_span(&in));
		utf8_normalise(&out, buf_span(&in), true);
		utf8_add_clean(&out, buf_span(&in));
		tap_ok(utf8_valid(buf_span(&out)), "a megabyte of part %zu", i);
		buf_release(&in);
		buf_release(&out);
	}
}

static void decompositions(void)
{
	int32_t parts[UTF8_DECOMPOSED_MAX];
	size_t longest = 0;

	for (int32_t cp = 0; cp <= 0x10FFFF; cp++) {
		size_t count = utf8_decompose(cp, parts);

		longest = count > longest ? count : longest;
	}
	tap_ok(longest == UTF8_DECOMPOSED_MAX, "the longest canonical decomposition has %zu", longest);
	tap_ok(utf8_decompose(0x439, parts) == 2 && parts[0] == 0x438 && parts[1] == 0x306, "й is и and a breve");
	tap_ok(utf8_decompose('a', parts) == 1 && parts[0] == 'a', "a has no decomposition");
}

/* ---- warnings ---- */

static const struct {
	const char *name, *escaped;
} names[] = {
        {"report.pdf", "report.pdf"}, {"a b", "a b"}, {"отчёт.txt", "отчёт.txt"}, {"100%", "100%25"},
        {"a\nb", "a%0Ab"}, {"\x1B[31m", "%1B[31m"}, {"\xFF\xFE", "%FF%FE"}, {"caf\xE9.txt", "caf%E9.txt"},
        {"\xE2\x80\xAEtxt", "%E2%80%AEtxt"}, {"\xC2\x85", "%C2%85"}, {"\xED\xA0\x80", "%ED%A0%80"},
        {"", ""}, {"\xEF\xBF\xBD", "\xEF\xBF\xBD"}, {"a\\b", "a\\b"},
};

static void escaped_names(void)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct buf out;

		buf_init(&out);
		escape_name(&out, span_of(names[i].name));
		tap_ok(strcmp(out.data, names[i].escaped) == 0, "name %zu is %s", i, out.data);
		buf_release(&out);
	}
}

/* What warn prints, caught in a file that takes the place of stderr. */
static void warnings(void)
{
	FILE *file = tmpfile();
	int saved = dup(STDERR_FILENO);
	char line[256] = "";

	if (file == NULL || saved < 0) {
		tap_skip("no temporary file", "warn");
		return;
	}
	dup2(fileno(file), STDERR_FILENO);
	warn("%s: line %d", "a\x1B\n\xFF.txt", 3);
	dup2(saved, STDERR_FILENO);
	close(saved);
	rewind(file);
	if (fgets(line, sizeof line, file) == NULL)
		line[0] = '\0';
	fclose(file);
	tap_ok(strcmp(strchr(line, ':') == NULL ? "" : strchr(line, ':'), ": a\\x1B\\x0A\\xFF.txt: line 3\n") == 0,
	       "a warning is one clean line: %.*s", (int)strcspn(line, "\n"), line);
}

int main(void)
{
	decoding();
	round_trip();
	random_bytes();
	all_properties();
	superscripts();
	casefold();
	normal_forms();
	long_runs();
	megabytes();
	decompositions();
	escaped_names();
	warnings();
	return tap_done();
}
