/*
 * name_sounds.h: a word's letters as sounds, on the way to a key. For name_*.c
 * only; the alphabet is that of name_tables.h.
 */
#ifndef TEXT_NAME_SOUNDS_H
#define TEXT_NAME_SOUNDS_H

#include "text/name.h"

#define RAW_MAX (2 * NAME_KEY_MAX) /* what is longer gives no key */

/* What the rules gave, still with every glide. */
struct raw {
	char letters[RAW_MAX + 1]; /* NUL-terminated */
	size_t len;
};

bool sound_is_vowel(char c); /* a e i o u */
bool sound_is_glide(char c); /* i y: what a glide may be written as */

/* The sounds of a folded word as a scheme writes them; false for digits, another script, a word too
 * long. */
bool raw_make(struct raw *r, struct span word, unsigned scheme);
/* Makes one of what is one sound: double letters, t and s, d and zh, n and g. */
void raw_merge(struct raw *r);

#endif
