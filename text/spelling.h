/*
 * spelling.h: which words of an index a mistyped one may have been meant as.
 * Anyone may include it. Pure: the caller walks the words and offers each.
 *
 *	spelling_init(&s, asked);
 *	for (every word of the index)
 *		if (spelling_is_near(&s, word))
 *			spelling_offer(&s, word, frequency);
 *	… s.best[0 … s.count-1]
 *
 * A walk in byte order may pass over what spelling_dead finds.
 *
 * To be asked only for a word that occurs nowhere, and never put in its place
 * without saying so. The cost is that of the walk: a word that is too long or
 * short, or whose letters are too different, costs a few comparisons; the rest
 * O(letters × SPELLING_EDITS_MAX). A walk may be limited to the words that
 * begin with the same letter; it then misses an error in the first one.
 */
#ifndef TEXT_SPELLING_H
#define TEXT_SPELLING_H

#include "text/buf.h"

#define SPELLING_LETTERS_MIN 3  /* a shorter word has no suggestions */
#define SPELLING_LETTERS_TWO 6  /* from here on two edits are allowed, below one */
#define SPELLING_NAME_ONE 6     /* a name of fewer letters is taken for no other, one of fewer than the next not with two edits */
#define SPELLING_NAME_TWO 8     /* and only one of so many with another first letter */
#define SPELLING_LETTERS_MAX 40 /* longer words neither have any nor are any */
#define SPELLING_EDITS_MAX 2
#define SPELLING_BYTES_MAX (4 * SPELLING_LETTERS_MAX)
#define SPELLING_DEAD_MAX 4 /* letters: what begins with more is too little to pass over */
#define SPELLING_BEST 5 /* suggestions kept */

struct spelling_word {
	char word[SPELLING_BYTES_MAX + 1]; /* NUL-terminated */
	uint32_t frequency;
	unsigned edits;
};

struct spelling {
	int32_t asked[SPELLING_LETTERS_MAX];
	size_t len;        /* 0: the word has no suggestions */
	unsigned edits;    /* allowed */
	uint64_t letters;  /* a set: bit c % 64 for every letter c */
	struct spelling_word best[SPELLING_BEST]; /* fewest edits first, then most frequent, then byte order */
	size_t count;
};

/* `asked`: a folded word. Words with a digit are never corrected. */
void spelling_init(struct spelling *s, struct span asked);
/* Whether offering the word can change anything: how often it occurs need not be known of others. */
bool spelling_is_near(const struct spelling *s, struct span word);
/*
 * The bytes of the shortest beginning of the word that no word has of which offering could change anything:
 * whatever else begins so can be passed over. 0: there is none of at most SPELLING_DEAD_MAX letters; *alive is
 * then how many bytes so many letters are, with which near words may begin, and 0 for a shorter word.
 */
size_t spelling_dead(const struct spelling *s, struct span word, size_t *alive);
/* A folded word of the index and how often it occurs (0: it is passed over). Copied if it is kept. */
void spelling_offer(struct spelling *s, struct span word, uint32_t frequency);

/*
 * The best of what is kept that may well have been meant; NULL: none. What begins with another letter, or is as
 * short as a name of another place (London, Cordon), is not. name: the word was typed with a capital.
 */
const char *spelling_meant(const struct spelling *s, bool name);

/*
 * The edits from a to b: letters put in, left out, changed, and neighbours
 * exchanged (Damerau's distance, each place edited once: "optimal string
 * alignment"); most + 1 if there are more than `most` (<= SPELLING_EDITS_MAX).
 */
unsigned spelling_distance(const int32_t *a, size_t a_len, const int32_t *b, size_t b_len, unsigned most);

#endif
