/*
 * title.h: what a text says of itself with certainty: title, date, symbol,
 * kind, publishers, from its title block and its first paragraph. For indexer/
 * and tests/. Whatever is not certain stays NULL: never the first date or the
 * first symbol in sight.
 */
#ifndef INDEXER_TITLE_H
#define INDEXER_TITLE_H

#include "indexer/outline.h"
#include "text/metadata.h"

struct aliases;

/* aliases: a country's name on a line of its own below the title is part of it (NULL: none is known). */
void title_read(struct metadata *m, struct span text, const struct outline *o, const struct aliases *aliases);

/* A page that is called as its publisher is: the name becomes its publisher (where none is known), and its title is to be found in the text. */
void title_leave_publisher(struct metadata *m, const struct aliases *aliases);

/* "Brown v. Northlake [2011] ECHR 933 (14 June 2011)", "Brown vs State on 18 December, 1996": the date, where none is known. */
void title_date(struct metadata *m);

/* ---- its parts: for title*.c, authors.c and dates.c ---- */

/* Sets a field if the value is a good one. */
void title_set(struct metadata *m, const char *field, struct span value);
/* The body that a line names is the publisher, where none is known. */
void title_take_body(struct metadata *m, struct span line);
/* "Dated at Nairobi this 26th day of April, 2018" near the end: the date, where none is known and no other such line has another. */
void signing_date(struct metadata *m, struct span text, const struct outline *o);
/* What the first paragraphs say of publisher and date. */
void authors_read(struct metadata *m, struct span text, const struct outline *o);

#endif
