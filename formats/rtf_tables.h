/*
 * rtf_tables.h: the control words that we know, and a document's own tables of
 * fonts and styles. For formats/rtf*.c only.
 */
#ifndef FORMATS_RTF_TABLES_H
#define FORMATS_RTF_TABLES_H

#include "formats/office.h"

#define RTF_FONTS_MAX 4096  /* fonts and styles with higher numbers are not told apart */
#define RTF_STYLES_MAX 4096
#define RTF_BASED_MAX 20    /* styles that stand upon one another */

enum rtf_action {
	RTF_UNKNOWN,
	/* destinations */
	RTF_SKIPPED, RTF_FONT_TABLE, RTF_STYLE_SHEET, RTF_INFO, RTF_TITLE, RTF_LABEL, RTF_FOOTNOTE, RTF_BOX, RTF_THROUGH, RTF_TWO, RTF_SECOND,
	/* what stands in the text */
	RTF_CHARACTER, RTF_LINE, RTF_PAR, RTF_SECTION, RTF_CELL, RTF_ROW, RTF_NESTED, RTF_NOTE_NUMBER, RTF_UNICODE,
	/* properties of groups, characters, paragraphs */
	RTF_PLAIN, RTF_FONT, RTF_UC, RTF_HIDDEN, RTF_DELETED, RTF_STRUCK, RTF_RAISED, RTF_UNRAISED,
	RTF_PARD, RTF_STYLE, RTF_OUTLINE, RTF_IN_TABLE, RTF_LEVEL,
	/* of the document, a font, a style, a note */
	RTF_CODE_PAGE, RTF_DEFAULT_FONT, RTF_FONT_CHARSET, RTF_FONT_PAGE, RTF_BASED, RTF_ENDNOTE,
	RTF_NOTE_FORM, RTF_ENDNOTE_FORM, RTF_NOTE_START, RTF_ENDNOTE_START, RTF_NOTE_RESTART, RTF_LANGUAGE,
};

/* What a control word does; *argument is the table's, where it has one. */
enum rtf_action rtf_action(struct span word, long *argument);

/* The language that \lang has a number for, NULL: none that we know. */
const char *rtf_language(long number);

struct rtf_font {
	const char *encoding; /* NULL: the document's */
	bool symbol;          /* its characters mean nothing outside it */
};

struct rtf_style {
	struct office_style look;
	int outline;   /* level from 0, -1: none said */
	long based_on; /* -1: none */
};

struct rtf_tables {
	struct rtf_font fonts[RTF_FONTS_MAX];
	struct rtf_style styles[RTF_STYLES_MAX];
};

/* A large one: on the heap. */
struct rtf_tables *rtf_tables_new(void);
/* NULL where the number is outside the table. */
struct rtf_font *rtf_font(struct rtf_tables *t, long number);
struct rtf_style *rtf_style(struct rtf_tables *t, long number);
/* What a style and those that it is based on say. */
struct office_style rtf_look(struct rtf_tables *t, long number);

#endif
