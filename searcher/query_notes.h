/*
 * query_notes.h: what the user is told of how a query was read, and of what is damaged, a line each.
 * For query.c, plan.c, rank.c and tests/ only.
 */
#ifndef SEARCHER_QUERY_NOTES_H
#define SEARCHER_QUERY_NOTES_H

#include "text/buf.h"

#define QUERY_NOTES_MOST 20 /* lines that are told of one query; the rest are counted */
#define QUERY_NOTES_READING "how it was read"

/* Keeps each line once, and the first QUERY_NOTES_MOST of them; the rest are counted, as remarks on `what`. */
void query_notes_settle(struct buf *notes, const char *what);

#endif
