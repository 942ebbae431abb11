/*
 * kazakh.h: the first letters of the forms of a Kazakh word. There is no stemmer, and the first five letters, which stand for a
 * stem, part the court, сот, from of the court, соттың, and the right, құқық, from its right, құқығы. For searcher/ and tests/.
 */
#ifndef TEXT_KAZAKH_H
#define TEXT_KAZAKH_H

#include "text/pool.h"

#define KAZAKH_LETTERS 5    /* what is compared of a word */
#define KAZAKH_STEM_LEAST 3 /* letters of a word that endings are taken from, or put to */

/*
 * The first KAZAKH_LETTERS letters of the forms of a folded word, but for its own; in the pool. None: it is no word of Cyrillic
 * letters, or too short.
 */
size_t kazakh_forms(struct pool *pool, struct span word, struct span **out);

#endif
