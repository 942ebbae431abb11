/*
 * provision_table.h: which provisions passages cite, and how often. For
 * provisions.c and searcher/web/.
 */
#ifndef SEARCHER_PROVISION_TABLE_H
#define SEARCHER_PROVISION_TABLE_H

#include "searcher/plan.h"

struct year_count {
	uint32_t year; /* 0: undated */
	uint32_t passages;
};

struct year_counts {
	struct year_count *item; /* in no order */
	size_t count, cap;
};

struct provision_row {
	struct provision of; /* spans in the table's pool */
	uint32_t passages, sources;
	uint32_t last;       /* the last passage that was counted, from 1 */
	struct year_counts years;
};

struct provision_table {
	const struct library *library;
	struct pool pool;
	struct strmap places;  /* provision → place in rows */
	struct strmap sources; /* provision and source key: counted */
	struct provision_row *rows;
	size_t count, cap;
	uint32_t passage;      /* how many passages were read */
	struct year_counts years; /* of the passages, each once */
	/* The year of a passage's source, 0: undated. May be NULL: years are not counted. */
	uint32_t (*year_of)(const void *context, uint32_t docid);
	const void *context;
};

void provision_table_init(struct provision_table *t, const struct library *l);
/*
 * Instruments by id, those unknown last; articles in the order of their
 * numbers. Of the passages that match the plan (that cite it, where it is of a
 * provision), or of all if it has neither words nor filters. False with *error.
 */
bool provision_table_fill(struct provision_table *t, const struct plan *plan, char **error);
void provision_table_release(struct provision_table *t);

#endif
