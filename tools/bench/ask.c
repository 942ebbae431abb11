/*
 * ask: a bare Xapian program beside which hrsearch's queries are timed: opens
 * an index, runs one query, fetches the records of the best ten. For tools/bench.
 *
 *	ask DATABASE open                   only opens it and reads its statistics
 *	ask DATABASE phrase|near|or|and TERM...  terms as they stand in the index
 *	ask DATABASE plan FILE                   the query of hrsearch that `plan` wrote, with its weights and order
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "searcher/search_settings.h"
#include "store/xap_carry.h"

#define TERMS_MAX 16
#define NEAR_WINDOW 10
#define HITS 10
#define QUERY_MOST 65536 /* bytes of a query in a file, less one */

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

static struct xap_query *planned(const char *file)
{
	char bytes[QUERY_MOST];
	FILE *f = fopen(file, "rb");
	size_t len = f == NULL ? 0 : fread(bytes, 1, sizeof bytes, f);
	struct xap_query *query = len == 0 || len == sizeof bytes ? NULL : xap_query_unpack(span_make(bytes, len));

	if (f != NULL)
		fclose(f);
	if (query != NULL)
		return query;
	fprintf(stderr, "ask: no query in %s\n", file);
	exit(2);
}

static const struct xap_search plain = { .k1 = 1.2, .b = 0.75, .min_normlen = 0.5, .most = HITS,
					 .collapse_slot = -1, .sort_slot = -1, .tie_slot = -1, .facet_slot = -1 };

static void run(struct xap_reader *reader, struct xap_search search)
{
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
		fputs("usage: ask DATABASE open | ask DATABASE phrase|near|or|and TERM... | ask DATABASE plan FILE\n", stderr);
		return 2;
	}
	path = argv[1];
	if (xap_reader_open(&reader, &path, 1, &error) != XAP_OK || xap_reader_stats(reader, &stats) != XAP_OK) {
		fprintf(stderr, "ask: %s\n", error != NULL ? error : "cannot read the index");
		return 2;
	}
	if (argc > 3) {
		bool is_planned = strcmp(argv[2], "plan") == 0;
		struct xap_query *query = is_planned ? planned(argv[3]) : query_of(argv[2], argv + 3, (size_t)argc - 3);
		struct xap_search search = is_planned ? search_settings(query, HITS) : plain;

		search.query = query;
		search.check_at_least = is_planned ? COUNTED_MIN : 0;
		run(reader, search);
		xap_query_free(query);
	}
	xap_reader_close(reader);
	return 0;
}
