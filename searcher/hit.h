/*
 * hit.h: one answer: its passage, its source, where and how it matched. For
 * searcher/ only. Made by rank.c; everything that is printed comes from here.
 */
#ifndef SEARCHER_HIT_H
#define SEARCHER_HIT_H

#include "searcher/library.h"
#include "searcher/match.h"
#include "store/record.h"
#include "store/source.h"
#include "text/reading.h"

#define HIT_COPIES_MOST 20 /* copies of a hit that are read; the rest are counted */
#define HIT_COPIES_SHOWN 5 /* of those, cited below it where people read; the rest are counted */

struct hit {
	uint32_t rank, docid;
	double score;
	struct record record;   /* points into data and pool */
	struct buf data;
	struct pool pool;
	struct source source;
	struct reading reading; /* offsets of pieces are offsets into record.bytes; see hit_ranges */
	struct mark *marks;     /* owned */
	size_t mark_count;
	enum match *best;       /* by leaf: how it matches; owned; NULL: its text has not been read for that */
	enum match match;       /* the loosest evidence that the hit needed */
	struct span *missing;   /* words of the query that it lacks; in the plan's pool */
	size_t missing_count;
	const struct language *language;
	char *explained; /* --explain (explain.h), else NULL; owned */
	struct hit *copies;     /* the same passage in other sources, at most HIT_COPIES_MOST; owned; theirs have none */
	size_t copy_count;      /* of those */
	size_t copies_in_all;   /* more than copy_count when there are more than HIT_COPIES_MOST */
};

void hit_init(struct hit *h);
void hit_release(struct hit *h);
/* Decodes h->data into record and reading; false: the record is damaged. */
bool hit_decode(struct hit *h);
/* Reads and decodes a passage; the source is not loaded. *damaged: the record is not to be shown. */
enum xap_status hit_load(struct hit *h, const struct library *l, uint32_t docid, bool *damaged);
/* The source ranges behind reading bytes, split at joins; *out allocated. */
size_t hit_ranges(const struct hit *h, struct range at, struct range **out);
/* The page mark in force at a reading byte, NULL if pages are not known. */
const struct page_mark *hit_page(const struct hit *h, size_t at);

#endif
