#include "searcher/library.h"

#include "store/files.h"
#include "store/fingerprints.h"
#include "store/lengths.h"
#include "store/listfiles.h"
#include "store/pack.h"
#include "store/starts.h"
#include "text/aliases.h"
#include "text/name.h"
#include "text/stem.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

#define PASSAGES "passages"
#define LISTS "lists"

struct library_more {
	struct instruments *instruments;
	struct provision_context *provisions;
	struct name_lists *names;
	struct aliases *aliases;
	struct starts starts;
	struct lengths lengths;
	bool started, measured; /* starts, lengths have been read */
	struct fingerprints *fingerprints; /* of each index; NULL: not opened yet */
};

/* One index's passages alone, of several. */
static bool open_apart(struct index *i, char **error)
{
	char *passages = build_file(&i->build, PASSAGES);
	const char *one = passages;
	enum xap_status status = xap_reader_open(&i->passages, &one, 1, error);

	free(passages);
	return status == XAP_OK;
}

/* All indexes as one reader, in the order given: library_index relies on it. */
static bool open_together(struct library *l, char **error)
{
	char **paths = mem_zalloc(l->count * sizeof *paths);
	enum xap_status status;

	for (size_t i = 0; i < l->count; i++)
		paths[i] = build_file(&l->indexes[i].build, PASSAGES);
	status = xap_reader_open(&l->passages, (const char *const *)paths, l->count, error);
	for (size_t i = 0; i < l->count; i++)
		free(paths[i]);
	free(paths);
	return status == XAP_OK;
}

static bool read_lists(struct library *l, char **error)
{
	char *folder = build_file(&l->indexes[0].build, LISTS);

	l->lists = listfiles_open(folder, error);
	free(folder);
	return l->lists != NULL;
}

static void add_language(struct library *l, const struct language *language)
{
	for (size_t i = 0; i < l->language_count; i++)
		if (l->languages[i] == language)
			return;
	l->languages = mem_realloc(l->languages, (l->language_count + 1) * sizeof(l->languages[0]));
	l->languages[l->language_count++] = language;
}

/* A code that this program's table lacks is read as the unknown language. */
static void gather_languages(struct library *l)
{
	for (size_t i = 0; i < l->count; i++) {
		const struct manifest *m = &l->indexes[i].build.manifest;

		for (size_t k = 0; k < m->language_count; k++) {
			const struct language *found = language_find(span_of(m->languages[k]));

			add_language(l, found == NULL ? language_unknown() : found);
		}
	}
	if (l->language_count == 0)
		add_language(l, language_unknown());
}

/* Without its stemmer, words of a language would be looked for in forms that the index does not have. */
static bool has_stemmers(const struct library *l, char **error)
{
	for (size_t i = 0; i < l->language_count; i++)
		if (!stemmer_is_there(l->languages[i])) {
			*error = error_message("the stemmer of %s cannot be loaded: install libstemmer again", l->languages[i]->name);
			return false;
		}
	return true;
}

bool library_open(struct library *l, char *const *paths, size_t count, char **error)
{
	*l = (struct library){0};
	l->indexes = mem_zalloc(count * sizeof *l->indexes);
	for (size_t i = 0; i < count; i++) {
		l->count = i + 1;
		if (!build_open(&l->indexes[i].build, paths[i], error) ||
		    (count > 1 && !open_apart(&l->indexes[i], error))) {
			library_close(l);
			return false;
		}
	}
	if (!open_together(l, error) || !read_lists(l, error)) {
		library_close(l);
		return false;
	}
	if (count == 1)
		l->indexes[0].passages = l->passages;
	gather_languages(l);
	if (!has_stemmers(l, error)) {
		library_close(l);
		return false;
	}
	l->analyser = analyser_new(l->lists);
	l->more = mem_zalloc(sizeof *l->more);
	return true;
}

/* ---- lists that few queries need ---- */

/* Reads the lists; one that the build could read and this program cannot is warned of. */
static void read_more(const struct library *l, const char *const *names, size_t count, list_visit *visit,
                      void *context)
{
	char *folder = build_file(&l->indexes[0].build, LISTS), *error = NULL;

	for (size_t i = 0; i < count; i++) {
		if (!listfiles_one(folder, names[i], visit, context, &error))
			warn("%s", error);
		free(error);
		error = NULL;
	}
	free(folder);
}

static bool take_instruments(void *instruments, const char *name, struct span content, char **error)
{
	return instruments_add(instruments, span_of(name), content, error);
}

static bool take_names(void *names, const char *name, struct span content, char **error)
{
	return name_lists_add(names, span_of(name), content, error);
}

static const char *const instrument_lists[] = {"lexicon/instruments.tsv", "lexicon/countries.tsv"};
static bool take_aliases(void *aliases, const char *name, struct span content, char **error)
{
	return aliases_add(aliases, span_of(name), content, error);
}

static const char *const alias_lists[] = {"lexicon/publishers.tsv", "lexicon/country_names.tsv", "lexicon/countries.tsv"};
static const char *const names_lists[] = {"lexicon/names.tsv", "lexicon/capitals.txt"};

const struct instruments *library_instruments(const struct library *l)
{
	if (l->more == NULL)
		return NULL;
	if (l->more->instruments == NULL) {
		char *folder = build_file(&l->indexes[0].build, LISTS);

		l->more->instruments = listfiles_instruments(folder);
		free(folder);
	}
	if (l->more->instruments == NULL) {
		l->more->instruments = instruments_new();
		read_more(l, instrument_lists, 2, take_instruments, l->more->instruments);
	}
	return l->more->instruments;
}

