/*
 * quote_describe.h: atoms of a match as words, passages and bytes. For
 * searcher/quote_judge.c, quote_parts.c, quote_differ.c and quote_describe.c only.
 */
#ifndef SEARCHER_QUOTE_DESCRIBE_H
#define SEARCHER_QUOTE_DESCRIBE_H

#include "searcher/quote_judge.h"

#define PASSAGE_MARK " ¶ " /* between passages in a text that is shown */

/* Atoms [first, end) of one side. */
struct atoms {
	size_t first, end;
};

bool quote_is_word(const struct atom *a); /* no number of a note, nor what is optional */
bool quote_has_word(const struct atom *atoms, struct atoms a);
size_t quote_negations(struct span text); /* how many words in it negate */
bool quote_leaves_out_too_much(const struct quote_match *m);
/* The source's atoms of steps [first, end). */
struct atoms quote_source_atoms(const struct comparison *c, size_t first, size_t end);
/* Atoms as text, with single spaces; kept in the pool. */
struct span quote_said_text(struct pool *pool, const struct quote_match *m, struct atoms a);
struct span quote_source_text(struct pool *pool, const struct quote_match *m, struct atoms a);
/* The source's bytes under atoms; *out allocated. */
size_t quote_source_ranges(const struct quote_match *m, struct atoms a, struct range **out);
/* Room for as many parts as atoms can have; allocated. */
struct quote_part *quote_parts_new(const struct quote_match *m);
/* Sets parts to what the source's atoms cover of each passage; optional atoms at their ends do not count. */
size_t quote_parts_of(const struct quote_match *m, struct atoms a, struct quote_part *parts);
/* Appends the source's bytes of a part to an allocated array. */
void quote_add_ranges(struct range **out, size_t *count, const struct quote_part *part);
/* All differences of the match, in the order of the quotation. */
void quote_add_differences(struct quote_result *r, const struct quote_match *m);

#endif
