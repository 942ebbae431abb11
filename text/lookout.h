/*
 * lookout.h: the segments of a text (words.h) some way ahead of its reader, so
 * that what is remembered of their words can be asked of memory for many at
 * once. For analyse.c only.
 */
#ifndef TEXT_LOOKOUT_H
#define TEXT_LOOKOUT_H

#include "text/beginnings.h"
#include "text/lexeme.h"

#define LOOKOUT_SEGMENTS 64 /* every other one is a blank */

struct segment {
	struct range at;
	bool word;      /* holds a letter or digit */
	bool other;     /* a word that is none of those wanted: not looked up */
	uint32_t place; /* the word's, as of lexemes_ask */
};

struct lookout {
	struct segment of[LOOKOUT_SEGMENTS];
	size_t count, next;
};

/* Forgets what it has seen: before another text, and after lexemes_rest. */
void lookout_clear(struct lookout *o);
/*
 * The segment that begins at `at`, a boundary where no bigram begins; good until the next call. `at` may only
 * grow from one call to the next. wanted: what the words may be that are looked up.
 */
const struct segment *lookout_at(struct lookout *o, struct lexemes *l, const struct language *lang, struct span text,
                                 size_t at, const struct beginnings *wanted);

#endif
