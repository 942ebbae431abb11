/*
 * merge.h: databases merged into one, its positions by one process while another
 * merges the rest. For indexer/ and tests/.
 *
 *	merge_begin → merge_part, each part anywhere → merge_end
 *
 * Xapian's compaction writes one table after the other. It is given two views of the databases
 * (view.h), and of what it makes of them the tables are put together: into the one's file `iamglass`,
 * where each table's root is, goes what the other's says of the positions. That file alone is read
 * here, and strictly: of anything unexpected in it nothing is put together, and merge_begin says so
 * before. What comes out is checked like any other new database.
 */
#ifndef STORE_MERGE_H
#define STORE_MERGE_H

#include "text/buf.h"

enum merge_part { MERGE_REST, MERGE_POSITIONS, MERGE_PARTS };

struct merge {
	const char *const *from; /* the databases, in their order */
	size_t count;
	const char *to;
	bool whole; /* it cannot be done in parts: MERGE_REST does all, MERGE_POSITIONS nothing */
};

/*
 * `from` and `to` must outlive the merge; `to` and what begins with it and a dot must not exist. The
 * databases are not changed any more. whole: it is not to be done in parts.
 */
void merge_begin(struct merge *m, const char *const *from, size_t count, const char *to, bool whole);
/* False with *error (allocated). */
bool merge_part(const struct merge *m, enum merge_part part, char **error);
/* After both parts: the database is there. False with *error. */
bool merge_end(const struct merge *m, char **error);

#endif
