/*
 * packed.h: a table from (number, word) to a string that lies in one piece of
 * bytes and is used as it lies: nothing is read before a word is asked for.
 * Anyone may include it.
 *
 * The bytes are the same on every machine: numbers are little-endian. Layout:
 *	8 bytes   PACKED_MAGIC
 *	u64       the sum of all that follows (sum_of in packed.c)
 *	u32 u32   entries; slots (a power of two)
 *	slots     u32 upper half of the entry's hash, u32 its place + 1 (0: free)
 *	entries   u32 number, u32 length of the word, u32 of the string, word, string
 */
#ifndef TEXT_PACKED_H
#define TEXT_PACKED_H

#include "text/buf.h"

#define PACKED_MAGIC "hrpack6\n"

struct packed_entry {
	uint32_t number;
	struct span word, string;
};

struct packed {
	const unsigned char *slots, *entries; /* NULL: no table */
	size_t slot_count, entry_bytes;
	struct span bytes;                  /* of all, where packed_take took them over */
	void (*release)(struct span bytes); /* gives them back; NULL: nothing to do */
};

/* Appends a table; no two entries have both number and word in common. */
void packed_write(struct buf *out, const struct packed_entry *entries, size_t count);
/* Sets up a table over bytes that outlive it. False: they are damaged or none. */
bool packed_open(struct packed *p, struct span bytes);
/* The same, and takes the bytes over: packed_release gives them back, or this does where they are damaged. */
bool packed_take(struct packed *p, struct span bytes, void (*release)(struct span bytes));
void packed_release(struct packed *p);
/* The string, a part of the bytes; false: there is no such entry. string may be NULL. */
bool packed_get(const struct packed *p, uint32_t number, struct span word, struct span *string);

#endif
