/*
 * words.h: the word and sentence boundaries of UAX #29 (Unicode 15.0),
 * without tailoring. Anyone may include it.
 *
 * Works on the original bytes; the properties come from break_tables.h, which
 * make_tables.c makes out of the Unicode character database.
 */
#ifndef TEXT_WORDS_H
#define TEXT_WORDS_H

#include "text/buf.h"

/*
 * The end of the segment that begins at byte `start`; start must be a boundary
 * and < s.len. Segments cover the text without gaps.
 */
size_t word_end(struct span s, size_t start);
size_t sentence_end(struct span s, size_t start);
/* Whether the segment holds a letter or digit: a word to search for. A mark alone is none. */
bool word_is_word(struct span segment);

#endif
