/*
 * run_text.h: words typed side by side as one text, as it would stand in a
 * document: for the recogniser of provisions. For plan_provisions.c and
 * plan_country.[ch] only.
 *
 * Signs between the words stay ("6 § 1"), and short forms that only people who
 * search use are written out: "A1P1" and "P1-1" for Article 1 of Protocol No. 1,
 * "Article 2 P4", "Protocol 1"; symbols get their capitals; and, if asked, "6(1) ECHR" and "ECHR 6(1)" for Article 6(1) ECHR.
 */
#ifndef SEARCHER_RUN_TEXT_H
#define SEARCHER_RUN_TEXT_H

#include "searcher/planner.h"

struct run_text {
	struct buf text;
	struct range *words; /* one a word of the run: where it, or what it is short for, stands in the text */
};

#define RUN_TEXT_NOT_BARE SIZE_MAX

/* `bare`: the word that is the number of an article without being called so, or RUN_TEXT_NOT_BARE. To be released. */
void run_text_make(struct run_text *t, const struct run *run, size_t bare);
void run_text_release(struct run_text *t);
/* A word without the brackets and stops at its ends. */
struct span run_text_stripped(struct span word);
/* The word of a run that may be such a number. */
size_t run_text_bare(const struct run *run);

#endif
