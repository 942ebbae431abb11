/*
 * part.h: what a writer leaves of its documents in its folder, until the tables
 * of the database are made of the parts of all writers (join.h). For store/bulk/ only.
 *
 *	runs		lists (run.h)
 *	terms, data	tags of documents (filing.h)
 *	metadata	(aside.h)
 *	sample		documents as they were given (sample.h)
 *	part		the rest, here: vints of the totals, the number of runs and where each begins
 *			and ends, the number of slots and of each slot, count, the least value and the
 *			greatest after their lengths
 */
#ifndef STORE_BULK_PART_H
#define STORE_BULK_PART_H

#include "store/bulk/run.h"
#include "store/bulk/slots.h"
#include "store/bulk/version.h"

struct part {
	struct version_totals totals;
	struct run *runs; /* in the order of their documents */
	size_t run_count, run_cap;
	struct slots slots;
};

extern const char part_runs[]; /* the file of runs */

void part_init(struct part *p);
void part_release(struct part *p);
/* Writes the file; false with *error. */
bool part_write(const struct part *p, const char *folder, char **error);
/* Reads it into an empty part. */
bool part_read(struct part *p, const char *folder, char **error);

#endif
