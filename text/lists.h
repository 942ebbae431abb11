/*
 * lists.h: the word lists a librarian may edit, read and ready for use.
 * Anyone may include it. It knows no files: store/listfiles.h brings the bytes.
 *
 * Format of every list: UTF-8, one entry a line, `#` starts a comment, blank
 * lines are ignored. A list's name is its path below the list folder:
 *	stopwords/en.txt          one word a line
 *	lexicon/exceptions.txt    LANG word [stem]        this word's stem (without stem: itself)
 *	lexicon/equivalents.txt   LANG word word …        one stem for all: the first word's
 *	lexicon/abbreviations.txt LANG|* word             "Art." ends no sentence
 * Unknown names are kept with the build and otherwise ignored.
 */
#ifndef TEXT_LISTS_H
#define TEXT_LISTS_H

#include "text/beginnings.h"
#include "text/language.h"

struct lists;

struct lists *lists_new(void);
void lists_free(struct lists *l);
/*
 * Reads one list. On a bad line returns false and sets *error to an allocated
 * message that names list and line (the caller frees it).
 */
bool lists_add(struct lists *l, struct span name, struct span content, char **error);
/* Appends all that was added as one piece, which lists_unpack makes the same lists of at no cost. */
void lists_pack(const struct lists *l, struct buf *out);
/*
 * Lists that answer from the bytes that lists_pack made, which stay where they are; nothing may be added. lists_free
 * gives the bytes back by `release`, unless that is NULL. NULL, and the bytes given back: they are damaged, or were
 * not written by this version.
 */
struct lists *lists_unpack(struct span packed, void (*release)(struct span packed));

/* All words are given folded (fold.h). */
bool lists_is_stop(const struct lists *l, const struct language *lang, struct span word);
bool lists_has_stops(const struct lists *l, const struct language *lang);
/* The listed stem of a word: exceptions first, then equivalents; false if in neither. */
bool lists_stem(const struct lists *l, const struct language *lang, struct span word, struct span *stem);
/* Adds to what stems begin with what listed words of ASCII letters begin with that have them. */
void lists_widen(const struct lists *l, const struct language *lang, struct beginnings *stems);
/* Whether the stem that lists_stem gave comes from equivalents (a "match": "equivalent"). */
bool lists_is_equivalent(const struct lists *l, const struct language *lang, struct span word);
/* `word` without its stop, as written or in lower case ("art", "UN Doc"'s "doc"). */
bool lists_is_abbreviation(const struct lists *l, const struct language *lang, struct span word);

#endif
