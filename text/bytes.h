/*
 * bytes.h: passing over bytes that mean nothing to a scan, which most bytes of
 * a text do not. Anyone may include it.
 */
#ifndef TEXT_BYTES_H
#define TEXT_BYTES_H

#include "text/little.h"

typedef const unsigned char byte_set[256]; /* not 0: the byte is in it */

/* The first byte from `at` on that is in the set; `end` (at most s.len) if none is. */
static inline size_t bytes_until(struct span s, size_t at, size_t end, byte_set set)
{
	const unsigned char *p = (const unsigned char *)s.data;

	for (; at + 4 <= end; at += 4)
		if ((set[p[at]] | set[p[at + 1]] | set[p[at + 2]] | set[p[at + 3]]) != 0)
			break;
	while (at < end && set[p[at]] == 0)
		at++;
	return at;
}

/* Whether the eight bytes from `p` on are all printing ASCII: from ' ' to '~'. */
static inline bool bytes_are_printing(const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t x;

	memcpy(&x, p, sizeof x);
	/* No top bit: not there, nor after 1 is added to 0x7F; and 0x20 or 0x40 set in each. */
	return ((x | (x + ones)) & (0x80 * ones)) == 0 && (((x >> 5) | (x >> 6)) & ones) == ones;
}

/* bytes_until of a set without printing ASCII, which is passed over by eights. */
static inline size_t bytes_until_odd(struct span s, size_t at, size_t end, byte_set set)
{
	while (at + 8 <= end && bytes_are_printing(s.data + at))
		at += 8;
	return bytes_until(s, at, end, set);
}

/* Which of the eight bytes from `p` on are `c`: the top bit of each, the first byte's the lowest (Warren, Hacker's Delight, 6-1). */
static inline uint64_t bytes_that_are(const char *p, unsigned char c)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), rest = 0x7F * ones;
	uint64_t x = little_u64((const unsigned char *)p) ^ (c * ones);

	return ~(((x & rest) + rest) | x | rest);
}

#endif
