#include "text/fold.h"

#include <assert.h>

#include "text/utf8.h"
#include "text/words.h"

#define GROUP_DIGITS 3 /* between the commas of 750,000 */

enum script {
	SCRIPT_OTHER,
	SCRIPT_PLAIN, /* Latin, Greek, Hebrew: a mark on a letter does not make another */
	SCRIPT_CYRILLIC,
	SCRIPT_ARABIC,
	SCRIPT_ALEF, /* an Arabic alef */
};

static enum script script_of(int32_t cp)
{
	if (cp < 0x250 || (cp >= 0x370 && cp < 0x400) || (cp >= 0x590 && cp < 0x600) ||
	    (cp >= 0x1E00 && cp < 0x2000) || (cp >= 0x2C60 && cp < 0x2C80) ||
	    (cp >= 0xA720 && cp < 0xA800))
		return SCRIPT_PLAIN;
	if ((cp >= 0x400 && cp < 0x530) || (cp >= 0x1C80 && cp < 0x1C90) ||
	    (cp >= 0xA640 && cp < 0xA6A0))
		return SCRIPT_CYRILLIC;
	if (cp == 0x627)
		return SCRIPT_ALEF;
	if ((cp >= 0x600 && cp < 0x700) || (cp >= 0x750 && cp < 0x780) || (cp >= 0x870 && cp < 0x900))
		return SCRIPT_ARABIC;
	return SCRIPT_OTHER;
}

/* Whether a mark that stands after a letter of this script is dropped. */
static bool drops_mark(enum script base, int32_t mark)
{
	switch (base) {
	case SCRIPT_PLAIN:
	case SCRIPT_ALEF:
		return true;
	case SCRIPT_CYRILLIC:
		return mark == 0x300 || mark == 0x301; /* stress */
	case SCRIPT_ARABIC:
		return mark < 0x653 || mark > 0x655; /* hamza on waw and yeh is spelling, not vowels */
	default:
		return false;
	}
}

/* The letters that differ from another by no mark Unicode knows of; NULL for the rest. */
static const char *plain_letter(int32_t cp)
{
	switch (cp) {
	case 0x0142:
		return "l"; /* ł */
	case 0x0153:
		return "oe"; /* œ */
	case 0x0451:
	case 0x0450:
		return "\xD0\xB5"; /* ё and ѐ: е */
	case 0x045D:
		return "\xD0\xB8"; /* ѝ: и */
	case 0x0671:
		return "\xD8\xA7"; /* alef wasla: alef */
	case 0x0640:
		return ""; /* tatweel */
	default:
		return NULL;
	}
}

static bool is_kept(const struct language *lang, int32_t cp)
{
	struct span kept = span_of(lang->kept);
	int32_t letter;

	for (size_t at = 0; at < kept.len;) {
		at += utf8_decode(kept, at, &letter);
		if (letter == cp)
			return true;
	}
	return false;
}

/* The letter that a letter with marks is searched as: itself, or its base. */
static int32_t without_marks(int32_t cp)
{
	int32_t parts[UTF8_DECOMPOSED_MAX];
	size_t count = utf8_decompose(cp, parts);

	return count > 1 && drops_mark(script_of(parts[0]), parts[1]) ? parts[0] : cp;
}

/* The value of a decimal digit. All digits stand in rows of ten that begin at U+…0 or U+…6. */
static char digit_value(int32_t cp)
{
	int32_t zero = cp & ~0xF;

	if (!utf8_is_digit(zero))
		zero += 6;
	return (char)('0' + (cp - zero));
}

/*
 * Where a folded word is rewritten in place: nothing that is put is longer than
 * what has been read.
 */
struct rewrite {
	struct buf *out;
	size_t at; /* bytes below are written */
	enum script base;
};

static void put(struct rewrite *r, const char *bytes, size_t len)
{
	memcpy(r->out->data + r->at, bytes, len);
	r->at += len;
}

/* The apostrophes and letters used as such: ‘ ’ ‛ ʻ ʼ, Uzbek oʻ, Ukrainian мʼя. */
static bool is_apostrophe(int32_t cp)
{
	return cp == 0x2018 || cp == 0x2019 || cp == 0x201B || cp == 0x2BB || cp == 0x2BC;
}

static void rewrite_letter(struct rewrite *r, int32_t cp, const char *bytes, size_t len,
                           const struct language *lang)
{
	const char *plain;
	char letter[UTF8_MAX];
	size_t plain_len;

	r->base = script_of(cp);
	if (is_kept(lang, cp)) {
		put(r, bytes, len);
		return;
	}
	plain = plain_letter(cp);
	if (plain == NULL) {
		int32_t base = r->base == SCRIPT_CYRILLIC ? cp : without_marks(cp);

		r->base = script_of(base);
		plain_len = base == cp ? len : utf8_put(base, letter);
		put(r, base == cp ? bytes : letter, plain_len);
		return;
	}
	put(r, plain, strlen(plain));
}

