/*
 * run_text.h: words typed side by side as one text, as it would stand in a
 * document: for the recogniser of provisions. For plan_provisions.c only.
 *
 * Signs between the words stay ("6 § 1"), and short forms that only people who
 * search use are written out: "A1P1" and "P1-1" for Article 1 of Protocol No. 1,
 * "Article 2 P4", "Protocol 1"; symbols get their capitals; and, if asked, "6(1) ECHR" for Article 6(1) ECHR.
 */
#ifndef SEARCHER_RUN_TEXT_H
#define SEARCHER_RUN_TEXT_H

#include "searcher/planner.h"

struct run_text {
	struct buf text;
	struct range *words; /* one a word of the run: where it, or what it is short for, stands in the text */
};

/* `bare`: the first word is the number of an article. To be released. */
void run_text_make(struct run_text *t, const struct run *run, bool bare);
void run_text_release(struct run_text *t);
/* Whether the run may begin with the number of an article that it does not call so. */
bool run_text_is_bare(const struct run *run);

#endif
