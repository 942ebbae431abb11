#include "store/bulk/compare.h"

#include "store/bulk/sample.h"
#include "store/files.h"

#include <stdlib.h>

/*
 * Of a document's terms one in so many is looked up in its list, and whether there are no positions where none
 * were given; and of those with positions one in so many: a look at them opens the table anew each time, three
 * blocks of it.
 */
#define MORE_EVERY 16
#define PLACES_EVERY 4

struct comparing {
	struct xap_reader *reader;
	const struct xap_document *given;
	uint32_t docid; /* in the finished database */
	const struct xap_document_term **terms; /* of `given`, by their bytes */
	size_t term_cap;
	uint32_t *positions; /* of one term */
	size_t position_cap;
	struct buf bytes;
	const char *what; /* differs */
};

static bool differs(struct comparing *c, const char *what)
{
	c->what = what;
	return false;
}

/* ---- terms ---- */

static int by_bytes(const void *a, const void *b, void *context)
{
	const struct xap_document_term *x = *(const struct xap_document_term *const *)a;
	const struct xap_document_term *y = *(const struct xap_document_term *const *)b;
	const struct xap_document *d = context;

	return span_cmp(xap_document_term_bytes(d, x), xap_document_term_bytes(d, y));
}

static void sort_terms(struct comparing *c)
{
	const struct xap_document *d = c->given;

	if (d->term_count > c->term_cap) {
		c->term_cap = d->term_count * 2;
		c->terms = mem_realloc(c->terms, c->term_cap * sizeof *c->terms);
	}
	if (d->position_count > c->position_cap) {
		c->position_cap = d->position_count * 2;
		c->positions = mem_realloc(c->positions, c->position_cap * sizeof *c->positions);
	}
	for (size_t i = 0; i < d->term_count; i++)
		c->terms[i] = &d->terms[i];
	if (d->term_count != 0)
		qsort_r(c->terms, d->term_count, sizeof *c->terms, by_bytes, (void *)(uintptr_t)d);
}

static bool has_places(const struct comparing *c, size_t from, size_t past)
{
	for (size_t i = from; i < past; i++)
		if (c->terms[i]->count != 0)
			return true;
	return false;
}

/* Whether the given positions, of all entries, are these: ascending, each once. */
static bool same_positions(struct comparing *c, size_t from, size_t past, const uint32_t *found, size_t count)
{
	size_t given = 0, k = 0;

	for (size_t i = from; i < past; i++)
		for (size_t n = 0; n < c->terms[i]->count; n++)
			c->positions[given++] = c->given->positions[c->terms[i]->first + n];
	if (given != 0)
		qsort(c->positions, given, sizeof *c->positions, numbers_cmp);
	for (size_t i = 0; i < given; i++) {
		if (i != 0 && c->positions[i] == c->positions[i - 1])
			continue;
		if (k == count || found[k++] != c->positions[i])
			return false;
	}
	return k == count;
}

/* The place of the term in the lists: the other way to it. */
static bool same_posting(struct comparing *c, struct span term, uint32_t wdf)
{
	struct xap_term_totals totals;
	uint32_t found = 0;

	return xap_reader_posting(c->reader, term, c->docid, &found) == XAP_OK && found == wdf &&
	       xap_reader_term_totals(c->reader, term, &totals) == XAP_OK && totals.documents != 0 &&
	       totals.occurrences >= wdf && totals.wdf >= wdf;
}

/* The entries [from, past) are of one term; the walk is to give it next. */
static bool same_term(struct comparing *c, struct xap_walk *walk, size_t from, size_t past)
{
	struct span given = xap_document_term_bytes(c->given, c->terms[from]), found;
	bool more = (c->docid + from) % MORE_EVERY == 0;
	const uint32_t *positions;
	uint32_t wdf = 0;
	size_t count;

	for (size_t i = from; i < past; i++)
		wdf += c->terms[i]->wdf;
	if (xap_walk_next(walk, &found) != XAP_OK || !span_eq(found, given))
		return differs(c, "its terms");
	if (xap_walk_frequency(walk) != wdf)
		return differs(c, "how often a term occurs in it");
	if ((more || ((c->docid + from) % PLACES_EVERY == 0 && has_places(c, from, past))) &&
	    (xap_walk_positions(walk, &positions, &count) != XAP_OK ||
	     !same_positions(c, from, past, positions, count)))
		return differs(c, "the positions of a term");
	if (more && !same_posting(c, given, wdf))
		return differs(c, "the list of a term");
	return true;
}

