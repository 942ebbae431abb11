/* lists_pack.c: lists in one piece; which words begin otherwise than the stems that the lists give them. */
#include "text/lists_parts.h"

#include <stdlib.h>

uint32_t lists_number(const struct language *lang, enum list_kind kind)
{
	const char *code = lang == NULL ? "" : lang->code;
	uint32_t number = (uint32_t)kind;

	for (; *code != '\0'; code++)
		number = number << 8 | (unsigned char)*code;
	return number;
}

/* What tells of a folded word how it begins: its first two letters of ASCII, or one, or one of Cyrillic; else nothing. */
static struct span beginning(struct span word)
{
	size_t len = 0;

	while (len < 2 && len < word.len && word.data[len] >= 'a' && word.data[len] <= 'z')
		len++;
	if (len == 0 && word.len >= 2 && (*word.data == '\xD0' || (*word.data == '\xD1' && (unsigned char)word.data[1] < 0xA0)))
		len = 2; /* as far as beginnings.h tells them apart */
	return span_make(word.data, len);
}

void lists_note_stem(struct lists *l, const struct language *lang, struct span word, struct span stem)
{
	struct crossing c = {lang, beginning(word), beginning(stem)};

	if (c.word.len == 0 || span_eq(c.word, c.stem))
		return;
	c.word = pool_span(&l->pool, c.word);
	ARRAY_GROW(l->crossings, l->crossing_count, l->crossing_cap);
	l->crossings[l->crossing_count++] = c;
}

static bool cross_alike(const struct crossing *a, const struct crossing *b)
{
	return a->lang == b->lang && span_eq(a->stem, b->stem);
}

/* Adds what the words of all crossings begin with that are like number i; none if one before is. */
static void add_alike(const struct lists *l, size_t i, struct buf *out)
{
	const struct crossing *of = &l->crossings[i];

	for (size_t k = 0; k < i; k++)
		if (cross_alike(of, &l->crossings[k]))
			return;
	for (size_t k = i; k < l->crossing_count; k++)
		if (cross_alike(of, &l->crossings[k])) {
			buf_add_span(out, l->crossings[k].word);
			buf_add_char(out, ' ');
		}
}

void lists_pack(const struct lists *l, struct buf *out)
{
	size_t count = l->entry_count;
	struct packed_entry *entries = mem_alloc((count + l->crossing_count + 1) * sizeof *entries);
	struct pool pool;
	struct buf words;

	pool_init(&pool);
	buf_init(&words);
	for (size_t i = 0; i < count; i++)
		entries[i] = l->entries[i];
	for (size_t i = 0; i < l->crossing_count; i++) {
		const struct crossing *c = &l->crossings[i];

		buf_clear(&words);
		add_alike(l, i, &words);
		if (words.len != 0)
			entries[count++] = (struct packed_entry){lists_number(c->lang, LIST_OTHERS), c->stem,
			                                         pool_span(&pool, buf_span(&words))};
	}
	packed_write(out, entries, count);
	buf_release(&words);
	pool_release(&pool);
	free(entries);
}

struct lists *lists_unpack(struct span packed, void (*release)(struct span packed))
{
	struct lists *l = mem_zalloc(sizeof *l);

	pool_init(&l->pool);
	buf_init(&l->folded);
	if (packed_take(&l->packed, packed, release))
		return l;
	lists_free(l);
	return NULL;
}

/* Adds what else words begin with whose stems begin so. */
static void widen(const struct lists *l, const struct language *lang, const char *stem, size_t len,
                  struct beginnings *stems)
{
	struct span others;

	if (lists_find(l, lang, LIST_OTHERS, span_make(stem, len), &others))
		beginnings_add_folded(stems, others);
}

/* The same of a letter of ASCII, alone and with each of these behind it. */
static void widen_ascii(const struct lists *l, const struct language *lang, char first, uint32_t followed,
                        struct beginnings *stems)
{
	char start[] = {first, 'a'};

	widen(l, lang, start, 1, stems);
	for (; followed != 0; followed >>= 1, start[1]++)
		if (followed & 1)
			widen(l, lang, start, 2, stems);
}

static void widen_cyrillic(const struct lists *l, const struct language *lang, uint64_t letters,
                           struct beginnings *stems)
{
	for (uint32_t cp = BEGINNINGS_CYRILLIC; letters != 0; letters >>= 1, cp++) {
		const char letter[] = {(char)(0xC0 | cp >> 6), (char)(0x80 | (cp & 0x3F))};

		if (letters & 1)
			widen(l, lang, letter, sizeof letter, stems);
	}
}

/* What comes in may bring more in: the stem of an equivalent may be an exception's word. */
void lists_widen(const struct lists *l, const struct language *lang, struct beginnings *stems)
{
	struct beginnings done = beginnings_none;

	stems->any |= l->packed.slots == NULL;
	while (!stems->any && !beginnings_within(stems, &done)) {
		struct beginnings now = *stems;

		if (now.other && !done.other)
			widen(l, lang, "", 0, stems);
		for (size_t i = 0; i < BEGINNINGS_LETTERS; i++)
			if (now.followed[i] & ~done.followed[i])
				widen_ascii(l, lang, (char)('a' + i), now.followed[i] & ~done.followed[i], stems);
		widen_cyrillic(l, lang, now.cyrillic & ~done.cyrillic, stems);
		done = now;
	}
}
