/*
 * name_counts.h: which words of a build are names: how often each stands where
 * only names stand, and how often it is written small. For indexer/ and tests/.
 *
 * Memory is bounded. Of more different words than NAME_COUNTS_MAX those with
 * the smallest hashes are kept, with all of their counts: a sample that does not
 * depend on the order of the texts, nor on which worker read which.
 */
#ifndef INDEXER_NAME_COUNTS_H
#define INDEXER_NAME_COUNTS_H

#include "text/name.h"
#include "text/strmap.h"

#define NAME_COUNTS_MAX ((size_t)1024 * 1024) /* different words; some 100 MB at the most */
#define NAME_COUNTS_WORD_MAX (4 * NAME_KEY_MAX) /* bytes; a longer word is no name */

struct name_count {
	struct span word; /* utf8_fold-ed; in the pool */
	uint64_t hash;
	uint32_t here, small;
	uint32_t open; /* where a capital may have another reason, or in an address */
};

struct name_counts {
	size_t most; /* NAME_COUNTS_MAX; smaller in tests */
	struct strmap places; /* word → place in `items` */
	struct pool words;
	struct name_count *items;
	size_t count, cap;
	uint64_t limit; /* words with this hash or a larger one are passed over */
	bool full;      /* some word was */
	enum name_place *scratch;
	size_t scratch_cap;
	struct buf folded;

	/* by the words' numbers in one epoch of the analyser: */
	unsigned epoch;
	struct name_memo memo;
	uint32_t *known; /* places in `items`, and one; NAME_COUNT_NONE; 0: not looked up yet */
	size_t known_cap;
};

#define NAME_COUNT_NONE UINT32_MAX /* the word is passed over */

void name_counts_init(struct name_counts *n);
void name_counts_release(struct name_counts *n);
/*
 * Says that these are of a part of the texts, to be added to those of others: one word more is kept, by
 * which the sum shows that there were too many, even where a single part has them all.
 */
void name_counts_be_part(struct name_counts *n);
void name_counts_add(struct name_counts *n, struct span word, uint32_t here, uint32_t small, uint32_t open);
/* Counts the words of a text; the same lists and analyser must be given each time. */
void name_counts_text(struct name_counts *n, const struct name_lists *names, const struct lists *lists,
                      struct analyser *analyser, const struct language *language, struct span text);
/* Drops what is over `most`. */
void name_counts_settle(struct name_counts *n);

/* ---- from a worker to its parent: the words in pieces of some NAME_COUNTS_PIECE bytes ---- */

#define NAME_COUNTS_PIECE ((size_t)64 * 1024)

/* Appends words from *at on, and moves it; false: there are none left. */
bool name_counts_encode(const struct name_counts *n, size_t *at, struct buf *out);
/* Adds them, or takes them back; what is malformed is passed over. */
void name_counts_decode(struct name_counts *n, struct span piece);
void name_counts_decode_taken(struct name_counts *n, struct span piece);

/* ---- what the index holds ---- */

/* A block and the words that are names and have it: a metadata entry (schema_names_key). */
struct name_entry {
	struct span block, words; /* words: sorted, a line feed after each */
};

struct name_entries {
	struct pool pool;
	struct name_entry *items;
	size_t count, cap;
};

#define NAME_ENTRY_COMPARED 200 /* names of a block that an open word is compared with; of more, none is */

/*
 * The entries of all words that are names, in byte order of their blocks. A word
 * that has but open places and is never written small is one too where it is
 * another spelling of a name ("Bokayev remains …", an address with "bokaeva").
 */
void name_entries_make(struct name_entries *e, const struct name_counts *n);
void name_entries_release(struct name_entries *e);

#endif