/* One code point beyond ASCII. */
static void rewrite_one(struct rewrite *r, int32_t cp, const char *bytes, size_t len,
                        const struct language *lang)
{
	if (is_apostrophe(cp)) {
		put(r, "'", 1);
	} else if (utf8_is_digit(cp)) {
		char digit = digit_value(cp);

		put(r, &digit, 1);
	} else if (cp == 0x66B) {
		put(r, ".", 1); /* Arabic decimal separator */
	} else if (cp == 0x66C) {
		return; /* Arabic thousands separator */
	} else if (lang->marks == MARKS_KEEP) {
		put(r, bytes, len);
	} else if (utf8_is_mark(cp)) {
		if (!drops_mark(r->base, cp))
			put(r, bytes, len);
	} else {
		rewrite_letter(r, cp, bytes, len, lang);
	}
}

/* Letters that stay as they are in every language; one comparison, as most of Cyrillic text is such. */
static bool stays(int32_t cp)
{
	return cp >= 0x430 && cp < 0x530 && cp != 0x450 && cp != 0x451 && cp != 0x45D &&
	       (cp < 0x482 || cp > 0x489);
}

static void rewrite_word(struct buf *out, size_t start, const struct language *lang)
{
	struct rewrite r = {out, start, SCRIPT_OTHER};
	struct span folded = buf_span(out);
	char bytes[UTF8_MAX];
	int32_t cp;

	for (size_t at = start, n; at < folded.len; at += n) {
		n = utf8_decode(folded, at, &cp);
		memcpy(bytes, folded.data + at, n);
		if (cp < 0x80 || stays(cp)) {
			r.base = cp < 0x80 ? SCRIPT_PLAIN : SCRIPT_CYRILLIC;
			put(&r, bytes, n);
		} else {
			rewrite_one(&r, cp, bytes, n, lang);
		}
		assert(r.at <= at + n);
	}
	out->len = r.at;
	out->data[out->len] = '\0';
}

static void cut(struct buf *out, size_t at, size_t len)
{
	memmove(out->data + at, out->data + at + len, out->len - at - len + 1);
	out->len -= len;
}

static void cut_elision(struct buf *out, size_t start, const struct language *lang)
{
	struct span word = span_make(out->data + start, out->len - start);

	const char *elision;

	for (size_t i = 0; (elision = language_elision(lang, i)) != NULL; i++)
		if (span_starts(word, elision) && word.len > strlen(elision)) {
			cut(out, start, strlen(elision));
			return;
		}
}

static void cut_possessive(struct buf *out, size_t start)
{
	struct span word = span_make(out->data + start, out->len - start);

	if (word.len > 2 && span_ends(word, "'s"))
		cut(out, out->len - 2, 2);
	else if (word.len > 1 && span_ends(word, "'"))
		cut(out, out->len - 1, 1);
}

static size_t count_digits(struct span s, size_t at)
{
	size_t n = 0;

	while (at + n < s.len && byte_is_digit(s.data[at + n]))
		n++;
	return n;
}

/*
 * 1 to 3 digits, the first not 0, and then only groups of three: where the
 * groups end, 0 if the word does not begin so.
 */
static size_t groups_end(struct span word)
{
	size_t at = count_digits(word, 0);

	if (at == 0 || at > GROUP_DIGITS || word.data[0] == '0')
		return 0;
	while (at < word.len && word.data[at] == ',') {
		if (count_digits(word, at + 1) != GROUP_DIGITS)
			return 0;
		at += 1 + GROUP_DIGITS;
	}
	return at;
}

static void join_groups(struct buf *out, size_t start)
{
	size_t end = start + groups_end(span_make(out->data + start, out->len - start)), to = start;

	for (size_t at = start; at < end; at++)
		if (out->data[at] != ',')
			out->data[to++] = out->data[at];
	cut(out, to, end - to);
}

/* Possessives and digit groups are read as English where the language is not known. */
static bool reads_english(const struct language *lang)
{
	return lang->code[0] == '\0' || strcmp(lang->code, "en") == 0;
}

void fold_with_marks(struct buf *out, struct span word, const struct language *lang)
{
	struct language keeping = *lang;

	keeping.marks = MARKS_KEEP;
	fold_word(out, word, &keeping);
}

void fold_word(struct buf *out, struct span word, const struct language *lang)
{
	size_t start = out->len;
	bool beyond_ascii = false, apostrophe = false, comma = false;

	utf8_fold(out, word);
	for (size_t at = start; at < out->len && !beyond_ascii; at++)
		beyond_ascii = (unsigned char)out->data[at] >= 0x80;
	if (beyond_ascii)
		rewrite_word(out, start, lang);
	for (size_t at = start; at < out->len; at++) {
		apostrophe |= out->data[at] == '\'';
		comma |= out->data[at] == ',';
	}
	if (apostrophe)
		cut_elision(out, start, lang);
	if (apostrophe && reads_english(lang))
		cut_possessive(out, start);
	if (comma && reads_english(lang))
		join_groups(out, start);
}

void fold_phrase(struct buf *out, struct span text)
{
	size_t start = out->len;

	for (size_t at = 0, end; at < text.len; at = end) {
		struct span word;
		size_t before = out->len;

		end = word_end(text, at);
		word = span_make(text.data + at, end - at);
		if (!word_is_word(word))
			continue;
		if (before != start)
			buf_add_char(out, ' ');
		fold_word(out, word, language_unknown());
		if (out->len == before + (before != start)) /* nothing is left of it */
			cut(out, before, out->len - before);
	}
}
