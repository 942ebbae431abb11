/*
 * pdf_calls.h: calls of notes, raised and smaller or a mark, and the labels by
 * which notes answer them. For formats/pdf_calls.c, pdf_notes.c and
 * pdf_large_notes.c only.
 */
#ifndef FORMATS_PDF_CALLS_H
#define FORMATS_PDF_CALLS_H

#include "formats/pdf.h"

/* A note's label at the head of a line. */
struct pdf_note_head {
	char label[PDF_NOTE_LABEL_MAX];
	uint32_t words;
	bool raised, mark;
	long number; /* of a label of digits or a Roman number, else 0 */
};

/* Marks the words of the text's lines that may be calls. */
void pdf_calls_find(struct pdf *p);
/* After the notes: calls that none answers are text again; lines look as they do without their calls. */
void pdf_calls_settle(struct pdf *p);

/* 0: a mark. */
long pdf_label_number(const char *label);
/* False: a line does not begin with a label. */
bool pdf_note_head_read(const struct pdf *p, const struct pdf_line *l, struct pdf_note_head *h);
/* Whether a call of the page has the label. */
bool pdf_page_calls(const struct pdf *p, uint32_t page, const char *label);
/*
 * Whether a page has what a mark's note may answer: a call, a word that ends in
 * the mark, or the mark behind a space. Only the signs for section and paragraph
 * stand so without calling anything: "U.S.C. § 1983".
 */
bool pdf_page_has_mark(const struct pdf *p, uint32_t page, const char *label);
/* Whether a word of the page ends in a stop and the label of digits, "them.12": some print calls as large as the text, and no higher. */
bool pdf_page_glues(const struct pdf *p, uint32_t page, const char *label);
/* A note with a mark, or such a label, is called by the first word of the page's lines before `before` that ends in just that. */
void pdf_call_by_mark(struct pdf *p, uint32_t page, const char *label, size_t before);

/* ---- pdf_notes.c, for pdf_large_notes.c ---- */

/* Its place in p->notes. */
size_t pdf_note_add(struct pdf *p, const struct pdf_note_head *h, uint32_t page, bool at_end);
/* The last note's number; 0: it has none, or there is none. */
long pdf_note_last_number(const struct pdf *p);
/* The last line of a page's notes; NULL: it has none. */
struct pdf_line *pdf_note_last_line(struct pdf *p, uint32_t page);
/* Whether a line ends a sentence. */
bool pdf_note_line_ends(const struct pdf *p, const struct pdf_line *l);

/* ---- pdf_large_notes.c ---- */

/*
 * The notes at the foot of a page that are as large as its text, and whose numbers are not raised: those of all calls
 * of the page, in order. False: it has no such.
 */
bool pdf_large_notes_take(struct pdf *p, uint32_t number);

#endif
