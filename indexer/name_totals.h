/*
 * name_totals.h: the name counts of a whole build, kept for the next update:
 * INDEX/build-N/names, a line "word<TAB>here<TAB>small<TAB>open" a word, sorted,
 * below a line that says whether words had to be left out. For indexer/ only.
 *
 * An update takes out what it drops and adds what it reads, and so has the
 * counts that a build of all would have.
 */
#ifndef INDEXER_NAME_TOTALS_H
#define INDEXER_NAME_TOTALS_H

#include "indexer/name_counts.h"

/* Each false with *error. */
bool name_totals_write(const struct name_counts *n, const char *path, char **error);
bool name_totals_read(struct name_counts *n, const char *path, char **error);
/* Adds all words of `from` that still stand somewhere. */
void name_totals_add(struct name_counts *n, const struct name_counts *from);

/* What is to be done to the entries of one set of names to make them those of another. */
struct name_edit {
	struct span block, words; /* words empty: the entry goes */
};

struct name_edits {
	struct name_edit *items; /* pointing into both sets */
	size_t count, cap;
};

void name_edits_make(struct name_edits *e, const struct name_entries *before, const struct name_entries *after);
void name_edits_release(struct name_edits *e);

#endif
