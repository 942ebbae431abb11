/*
 * facets.h: how many of the passages that match have which publisher, year,
 * country, language, kind and instrument. For searcher/web/ only. Every number is exact.
 */
#ifndef SEARCHER_WEB_FACETS_H
#define SEARCHER_WEB_FACETS_H

#include "searcher/plan.h"
#include "searcher/web/holdings.h"

enum facet_kind {
	FACET_PUBLISHER,
	FACET_YEAR,
	FACET_COUNTRY,
	FACET_LANGUAGE,
	FACET_KIND,
	FACET_INSTRUMENT,
	FACET_KINDS
};

struct facet_value {
	uint32_t number; /* of the holdings' names; the year; the library's language */
	uint32_t count;
};

struct facet {
	struct facet_value *value; /* commonest first; years newest first */
	size_t count;
	uint32_t without; /* passages that have none */
};

struct facets {
	struct facet of[FACET_KINDS];
	uint32_t passages, sources; /* that match */
};

/* False with *error (allocated). */
bool facets_make(struct facets *f, const struct library *l, const struct holdings *h, const struct plan *plan,
                 char **error);
void facets_release(struct facets *f);

#endif
