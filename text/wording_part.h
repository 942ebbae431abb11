/*
 * wording_part.h: where a word that is compared ends. For wording.c and
 * wording_part.c only. Pure.
 */
#ifndef TEXT_WORDING_PART_H
#define TEXT_WORDING_PART_H

#include "text/buf.h"

/* Past the letters and digits at `at` that are compared as they are: most of what is read. */
size_t wording_plain_end(struct span s, size_t at);
/*
 * The end of the word at `at`, with bracketed letters in it, which are told of, unless it stands in a bracket
 * itself; `at` if none begins there.
 */
size_t wording_word_end(struct span s, size_t at, bool in_bracket, bool *bracketed);

#endif
