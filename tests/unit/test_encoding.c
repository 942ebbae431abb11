#include "formats/charset.h"
#include "formats/encoding.h"
#include "tests/unit/tap.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>

#define CASES "tests/cases/encoding.tsv"

/* The text in another encoding; false if the encoding or the system cannot have it. */
static bool encode(struct buf *out, struct span text, const char *encoding)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	char *from = mem_spandup(text), *in = from, *to = out->data;
	size_t left = text.len, room = text.len * 4 + 16;
	bool good;

	buf_reserve(out, room);
	to = out->data;
	good = cd != (iconv_t)-1 && iconv(cd, &in, &left, &to, &room) != (size_t)-1;
	out->len = (size_t)(to - out->data);
	out->data[out->len] = '\0';
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	free(from);
	return good;
}

/* Detects and converts; true with the text, or false with why not. */
static bool decode(struct buf *out, struct span bytes, const char **found, char **reason)
{
	*found = encoding_detect(bytes, reason);
	buf_clear(out);
	if (*found == NULL)
		return false;
	if (strcmp(*found, "UTF-8") != 0)
		return encoding_convert(out, bytes, *found, reason);
	buf_add_span(out, bytes);
	return true;
}

static void check_case(const char *outcome, const char *encoding, struct span text)
{
	struct buf bytes, back;
	const char *found = NULL;
	char *reason = NULL;
	bool good, wanted = strcmp(outcome, "read") == 0;

	buf_init(&bytes);
	buf_init(&back);
	if (!encode(&bytes, text, encoding)) {
		tap_ok(false, "%s cannot have: %s", encoding, text.data);
	} else {
		good = decode(&back, buf_span(&bytes), &found, &reason);
		good = wanted ? good && span_eq(buf_span(&back), text) : !good && reason != NULL;
		if (!tap_ok(good, "%s %s: %.40s", outcome, encoding, text.data))
			tap_note("taken for %s: %s", found == NULL ? "none" : found,
			         found == NULL ? reason : back.data);
	}
	free(reason);
	buf_release(&bytes);
	buf_release(&back);
}

static void test_table(void)
{
	FILE *file = fopen(CASES, "r");
	char *line = NULL;
	const size_t every = getenv("UNDER_VALGRIND") != NULL ? 4 : 1; /* each reads the text in all encodings */
	size_t size = 0, row = 0;

	if (!tap_ok(file != NULL, "the table %s is there", CASES))
		return;
	while (getline(&line, &size, file) > 0) {
		char *outcome = strtok(line, "\t\n"), *encoding = strtok(NULL, "\t\n"), *text = strtok(NULL, "\n");

		if (outcome == NULL || outcome[0] == '#' || row++ % every != 0)
			continue;
		if (encoding == NULL || text == NULL)
			tap_ok(false, "a line of three columns: %s", outcome);
		else
			check_case(outcome, encoding, span_of(text));
	}
	free(line);
	fclose(file);
}

