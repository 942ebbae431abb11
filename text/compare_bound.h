/*
 * compare_bound.h: which texts a quotation cannot stand in, seen without comparing
 * them: most of those that have some of its words. For searcher/quote.c and
 * tests/. Pure.
 *
 * A bound from below. Each of its words that a text has not, in any case or as parts,
 * costs COMPARE_SIMILAR at least; and of a quotation without ellipsis, as each word of
 * the text between two of the quotation's costs COMPARE_WORD, all that is found stands in a
 * stretch no longer than its words and those that it may lack.
 */
#ifndef TEXT_COMPARE_BOUND_H
#define TEXT_COMPARE_BOUND_H

#include "text/compare.h"

#define COMPARE_SHARE 4 /* a fourth of the quotation's words must stand in a text, for its neighbours to be worth reading */

struct compare_bound;

/* Both are to outlive it. The words of `said` are in the book. */
struct compare_bound *compare_bound_new(const struct wordbook *b, const struct wording *said);
void compare_bound_free(struct compare_bound *c);
/*
 * False: comparing the quotation with this text costs more than `most`, and so it does
 * with what stands before and after it added, unless less than a share of its words are
 * this text's.
 */
bool compare_bound_allows(struct compare_bound *c, const struct wording *source, int64_t most);
/* False: comparing it with this text, as it is, costs more. */
bool compare_bound_allows_alone(struct compare_bound *c, const struct wording *source, int64_t most);

#endif
