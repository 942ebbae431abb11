/* update_planning.h: an update while it is planned. For update_plan.c and update_gone.c only. */
#ifndef INDEXER_UPDATE_PLANNING_H
#define INDEXER_UPDATE_PLANNING_H

#include "indexer/file_hashes.h"
#include "indexer/update_plan.h"

#define NO_ROOT UINT32_MAX

struct planning {
	struct building *b;
	struct base *base;
	uint32_t *old_roots; /* of the walk's roots: their numbers in the base, NO_ROOT */
	size_t *inputs;      /* of the walk's roots: how many files were found below each, by whatever root */
	struct update_counts *counts;
	file_hash *hashes; /* of the walk's files */
	char *unread;      /* why the base's sources cannot be read */
};

/* Counts files of a root that lies in another, which were found by way of that one. */
void update_gone_count_nested(struct planning *p);
/* Counts the files that are gone; false with *error: one may be but out of reach, and not `prune`. */
bool update_gone_plan(struct planning *p, bool prune, char **error);
/* Says which files are gone. */
void update_gone_name(const struct planning *p);

#endif
