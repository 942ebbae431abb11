/*
 * desk.h: one worker: its open indexes, and its answering of requests one by
 * one. For searcher/web/ only.
 */
#ifndef SEARCHER_WEB_DESK_H
#define SEARCHER_WEB_DESK_H

#include "searcher/library.h"
#include "searcher/web/limits.h"

#include <sys/stat.h>

struct holdings;

struct desk {
	char *const *indexes;
	size_t index_count;
	bool is_open;
	struct library library;
	struct stat *seen;         /* of each index's `current`, when the library was opened */
	struct holdings *holdings; /* of the library; made at first use */
	char *error;               /* why it could not be opened; NULL: it is */
	char total[32];            /* of the last answer in data: what its reply points to; likewise its notes */
	char notes[SERVE_NOTES_BYTES];
};

/* Whether the indexes can be opened; false with *error (allocated). */
bool desk_try(char *const *indexes, size_t count, char **error);
/* Answers requests from fd until it is closed; the process's exit status. context: a desk with its indexes set. */
int desk_work(void *context, int fd);
/* The table of what the library holds; NULL with *error if it cannot be read. */
const struct holdings *desk_holdings(struct desk *d, char **error);

#endif
