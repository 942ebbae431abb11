/*
 * office.h: what the readers of word processors' files share: paragraphs,
 * rows of tables, notes, and properties. For formats/office*.c, docx*.c, odt*.c and rtf*.c only.
 */
#ifndef FORMATS_OFFICE_H
#define FORMATS_OFFICE_H

#include "formats/segments.h"

#define OFFICE_LABEL_MAX 100   /* bytes of a printed number */
#define OFFICE_HEADING_LEVELS 9
#define OFFICE_HEADING_MAX 400 /* bytes of a heading that ends like a sentence */
#define OFFICE_CELL_MAX 1500   /* a table with a longer cell only lays out the page */

struct office_call {
	size_t at, note; /* byte of the paragraph's text; a note's number */
};

/* A raised text that was written, until office_finish. */
struct office_raised {
	size_t segment;
	struct range at; /* bytes of the document's text */
	bool called;     /* it begins a note that something calls */
};

/* Text has no mark-up; a line feed is a line end inside the paragraph. */
struct office_paragraph {
	struct buf text;
	struct office_call *calls;
	size_t call_count, call_cap;
	struct range *raised; /* bytes of the text; in order, and apart */
	size_t raised_count, raised_cap;
	int heading; /* level, 0: none */
	bool title, quotation;
	bool item;
	int level;   /* of an item, from 1 */
	char label[OFFICE_LABEL_MAX]; /* as printed, "" for none */
};

/* What the name of a style of Word's own says, in any language of the program. */
struct office_style {
	int heading; /* level, 0: none */
	bool title, quotation, contents;
};

struct office_note {
	struct buf text;
	char label[OFFICE_LABEL_MAX];
};

struct office {
	struct document *document;
	struct segment_writer writer;
	bool titled;           /* a paragraph in the style of titles was met: headings stand below it */
	size_t title;          /* the segment that it is */
	struct office_raised *raised; /* in order */
	size_t raised_count, raised_cap;

	struct office_paragraph *held; /* of the row that is open */
	size_t *cells;         /* first held paragraph of each cell */
	size_t held_count, held_cap, cell_count, cell_cap;
	int tables;            /* open, one inside another */
	bool row, nested;      /* a row is open; a table stood inside it */

	struct office_note *notes;
	size_t note_count, note_cap;
};

struct office_style office_style(const char *name);
/* A long paragraph that ends like a sentence is no heading, whatever its style. */
bool office_is_long_sentence(struct span text);
/* "Article 5", "Rule 12.": a name and a number; "iv)" and "(a)" are none. */
bool office_label_is_worded(const char *label);

void paragraph_init(struct office_paragraph *p);
void paragraph_release(struct office_paragraph *p);
void paragraph_call(struct office_paragraph *p, size_t note); /* at the end of its text */
/* Its text from a byte on is raised. */
void paragraph_raise(struct office_paragraph *p, size_t from);
/* Forgets what was raised of a text that has become shorter. */
void paragraph_drop_raised(struct office_paragraph *p);
/* Its text for a note, which calls none: raised numbers are written as such. */
struct span paragraph_note_text(struct office_paragraph *p);

void office_init(struct office *o, struct document *d);
void office_release(struct office *o);
/* Writes the paragraph, or holds it until its row ends; it is empty again afterwards. */
void office_add(struct office *o, struct office_paragraph *p);
void office_begin_table(struct office *o);
void office_end_table(struct office *o);
void office_begin_row(struct office *o);
void office_begin_cell(struct office *o);
/* A row of several short cells is one segment, "| a | b |"; any other is its paragraphs. keep: not deleted. */
void office_end_row(struct office *o, bool keep);
/* A note's number; its text and label may be set until office_finish. */
size_t office_note(struct office *o);
/* Writes the notes and joins the calls. False with *reason if there is no text, or too much. */
bool office_finish(struct office *o, char **reason);
/* Finds the notes that are typed, and writes what else is raised (office_calls.c); for office_finish. */
void office_settle_raised(struct office *o);
/* Takes a title from the file's properties if the beginning of the text bears it out. */
void office_take_title(struct office *o, struct span title);

#endif
