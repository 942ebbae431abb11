/*
 * match.h: where a query matches in a passage's reading text, and how. For
 * searcher/ only. The same analyser that made the index reads the text again,
 * so what is marked is what was found.
 */
#ifndef SEARCHER_MATCH_H
#define SEARCHER_MATCH_H

#include "text/analyse.h"

/* How a hit matched, tightest first; the JSON's "match". */
enum match {
	MATCH_EXACT,
	MATCH_STEM,
	MATCH_EQUIVALENT,
	MATCH_PROVISION,
	MATCH_NAME,
	MATCH_PREFIX,
	MATCH_SPELLING,
	MATCH_KINDS,
};

extern const char *const match_names[MATCH_KINDS];

/* One match of one leaf of the query; a phrase is one mark. */
struct mark {
	struct range at; /* bytes of the reading text */
	uint32_t leaf;   /* which word or phrase of the query (plan.h) */
	enum match how;
};

#endif
