/*
 * code.h: the numbers, strings and position lists that glass tables are made
 * of. For store/bulk/ only.
 */
#ifndef STORE_BULK_CODE_H
#define STORE_BULK_CODE_H

#include "text/buf.h"

#define VINT_MOST 10 /* bytes of a 64-bit number */

/* Seven bits a byte, the lowest first; the top bit says that more follow. Returns the byte after. */
static inline char *vint_put(char *at, uint64_t n)
{
	while (n >= 0x80) {
		*at++ = (char)(n | 0x80);
		n >>= 7;
	}
	*at++ = (char)n;
	return at;
}

/* Copies bytes to where there is room for them; returns the byte after. Most are so few that a call takes longer. */
static inline char *code_copy(char *to, struct span bytes)
{
	uint32_t first, last;

	if (bytes.len > 2 * sizeof first) {
		memcpy(to, bytes.data, bytes.len);
	} else if (bytes.len >= sizeof first) {
		/* What overlaps is the same bytes in the same place. */
		memcpy(&first, bytes.data, sizeof first);
		memcpy(&last, bytes.data + bytes.len - sizeof last, sizeof last);
		memcpy(to, &first, sizeof first);
		memcpy(to + bytes.len - sizeof last, &last, sizeof last);
	} else {
		for (size_t i = 0; i < bytes.len; i++)
			to[i] = bytes.data[i];
	}
	return to + bytes.len;
}

static inline void code_vint(struct buf *out, uint64_t n)
{
	buf_reserve(out, VINT_MOST);
	out->len = (size_t)(vint_put(out->data + out->len, n) - out->data);
}

/* Bytes after their number. */
static inline void code_span(struct buf *out, struct span bytes)
{
	code_vint(out, bytes.len);
	buf_add_span(out, bytes);
}

/* Takes a number from *at, before `end`; false when it is cut short or over 64 bits, or 32. */
bool code_vint_take(const char **at, const char *end, uint64_t *n);
bool code_vint_take_small(const char **at, const char *end, uint32_t *n);
/* Takes what code_span put, as it lies there. */
bool code_span_take(const char **at, const char *end, struct span *bytes);
/* A number whose bytes sort as the numbers do: 2 bytes below 0x8000, at most 5. */
void code_sortable(struct buf *out, uint32_t n);
/* A term within a key: a NUL is two bytes, 00 FF, so that the NUL that may end it sorts before all else. */
void code_term(struct buf *out, struct span term);
/*
 * The positions of a term in a document: ascending, each once, at least one.
 * The last as a vint; where there are more, bits from the lowest on: the first,
 * how many, then the ones between by interpolation (Moffat and Stuiver 2000).
 */
void code_positions(struct buf *out, const uint32_t *positions, size_t count);

#endif
