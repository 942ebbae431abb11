/*
 * packed_words.h: words in their order, packed so that they are looked up as they lie: each has but what it does not
 * share with the one before (front coding: Witten, Moffat and Bell, Managing Gigabytes, 1999, section 4.1), and every
 * sixteenth is whole. Anyone may include it.
 *
 * Each word: how many bytes it shares and how many it has besides, seven bits in a byte, the lowest first, 0x80 in all
 * but the last; then these bytes. The groups: 4 bytes, little-endian, for where each whole word begins.
 */
#ifndef TEXT_PACKED_WORDS_H
#define TEXT_PACKED_WORDS_H

#include "text/buf.h"

#define PACKED_WORDS_NONE UINT32_MAX

struct packed_words {
	struct span groups, words;
};

/* Appends words, which are in span_cmp's order and each there once. */
void packed_words_write(const struct span *words, size_t count, struct buf *groups, struct buf *out);
/* The place of a word among them, from 0; PACKED_WORDS_NONE: it is not there, or the bytes are none of packed_words_write's. */
uint32_t packed_words_find(const struct packed_words *w, struct span word);

#endif
