/*
 * schema.h: what stands in the index: one table of term prefixes and value
 * slots, read by both programs. Raising SCHEMA_FORMAT makes old builds
 * unreadable (record layout, prefixes); raising SCHEMA_ANALYSIS says that the
 * same text now gives other terms.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include <stdbool.h>
#include <stdint.h>

#define SCHEMA_FORMAT 9
#define SCHEMA_ANALYSIS 19

/*	name		prefix	what a document (one per passage) has */
#define SCHEMA_PREFIXES(X)                                                                         \
	X(WORD, "", "a folded word of the passage, with its positions; other readings have none")   \
	X(STEM, "Z", "a stem, of the passage and of its title, sections and lead-in; no positions") \
	X(TRUNCATED, "XT", "the first characters of a ranked word that is no stop word")          \
	X(SECTION_WORD, "XH", "a folded word of the section path, with positions")                 \
	X(TITLE_WORD, "XE", "a folded word of the title of a source that is one passage; no positions") \
	X(ID, "Q", "the passage's id")                                                             \
	X(SOURCE, "XS", "the key of its source (source_key)")                                      \
	X(PUBLISHER, "XP", "a publisher, folded")                                                  \
	X(BODY, "XO", "the body that a publisher's name stands for: its id in lexicon/publishers.tsv")   \
	X(COUNTRY, "XG", "its country: the ISO code in small letters; if that is not known, the name folded") \
	X(LANGUAGE, "L", "its language's code")                                                    \
	X(PASSAGE_KIND, "XK", "paragraph, item, note or heading")                                  \
	X(DOCUMENT_KIND, "XD", "the source's kind, folded")                                        \
	X(SYMBOL, "XY", "the source's own symbol, in capitals without spaces")                     \
	X(PROVISION, "XV", "a provision it cites, at each depth (provision_term); alone: it cites some") \
	X(ABOUT_PROVISION, "XA", "one that it cites by itself, not as an item of a list, or in its heading") \
	X(OWN_PROVISION, "XW", "a provision whose own text it is, at each depth")                   \
	X(PARAGRAPH, "XL", "its printed number, in a source with a symbol: that, a space, the number; of an item also with its mark; of a recommendation also without the symbol") \
	X(CITED_SYMBOL, "XC", "a symbol it cites (symbol.h)")                                      \
	X(NOTE, "XN", "a note's label")                                                            \
	X(BROKEN, "XB", "a word that a line end breaks there, and its parts; nothing behind it: some word is broken")

/* In place of the "*" of a provision's term, in a further one: its instrument is not known. */
#define SCHEMA_NO_INSTRUMENT "?"

#define SCHEMA_ORDINAL_BYTES 4

enum schema_slot {
	SLOT_DATE,    /* ISO date of the source, partial allowed: 2021-11; absent if unknown */
	SLOT_SOURCE,  /* source key: collapse, caps per source */
	SLOT_ORDINAL, /* place in the source, from 0, big-endian */
	SLOT_ID,      /* passage id: the last tie-break */
	SLOT_TEXT,    /* fingerprint of its reading text (text/fingerprint.h): copies */
	SLOT_COUNT
};

/*
 * Positions: the passage's own words from 1. Section words (XH) from
 * 1 in their own prefix. Each range's words follow the one before: a phrase may
 * run over a cut. Never two passages in one document.
 */
#define SCHEMA_GAP 100 /* positions between two section titles; NEAR is capped below it */
#define SCHEMA_NEAR_MAX 99

/* wdf increments: how much each field counts */
#define WDF_BODY 1
#define WDF_TITLE 2
#define WDF_TITLE_OF_LINE 1
#define WDF_SECTION 1
#define WDF_LEAD_IN 1

#define TRUNCATED_STEMMED 6   /* characters kept where the language has a stemmer */
#define TRUNCATED_UNSTEMMED 5 /* and where it has none */

#define PREFIX_ENUM(name, prefix, what) PREFIX_##name,
enum schema_prefix { SCHEMA_PREFIXES(PREFIX_ENUM) PREFIX_COUNT };
#undef PREFIX_ENUM

/* The prefix's letters: schema_prefix_letters[PREFIX_STEM] is "Z". */
extern const char *const schema_prefix_letters[PREFIX_COUNT];

struct buf;
struct span;
/* Sets out to prefix + value. Over XAP_TERM_MAX bytes, the value is cut and its hash appended. */
void schema_term(struct buf *out, enum schema_prefix prefix, struct span value);
/* Whether terms of this kind have positions: words, and words of section titles. */
bool schema_has_positions(struct span term);
/* SLOT_ORDINAL's value; and from it, false: it is none. */
void schema_ordinal_write(char bytes[SCHEMA_ORDINAL_BYTES], uint32_t ordinal);
bool schema_ordinal_read(struct span value, uint32_t *ordinal);
/*
 * The metadata key of the names that have a block (name.h): "n:" + block. Its
 * value is those words, utf8_fold-ed, sorted, a line feed after each.
 */
void schema_names_key(struct buf *out, struct span block);
#define SCHEMA_NAMES "n:"

#endif
