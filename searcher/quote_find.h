/*
 * quote_find.h: where in the index a quotation may stand. For searcher/quote*.c
 * only.
 */
#ifndef SEARCHER_QUOTE_FIND_H
#define SEARCHER_QUOTE_FIND_H

#include "searcher/library.h"
#include "text/wording.h"

#define QUOTE_RUN_WORDS 6    /* words of a run that is looked for as a phrase, at most, */
#define QUOTE_RUN_MIN 2      /* and at least */
#define QUOTE_RUNS_MAX 40    /* runs looked for; of a longer quotation those with the rarest words */
#define QUOTE_WHOLE_MAX 48   /* words of a phrase that is looked for as a whole */
#define QUOTE_BY_RUNS 32     /* passages taken that hold most of the runs, */
#define QUOTE_BY_WORDS 24    /* and that hold most of the rare words */
#define QUOTE_RARE_WORDS 16

/* How the passages are looked for; each finds some that the others miss. */
enum quote_way {
	QUOTE_WAY_RUNS,  /* by phrases of a few words: a changed word spoils one of them */
	QUOTE_WAY_WORDS, /* by its rarest words */
	QUOTE_WAY_WHOLE, /* by all of its words as a phrase, between ellipses: where very many are alike */
	QUOTE_WAYS
};

struct quote_search;

/* The quotation's words in the library's languages; filter: NULL, or what passages must match. */
struct quote_search *quote_search_new(const struct library *l, struct span quotation,
                                      const struct wording *said, const struct xap_query *filter);
void quote_search_free(struct quote_search *s);
/* Passages, likeliest first; *docids allocated. */
enum xap_status quote_search_run(struct quote_search *s, enum quote_way way, uint32_t **docids, size_t *count);

#endif
