/*
 * scope.h: what a search ran over, and which of its words stand nowhere in it:
 * what is said when nothing was found. For searcher/ only.
 */
#ifndef SEARCHER_SCOPE_H
#define SEARCHER_SCOPE_H

#include "searcher/plan.h"

struct scope {
	uint64_t sources, passages, undated, failed, failed_lines;
	const char *first, *last; /* dates, NULL: none; of the library's manifests */
};

struct scope scope_of(const struct library *l);
/*
 * The words of the query as typed that no passage has; *out is allocated, its
 * spans are of the query. None where a word* was asked for: the beginning of a
 * word is no word, and what is said of words would be false.
 */
size_t scope_absent(const struct plan *p, const struct library *l, struct span **out);

#endif
