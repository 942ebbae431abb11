#include "searcher/web/holdings.h"

#include "store/files.h"
#include "store/schema.h"
#include "text/aliases.h"
#include "text/fold.h"
#include "text/strmap.h"

#include <stdlib.h>

static void names_init(struct names *n)
{
	*n = (struct names){0};
	strmap_init(&n->places);
}

static void names_release(struct names *n)
{
	strmap_release(&n->places);
	free(n->name);
}

static uint32_t names_put(struct names *n, struct span key, struct span name, struct pool *pool)
{
	bool is_new;
	uint32_t *number = strmap_put(&n->places, key, &is_new);

	if (is_new) {
		*number = (uint32_t)n->count;
		ARRAY_GROW(n->name, n->count, n->cap);
		n->name[n->count++] = pool_span(pool, name);
	}
	return *number;
}

static uint32_t names_put_folded(struct names *n, struct span name, struct pool *pool)
{
	struct buf folded;
	uint32_t number;

	buf_init(&folded);
	fold_phrase(&folded, name);
	number = names_put(n, buf_span(&folded), name, pool);
	buf_release(&folded);
	return number;
}

/* Names that are listed as one body's, or one country's, count as one (text/aliases.h). */
static uint32_t put_alias(struct holdings *h, const struct library *l, struct names *names, enum alias_kind kind,
                          struct span name)
{
	struct span id = aliases_id(library_aliases(l), kind, name);
	struct buf key;
	uint32_t number;

	if (id.len == 0)
		return names_put_folded(names, name, &h->pool);
	buf_init(&key);
	buf_add_char(&key, '\n');
	buf_add_span(&key, id);
	number = names_put(names, buf_span(&key), name, &h->pool);
	buf_release(&key);
	return number;
}

/* ---- sources ---- */

static uint32_t year_of(const char *date)
{
	uint32_t year = 0;

	for (size_t i = 0; date != NULL && i < 4 && date[i] >= '0' && date[i] <= '9'; i++)
		year = year * 10 + (uint32_t)(date[i] - '0');
	return year;
}

/* One, or several parted by ";". */
static void add_countries(struct holdings *h, const struct library *l, struct holding *one, struct span all)
{
	one->countries = (uint32_t)h->country_count;
	while (all.len != 0) {
		const char *end = memchr(all.data, ';', all.len);
		size_t len = end == NULL ? all.len : (size_t)(end - all.data), past = len + (end != NULL);
		struct span name = span_trim(span_make(all.data, len));

		if (name.len != 0) {
			ARRAY_GROW(h->country, h->country_count, h->country_cap);
			h->country[h->country_count++] = put_alias(h, l, &h->countries, ALIAS_COUNTRY, name);
		}
		all = span_make(all.data + past, all.len - past);
	}
	one->country_count = (uint32_t)h->country_count - one->countries;
}

static void add_source(struct holdings *h, const struct library *l, uint32_t index, const struct source *s)
{
	const struct metadata *m = &s->meta;
	struct holding *one;

	ARRAY_GROW(h->source, h->source_count, h->source_cap);
	one = &h->source[h->source_count++];
	*one = (struct holding){.index = index, .year = year_of(m->date), .kind = HOLDING_NONE};
	source_key(one->key, span_of(m->id));
	one->id = pool_span(&h->pool, span_of(m->id));
	one->date = m->date == NULL ? span_make("", 0) : pool_span(&h->pool, span_of(m->date));
	if (m->kind != NULL && *m->kind != '\0')
		one->kind = names_put_folded(&h->kinds, span_of(m->kind), &h->pool);
	one->publishers = (uint32_t)h->publisher_count;
	for (size_t i = 0; i < m->publisher_count; i++) {
		ARRAY_GROW(h->publisher, h->publisher_count, h->publisher_cap);
		h->publisher[h->publisher_count++] = put_alias(h, l, &h->publishers, ALIAS_PUBLISHER, span_of(m->publishers[i]));
	}
	one->publisher_count = (uint32_t)m->publisher_count;
	add_countries(h, l, one, span_of(m->country != NULL ? m->country : ""));
}

