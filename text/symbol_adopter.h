/*
 * symbol_adopter.h: the United Nations bodies that adopt resolutions, as they are
 * named beside them in four languages. For symbol_resolution.c and symbol_review.c only.
 */
#ifndef TEXT_SYMBOL_ADOPTER_H
#define TEXT_SYMBOL_ADOPTER_H

#include "text/symbol_parts.h"

/* How a body numbers what it adopts. */
enum adopter_numbering {
	BY_SESSION,       /* 60/251, S-17/1; until 1976 217 (III) */
	BY_YOUNG_SESSION, /* 5/1, S-17/1: a body that began with its first */
	BY_YEAR,          /* 2005/80; until 1978 1503 (XLVIII) */
	THROUGHOUT,       /* 1325 (2000) */
};

struct adopter {
	const char *resolution, *decision; /* what begins their symbols; NULL: they have none of their own */
	enum adopter_numbering numbering;
};

struct adopter_name {
	const struct adopter *body;
	size_t first, past; /* its tokens */
};

/* The word of token i in the form by which it is looked up; until the next call. */
struct span symbol_folded(struct symbols *s, const struct ptokens *t, size_t i);
/* Whether a folded word is `want`, of which a star stands for any ending. */
bool symbol_word_fits(struct span word, struct span want);
/* The body named before token i, over ", in its"; *own: such a word is there. */
bool adopter_before(struct symbols *s, const struct ptokens *t, size_t i, struct adopter_name *a, bool *own);
/* The body named at token i, over "of the"; own: its own resolution stands before i, and ", the" may be between. */
bool adopter_after(struct symbols *s, const struct ptokens *t, size_t i, bool own, struct adopter_name *a);

#endif
