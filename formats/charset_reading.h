/*
 * charset_reading.h: a file's high bytes as one encoding reads them, and how
 * likely that is in a language. For formats/charset*.c only.
 */
#ifndef FORMATS_CHARSET_READING_H
#define FORMATS_CHARSET_READING_H

#include "text/buf.h"

#define HIGH 128 /* bytes that are not ASCII */

enum script { SCRIPT_LATIN, SCRIPT_CYRILLIC, SCRIPT_GREEK };

/* A language as the tables have it. */
struct charset_language {
	enum script script;
	double letters;     /* share of letters among the characters that are not ASCII */
	const char *weights; /* its letters in small case, each followed by its weight */
	const char *alone;  /* letters that are a word by themselves */
	const char *words;  /* ASCII function words, parted by blanks */
};

/* What stands before or after a high byte, as an encoding reads it. */
enum side { SIDE_NONE, SIDE_LOWER, SIDE_UPPER, SIDE_HIGH_LOWER, SIDE_HIGH_UPPER, SIDE_FINAL_S, SIDES };

/* A file's high bytes, as one encoding reads them. */
struct charset_reading {
	int32_t cp[HIGH]; /* 0: no character */
	enum side side[HIGH];
	uint32_t seen[HIGH][SIDES][SIDES]; /* by what is before and what is after */
	double score;      /* logarithm, priors of encoding and language included */
	double likelihood; /* the same with a language that is at worst unlikely */
	size_t odd; /* of the sample, characters that are very unlikely where they stand */
};

static inline bool is_high(struct span s, size_t i)
{
	return (unsigned char)s.data[i] >= HIGH;
}

static inline unsigned high_of(struct span s, size_t i)
{
	return (unsigned)(unsigned char)s.data[i] - HIGH;
}

enum side ascii_side(char c);
/* The characters of an encoding's high bytes, asked of iconv; false if the system lacks it. */
bool charset_reading_init(struct charset_reading *r, const char *name);
/* Counts the high bytes of a text by their neighbours, at most `most` of them. */
void charset_reading_count(struct charset_reading *r, struct span s, size_t most);
/* The logarithm of the likelihood in a language; *odd: characters that are very unlikely where they stand. */
double charset_reading_score(const struct charset_reading *r, const struct charset_language *l, bool caps, size_t *odd);

#endif