/* A record that is damaged is left out: hrindex check names it. */
static void read_source(struct holdings *h, const struct library *l, uint32_t index, struct span key, struct buf *value)
{
	struct source source;

	source_init(&source);
	if (xap_reader_metadata(l->indexes[index].passages, key, value) == XAP_OK &&
	    source_decode(&source, buf_span(value)))
		add_source(h, l, index, &source);
	source_release(&source);
}

static enum xap_status read_sources(struct holdings *h, const struct library *l, uint32_t index)
{
	struct xap_walk *walk = NULL;
	struct buf prefix, value;
	struct span key;
	enum xap_status status;

	buf_init(&prefix);
	buf_init(&value);
	source_metadata_key(&prefix, "");
	status = xap_walk_metadata(&walk, l->indexes[index].passages, buf_span(&prefix));
	while (status == XAP_OK && (status = xap_walk_next(walk, &key)) == XAP_OK)
		read_source(h, l, index, key, &value);
	xap_walk_free(walk);
	buf_release(&prefix);
	buf_release(&value);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static int newest_first(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;
	int order = span_cmp(y->date, x->date);

	return order != 0 ? order : span_cmp(x->id, y->id);
}

/* ---- passages ---- */

/* The value of SLOT_SOURCE is the key; sources of several indexes may have one key. */
static enum xap_status place_passages(struct holdings *h, const struct library *l)
{
	struct strmap places;
	struct xap_walk *walk = NULL;
	struct buf key;
	struct span value;
	enum xap_status status;

	strmap_init(&places);
	buf_init(&key);
	for (size_t i = 0; i < h->source_count; i++) {
		buf_clear(&key);
		buf_addf(&key, "%u %s", (unsigned)h->source[i].index, h->source[i].key);
		*strmap_put(&places, buf_span(&key), NULL) = (uint32_t)i;
	}
	status = xap_walk_values(&walk, l->passages, SLOT_SOURCE);
	while (status == XAP_OK && (status = xap_walk_next(walk, &value)) == XAP_OK) {
		uint32_t docid = xap_walk_frequency(walk), *place;

		buf_clear(&key);
		buf_addf(&key, "%u ", (unsigned)(library_index(l, docid) - l->indexes));
		buf_add_span(&key, value);
		place = strmap_get(&places, buf_span(&key));
		if (docid <= h->last && place != NULL)
			h->source_of[docid] = *place;
	}
	xap_walk_free(walk);
	strmap_release(&places);
	buf_release(&key);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static enum xap_status place_languages(struct holdings *h, const struct library *l)
{
	enum xap_status status = XAP_OK;
	struct buf term;

	buf_init(&term);
	for (size_t i = 0; i < l->language_count && i <= UINT8_MAX && status == XAP_OK; i++) {
		uint32_t *docids = NULL;
		size_t count = 0;

		schema_term(&term, PREFIX_LANGUAGE, span_of(l->languages[i]->code));
		status = xap_reader_documents(l->passages, buf_span(&term), SIZE_MAX, &docids, &count);
		status = status == XAP_NOT_FOUND ? XAP_OK : status;
		for (size_t k = 0; k < count; k++)
			if (docids[k] <= h->last)
				h->language_of[docids[k]] = (uint8_t)i;
		free(docids);
	}
	buf_release(&term);
	return status;
}

struct citing {
	uint32_t docid, instrument;
};

struct citings {
	struct citing *item;
	size_t count, cap;
};

/* The instrument of a term at the first depth, as "174@iccpr"; false: it is none, or of any instrument. */
static bool term_instrument(struct span value, struct span *out)
{
	const char *at = memchr(value.data, '@', value.len);

	if (at == NULL || memchr(value.data, '(', (size_t)(at - value.data)) != NULL)
		return false;
	*out = span_make(at + 1, value.len - (size_t)(at + 1 - value.data));
	return !span_eq_str(*out, "*") && !span_eq_str(*out, SCHEMA_NO_INSTRUMENT);
}

static enum xap_status gather_citings(struct citings *c, struct holdings *h, const struct library *l)
{
	size_t letters = strlen(schema_prefix_letters[PREFIX_PROVISION]);
	struct xap_walk *walk = NULL;
	struct buf prefix;
	struct span term, instrument;
	enum xap_status status;

