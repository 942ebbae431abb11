/*
 * docx_text.h: the document and its notes, as a stream of elements. For
 * formats/docx*.c only.
 */
#ifndef FORMATS_DOCX_TEXT_H
#define FORMATS_DOCX_TEXT_H

#include "formats/document.h"
#include "formats/docx_styles.h"

#define DOCX_NEST_MAX 8    /* paragraphs inside one another (text boxes) */
#define DOCX_FIELDS_MAX 16 /* fields inside one another */
#define DOCX_NONE ((size_t)-1)

enum docx_part { DOCX_BODY, DOCX_FOOTNOTES, DOCX_ENDNOTES, DOCX_PARTS };

/* How notes are numbered in a section. */
struct docx_note_form {
	enum numerals numerals;
	long start;
	bool by_section, by_page;
};

struct docx_section {
	struct docx_note_form forms[DOCX_PARTS]; /* of footnotes and endnotes */
};

/* A note of footnotes.xml or endnotes.xml. */
struct docx_note {
	struct buf text;
};

/* A note's call, in order: struct office has its note under the same number. */
struct docx_call {
	enum docx_part part;
	size_t section;
	bool marked; /* prints a mark of its own */
};

struct docx_frame {
	struct office_paragraph paragraph;
	struct docx_look own; /* what the paragraph itself says */
	struct span style;
	bool properties, mark_deleted;
	bool buried;                  /* a box, anchored in what is not shown */
	unsigned style_gone, run_style_gone; /* toggles that the paragraph's and the run's style turn on */
	struct docx_toggles run;      /* what the run that is open says itself */
	enum docx_height style_height, run_style_height, run_height; /* likewise */
};

/* A field of a form: what it shows where the file has no result of it. */
struct docx_form {
	bool open;            /* its properties are being read */
	size_t field;         /* how many fields were open, with it; 0: there is none */
	long entries, wanted; /* of a list: those that were read; which one is chosen */
	size_t at;            /* where it stands in its paragraph */
	struct buf shown;
};

struct docx {
	struct office office;
	struct docx_styles styles;
	enum docx_part part;

	struct docx_frame frames[DOCX_NEST_MAX];
	size_t depth;      /* paragraphs open */
	bool joined;       /* the last one's mark is deleted: the next goes on from it */
	size_t skip;       /* elements open that are not read */
	bool run_properties, text;
	bool row_properties, row_deleted;
	bool instructions[DOCX_FIELDS_MAX]; /* of each open field: its result has not begun */
	size_t fields;
	struct docx_form form_field;
	size_t inserted;   /* other files that the document takes in, which are not read */
	size_t marks;      /* 1 + the call whose own mark is next in the run; 0: none */

	size_t items_of;   /* numbering of the list that is open, DOCX_NONE */
	unsigned items_used; /* its levels in use, as bits */

	struct docx_note *notes;
	size_t note_count, note_cap, note; /* note: the one that is read, DOCX_NONE */
	struct strmap by_id; /* part and id → 1 + index */
	struct docx_call *calls;
	size_t call_count, call_cap;
	struct docx_section *sections; /* the last one is open */
	size_t section_count, section_cap;
	bool section_ends; /* with the paragraph that is open */
	struct docx_section usual; /* what a section has that says nothing */
	enum docx_part form;     /* whose numbering is being said, DOCX_BODY: none */
};

void docx_init(struct docx *x, struct document *d);
void docx_release(struct docx *x);
/* Reads the document, or the notes: these first. False with *reason (allocated), here and below. */
bool docx_text_read(struct docx *x, enum docx_part part, struct span xml, char **reason);
/* The innermost open paragraph, NULL: none is. */
struct docx_frame *docx_frame(struct docx *x);
/* Whether text that comes now is raised (docx_gone.c). */
bool docx_frame_raised(const struct docx_frame *f);
/* Whether what comes now is printed in an open paragraph: neither hidden nor a field's code. */
bool docx_is_shown(struct docx *x);

/* Adds to the innermost open paragraph, if it is shown. */
void docx_add(struct docx *x, const char *text);

/* ---- docx_gone.c ---- */
/* Whether what comes now in a paragraph is hidden or struck out. */
bool docx_frame_gone(const struct docx_frame *f);

/* ---- docx_signs.c ---- */
/* A character of a font. */
void docx_add_symbol(struct docx *x, struct xml *a);
/* The properties of a field of a form begin; an element in them; the field, which is closed, ends. */
void docx_begin_form(struct docx *x);
void docx_take_form_element(struct docx *x, const char *name, struct xml *a);
void docx_end_form_field(struct docx *x);

/* ---- docx_notes.c ---- */
/* A note of footnotes.xml or endnotes.xml begins, by its attributes; it is read if it is no separator. */
void docx_begin_note(struct docx *x, struct xml *a);
/* A call in the body: its note becomes the document's next one. */
void docx_call_note(struct docx *x, enum docx_part part, struct xml *a);
/* An element below w:footnotePr or w:endnotePr, for the section that is open. */
void docx_take_form(struct docx *x, const char *name, struct xml *a);
/* How settings.xml says that notes are numbered. */
bool docx_settings_read(struct docx *x, struct span xml, char **reason);
/* Numbers the notes as Word prints them. */
void docx_number_notes(struct docx *x);

/* ---- docx_blocks.c ---- */
void docx_begin_paragraph(struct docx *x);
/* The paragraph goes to the document, or to the note that is read. */
void docx_end_paragraph(struct docx *x);
/* An element below w:pPr of the innermost paragraph, which there is. */
void docx_take_property(struct docx *x, const char *name, struct xml *a);

#endif
