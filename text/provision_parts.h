/*
 * provision_parts.h: what the files provision*.c share: references as they are
 * written, instruments as they are named, and what a document has said so far.
 * For provision*.c and instrument_*.c only.
 */
#ifndef TEXT_PROVISION_PARTS_H
#define TEXT_PROVISION_PARTS_H

#include "text/pool.h"
#include "text/provision.h"
#include "text/provision_token.h"
#include "text/strmap.h"
#include "text/symbol.h"

#define KNOWN_NONE UINT32_MAX

/* One number of a reference, with its paragraph: an item. */
struct item {
	struct span article, paragraph, subparagraph;
	uint32_t value;      /* the article's number without letters */
	size_t first, past;  /* tokens */
	uint8_t points;      /* 1 of "193.1", 2 of "20.3.3": the paragraph may be part of the label */
	bool pointed;        /* "20.2 § 5": it is */
	bool roman;
};

/* "Articles 174, 274 and 400": a unit and its items. */
struct reference {
	enum provision_unit unit;
	size_t first, past; /* tokens, unit and paragraphs included */
	size_t item, item_count; /* places in references.item */
	bool plural, cyrillic;
	size_t colon;  /* "Articles of the Covenant: 7, 9": the token of ":"; 0: none */
	bool doubtful; /* only a provision if its instrument is named with it: "§ 130" */
	bool letter;   /* doubtful, the unit a letter: "s. 295", "ss 3 and 4" */
	bool goes_on;  /* doubtful, the list that goes on behind an instrument: "6 de la Convention, 591 et 593 du code" */
	bool same;     /* "paragraph 2 of the same article": its instrument is that of the reference before */
	bool pointed;  /* "CPR rule 54.5": the point is part of its label */
	bool comment;  /* what a general comment is on: paragraphs behind it are the comment's */
};

struct references {
	struct reference *ref;
	size_t count, cap;
	struct item *item;
	size_t item_count, item_cap;
	struct pool *pool;
	const struct ptokens *t;
	bool spanish;  /* "a" joins a range */
	bool slashes;  /* the unit is a section's word: "302/34" are two */
	bool by_sign;  /* the unit is "§": another one is no paragraph's */
	uint32_t number; /* the article whose paragraphs are read, by its number; 0: they stand before it */
	bool plural;     /* of a list of several */
	bool german;   /* "S. 1473" is a page */
	bool canadian; /* French "alinéa 11b)" and "paragraphe 24(1)" name the law's provision themselves */
	bool slashed;  /* the country's labels have slashes: "74/13" */
	bool query;    /* typed by a person: ARTICLE 19 alone is the organisation */
	bool capitals; /* the document writes ARTICLE in capitals */
};

/* Finds the references in the tokens of r->t. */
void references_find(struct references *r);
void references_release(struct references *r);

bool references_kind(const struct references *r, size_t i, enum ptoken_kind kind);
bool references_glued(const struct references *r, size_t i, enum ptoken_kind kind); /* to the token before, too */
struct span references_word(const struct references *r, size_t i);                  /* its text, "" past the end */
/* Whether "Cst." or the like stands at i: a short word that may be an instrument's. */
bool references_is_abbreviation(const struct references *r, size_t i);
/* Whether the slash at i parts two articles: "226/227". */
bool references_is_next_by_slash(const struct references *r, size_t i);

/* ---- provision_items.c: the numbers of one reference ---- */

#define ITEMS_MOST 256 /* of one reference; the rest is not read */

struct paragraphs;

struct item *item_add(struct references *r, struct item item);
/* The number at i with its paragraphs, or with those that stood before it (or NULL); i if there is none. */
size_t items_first(struct references *r, size_t i, struct reference *ref, const struct paragraphs *before);
/*
 * The article of the last reference with other paragraphs, over the tokens from first to past: how many items; 0 if
 * that is not one article.
 */
