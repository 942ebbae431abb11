/*
 * reader.h: the one interface behind which every format is read: a file's
 * bytes → canonical text, blocks, pages, metadata. For indexer/ and searcher/
 * (which verifies quotations by reading a source again).
 */
#ifndef FORMATS_READER_H
#define FORMATS_READER_H

#include "text/metadata.h"
#include "text/page.h"

#define READER_FILE_MAX ((size_t)256 * 1024 * 1024) /* bytes of one file that we read */

enum style {
	STYLE_PLAIN,    /* text whose structure must be found; Markdown marks in it are honoured */
	STYLE_MARKDOWN, /* a .md file: fenced code, setext headings, tables, nested lists too */
};

struct document {
	struct buf text;       /* canonical text */
	const char *encoding;  /* a constant: what it was converted from; NULL: UTF-8, the file's own bytes */
	enum style style;
	size_t body;           /* first byte after a byte-order mark and front matter: structure begins here */
	struct metadata front; /* front matter, and what the format itself says */
	struct page_mark *pages; /* form feeds part pages in plain text; none: count 0 */
	size_t page_count;
};

void document_init(struct document *d);
void document_release(struct document *d);

enum format { FORMAT_UNKNOWN, FORMAT_TEXT, FORMAT_JSON_LINES };

/*
 * The format by content; `name` only tells apart what content cannot (.md from
 * .txt, .jsonl). For FORMAT_UNKNOWN *reason (allocated) says what it seems to be
 * ("not a format we read (application/pdf)").
 */
enum format format_detect(struct span bytes, struct span name, char **reason);
/* Reads a file's bytes; false with *reason (allocated) when nothing can be read from it. */
bool document_read(struct document *d, struct span bytes, struct span name, char **reason);

#endif
