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

/* What a part of a text is, where the format itself says so. */
enum segment_kind {
	SEGMENT_PARAGRAPH,
	SEGMENT_HEADING,
	SEGMENT_ITEM,
	SEGMENT_NOTE,
	SEGMENT_ROW,
	SEGMENT_QUOTATION,
	SEGMENT_MARGIN, /* in the margin of the page: nobody counts it as a paragraph */
	SEGMENT_KINDS
};

#define SEGMENT_NONE ((size_t)-1)
#define SEGMENT_LEVEL_MAX 12 /* deeper headings and items count as this deep */
#define OCR_WORDS_MAX ((size_t)8 * 1000 * 1000) /* of one document */
#define DECLARED_MAX 8 /* languages that a file is kept to declare; more are left out */
#define SEGMENTS_MAX ((size_t)2 * 1000 * 1000) /* segments, and calls, of one document */

/*
 * Segments follow one another in the canonical text, a blank line between two. A
 * number that a segment prints is in the text, before its content, also where the
 * format makes it ("14. ", "[3] "); a bullet and the calls of notes are not.
 */
struct segment {
	enum segment_kind kind;
	int level;          /* a heading: 1, the outermost, …; an item: how deep its list is nested, from 1; else 0 */
	struct range at;    /* all its bytes, its number included */
	struct range label; /* the number that the format makes or names, without its stop or brackets; empty: none */
	size_t content;     /* the first byte after the number and its white space; without a label at.start */
};

/* A call of a note: it stands before byte `at`; none of its own bytes are in the text. */
struct segment_call {
	size_t at;
	size_t note; /* the segment that is the note; SEGMENT_NONE: the document does not have it */
};

/* A word that was read from a picture, and how sure its reader is: per cent, from 1. */
struct ocr_word {
	struct range at;
	uint32_t confidence;
};

struct document {
	struct buf text;       /* canonical text */
	const char *encoding;  /* a constant: what it was converted from; NULL: UTF-8, the file's own bytes */
	enum style style;
	size_t body;           /* first byte after a byte-order mark and front matter: structure begins here */
	struct metadata front; /* front matter, and what the format itself says */
	char declared[DECLARED_MAX][3]; /* ISO 639-1: what its styles and runs are spelled by, a template's among them; "": no more */
	struct page_mark *pages; /* form feeds part pages in plain text; none: count 0 */
	size_t page_count;
	char *page_labels;       /* owns the labels of pages; NULL: they have none */
	char *remark;            /* what a person should know though the document was read (allocated); NULL: nothing */
	struct segment *segments; /* of formats with a structure of their own; none: count 0 */
	size_t segment_count;
	struct segment_call *calls; /* in order of `at`; only with segments */
	size_t call_count;
	size_t picture_pages;       /* of a format with pages: how many are pictures that were not read */
	struct ocr_word *ocr_words; /* in order; none: count 0 */
	size_t ocr_count;
};

void document_init(struct document *d);
void document_release(struct document *d);

/* How sure OCR is of what it read in ranges of the text: per cent, weighed by bytes; 0: nothing in them is of OCR. */
uint32_t document_ocr_confidence(const struct document *d, const struct range *ranges, size_t count);
/* On how many pages there is something that OCR read. */
uint32_t document_ocr_pages(const struct document *d);

enum format { FORMAT_UNKNOWN, FORMAT_TEXT, FORMAT_JSON_LINES, FORMAT_HTML, FORMAT_DOCX, FORMAT_ODT, FORMAT_RTF, FORMAT_MAIL, FORMAT_PDF, FORMAT_EPUB };

/*
 * The format by content; `name` only tells apart what content cannot (.md from
 * .txt, .jsonl). For FORMAT_UNKNOWN *reason (allocated) says what it seems to be
 * ("not a format we read (image/png)").
 */
enum format format_detect(struct span bytes, struct span name, char **reason);
/*
 * For files that must be UTF-8 (JSON lines, catalogues): what is wrong and the
 * remedy, allocated, if the bytes are UTF-16; else NULL.
 */
char *format_wide(struct span bytes, const char *name);
/*
 * Reads a file's bytes; false with *reason (allocated) when nothing can be read
 * from it. Formats other than plain text are parsed in a child process
 * (child.h); while it runs, no other thread may hold a lock.
 */
bool document_read(struct document *d, struct span bytes, struct span name, char **reason);

#endif