static bool same_terms(struct comparing *c)
{
	struct xap_walk *walk = NULL;
	struct span found;
	size_t past;
	bool good;

	sort_terms(c);
	if (xap_walk_document(&walk, c->reader, c->docid) != XAP_OK)
		return differs(c, "it is not there");
	good = true;
	for (size_t from = 0; good && from < c->given->term_count; from = past) {
		for (past = from + 1; past < c->given->term_count; past++)
			if (by_bytes(&c->terms[from], &c->terms[past], (void *)(uintptr_t)c->given) != 0)
				break;
		good = same_term(c, walk, from, past);
	}
	if (good && xap_walk_next(walk, &found) != XAP_NOT_FOUND)
		good = differs(c, "its terms");
	xap_walk_free(walk);
	return good;
}

/* ---- the rest of a document ---- */

static bool same_length(struct comparing *c)
{
	uint64_t given = 0;
	uint32_t found;

	for (size_t i = 0; i < c->given->term_count; i++)
		given += c->given->terms[i].wdf;
	if (xap_reader_length(c->reader, c->docid, &found) != XAP_OK || found != given)
		return differs(c, "its length");
	return true;
}

static bool same_data(struct comparing *c)
{
	if (xap_reader_data(c->reader, c->docid, &c->bytes) != XAP_OK ||
	    !span_eq(buf_span(&c->bytes), buf_span(&c->given->data)))
		return differs(c, "its data");
	return true;
}

/* The value that counts of a slot: the last given. */
static struct span given_value(const struct xap_document *d, uint32_t slot)
{
	struct span value = span_make("", 0);

	for (size_t i = 0; i < d->value_count; i++)
		if (d->values[i].slot == slot)
			value = xap_document_bytes(d, d->values[i].at, d->values[i].len);
	return value;
}

static bool same_value(struct comparing *c, uint32_t slot, struct span given)
{
	enum xap_status status = xap_reader_value(c->reader, c->docid, slot, &c->bytes);

	return (status == XAP_OK || status == XAP_NOT_FOUND) && span_eq(buf_span(&c->bytes), given);
}

static bool same_values(struct comparing *c)
{
	uint32_t *slots;
	size_t count;
	bool good = xap_reader_slots(c->reader, c->docid, &slots, &count) == XAP_OK;

	/* What is there was given, and what was given is there. */
	for (size_t i = 0; good && i < count; i++)
		good = given_value(c->given, slots[i]).len != 0;
	for (size_t i = 0; good && i < c->given->value_count; i++) {
		struct span value = given_value(c->given, c->given->values[i].slot);
		size_t k = 0;

		while (k < count && slots[k] != c->given->values[i].slot)
			k++;
		good = (k < count) == (value.len != 0) && same_value(c, c->given->values[i].slot, value);
	}
	free(slots);
	return good || differs(c, "its values");
}

/* ---- whole databases ---- */

static void add_totals(struct sample_totals *all, const struct sample_totals *t)
{
	all->documents += t->documents;
	all->length += t->length;
	if (t->shortest != 0 && (all->shortest == 0 || t->shortest < all->shortest))
		all->shortest = t->shortest;
	if (t->longest > all->longest)
		all->longest = t->longest;
}

/* All that one shard noted; its documents come after those of the shards before. */
static bool same_shard(struct comparing *c, const char *shard, struct sample_totals *all, char **error)
{
	char *path = path_join(shard, "sample");
	struct xap_document *d = xap_document_new();
	struct sample_totals totals;
	struct sample_reader left;
	uint32_t number = 1;
	bool good;

	good = sample_open(&left, path, error);
	c->given = d;
	while (good && number != 0) {
		good = sample_take(&left, &number, d, &totals);
		if (!good)
			*error = error_message("%s is damaged", path);
		if (!good || number == 0)
			break;
		c->docid = (uint32_t)all->documents + number;
		good = same_terms(c) && same_length(c) && same_data(c) && same_values(c);
		if (!good)
			*error = error_message("passage %u of the new index is not as it was written: %s", c->docid,
			                       c->what);
	}
	if (good)
		add_totals(all, &totals);
	sample_close(&left);
	xap_document_free(d);
	free(path);
	return good;
}

static bool same_totals(struct comparing *c, const struct sample_totals *all, char **error)
{
	struct xap_totals found;

	if (xap_reader_totals(c->reader, &found) == XAP_OK && found.documents == all->documents &&
	    found.last_docid == all->documents && found.length == all->length &&
	    found.shortest <= all->shortest && found.longest >= all->longest)
		return true;
	*error = error_message("the totals of the new index are not those of what was written");
	return false;
}

bool compare_sample(const char *const *shards, size_t count, const char *merged, char **error)
{
	struct comparing c = {.reader = NULL};
	struct sample_totals all = {0, 0, 0, 0};
	bool good = xap_reader_open(&c.reader, &merged, 1, error) == XAP_OK;

	buf_init(&c.bytes);
	for (size_t i = 0; good && i < count; i++)
		good = same_shard(&c, shards[i], &all, error);
	good = good && same_totals(&c, &all, error);
	xap_reader_close(c.reader);
	free(c.terms);
	free(c.positions);
	buf_release(&c.bytes);
	return good;
}
