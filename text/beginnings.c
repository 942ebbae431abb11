#include "text/beginnings.h"

#include "text/utf8.h"

const struct beginnings beginnings_all = {.any = true};
const struct beginnings beginnings_none = {.any = false};

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint32_t letter(char c)
{
	return (uint32_t)((c | 0x20) - 'a');
}

void beginnings_add(struct beginnings *b, struct span text)
{
	b->any |= utf8_skip_ascii(text, 0) != text.len;
	for (size_t i = 0; i < text.len; i++) {
		bool begins = is_ascii_letter(text.data[i]) && (i == 0 || !is_ascii_letter(text.data[i - 1]));
		bool goes_on = i + 1 < text.len && is_ascii_letter(text.data[i + 1]);

		if (begins)
			b->followed[letter(text.data[i])] |= goes_on ? UINT32_C(1) << letter(text.data[i + 1]) : BEGINNINGS_BY_ANY;
	}
}

void beginnings_add_folded(struct beginnings *b, struct span word)
{
	size_t ascii = utf8_skip_ascii(word, 0);

	b->other |= ascii == 0 && word.len != 0;
	if (ascii != 0)
		beginnings_add(b, span_make(word.data, ascii));
}

struct beginnings beginnings_of(struct span text)
{
	struct beginnings b = beginnings_none;

	beginnings_add(&b, text);
	return b;
}

bool beginnings_within(const struct beginnings *a, const struct beginnings *b)
{
	bool within = b->any || (!a->any && (b->other || !a->other));

	for (size_t i = 0; i < BEGINNINGS_LETTERS && !b->any && within; i++)
		within = (a->followed[i] & ~b->followed[i]) == 0;
	return within;
}

/* Whether a word that begins with a letter of ASCII may be one by its first two. */
static bool may_begin(const struct beginnings *b, struct span word)
{
	uint32_t followed = b->followed[letter(*word.data)];

	return word.len > 1 && is_ascii_letter(word.data[1]) ? (followed >> letter(word.data[1]) & 1) != 0 : followed != 0;
}

/* First bytes of Greek, Cyrillic, Armenian, Hebrew and Arabic, whose letters fold to no ASCII letter. */
#define OTHER_SCRIPTS_FIRST 0xCD
#define OTHER_SCRIPTS_LAST 0xDF

bool beginnings_may(const struct beginnings *b, struct span word)
{
	unsigned char c = (unsigned char)*word.data;

	if (b->any)
		return true;
	if (is_ascii_letter(*word.data))
		return may_begin(b, word);
	return c < OTHER_SCRIPTS_FIRST || c > OTHER_SCRIPTS_LAST;
}

bool beginnings_exclude(const struct beginnings *b, struct span word)
{
	if (b->any || word.len == 0 || !is_ascii_letter(*word.data) || may_begin(b, word))
		return false;
	for (size_t i = 1; i < word.len; i++)
		if (!is_ascii_letter(word.data[i]))
			return false;
	return true;
}
