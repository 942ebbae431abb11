/*
 * diff.h: what a source's passages have become from one build to another. For
 * indexer/diff*.c only.
 */
#ifndef INDEXER_DIFF_H
#define INDEXER_DIFF_H

#include "indexer/opened.h"
#include "text/strmap.h"

#include <jansson.h>

/* How often a provision is cited, in the old build and in the new one, by passages that differ. */
struct cited_count {
	char *name; /* "kz:criminal-code article 174" */
	size_t old, new;
};

struct cited_counts {
	struct cited_count *items;
	size_t count, cap;
	struct strmap places; /* name → place + 1 */
};

void cited_counts_init(struct cited_counts *c);
void cited_counts_release(struct cited_counts *c);

/* One difference: a passage that is only in the one, or both (the JSON objects of render/json.h). */
struct passage_change {
	json_t *old, *new; /* NULL: there is none; owned */
};

struct passage_changes {
	struct passage_change *items;
	size_t count, cap;
};

/*
 * Compares a source's passages; either source NULL: it is not in that build. A passage whose text is the
 * same but that stands or is cited otherwise has changed; so has one that stands between the same
 * neighbours as one that is gone, is of its kind, and shares a good part of its words. False with *error.
 */
bool diff_passages(struct passage_changes *out, struct cited_counts *cited, struct opened *old,
                   const struct source *old_source, struct opened *new, const struct source *new_source, char **error);
void passage_changes_release(struct passage_changes *c);

/* The fields of two passages that differ, as a JSON list of names; ranges do not count. */
json_t *diff_fields(const json_t *old, const json_t *new);

#endif
