/* Which words of a build are names, in a bounded memory that no order shows in. */
#include "indexer/name_counts.h"
#include "tests/unit/tap.h"

#include <stdio.h>
#include <stdlib.h>

#define MOST 100

/* Word number i of the test: letters only. */
static struct span word(char out[16], unsigned i)
{
	snprintf(out, 16, "w%c%c%c", 'a' + (int)(i % 26), 'a' + (int)(i / 26 % 26), 'a' + (int)(i / 676 % 26));
	return span_of(out);
}

static void add_words(struct name_counts *n, unsigned from, unsigned past, bool backwards)
{
	char text[16];

	for (unsigned i = from; i < past; i++) {
		unsigned k = backwards ? past - 1 - (i - from) : i;

		name_counts_add(n, word(text, k), 1, k % 3, k % 2);
	}
}

static int by_word(const void *a, const void *b)
{
	const struct name_count *x = a, *y = b;

	return span_cmp(x->word, y->word);
}

static bool same(struct name_counts *a, struct name_counts *b)
{
	bool good = a->count == b->count && a->full == b->full;

	qsort(a->items, a->count, sizeof *a->items, by_word);
	qsort(b->items, b->count, sizeof *b->items, by_word);
	for (size_t i = 0; good && i < a->count; i++)
		good = span_eq(a->items[i].word, b->items[i].word) && a->items[i].here == b->items[i].here &&
		       a->items[i].small == b->items[i].small && a->items[i].open == b->items[i].open;
	return good;
}

static void init(struct name_counts *n)
{
	name_counts_init(n);
	n->most = MOST;
}

static void send(struct name_counts *to, struct name_counts *from)
{
	struct buf piece;
	size_t at = 0;

	buf_init(&piece);
	name_counts_settle(from);
	while (name_counts_encode(from, &at, &piece)) {
		name_counts_decode(to, buf_span(&piece));
		buf_clear(&piece);
	}
	buf_release(&piece);
}

static void test_limit(unsigned words, bool full)
{
	struct name_counts n;

	init(&n);
	add_words(&n, 0, words, false);
	name_counts_settle(&n);
	tap_ok(n.full == full && n.count == (full ? MOST : words), "%u different words: %zu kept%s", words, n.count,
	       n.full ? ", full" : "");
	name_counts_release(&n);
}

static void init_part(struct name_counts *n)
{
	init(n);
	name_counts_be_part(n);
}

/* One worker has them all: its parent knows as well whether there were too many. */
static void test_alone(unsigned words, bool full)
{
	struct name_counts worker, parent;

	init_part(&worker);
	init(&parent);
	add_words(&worker, 0, words, false);
	send(&parent, &worker);
	name_counts_settle(&parent);
	tap_ok(parent.full == full && parent.count == (full ? MOST : words), "%u words of one worker: %zu kept%s", words,
	       parent.count, parent.full ? ", full" : "");
	name_counts_release(&worker);
	name_counts_release(&parent);
}

/* The same words by one worker, and by two that saw them in other orders, each twice. */
static void test_order(unsigned words)
{
	struct name_counts one, a, b, parent;

	init(&one);
	init_part(&a);
	init_part(&b);
	init(&parent);
	for (int round = 0; round < 2; round++) {
		add_words(&one, 0, words, false);
		add_words(&a, words / 2, words, true);
		add_words(&b, 0, words / 2, round == 0);
	}
	name_counts_settle(&one);
	send(&parent, &b);
	send(&parent, &a);
	name_counts_settle(&parent);
	tap_ok(same(&one, &parent), "%u words: the same counts from one worker and from two", words);
	name_counts_release(&one);
	name_counts_release(&a);
	name_counts_release(&b);
	name_counts_release(&parent);
}

static void test_malformed(void)
{
	static const uint32_t numbers[] = {1, 0, 0, 1000};
	struct name_counts n;

	init(&n);
	name_counts_decode(&n, span_make((const char *)numbers, sizeof numbers));
	name_counts_decode(&n, span_of("abc"));
	tap_ok(n.count == 0, "a piece that is cut short adds nothing");
	name_counts_release(&n);
}

/* The words of the entry of any block that has `of`. */
static bool shares_entry(const struct name_entries *e, const char *of, const char *with)
{
	for (size_t i = 0; i < e->count; i++) {
		char *words = mem_spandup(e->items[i].words);
		bool both = strstr(words, of) != NULL && strstr(words, with) != NULL;

		free(words);
		if (both)
			return true;
	}
	return false;
}

static void test_entries(void)
{
	struct name_counts n;
	struct name_entries e;

	name_counts_init(&n);
	name_counts_add(&n, span_of("bokaev"), 3, 0, 0);
	name_counts_add(&n, span_of("bokayev"), 0, 0, 2);
	name_counts_add(&n, span_of("court"), 2, 9, 0);
	name_counts_add(&n, span_of("nowhere"), 0, 0, 5);
	name_entries_make(&e, &n);
	tap_ok(shares_entry(&e, "bokaev\n", "bokayev\n"),
	       "a word of open places only is a name where it spells one");
	tap_ok(!shares_entry(&e, "court", "court"), "a word that is mostly small is none");
	tap_ok(!shares_entry(&e, "nowhere", "nowhere"), "nor one of open places that spells no name");
	for (size_t i = 1; i < e.count; i++)
		if (span_cmp(e.items[i - 1].block, e.items[i].block) >= 0)
			tap_ok(false, "blocks in byte order");
	name_entries_release(&e);
	name_counts_release(&n);
}

/* Of a block with many names, an open word is compared with none. */
static void test_crowded(unsigned names, bool found)
{
	static const char vowels[] = "aeiou";
	struct name_counts n;
	struct name_entries e;
	char text[32];

	name_counts_init(&n);
	for (unsigned i = 0; i < names; i++) {
		/* vowels are not in a block's key */
		snprintf(text, sizeof text, "b%ck%cl%ct%cs", vowels[i % 5], vowels[i / 5 % 5], vowels[i / 25 % 5],
		         vowels[i / 125 % 5]);
		name_counts_add(&n, span_of(text), 1, 0, 0);
	}
	name_counts_add(&n, span_of("bakkalatas"), 0, 0, 1);
	name_entries_make(&e, &n);
	tap_ok(shares_entry(&e, "bakkalatas\n", "bakkalatas\n") == found, "of %u names in a block an open word is %s", names,
	       found ? "compared" : "not compared");
	name_entries_release(&e);
	name_counts_release(&n);
}

int main(void)
{
	test_limit(MOST - 1, false);
	test_limit(MOST, false);
	test_limit(MOST + 1, true);
	test_limit(5 * MOST, true);
	test_alone(MOST, false);
	test_alone(MOST + 1, true);
	test_alone(5 * MOST, true);
	test_order(MOST / 2);
	test_order(7 * MOST);
	test_malformed();
	test_entries();
	test_crowded(NAME_ENTRY_COMPARED, true);
	test_crowded(NAME_ENTRY_COMPARED + 1, false);
	return tap_done();
}
