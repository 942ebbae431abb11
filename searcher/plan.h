/*
 * plan.h: from a query tree and filters to a Xapian query, and to the leaves
 * that are looked for in a hit's text. For searcher/ only.
 */
#ifndef SEARCHER_PLAN_H
#define SEARCHER_PLAN_H

#include "searcher/library.h"
#include "searcher/match.h"
#include "searcher/query.h"

#define WILDCARD_MIN 3    /* characters before the star */
#define WILDCARD_MAX 200  /* terms it stands for; a note says when there were more */

struct filters {
	struct span publisher, language, kind, date, source; /* empty: none */
	struct span in; /* body, notes, headings; empty: all */
};

struct plan_options {
	bool exact; /* --exact: no stems, no equivalents */
	bool all;   /* --all: every word must be there */
	enum match looseness; /* --looseness: the loosest match wanted */
	struct filters filters;
};

/* A word of a leaf: the folded forms and stems, one for each language that the library holds. */
struct leaf_word {
	struct span *terms;
	size_t term_count;
	struct span *stems; /* without the prefix; none under --exact and in phrases */
	size_t stem_count;
	bool prefix; /* word*: terms are what a matching word begins with */
	bool stop;
};

enum leaf_kind { LEAF_WORD, LEAF_PHRASE, LEAF_NEAR };

struct leaf {
	enum leaf_kind kind;
	struct span text; /* as typed, for "missing" */
	struct leaf_word *words;
	size_t word_count;
	uint32_t near;
	bool negative; /* under NOT or -: never marked, never missing */
	bool ranked_only; /* dropped stop word: marked, but not reported missing */
};

struct plan {
	struct pool pool;
	struct xap_query *query; /* with filters */
	struct leaf *leaves;
	size_t leaf_count, leaf_cap;
	bool filtered;   /* a filter or field narrows it: no cap per source by default */
	bool has_phrase; /* hits are verified on their text */
	uint32_t undated; /* sources left out because a date filter met no date */
	struct buf notes;
};

/* False with *error for a filter value that cannot be (a bad date). */
bool plan_make(struct plan *p, const struct library *l, const struct query *q,
               const struct plan_options *o, char **error);
void plan_release(struct plan *p);

/*
 * Marks every leaf's matches in a reading text, in order of place; *out is
 * allocated. Longer marks swallow those inside them.
 */
size_t plan_marks(const struct plan *p, const struct library *l, const struct language *lang,
                  struct span reading, struct mark **out);

#endif