size_t items_same(struct references *r, size_t first, size_t past, const struct paragraphs *before);
/* The rest of the list after its first item; its past token. */
size_t items_rest(struct references *r, size_t at, struct reference *ref);
/* Adds a reference of the items since ref.item, over the tokens from first to past. */
void references_add(struct references *r, struct reference ref, size_t first, size_t past);
/* "174-бап": the unit at i, what it is the unit of before it. Its past token; i if it is none. */
size_t references_behind(struct references *r, size_t i);
/* Likewise "174-я статья". */
size_t references_ordinal_before(struct references *r, size_t i);

/* ---- provision_signs.c: units that are signs or letters ---- */

#define REFERENCE_LETTERS_MOST 2 /* bytes of "ss", the longest of the letters for a section */

#define REFERENCE_CAPITALS_MOST 3 /* of "CPR" */

/* "§ 130" at i: only with its instrument. Its past token; i if it is none. */
size_t references_sign(struct references *r, size_t i);
/* Likewise "s. 3", "r 3", "CPR 54.5", where it is a law's. */
size_t references_letter(struct references *r, size_t i);
/*
 * Likewise "s. 295-C", "ss 3 and 4": sections, where a law is named with them. They began at `first`, with what stood
 * before them, or NULL.
 */
size_t references_section_letter(struct references *r, size_t i, size_t first, const struct paragraphs *before);
/* Canadian French "alinéa 11b)", "par. 24(1)", where a law is named with it. Its past token; i if it is none. */
size_t references_canadian(struct references *r, size_t i);
/* Whether "CPR" stands before token i: rules of courts, the numbers of which have points, "54.5". */
bool references_is_behind_pointed(const struct references *r, size_t i);

/* ---- provision_label.c: numbers and what follows them ---- */

/* The label at token i: "174", "266b", "L141-1", "83/C", "III". Its past token; i if there is none. */
size_t label_read(struct references *r, size_t i, const struct reference *ref, struct item *out);
/* The Roman number of a label, in small letters or in capitals; 0: it is none. */
unsigned roman_value(struct span word, bool small);

/* ---- provision_paragraph.c ---- */

#define PARAGRAPHS_MOST 24 /* of one article in one reference; of a longer range, the two ends; the rest is not read */

struct paragraph {
	struct span paragraph, subparagraph;
	size_t first, past;
};

struct paragraphs {
	struct paragraph at[PARAGRAPHS_MOST];
	size_t count;
	uint8_t points;
	bool pointed; /* "20.2 § 5": what stood behind the point is of the article's label */
	bool closed; /* "… and 3": the list has ended */
	bool bracketed; /* the last stands in brackets */
	bool degree; /* the article's own number is "5°", so that ", 6°" is the next one's */
	bool inner; /* "second subparagraph of Article 19(1)": of the article's own paragraph */
};

/* Reads what follows an article's number at token i: "(3)(g)", ", para. 2", "§ 1". Its past token. */
size_t paragraphs_read(struct references *r, size_t i, struct paragraphs *out);
/* Reads "paragraph 3 (a)" or "first part" at token i, before an article; i if there is none. */
size_t paragraphs_before(struct references *r, size_t i, struct paragraphs *out);

/* ---- instrument_find.c: where instruments are named ---- */

struct mention {
	size_t first, past;  /* tokens, "Kazakhstan's new" included */
	uint32_t known;      /* KNOWN_NONE: an instrument that is not listed, or not certain */
	enum instrument_kind kind;
	bool generic;        /* "the Covenant" */
	bool former;
	bool letters;        /* an abbreviation */
};

/* An instrument that the document has named. */
struct known {
	struct span id;
	enum instrument_kind kind;
	uint32_t row; /* NAME_NONE: a law, or replaced */
	unsigned last;
	size_t cited[PROVISION_UNITS]; /* provisions that were its, near or explicit */
	size_t given[PROVISION_UNITS]; /* all that were given to it */
	size_t named; /* passage (from 1) in which it was named last */
	struct span words;
};

#define CITED_MOST 8 /* instruments among which a document's own may be looked for */

