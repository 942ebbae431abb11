/* sentences_find: the table of tests/cases/sentences.txt, and texts made to be slow. */
#include "tests/unit/tap.h"
#include "text/sentences.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>

#define CASES "tests/cases/sentences.txt"
#define END_SIGN "\xE2\x80\x96" /* ‖ */
#define SENTENCES_MAX 16
#define MEGABYTE tap_scale((size_t)1 << 20)

struct sentences_case {
	struct buf text;
	struct range expected[SENTENCES_MAX];
	size_t count;
};

/* Appends what an escape stands for; returns how long the escape is, 0 if there is none. */
static size_t add_escape(struct buf *out, const char *at)
{
	char *end;

	if (strncmp(at, "\\n", 2) == 0 || strncmp(at, "\\r", 2) == 0) {
		buf_add_char(out, at[1] == 'n' ? '\n' : '\r');
		return 2;
	}
	if (strncmp(at, "\\u{", 3) != 0)
		return 0;
	utf8_add(out, (int32_t)strtol(at + 3, &end, 16));
	return (size_t)(end + 1 - at);
}

/* Trims the range by ASCII blanks and line ends, and U+2029. */
static struct range trimmed(struct span text, struct range r)
{
	struct span inner = span_trim(span_sub(text, r));

	if (span_ends(inner, "\xE2\x80\xA9"))
		inner.len -= 3;
	r.start = (size_t)(inner.data - text.data);
	r.end = r.start + inner.len;
	return r;
}

static void read_case(struct sentences_case *c, const char *marked)
{
	size_t start = 0;

	for (bool more = true; more;) {
		size_t escape;

		if (*marked == '\0' || strncmp(marked, END_SIGN, 3) == 0) {
			more = *marked != '\0';
			c->expected[c->count].start = start;
			c->expected[c->count++].end = start = c->text.len;
			marked += 3 * (size_t)more;
			marked += *marked == ' ' && more; /* the blank before the sign stays */
		} else if ((escape = add_escape(&c->text, marked)) != 0) {
			marked += escape;
		} else {
			buf_add_char(&c->text, *marked++);
		}
	}
	for (size_t i = 0; i < c->count; i++)
		c->expected[i] = trimmed(buf_span(&c->text), c->expected[i]);
}

static bool same(const struct range *a, size_t a_count, const struct range *b, size_t b_count)
{
	if (a_count != b_count)
		return false;
	for (size_t i = 0; i < a_count; i++)
		if (a[i].start != b[i].start || a[i].end != b[i].end)
			return false;
	return true;
}

static void one_case(const char *code, const char *marked, const struct lists *lists, unsigned number)
{
	struct sentences_case c = {.count = 0};
	const struct language *lang = language_find(span_of(code));
	struct range *found = NULL;
	size_t count = 0;

	buf_init(&c.text);
	read_case(&c, marked);
	if (lang != NULL)
		count = sentences_find(buf_span(&c.text), lang, lists, &found);
	if (!tap_ok(same(found, count, c.expected, c.count), "%s:%u %s", CASES, number, marked))
		for (size_t i = 0; i < count; i++)
			tap_note("%.*s", (int)(found[i].end - found[i].start), c.text.data + found[i].start);
	free(found);
	buf_release(&c.text);
}

/* "! en art" */
static void add_abbreviation(struct lists *lists, const char *line)
{
	char *error = NULL;

	if (!lists_add(lists, span_of("lexicon/abbreviations.txt"), span_of(line), &error))
		tap_ok(false, "%s", error);
	free(error);
}

static void table(struct lists *lists)
{
	char line[1024];
	unsigned number = 0, cases = 0;
	FILE *in = fopen(CASES, "r");

	if (!tap_ok(in != NULL, "%s is there", CASES))
		return;
	while (fgets(line, sizeof line, in) != NULL) {
		char *bar = strstr(line, " | ");

		number++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '!')
			add_abbreviation(lists, line + 1);
		if (bar == NULL || line[0] == '#' || line[0] == '!')
			continue;
		*bar = '\0';
		one_case(line, bar + 3, lists, number);
		cases++;
	}
	fclose(in);
	tap_ok(cases > 100, "%u cases", cases);
}

static void edges(const struct lists *lists)
{
	static const char *const blank[] = {"", " ", "\n\n \t", "\xE2\x80\xA9", "\xC2\xA0"};
	struct range *found;

	for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) {
		tap_ok(sentences_find(span_of(blank[i]), language_unknown(), lists, &found) == 0,
		       "blank text %zu has no sentence", i);
		free(found);
	}
	tap_ok(sentences_find(span_of("Art. 5 A. B"), language_unknown(), NULL, &found) == 1,
	       "without lists");
	free(found);
}

/* Whether the sentences are in order, apart, with no blank at their ends, and only blanks between. */
static bool covers(struct span text, const struct range *found, size_t count)
{
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		if (found[i].start < at || found[i].end <= found[i].start || found[i].end > text.len)
			return false;
		for (; at < found[i].start;) {
			int32_t cp;

			at += utf8_decode(text, at, &cp);
			if (!utf8_is_space(cp))
				return false;
		}
		at = found[i].end;
	}
	return true;
}

static bool is_sound(struct span text, const struct lists *lists)
{
	struct range *found;
	size_t count = sentences_find(text, language_unknown(), lists, &found);
	bool good = covers(text, found, count);

	free(found);
	return good;
}

static void megabytes(const struct lists *lists)
{
	static const char *const parts[] = {
	        "a. ", "A. B ", "1. ", "(A. ", "[1. A", ".", "?A", "\n", ". \n", "Art. 5 ", "\"", ". ) ",
	        "(((1. ", "A.\n", "..]A ", "\xCC\x81. A", "x: 1. A", "https://a.b/?Q=A", "\xFF. A", "a.” ", " ", "A.’ "};

	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		struct buf text;

		buf_init(&text);
		while (text.len < MEGABYTE)
			buf_add_str(&text, parts[i]);
		tap_ok(is_sound(buf_span(&text), lists), "a megabyte of part %zu", i);
		buf_release(&text);
	}
}

static void random_texts(const struct lists *lists)
{
	static const char alphabet[] = "aA1.. \n()[]\"'?!:;,-\xE2\x80\x9D\xFF\xD0\x90\xC2\xAB";
	unsigned state = 11;
	bool good = true;

	for (int i = 0; i < (int)tap_scale(20000); i++) {
		char *bytes;
		size_t len;

		state = state * 1103515245U + 12345U;
		len = (state >> 16) % 40;
		bytes = mem_alloc(len == 0 ? 1 : len);
		for (size_t j = 0; j < len; j++) {
			state = state * 1103515245U + 12345U;
			bytes[j] = alphabet[(state >> 16) % (sizeof alphabet - 1)];
		}
		good = good && is_sound(span_make(bytes, len), lists);
		free(bytes);
	}
	tap_ok(good, "random texts are covered by their sentences");
}

int main(void)
{
	struct lists *lists = lists_new();

	table(lists);
	edges(lists);
	megabytes(lists);
	random_texts(lists);
	lists_free(lists);
	return tap_done();
}
