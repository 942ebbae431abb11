#include "text/warn.h"

#include "text/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Appends s with what is not printable UTF-8, and `also`, written byte by byte
 * as `prefix` and two hexadecimal digits.
 */
static void add_escaped(struct buf *out, struct span s, const char *prefix, char also)
{
	int32_t cp;
	size_t n;

	for (size_t at = 0; at < s.len; at += n) {
		n = utf8_decode(s, at, &cp);
		if (utf8_is_printable(cp) && s.data[at] != also &&
		    utf8_valid(span_make(s.data + at, n))) {
			buf_add(out, s.data + at, n);
			continue;
		}
		for (size_t i = 0; i < n; i++)
			buf_addf(out, "%s%02X", prefix, (unsigned)(unsigned char)s.data[at + i]);
	}
}

void escape_name(struct buf *out, struct span s)
{
	add_escaped(out, s, "%", '%');
}

void warn(const char *format, ...)
{
	struct buf line;
	char *message;
	va_list args;
	int length;

	va_start(args, format);
	length = vasprintf(&message, format, args);
	va_end(args);
	buf_init(&line);
	buf_addf(&line, "%s: ", program_invocation_short_name);
	if (length >= 0) {
		add_escaped(&line, span_make(message, (size_t)length), "\\x", '\0');
		free(message);
	}
	buf_add_char(&line, '\n');
	fwrite(line.data, 1, line.len, stderr); /* one call, so that lines of several processes do not mix */
	buf_release(&line);
}
