/*
 * markup_parts.h: what the files behind markup_find share: the place at work in
 * a range, and the marks that are read there. For indexer/markup*.c and stars.c only.
 *
 * Each function that reads a mark at `at` returns the byte past what it took,
 * which may be the mark's first byte alone; what is not text it skips.
 */
#ifndef INDEXER_MARKUP_PARTS_H
#define INDEXER_MARKUP_PARTS_H

#include "indexer/outline_blocks.h"
#include "text/utf8.h"

#define NESTING_MAX 64  /* open runs of emphasis, for each of * and _ */

/* A run of * or _ that may open emphasis. */
struct opener {
	size_t at, left; /* first byte, bytes not used */
};

struct openers {
	struct opener runs[NESTING_MAX];
	size_t count;
};

struct markup_reader {
	struct scan *s;
	struct markup *out;
	struct openers stars, lines;
	size_t call; /* the next call at or after the place read */
	size_t text_end; /* of a link's text that is being read: its ] */
	size_t link_end;
	bool quote;  /* the > at the heads of lines are marks */
	bool raised; /* inside <sup> or <sub> whose tags are read */
	size_t from, to; /* the range */
};

static inline void markup_skip(struct markup *m, size_t start, size_t end)
{
	ARRAY_GROW(m->skips, m->skip_count, m->skip_cap);
	m->skips[m->skip_count++] = (struct range){start, end};
}

/* The first of s->calls at or after a byte. */
size_t call_first(const struct scan *s, size_t at);

static inline bool markup_is_space(struct span t, size_t at)
{
	int32_t cp;

	utf8_decode(t, at, &cp);
	return utf8_is_space(cp);
}

/* ---- markup_emphasis.c ---- */

/* A run of * or _. */
size_t markup_emphasis(struct markup_reader *r, size_t at);

/* ---- markup_marks.c ---- */

bool markup_starts_address(struct span t, size_t at, size_t to);
/* Past an address in the text, which ends before what can be none of it. */
size_t markup_address_end(struct span t, size_t at, size_t to);
/* <https://…>, <x@y.z>, or a tag. */
size_t markup_angle(struct markup_reader *r, size_t at);
/* [text](address): the text stays, the address is not read. */
size_t markup_link(struct markup_reader *r, size_t at);
/* `code` */
size_t markup_code(struct markup_reader *r, size_t at);
/* A backslash and what it escapes. */
size_t markup_escape(struct markup_reader *r, size_t at);

#endif
