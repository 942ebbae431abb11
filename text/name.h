/*
 * name.h: names of persons and places in their many spellings. Anyone may
 * include it.
 *
 * A word is read in every scheme it may have been written in (BGN/PCGN, ISO 9,
 * ALA-LC, passports, Kazakh Latin of 2021, French and German press, Arabic in
 * Latin letters; Cyrillic of the languages of Central Asia, Russian, Ukrainian;
 * Armenian script) and each reading gives one key: letters of a small alphabet of sounds. Two
 * words are spellings of one name as far as their keys agree.
 *
 * Words that name_compare calls the same in any way share a block: a key
 * without vowels. So an index holds, for each block, the words of its texts that
 * are names (name_places, name_is_name) and have it, and a search compares the
 * words of its name's blocks:
 *	indexing	for each name, for each of name_blocks(it): the word, utf8_fold-ed,
 *			among the block's
 *	searching	for each of name_blocks(the word asked for), for each word of the
 *			block: name_read, name_compare
 * Nothing here decides by itself that two persons are one: the level says how far
 * the spelling agrees, and is shown.
 */
#ifndef TEXT_NAME_H
#define TEXT_NAME_H

#include "text/analyse.h"

#define NAME_KEY_MAX 40     /* letters of a key; a longer word is no name */
#define NAME_KEY_MIN 2      /* a shorter key says nothing */
#define NAME_UNUSUAL_MIN 4  /* letters of a key that a Latin word has in another scheme only */
#define NAME_NEAR_MIN 6     /* letters of both keys for a slip to be one */
#define NAME_SCHEMES 7      /* that a word may be read in */
#define NAME_READINGS_MAX (2 * NAME_SCHEMES)
#define NAME_BLOCKS_MAX (2 * NAME_READINGS_MAX)

enum name_level {
	NAME_NONE,   /* not spellings of one name */
	NAME_SAME,   /* the same key: Bokaev, Bokayev, Бокаев */
	NAME_ENDING, /* but for -ov, -ev, -a, -ovich, -uly, -kyzy …: Bokaeva, Ayan and Ayanov */
	NAME_NEAR,   /* but for one vowel or a confusable consonant: Serikzhan, Serkzhan */
};

struct name_reading {
	char key[NAME_KEY_MAX + 1];
	size_t len, base; /* letters; those before the ending */
	bool usual;       /* in the scheme most writers use; another needs longer keys to count */
};

struct name_block {
	char letters[NAME_KEY_MAX + 1]; /* ASCII, NUL-terminated */
};

/* One word, read. */
struct name {
	struct name_reading readings[NAME_READINGS_MAX]; /* different from each other; the usual one first */
	size_t count; /* 0: the word never varies (digits, another script, too short or long) */
	size_t letters; /* of the word as written */
	bool cyrillic;  /* or Armenian: a letter has one sound */
};

/* The part of a written word that is the name: without 's at its end, or l' and d' before a capital. */
struct span name_part(struct span word);
/* Reads a word (its name_part) as written (or utf8_fold-ed; not fold_word-ed: marks tell schemes apart). */
void name_read(struct name *n, struct span word);
/* Sets out to the blocks of a name, without repetition; returns how many. */
size_t name_blocks(const struct name *n, struct name_block out[NAME_BLOCKS_MAX]);
/* How far two words are spellings of one name: the best level of all their readings. */
enum name_level name_compare(const struct name *a, const struct name *b);

/* ---- which words are names ---- */

enum name_place {
	NAME_NOT,  /* written small, a number, an address, on the list of ordinary words, … */
	NAME_OPEN, /* a capital that may have another reason: begins a sentence, an acronym, a title, an address */
	NAME_HERE, /* a capital that only a name has */
};

struct name_lists;

/* What has been found of words by their numbers (struct token), to be released by free(of); zeroed: nothing. */
struct name_memo {
	unsigned char *of;
	size_t cap;
};

/*
 * For each of `count` tokens of a text (analyse.h), how it stands. In German,
 * which writes every noun with a capital, only of two in a row it says HERE.
 * `memo`: of one epoch of one analyser, and of the same lists; or NULL.
 */
void name_places(const struct name_lists *names, const struct lists *lists,
                 const struct language *lang, struct span text, const struct token *tokens,
                 size_t count, struct name_memo *memo, enum name_place *places);
/*
 * Whether a word that stands `here` times where only names do, and is written
 * small `small` times, is a name in those texts; an ordinary word never varies.
 */
bool name_is_name(uint32_t here, uint32_t small);

/* ---- persons ---- */

#define NAME_WORDS_MAX 8 /* of one person's name; what is beyond is not compared */

/* A name of several words: given names, patronymic, surname, initials; articles (al-, el-) are left out. */
struct person {
	struct name words[NAME_WORDS_MAX];
	int32_t initials[NAME_WORDS_MAX]; /* 0, or the word is but an initial: its letter in the keys' alphabet */
	size_t count;
};

/* Whether a word is but initials: "B", "Zh.", "N.A." */
bool name_is_initials(struct span word);
void person_read(struct person *p, const struct span *words, size_t count);
/*
 * How far a person named in a text may be the one asked for. The surname (the
 * last word asked for, or the first if the order is turned round) decides; of
 * the other words, as many as both have must agree: by an initial, at NAME_SAME
 * or NAME_ENDING, or at NAME_NEAR if the surname is NAME_SAME. `found` is the
 * run of names as it stands ("B. Sagintayev", "Bokayev", "Seytkazy Matayev").
 * The worst level of all its words; if not NULL, *bare says that the text has
 * one word alone.
 */
enum name_level person_compare(const struct person *asked, const struct person *found, bool *bare);

/* ---- what no key could guess ---- */

#define NAME_ALIASES_MAX 64 /* forms of one name */

/*
 * lexicon/names.tsv	name TAB name TAB … TAB source: one name, in several forms
 * lexicon/capitals.txt	one word a line: written with a capital, and no name
 */
struct name_lists *name_lists_new(void);
void name_lists_free(struct name_lists *l);
/*
 * Reads one list; others than the two are ignored. On a bad line returns false
 * and sets *error to an allocated message that names list and line.
 */
bool name_lists_add(struct name_lists *l, struct span name, struct span content, char **error);
/* Appends all that was added as one piece, which name_lists_unpack makes the same lists of at no cost. */
void name_lists_pack(struct name_lists *l, struct buf *out);
/* As lists_unpack: NULL, and the bytes given back: the piece is damaged, or was not written by this version. */
struct name_lists *name_lists_unpack(struct span packed, void (*release)(struct span packed));
/* Whether the word (any case) is on the list of ordinary words that are written with a capital. */
bool name_is_ordinary(const struct name_lists *l, struct span word);
/*
 * The other forms of a name of one or more words, any case, single spaces; as
 * in the list. Returns how many are in out.
 */
size_t name_aliases(const struct name_lists *l, struct span name, struct span out[NAME_ALIASES_MAX]);

#endif
