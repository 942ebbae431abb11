/*
 * quotation.h: the quotations in a text: what stands between quotation marks,
 * and block quotations. Anyone may include it. Pure.
 *
 * Marks: “ ” " " ‘ ’ ' ' „ “ „ ” ‚ ‘ « » » « ‹ › 「 」 『 』 `` '', one inside another; a
 * quotation of several paragraphs, each of which begins with the mark. Where a mark
 * may be an apostrophe and nothing closes it, it is one.
 */
#ifndef TEXT_QUOTATION_H
#define TEXT_QUOTATION_H

#include "text/pool.h"

#define QUOTATION_DEPTH_MAX 8 /* quotations inside one another; deeper marks are text */
#define QUOTATION_INDENT 4    /* columns before each line of an indented block */

struct quotation {
	struct range at;   /* bytes of the text, without its marks */
	struct span text;  /* the same without marks at the beginnings of its paragraphs or lines */
	size_t line;       /* of its first byte, from 1 */
	size_t paragraph;  /* from 1 */
	unsigned depth;    /* 0: not inside another */
	bool block;        /* set off as a paragraph of its own */
	size_t words;
};

struct quotations {
	struct quotation *items; /* in the order of the text, outer ones first */
	size_t count, cap;
	size_t unclosed;      /* marks that nothing closes, apostrophes not among them */
	size_t unclosed_line; /* of the first */
	struct pool pool;
	struct finder *finder;
};

void quotations_init(struct quotations *q);
void quotations_release(struct quotations *q);
/* All quotations of a plain or Markdown text, from byte `from` on, whose paragraphs are parted by blank lines. */
void quotations_find(struct quotations *q, struct span text, size_t from);
/* For texts with paragraphs of their own: each in its order, and then the end. */
void quotations_paragraph(struct quotations *q, struct span text, struct range paragraph, bool block);
void quotations_end(struct quotations *q);
/* Bytes that are no part of the quotation around them: a > before a line. Known before their paragraph. */
void quotations_hole(struct quotations *q, struct range at);

#endif
