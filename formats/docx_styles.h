/*
 * docx_styles.h: what styles.xml and numbering.xml say of a paragraph. For
 * formats/docx*.c only.
 */
#ifndef FORMATS_DOCX_STYLES_H
#define FORMATS_DOCX_STYLES_H

#include "formats/numerals.h"
#include "formats/office.h"
#include "text/pool.h"
#include "text/strmap.h"

#define DOCX_LEVELS 9          /* of a numbering (ECMA-376 part 1, 17.9.6) */
#define DOCX_BASED_MAX 20      /* styles that stand upon one another */
#define DOCX_UNSET (-1)

/* What a paragraph's style, or its own properties, say; DOCX_UNSET where they do not. */
struct docx_look {
	int outline;  /* level from 0; 9: body text */
	long number;  /* numId; 0: none */
	int level;    /* of the numbering */
	bool title, quotation, contents;
	struct span style; /* the style whose numbering it is */
};

/* What makes text hidden, struck out, struck out twice, as bits in this order; which of them something speaks of. */
struct docx_toggles {
	unsigned said, on;
};

/* Where characters stand, as a run or a style says. */
enum docx_height { DOCX_HEIGHT_UNSAID, DOCX_RAISED, DOCX_ON_LINE };

/* Of paragraphs, or of characters. */
struct docx_style {
	struct docx_look look;
	struct docx_toggles gone;
	enum docx_height height;
	struct span based_on;
};

struct docx_level {
	long start;
	enum numerals numerals;
	bool bullet, legal;     /* legal: all numbers in digits */
	int restart;            /* after which level, from 1; 0: never; DOCX_UNSET: any above */
	struct span text, style;
};

struct docx_abstract {
	struct docx_level levels[DOCX_LEVELS];
	struct span style_link, number_style; /* its name as a style; the one that it stands for */
	long counters[DOCX_LEVELS];
	bool started[DOCX_LEVELS];
};

struct docx_number {
	struct span abstract;            /* id */
	long starts[DOCX_LEVELS];        /* of this number alone, DOCX_UNSET */
	struct docx_level *own;          /* DOCX_LEVELS of them; NULL: the abstract one's */
	bool overridden[DOCX_LEVELS], used[DOCX_LEVELS];
};

struct docx_styles {
	struct docx_style *styles;
	struct docx_abstract *abstracts;
	struct docx_number *numbers;
	size_t style_count, style_cap, abstract_count, abstract_cap, number_count, number_cap;
	struct strmap by_style, by_abstract, by_number; /* id → 1 + index */
	struct pool pool;
	struct span default_style; /* of paragraphs */
};

void docx_styles_init(struct docx_styles *s);
void docx_styles_release(struct docx_styles *s);
/* The languages of the styles go to the document. */
bool docx_styles_read(struct docx_styles *s, struct document *d, struct span xml, char **reason);
bool docx_numbering_read(struct docx_styles *s, struct span xml, char **reason);
/* What a style and those it is based on say. */
struct docx_look docx_look(const struct docx_styles *s, struct span style);
/*
 * The next number of a numbering, as Word prints it: false if there is none;
 * *bullet, with label "": a bullet. A number in a form that we do not write
 * leaves the label empty. *abstract says which numbering it is.
 */
bool docx_next_number(struct docx_styles *s, const struct docx_look *look, char label[OFFICE_LABEL_MAX], int *level,
                      bool *bullet, size_t *abstract);

enum numerals docx_numerals(const char *format);

/* ---- docx_gone.c ---- */
struct xml;
/* Whether an element of run properties is one of the toggles; it is taken then. */
bool docx_toggles_take(struct docx_toggles *t, const char *name, struct xml *a);
/* w:vertAlign's value: superscript, subscript, baseline. */
enum docx_height docx_height_of(const char *value);
/* What a style, or else those that it is based on, say of it. */
enum docx_height docx_style_height(const struct docx_styles *s, struct span style);
/* The toggles that a style turns on. */
unsigned docx_style_gone(const struct docx_styles *s, struct span style);

#endif
