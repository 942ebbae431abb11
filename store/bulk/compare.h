/*
 * compare.h: a finished database against what its shards noted of the documents
 * they were given. For store/direct.c and tests/.
 *
 * Xapian's own check goes over the structure and the counts; it does not notice
 * wrong positions, missing data or wrong totals. This does, in the sample.
 */
#ifndef STORE_BULK_COMPARE_H
#define STORE_BULK_COMPARE_H

#include "store/xap.h"

/*
 * Whether the database `merged`, compacted from these shards in this order, has
 * what they noted (sample.h): each document's terms, wdf, positions, values,
 * data and length, its place in the lists of its terms, and the totals. False
 * with *error (allocated) on the first difference.
 */
bool compare_sample(const char *const *shards, size_t count, const char *merged, char **error);

#endif
