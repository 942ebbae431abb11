/*
 * fold.h: from a word as written to the form that is searched. Anyone may
 * include it. Folded text is never shown.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "text/language.h"

/*
 * Appends the folded form of one word to out: elision cut (l', qu'), curly
 * apostrophes straightened, possessive 's and ' cut, utf8_fold, marks stripped
 * as the language allows, digit groups joined (750,000 → 750000).
 */
void fold_word(struct buf *out, struct span word, const struct language *lang);
/* For metadata values (publisher, kind): every word folded, single spaces, nothing else. */
void fold_phrase(struct buf *out, struct span text);

#endif
