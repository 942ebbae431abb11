/*
 * odt_styles.h: what an OpenDocument text says of its paragraphs' styles and
 * of the numbers of lists and headings. For formats/odt*.c only.
 */
#ifndef FORMATS_ODT_STYLES_H
#define FORMATS_ODT_STYLES_H

#include "formats/numerals.h"
#include "formats/office.h"
#include "text/pool.h"
#include "text/strmap.h"

#define ODT_LEVELS 10
#define ODT_BASED_MAX 20

struct xml;

struct odt_level {
	enum numerals numerals;
	bool bullet;
	long start;
	int shown; /* numbers of this many levels are printed */
	struct span prefix, suffix;
};

/* A list style, or the style of headings, with its numbers so far. */
struct odt_list {
	struct odt_level levels[ODT_LEVELS];
	long counters[ODT_LEVELS];
	bool started[ODT_LEVELS];
};

/* Whether a style says that its text is struck out or hidden: it holds no longer, and is no text of the document. */
enum odt_gone { ODT_UNSAID, ODT_SHOWN, ODT_GONE };

/* Whether it raises it. */
enum odt_height { ODT_HEIGHT_UNSAID, ODT_RAISED, ODT_ON_LINE };

struct odt_style {
	struct span name, shown_name, parent, list;
	enum odt_gone gone;
	enum odt_height height;
};

struct odt_styles {
	struct odt_style *styles;
	struct odt_list *lists; /* [0]: of headings */
	size_t style_count, style_cap, list_count, list_cap;
	struct strmap by_style, by_span, by_list; /* name → 1 + index: styles of paragraphs, of spans; lists */
	struct odt_style *open_style;             /* while it is read */
	struct pool pool;
	struct odt_list *open_list; /* while it is read */
};

void odt_styles_init(struct odt_styles *s);
void odt_styles_release(struct odt_styles *s);
/* Notes what an element says of styles. */
void odt_styles_start(struct odt_styles *s, const char *name, struct xml *attributes);
void odt_styles_end(struct odt_styles *s, const char *name);
/* Whether a style, or one that it is based on, has that name. */
bool odt_style_is(const struct odt_styles *s, struct span style, const char *name);
/* What a style of paragraphs, or of spans, and those that it is based on say of its text. */
enum odt_gone odt_style_gone(const struct odt_styles *s, struct span style, bool of_span);
enum odt_height odt_style_height(const struct odt_styles *s, struct span style, bool of_span);
/* The list style of a name; NULL if there is none. */
struct odt_list *odt_list_find(const struct odt_styles *s, struct span name);
/* The list style that a paragraph's style asks for; empty if none. */
struct span odt_style_list(const struct odt_styles *s, struct span style);
/* Counts one more at a level (from 0), or sets it to `value` unless that is -1; writes what is printed, "" for none. */
void odt_list_count(struct odt_list *l, int level, long value, char label[OFFICE_LABEL_MAX]);
void odt_list_restart(struct odt_list *l, int level); /* this level and those below */

#endif
