/*
 * update_plan.h: which files of a walk are as they were, which are to be read,
 * and which of the build before are gone. For indexer/ only.
 */
#ifndef INDEXER_UPDATE_PLAN_H
#define INDEXER_UPDATE_PLAN_H

#include "indexer/base.h"
#include "indexer/building.h"

struct update_counts {
	size_t changed, gone, kept; /* files that were read before */
	size_t awaited; /* files that could not be read before either (file_table_await) */
};

/*
 * Marks the walk's inputs and the base's entries. A file is as it was if its bytes have the hash that
 * was noted and the catalogues say of it what they said. False with *error: files are not found any
 * more, and the place where they were cannot be read (unless `prune`), or, *error being NULL, a signal.
 *
 * Where so much has changed that a build costs less, all inputs are to be read and b->base is NULL: the
 * build is the same either way.
 */
bool update_plan(struct building *b, struct base *base, bool prune, struct update_counts *counts, char **error);

#endif
