/*
 * language.h: what the analysis needs to know about a language, and which
 * language a text is in. Anyone may include it.
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "text/buf.h"

enum marks {
	MARKS_KEEP,  /* every mark distinguishes words */
	MARKS_LATIN, /* stripped from Latin, Greek, Arabic and Hebrew letters; Cyrillic keeps its letters
	                (й is not и) but for stress marks, and ё is е */
};

enum elisions { ELISIONS_NONE, ELISIONS_CATALAN, ELISIONS_FRENCH, ELISIONS_ITALIAN };

/*
 * One row a language: the table is in language.c. Texts stand in the rows, as in other large tables: a pointer to
 * each would have to be set whenever a program starts, which costs a query more than the look-up.
 */
struct language {
	char code[3];           /* ISO 639-1; "" is the unknown language */
	char name[24];          /* in English */
	char stemmer[12];       /* libstemmer's name, "": words stay as they are */
	enum marks marks;
	char kept[24];          /* UTF-8 letters with marks that are letters of their own (sv: åäö), "" if none */
	enum elisions elisions;
};

static inline bool language_has_stemmer(const struct language *lang)
{
	return lang->stemmer[0] != '\0';
}

/* Elision i of the language ("l'", "qu'" …), NULL past the last. */
const char *language_elision(const struct language *lang, size_t i);

/* The row of an ISO 639-1 code (case ignored; "en-GB" and "eng" are accepted); NULL if not in the table. */
const struct language *language_find(struct span code);
const struct language *language_unknown(void);
/* Row i of the table, NULL past the end: for loops over all languages. */
const struct language *language_at(size_t i);
/* The inverse of language_at; for the unknown language (or NULL) the number of rows. */
size_t language_index(const struct language *lang);

struct lists;
/*
 * The language of a text, by script, letters that only one language has and
 * function words (the stop lists in `lists`, which must outlive the detector; or
 * NULL); language_unknown() when it is not certain. Reads at most the first 64 KiB
 * of a text. What a word says is found once for all texts, and changes no answer.
 */
struct language_detector;

struct language_detector *language_detector_new(const struct lists *lists);
void language_detector_free(struct language_detector *d);
const struct language *language_detector_find(struct language_detector *d, struct span text);
/*
 * Likewise; where that is not certain, the one of the `count` languages that the text's file declares (codes, the first
 * "" ends them) in whose letters all of it is, and against which no words speak.
 */
const struct language *language_detector_settle(struct language_detector *d, struct span text, const char (*declared)[3], size_t count);
/* The language that a text is in for certain, where a page says that it is in another that could be told, too; else NULL. */
const struct language *language_detector_correct(struct language_detector *d, struct span text, struct span declared);

#endif
