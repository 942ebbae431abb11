/*
 * fold.h: from a word as written to the form that is searched. Anyone may
 * include it. Folded text is never shown.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "text/language.h"

/*
 * Appends the folded form of one word to out: utf8_fold; apostrophes (’ ‘ ʼ ʻ)
 * straightened; elisions cut (l', qu'); marks stripped as the language allows,
 * with tatweel, ё to е, ł to l and œ to oe; an alef with hamza, madda or wasla
 * as bare alef (as in Lucene's ArabicNormalizer); digits of any script as ASCII.
 * In English and the unknown language possessive 's and ' are cut and groups of
 * three digits joined (750,000 → 750000). May append nothing (a lone soft
 * hyphen), and never more than utf8_fold does.
 */
void fold_word(struct buf *out, struct span word, const struct language *lang);
/* The same with all marks kept, as the rules of a stemmer know the word. */
void fold_with_marks(struct buf *out, struct span word, const struct language *lang);
/* For metadata values (publisher, kind): every word folded, single spaces, nothing else. */
void fold_phrase(struct buf *out, struct span text);

#endif
