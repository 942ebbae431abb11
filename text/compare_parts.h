/*
 * compare_parts.h: one word on one side whose parts stand on the other. For
 * text/compare*.c only. Pure.
 */
#ifndef TEXT_COMPARE_PARTS_H
#define TEXT_COMPARE_PARTS_H

#include "text/wording.h"

#define COMPARE_PARTS_MAX 7 /* atoms on one side that may be one word on the other */

/* Whether a word may be the first of several that make a longer one: most pairs fail here. */
static inline bool compare_may_begin(struct span word, struct span part)
{
	return part.len < word.len && (part.len == 0 || part.data[0] == word.data[0]);
}

/* Whether digits would meet if nothing stood between two atoms: 20-10 is not 2010. */
bool compare_digits_meet(const struct wordbook *b, const struct atom *before, const struct atom *after);
/*
 * Whether the first of `limit` atoms make the word, one after the other; *count: how
 * many, two at least; *spaced: with more between them than hyphens, or less.
 */
bool compare_parts(const struct wordbook *b, struct span word, const struct atom *parts, size_t limit,
                   size_t *count, bool *spaced);

#endif
