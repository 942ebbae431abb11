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

/* The words without their last bytes: what is whole is found, and what is cut is not. */
static void cut(void)
{
	struct packing p = {.words = {{"law", 3}, {"laws", 4}, {"lawyer", 6}}, .count = 3};
	size_t ends[3], wrong = 0;

	for (size_t i = 0; i < p.count; i++) {
		struct packing whole = p;

		whole.count = i + 1;
		pack(&whole);
		ends[i] = whole.bytes.len;
		packing_release(&whole);
	}
	pack(&p);
	for (size_t length = 0; length <= p.bytes.len; length++) {
		char *bytes = mem_spandup(span_make(p.bytes.data, length)); /* so that a sanitizer sees what is read behind them */

		p.packed.words = span_make(bytes, length);
		for (size_t i = 0; i < p.count; i++)
			wrong += packed_words_find(&p.packed, p.words[i]) != (length < ends[i] ? PACKED_WORDS_NONE : i);
		free(bytes);
	}
	p.packed = (struct packed_words){span_make(p.groups.data, 3), buf_span(&p.bytes)};
	wrong += packed_words_find(&p.packed, p.words[0]) != PACKED_WORDS_NONE;
	tap_ok(wrong == 0, "words that are cut: %zu are found wrongly", wrong);
	packing_release(&p);
}

/* Each byte changed to each of some values: whatever is found, it is one of a group. */
static void damage(void)
{
	struct packing p = {.words = {{"law", 3}, {"laws", 4}, {"lawyer", 6}}, .count = 3};
	const unsigned char values[] = {0, 1, 0x7F, 0x80, 0xFF};
	size_t beyond = 0, missed = 0;

	pack(&p);
	for (size_t i = 0; i < p.groups.len + p.bytes.len; i++)
		for (size_t k = 0; k < sizeof values; k++) {
			char *at = i < p.groups.len ? &p.groups.data[i] : &p.bytes.data[i - p.groups.len], was = *at;
			uint32_t found;

			*at = (char)values[k];
			found = packed_words_find(&p.packed, span_of("lawyer"));
			*at = was;
			beyond += found != PACKED_WORDS_NONE && found >= 16;
			missed += found == PACKED_WORDS_NONE;
		}
	tap_ok(beyond == 0 && missed != 0, "damaged words: %zu are found beyond their group, %zu not", beyond, missed);
	packing_release(&p);
}

int main(void)
{
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		listed(i);
	long_words();
	cut();
	damage();
	return tap_done();
}
