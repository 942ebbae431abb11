/*
 * provision.h: which articles, sections, rules and principles a passage cites,
 * and of which instrument. Anyone may include it.
 *
 * Rules: an instrument carries across its whole list ("Articles 19(3) and
 * 20(2) of the ICCPR"); a number beyond an instrument's last article is not
 * its; where the instrument is not certain there is none. A wrong instrument
 * is worse than none.
 */
#ifndef TEXT_PROVISION_H
#define TEXT_PROVISION_H

#include "text/instrument.h"
#include "text/language.h"

enum provision_unit {
	PROVISION_ARTICLE,
	PROVISION_SECTION,
	PROVISION_RULE,
	PROVISION_PRINCIPLE,
	PROVISION_UNITS
};

/* How the instrument is known: named with the article; near it; elsewhere in the document; not. */
enum provision_confidence {
	PROVISION_EXPLICIT,
	PROVISION_NEAR,
	PROVISION_DOCUMENT,
	PROVISION_NONE
};

struct provision {
	enum provision_unit unit;
	enum provision_confidence confidence;
	struct span article;      /* "174", "L141-1", "83/C": digits are Arabic, Roman numbers are digits */
	struct span paragraph;    /* "3"; empty: none */
	struct span subparagraph; /* "g", "b(i)": (i) of (b); empty: none */
	struct span instrument;   /* an id ("kz:criminal-code"); empty: not known */
	struct range at;          /* bytes of the reading text: the item of a list, all of "Article 174" alone */
	struct span decided;      /* the words that decided the instrument; empty: none did */
	struct span beyond;       /* of a query: the id of the instrument that is named with it, which ends before that number; empty: none */
	unsigned beyond_last;     /* then: its last number */
	uint8_t of_kind;          /* of a query: decided is "Covenant", and provision_is_of_kind tells which those are; 0: no */
};

struct symbol {
	struct span name; /* upper case, no spaces: see symbol.h */
	struct range at;
	struct range paragraph; /* ", para. 40 (c)" behind it: "40 (c)"; empty: none. Not kept in records */
};

/* Appends a document's symbol as it is searched: in capitals, without spaces. */
void symbol_add(struct buf *out, struct span symbol);
/*
 * Appends a paragraph of a document as it is searched, "A/HRC/14/10 95(c)(ii)": its label, and so many levels of
 * an item's mark, "c(ii)", which has symbol_mark_levels. Letters are small, and there are no spaces but that one.
 */
void symbol_add_paragraph(struct buf *out, struct span symbol, struct span label, struct span mark, size_t levels);
size_t symbol_mark_levels(struct span mark);
/* Whether a number is as those of recommendations of the universal periodic review are: "115.4". */
bool symbol_is_recommendation(struct span number);
/*
 * The n-th other name that a general comment or recommendation may have, into `out`: CCPR/C/GC/34 for GENERALCOMMENTNO.34,
 * and the other way about where no other body's has that number; empty: it has none there. False past the last.
 */
bool symbol_comment_other(struct span symbol, size_t n, struct buf *out);
/* Takes the outermost mark off: "c" of "c(ii)", then "ii"; empty: there is none. */
struct span item_mark_take(struct span *marks);

struct passage_references {
	const struct provision *provisions;
	size_t provision_count;
	const struct symbol *symbols;
	size_t symbol_count;
};

/* Names in English, as in JSON: "article", "explicit". */
const char *provision_unit_name(enum provision_unit unit);
const char *provision_confidence_name(enum provision_confidence confidence);

/* What is known of one source while its passages are read in order. */
struct provision_context;

/* One may be used for many sources in turn. `in` must outlive it. */
struct provision_context *provision_context_new(const struct instruments *in);
void provision_context_free(struct provision_context *c);
/*
 * Begins a source. country: ISO 3166 code (any case) or empty. The title may
 * name the country, or be the instrument's own ("Constitution of Kenya").
 */
void provision_begin(struct provision_context *c, struct span country, struct span title);

struct provision_passage {
	struct span text;    /* reading text: note calls and mark-up gone */
	struct span lead_in; /* of a list item; empty: none */
	const struct span *section; /* titles of the sections it stands in, outermost first */
	size_t section_count;
	bool note; /* "Ibid." there is what the note before cited */
};

/*
 * The references of the source's next passage. Time is linear in its text.
 * The language (may be NULL: not known) only settles what several share ("a").
 * Everything returned lives until the next call with this context.
 */
struct passage_references provision_find(struct provision_context *c, const struct language *lang,
                                         const struct provision_passage *p);
#define PROVISION_OWN_MOST 2

/* A line above the source's text, before provision_own: one that calls it a commentary says that it is no instrument. */
void provision_title_line(struct provision_context *c, struct span line);

/* Whether the text begins with an article's head and goes on behind it as a sentence: "Art. 5º Todos são …". */
bool provision_begins_inline(struct span text);

/*
 * The provisions whose own text the source's next passage is, before provision_find, which then knows where an
 * instrument ends and its protocols begin: in a document whose title is an instrument's name, what stands under "Article 12", or under "41. Labour relations" in a
 * country's own law, which may be asked for as an article or a section; or what begins inline, and what follows it below
 * the same titles. heading: the passage is such a
 * title. label: the printed number of its paragraph, empty: none. mark: an item's, "a" or "c(ii)", empty:
 * none. Returns how many; their spans live until the next source, those of paragraphs as long as label and mark.
 */
size_t provision_own(struct provision_context *c, const struct provision_passage *p, bool heading, struct span label,
                     struct span mark, struct provision out[PROVISION_OWN_MOST]);
/*
 * As provision_find, for a query: abbreviations in any case, "19(3)@iccpr", a Kazakh or
 * Russian form. ARTICLE 19 in capitals is the organisation and none. country
 * as in provision_begin: none is the rule.
 */
struct passage_references provision_query(struct provision_context *c, const struct language *lang,
                                          struct span country, struct span query);
/* Whether an instrument, by its id, is of the kind that the provision of a query names: "Article 9 of the Covenant". */
bool provision_is_of_kind(const struct instruments *in, const struct provision *p, struct span id);
/*
 * Reads the value of a field "article:": 174, 19(3), 19(3)(g)@iccpr,
 * section 53@bz:criminal-code. False if it is none, or the instrument unknown.
 * Spans live as those of provision_find.
 */
bool provision_value(struct provision_context *c, struct span value, struct provision *out);

/*
 * Terms. A provision is indexed under each of its depths, with its instrument
 * and with "*" for any: for 19(3)(g) of the ICCPR
 *	19@iccpr 19(3)@iccpr 19(3)(g)@iccpr 19@* 19(3)@* 19(3)(g)@*
 * and of an unknown instrument under "*" alone. So a query's own deepest term
 * (provision_query_term) finds what is as deep or deeper: 19 finds 19(3), and
 * 19(3) does not find 19(2). Letters are small, labels as in struct provision
 * but in lower case. Other units than articles begin with their name:
 * "section 53@*", "rule 44(3)@*". A letter without a paragraph is 37(a); a
 * subparagraph "c(i)" is 99(1)(c) and, deeper, 99(1)(c)(i).
 */
#define PROVISION_TERMS_MOST 8

/* Appends term i of the provision to out; false if it has no term i. */
bool provision_term(const struct provision *p, size_t i, struct buf *out);
void provision_query_term(const struct provision *p, struct buf *out);

#endif
