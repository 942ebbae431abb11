/*
 * quote_judge.h: what a comparison means: differences, omissions, ranges. For
 * searcher/quote*.c only.
 */
#ifndef SEARCHER_QUOTE_JUDGE_H
#define SEARCHER_QUOTE_JUDGE_H

#include "searcher/quote.h"
#include "text/compare.h"

/* A quotation, read, and the place where it is being looked for. */
struct quote_match {
	const struct library *library;
	const struct wordbook *book;
	const struct wording *said;
	struct span quotation;
	const struct window *window;
	const struct comparison *comparison;
};

/* Whether the place is near enough to be the quotation's: altered, not another text. */
bool quote_is_near(const struct quote_match *m);
/* What the comparison of a near one costs at most. */
int64_t quote_near_most(const struct wording *said);
/* Whether there is no difference, and no more left out than the words beside it can bear. */
bool quote_is_verbatim(const struct quote_match *m);
/* The words that its ellipses leave out. */
size_t quote_left_out(const struct quote_match *m);
/* Fills the result from the match; its window and source are the caller's to set. */
void quote_describe(struct quote_result *r, const struct quote_match *m);

#endif
