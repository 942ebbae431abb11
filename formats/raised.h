/*
 * raised.h: what a file sets higher than the text around it: calls of notes, powers, ordinals. For
 * the readers of formats that say so (html*.c, office*.c, segments.c) only.
 */
#ifndef FORMATS_RAISED_H
#define FORMATS_RAISED_H

#include "text/buf.h"

#define NOTE_LABEL_MAX 12 /* bytes of a note's label */

/* Whether a raised text can be a note's label: 1, 12a, iv, b, *, ††, *1. */
bool raised_is_label(struct span s);
/* Whether what is raised behind a text is perhaps no call: "10", "Article 174" (which is no year), "5 km", "x", each the last of it. */
bool raised_is_power(struct span before);
/*
 * Appends a raised text that stands directly behind another: digits and a sign before the first as raised ones,
 * so that 10 to the 6th is no "106"; letters stay as they are ("1er"), and so does what has more of them than
 * a number's addition, or stands behind white space, a bracket or a quotation mark that opens, or nothing.
 */
void raised_add(struct buf *to, struct span before, struct span s);

#endif
