#include "text/address.h"

#include "text/bytes.h"
#include "text/utf8.h"

#define TOP_LEVEL_LEAST 2 /* letters of a top-level domain */

static bool is_alnum(char c)
{
	return byte_is_letter(c) || byte_is_digit(c);
}

static bool is_local(char c)
{
	return is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

/* The bytes of the character at `at` if it may stand in a URL, else 0. */
static size_t url_character(struct span s, size_t at)
{
	unsigned char c = (unsigned char)s.data[at];
	int32_t cp;
	size_t len;

	if (c < 0x80)
		return c > ' ' && c != 0x7F && strchr("<>\"{}|\\^`", c) == NULL;
	len = utf8_decode(s, at, &cp);
	return utf8_is_space(cp) || utf8_is_punct(cp) || cp == UTF8_REPLACEMENT ? 0 : len;
}

/* Cuts sentence punctuation off the end; a bracket only if it has no partner inside. */
static size_t trim_end(struct span s, struct range r, long round, long square)
{
	while (r.end > r.start) {
		char c = s.data[r.end - 1];

		if (c == ')' && round < 0)
			round++;
		else if (c == ']' && square < 0)
			square++;
		else if (strchr(".,;:!?'*([", c) == NULL)
			break;
		r.end--;
	}
	return r.end;
}

static size_t url_end(struct span s, size_t start)
{
	struct range r = {start, start};
	long round = 0, square = 0; /* opened less closed */
	size_t len;

	while (r.end < s.len && (len = url_character(s, r.end)) != 0) {
		char c = s.data[r.end];

		round += (c == '(') - (c == ')');
		square += (c == '[') - (c == ']');
		r.end += len;
	}
	return trim_end(s, r, round, square);
}

/* A URL whose "://" is at `colon`. */
static bool scheme_at(struct span s, size_t from, size_t colon, struct range *found)
{
	size_t start = colon, host = colon + 3;

	if (s.len - colon < 4 || s.data[colon + 1] != '/' || s.data[colon + 2] != '/')
		return false;
	while (start > from && byte_is_letter(s.data[start - 1]))
		start--;
	found->start = start;
	found->end = url_end(s, host);
	return start < colon && found->end > host;
}

static bool www_at(struct span s, size_t at, struct range *found)
{
	if (s.len - at < 5 || s.data[at + 3] != '.' || !is_alnum(s.data[at + 4]))
		return false;
	for (size_t i = at; i < at + 3; i++)
		if (s.data[i] != 'w' && s.data[i] != 'W')
			return false;
	if (at > 0 && (is_alnum(s.data[at - 1]) || (unsigned char)s.data[at - 1] >= 0x80))
		return false;
	found->start = at;
	found->end = url_end(s, at);
	return true;
}

/* The end of a host name with a top-level domain that begins at `at`; `at` if there is none. */
static size_t host_end(struct span s, size_t at)
{
	size_t end = at, label = at;
	bool dot = false;

	while (end < s.len && (is_alnum(s.data[end]) || s.data[end] == '-' || s.data[end] == '.'))
		end++;
	while (end > at && !is_alnum(s.data[end - 1]))
		end--;
	for (size_t i = at; i < end; i++)
		if (s.data[i] == '.') {
			dot = true;
			label = i + 1;
		}
	for (size_t i = label; i < end; i++)
		if (!byte_is_letter(s.data[i]))
			return at;
	return dot && is_alnum(s.data[at]) && end - label >= TOP_LEVEL_LEAST ? end : at;
}

static bool mail_at(struct span s, size_t from, size_t sign, struct range *found)
{
	size_t start = sign;

	while (start > from && is_local(s.data[start - 1]))
		start--;
	while (start < sign && !is_alnum(s.data[start]))
		start++;
	found->start = start;
	found->end = host_end(s, sign + 1);
	return start < sign && found->end > sign + 1;
}

/* <host.tld> or <host.tld/path>; what has a scheme or an @ is found without its brackets. */
static bool bracketed_at(struct span s, size_t open, struct range *found)
{
	size_t host = host_end(s, open + 1), end = open + 1, len;

	if (host == open + 1 || host == s.len || strchr("/>:?#", s.data[host]) == NULL)
		return false;
	while (end < s.len && s.data[end] != '@' && (len = url_character(s, end)) != 0)
		end += len;
	found->start = open + 1;
	found->end = end;
	return end < s.len && s.data[end] == '>' && !(s.len - host > 2 && memcmp(s.data + host, "://", 3) == 0);
}

/* What an address may be found by. */
static byte_set signs = {[':'] = 1, ['@'] = 1, ['w'] = 1, ['W'] = 1, ['<'] = 1};

bool address_next(struct span text, size_t from, struct range *found)
{
	for (size_t at = from; (at = bytes_until(text, at, text.len, signs)) < text.len; at++) {
		switch (text.data[at]) {
		case ':':
			if (scheme_at(text, from, at, found))
				return true;
			break;
		case '@':
			if (mail_at(text, from, at, found))
				return true;
			break;
		case 'w':
		case 'W':
			if (www_at(text, at, found))
				return true;
			break;
		case '<':
			if (bracketed_at(text, at, found))
				return true;
			break;
		}
	}
	return false;
}
