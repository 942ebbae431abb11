#include "formats/charset.h"
#include "formats/document.h"
#include "formats/encoding.h"
#include "text/bytes.h"
#include "text/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define CONTROLS_PER_MILLE 20 /* control characters that a text may have, in a thousand bytes */
#define WIDE_TEXT_PERCENT 90   /* of UTF-16 without a mark that must be ordinary text */
#define SMALL_UNIT 0x2000 /* the alphabets are below it, and what other byte order gives of ASCII is above */
#define CONVERT_CHUNK ((size_t)64 * 1024)

static char *message(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *message(const char *format, ...)
{
	va_list args;
	char text[256];

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return mem_strdup(text);
}

/* Control characters that no text has: not white space, backspace or escape. */
static bool is_control(int32_t cp)
{
	return (cp >= 0 && cp < 0x20 && !(cp >= '\b' && cp <= '\r') && cp != 0x1B) || cp == 0xFFFE ||
	       cp == 0xFFFF;
}

/* What was seen of the code units of one byte order. */
struct wide {
	size_t units, bad, small, text;
};

static int32_t unit_at(struct span s, size_t i, bool little)
{
	unsigned char a = (unsigned char)s.data[i], b = (unsigned char)s.data[i + 1];

	return little ? a | b << 8 : a << 8 | b;
}

static struct wide wide_count(struct span s, bool little)
{
	struct wide w = {0};
	bool high = false; /* the unit before is a high surrogate */

	for (size_t i = 0; i + 1 < s.len; i += 2) {
		int32_t unit = unit_at(s, i, little);
		bool low = unit >= 0xDC00 && unit <= 0xDFFF;

		w.units++;
		w.bad += is_control(unit) || low != high;
		w.small += unit < SMALL_UNIT || (unit >= 0x3000 && unit <= 0x30FF);
		w.text += unit < 0x80 || low || utf8_is_letter(unit) || utf8_is_mark(unit) ||
		          utf8_is_punct(unit) || utf8_is_digit(unit) || utf8_is_space(unit);
		high = unit >= 0xD800 && unit <= 0xDBFF;
	}
	w.bad += high;
	return w;
}

static bool is_wide_text(const struct wide *w)
{
	return w->bad == 0 && w->small * 2 >= w->units && w->text * 100 >= w->units * WIDE_TEXT_PERCENT;
}

/*
 * UTF-16 without a mark, by its pattern: an even number of bytes, in one byte
 * order no control character, no broken pair, nearly nothing but letters, marks,
 * digits and punctuation, and half of it of the alphabets below U+2000 (every
 * other byte NUL or small) or kana. A text with a stray NUL has none of that;
 * Chinese and Korean need a mark.
 */
static const char *utf16_by_pattern(struct span s)
{
	struct wide little, big;

	if (s.len == 0 || s.len % 2 != 0 || memchr(s.data, '\0', s.len) == NULL)
		return NULL;
	little = wide_count(s, true);
	big = wide_count(s, false);
	if (is_wide_text(&little) && little.small > big.small)
		return "UTF-16LE";
	return is_wide_text(&big) && big.small > little.small ? "UTF-16BE" : NULL;
}

static const char *by_mark(struct span s)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *encoding;
	} marks[] = {
		{UTF8_BOM, 3, "UTF-8"},
		{"\xFF\xFE\0\0", 4, "UTF-32LE"},
		{"\0\0\xFE\xFF", 4, "UTF-32BE"},
		{"\xFF\xFE", 2, "UTF-16LE"},
		{"\xFE\xFF", 2, "UTF-16BE"},
	};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (s.len >= marks[i].len && memcmp(s.data, marks[i].bytes, marks[i].len) == 0)
			return marks[i].encoding;
	return NULL;
}

/* Well-formed sequences of more than one byte, and ill-formed parts. */
struct utf8_counts {
	size_t good, bad, controls;
};

static struct utf8_counts utf8_count(struct span s)
{
	struct utf8_counts c = {0};
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		size_t len = 1;

		if (at + 8 <= s.len && bytes_are_printing(s.data + at)) {
			len = 8;
		} else if ((unsigned char)s.data[at] < 0x80) {
			cp = (unsigned char)s.data[at];
			c.controls += is_control(cp);
		} else {
			len = utf8_decode(s, at, &cp);
			if (cp != UTF8_REPLACEMENT || (len == 3 && memcmp(s.data + at, "\xEF\xBF\xBD", 3) == 0))
				c.good++;
			else
				c.bad++;
		}
		at += len;
	}
	return c;
}

static const char *refuse(char **reason, char *why)
{
	*reason = why;
	return NULL;
}

const char *encoding_detect(struct span bytes, char **reason)
{
	const char *encoding = by_mark(bytes), *nul;
	struct utf8_counts c;

	*reason = NULL;
	if (encoding == NULL)
		encoding = utf16_by_pattern(bytes);
	if (encoding != NULL && strcmp(encoding, "UTF-8") != 0)
		return encoding;
	nul = bytes.len == 0 ? NULL : memchr(bytes.data, '\0', bytes.len);
	if (nul != NULL)
		return refuse(reason, message("not text (NUL byte at byte %zu)", (size_t)(nul - bytes.data)));
	c = utf8_count(bytes);
	if (c.controls * 1000 > bytes.len * CONTROLS_PER_MILLE)
		return refuse(reason, message("not text (%zu control characters)", c.controls));
	if (encoding != NULL || c.bad == 0 || c.good >= c.bad)
		return "UTF-8";
	return charset_detect(bytes, reason);
}

static bool not_in_encoding(char **reason, const char *encoding, struct span bytes, const char *in)
{
	size_t at = (size_t)(in - bytes.data);

	if (at >= bytes.len)
		*reason = message("incomplete character at the end (%s)", encoding);
	else
		*reason = message("byte %zu (0x%02X) is not %s; convert it to UTF-8", at,
		                  (unsigned)(unsigned char)*in, encoding);
	return false;
}

static bool convert(iconv_t cd, struct buf *out, struct span bytes, const char *encoding, char **reason)
{
	char *in = (char *)(uintptr_t)bytes.data;
	size_t left = bytes.len;

	while (left > 0) {
		char *to;
		size_t room, done;

		buf_reserve(out, CONVERT_CHUNK);
		to = out->data + out->len;
		room = CONVERT_CHUNK;
		done = iconv(cd, &in, &left, &to, &room);
		out->len = (size_t)(to - out->data);
		out->data[out->len] = '\0';
		if (done == (size_t)-1 && errno != E2BIG)
			return not_in_encoding(reason, encoding, bytes, in);
	}
	return true;
}

bool encoding_convert(struct buf *out, struct span bytes, const char *encoding, char **reason)
{
	const char *mark = by_mark(bytes);
	size_t skip = 0;
	iconv_t cd;
	bool good;

	*reason = NULL;
	cd = iconv_open("UTF-8", encoding);
	if (cd == (iconv_t)-1) {
		*reason = message("no conversion from %s on this system", encoding);
		return false;
	}
	if (mark != NULL && strcmp(mark, encoding) == 0)
		skip = span_starts(bytes, UTF8_BOM) ? 3 : strstr(encoding, "32") != NULL ? 4 : 2;
	good = convert(cd, out, span_make(bytes.data + skip, bytes.len - skip), encoding, reason);
	iconv_close(cd);
	return good;
}
