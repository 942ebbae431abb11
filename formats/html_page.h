/*
 * html_page.h: a page while it is read. For html.c, html_write.c,
 * html_blocks.c, html_marker.c, html_numbers.c, html_rows.c and html_spans.c only.
 */
#ifndef FORMATS_HTML_PAGE_H
#define FORMATS_HTML_PAGE_H

#include "formats/html_notes.h"
#include "formats/numerals.h"
#include "formats/segments.h"

#define LISTS_MAX 64             /* lists inside one another; deeper ones print no numbers */
#define BARE_DIGITS_MAX 4        /* of a paragraph's number that has neither stop nor brackets */
#define CELL_MAX 1500            /* a table with a longer cell only lays out the page */

struct list {
	enum numerals numerals;
	long number, step;
};

struct page {
	struct html_tree tree;
	struct html_notes notes;
	struct segment_writer writer;
	struct document *document;

	bool book;     /* a book's chapters: nothing of a site is around them */
	size_t *stack; /* open elements */
	size_t depth;
	struct list lists[LISTS_MAX];
	size_t list_depth, quotes, pre;
	bool heading, row, break_seen;
	bool item;           /* an item's first segment is still to come */
	char label[NUMERAL_MAX + 2];
	long bare_row;       /* the last number without a stop that a table of one row had; 0: none */
	char bare[24];       /* of the row that is read, until it is written */

	size_t note, note_end;
	bool bracket;        /* the ")" behind a call is no text, as its "(" is none */
	bool note_begun, note_label, note_stop; /* its segment; its printed label may still come, and the stop behind that */
	size_t *segment_of;  /* of each note */
};

/* html_write.c */
/* What stands at the edge of a block: the open segment ends, or goes on in a new line. */
void html_block_edge(struct page *p);
/* The segment that text goes into: the open one, or a new one of the kind that is due here. */
void html_open_segment(struct page *p);
void html_write_text(struct page *p, size_t i);
void html_write_break(struct page *p);
void html_write_quote(struct page *p, const char *mark);
void html_write_call(struct page *p, size_t i);
/* The note that node i is; what was open ends. */
void html_begin_note(struct page *p, size_t i);
void html_end_note(struct page *p);

/* html_blocks.c */
void html_enter_list(struct page *p, size_t i);
void html_enter_item(struct page *p, size_t i);
void html_enter_row(struct page *p, size_t i);
void html_enter_cell(struct page *p, size_t i);
void html_leave_row(struct page *p, size_t i);

/* html_marker.c */
/* Without the spaces at its ends, no-break spaces too. */
struct span html_without_spaces(struct span s);
/* 12, 4a, 2.1, iv, b, aa, а: a number as lists have it; *stops: there is one inside. */
bool html_is_number(struct span s, bool *stops);
/* "(a)", "12.", "2.1", "iv)": an item's number and nothing else. */
bool html_is_marker(struct span s);
/* A bullet that is typed. */
bool html_is_bullet(struct span s);
/* Whether the open segment holds nothing but an item's number: what comes next is what it numbers. */
bool html_only_marker(const struct page *p);
/* Whether a line of the open segment, after a line end, is a numbered item as the segment's first line is, or one that a colon leads in to. */
bool html_begins_item(const struct page *p, struct span line);
/* Whether "1.1. The appeal …" follows a "1." that is all of the open paragraph, which then has no text of its own. */
bool html_begins_deeper(const struct page *p, struct span line);
/* A text without the spaces that part it from the number of its segment. */
struct span html_after_number(const struct page *p, struct span s);
/* Whether an element that ends here is a number with nothing between it and the word that it stands before. */
bool html_needs_space(const struct page *p, size_t i);

/* html_numbers.c */
/* Whether a text is a number without a stop, and all of its block, or of an element directly before it, behind "I." in a block of its own: the number of what stands below. */
bool html_is_number_alone(const struct page *p, size_t i);
/* A paragraph's number at the head of a text that opens one, "14" before wide spaces; empty, with *rest as it was, if there is none. *rest: what follows it. */
struct span html_bare_number(const struct page *p, size_t i, struct span *rest);
/* A law's paragraph's number that is raised: <sup>2</sup> at the head of the second block below "Art. 5"; empty: it is none. */
struct span html_raised_number(const struct page *p, size_t i);

/* html_spans.c */
/* Notes of each cell and row of a section, the rows of a table that stand together, the columns that cells above reach into. */
void html_spans_find(struct html_tree *t, size_t section);

/* html_rows.c */
/* Whether a row has two cells, an item's number and what it numbers. */
bool html_is_numbered_row(const struct html_tree *t, size_t row);
/* The number without a stop in the first of two cells of a table that has no other row; *cell: that cell. 0: it is no such. */
long html_bare_row(const struct html_tree *t, size_t row, size_t *cell);
/* The next such row's number; 0: there is none near. */
long html_next_bare_row(const struct html_tree *t, size_t row);

#endif
