/*
 * bigram.h: writing without spaces between words: Chinese, Japanese, Thai, Lao,
 * Khmer, Myanmar. For text/ only.
 */
#ifndef TEXT_BIGRAM_H
#define TEXT_BIGRAM_H

#include "text/buf.h"

/* Whether a run of such writing begins at byte `at` (at < s.len). */
bool bigram_begins(struct span s, size_t at);
/*
 * The end of the element that begins there: one letter with the marks after it.
 * Elements that touch form a run.
 */
size_t bigram_element(struct span s, size_t at);

#endif
