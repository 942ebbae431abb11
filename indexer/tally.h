/*
 * tally.h: what the workers report of a build, added up whatever the order it
 * comes in. For indexer/ only.
 */
#ifndef INDEXER_TALLY_H
#define INDEXER_TALLY_H

#include "indexer/failures.h"
#include "indexer/name_counts.h"
#include "indexer/wire.h"
#include "store/build.h"
#include "store/source.h"
#include "text/strmap.h"

/* There is one for each source of a build, in memory: kept small. */
struct named_source {
	const char *id, *where; /* "a.jsonl, line 3"; often the one is the end of the other */
};

struct tally {
	struct digest digest;
	struct named_source *sources; /* until their ids have been compared */
	struct pool texts;            /* of `sources` */
	size_t count, cap;            /* of sources */
	struct failures failures;
	uint64_t files, bytes; /* dealt with so far */
	uint64_t passages, notes, undated;
	char date_first[16], date_last[16]; /* "": none */
	struct strmap seen_languages;
	char **languages;
	size_t language_count, language_cap;
	struct name_counts names;
};

void tally_init(struct tally *t);
void tally_release(struct tally *t);
/* A source that an update keeps as it is, and its file. */
void tally_keep(struct tally *t, const struct source *s, const char *where);
void tally_hear(struct tally *t, const struct message *m);
/* The last of the sources: false with *error when two have one id: names the first such id and both places. */
bool tally_check_ids(struct tally *t, char **error);
/* Sets counts, digest, languages and dates. */
void tally_fill(const struct tally *t, struct manifest *m);

#endif
