/*
 * lexeme.h: what a word as written is worth: its folded form, its stem, what
 * kind it is. Remembers words, since a text has few that are new. For
 * analyse.c, lookout.c and its tests only.
 */
#ifndef TEXT_LEXEME_H
#define TEXT_LEXEME_H

#include "text/lists.h"

/* Words remembered from one text to the next, in all languages: a few thousand less than half the places of a map. */
#define LEXEMES_MOST 61000U
#define LEXEME_BYTES 128        /* longer words are not remembered */

struct lexeme {
	/* As in struct token, as if nothing were an acronym. */
	struct span term, stem, marked;
	uint32_t word; /* as in struct token */
	bool stop, number;
	bool capitals; /* two letters or more, all of them capitals */
	bool lower;    /* has a lower-case letter */
	bool inner;    /* has '.' or '_' inside: there are words in it */
};

struct lexemes;

struct lexemes *lexemes_new(const struct lists *lists);
void lexemes_free(struct lexemes *l);
/* Between two texts: forgets what there is too much of; returns whether it did. What lexemes_get gave is void then. */
bool lexemes_rest(struct lexemes *l);
/* The pointer is good until the next call, its spans until lexemes_rest. An empty term: no word. */
const struct lexeme *lexemes_get(struct lexemes *l, const struct language *lang, struct span written);
/*
 * Of up to STRMAP_BATCH words of a language, the places of those that are remembered (LEXEME_UNKNOWN:
 * of the others), good until lexemes_rest. What lexemes_at will need of them is asked of memory.
 */
#define LEXEME_UNKNOWN UINT32_MAX
void lexemes_ask(struct lexemes *l, const struct language *lang, const struct span *written, size_t count,
                 uint32_t *places);
/* lexemes_get of a word whose place is known. */
const struct lexeme *lexemes_at(struct lexemes *l, const struct language *lang, uint32_t place);
/* A term over TOKEN_TERM_MAX bytes is cut, and a hash of the whole appended; out may be `term`'s owner. */
void lexeme_limit(struct buf *term);

#endif
