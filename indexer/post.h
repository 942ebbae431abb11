/*
 * post.h: the one function that turns a passage into its terms, positions,
 * values and data, whichever writer takes them. For indexer/ and tests/.
 */
#ifndef INDEXER_POST_H
#define INDEXER_POST_H

#include "store/digest.h"
#include "store/record.h"
#include "store/source.h"
#include "store/xap.h"
#include "text/analyse.h"

struct poster;
struct name_counts;
struct name_lists;
struct aliases;

struct poster *poster_new(const struct lists *lists);
void poster_free(struct poster *p);
/* Whether the sources from now on are one passage each: then the exact words of titles count too. */
void poster_one_passage(struct poster *p, bool one);
/* From now on the words of passages are counted; all given must outlive the poster. */
void poster_count_names(struct poster *p, struct name_counts *counts, const struct name_lists *names);
/* From now on publishers and countries have terms of what they stand for too; the aliases must outlive the poster. */
void poster_know_aliases(struct poster *p, const struct aliases *aliases);
/*
 * Fills `d` (cleared first) from the passage and adds its part to `total`.
 * `reading` is its reading text. title: the words of the source's title count too.
 */
enum xap_status post_passage(struct poster *p, struct xap_document *d, struct digest *total,
                             const struct record *record, struct span reading,
                             const struct source *source, const struct language *language);

#endif
