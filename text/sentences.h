/*
 * sentences.h: sentences as a reader sees them: UAX #29 boundaries, joined
 * again after abbreviations, initials and paragraph numbers, and inside
 * citations, brackets and URLs. Anyone may include it.
 */
#ifndef TEXT_SENTENCES_H
#define TEXT_SENTENCES_H

#include "text/lists.h"

/*
 * The sentences of a reading text (no note calls in it), in order, covering it
 * but for white space at their ends. *out is allocated; the caller frees it.
 */
size_t sentences_find(struct span text, const struct language *lang, const struct lists *lists,
                      struct range **out);

#endif
