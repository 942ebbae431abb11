/*
 * diff_print.h: what hrindex diff says of two builds, for a person or as JSON lines. For
 * indexer/diff*.c only.
 */
#ifndef INDEXER_DIFF_PRINT_H
#define INDEXER_DIFF_PRINT_H

#include "indexer/diff.h"
#include "indexer/options.h"

enum change { ADDED, REMOVED, CHANGED, CHANGES };

struct differing {
	const struct options *options;
	struct opened old, new;
	struct cited_counts cited;
	bool alike; /* both builds read alike: the same text gave the same passages */
	size_t sources[CHANGES], passages[CHANGES];
	struct buf out;
};

enum change diff_kind(const struct passage_change *c);
void diff_print_source(struct differing *d, enum change change, const struct source *s);
/* A field of a source's metadata that differs. */
void diff_print_metadata(struct differing *d, const char *id, const char *field, json_t *old, json_t *new);
void diff_print_passage(struct differing *d, const struct passage_change *c);
/* The provisions that other numbers of passages cite, by name. */
void diff_print_cited(struct differing *d);
/* The last line for a person. */
void diff_print_sum(struct differing *d);

#endif
