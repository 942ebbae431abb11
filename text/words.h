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
bool word_has_letter(struct span segment); /* for word_is_word: what does not begin with one of ASCII */
/* Whether the segment holds a letter or digit: a word to search for. A mark alone is none. */
static inline bool word_is_word(struct span segment)
{
	unsigned char c = segment.len == 0 ? 0 : (unsigned char)segment.data[0];

	if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
		return true;
	return !(segment.len <= 1 && c < 0x80) && word_has_letter(segment);
}

#endif
