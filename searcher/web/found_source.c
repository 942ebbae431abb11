#include "searcher/web/found_source.h"

#include "store/files.h"
#include "store/record.h"
#include "store/schema.h"

#include <stdlib.h>

static bool find(struct found_source *f, const struct library *l, const char *key)
{
	for (size_t i = 0; i < l->count; i++) {
		char *absent = NULL;
		bool found;

		source_release(&f->source);
		source_init(&f->source);
		found = library_source(&l->indexes[i], key, &f->source, &absent);
		free(absent);
		if (found) {
			f->index = &l->indexes[i];
			return true;
		}
	}
	return false;
}

static bool list_passages(struct found_source *f, const struct library *l, const char *key, char **error)
{
	struct buf term;
	struct xap_search search = {.k1 = 1, .b = 0.5, .min_normlen = 0.5, .collapse_slot = -1,
	                            .sort_slot = SLOT_ORDINAL, .tie_slot = -1, .facet_slot = -1};
	struct xap_query *query;
	struct xap_results *results = NULL;
	struct xap_stats stats;
	bool good = xap_reader_stats(f->index->passages, &stats) == XAP_OK;

	buf_init(&term);
	schema_term(&term, PREFIX_SOURCE, span_of(key));
	query = xap_query_term(buf_span(&term), 1);
	search.query = query;
	search.most = good ? stats.documents : 0;
	good = good && xap_search_run(f->index->passages, &search, &results) == XAP_OK;
	if (good) {
		f->docids = mem_alloc((results->count + 1) * sizeof *f->docids);
		for (size_t i = 0; i < results->count; i++)
			f->docids[f->count++] = library_docid(l, f->index, results->hits[i].docid);
	} else {
		*error = error_message("the index cannot be read: %s", xap_reader_error(f->index->passages));
	}
	xap_results_free(results);
	xap_query_free(query);
	buf_release(&term);
	return good;
}

bool found_source_open(struct found_source *f, const struct library *l, struct span id, bool passages, char **error)
{
	char key[RECORD_KEY_LEN + 1];

	*f = (struct found_source){0};
	source_init(&f->source);
	source_key(key, id);
	if (!find(f, l, key) || !passages)
		return true;
	return list_passages(f, l, key, error);
}

void found_source_release(struct found_source *f)
{
	source_release(&f->source);
	free(f->docids);
	*f = (struct found_source){0};
}

size_t found_source_place(const struct found_source *f, const struct library *l, struct span passage)
{
	struct buf term;
	uint32_t *docids = NULL;
	size_t count = 0, place = f->count;

	if (passage.len != RECORD_ID_LEN)
		return place;
	buf_init(&term);
	schema_term(&term, PREFIX_ID, passage);
	if (xap_reader_documents(l->passages, buf_span(&term), l->count, &docids, &count) == XAP_OK)
		for (size_t k = 0; k < count; k++)
			for (size_t i = 0; i < f->count && place == f->count; i++)
				if (f->docids[i] == docids[k])
					place = i;
	free(docids);
	buf_release(&term);
	return place;
}
