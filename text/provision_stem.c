#include "text/provision_stem.h"

#include "text/utf8.h"

static bool fold_ascii(struct buf *out, struct span word)
{
	buf_clear(out);
	buf_reserve(out, word.len);
	for (size_t i = 0; i < word.len; i++) {
		unsigned char c = (unsigned char)word.data[i];

		if (c >= 0x80)
			return false;
		out->data[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	out->len = word.len;
	out->data[out->len] = '\0';
	return true;
}

void ptoken_fold(struct buf *out, struct span word)
{
	struct buf lower, parts;

	if (fold_ascii(out, word))
		return;
	buf_init(&lower);
	buf_init(&parts);
	utf8_fold(&lower, word);
	utf8_normalise(&parts, buf_span(&lower), true);
	buf_clear(out);
	for (size_t at = 0; at < parts.len;) {
		int32_t cp;
		size_t len = utf8_decode(buf_span(&parts), at, &cp);

		if (!utf8_is_mark(cp))
			buf_add(out, parts.data + at, len);
		at += len;
	}
	buf_release(&lower);
	buf_release(&parts);
}

/* Russian and Kazakh endings without their marks (й is и), the longest first. */
static const char *const endings[] = {
	"лардың", "лердің", "сінің", "сының", "інің", "ының", "ларды", "лерді", "сіне", "сына", "інде",
	"ында", "иями", "ого", "его", "ому", "ему", "ыми", "ими", "ами", "ями", "нің", "ның", "тің",
	"тың", "дің", "дың", "сін", "сын", "іне", "ына", "иеи", "иях", "иям", "ия", "ии", "ию",
	"ие", "ая", "яя", "ои", "ыи", "ую", "юю", "ое", "ее", "ых", "их", "ом", "ем",
	"ым", "им", "ах", "ях", "ам", "ям", "ов", "ев", "еи", "сі", "сы", "ға", "қа",
	"ті", "ді", "ін", "ын", "а", "я", "о", "е", "у", "ю", "ы", "и", "ь",
	"і",
};

#define STEM_LEAST 6 /* bytes (three letters) that a stem keeps */

/* Whether a Russian or Kazakh vowel ends the first `len` bytes. */
static bool ends_in_vowel(const struct buf *folded, size_t len)
{
	static const char *const vowels[] = {"а", "е", "и", "о", "у", "ы", "і", "я", "ю", "э", "ә", "ө", "ү", "ұ"};

	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
		if (span_ends(span_make(folded->data, len), vowels[i]))
			return true;
	return false;
}

/* "сінің" is an ending of конституциясының, where a vowel stands before it, and none of кодексінің. */
static bool ending_fits(const struct buf *folded, const char *ending)
{
	size_t len = strlen(ending);

	return folded->len >= len + STEM_LEAST && span_ends(buf_span(folded), ending) &&
	       (strncmp(ending, "с", strlen("с")) != 0 || ends_in_vowel(folded, folded->len - len));
}

static bool cut_ending(struct buf *folded)
{
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		if (!ending_fits(folded, endings[i]))
			continue;
		folded->len -= strlen(endings[i]);
		folded->data[folded->len] = '\0';
		return true;
	}
	return false;
}

void ptoken_stem(struct buf *folded)
{
	if (folded->len == 0 || ((unsigned char)folded->data[0] & 0xFC) != 0xD0)
		return;
	if (cut_ending(folded))
		cut_ending(folded);
}
