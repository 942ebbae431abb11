#include "text/beginnings.h"

#include "text/utf8.h"

const struct beginnings beginnings_all = {.any = true};
const struct beginnings beginnings_none = {.any = false};

static uint32_t letter(char c)
{
	return (uint32_t)((c | 0x20) - 'a');
}

/* Adds those of a text of ASCII. */
static void add(struct beginnings *b, struct span text)
{
	for (size_t i = 0; i < text.len; i++) {
		bool begins = byte_is_letter(text.data[i]) && (i == 0 || !byte_is_letter(text.data[i - 1]));
		bool goes_on = i + 1 < text.len && byte_is_letter(text.data[i + 1]);

		if (begins)
			b->followed[letter(text.data[i])] |= goes_on ? UINT32_C(1) << letter(text.data[i + 1]) : BEGINNINGS_BY_ANY;
	}
}

/* ---- Cyrillic: the letters from U+0400 to U+045F, of two bytes each ---- */

/* The letter that stands at `at`; 0: none of these. */
static uint32_t cyrillic_at(struct span s, size_t at)
{
	uint32_t first, second, cp;

	if (at + 2 > s.len)
		return 0;
	first = (unsigned char)s.data[at];
	second = (unsigned char)s.data[at + 1];
	cp = (first & 0x1F) << 6 | (second & 0x3F);
	return (first == 0xD0 || first == 0xD1) && cp <= 0x45F ? cp : 0;
}

/* A letter as it is folded (fold.h): small, and ё, ѐ and ѝ as their bases. */
static uint64_t cyrillic_bit(uint32_t cp)
{
	if (cp < 0x410)
		cp += 0x50;
	else if (cp < BEGINNINGS_CYRILLIC)
		cp += 0x20;
	if (cp == 0x450 || cp == 0x451)
		cp = 0x435;
	else if (cp == 0x45D)
		cp = 0x438;
	return UINT64_C(1) << (cp - BEGINNINGS_CYRILLIC);
}

static bool all_cyrillic(struct span word)
{
	size_t at = 0;

	while (cyrillic_at(word, at) != 0)
		at += 2;
	return at == word.len;
}

/* ---- folded words ---- */

static void add_folded(struct beginnings *b, struct span word)
{
	size_t ascii = utf8_skip_ascii(word, 0);

	if (ascii != 0)
		add(b, span_make(word.data, ascii));
	else if (cyrillic_at(word, 0) != 0)
		b->cyrillic |= cyrillic_bit(cyrillic_at(word, 0));
	else
		b->other = true;
}

void beginnings_add_folded(struct beginnings *b, struct span words)
{
	for (size_t at = 0, end; at < words.len; at = end + 1) {
		for (end = at; end < words.len && words.data[end] != ' ';)
			end++;
		if (end > at)
			add_folded(b, span_make(words.data + at, end - at));
	}
}

bool beginnings_within(const struct beginnings *a, const struct beginnings *b)
{
	bool within = b->any || (!a->any && (b->other || !a->other) && (a->cyrillic & ~b->cyrillic) == 0);

	for (size_t i = 0; i < BEGINNINGS_LETTERS && !b->any && within; i++)
		within = (a->followed[i] & ~b->followed[i]) == 0;
	return within;
}

/* Whether a word that begins with a letter of ASCII may be one by its first two. */
static bool may_begin(const struct beginnings *b, struct span word)
{
	uint32_t followed = b->followed[letter(*word.data)];

	return word.len > 1 && byte_is_letter(word.data[1]) ? (followed >> letter(word.data[1]) & 1) != 0 : followed != 0;
}

bool beginnings_exclude(const struct beginnings *b, struct span word)
{
	uint32_t cyrillic;

	if (b->any || word.len == 0)
		return false;
	cyrillic = cyrillic_at(word, 0);
	if (cyrillic != 0)
		return (b->cyrillic & cyrillic_bit(cyrillic)) == 0 && all_cyrillic(word);
	if (!byte_is_letter(*word.data) || may_begin(b, word))
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (!byte_is_letter(word.data[i]))
			return false;
	return true;
}
