/*
 * rtf_text.h: an RTF file while it is read: its open groups, and the text that
 * they give. For formats/rtf*.c only.
 */
#ifndef FORMATS_RTF_TEXT_H
#define FORMATS_RTF_TEXT_H

#include "formats/held.h"
#include "formats/numerals.h"
#include "formats/rtf_lex.h"
#include "formats/rtf_tables.h"

#define RTF_GROUPS_MAX 5000  /* groups inside one another */
#define RTF_FRAMES_MAX 8     /* texts inside one another: notes, text boxes; deeper ones are left out */
#define RTF_UC_MAX 16        /* signs after \u for old programs; a higher number is not believed */
#define RTF_MARK_MAX 16      /* bytes of a note's own mark */
#define RTF_TITLE_MAX 2000   /* bytes of the title that the file names */

/* Where the text of a group goes. */
enum rtf_place { RTF_IN_BODY, RTF_NOWHERE, RTF_IN_FONTS, RTF_IN_STYLES, RTF_IN_INFO, RTF_IN_TITLE, RTF_IN_LABEL };

/* What a brace brings back. */
struct rtf_group {
	enum rtf_place place;
	long unicode_bytes;     /* signs that follow \u for old programs */
	const struct rtf_font *font; /* NULL: the document's */
	bool hidden, deleted, struck, raised;
	long style;
	int outline;            /* -1: as the style says */
	int level;              /* of a list, from 0 */
	bool in_table;
	bool fresh, starred;    /* nothing but \* has followed the brace */
	bool frame;             /* a frame ends with it */
	bool two;               /* holds one text in two encodings: only the second is read */
};

/* A text inside the text: a note, a text box; the first is the document. */
struct rtf_frame {
	struct office_paragraph paragraph;
	struct buf label;       /* of its list */
	size_t raised_at;       /* where the raised text at its end begins; RTF_NO_PLACE */
	size_t numbered_at;     /* where \chftn stood */
	bool note, endnote;
	bool own_number;        /* its number is the file's to count; else it has a mark, or nothing */
	size_t number;          /* of a note */
};

#define RTF_NO_PLACE ((size_t)-1)

struct rtf_numbering {
	enum numerals numerals;
	long next;
};

struct rtf {
	struct office office;
	struct rtf_tables *tables;
	struct held held;
	const char *encoding;   /* of the document */
	long default_font;

	struct rtf_group *groups;
	size_t depth, cap;      /* open groups, outermost first */
	struct rtf_frame frames[RTF_FRAMES_MAX];
	size_t frame_count;

	struct buf raw;         /* bytes in raw_encoding that wait for more */
	const char *raw_encoding;
	long skip;              /* signs still to be passed over after \u */
	int32_t surrogate;      /* the first half of a pair, 0 */

	struct rtf_numbering numbering[2]; /* of footnotes, endnotes */
	bool by_page;           /* numbers begin anew somewhere: nobody can tell without the pages */
	bool table, row, cell;  /* open */
	struct buf title, name;
	long font_number, style_number; /* of the entry that is read */
};

void rtf_init(struct rtf *x, struct document *d);
void rtf_release(struct rtf *x);
struct rtf_group *rtf_group(struct rtf *x); /* the innermost */
struct rtf_frame *rtf_frame(struct rtf *x);

/* Bytes in the encoding of the group's font; a character; \u's number; what was waiting. */
void rtf_add_bytes(struct rtf *x, struct span bytes);
void rtf_add_character(struct rtf *x, int32_t cp);
void rtf_add_unicode(struct rtf *x, long number);
void rtf_flush(struct rtf *x);

/* rtf_blocks.c */
void rtf_end_paragraph(struct rtf *x);
void rtf_end_cell(struct rtf *x);
void rtf_end_row(struct rtf *x);
void rtf_end_nested(struct rtf *x);
/* A text inside the text begins, if there may be one more; false: it is not to be read. */
bool rtf_begin_frame(struct rtf *x, bool note);
void rtf_end_frame(struct rtf *x);
void rtf_end_document(struct rtf *x);

#endif
