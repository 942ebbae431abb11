/*
 * cited.h: the provisions and symbols that a source's passages cite, put into
 * their records. For indexer/ and tests/.
 */
#ifndef INDEXER_CITED_H
#define INDEXER_CITED_H

#include "store/record.h"
#include "store/source.h"
#include "text/language.h"
#include "text/reading.h"

struct aliases;
struct cited;

/* What is given must outlive it; aliases: a country may be named, and not by its code alone (NULL: by that only). */
struct cited *cited_new(const struct instruments *instruments, const struct aliases *aliases);
void cited_free(struct cited *c);
/* Begins a source: its country and title say which instruments it may mean. */
void cited_begin(struct cited *c, const struct source *source, const struct language *language);
/*
 * Fills provisions, its own ones and symbols of the source's next record, whose reading text
 * is `reading`. What they point to lives until the next call.
 */
void cited_fill(struct cited *c, struct record *record, const struct reading *reading);

#endif
