#include "searcher/library.h"

#include "store/files.h"
#include "store/listfiles.h"
#include "store/pack.h"
#include "text/instrument_title.h"
#include "text/name.h"
#include "text/warn.h"

#include <stdio.h>
#include <stdlib.h>

#define PASSAGES "passages"
#define LISTS "lists"

struct library_more {
	struct list_set lists;
	struct instrument_titles *titles;
	struct provision_context *provisions;
	bool read;
};

/* Opens one index; what was opened is closed by library_close. */
static bool open_index(struct index *i, const char *path, char **error)
{
	char *passages;
	const char *one;
	enum xap_status status;

	if (!build_open(&i->build, path, error))
		return false;
	passages = build_file(&i->build, PASSAGES);
	one = passages;
	status = xap_reader_open(&i->passages, &one, 1, error);
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
	bool good;

	l->lists = lists_new();
	good = listfiles_read(l->lists, folder, error);
	free(folder);
	return good;
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

bool library_open(struct library *l, char *const *paths, size_t count, char **error)
{
	*l = (struct library){0};
	l->indexes = mem_zalloc(count * sizeof *l->indexes);
	for (size_t i = 0; i < count; i++) {
		l->count = i + 1;
		if (!open_index(&l->indexes[i], paths[i], error)) {
			library_close(l);
			return false;
		}
	}
	if (!open_together(l, error) || !read_lists(l, error)) {
		library_close(l);
		return false;
	}
	gather_languages(l);
	l->analyser = analyser_new(l->lists);
	l->more = mem_zalloc(sizeof *l->more);
	return true;
}

/* ---- lists that few queries need ---- */

static bool add_title(void *titles, const char *name, struct span content, char **error)
{
	(void)error;
	instrument_titles_add(titles, span_of(name), content);
	return true;
}

/* A list that the build could read and this program cannot: it goes without. */
static const struct library_more *more_of(const struct library *l)
{
	struct library_more *more = l->more;
	char *folder, *error = NULL;

	if (more == NULL || more->read)
		return more;
	folder = build_file(&l->indexes[0].build, LISTS);
	more->read = true;
	more->titles = instrument_titles_new();
	if (!list_set_read(&more->lists, folder, &error) ||
	    !listfiles_each(folder, add_title, more->titles, &error))
		warn("%s", error);
	free(error);
	more->provisions = provision_context_new(more->lists.instruments);
	free(folder);
	return more;
}

struct provision_context *library_provisions(const struct library *l)
{
	return l->more == NULL ? NULL : more_of(l)->provisions;
}

const struct instruments *library_instruments(const struct library *l)
{
	return l->more == NULL ? NULL : more_of(l)->lists.instruments;
}

const struct instrument_titles *library_titles(const struct library *l)
{
	return l->more == NULL ? NULL : more_of(l)->titles;
}

const struct name_lists *library_names(const struct library *l)
{
	return l->more == NULL ? NULL : more_of(l)->lists.names;
}

static void more_free(struct library_more *more)
{
	if (more == NULL)
		return;
	provision_context_free(more->provisions);
	instrument_titles_free(more->titles);
	if (more->read)
		list_set_release(&more->lists);
	free(more);
}

void library_close(struct library *l)
{
	if (l == NULL)
		return;
	more_free(l->more);
	analyser_free(l->analyser);
	lists_free(l->lists);
	xap_reader_close(l->passages);
	for (size_t i = 0; i < l->count; i++) {
		xap_reader_close(l->indexes[i].passages);
		build_close(&l->indexes[i].build);
	}
	free(l->indexes);
	free(l->languages);
	*l = (struct library){0};
}

const struct index *library_index(const struct library *l, uint32_t docid)
{
	return &l->indexes[(docid - 1) % l->count];
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
