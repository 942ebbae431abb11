/*
 * options.h: the command line of hrsearch. For searcher/ and tests/.
 */
#ifndef SEARCHER_OPTIONS_H
#define SEARCHER_OPTIONS_H

#include "searcher/plan.h"
#include "searcher/print.h"
#include "searcher/rank.h"

#define LIMIT_DEFAULT 10
#define LIMIT_MAX 100000 /* hits of one page, which are all in memory */
#define CONTEXT_MAX 1000
#define WORKERS_MAX 64

enum action {
	ACTION_SEARCH,
	ACTION_SHOW,
	ACTION_TEXT,
	ACTION_VERIFY,
	ACTION_BATCH,
	ACTION_PROVISIONS,
	ACTION_QUOTE,
	ACTION_SERVE,
	ACTION_HELP,
	ACTION_VERSION,
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct search_options {
	enum action action;
	const char *argument; /* of the action: passage, source, file (NULL: standard input), address */
	char **indexes;       /* owned array of pointers into argv */
	size_t index_count;
	char **words;         /* owned array of pointers into argv */
	size_t word_count;
	struct plan_options plan;
	struct rank_options rank;
	struct print_options print; /* color and width are left to main */
	enum color color;
	const char *bundle;   /* --bundle: the folder; NULL: none */
	bool no_sources;
	bool count, quiet;
	const char **hosts; /* --host: owned array of pointers into argv */
	size_t host_count;
	uint32_t workers; /* --workers; 0: not given */
};

/* False with *error: a whole sentence (allocated). */
bool search_options_read(struct search_options *o, int argc, char **argv, char **error);
void search_options_release(struct search_options *o);
/* The typed query: the words with a space between them. */
void search_options_query(const struct search_options *o, struct buf *out);

#endif
