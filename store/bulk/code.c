#include "store/bulk/code.h"

bool code_vint_take(const char **at, const char *end, uint64_t *n)
{
	*n = 0;
	for (unsigned shift = 0; *at < end && shift < 64; shift += 7) {
		unsigned char c = (unsigned char)*(*at)++;

		*n |= (uint64_t)(c & 0x7F) << shift;
		if (c < 0x80)
			return true;
	}
	return false;
}

bool code_vint_take_small(const char **at, const char *end, uint32_t *n)
{
	uint64_t wide;

	if (!code_vint_take(at, end, &wide) || wide > UINT32_MAX)
		return false;
	*n = (uint32_t)wide;
	return true;
}

bool code_span_take(const char **at, const char *end, struct span *bytes)
{
	uint64_t len;

	if (!code_vint_take(at, end, &len) || len > (uint64_t)(end - *at))
		return false;
	*bytes = span_make(*at, (size_t)len);
	*at += len;
	return true;
}

void code_sortable(struct buf *out, uint32_t n)
{
	/* By the number's size: how many bytes follow the first, and the ones that it starts with. */
	static const struct {
		uint64_t below;
		unsigned rest;
		unsigned char mark;
	} rows[] = {{0x8000, 1, 0}, {0x400000, 2, 0x80}, {0x20000000, 3, 0xC0}, {UINT64_C(1) << 36, 4, 0xE0}};
	size_t i = 0;

	while (n >= rows[i].below)
		i++;
	buf_add_char(out, (char)(rows[i].mark | (unsigned char)((uint64_t)n >> (8 * rows[i].rest))));
	for (unsigned k = rows[i].rest; k-- != 0;)
		buf_add_char(out, (char)(n >> (8 * k)));
}

void code_term(struct buf *out, struct span term)
{
	if (term.len == 0 || memchr(term.data, '\0', term.len) == NULL) {
		buf_add_span(out, term);
		return;
	}
	for (size_t i = 0; i < term.len; i++) {
		buf_add_char(out, term.data[i]);
		if (term.data[i] == '\0')
			buf_add_char(out, (char)0xFF);
	}
}

/* ---- bits, the lowest first ---- */

struct bits {
	struct buf *out;
	uint64_t held;
	unsigned count; /* below 8 between calls */
};

/* At most 33 bits. */
static void bits_put(struct bits *b, uint64_t value, unsigned count)
{
	b->held |= value << b->count;
	b->count += count;
	for (; b->count >= 8; b->count -= 8) {
		buf_add_char(b->out, (char)b->held);
		b->held >>= 8;
	}
}

static void bits_end(struct bits *b)
{
	if (b->count != 0)
		buf_add_char(b->out, (char)b->held);
}

static unsigned bit_length(uint64_t n)
{
	return n == 0 ? 0 : 64 - (unsigned)__builtin_clzll(n);
}

/* One number out of [0, outof): where outof is no power of two, those in the middle take a bit less. */
static void bits_number(struct bits *b, uint64_t value, uint64_t outof)
{
	unsigned length = bit_length(outof - 1);
	uint64_t spare = (UINT64_C(1) << length) - outof, middle = (outof - spare) / 2;

	if (spare == 0 || value < middle)
		bits_put(b, value, length);
	else if (value < middle + spare)
		bits_put(b, value, length - 1);
	else
		bits_put(b, (value - middle - spare) | UINT64_C(1) << (length - 1), length);
}

/* What lies between positions j and k: the one in the middle, then the left half, then the right. */
static void bits_between(struct bits *b, const uint32_t *positions, size_t j, size_t k)
{
	while (j + 1 < k) {
		size_t middle = j + (k - j) / 2;
		uint64_t lowest = positions[j] + (middle - j);

		bits_number(b, positions[middle] - lowest, (uint64_t)positions[k] - positions[j] - (k - j) + 1);
		bits_between(b, positions, j, middle);
		j = middle;
	}
}

void code_positions(struct buf *out, const uint32_t *positions, size_t count)
{
	struct bits b = {out, 0, 0};
	uint64_t first = positions[0], last = positions[count - 1];

	code_vint(out, last);
	if (count == 1)
		return;
	bits_number(&b, first, last);
	bits_number(&b, count - 2, last - first);
	bits_between(&b, positions, 0, count - 1);
	bits_end(&b);
}