/* What a number has been: for "Article 274" alone. */
struct numbered {
	uint32_t known[2]; /* the latest first */
	size_t passage[2];
};

/* What the titles above the last passage say. */
struct own_section {
	bool read;
	uint64_t hash; /* of the titles */
	uint32_t known;
};

struct provision_context {
	const struct instruments *in;
	char country[2]; /* of the catalogue; "" if country_known is false */
	bool country_known, country_settled;
	bool several_countries;
	uint32_t own; /* the instrument that the document is */
	struct own_section own_section; /* and that the section is: a protocol beside its convention */
	bool titles_named; /* its provisions' titles have "Article" before the number */
	uint32_t own_last, own_last_of; /* the highest number of such a title, and of which instrument */
	bool own_ended; /* the numbers began anew: what follows is something else */
	bool about;        /* a line above the text calls it a commentary */
	bool own_read; /* of titles with this hash: */
	uint64_t own_hash;
	struct provision own_of[PROVISION_OWN_MOST];
	struct span own_paragraph; /* "1" of "§ 1º", under which items may stand; empty: none */
	size_t own_count;
	bool query;
	struct known *known;
	size_t known_count, known_cap;
	struct strmap known_ids, aliases, numbers; /* values: place + 1 */
	struct strmap years; /* of laws, "1998": place + 1, UINT32_MAX: several are of it */
	struct numbered *numbered;
	size_t numbered_count, numbered_cap;
	uint32_t alias_of[INSTRUMENT_KINDS]; /* (“the Convention”); KNOWN_NONE */
	uint32_t last_of_kind[INSTRUMENT_KINDS];
	uint32_t of_kind[INSTRUMENT_KINDS];  /* the only one that was named; KNOWN_NONE */
	bool several_of_kind[INSTRUMENT_KINDS];
	uint32_t cited[PROVISION_UNITS][CITED_MOST]; /* those that provisions were of, by unit */
	size_t cited_count[PROVISION_UNITS];         /* over CITED_MOST: too many to tell */
	size_t passage;
	uint32_t cited_last[2]; /* the only instrument of the last passage, and of the last note, for "Ibid."; KNOWN_NONE */
	uint64_t lead;   /* hash of the last list's lead-in */
	uint32_t beside; /* the only instrument of that list's last item that has one; KNOWN_NONE */
	struct ptokens tokens, side;
	struct references refs;
	struct mention *mention, *side_mention;
	size_t mention_count, mention_cap, side_count, side_cap;
	struct provision *provision;
	size_t provision_count, provision_cap;
	struct symbols symbols;
	struct pool scratch; /* until the next passage */
	struct pool kept;    /* until the next source */
	struct buf text;
};

/* The longest name that begins at token i. */
struct name instrument_match(const struct provision_context *c, const struct ptokens *t, size_t i, size_t *past);
/* Finds the mentions in tokens; names they define, and countries, are noted when `note`. */
void mentions_find(struct provision_context *c, const struct ptokens *t, struct mention **mention,
                   size_t *count, size_t *cap, bool note);
/* The place of an instrument by id, made if new. */
uint32_t known_put(struct provision_context *c, struct span id, enum instrument_kind kind, uint32_t row);

/* ---- provision_units.c ---- */

/* Treaties have no labels: "l'article 6-1 de la Convention" is its paragraph 1. Other instruments' stay. */
void provision_split_label(struct provision *p, enum instrument_kind kind);

/* ---- provision_own.c ---- */

/* The instrument whose name c->side's tokens are, and no more; KNOWN_NONE. */
uint32_t tokens_instrument(struct provision_context *c);
/* The instrument that the section is, of a document that is one; KNOWN_NONE: that is none. Uses c->side. */
uint32_t section_instrument(struct provision_context *c, const struct provision_passage *p);

/* ---- provision_resolve.c ---- */

/* Gives each reference its instrument and appends the provisions of all to c->provision. */
void provisions_resolve(struct provision_context *c, const struct provision_passage *p);

#endif
