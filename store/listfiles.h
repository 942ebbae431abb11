/*
 * listfiles.h: where the word lists are, and the copy a build keeps. For indexer/,
 * searcher/ and tests/.
 */
#ifndef STORE_LISTFILES_H
#define STORE_LISTFILES_H

#include "text/aliases.h"
#include "text/instrument.h"
#include "text/lists.h"

struct name_lists;

/* All lists that the programs read. */
struct list_set {
	struct lists *words;
	struct instruments *instruments;
	struct name_lists *names;
	struct aliases *aliases;
};

/*
 * The folder that holds lexicon/ and stopwords/: `given` if not NULL, else
 * beside the running executable: ../share/hrsearch, else the executable's own
 * folder (the source tree). NULL with *error if there is none.
 */
char *listfiles_find(const char *given, char **error);
/* Reads every *.txt and *.tsv below folder/lexicon and folder/stopwords, in sorted order. */
bool listfiles_read(struct lists *l, const char *folder, char **error);
/*
 * Writes the lists of each kind in one piece beside their copy in `folder`, for listfiles_open, which without its
 * piece, or with a damaged one, reads the copy, and for the three below it.
 */
bool listfiles_pack(const struct list_set *set, const char *folder, char **error);
/* The lists of a build's folder; NULL with *error if they cannot be read. */
struct lists *listfiles_open(const char *folder, char **error);
/* The lists of names from their piece; NULL: there is none, or it is damaged. */
struct name_lists *listfiles_names(const char *folder);
/* What is known of instruments, and of publishers and countries, likewise. */
struct instruments *listfiles_instruments(const char *folder);
struct aliases *listfiles_aliases(const char *folder);
/* The same for every list; the set is to be released whatever was returned. */
bool list_set_read(struct list_set *set, const char *folder, char **error);
void list_set_release(struct list_set *set);
/* What is done with a list: its name below the list folder, its bytes. */
typedef bool list_visit(void *context, const char *name, struct span content, char **error);
/*
 * Visits one list of a build's; true too where the folder has none of that name. False with *error: it cannot be read, or
 * what visit says.
 */
bool listfiles_one(const char *folder, const char *name, list_visit *visit, void *context, char **error);
/* Whether two folders hold the same lists, byte by byte: *same. False with *error. */
bool listfiles_compare(const char *a, const char *b, bool *same, char **error);
/*
 * Copies them to `to`/lexicon and `to`/stopwords. share: as hard links, where the file system has them: of a build's,
 * which are never changed.
 */
bool listfiles_copy(const char *folder, const char *to, bool share, char **error);

#endif
