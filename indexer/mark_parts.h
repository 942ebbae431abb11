/*
 * mark_parts.h: what the files that read marks share: a cursor on a line. For marks.c,
 * mark_numbers.c and mark_letters.c only.
 */
#ifndef INDEXER_MARK_PARTS_H
#define INDEXER_MARK_PARTS_H

#include "indexer/scan.h"

struct cursor {
	struct span text;
	size_t at, end; /* the line's content */
	bool tight;     /* text may stand directly behind a mark */
};

char mark_peek(const struct cursor *c, size_t ahead);
/* White space or the line's end: what must follow a mark. */
bool mark_at_gap(const struct cursor *c);
/* Text directly behind a mark, where the text has its marks so. */
bool mark_is_tight(const struct cursor *c, const struct mark *m);
bool mark_take(struct cursor *c, const char *s);
bool mark_at_digit(const struct cursor *c);
/* A number from 1 to `most` that no zero begins, in digits of ASCII or Arabic script. */
bool mark_take_number(struct cursor *c, uint32_t most, uint32_t *out);
/* "bis" and its like, at the number or letter or behind a space, and behind it a stop, a bracket or, if it may be bare, a space: the suffix that it stands for; 0: none is there. */
uint32_t mark_take_bis(struct cursor *c, bool bare);

/* ---- on failure the cursor is the caller's to restore ---- */

/* a)  (a)  a.  (iv)  (aa)  (ba)  a bis)  б)  (أ)  （一）  一、  IV - */
bool mark_read_letter(struct cursor *c, struct mark *m);
/* 14.  2.1  2.1.  14)  12A.  2-1)  1-  1.-  1º  and, with a bracket before, (12)  (1A)  [12] */
bool mark_read_number(struct cursor *c, struct mark *m);
/* B.1.2.: the place of the letter is the first of its numbers. */
bool mark_read_lettered(struct cursor *c, struct mark *m);
/* **14.** and its like: the label of a paragraph in bold. */
bool mark_read_bold_number(struct cursor *c, struct mark *m);
/* 一、  一.  （一） */
bool mark_read_eastern(struct cursor *c, struct mark *m);

#endif
