/*
 * stem.h: stems of folded words. Anyone may include it; only stem.c includes
 * libstemmer's header.
 */
#ifndef TEXT_STEM_H
#define TEXT_STEM_H

#include "text/beginnings.h"
#include "text/lists.h"

struct stemmer; /* one language; keeps a cache of at most STEM_CACHE words */

#define STEM_CACHE 65536

/* Whether the language's stemmer can be had, or it has none: false where libstemmer is not the one of the build. */
bool stemmer_is_there(const struct language *lang);
struct stemmer *stemmer_new(const struct language *lang, const struct lists *lists);
void stemmer_free(struct stemmer *s);
/*
 * The stem of a folded word, from the lists or the language's stemmer; the
 * word itself where there is no stemmer. Good until the next call.
 */
struct span stemmer_stem(struct stemmer *s, struct span word);
/*
 * Adds to what stems begin with what words may begin with that have them. But for what the lists say, a stem begins
 * with the letter of its word, where that is of ASCII: in every language of libstemmer but four (changes_first in
 * stem.c); in three, with its first two (keeps_second). tests/unit/test_stem.c tries both.
 */
void stem_widen(struct beginnings *stems, const struct language *lang, const struct lists *lists);
/*
 * The stem of a word folded with its marks (fold_with_marks), by the rules of the language
 * alone: "hacía" and "acción" have endings that "hacia" and "accion" have not. Good until
 * the next call; empty: the language has no stemmer, or the lists say what the stem of the
 * word without its marks, `folded`, is.
 */
struct span stemmer_with_marks(struct stemmer *s, struct span word, struct span folded);

/* The stem of an Arabic word behind "and", which is written as its first letter; good until the next call. Empty: it is no such word. */
struct span stemmer_behind_and(struct stemmer *s, struct span word);

#endif