struct provision_context *library_provisions(const struct library *l)
{
	if (l->more == NULL)
		return NULL;
	if (l->more->provisions == NULL)
		l->more->provisions = provision_context_new(library_instruments(l));
	return l->more->provisions;
}

void library_list(const struct library *l, const char *name, list_visit *visit, void *context)
{
	if (l->more != NULL)
		read_more(l, &name, 1, visit, context);
}

const struct aliases *library_aliases(const struct library *l)
{
	if (l->more->aliases == NULL) {
		char *folder = build_file(&l->indexes[0].build, LISTS);

		l->more->aliases = listfiles_aliases(folder);
		free(folder);
	}
	if (l->more->aliases == NULL) {
		l->more->aliases = aliases_new();
		read_more(l, alias_lists, sizeof alias_lists / sizeof *alias_lists, take_aliases, l->more->aliases);
	}
	return l->more->aliases;
}

const struct name_lists *library_names(const struct library *l)
{
	if (l->more == NULL)
		return NULL;
	if (l->more->names == NULL) {
		char *folder = build_file(&l->indexes[0].build, LISTS);

		l->more->names = listfiles_names(folder);
		free(folder);
	}
	if (l->more->names == NULL) {
		l->more->names = name_lists_new();
		read_more(l, names_lists, 2, take_names, l->more->names);
	}
	return l->more->names;
}

const struct starts *library_starts(const struct library *l)
{
	struct library_more *more = l->more;
	char *path;

	if (l->count != 1)
		return NULL;
	if (!more->started) {
		path = build_file(&l->indexes[0].build, "starts");
		starts_read(&more->starts, path);
		more->started = true;
		free(path);
	}
	return more->starts.first == NULL ? NULL : &more->starts;
}

struct span library_lengths(const void *library)
{
	const struct library *l = library;
	struct library_more *more = l->more;
	char *path;

	if (l->count != 1)
		return span_of("");
	if (!more->measured) {
		path = build_file(&l->indexes[0].build, "lengths");
		lengths_read(&more->lengths, path);
		more->measured = true;
		free(path);
	}
	return more->lengths.each;
}

static void open_fingerprints(const struct library *l)
{
	l->more->fingerprints = mem_alloc(l->count * sizeof *l->more->fingerprints);
	for (size_t i = 0; i < l->count; i++) {
		char *path = build_file(&l->indexes[i].build, "fingerprints");

		fingerprints_open(&l->more->fingerprints[i], path);
		free(path);
	}
}

bool library_fingerprint(const struct library *l, uint32_t docid, char out[FINGERPRINT_LONG], size_t *length)
{
	const struct fingerprints *f;

	if (l->more == NULL || docid == 0)
		return false;
	if (l->more->fingerprints == NULL)
		open_fingerprints(l);
	f = &l->more->fingerprints[library_index(l, docid) - l->indexes];
	return fingerprints_get(f, (uint32_t)((docid - 1) / l->count + 1), out, length);
}

static void more_free(struct library_more *more, size_t indexes)
{
	if (more == NULL)
		return;
	for (size_t i = 0; more->fingerprints != NULL && i < indexes; i++)
		fingerprints_close(&more->fingerprints[i]);
	free(more->fingerprints);
	provision_context_free(more->provisions);
	instruments_free(more->instruments);
	name_lists_free(more->names);
	aliases_free(more->aliases);
	if (more->started)
		starts_release(&more->starts);
	if (more->measured)
		lengths_release(&more->lengths);
	free(more);
}

void library_close(struct library *l)
{
	if (l == NULL)
		return;
	more_free(l->more, l->count);
	analyser_free(l->analyser);
	lists_free(l->lists);
	for (size_t i = 0; i < l->count; i++) {
		if (l->indexes[i].passages != l->passages)
			xap_reader_close(l->indexes[i].passages);
		build_close(&l->indexes[i].build);
	}
	xap_reader_close(l->passages);
	free(l->indexes);
	free(l->languages);
	*l = (struct library){0};
}

const struct index *library_index(const struct library *l, uint32_t docid)
{
	return &l->indexes[(docid - 1) % l->count];
}

uint32_t library_docid(const struct library *l, const struct index *i, uint32_t own)
{
	return (own - 1) * (uint32_t)l->count + (uint32_t)(i - l->indexes) + 1;
}

bool library_source(const struct index *i, const char *key, struct source *out, char **error)
{
	struct buf name, value;
	enum xap_status status;
	bool good = false;

	buf_init(&name);
	buf_init(&value);
	source_metadata_key(&name, key);
	status = xap_reader_metadata(i->passages, buf_span(&name), &value);
	if (status == XAP_OK && value.len != 0)
		good = source_decode(out, buf_span(&value));
	if (!good)
		*error = error_message("%s: the record of source %s is %s; build the index again",
		                       i->build.index, key,
		                       status == XAP_OK && value.len != 0 ? "damaged" : "missing");
	buf_release(&name);
	buf_release(&value);
	return good;
}

bool library_text(const struct index *i, const struct source *s, struct buf *out, char **error)
{
	char name[32], *path;
	bool good;

	snprintf(name, sizeof name, "texts/%04u", (unsigned)s->pack);
	path = build_file(&i->build, name);
	good = pack_read(path, s->pack_offset, s->pack_length, s->text_length, out, error);
	free(path);
	return good;
}
