#include "text/beginnings.h"

#include "text/utf8.h"

const struct beginnings beginnings_all = {.any = true};

bool beginnings_same(const struct beginnings *a, const struct beginnings *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

static bool is_ascii_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct beginnings beginnings_of(struct span text)
{
	struct beginnings b = {.any = utf8_skip_ascii(text, 0) != text.len};

	for (size_t i = 0; i < text.len; i++)
		if (is_ascii_letter(text.data[i]) && (i == 0 || !is_ascii_letter(text.data[i - 1])))
			b.letter[(text.data[i] | 0x20) - 'a'] = true;
	return b;
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
		return b->letter[(c | 0x20) - 'a'];
	return c < OTHER_SCRIPTS_FIRST || c > OTHER_SCRIPTS_LAST;
}
