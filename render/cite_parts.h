/*
 * cite_parts.h: the pieces that citations are put together from. For
 * render/cite*.c and export*.c only.
 */
#ifndef RENDER_CITE_PARTS_H
#define RENDER_CITE_PARTS_H

#include "render/cite.h"
#include "render/cite_style.h"
#include "render/link.h"

/* ---- words (cite_words.c) ---- */

bool cite_is_known(const char *value);
/* Year, month and day of an ISO date; month and day 0 where it does not say. False: it is none. */
bool cite_read_date(const char *iso, int *year, int *month, int *day);
const char *cite_month(int month); /* 1: "January" */
/*
 * What was appended since `from` loses its full stop where a comma is to follow:
 * a title printed as a sentence does, "Ltd.", "U.N." and "etc." keep theirs. A
 * short word's stop is its own, unless the word is in small letters and no usual
 * abbreviation.
 */
void cite_drop_stop(struct buf *out, size_t from);
void cite_end_sentence(struct buf *out); /* a full stop, where there is no end yet */

/* Whether the passage's number alone does not say where it stands. */
bool cite_needs_section(const struct record *r);

/* ---- what the styles share (cite_shared.c, cite_case.c, cite_pinpoint.c) ---- */

/* Bytes that no UTF-8 text has: italics begin and end. cite_style() turns them into mark-up. */
#define CITE_ITALIC "\xFE"
#define CITE_ROMAN "\xFF"
/* The same: what runs right to left begins and ends. */
#define CITE_APART "\xFC"
#define CITE_TOGETHER "\xFD"

/* Appends a formatter's citation with marks around the source's own words that run right to left (cite_isolate.c). */
void cite_isolate(struct buf *out, struct span raw, const struct citation *c);

/* How a style joins names: "A and B", "A, B and C", "A and others". */
struct cite_names {
	const char *two, *last; /* before the second of two, before the last of more */
	size_t most;            /* with more names */
	size_t shown;           /* so many of the first stand, */
	const char *others;     /* and this, */
	bool last_too;          /* and after it the last */
	bool abbreviate;        /* Bluebook, table T6: Amnesty Int'l */
};

/*
 * Appends the publishers; a name that holds what would join it to the next is
 * parted from it by "; ". False: there is none.
 */
bool cite_add_names(struct buf *out, const struct metadata *m, const struct cite_names *names);

/* A name, shortened as the Bluebook does (table T6). */
void cite_add_abbreviated(struct buf *out, struct span name);

/* What stands for the title: in `open` and `close` if it is a title, bare if it is a description. */
void cite_add_title(struct buf *out, const struct source *s, const char *open, const char *close);
/*
 * What was appended since `from` stands in quotation marks that begin with
 * `open`: the same marks in it become the others, double ones single and single
 * ones double. Where it cannot be told which mark ends a quotation, they stay.
 */
void cite_turn_quotes(struct buf *out, size_t from, const char *open);
/* What comes before the first colon, or ends in a question mark; else the title, cut at a word after CITE_SECTION_CHARS. */
void cite_add_short_title(struct buf *out, const struct citation *c, const char *open, const char *close);
/* "letter [file]" of a source that has no title, with these in place of the brackets. */
void cite_add_description(struct buf *out, const struct source *s, const char *open, const char *close);
/* Which words of a title get a capital; what begins it or follows a colon always does. */
enum cite_capitals {
	CAPITALS_SENTENCE, /* no others */
	CAPITALS_MAJOR,    /* all but articles, conjunctions and prepositions; its last word, too */
	CAPITALS_BLUEBOOK, /* all but those of them that have four letters or fewer */
};
/* Appends what cite_add_title made of a source, with these capitals where it is a title, and English. */
void cite_add_cased(struct buf *out, const struct source *s, struct span title, enum cite_capitals capitals);
/* The title so cased, in the short form the short title. */
void cite_add_style_title(struct buf *out, const struct citation *c, const char *open, const char *close,
                          enum cite_capitals capitals);
/* The first letter appended since `from` becomes a capital. */
void cite_add_capital(struct buf *out, size_t from);

enum symbol_family { SYMBOL_UNITED_NATIONS, SYMBOL_AMNESTY, SYMBOL_OTHER };
enum symbol_family cite_symbol_family(const struct metadata *m);
bool cite_has_symbol(const struct metadata *m);
/* "December 21, 2015", "Dec. 21, 2015" */
void cite_add_american_date(struct buf *out, const char *iso, bool abbreviate);

/*
 * "3", "3–4": numbers of the file's pages, or the printed ones, of which nothing
 * is added where one is not known. last: NULL where there is one page.
 */
void cite_add_pages(struct buf *out, const struct page_mark *page, const struct page_mark *last, bool printed);

/* What a style calls the parts of a pinpoint. */
struct cite_words {
	const char *paragraph, *page, *note; /* before the number: "para. ", "¶ "; page: "" if it stands alone */
	const char *pages;                   /* before several */
	const char *open, *close;            /* quotation marks */
	const char *note_open, *note_close;  /* brackets of our own remarks: "(counted)" */
	bool section_first;                  /* APA: Background section, para. 3 */
	bool mark_apart;                     /* United Nations: para. 3 (a) (ii) */
};

/* The passage, which is a heading, as its own place: "2nd heading “Background”". (cite_place.c) */
void cite_add_heading(struct buf *out, const struct record *r, const char *open, const char *close);
/* Appends `before` and the pinpoint; nothing where there is none. */
void cite_add_pinpoint(struct buf *out, const char *before, const struct citation *c,
                       const struct cite_words *words);

/* ---- cases (cite_court.c) ---- */

bool cite_is_case(const struct source *s);
/* The names of the parties; with `stops` abbreviated as the Bluebook does, without "v." is "v". */
void cite_add_case_name(struct buf *out, const struct source *s, bool stops);
/* Appends the number of the application after `one`, those of several after `several`. False: the symbol names none. */
bool cite_add_application(struct buf *out, const struct metadata *m, const char *one, const char *several);

/* ---- the styles, one file each ---- */

void cite_plain_form(struct buf *out, const struct citation *c); /* the short form is the full one */
void cite_oscola(struct buf *out, const struct citation *c);
void cite_chicago(struct buf *out, const struct citation *c);
void cite_un(struct buf *out, const struct citation *c);
void cite_bluebook(struct buf *out, const struct citation *c);
void cite_apa(struct buf *out, const struct citation *c);

#endif