	buf_init(&prefix);
	schema_term(&prefix, PREFIX_PROVISION, span_of(""));
	status = xap_walk_terms(&walk, l->passages, buf_span(&prefix));
	while (status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		uint32_t *docids = NULL, number;
		size_t count = 0;

		if (!term_instrument(span_make(term.data + letters, term.len - letters), &instrument))
			continue;
		number = names_put(&h->instruments, instrument, instrument, &h->pool);
		status = xap_reader_documents(l->passages, term, SIZE_MAX, &docids, &count);
		for (size_t i = 0; i < count; i++) {
			ARRAY_GROW(c->item, c->count, c->cap);
			c->item[c->count++] = (struct citing){docids[i], number};
		}
		free(docids);
	}
	xap_walk_free(walk);
	buf_release(&prefix);
	return status == XAP_NOT_FOUND ? XAP_OK : status;
}

static int by_docid(const void *a, const void *b)
{
	const struct citing *x = a, *y = b;

	if (x->docid != y->docid)
		return x->docid < y->docid ? -1 : 1;
	return (x->instrument > y->instrument) - (x->instrument < y->instrument);
}

static void place_citings(struct holdings *h, struct citings *c)
{
	uint32_t kept = 0, docid = 0;

	if (c->count != 0)
		qsort(c->item, c->count, sizeof *c->item, by_docid);
	h->instrument = mem_alloc((c->count + 1) * sizeof *h->instrument);
	for (size_t i = 0; i < c->count; i++) {
		if (c->item[i].docid > h->last)
			break;
		if (i != 0 && by_docid(&c->item[i - 1], &c->item[i]) == 0)
			continue;
		for (; docid < c->item[i].docid; docid++)
			h->instruments_of[docid + 1] = kept;
		h->instrument[kept++] = c->item[i].instrument;
	}
	for (; docid <= h->last; docid++)
		h->instruments_of[docid + 1] = kept;
}

static enum xap_status place_instruments(struct holdings *h, const struct library *l)
{
	struct citings c = {0};
	enum xap_status status = gather_citings(&c, h, l);

	if (status == XAP_OK)
		place_citings(h, &c);
	free(c.item);
	return status;
}

/* ---- all together ---- */

static enum xap_status fill(struct holdings *h, const struct library *l)
{
	struct xap_stats stats;
	enum xap_status status = xap_reader_stats(l->passages, &stats);

	for (uint32_t i = 0; i < l->count && status == XAP_OK; i++)
		status = read_sources(h, l, i);
	if (status != XAP_OK)
		return status;
	if (h->source_count != 0)
		qsort(h->source, h->source_count, sizeof *h->source, newest_first);
	h->last = stats.last_docid;
	h->source_of = mem_alloc(((size_t)h->last + 1) * sizeof *h->source_of);
	memset(h->source_of, 0xFF, ((size_t)h->last + 1) * sizeof *h->source_of);
	h->language_of = mem_zalloc((size_t)h->last + 1);
	h->instruments_of = mem_zalloc(((size_t)h->last + 2) * sizeof *h->instruments_of);
	status = place_passages(h, l);
	if (status == XAP_OK)
		status = place_languages(h, l);
	return status == XAP_OK ? place_instruments(h, l) : status;
}

struct holdings *holdings_new(const struct library *l, char **error)
{
	struct holdings *h = mem_zalloc(sizeof *h);

	pool_init(&h->pool);
	names_init(&h->publishers);
	names_init(&h->countries);
	names_init(&h->kinds);
	names_init(&h->instruments);
	if (fill(h, l) == XAP_OK)
		return h;
	*error = error_message("the index cannot be read: %s", xap_reader_error(l->passages));
	holdings_free(h);
	return NULL;
}

void holdings_free(struct holdings *h)
{
	if (h == NULL)
		return;
	names_release(&h->publishers);
	names_release(&h->countries);
	names_release(&h->kinds);
	names_release(&h->instruments);
	pool_release(&h->pool);
	free(h->source);
	free(h->publisher);
	free(h->country);
	free(h->source_of);
	free(h->language_of);
	free(h->instruments_of);
	free(h->instrument);
	free(h);
}
