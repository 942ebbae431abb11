#include "searcher/provision_table.h"

#include "searcher/hit.h"
#include "searcher/term.h"
#include "store/files.h"

#include <stdlib.h>

/* ---- gathering ---- */

static void add_key(struct buf *key, const struct provision *p)
{
	buf_clear(key);
	provision_query_term(p, key);
}

static struct provision_row *row_of(struct provision_table *t, const struct provision *p, struct span key)
{
	bool is_new;
	uint32_t *place = strmap_put(&t->places, key, &is_new);

	if (is_new) {
		*place = (uint32_t)t->count;
		ARRAY_GROW(t->rows, t->count, t->cap);
		t->rows[t->count] = (struct provision_row){.of = *p};
		t->rows[t->count].of.article = pool_span(&t->pool, p->article);
		t->rows[t->count].of.paragraph = pool_span(&t->pool, p->paragraph);
		t->rows[t->count].of.subparagraph = pool_span(&t->pool, p->subparagraph);
		t->rows[t->count].of.instrument = pool_span(&t->pool, p->instrument);
		t->count++;
	}
	return &t->rows[*place];
}

/* Adds one to a year's count; 0: undated. */
static void count_year(struct year_counts *years, uint32_t year)
{
	size_t i = 0;

	while (i < years->count && years->item[i].year != year)
		i++;
	if (i == years->count) {
		ARRAY_GROW(years->item, years->count, years->cap);
		years->item[years->count++] = (struct year_count){year, 0};
	}
	years->item[i].passages++;
}

static void count_provision(struct provision_table *t, const struct hit *h, const struct provision *p, struct buf *key)
{
	struct provision_row *row;
	bool is_new;

	add_key(key, p);
	row = row_of(t, p, buf_span(key));
	if (row->last == t->passage)
		return;
	row->last = t->passage;
	row->passages++;
	if (t->year_of != NULL)
		count_year(&row->years, t->year_of(t->context, h->docid));
	buf_addf(key, " %zu %s", (size_t)(library_index(t->library, h->docid) - t->library->indexes),
	         h->record.source_key);
	strmap_put(&t->sources, buf_span(key), &is_new);
	row->sources += is_new;
}

/* Whether the provision is of an instrument that was asked for, or none was. */
static bool is_wanted(const struct plan *plan, const struct provision *p)
{
	for (size_t i = 0; i < plan->instrument_count; i++)
		if (plan_is_instrument(p->instrument, plan->instruments[i]))
			return true;
	return plan->instrument_count == 0;
}

static bool read_passage(struct provision_table *t, const struct plan *plan, struct hit *h, uint32_t docid, char **error)
{
	bool damaged;
	struct buf key;

	if (hit_load(h, t->library, docid, &damaged) != XAP_OK || damaged) {
		*error = error_message("passage %u cannot be read: run hrindex check", (unsigned)docid);
		return false;
	}
	buf_init(&key);
	t->passage++;
	if (t->year_of != NULL)
		count_year(&t->years, t->year_of(t->context, docid));
	for (size_t i = 0; i < h->record.provision_count; i++)
		if (is_wanted(plan, &h->record.provisions[i].of))
			count_provision(t, h, &h->record.provisions[i].of, &key);
	buf_release(&key);
	return true;
}

/* What cites the provisions that the plan is about; NULL: it is about none. */
static struct xap_query *cited_query(const struct plan *plan)
{
	struct xap_query *parts[2] = {NULL, NULL};

	for (size_t i = 0; i < plan->leaf_count; i++)
		for (size_t k = 0; k < plan->leaves[i].cited_count; k++) {
			if (plan->leaves[i].kind != LEAF_CITED || plan->leaves[i].symbol)
				continue;
			parts[1] = term_query(PREFIX_PROVISION, plan->leaves[i].cited[k]);
			parts[0] = parts[0] == NULL ? parts[1] : xap_query_combine(XAP_OR, parts, 2, 0);
		}
	return parts[0];
}

/* The passages that match and cite anything at all. */
static struct xap_query *passages_query(const struct plan *plan)
{
	struct xap_query *parts[2] = {term_query(PREFIX_PROVISION, span_of("")), NULL}, *cited;

