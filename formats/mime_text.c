/*
 * mime_text.c: text of a message: charsets, encoded words, transfer encodings.
 */
#include "formats/mime.h"

#include <stdlib.h>
#include <strings.h>

#include "formats/encoding.h"
#include "formats/html_charset.h"
#include "text/utf8.h"

/* ---- transfer encodings ---- */

static int base64_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* Four digits at a time; what is no digit is passed over, and a stop sign ends a group. */
void mime_add_base64(struct buf *out, struct span s)
{
	unsigned long group = 0;
	int digits = 0;

	for (size_t i = 0; i < s.len; i++) {
		int value = base64_value(s.data[i]);

		if (value >= 0) {
			group = group << 6 | (unsigned long)value;
			digits = digits % 4 + 1;
			if (digits > 1)
				buf_add_char(out, (char)(unsigned char)(group >> (8 - 2 * digits)));
		} else if (s.data[i] == '=') {
			digits = 0;
		}
	}
}

/* The bytes of a line's end behind byte `at`, blanks before it included; 0: no line ends here. */
static size_t line_end(struct span s, size_t at)
{
	size_t i = at;

	while (i < s.len && (s.data[i] == ' ' || s.data[i] == '\t' || s.data[i] == '\r'))
		i++;
	return i < s.len && s.data[i] != '\n' ? 0 : i - at + (i < s.len);
}

void mime_add_quoted(struct buf *out, struct span s, bool in_header)
{
	for (size_t i = 0; i < s.len; i++) {
		size_t soft = s.data[i] == '=' && !in_header ? line_end(s, i + 1) : 0;
		int high = s.data[i] == '=' && i + 2 < s.len ? hex_value(s.data[i + 1]) : -1;
		int low = high >= 0 ? hex_value(s.data[i + 2]) : -1;

		if (low >= 0) {
			buf_add_char(out, (char)(high * 16 + low));
			i += 2;
		} else if (soft != 0) {
			i += soft;
		} else {
			buf_add_char(out, in_header && s.data[i] == '_' ? ' ' : s.data[i]);
		}
	}
}

/* ---- charsets ---- */

static bool is_label(struct span label, const char *name)
{
	return label.len == strlen(name) && strncasecmp(label.data, name, label.len) == 0;
}

/* In the encoding, or by what the bytes look like; at worst each odd byte is U+FFFD. */
static void add_guessed(struct buf *out, struct span bytes, const char *encoding)
{
	char *reason = NULL;
	size_t before = out->len;

	if (encoding == NULL)
		encoding = encoding_detect(bytes, &reason);
	free(reason);
	reason = NULL;
	if (encoding == NULL || strcmp(encoding, "UTF-8") == 0 || !encoding_convert(out, bytes, encoding, &reason)) {
		out->len = before;
		utf8_add_clean(out, bytes);
	}
	free(reason);
}

void mime_add_charset(struct buf *out, struct span bytes, struct span label, struct held *held)
{
	const char *encoding = charset_of_label(label);
	bool plain = encoding == NULL || is_label(label, "us-ascii") || is_label(label, "ascii");

	if (plain && !is_label(label, "utf-16") && utf8_valid(bytes))
		buf_add_span(out, bytes);
	else if (plain || encoding == NULL)
		add_guessed(out, bytes, held->undeclared);
	else
		held_convert(held, out, bytes, encoding);
}

/* ---- encoded words ---- */

struct word {
	struct span charset, text;
	bool base64;
	size_t end; /* first byte after it */
};

/* =?charset?B?text?= or =?charset*language?Q?text?= at byte `at`. */
static bool word_at(struct span s, size_t at, struct word *w)
{
	struct span rest = span_make(s.data + at, s.len - at);
	const char *first, *second, *end, *star;

	if (!span_starts(rest, "=?"))
		return false;
	first = memchr(rest.data + 2, '?', rest.len - 2);
	if (first == NULL || (size_t)(rest.data + rest.len - first) < 4 || first[2] != '?')
		return false;
	second = first + 2;
	end = memmem(second + 1, (size_t)(rest.data + rest.len - second - 1), "?=", 2);
	if (end == NULL || strchr("bBqQ", first[1]) == NULL)
		return false;
	w->charset = span_make(rest.data + 2, (size_t)(first - rest.data) - 2);
	star = memchr(w->charset.data, '*', w->charset.len);
	if (star != NULL)
		w->charset.len = (size_t)(star - w->charset.data);
	w->text = span_make(second + 1, (size_t)(end - second) - 1);
	w->base64 = (first[1] | 0x20) == 'b';
	w->end = at + (size_t)(end + 2 - rest.data);
	return true;
}

static size_t skip_blanks(struct span s, size_t at)
{
	while (at < s.len && (unsigned char)s.data[at] <= ' ')
		at++;
	return at;
}

/* Words that follow one another in one charset are one text: a character may be cut between them. */
static size_t add_word_run(struct buf *out, struct span s, struct word w, struct held *held)
{
	struct buf bytes;
	struct word next = w;
	size_t end;

	buf_init(&bytes);
	do {
		w = next;
		if (w.base64)
			mime_add_base64(&bytes, w.text);
		else
			mime_add_quoted(&bytes, w.text, true);
		end = w.end;
	} while (word_at(s, skip_blanks(s, end), &next) && span_eq(next.charset, w.charset));
	mime_add_charset(out, buf_span(&bytes), w.charset, held);
	buf_release(&bytes);
	return word_at(s, skip_blanks(s, end), &next) ? skip_blanks(s, end) : end;
}

void mime_add_words(struct buf *out, struct span s, struct held *held)
{
	size_t from = 0;
	struct word w;

	for (size_t at = 0; at < s.len;) {
		if (!word_at(s, at, &w)) {
			at++;
			continue;
		}
		mime_add_charset(out, span_make(s.data + from, at - from), span_make("", 0), held);
		from = at = add_word_run(out, s, w, held);
	}
	mime_add_charset(out, span_make(s.data + from, s.len - from), span_make("", 0), held);
}
