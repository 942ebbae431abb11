#include "text/wording_part.h"

#include "text/bigram.h"
#include "text/signs.h"
#include "text/utf8.h"
#include "text/words.h"

/* A letter or digit that is compared as it is: most of what is read. */
static bool is_plain(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

size_t wording_plain_end(struct span s, size_t at)
{
	while (at < s.len && is_plain(s.data[at]))
		at++;
	return at;
}

/* A word ends at apostrophes, and at stops that are not between digits. */
static size_t part_end(struct span s, size_t at, size_t end)
{
	int32_t before = 0, cp;
	size_t len;

	for (size_t i = at; i < end; i += len) {
		size_t plain = wording_plain_end(span_make(s.data, end), i);

		if (plain != i) {
			before = s.data[plain - 1];
			len = plain - i;
			continue;
		}
		len = utf8_decode(s, i, &cp);
		if (sign_is_apostrophe(cp) || sign_is_dash(cp))
			return i;
		if (utf8_is_punct(cp) && cp != '_' &&
		    !(utf8_is_digit(before) && i + len < end && utf8_is_digit(utf8_peek(s, i + len))))
			return i;
		if (!sign_is_nothing(cp))
			before = cp;
	}
	return end;
}

/* The end of the bracketed part of a word at `at`; `at` if there is none. */
static size_t bracket_part(struct span s, size_t at)
{
	size_t close;

	if (s.data[at] != '[')
		return at;
	close = sign_bracket_close(s, at, ']');
	return close > at && sign_is_word_part(span_make(s.data + at + 1, close - at - 1)) ? close + 1 : at;
}

/* The end of the part of a word at `at`; `at` if there is none. */
static size_t plain_part(struct span s, size_t at)
{
	size_t end;

	if (bigram_begins(s, at) || utf8_superscript(utf8_peek(s, at)) >= 0)
		return at;
	end = word_end(s, at);
	return word_is_word(span_make(s.data + at, end - at)) ? part_end(s, at, end) : at;
}

size_t wording_word_end(struct span s, size_t at, bool in_bracket, bool *bracketed)
{
	bool plain = false; /* what comes before is a part without brackets */

	while (at < s.len) {
		size_t end = in_bracket ? at : bracket_part(s, at);

		*bracketed |= end > at;
		if (end == at && !plain)
			end = plain_part(s, at);
		if (end == at)
			break;
		plain = s.data[end - 1] != ']';
		at = end;
	}
	return at;
}
