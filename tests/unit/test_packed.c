/* The packed table: what was put in is found, nothing else is, and damage is seen. */
#include "tests/unit/tap.h"
#include "text/packed.h"

#include <stdio.h>
#include <stdlib.h>

static struct span word_of(char *store, unsigned i)
{
	return span_make(store, (size_t)snprintf(store, 32, "word%u", i));
}

/* `count` entries, every third with the number 7, the rest with 8. */
static void make(struct buf *out, unsigned count)
{
	struct packed_entry *entries = mem_alloc((count + 1) * sizeof *entries);
	char (*words)[32] = mem_alloc((count + 1) * sizeof *words);
	char (*strings)[32] = mem_alloc((count + 1) * sizeof *strings);

	for (unsigned i = 0; i < count; i++) {
		int len = snprintf(strings[i], 32, "%u", i * i);

		entries[i] = (struct packed_entry){i % 3 == 0 ? 7 : 8, word_of(words[i], i),
		                                   span_make(strings[i], (size_t)len)};
	}
	packed_write(out, entries, count);
	free(entries);
	free(words);
	free(strings);
}

static void sizes(void)
{
	static const unsigned counts[] = {0, 1, 7, 8, 9, 1000, 4096, 4097};

	for (size_t k = 0; k < sizeof counts / sizeof *counts; k++) {
		struct buf bytes;
		struct packed p;
		bool found = true, absent = true;
		char word[32], string[32];

		buf_init(&bytes);
		make(&bytes, counts[k]);
		if (!tap_ok(packed_open(&p, buf_span(&bytes)), "a table of %u", counts[k])) {
			buf_release(&bytes);
			continue;
		}
		for (unsigned i = 0; i < counts[k]; i++) {
			struct span got;

			snprintf(string, sizeof string, "%u", i * i);
			found &= packed_get(&p, i % 3 == 0 ? 7 : 8, word_of(word, i), &got) && span_eq_str(got, string);
			absent &= !packed_get(&p, i % 3 == 0 ? 8 : 7, word_of(word, i), NULL);
		}
		absent &= !packed_get(&p, 7, word_of(word, counts[k]), NULL) && !packed_get(&p, 8, span_make("", 0), NULL);
		tap_ok(found, "all %u are found, with their strings", counts[k]);
		tap_ok(absent, "nothing else is");
		buf_release(&bytes);
	}
}

/* The empty word, the empty string, and bytes of every value. */
static void odd_words(void)
{
	static const struct packed_entry entries[] = {
		{0, {"", 0}, {"empty", 5}}, {0, {"a\0b", 3}, {"", 0}}, {UINT32_MAX, {"\xFF", 1}, {"\0", 1}}};
	struct buf bytes;
	struct packed p;
	struct span got;

	buf_init(&bytes);
	packed_write(&bytes, entries, 3);
	tap_ok(packed_open(&p, buf_span(&bytes)), "odd words");
	tap_ok(packed_get(&p, 0, span_of(""), &got) && span_eq_str(got, "empty"), "the empty word");
	tap_ok(packed_get(&p, 0, span_make("a\0b", 3), &got) && got.len == 0, "a NUL, and an empty string");
	tap_ok(!packed_get(&p, 0, span_of("a"), NULL), "not a part of it");
	tap_ok(packed_get(&p, UINT32_MAX, span_of("\xFF"), &got) && got.len == 1, "the largest number");
	buf_release(&bytes);
}

/* One changed byte anywhere, or a cut anywhere, and there is no table. */
static void damage(void)
{
	struct buf bytes;
	struct packed p;
	size_t changed = 0, cut = 0;

	buf_init(&bytes);
	make(&bytes, 20);
	for (size_t i = 0; i < bytes.len; i++) {
		bytes.data[i] ^= 0x10;
		changed += packed_open(&p, buf_span(&bytes));
		bytes.data[i] ^= 0x10;
		cut += packed_open(&p, span_make(bytes.data, i));
	}
	tap_ok(changed == 0, "a changed byte is seen, wherever it is");
	tap_ok(cut == 0, "a cut is seen, wherever it is");
	tap_ok(packed_open(&p, buf_span(&bytes)), "the whole is good");
	buf_release(&bytes);
}

int main(void)
{
	sizes();
	odd_words();
	damage();
	return tap_done();
}
