/*
 * compare.h: a quotation laid beside its source, word by word. Anyone may
 * include it. Pure.
 *
 * The quotation must be found as a whole; the source may go on at both ends. It is
 * the alignment of least cost (Needleman and Wunsch 1970; free ends in one of the two
 * texts: Sellers 1980), with free omissions where the quotation has an ellipsis.
 */
#ifndef TEXT_COMPARE_H
#define TEXT_COMPARE_H

#include "text/wording.h"

#define COMPARE_CELLS_MAX ((size_t)32 * 1024 * 1024) /* atoms of one text times those of the other */

/* What it costs, in parts of a word's change. */
#define COMPARE_WORD 65536           /* a word missing */
#define COMPARE_CHANGED 65600        /* changed, added: a little more, so that as many words as can be are the same */
#define COMPARE_SIMILAR 57344        /* changed to one that begins alike, or that differs in marks on its letters alone */
#define COMPARE_CASE 32768           /* changed in its case alone */
#define COMPARE_MARK 16384           /* a punctuation mark; a space between parts of a word */
#define COMPARE_QUOTE 8192           /* a quotation mark or apostrophe */
#define COMPARE_EDGE 16              /* a full stop or comma at the end that is the quoter's own */
#define COMPARE_LEFT_OUT 1           /* an atom at an ellipsis */

enum step_kind {
	STEP_SAME,     /* one atom each, or several that make the same word: hyphens apart */
	STEP_FREE,     /* does not count: a note's call, a hyphen, an ellipsis, a quoter's full stop */
	STEP_LEFT_OUT, /* of the source, at an ellipsis */
	STEP_CHANGED,
	STEP_SPACED,   /* the same letters with other spaces or apostrophes */
	STEP_ADDED,    /* in the quotation alone */
	STEP_MISSING,  /* in the source alone */
};

/* Atoms [said, said+said_count) beside [source, source+source_count). */
struct step {
	enum step_kind kind;
	size_t said, said_count, source, source_count;
};

struct comparison {
	struct step *steps;
	size_t count, cap;
	int64_t cost;     /* of differences; 0: there is none but at edges and omissions */
	bool cut_before;  /* the first word is part of a longer one: "violent" of "non-violent" */
	bool cut_after;
};

void comparison_init(struct comparison *c);
void comparison_release(struct comparison *c);
/* False, with c empty: there is nothing to compare, or it is over COMPARE_CELLS_MAX. */
bool compare(struct comparison *c, const struct wordbook *b, const struct wording *said,
             const struct wording *source);

#endif
