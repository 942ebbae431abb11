/*
 * query_notes.h: what the user is told of how a query was read, a line each.
 * For query.c, plan.c and tests/ only.
 */
#ifndef SEARCHER_QUERY_NOTES_H
#define SEARCHER_QUERY_NOTES_H

#include "text/buf.h"

#define QUERY_NOTES_MOST 20 /* lines that are told of one query; the rest are counted */

/* Keeps each line once, and the first QUERY_NOTES_MOST of them. */
void query_notes_settle(struct buf *notes);

#endif
