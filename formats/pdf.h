/*
 * pdf.h: a PDF as its words with their boxes, then as lines in reading order.
 * Lengths are points, y grows downwards. For formats/pdf*.c only.
 */
#ifndef FORMATS_PDF_H
#define FORMATS_PDF_H

#include "text/buf.h"
#include "text/strmap.h"

#define PDF_PAGES_MAX 20000          /* pages of a document */
#define PDF_WORDS_MAX ((size_t)8 * 1000 * 1000)
#define PDF_LABEL_MAX 16             /* bytes of a printed page number, its NUL included */

struct pdf_box {
	float x0, y0, x1, y1;
};

/* Characters of one size and font, without white space between them. */
struct pdf_word {
	struct pdf_box box;
	float size;
	uint16_t font;
	bool space;        /* white space stands before it in its line */
	bool begins;       /* the reader of the file found a new line here */
	bool call;         /* the call of a note, not text */
	bool raised;       /* it stands higher or is printed as superscript, and smaller */
	bool numbers;      /* it stood in the margin, and is the number of the paragraph beside it */
	uint8_t confidence; /* read by OCR: how sure it is, per cent; 0: from the text layer */
	uint32_t line;     /* while lines are put together */
	uint32_t drawn;    /* as of struct pdf_line */
	struct range text; /* of struct pdf.text */
};

struct pdf_font {
	bool bold, italic;
	bool layer; /* invisible: of an OCR's text layer */
};

/* Which way a page's part is set. */
enum pdf_role { PDF_BODY, PDF_FURNITURE, PDF_NOTE, PDF_MARGIN, PDF_CONTENTS };

#define PDF_NOTE_LABEL_MAX 16 /* bytes, the NUL included */

struct pdf_note {
	char label[PDF_NOTE_LABEL_MAX];
	uint32_t page;     /* on which it begins, from 0 */
	uint32_t words;    /* of its first line that are its label */
	bool at_end;       /* it stands behind the text, not at the foot of a page */
};

/* Words on one base line, by x: struct pdf_page.order[first] and so on. */
struct pdf_line {
	uint32_t first, count;
	uint32_t page;       /* from 0 */
	uint32_t column;     /* lines of one column of one page share it; numbered in reading order */
	struct pdf_box box;
	struct pdf_box room; /* of the column */
	float size;          /* of most of its characters */
	bool bold, italic, capitals; /* all of it */
	bool right_to_left;
	bool cell;           /* it stands in a table's cell: nothing goes on from it in another column */
	bool row;            /* it is a row of a table with rules: its words' cells say where one ends */
	bool boxed;          /* it stands in a box: nothing goes on from it in another column, or into it */
	uint32_t drawn;      /* 1 + the cell that rules enclose it in, of struct pdf_page.cells; 0: none */
	enum pdf_role role;
	uint32_t note;       /* PDF_NOTE: whose text it is, in struct pdf.notes */
};

/* A cell of a table, or a box, with rules on all sides. */
struct pdf_cell {
	struct pdf_box box;
	uint32_t row, column; /* of the page, from above and from the left */
	uint32_t table;       /* cells that touch one another have one number */
	bool wide;            /* nothing of its table stands beside it: a row, whose columns no rule parts */
};

struct pdf_page {
	float width, height;
	struct pdf_word *words;
	size_t word_count, word_cap;
	uint32_t *order;
	size_t order_count, order_cap;
	struct pdf_line *lines;
	size_t line_count, line_cap;
	struct pdf_cell *cells;
	size_t cell_count, cell_cap;
	bool turned;                     /* its text runs upwards or downwards, and the boxes of its words are turned */
	bool picture;                    /* a picture covers most of it, and it has no text layer */
	bool layer;                      /* its words are an OCR's, and stand over its picture, unseen */
	bool scanned;                    /* its words were read from that picture */
	const char *unread;              /* why they were not, though that was asked for; NULL: it was not, or they were */
	char given[PDF_LABEL_MAX];       /* the label that the file gives it; "": none */
	char printed[2][PDF_LABEL_MAX];  /* the number printed on it; the second one on the right half of a spread */
};

struct pdf {
	struct pdf_page *pages;
	size_t page_count;
	size_t word_total;
	struct buf text;
	struct pdf_font *fonts;
	size_t font_count, font_cap;
	struct strmap font_names; /* name → 1 + index */
	char *title;              /* what the file says; NULL: nothing */
	struct pdf_note *notes;
	size_t note_count, note_cap;
	float size;               /* of most characters */
	float leading;            /* usual distance of base lines in text of that size */
	const char *scanned_by;   /* what read the pictures; NULL: nothing was to */
	bool less;                /* forms and attached files are not looked at: a reader that did did not come to an end */
	size_t unread_fields;     /* of a form: filled in, on pages that are turned */
	size_t attached;          /* files inside it, which are not read */
	bool cut_short;           /* what comes last in the file is missing */
	size_t unsure_words;      /* of the pictures, left out */
};

void pdf_init(struct pdf *p);
void pdf_release(struct pdf *p);
/* ---- pdf_end.c ---- */

