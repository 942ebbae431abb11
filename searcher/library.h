/*
 * library.h: the indexes that a search runs over, opened. For searcher/ only.
 */
#ifndef SEARCHER_LIBRARY_H
#define SEARCHER_LIBRARY_H

#include "store/build.h"
#include "store/source.h"
#include "store/xap.h"
#include "text/analyse.h"
#include "text/fingerprint.h"
#include "text/provision.h"
#include "store/listfiles.h"

struct index {
	struct build build;
	struct xap_reader *passages; /* this index alone: metadata and sources come from here; of one index, the library's */
};

struct aliases;
struct name_lists;
struct starts;
struct library_more;

struct library {
	struct index *indexes;
	size_t count;
	struct xap_reader *passages; /* all of them as one; docids are interleaved */
	struct lists *lists;         /* those kept with the first index's build */
	struct analyser *analyser;
	const struct language **languages; /* of all passages; a query word is read in each */
	size_t language_count;
	struct library_more *more; /* lists that few queries need, read at their first use; NULL: none */
};

/* False with *error: a whole sentence with the remedy. */
bool library_open(struct library *l, char *const *paths, size_t count, char **error);
void library_close(struct library *l);
/* The index behind a docid of `passages`, and the docid there of one of an index's own. */
const struct index *library_index(const struct library *l, uint32_t docid);
uint32_t library_docid(const struct library *l, const struct index *i, uint32_t own);
/* Reads provisions with the instruments of the first index's lists; NULL if they cannot be read. */
struct provision_context *library_provisions(const struct library *l);
const struct instruments *library_instruments(const struct library *l);
/* Aliases, and ordinary words that are written with a capital. */
const struct name_lists *library_names(const struct library *l);
/* The text of one of the first index's lists, "lexicon/countries.tsv"; see listed.h. */
void library_list(const struct library *l, const char *name, list_visit *visit, void *context);
/* The names of publishers and countries. */
const struct aliases *library_aliases(const struct library *l);
/* Where each source's passages begin; NULL: that is not known, or there are several indexes, which may share sources. */
const struct starts *library_starts(const struct library *l);
/* The lengths of passages, for struct xap_search; empty: they are not known, or there are several indexes. */
struct span library_lengths(const void *library);
/* The fingerprint of a passage's text and its length, 0: it has none; false: it is not known but as the passage's value. */
bool library_fingerprint(const struct library *l, uint32_t docid, char out[FINGERPRINT_LONG], size_t *length);
/* Loads a source by key; false with *error if absent or damaged. */
bool library_source(const struct index *i, const char *key, struct source *out, char **error);
/* Loads a source's canonical text. */
bool library_text(const struct index *i, const struct source *s, struct buf *out, char **error);

#endif
