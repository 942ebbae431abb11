/*
 * holdings.h: what a library holds, in tables: which source, language and
 * instruments each passage has, and what the sources' records say for facets
 * and lists. For searcher/web/ only. Made once for a build, at first use.
 */
#ifndef SEARCHER_WEB_HOLDINGS_H
#define SEARCHER_WEB_HOLDINGS_H

#include "searcher/library.h"
#include "store/record.h"
#include "text/strmap.h"

#define HOLDING_NONE UINT32_MAX

/* A set of names; number n is name[n]. */
struct names {
	struct strmap places; /* key → number */
	struct span *name;    /* as first met */
	size_t count, cap;
};

struct holding {
	char key[RECORD_KEY_LEN + 1];
	uint32_t index;     /* of library->indexes */
	uint32_t year;      /* 0: undated */
	struct span date, id; /* date empty: undated */
	uint32_t kind;      /* HOLDING_NONE: unknown */
	uint32_t publishers, publisher_count; /* a stretch of holdings->publisher */
	uint32_t countries, country_count;    /* a stretch of holdings->country */
};

struct holdings {
	struct pool pool;
	struct holding *source; /* newest first, undated last; then by id */
	size_t source_count, source_cap;
	struct names publishers, countries, kinds, instruments; /* keys folded as the index has them */
	uint32_t *publisher;    /* numbers of publishers */
	size_t publisher_count, publisher_cap;
	uint32_t *country;      /* numbers of countries */
	size_t country_count, country_cap;
	uint32_t last;          /* docid */
	uint32_t *source_of;    /* by docid; HOLDING_NONE: no such passage */
	uint8_t *language_of;   /* by docid: a place in library->languages */
	uint32_t *instruments_of; /* by docid and docid + 1: a stretch of `instrument` */
	uint32_t *instrument;
};

/* NULL with *error (allocated). */
struct holdings *holdings_new(const struct library *l, char **error);
void holdings_free(struct holdings *h);

#endif
