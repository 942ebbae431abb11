/*
 * cite.h: a citation, one function over one record. For indexer/ (export),
 * searcher/ and tests/.
 */
#ifndef RENDER_CITE_H
#define RENDER_CITE_H

#include "store/record.h"
#include "store/source.h"

#define CITE_SECTIONS 2       /* innermost section titles that a pinpoint names */
#define CITE_SECTION_CHARS 60 /* characters of a section title; a longer one is cut at a word, with " …" */

/*
 * Plain style: publisher, title, symbol and date, pinpoint: "para. 14", or
 * "5th paragraph under “Background” (counted)", or "note 28"; the 3rd
 * “Recommendations” where the source has several; "Digest of …"
 * where the source is our own account. Never claims what was not read: what
 * has no title is named by its kind and file. page: where the first match
 * begins, NULL if pages are not known. One line, valid UTF-8, with a full stop.
 */
void cite_plain(struct buf *out, const struct source *s, const struct record *r,
                const struct page_mark *page);
/* The pinpoint alone; empty when nothing can be said. */
void cite_pinpoint(struct buf *out, const struct record *r, const struct page_mark *page);
/* The pinpoint of what ends on a later page; last: NULL where it does not. */
void cite_pinpoint_over(struct buf *out, const struct record *r, const struct page_mark *page,
                        const struct page_mark *last);
/* The pinpoint without the section, for a line that shows the section path before it. */
void cite_locus(struct buf *out, const struct record *r, const struct page_mark *page);
/* The section as a citation names it: the innermost CITE_SECTIONS of its path. Two that read alike need a number. */
void cite_section(struct buf *out, const struct span *path, size_t count);
/* 2015-12-21 as "21 December 2015", 2021-11 as "November 2021", 2015 as "2015". */
void cite_date(struct buf *out, const char *iso);
/* Whether the source is our own account of a publication (its kind is "digest"). */
bool cite_is_digest(const struct source *s);
/* Its title; what has none is named by its kind and its file, and never given one. */
void cite_title(struct buf *out, const struct source *s);
/* An item's printed mark, which it has: "(a)", "(c)(ii)"; apart: "(c) (ii)". */
void cite_add_mark(struct buf *out, const struct record *r, bool apart);
/* Appends text on one line: white space single, none at its ends, ill-formed bytes as U+FFFD. */
void cite_add_line(struct buf *out, struct span text);
void cite_add_ordinal(struct buf *out, uint32_t n); /* "3rd" */
/* Appends text on one line, at most `most` characters, cut at a word with " …". */
void cite_shorten(struct buf *out, struct span text, size_t most);

#endif
