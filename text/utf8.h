/*
 * utf8.h: code points and their properties. Anyone may include it; only
 * utf8.c includes utf8proc's header.
 *
 * Bytes that are not UTF-8 read as U+FFFD, one for each maximal ill-formed
 * part (Unicode 15.0, section 3.9, "U+FFFD Substitution of Maximal Subparts"),
 * so no input can fail.
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "text/buf.h"

#define UTF8_REPLACEMENT 0xFFFD
#define UTF8_MAX 4 /* bytes of one code point */

size_t utf8_decode_longer(struct span s, size_t at, int32_t *cp); /* for utf8_decode: a byte beyond ASCII */

/* Reads one code point at s.data[at] (at < s.len) into *cp; returns the bytes it took, 1 to 4. */
static inline size_t utf8_decode(struct span s, size_t at, int32_t *cp)
{
	assert(at < s.len);
	if ((unsigned char)s.data[at] >= 0x80)
		return utf8_decode_longer(s, at, cp);
	*cp = (unsigned char)s.data[at];
	return 1;
}

size_t utf8_before_longer(struct span s, size_t at); /* for utf8_before: a byte beyond ASCII */

/* The start of the code point that ends before byte `at` (at > 0); continuation bytes are skipped. */
static inline size_t utf8_before(struct span s, size_t at)
{
	assert(at > 0 && at <= s.len);
	return (unsigned char)s.data[at - 1] < 0x80 ? at - 1 : utf8_before_longer(s, at);
}

/* The start of the code point that byte `at` is of; at <= s.len, where a code point could start. */
static inline size_t utf8_floor(struct span s, size_t at)
{
	while (at > 0 && at < s.len && ((unsigned char)s.data[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* The code point at `at`, and the one that ends before it; 0 past the ends. */
static inline int32_t utf8_peek(struct span s, size_t at)
{
	int32_t cp = 0;

	if (at < s.len)
		utf8_decode(s, at, &cp);
	return cp;
}

static inline int32_t utf8_peek_before(struct span s, size_t at)
{
	return at == 0 ? 0 : utf8_peek(s, utf8_before(s, at));
}

size_t utf8_put(int32_t cp, char bytes[UTF8_MAX]); /* writes one code point; returns its length */
void utf8_add(struct buf *out, int32_t cp);
bool utf8_valid(struct span s);
size_t utf8_skip_ascii(struct span s, size_t at); /* the first byte from `at` on that is not ASCII, or s.len */
/* Appends s, each ill-formed part replaced by U+FFFD. */
void utf8_add_clean(struct buf *out, struct span s);
size_t utf8_length(struct span s); /* code points */
size_t utf8_after_spaces(struct span s, size_t at, size_t end); /* past the white space at `at`, up to `end` */
bool utf8_holds(struct span s, bool (*is)(int32_t cp)); /* whether any code point is such: utf8_is_letter */

/* The same of code points beyond ASCII; the functions below ask these. */
bool utf8_is_upper_beyond(int32_t cp);
bool utf8_is_lower_beyond(int32_t cp);
bool utf8_is_letter_beyond(int32_t cp);
bool utf8_is_mark_beyond(int32_t cp);
bool utf8_is_digit_beyond(int32_t cp);
bool utf8_is_space_beyond(int32_t cp);

static inline bool utf8_is_upper(int32_t cp) /* Lu, Lt */
{
	return cp < 0x80 ? cp >= 'A' && cp <= 'Z' : utf8_is_upper_beyond(cp);
}

static inline bool utf8_is_lower(int32_t cp) /* Ll */
{
	return cp < 0x80 ? cp >= 'a' && cp <= 'z' : utf8_is_lower_beyond(cp);
}

/* A small letter where that says what stands at it: those of Georgian have one case, and begin sentences. */
static inline bool utf8_is_small(int32_t cp)
{
	return utf8_is_lower(cp) && !(cp >= 0x10D0 && cp <= 0x10FF);
}

static inline bool utf8_is_letter(int32_t cp) /* L* */
{
	return cp < 0x80 ? (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z' : utf8_is_letter_beyond(cp);
}

static inline bool utf8_is_space(int32_t cp) /* White_Space: Z*, TAB to CR, NEL */
{
	return cp < 0x80 ? cp == ' ' || (cp >= '\t' && cp <= '\r') : utf8_is_space_beyond(cp);
}

static inline bool utf8_is_mark(int32_t cp) /* M* */
{
	return cp >= 0x80 && utf8_is_mark_beyond(cp);
}

static inline bool utf8_is_digit(int32_t cp) /* Nd */
{
	return cp < 0x80 ? cp >= '0' && cp <= '9' : utf8_is_digit_beyond(cp);
}

/* The value of a decimal digit of ASCII or Arabic script, -1 for what is none. */
static inline int utf8_digit_value(int32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return (int)(cp - '0');
	if (cp >= 0x660 && cp <= 0x669)
		return (int)(cp - 0x660);
	return cp >= 0x6F0 && cp <= 0x6F9 ? (int)(cp - 0x6F0) : -1;
}

int32_t utf8_title(int32_t cp);  /* simple title case */
bool utf8_is_punct(int32_t cp);  /* P* */
bool utf8_is_printable(int32_t cp); /* not Cc, Cf, Cs, Cn, Zl, Zp */
bool utf8_is_one_of(int32_t cp, const char *set); /* set: UTF-8 */
/* 0-9 for superscript digits (U+2070, U+00B9, U+00B2, U+00B3, U+2074 … U+2079), else -1. */
int utf8_superscript(int32_t cp);

/*
 * Folds one word (a UAX #29 segment): NFC, compatibility and case folding,
 * default-ignorables dropped (Unicode 15.0, section 3.13, D146 toNFKC_Casefold),
 * marks kept. Appends to out. Ill-formed parts become U+FFFD.
 */
void utf8_fold(struct buf *out, struct span word);
/* Whether a text is one of these, folded so; a NULL ends them. */
bool utf8_folds_to(struct span text, const char *const *words);
/* Appends s decomposed (NFD) when `decompose`, else composed (NFC). */
void utf8_normalise(struct buf *out, struct span s, bool decompose);

/*
 * Appends s composed (NFC), with ligatures, fullwidth letters and the presentation forms of
 * Arabic and Hebrew spelled out; case, superscripts and fractions stay as they are.
 */
void utf8_spell_out(struct buf *out, struct span s);

#define UTF8_DECOMPOSED_MAX 4
/* The canonical decomposition of one code point into parts; returns how many (1: it has none). */
size_t utf8_decompose(int32_t cp, int32_t parts[UTF8_DECOMPOSED_MAX]);

#endif
