/*
 * options.h: the command line of hrindex. For indexer/ only.
 */
#ifndef INDEXER_OPTIONS_H
#define INDEXER_OPTIONS_H

#include "text/buf.h"

#define JOBS_MAX 64

/* Which commands take an option: bits. */
enum {
	FOR_BUILD = 1 << 0,
	FOR_LIST = 1 << 1,
	FOR_EXPORT = 1 << 2,
	FOR_CHECK = 1 << 3,
	FOR_UPDATE = 1 << 4,
	FOR_REMOVE = 1 << 5,
	FOR_ROLLBACK = 1 << 6,
	FOR_DIFF = 1 << 7,
};

/* Whether the tables of the index are written directly (store/direct.h). */
enum bulk_choice { BULK_AUTO, BULK_ALWAYS, BULK_NEVER };

struct options {
	const char *command; /* NULL: none given */
	const char *index;   /* NULL: the default index */
	const char *catalogue, *language, *golden, *lexicon, *ocr; /* NULL where not given */
	unsigned jobs;       /* 0: one for each core */
	enum bulk_choice bulk;
	const char **excludes; /* owned array of borrowed strings */
	size_t exclude_count, exclude_cap;
	bool one_passage, quiet, json, csv, failed, sandbox, prune, force, help, version;
	char **arguments; /* what follows the command; points into argv */
	size_t argument_count;
	uint32_t given; /* the options, a bit each */
};

/* Reads argv (which is permuted). False with *error, a whole sentence (allocated). */
bool options_read(struct options *o, int argc, char **argv, char **error);
/* The name of an option that was given and does not belong to the command, a FOR_ bit; NULL: all do. */
const char *options_stray(const struct options *o, unsigned command);
void options_release(struct options *o);

#endif
