/*
 * query_words.h: where a word of a typed query ends, and the stars at its ends. Places are bytes.
 * For query_tokens.c only.
 */
#ifndef SEARCHER_QUERY_WORDS_H
#define SEARCHER_QUERY_WORDS_H

#include "text/buf.h"

/* The code point at `at`, and its length; 0 at the end. */
int32_t query_peek(struct span typed, size_t at, size_t *len);
/* White space and control characters. */
bool query_is_gap(int32_t cp);
/* Whether there is a letter, digit or mark in it, or bytes that are no UTF-8. */
bool query_has_word(struct span s);
/* The end of a bracket at `at` that may be the paragraph or item of a word before it: "Article 19 (3)"; else 0. */
size_t query_item_end(struct span typed, size_t at);
/*
 * Where the bracket at `at` closes, if it holds a date: a citation has "A/HRC/14/10 (23 March 2010)"; else 0.
 */
size_t query_date_end(struct span typed, size_t at);
/*
 * The end of the word that begins at `at`; a bracket that closes inside it is part of it: "19(3)".
 * after_word: it may be such an item of the word before it.
 */
size_t query_word_end(struct span typed, size_t at, bool after_word);
/* Whether such a word is an item that only a bracket behind it marks: "article 6 § 3 c)". */
bool query_is_item(struct span typed, size_t at, size_t end);
/*
 * A word without the marks that end or begin a sentence: "Kenya?", "¿Quién"; at the end of the query without its full stop,
 * too, unless there is another in a word of letters ("U.N.").
 */
struct span query_without_marks(struct span word, bool at_end);
/* word*: one star, at the end, after a letter or digit. */
bool query_is_prefix(struct span word);
/* A word, which is not empty, without the stars at its ends; *ignored: it has one where none stands for letters. */
struct span query_bare_word(struct span word, bool *ignored);

#endif
