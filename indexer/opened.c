#include "indexer/opened.h"

#include "store/files.h"
#include "store/limits.h"
#include "store/schema.h"

#include <stdlib.h>

bool opened_build(struct opened *o, const char *index, char **error)
{
	memset(o, 0, sizeof *o);
	return build_open(&o->build, index, error);
}

bool opened_read(struct opened *o, char **error)
{
	char *path = build_file(&o->build, "passages"), *why = NULL;
	const char *paths[] = {path};
	bool good = xap_reader_open(&o->reader, paths, 1, &why) == XAP_OK;

	if (!good && limits_files(error))
		*error = error_message("%s cannot be read (%s): see hrindex check, and build the index again",
		                       path, why);
	free(why);
	free(path);
	return good;
}

bool opened_open(struct opened *o, const char *index, char **error)
{
	if (!opened_build(o, index, error))
		return false;
	if (opened_read(o, error))
		return true;
	opened_close(o);
	return false;
}

bool opened_number(struct opened *o, const char *index, uint32_t number, char **error)
{
	memset(o, 0, sizeof *o);
	if (!build_open_number(&o->build, index, number, error))
		return false;
	if (opened_read(o, error))
		return true;
	opened_close(o);
	return false;
}

void opened_close(struct opened *o)
{
	names_free(o->keys, o->count);
	xap_reader_close(o->reader);
	build_close(&o->build);
}

bool opened_source(struct opened *o, const char *key, struct source *s, char **error)
{
	struct buf name, value;
	bool good;

	buf_init(&name);
	buf_init(&value);
	source_metadata_key(&name, key);
	good = xap_reader_metadata(o->reader, buf_span(&name), &value) == XAP_OK &&
	       source_decode(s, buf_span(&value));
	if (!good)
		*error = error_message("the record of a source (%s) is damaged: build the index again", key);
	buf_release(&name);
	buf_release(&value);
	return good;
}

struct keyed {
	char *id, *key;
};

static int by_id(const void *a, const void *b)
{
	const struct keyed *x = a, *y = b;

	return strcmp(x->id, y->id);
}

/* All sources, in the order in which the database holds their keys. */
static bool read_keys(struct opened *o, struct keyed **out, size_t *count, char **error)
{
	struct xap_walk *walk = NULL;
	size_t cap = 0;
	struct span term;
	bool good = true;
	enum xap_status status = xap_walk_metadata(&walk, o->reader, span_of("s:"));

	*out = NULL;
	*count = 0;
	while (good && status == XAP_OK && (status = xap_walk_next(walk, &term)) == XAP_OK) {
		struct keyed one = {NULL, mem_spandup(span_make(term.data + 2, term.len - 2))};
		struct source s;

		source_init(&s);
		good = opened_source(o, one.key, &s, error);
		one.id = mem_strdup(good ? s.meta.id : "");
		source_release(&s);
		ARRAY_GROW(*out, *count, cap);
		(*out)[(*count)++] = one;
	}
	xap_walk_free(walk);
	if (good && status != XAP_NOT_FOUND) {
		*error = error_message("cannot read the index: %s", xap_reader_error(o->reader));
		good = false;
	}
	return good;
}

bool opened_keys(struct opened *o, char **error)
{
	struct keyed *all;
	size_t count;
	bool good = read_keys(o, &all, &count, error);

	if (count != 0)
		qsort(all, count, sizeof *all, by_id);
	o->keys = mem_alloc((count + 1) * sizeof *o->keys);
	o->count = count;
	for (size_t i = 0; i < count; i++) {
		o->keys[i] = all[i].key;
		free(all[i].id);
	}
	free(all);
	if (good && count != o->build.manifest.sources) {
		*error = error_message("the index has %zu of its %llu sources: see hrindex check", count,
		                       (unsigned long long)o->build.manifest.sources);
		good = false;
	}
	return good;
}

/* ---- passages ---- */

/* A passage of the source at work: its place in it and its document. */
struct placed {
	uint32_t ordinal, docid;
};

static int by_ordinal(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;

	return (x->ordinal > y->ordinal) - (x->ordinal < y->ordinal);
}

static bool read_ordinal(struct opened *o, uint32_t docid, struct buf *value, uint32_t *ordinal)
{
	return xap_reader_value(o->reader, docid, SLOT_ORDINAL, value) == XAP_OK && schema_ordinal_read(buf_span(value), ordinal);
}

/* Puts documents into the order of their passages. */
static bool order(struct opened *o, uint32_t *docids, size_t count)
{
	struct placed *places = mem_alloc((count + 1) * sizeof *places);
	struct buf value;
	bool good = true;

	buf_init(&value);
	for (size_t i = 0; good && i < count; i++) {
		places[i].docid = docids[i];
		good = read_ordinal(o, docids[i], &value, &places[i].ordinal);
	}
	if (good && count != 0)
		qsort(places, count, sizeof *places, by_ordinal);
	for (size_t i = 0; good && i < count; i++)
		docids[i] = places[i].docid;
	buf_release(&value);
	free(places);
	return good;
}

static bool passages_whole(const struct source *s, size_t count, char **error)
{
	if (count == s->passages)
		return true;
	*error = error_message("the index has %zu of the %u passages of %s: see hrindex check", count, (unsigned)s->passages,
	                       s->meta.id);
	return false;
}

bool opened_passages(struct opened *o, const char *key, const struct source *s, uint32_t **docids, size_t *count,
                     char **error)
{
	struct buf term;
	bool good;

	buf_init(&term);
	schema_term(&term, PREFIX_SOURCE, span_of(key));
	*count = 0;
	*docids = NULL;
	good = xap_reader_documents(o->reader, buf_span(&term), SIZE_MAX, docids, count) == XAP_OK &&
	       order(o, *docids, *count);
	if (!good)
		*error = error_message("cannot read the index: %s", xap_reader_error(o->reader));
	buf_release(&term);
	return good && passages_whole(s, *count, error);
}
