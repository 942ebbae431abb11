/*
 * plan: writes the Xapian query that hrsearch makes of its words, for ask, which
 * runs it with nothing around it. For tools/bench.
 *
 *	plan INDEX QUERY >FILE
 */
#include "searcher/plan.h"
#include "store/xap_carry.h"

#include <stdio.h>
#include <stdlib.h>

static int fail(const char *reason)
{
	fprintf(stderr, "plan: %s\n", reason);
	return 2;
}

static int write_query(const struct library *l, const char *words)
{
	struct plan_options options = {.looseness = MATCH_KINDS};
	struct query query;
	struct plan plan;
	struct buf out;
	char *error = NULL;
	int status = 0;

	query_init(&query);
	query_parse(&query, span_of(words));
	if (!plan_make(&plan, l, &query, &options, &error))
		return fail(error);
	buf_init(&out);
	if (plan.query == NULL || !xap_query_pack(plan.query, &out))
		status = fail("there is nothing to look for");
	fwrite(out.data, 1, out.len, stdout);
	buf_release(&out);
	plan_release(&plan);
	query_release(&query);
	return status;
}

int main(int argc, char **argv)
{
	struct library library;
	char *error = NULL;
	int status;

	if (argc != 3)
		return fail("usage: plan INDEX QUERY >FILE");
	if (!library_open(&library, argv + 1, 1, &error))
		return fail(error);
	status = write_query(&library, argv[2]);
	library_close(&library);
	return status;
}
