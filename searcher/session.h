/*
 * session.h: one run of hrsearch: an open library, and answers going to
 * standard output. For main.c, batch.c and quote_command.c only.
 */
#ifndef SEARCHER_SESSION_H
#define SEARCHER_SESSION_H

#include "searcher/library.h"
#include "searcher/options.h"

/* Exit statuses; with --verify, STATUS_NONE: something failed. */
enum { STATUS_HITS = 0, STATUS_NONE = 1, STATUS_ERROR = 2 };

struct session {
	struct library library;
	struct search_options *options;
};

/*
 * Plans and runs a query and prints its answer; returns a status, the message
 * of an error having been printed. words: operators are not read.
 */
int session_search(struct session *s, struct span typed, bool words, const struct print_options *print);
/* The table of the provisions that the passages of a query (empty: all) cite; returns a status. */
int session_provisions(struct session *s, struct span typed);
/* Every line of a file ("-": standard input) as a query, "qid<TAB>words". */
int session_batch(struct session *s, const char *file);
/* Writes to standard output; false with the message printed (none for a closed pipe). */
bool session_write(struct span text);
/* Warns with each line: what is to be said of a query. */
void session_warn_lines(const struct buf *lines);
/* Reads a file or a pipe, or standard input for NULL and "-", of at most `most` bytes. */
bool session_read(const char *file, size_t most, struct buf *out, char **error);

#endif
