#include "text/signs.h"

#include "text/utf8.h"

#define BRACKET_MAX 120 /* bytes between square brackets that a quoter put in; more is the text's own */

/* ' ` ´ ʻ ʼ ‘ ’ ‛ ′ ＇ */
bool sign_is_apostrophe(int32_t cp)
{
	if (cp < 0x2018)
		return cp == '\'' || cp == '`' || cp == 0xB4 || cp == 0x2BB || cp == 0x2BC;
	return cp <= 0x2019 || cp == 0x201B || cp == 0x2032 || cp == 0xFF07;
}

/* " « » ‚ “ ” „ ‟ ″ ‹ › 「 」 『 』 ＂, and apostrophes */
bool sign_is_quote(int32_t cp)
{
	if (cp < 0x2018)
		return cp == '"' || cp == 0xAB || cp == 0xBB || sign_is_apostrophe(cp);
	return cp <= 0x201F || cp == 0x2033 || cp == 0x2039 || cp == 0x203A ||
	       (cp >= 0x300C && cp <= 0x300F) || cp == 0xFF02 || sign_is_apostrophe(cp);
}

/* - ‐ ‑ ‒ – — ― − ⸺ ⸻ ﹣ － */
bool sign_is_dash(int32_t cp)
{
	return cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x2E3A ||
	       cp == 0x2E3B || cp == 0xFE63 || cp == 0xFF0D;
}

/* A dash that ties words into one where no space parts it from them. */
bool sign_is_hyphen(int32_t cp)
{
	return sign_is_dash(cp) && (cp < 0x2012 || cp == 0x2013 || cp == 0x2212 || cp == 0xFF0D);
}

/* • ‣ ⁃ ∙ ■ ▪ ● ◦ */
static bool is_bullet(int32_t cp)
{
	return cp == 0x2022 || cp == 0x2023 || cp == 0x2043 || cp == 0x2219 || cp == 0x25A0 ||
	       cp == 0x25AA || cp == 0x25CF || cp == 0x25E6;
}

/* Invisible, or a mark of how a text is laid out: it never counts. */
bool sign_is_nothing(int32_t cp)
{
	if (cp < 0x80)
		return cp == '*' || cp == '_' || cp < 0x20 || cp == 0x7F;
	if (cp < 0x2000)
		return cp == 0xAD || cp == 0xB7 || cp == 0x34F || cp == 0x61C || cp == 0x640 || cp == 0x180E;
	return (cp >= 0x200B && cp <= 0x200F) || (cp >= 0x202A && cp <= 0x202E) ||
	       (cp >= 0x2060 && cp <= 0x206F) || (cp >= 0xFE00 && cp <= 0xFE0F) || cp == 0xFEFF ||
	       is_bullet(cp);
}

/* The end of an ellipsis at `at`: … or three dots or more, with spaces between or not; else `at`. */
size_t sign_ellipsis_end(struct span s, size_t at)
{
	size_t dots = 0, end = at, next = at;

	for (;;) {
		int32_t cp = next < s.len ? utf8_peek(s, next) : 0;

		if (cp != '.' && cp != 0x2026)
			break;
		dots += cp == '.' ? 1 : 3;
		end = next + (cp == '.' ? 1 : 3);
		next = utf8_after_spaces(s, end, s.len);
		if (next > end + 2 || (next > end && memchr(s.data + end, '\n', next - end) != NULL))
			break;
	}
	return dots >= 3 ? end : at;
}

/* Whether what stands in brackets says that something was left out. */
bool sign_says_omission(struct span inside)
{
	static const char *const left_out[] = {"..", "omissis", "omitted", "footnote omitted", "footnotes omitted",
	                                       "note omitted", "notes omitted", "citation omitted",
	                                       "citations omitted", "internal citations omitted",
	                                       "reference omitted", "references omitted"};
	struct span s = span_trim(inside);

	for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
		if (span_eq_str(s, left_out[i]))
			return true;
	return s.len != 0 && sign_ellipsis_end(s, 0) == s.len;
}

/* The place of the bracket that closes the one at `at`; `at` if it is not a quoter's. */
size_t sign_bracket_close(struct span s, size_t at, char close)
{
	size_t most = s.len - at > BRACKET_MAX ? at + BRACKET_MAX : s.len;

	for (size_t i = at + 1; i < most; i++) {
		if (s.data[i] == close)
			return i;
		if (s.data[i] == '[' || s.data[i] == ']' || s.data[i] == '(' || s.data[i] == ')')
			break;
	}
	return at;
}

/* Whether the bytes between two brackets are part of one word: letters and digits only. */
bool sign_is_word_part(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!utf8_is_letter(cp) && !utf8_is_mark(cp) && !utf8_is_digit(cp))
			return false;
	}
	return s.len != 0;
}
