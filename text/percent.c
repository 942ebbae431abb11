#include "text/percent.h"

#include "text/utf8.h"

/* The byte that "%XX" at `at` stands for; -1 if there is no such thing. */
static int escaped(struct span s, size_t at, size_t end)
{
	if (s.data[at] != '%' || end - at < 3 || hex_value(s.data[at + 1]) < 0)
		return -1;
	return hex_value(s.data[at + 2]) < 0 ? -1 : hex_value(s.data[at + 1]) * 16 + hex_value(s.data[at + 2]);
}

size_t percent_decode(struct buf *out, struct span text, size_t at, struct range address,
                      struct percent *result)
{
	size_t from = out->len;

	result->useful = false;
	if (at > address.start && text.data[at - 1] == '%')
		at--;
	result->at.start = at;
	while (at < address.end && strchr("/?&=#.,:;+!()@", text.data[at]) == NULL) {
		int byte = escaped(text, at, address.end);

		buf_add_char(out, byte < 0 ? text.data[at] : (char)byte);
		result->useful |= byte >= 0;
		at += byte < 0 ? 1 : 3;
	}
	result->at.end = at;
	if (result->useful && !utf8_valid(span_make(out->data + from, out->len - from)))
		result->useful = false;
	return at;
}

void percent_add(struct buf *out, struct span s)
{
	for (size_t at = 0; at < s.len;) {
		int byte = escaped(s, at, s.len);

		buf_add_char(out, byte < 0 ? s.data[at] : (char)byte);
		at += byte < 0 ? 1 : 3;
	}
}
