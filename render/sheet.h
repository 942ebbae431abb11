/*
 * sheet.h: hits on a page of HTML that a person can read and print: no script,
 * nothing fetched. For searcher/ and tests/.
 */
#ifndef RENDER_SHEET_H
#define RENDER_SHEET_H

#include "text/buf.h"

struct sheet_hit {
	unsigned number;         /* its note's */
	struct span citation;    /* HTML, as cite_style() makes it */
	struct span place;       /* plain text; empty: none */
	struct span text;        /* the quotation as shown */
	const struct range *highlights; /* bytes of text, in order and apart */
	size_t highlight_count;
	const char *language;    /* ISO 639-1, NULL: unknown */
	struct span link;        /* empty: none */
	const char *id, *sha256, *quoted; /* passage; hash and file of the quoted bytes */
	unsigned source;         /* number of its source */
	const struct range *ranges; /* the quoted bytes, in the source's text */
	size_t range_count;
};

struct sheet_source {
	unsigned number;
	struct span citation;     /* HTML: the entry of the list of works */
	const char *id, *file;    /* as the index has them */
	const char *sha256, *text_sha256;
	const char *copy, *text;  /* files of the bundle; NULL: not in it. The same, where the file is its text */
};

struct sheet {
	struct span query;
	const char *made, *program, *style; /* "2026-11-26T01:00:00Z", "hrsearch 0.1.0", "oscola" */
	const char *const *digests;         /* of the indexes that were asked */
	size_t digest_count;
	bool has_texts;                     /* what check.sh compares quotations with is in the bundle */
	const struct sheet_hit *hits;
	size_t hit_count;
	const struct sheet_source *sources;
	size_t source_count;
};

void sheet_print(struct buf *out, const struct sheet *s);

#endif
