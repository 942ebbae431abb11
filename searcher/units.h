/*
 * units.h: the pieces that a snippet is put together from: whole sentences,
 * and parts of over-long ones. For snippet.c, choose.c and
 * searcher/web/.
 */
#ifndef SEARCHER_UNITS_H
#define SEARCHER_UNITS_H

#include "searcher/hit.h"
#include "text/lists.h"

#define UNIT_BYTES 400 /* aimed at when an over-long sentence is cut into parts */

struct unit {
	struct range at;  /* bytes of the reading text; never begins or ends in white space or a join */
	bool begins_cut;  /* begins inside its sentence */
	bool ends_cut;    /* ends inside its sentence */
	size_t mark, mark_count; /* the hit's marks in it; no mark lies in two units */
};

struct units {
	struct unit *unit;
	size_t count, cap;
};

/*
 * The bytes under the hit's marks, in order and apart: marks that overlap are
 * one. *out is allocated; the caller frees it.
 */
size_t marked_ranges(const struct hit *h, struct range **out);
/* The units of a hit's reading text, in order. The caller frees units->unit. */
void units_make(struct units *u, const struct hit *h, const struct lists *lists);

#endif
