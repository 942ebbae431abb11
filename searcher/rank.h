/*
 * rank.h: runs a plan: candidates from Xapian, phrases verified on the text,
 * caps per source, the hits of one page. For searcher/ only.
 */
#ifndef SEARCHER_RANK_H
#define SEARCHER_RANK_H

#include "searcher/hit.h"
#include "searcher/plan.h"

#define SOURCE_CAP 3   /* passages of one source among the first SOURCE_CAP_HITS, by default */
#define SOURCE_CAP_HITS 10

struct rank_options {
	uint32_t limit, offset;
	uint32_t per_source; /* 0: the default cap (or none, see plan->filtered) */
	bool by_date;        /* --sort date: newest first */
	bool broad;       /* --broad: for plain words only */
	bool exact_count;    /* --count */
	bool every_copy;     /* --copies: a passage that several sources have is a hit for each */
	bool one_per_source; /* trec: hits have rank, score and source, and nothing else */
};

struct answer {
	struct hit *hits;
	size_t count;
	uint64_t total; /* passages that match */
	bool total_exact;
	struct buf warnings; /* damaged records, phrase hits that their text does not bear out */
};

enum xap_status rank_run(struct answer *a, const struct library *l, const struct plan *p,
                         const struct rank_options *o, char **error);
void answer_release(struct answer *a);

#endif
