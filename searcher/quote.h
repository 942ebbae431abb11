/*
 * quote.h: whether a quotation is what its source says. For searcher/ and
 * tests/. Knows no terminal and no files: a page or a program may ask it too.
 *
 * What counts as a difference is in text/wording.h. A quotation is verbatim only
 * if the atoms of its whole length stand in the text that the index holds, which is
 * also what its ranges and its hash are of.
 */
#ifndef SEARCHER_QUOTE_H
#define SEARCHER_QUOTE_H

#include "searcher/quote_reader.h"
#include "searcher/quote_window.h"

#define QUOTE_BYTES_MAX ((size_t)64 * 1024) /* of one quotation */
#define QUOTE_ATOMS_MAX 4000   /* words and marks of one quotation */
/* An ellipsis may leave out so many words for each word of the shorter part beside it, and in all at most so many. */
#define QUOTE_LEFT_OUT_EACH 40
#define QUOTE_LEFT_OUT_MAX 400
#define QUOTE_OTHERS_MAX 5     /* further places of a verbatim quotation that are named */

enum quote_status { QUOTE_VERBATIM, QUOTE_ALTERED, QUOTE_NOT_FOUND, QUOTE_STATUSES };

extern const char *const quote_status_names[QUOTE_STATUSES]; /* "verbatim" "altered" "not found" */

/* Where the quotation and its source part. Spans are in the result's pool. */
struct quote_difference {
	const char *kind; /* changed, added, missing, case, punctuation, spacing, bracketed, cut */
	struct span said, source; /* the words that differ; empty where there are none */
	struct span said_near, source_near; /* the same with a word more on each side, */
	size_t said_start, source_start;    /* and where in that they begin */
	struct range said_at;     /* bytes of the quotation */
	struct range *ranges;     /* bytes of the source; where words were added: of the word before and after */
	size_t range_count;
	bool negation; /* one side negates, the other does not */
};

/* What an ellipsis leaves out. */
struct quote_omission {
	struct span text;
	struct range *ranges;
	size_t range_count;
	bool negation;
};

/* A passage that a quotation stands in, or a part of it. */
struct quote_part {
	const struct hit *hit;
	struct range at; /* bytes of its reading text, from the first quoted one to the last */
};

struct quote_result {
	enum quote_status status;
	struct span quotation;    /* the caller's */
	const char *refused;      /* why it was not looked for, a constant: NULL: it was */
	struct pool pool;
	struct window window;     /* owns the passages; those of the place come first in `parts` */
	struct source source;     /* of the place; loaded unless nothing was found */
	struct quote_part *parts; /* in the order of the source */
	size_t part_count;
	struct span text;         /* the source's words, " […] " where something is left out */
	struct range *ranges;     /* of the quoted bytes, omissions not among them */
	size_t range_count;
	char sha256[65];          /* of those bytes, one range after the other */
	struct quote_difference *differences;
	size_t difference_count;
	struct quote_omission *omissions;
	size_t omission_count;
	bool negation;            /* a negation is left out, put in or taken away */
	struct span beside;       /* a negation next to the quotation, with the words between; empty: none */
	struct span goes_on;      /* how the source goes on after a full stop that is the quoter's own; empty: it is none */
	size_t damaged;           /* passages that may have it and whose records cannot be read, */
	size_t too_long;          /* or that have too many words to be compared with so long a quotation */
	uint32_t *others;         /* docids of other passages that have it verbatim */
	size_t other_count;
	bool more_others;
};

/*
 * Looks for a quotation; filter: what passages must match, or NULL. XAP_OK whether it is
 * found or not; else *error. The result is to be released in any case.
 */
enum xap_status quote_check(struct quote_result *r, const struct library *l, struct span quotation,
                            const struct xap_query *filter, char **error);
/* The same, of one quotation of several over one library: the reader keeps what the next may meet again. */
enum xap_status quote_check_next(struct quote_reader *reader, struct quote_result *r, const struct library *l,
                                 struct span quotation, const struct xap_query *filter, char **error);
void quote_release(struct quote_result *r);

#endif
