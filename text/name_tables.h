/*
 * name_tables.h: letters and their sounds in the schemes, endings. For name_*.c
 * and its tests only.
 *
 * The keys' alphabet: vowels a e i o u; b v g d z k l m n p r s t f h; Z (zh),
 * T (ts), C (ch), S (sh), W (shch). In what the rules give there is also y, a
 * glide, which stays before a and u where no vowel is before it.
 */
#ifndef TEXT_NAME_TABLES_H
#define TEXT_NAME_TABLES_H

#include <stdbool.h>
#include <stddef.h>

enum name_scheme {
	SCHEME_ENGLISH = 1 << 0,   /* BGN/PCGN, ALA-LC, passports, English press: the usual reading */
	SCHEME_FRENCH = 1 << 1,    /* French press and old passports: ch is sh, j is zh */
	SCHEME_GERMAN = 1 << 2,    /* ch is kh, j a glide, z ts */
	SCHEME_VOICED = 1 << 3,    /* as GERMAN, but s at the beginning is z, and sch zh */
	SCHEME_SCHOLAR = 1 << 4,   /* ISO 9, scholarly, Czech, Croatian: c is ts, j a glide */
	SCHEME_TURKIC = 1 << 5,    /* Kazakh, Uzbek, Tatar in Latin letters: j is zh, x kh */
	SCHEME_ARABIC = 1 << 6,    /* j and q are g, ee is i */
	SCHEME_CYRILLIC = 1 << 7,
	SCHEME_UKRAINIAN = 1 << 8, /* with CYRILLIC: г is h */
	SCHEME_ALL = (1 << 9) - 1,
};

struct name_rule {
	char from[10], to[4];
	unsigned schemes; /* that it holds in */
};

/* Sorted by the bytes of `from`, longer after shorter; of those that hold in a scheme the longest wins. */
extern const struct name_rule name_rules[];
extern const size_t name_rule_count;

struct name_ending {
	char ending[8];
	size_t cut;   /* letters taken away: all of it, or its last ones */
	size_t least; /* letters that must be left */
	bool cyrillic; /* only there, or in Armenian script: a case */
};

/* Longest first. */
extern const struct name_ending name_endings[];
extern const size_t name_ending_count;

#endif
