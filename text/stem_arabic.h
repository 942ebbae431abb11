/*
 * stem_arabic.h: light stemming of Arabic, after light10 of Larkey, Ballesteros and Connell (Light Stemming for Arabic
 * Information Retrieval, 2007): libstemmer's rules part "the right" from "right", and from "and the right". For stem.c only.
 */
#ifndef TEXT_STEM_ARABIC_H
#define TEXT_STEM_ARABIC_H

#include "text/buf.h"

/* A folded word without its article and what is written before that: and, with, like, for; of at least two letters. */
struct span arabic_without_article(struct span word);
/* Such a word without the endings of number, gender and possession, in *out. */
struct span arabic_stem(struct span word, struct buf *out);
/* What stands behind "and" where no article does, of at least three letters; empty: the word does not begin so. */
struct span arabic_behind_and(struct span word);

#endif
