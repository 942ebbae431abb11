/*
 * ask: a bare Xapian program beside which hrsearch's queries are timed: opens
 * an index, runs one query, fetches the records of the best ten. For tools/bench.
 *
 *	ask DATABASE open                   only opens it and reads its statistics
 *	ask DATABASE phrase|near|or|and TERM...  terms as they stand in the index
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/xap.h"

#define TERMS_MAX 16
#define NEAR_WINDOW 10

static const struct {
	const char *name;
	enum xap_op op;
} kinds[] = { { "phrase", XAP_PHRASE }, { "near", XAP_NEAR }, { "or", XAP_OR }, { "and", XAP_AND } };

static struct xap_query *query_of(const char *kind, char **terms, size_t count)
{
	struct xap_query *parts[TERMS_MAX];

	for (size_t i = 0; i < count; i++)
		parts[i] = xap_query_term(span_of(terms[i]), 1);
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		if (strcmp(kinds[k].name, kind) == 0)
			return count == 1 ? parts[0] :
					    xap_query_combine(kinds[k].op, parts, count,
							      kinds[k].op == XAP_NEAR ? NEAR_WINDOW : (uint32_t)count);
	fprintf(stderr, "ask: no such query: %s\n", kind);
	exit(2);
}

static void run(struct xap_reader *reader, struct xap_query *query)
{
	struct xap_search search = { .query = query, .k1 = 1.2, .b = 0.75, .min_normlen = 0.5, .most = 10,
				     .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1, .facet_slot = -1 };
	struct xap_results *results = NULL;
	struct buf record;

	buf_init(&record);
	if (xap_search_run(reader, &search, &results) != XAP_OK) {
		fprintf(stderr, "ask: %s\n", xap_reader_error(reader));
		exit(2);
	}
	for (size_t i = 0; i < results->count; i++)
		xap_reader_data(reader, results->hits[i].docid, &record);
	printf("%u passages\n", results->estimated);
	xap_results_free(results);
	buf_release(&record);
}

int main(int argc, char **argv)
{
	struct xap_reader *reader;
	struct xap_stats stats;
	char *error = NULL;
	const char *path;

	if (argc < 3 || argc - 3 > TERMS_MAX || (argc == 3) != (strcmp(argv[2], "open") == 0)) {
		fputs("usage: ask DATABASE open | ask DATABASE phrase|near|or|and TERM...\n", stderr);
		return 2;
	}
	path = argv[1];
	if (xap_reader_open(&reader, &path, 1, &error) != XAP_OK || xap_reader_stats(reader, &stats) != XAP_OK) {
		fprintf(stderr, "ask: %s\n", error != NULL ? error : "cannot read the index");
		return 2;
	}
	if (argc > 3) {
		struct xap_query *query = query_of(argv[2], argv + 3, (size_t)argc - 3);

		run(reader, query);
		xap_query_free(query);
	}
	xap_reader_close(reader);
	return 0;
}
