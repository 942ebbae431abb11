/*
 * shape.h: what a piece of text is by its look and its words alone: how it begins and ends,
 * whether it may be a heading, names a section, a body or a day. For the outline's own
 * files and title*.c only.
 */
#ifndef INDEXER_SHAPE_H
#define INDEXER_SHAPE_H

#include "text/buf.h"

/* ---- shape.c: how a piece of text begins and ends ---- */

enum ending { ENDING_WORD, ENDING_STOP, ENDING_COLON, ENDING_SEMICOLON, ENDING_COMMA, ENDING_HYPHEN };

enum ending text_ending(struct span text, size_t from, size_t to);
/* Whether it ends in a word that no sentence ends in: the, of, and … */
bool text_ends_open(struct span text, size_t from, size_t to);
bool text_begins_lower(struct span text, size_t from, size_t to);
bool text_begins_upper(struct span text, size_t from, size_t to); /* or in a letter without case */
/* One line that could be a heading: short, begins like one, does not end like a sentence. */
bool text_is_heading(struct span text, size_t from, size_t to);
bool text_is_capitals(struct span text, size_t from, size_t to);
bool text_is_bold(struct span text, size_t from, size_t to); /* wholly */
bool text_is_symbol(struct span text); /* A/HRC/14/10, ECHR 214 (2021) */
struct range text_without_emphasis(struct span text, struct range r);
/* Whether a word that is a year, 1900 to 2099, ends at `end`: "2012" of "on 3 May 2012.7", which is no decimal. */
bool text_year_ends(struct span text, size_t from, size_t end);
size_t skip_space(struct span text, size_t from, size_t to);

/* ---- names.c: lines known by their words ---- */

/* What kind of heading. */
enum heading_class { CLASS_PART, CLASS_CHAPTER, CLASS_SECTION, CLASS_ARTICLE, CLASS_CAPITALS, CLASS_ROMAN, CLASS_LETTER, CLASS_NUMBER, CLASS_NUMBER_2, CLASS_NUMBER_3,
	             CLASS_NUMBER_4, CLASS_CLOSED_LETTER, CLASS_CLOSED_ROMAN, CLASS_GREEK, CLASS_BOLD, CLASS_BARE, CLASS_MARKUP,
	             CLASS_ANNEX, CLASSES };

/* "П Р И Г О В О Р" without the spaces between its letters; false: it is not written so. */
bool text_letters_apart(struct span s, struct buf *joined);
bool text_is_kind(struct span text);  /* "Public statement": a kind of document */
bool text_is_body(struct span text);  /* a publisher, or an organ of one */
const char *text_body(struct span text); /* a publisher's name as it is usually written, NULL: not known */
bool text_is_field(struct span text); /* "Date: …" */
bool text_is_section_name(struct span text); /* Introduction, Summary, Annex … */
bool text_is_part_name(struct span text);    /* Annex, Appendix, Notes …: at the top level */
/* "Article 6", "CHAPTER II Rights": which of CLASS_PART … CLASS_ARTICLE, -1 if none; *bare: nothing after the number. */
int text_unit(struct span text, bool *bare);
bool text_is_first_unit(struct span text); /* "Article 1", "CHAPTER I Rights": where a text begins */
bool text_is_notes_name(struct span text);
bool text_is_operative(struct span text); /* "FOR THESE REASONS, …": what a judgment orders, at the top level */
bool text_is_caption(struct span text); /* "Table 1: …" */
bool text_is_signing(struct span text); /* "Dated the 3rd day of May 2019": where and when a text was signed */
bool text_is_end(struct span text); /* "ENDS", below a press release */
bool text_is_contents_name(struct span text);
bool text_is_front_name(struct span text); /* "Executive summary", "Foreword": what stands before the parts of a text */

/* ---- annex.c ---- */

/* "SCHEDULE 1", "First Schedule", "Annex IV", "Приложение № 2": the bytes of it that a text begins with; 0: none. */
size_t text_annex(struct span text);
bool text_is_final(struct span text);   /* "DISPOSICIONES FINALES": behind the last part, where it is no part's title */
bool text_is_turning(struct span text); /* "CONSIDERANDO:", "RESUELVE:", "УСТАНОВИЛ:": in capitals, where a decision goes over to its next part */

/* run_on.c: "… RESUELVE: 1. Declarar …. 2. Anular …", in one paragraph: where "1." stands; r.end: it is no such list. */
size_t run_on_first(struct span text, struct range r);
/* Where the number stands, at the head of a sentence behind `from`; `end`: nowhere. */
size_t run_on_next(struct span text, size_t from, size_t end, uint32_t number);

/* ---- dates.c ---- */

#define DATE_PLACE_MAX 40 /* bytes of a place beside a date */

bool text_is_date(struct span text); /* nothing but numbers and months: a day, a month or a range */
/* 11 September 2017, September 2017, 2017-09-11, as ISO; false for ranges and for 03/04/2017. */
bool text_date(struct span text, struct buf *iso);
/* datelines.c: "Almaty, 3 February 2020", "Warsaw 27 June 2016", "Geneva – 5 May 2021", "12 октября 2020 года г. Орск", "Published on 5 May 2021": the date, its day known; empty if it is none. */
struct span text_place_date(struct span s);
bool text_is_town(struct span s); /* "г. Орск" */
/* "Distr.: General 13 April 2015 Original: English", in one cell or line: the same. */
struct span text_distribution_date(struct span s);
/* "Resolution adopted by the Council on 13 July 2021": that day; empty: none. */
struct span text_adopted_date(struct span s);
/* "GENEVA (5 May 2021) – …", "(Geneva, May 5, 2021) – …", "London, 5 May 2021 – …": the day that a paragraph begins with. */
bool text_dateline(struct span s, struct buf *iso);
/* "Закон Республики … от 25 мая 2020 года № 333-VI.", the whole of a paragraph: the day of the act. */
bool text_act_date(struct span s, struct buf *iso);
bool text_date_has_month(struct span text);
/* "JUDGMENT OF JULY 29, 1988", "Sentencia de 29 de julio de 1988": the date, empty if the line is no such; *kind: what stands before it. */
struct span text_kind_date(struct span text, struct span *kind);

#endif