	if (plan->leaf_count == 0 && !plan->filtered)
		return parts[0]; /* no query: of all passages */
	if (plan->query == NULL && plan->leaf_count == 0 && plan->filter != NULL) {
		parts[1] = xap_query_copy(plan->filter);
		return xap_query_combine(XAP_FILTER, parts, 2, 0);
	}
	if (plan->query == NULL) {
		xap_query_free(parts[0]);
		return NULL;
	}
	parts[1] = xap_query_copy(plan->query);
	parts[0] = xap_query_combine(XAP_FILTER, parts, 2, 0);
	cited = cited_query(plan);
	if (cited == NULL)
		return parts[0];
	parts[1] = cited;
	return xap_query_combine(XAP_FILTER, parts, 2, 0);
}

static bool gather(struct provision_table *t, const struct plan *plan, char **error)
{
	struct xap_query *query = passages_query(plan);
	struct xap_search search = {.query = query, .k1 = 1, .b = 0.5, .min_normlen = 0.5, .collapse_slot = -1,
	                            .sort_slot = -1, .tie_slot = -1, .facet_slot = -1};
	struct xap_results *results = NULL;
	struct xap_stats stats;
	struct hit h;
	bool good = true;

	if (query == NULL)
		return true;
	if (xap_reader_stats(t->library->passages, &stats) == XAP_OK) {
		search.most = search.check_at_least = stats.documents;
		good = xap_search_run(t->library->passages, &search, &results) == XAP_OK;
	}
	if (!good || results == NULL) {
		*error = error_message("the index cannot be searched: %s", xap_reader_error(t->library->passages));
		good = false;
	}
	hit_init(&h);
	for (size_t i = 0; good && i < results->count; i++)
		good = read_passage(t, plan, &h, results->hits[i].docid, error);
	hit_release(&h);
	xap_results_free(results);
	xap_query_free(query);
	return good;
}

/* ---- order ---- */

/* Numbers in a label by their value, all else by its bytes: 9, 14, 14-1, 174. */
static int by_label(struct span a, struct span b)
{
	size_t i = 0, k = 0;

	while (i < a.len && k < b.len) {
		uint64_t m = 0, n = 0;
		size_t first = i;

		for (; i < a.len && a.data[i] >= '0' && a.data[i] <= '9'; i++)
			m = m * 10 + (uint64_t)(a.data[i] - '0');
		if (i == first) {
			if (a.data[i] != b.data[k])
				return (unsigned char)a.data[i] < (unsigned char)b.data[k] ? -1 : 1;
			i++;
			k++;
			continue;
		}
		for (first = k; k < b.len && b.data[k] >= '0' && b.data[k] <= '9'; k++)
			n = n * 10 + (uint64_t)(b.data[k] - '0');
		if (k == first)
			return -1;
		if (m != n)
			return m < n ? -1 : 1;
	}
	return (i < a.len) - (k < b.len);
}

static int by_instrument(const void *a, const void *b)
{
	const struct provision *x = &((const struct provision_row *)a)->of, *y = &((const struct provision_row *)b)->of;
	int order = (x->instrument.len == 0) - (y->instrument.len == 0);

	if (order == 0)
		order = span_cmp(x->instrument, y->instrument);
	if (order == 0)
		order = (int)x->unit - (int)y->unit;
	if (order == 0)
		order = by_label(x->article, y->article);
	if (order == 0)
		order = by_label(x->paragraph, y->paragraph);
	return order != 0 ? order : by_label(x->subparagraph, y->subparagraph);
}

/* ---- the whole ---- */

void provision_table_init(struct provision_table *t, const struct library *l)
{
	*t = (struct provision_table){.library = l};
	pool_init(&t->pool);
	strmap_init(&t->places);
	strmap_init(&t->sources);
}

bool provision_table_fill(struct provision_table *t, const struct plan *plan, char **error)
{
	bool good = gather(t, plan, error);

	if (t->count != 0)
		qsort(t->rows, t->count, sizeof *t->rows, by_instrument);
	return good;
}

void provision_table_release(struct provision_table *t)
{
	for (size_t i = 0; i < t->count; i++)
		free(t->rows[i].years.item);
	free(t->years.item);
	free(t->rows);
	strmap_release(&t->places);
	strmap_release(&t->sources);
	pool_release(&t->pool);
	*t = (struct provision_table){0};
}
