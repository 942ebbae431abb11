/*
 * query_quotes.h: the quotation marks of the world's languages as a query
 * reads them. For query_tokens.c and query_words.c only.
 */
#ifndef SEARCHER_QUERY_QUOTES_H
#define SEARCHER_QUERY_QUOTES_H

#include "text/buf.h"

#define QUOTE_ROWS 8

/* What is known not to come any more, so that a text full of marks is read once. */
struct quote_memory {
	bool none[QUOTE_ROWS]; /* no partner of this row's mark */
	bool no_mark;          /* no mark at all */
};

bool quote_is_mark(int32_t cp);
/*
 * The byte of the mark that closes `open`, looked for from byte `from` on: its
 * own partner, else any quotation mark; SIZE_MAX if there is none. `from` must
 * not decrease from call to call with the same memory.
 */
size_t quote_close(struct quote_memory *m, struct span typed, size_t from, int32_t open);

/* Single marks around words, which may be apostrophes: ‘freedom of expression’ is words, and the user is told. */
struct single_marks {
	bool open, closed; /* a word has begun with one, and a later one has ended so */
};

/* The query's next word. */
void quote_single(struct single_marks *m, struct span word);

#endif