/* Bytes that no table of texts can hold. */
static const struct bytes_case {
	const char *name, *bytes;
	size_t len;
	const char *encoding; /* NULL: refused, with a reason that holds `why` */
	const char *why;
} bytes_cases[] = {
#define BYTES(name, bytes, encoding, why) {name, bytes, sizeof bytes - 1, encoding, why}
	BYTES("ASCII", "Plain text.\n", "UTF-8", NULL),
	BYTES("nothing", "", "UTF-8", NULL),
	BYTES("a byte-order mark", "\xEF\xBB\xBF" "Text", "UTF-8", NULL),
	BYTES("an ill-formed byte in UTF-8", "caf\xC3\xA9 caf\xC3\xA9 \xE2\x80\x9C" "a\xE2\x80\x9D \xFF end", "UTF-8", NULL),
	BYTES("a sequence cut at the end", "caf\xC3\xA9 na\xC3\xAFve r\xC3\xA9sum\xC3\xA9 \xE2\x80", "UTF-8", NULL),
	BYTES("a byte that is a letter nowhere, in a long text",
	      "A text of some length in plain letters, in which one byte has gone wrong by an accident of storage \xFF, "
	      "and in which all others are right.",
	      "UTF-8", NULL),
	BYTES("a surrogate as UTF-8 writes none", "caf\xC3\xA9 \xED\xA0\x80 \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", "UTF-8", NULL),
	BYTES("a NUL byte", "some te\0xt", NULL, "NUL byte at byte 7"),
	BYTES("a NUL byte after a mark", "\xEF\xBB\xBF" "te\0xt", NULL, "NUL byte"),
	BYTES("control characters", "\1\2\3\4\5\6 text", NULL, "control characters"),
	BYTES("random bytes", "\x93\x11\xF7\x0B\xC5\xA8\x03\xE0\x9D\x1F\x88\x02\xF1\xBC", NULL, "not text"),
	BYTES("one byte order in pairs, odd length", "a\0b\0c", NULL, "NUL byte"),
	BYTES("UTF-16 with half a pair", "a\0b\0\0\xD8" "c\0", NULL, "NUL byte"),
#undef BYTES
};

static void test_bytes(void)
{
	for (size_t i = 0; i < sizeof bytes_cases / sizeof *bytes_cases; i++) {
		const struct bytes_case *t = &bytes_cases[i];
		char *reason = NULL;
		const char *found = encoding_detect(span_make(t->bytes, t->len), &reason);
		bool good = t->encoding == NULL ? found == NULL && strstr(reason, t->why) != NULL
		                                : found != NULL && strcmp(found, t->encoding) == 0;

		if (!tap_ok(good, "%s", t->name))
			tap_note("%s %s", found == NULL ? "none" : found, reason == NULL ? "" : reason);
		free(reason);
	}
}

static void test_convert_errors(void)
{
	struct buf out;
	char *reason = NULL;

	buf_init(&out);
	tap_ok(!encoding_convert(&out, span_make("ab\x81", 3), "WINDOWS-1252", &reason) &&
	               strstr(reason, "byte 2 (0x81)") != NULL,
	       "a byte that the encoding does not have is named");
	free(reason);
	tap_ok(!encoding_convert(&out, span_make("\xFF\xFE" "a\0\0\xD8", 6), "UTF-16LE", &reason) && reason != NULL,
	       "half a surrogate pair is an error");
	free(reason);
	tap_ok(!encoding_convert(&out, span_make("a", 1), "NO-SUCH", &reason) && reason != NULL,
	       "an encoding that the system lacks is an error");
	free(reason);
	buf_clear(&out);
	tap_ok(encoding_convert(&out, span_make("\xFF\xFE" "a\0", 4), "UTF-16LE", &reason) &&
	               span_eq_str(buf_span(&out), "a"),
	       "the mark is not part of the text");
	buf_release(&out);
}

#define STRAY_TEXT 2000 /* bytes */
#define STRAY_MOST (STRAY_TEXT * CHARSET_STRAY_PER_MILLE / 1000)

/* Whether a text with so many bytes that are a letter in no encoding is read. */
static bool reads_stray(size_t stray)
{
	struct buf b;
	char *reason = NULL;
	const char *found;

	buf_init(&b);
	for (size_t i = 0; i < STRAY_TEXT; i++)
		buf_add_char(&b, i % 50 == 23 && i / 50 < stray ? '\xAF' : i % 5 == 0 ? ' ' : 'a');
	found = encoding_detect(buf_span(&b), &reason);
	free(reason);
	buf_release(&b);
	return found != NULL && strcmp(found, "UTF-8") == 0;
}

int main(void)
{
	test_table();
	test_bytes();
	test_convert_errors();
	tap_ok(reads_stray(STRAY_MOST), "as many stray bytes as allowed stay in a UTF-8 text");
	tap_ok(!reads_stray(STRAY_MOST + 1), "one more is refused");
	return tap_done();
}