/* Whether the file is cut short: there is no table of objects behind the last of them. */
bool pdf_lacks_end(struct span bytes);

/* Reads the words; false with *reason (allocated). */
bool pdf_load(struct pdf *p, struct span bytes, char **reason);
/* The font of that name, as struct pdf_word has it. */
uint16_t pdf_font_of(struct pdf *p, const char *name);
/* Adds the words that OCR read on pages that are pictures; what is not sure enough is left out, and noted. */
struct pdf_scans;
void pdf_scans_add(struct pdf *p, const struct pdf_scans *scans);

/* Sets the words of OCR's text layers level, each as wide as it is, in few sizes. */
void pdf_layers_settle(struct pdf *p);

/* Sets signs beside numbers and Latin words of lines that run from right to left where they are read. */
void pdf_signs_turn(struct pdf *p);
/* Leaves credits and stamps on their side in the margin out; turns a page that is set so as a whole. */
void pdf_page_turn(struct pdf_page *page);

/* ---- sizes (pdf_sizes.c) ---- */

/* The size of the middle word of the pages that are such; 0: they have none. */
float pdf_usual_size(const struct pdf *p, bool (*is_such)(const struct pdf_page *));
/* How many steps a size is above the usual one, rounded; a step is so many times as large. */
float pdf_size_steps(float size, float usual, float step);

/* ---- geometry ---- */

float pdf_height(const struct pdf_box *b);
float pdf_width(const struct pdf_box *b);
void pdf_box_add(struct pdf_box *b, const struct pdf_box *other);
/* The part of the lower one's height that two boxes share. */
float pdf_overlap(const struct pdf_box *a, const struct pdf_box *b);
/* Upwards. */
void pdf_sort_lengths(float *lengths, size_t count);

struct span pdf_word_text(const struct pdf *p, const struct pdf_word *w);
/* The value of a word of up to four digits; of one with a stop behind them, perhaps. 0: it is none. */
long pdf_word_digits(struct span word);
long pdf_word_number(struct span word);
bool pdf_word_begins_lower(const struct pdf *p, const struct pdf_word *w);
const struct pdf_word *pdf_line_word(const struct pdf *p, const struct pdf_line *l, size_t i);
struct pdf_word *pdf_word_at(struct pdf *p, const struct pdf_line *l, size_t i);
/* Not small letters alone, unless they are a Roman number: "the" may end the line of a cell, and labels nothing. */
bool pdf_may_be_label(struct span word);
/* Letters of Hebrew, Arabic and their neighbours, presentation forms included. */
bool pdf_is_right_to_left(int32_t cp);
/* Sets size, fonts and capitals of a line from its words. */
void pdf_line_look(const struct pdf *p, struct pdf_line *l);
/* A word of a line, in the order in which it is read; `space`: white space stands before it. */
typedef void pdf_word_visit(void *context, const struct pdf_word *w, bool space);
void pdf_line_each(const struct pdf *p, const struct pdf_line *l, pdf_word_visit *visit, void *context);
/* Appends the line's text, logical order, single spaces; calls left out. */
void pdf_line_text(struct buf *out, const struct pdf *p, const struct pdf_line *l);
/* Appends a word, ligatures and presentation forms as the letters that they stand for. */
void pdf_word_add(struct buf *out, const struct pdf *p, const struct pdf_word *w);

/* ---- steps, in this order ---- */

void pdf_watermarks_drop(struct pdf *p);   /* large letters that the text is printed over */
void pdf_line_numbers_drop(struct pdf *p); /* the numbers of lines, where they are numbered */
void pdf_margin_numbers_move(struct pdf *p); /* the numbers of paragraphs, from the right margin to where these begin */
void pdf_lines_find(struct pdf *p);     /* words → pieces of lines */
/* The same of a page whose words have their cells now; what is no text stays so. */
void pdf_lines_find_again(struct pdf *p, uint32_t page);
void pdf_measure(struct pdf *p);        /* size and leading of the document */
void pdf_furniture_find(struct pdf *p); /* running heads and feet, page numbers */
void pdf_drawn_find(struct pdf *p, struct span bytes); /* the cells of tables, by their rules; lines are found again there */
void pdf_pieces_split(struct pdf *p);   /* where they reach over a strip between columns */
void pdf_row_numbers_raise(struct pdf *p); /* numbers of rows, from half their height to the first line beside them */
void pdf_columns_order(struct pdf *p);  /* pieces → lines in reading order */
void pdf_contents_find(struct pdf *p);  /* tables of contents */
void pdf_notes_find(struct pdf *p);     /* notes and their calls */

/* The next label in the text of a call, from byte *at on ("3", "4" of "3,4"); false after the last. */
bool pdf_call_label(struct span text, size_t *at, char label[PDF_NOTE_LABEL_MAX]);
/* The note that a call on a page means; PDF_NO_NOTE: there is none. */
#define PDF_NO_NOTE ((size_t)-1)
size_t pdf_note_find_label(const struct pdf *p, const char *label, uint32_t page);

#endif
