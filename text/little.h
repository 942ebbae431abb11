/*
 * little.h: numbers as bytes, the lowest first, whatever the machine's own order:
 * compilers make one load of each. Anyone may include it.
 */
#ifndef TEXT_LITTLE_H
#define TEXT_LITTLE_H

#include "text/buf.h"

static inline uint16_t little_u16(const unsigned char *p)
{
	return (uint16_t)(p[0] | p[1] << 8);
}

static inline uint32_t little_u32(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static inline uint32_t little_u24(const unsigned char *p)
{
	return little_u16(p) | (uint32_t)p[2] << 16;
}

static inline uint64_t little_u64(const unsigned char *p)
{
	return little_u32(p) | (uint64_t)little_u32(p + 4) << 32;
}

static inline void little_put_u32(char *at, uint32_t n)
{
	for (unsigned i = 0; i < 4; i++)
		at[i] = (char)(n >> (8 * i));
}

static inline void little_add_u32(struct buf *out, uint32_t n)
{
	char bytes[4];

	little_put_u32(bytes, n);
	buf_add(out, bytes, sizeof bytes);
}

static inline void little_add_u24(struct buf *out, uint32_t n)
{
	const char bytes[3] = {(char)(n & 0xFF), (char)(n >> 8 & 0xFF), (char)(n >> 16)};

	buf_add(out, bytes, sizeof bytes);
}

static inline void little_add_u16(struct buf *out, uint16_t n)
{
	const char bytes[2] = {(char)(n & 0xFF), (char)(n >> 8)};

	buf_add(out, bytes, sizeof bytes);
}

#endif
