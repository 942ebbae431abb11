/*
 * symbol_parts.h: what the files that recognise symbols share. For symbol*.c only.
 *
 * Each reader is given the tokens and where one may begin; it writes the normal form into s->name
 * and returns the byte at which the symbol ends, 0 where it is none.
 */
#ifndef TEXT_SYMBOL_PARTS_H
#define TEXT_SYMBOL_PARTS_H

#include "text/symbol.h"

static inline char symbol_upper(char c)
{
	return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* Whether an ASCII word is `small` in any case. */
bool symbol_folds_to(struct span word, const char *small);
/* How many digits the number at token i has; 0: it is none. */
size_t symbol_digits(const struct ptokens *t, size_t i);
/* Takes s->name, copied into the pool, as the symbol of the bytes [start, end). */
void symbols_take(struct symbols *s, struct pool *pool, size_t start, size_t end);

/* Whether one of the words that begin a general comment's name may begin so: nearly all words do not. */
static inline bool symbol_may_be_comment(char first)
{
	return (first | 0x20) == 'g' || (first | 0x20) == 'o' || (first | 0x20) == 'r' || (unsigned char)first >= 0x80;
}

/*
 * symbol_comment.c: general comments and recommendations. "general comment No. 34 (2011)" at i, of "General Comments
 * Nos. 18 and 20" the first; and "GC 34", "GC No. 34", "GC34" as typed, since in texts "GC" is a Grand Chamber too.
 */
size_t symbol_comment(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_comment_letters(struct symbols *s, const struct ptokens *t, size_t i);
/* Whether the word at i is `word`, in any case so far as its letters are ASCII or the first. */
bool symbol_word_is(const struct ptokens *t, size_t i, const char *word);

/* symbol_document.c: what bodies number their documents by. */
size_t symbol_united_nations(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_amnesty(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_application(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_ecli(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_parliament(struct symbols *s, const struct ptokens *t, size_t i);

/*
 * symbol_resolution.c: resolutions and decisions of United Nations bodies, named in words. Takes each that is
 * numbered at token i, "General Assembly resolutions 60/251 and 62/149" being two; the end of the last, 0: none.
 */
size_t symbol_resolutions(struct symbols *s, const struct ptokens *t, size_t i, struct pool *pool);

/* symbol_review.c: recommendations of the universal periodic review. Whether the word at i is "recommendation", in any language: */
bool symbol_is_recommendation_word(struct symbols *s, const struct ptokens *t, size_t i);
size_t symbol_recommendation(struct symbols *s, const struct ptokens *t, size_t i);
/*
 * The rest of a range, the first number being at i: takes all of its numbers, each over the whole
 * of it; its end, 0 if it is no range.
 */
size_t symbol_recommendation_range(struct symbols *s, const struct ptokens *t, size_t i,
				   struct pool *pool);

#endif
