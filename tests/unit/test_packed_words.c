/* Packed words: each is found at its place, nothing else is, and bytes of any kind are but searched in. */
#include "tests/unit/tap.h"
#include "text/packed_words.h"

#include <stdio.h>
#include <stdlib.h>

#define LONG 300
#define MOST 40

struct packing {
	struct span words[MOST];
	size_t count;
	struct buf groups, bytes;
	struct packed_words packed;
};

static void pack(struct packing *p)
{
	buf_init(&p->groups);
	buf_init(&p->bytes);
	packed_words_write(p->words, p->count, &p->groups, &p->bytes);
	p->packed = (struct packed_words){buf_span(&p->groups), buf_span(&p->bytes)};
}

static void packing_release(struct packing *p)
{
	buf_release(&p->groups);
	buf_release(&p->bytes);
}

/* ---- words that a table lists ---- */

static const struct {
	const char *words[MOST]; /* in their order */
	const char *others[8];
} tables[] = {
	{{NULL}, {"", "a"}},
	{{""}, {"a", "\xFF"}},
	{{"", "a", "ab", "abc", "abd", "b"}, {"aa", "abb", "abcd", "ac", "c", "bb"}},
	{{"law", "laws", "lawyer", "\xD1\x81\xD1\x83\xD0\xB4", "\xD1\x81\xD1\x83\xD0\xB4\xD1\x8B"}, {"", "la", "lawy", "\xD1\x81", "\xFF"}},
	{{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p"}, {"", "aa", "pp", "q"}},
	{{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "pa"}, {"", "oo", "pb", "pp", "q"}},
	{{"aa", "ab", "ac", "ad", "ae", "af", "ag", "ah", "ai", "aj", "ak", "al", "am", "an", "ao", "ap", "aq", "ar", "as", "at", "au",
	  "av", "aw", "ax", "ay", "az", "b", "ba", "bb", "bc", "bd", "be", "bf", "bg"}, {"a", "apa", "aqa", "bca", "bda", "c"}},
};

static void listed(size_t table)
{
	struct packing p = {.count = 0};
	size_t wrong = 0;

	while (tables[table].words[p.count] != NULL) {
		p.words[p.count] = span_of(tables[table].words[p.count]);
		p.count++;
	}
	pack(&p);
	for (size_t i = 0; i < p.count; i++)
		wrong += packed_words_find(&p.packed, p.words[i]) != i;
	for (size_t i = 0; i < 8 && tables[table].others[i] != NULL; i++)
		wrong += packed_words_find(&p.packed, span_of(tables[table].others[i])) != PACKED_WORDS_NONE;
	tap_ok(wrong == 0, "%zu words: %zu are found wrongly", p.count, wrong);
	packing_release(&p);
}

/* Lengths that take one byte and two, of what is shared and of the rest. */
static void long_words(void)
{
	static const size_t lengths[] = {1, 126, 127, 128, 129, 254, 255, 256, 257, LONG};
	char text[LONG];
	struct packing p = {.count = sizeof lengths / sizeof *lengths};
	size_t wrong = 0;

	memset(text, 'x', sizeof text);
	for (size_t i = 0; i < p.count; i++)
		p.words[i] = span_make(text, lengths[i]);
	pack(&p);
	for (size_t i = 0; i < p.count; i++)
		wrong += packed_words_find(&p.packed, p.words[i]) != i;
	wrong += packed_words_find(&p.packed, span_make(text, 2)) != PACKED_WORDS_NONE;
	wrong += packed_words_find(&p.packed, span_make(text, LONG - 1)) != PACKED_WORDS_NONE;
	tap_ok(wrong == 0, "long words: %zu are found wrongly", wrong);
	packing_release(&p);
}

/* Each byte of the words and groups changed to each of some values, and both cut anywhere: nothing is read beyond. */
static void damage(void)
{
	struct packing p = {.words = {{"law", 3}, {"laws", 4}, {"lawyer", 6}}, .count = 3};
	const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
	size_t found = 0;

	pack(&p);
	for (size_t i = 0; i < p.groups.len + p.bytes.len; i++)
		for (size_t k = 0; k < sizeof values; k++) {
			char *groups = mem_spandup(buf_span(&p.groups)), *bytes = mem_spandup(buf_span(&p.bytes));
			size_t cut = i < p.groups.len ? p.bytes.len : i - p.groups.len;

			*(i < p.groups.len ? &groups[i] : &bytes[i - p.groups.len]) = (char)values[k];
			p.packed = (struct packed_words){span_make(groups, i < p.groups.len ? i : p.groups.len), span_make(bytes, cut)};
			found += packed_words_find(&p.packed, span_of("lawyer")) == 2;
			p.packed = (struct packed_words){span_make(groups, p.groups.len), span_make(bytes, p.bytes.len)};
			found += packed_words_find(&p.packed, span_of("laws")) == 7;
			free(groups);
			free(bytes);
		}
	tap_ok(found == 0, "damaged words: %zu are found at places that none has", found);
	packing_release(&p);
}

int main(void)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		listed(i);
	long_words();
	damage();
	return tap_done();
}
