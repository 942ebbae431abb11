/* Reading and writing code points; their properties and normal forms are in utf8.c. */
#include "text/utf8.h"

#include <assert.h>

static bool is_continuation(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Table 3-7 of Unicode 15.0: what the second byte may be after this first byte. */
static bool second_is_good(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xE0:
		return second >= 0xA0 && second <= 0xBF;
	case 0xED:
		return second >= 0x80 && second <= 0x9F;
	case 0xF0:
		return second >= 0x90 && second <= 0xBF;
	case 0xF4:
		return second >= 0x80 && second <= 0x8F;
	default:
		return is_continuation(second);
	}
}

/* How many bytes a sequence with this first byte, beyond ASCII, has; 0: none begins so. */
static size_t length_of(unsigned char first)
{
	if (first < 0xC2 || first > 0xF4)
		return 0;
	return first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
}

size_t utf8_decode_longer(struct span s, size_t at, int32_t *cp)
{
	const unsigned char *p = (const unsigned char *)s.data + at;
	size_t left = s.len - at, need = length_of(p[0]);
	int32_t value;

	*cp = UTF8_REPLACEMENT;
	if (need == 0 || left < 2 || !second_is_good(p[0], p[1]))
		return 1;
	value = p[0] & (0x7F >> need);
	value = value << 6 | (p[1] & 0x3F);
	for (size_t i = 2; i < need; i++) {
		if (i >= left || !is_continuation(p[i]))
			return i;
		value = value << 6 | (p[i] & 0x3F);
	}
	*cp = value;
	return need;
}

size_t utf8_before_longer(struct span s, size_t at)
{
	size_t floor = at > UTF8_MAX ? at - UTF8_MAX : 0, start = at - 1;
	int32_t cp;

	while (start > floor && is_continuation((unsigned char)s.data[start]))
		start--;
	if (start + utf8_decode(span_make(s.data, at), start, &cp) == at)
		return start;
	return at - 1;
}

static char tail(int32_t cp, unsigned shift)
{
	return (char)(0x80 | ((cp >> shift) & 0x3F));
}

size_t utf8_put(int32_t cp, char bytes[UTF8_MAX])
{
	size_t len = 0;

	if (cp < 0 || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = UTF8_REPLACEMENT;
	if (cp < 0x80) {
		bytes[len++] = (char)cp;
	} else if (cp < 0x800) {
		bytes[len++] = (char)(0xC0 | cp >> 6);
		bytes[len++] = tail(cp, 0);
	} else if (cp < 0x10000) {
		bytes[len++] = (char)(0xE0 | cp >> 12);
		bytes[len++] = tail(cp, 6);
		bytes[len++] = tail(cp, 0);
	} else {
		bytes[len++] = (char)(0xF0 | cp >> 18);
		bytes[len++] = tail(cp, 12);
		bytes[len++] = tail(cp, 6);
		bytes[len++] = tail(cp, 0);
	}
	return len;
}

void utf8_add(struct buf *out, int32_t cp)
{
	char bytes[UTF8_MAX];

	if (cp >= 0 && cp < 0x80)
		buf_add_char(out, (char)cp);
	else
		buf_add(out, bytes, utf8_put(cp, bytes));
}

/* Whether what utf8_decode read as U+FFFD was not written so. */
static bool is_ill_formed(struct span s, size_t at, size_t len, int32_t cp)
{
	return cp == UTF8_REPLACEMENT && !(len == 3 && (unsigned char)s.data[at] == 0xEF);
}

size_t utf8_skip_ascii(struct span s, size_t at)
{
	uint64_t eight;

	for (; at + sizeof eight <= s.len; at += sizeof eight) {
		memcpy(&eight, s.data + at, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < s.len && (unsigned char)s.data[at] < 0x80)
		at++;
	return at;
}

/* The first ill-formed byte from `at` on, or s.len. */
static size_t skip_valid(struct span s, size_t at)
{
	int32_t cp;

	while ((at = utf8_skip_ascii(s, at)) < s.len) {
		size_t n = utf8_decode(s, at, &cp);

		if (is_ill_formed(s, at, n, cp))
			break;
		at += n;
	}
	return at;
}

bool utf8_valid(struct span s)
{
	return skip_valid(s, 0) == s.len;
}

void utf8_add_clean(struct buf *out, struct span s)
{
	for (size_t at = 0; at < s.len;) {
		size_t good = skip_valid(s, at);
		int32_t cp;

		buf_add(out, s.data + at, good - at);
		at = good;
		if (at < s.len) {
			at += utf8_decode(s, at, &cp);
			utf8_add(out, UTF8_REPLACEMENT);
		}
	}
}

size_t utf8_length(struct span s)
{
	size_t count = 0;
	int32_t cp;

	for (size_t at = 0; at < s.len; count++)
		at += utf8_decode(s, at, &cp);
	return count;
}

size_t utf8_after_spaces(struct span s, size_t at, size_t end)
{
	int32_t cp;
	size_t len;

	for (; at < end; at += len) {
		len = utf8_decode(s, at, &cp);
		if (!utf8_is_space(cp))
			break;
	}
	return at;
}

bool utf8_holds(struct span s, bool (*is)(int32_t cp))
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (is(cp))
			return true;
	}
	return false;
}

bool utf8_is_one_of(int32_t cp, const char *set)
{
	struct span s;
	int32_t one;

	if (cp < 0x80) /* no part of another character */
		return cp > 0 && strchr(set, cp) != NULL;
	s = span_of(set);
	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &one);
		if (one == cp)
			return true;
	}
	return false;
}
