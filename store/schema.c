#include "store/schema.h"
#include "store/xap.h"
#include "text/strmap.h"

#define HASH_HEX 16 /* appended to a value that was cut */

#define PREFIX_LETTERS(name, prefix, what) [PREFIX_##name] = (prefix),
const char *const schema_prefix_letters[PREFIX_COUNT] = {SCHEMA_PREFIXES(PREFIX_LETTERS)};
#undef PREFIX_LETTERS

/* Whether byte i of s begins a character (or is no UTF-8 at all). */
static bool begins_character(struct span s, size_t i)
{
	return ((unsigned char)s.data[i] & 0xc0) != 0x80;
}

/* How much of a value fits into `room` bytes of key, where a NUL counts twice. */
static size_t fitting(struct span value, size_t room)
{
	size_t n = 0, used = 0;

	while (n < value.len) {
		used += value.data[n] == '\0' ? 2 : 1;
		if (used > room)
			break;
		n++;
	}
	return n;
}

void schema_term(struct buf *out, enum schema_prefix prefix, struct span value)
{
	const char *letters = schema_prefix_letters[prefix];
	size_t room = XAP_TERM_MAX - strlen(letters);
	size_t n = fitting(value, room);

	buf_clear(out);
	buf_add_str(out, letters);
	if (n == value.len) {
		buf_add_span(out, value);
		return;
	}
	n = fitting(value, room - HASH_HEX);
	while (n != 0 && !begins_character(value, n))
		n--;
	buf_add(out, value.data, n);
	buf_addf(out, "%016llx", (unsigned long long)hash_bytes(value, 0));
}

/* A word is folded, and so never begins like a prefix, with a capital. */
bool schema_has_positions(struct span term)
{
	return term.len != 0 && (term.data[0] < 'A' || term.data[0] > 'Z' ||
	                         span_starts(term, schema_prefix_letters[PREFIX_SECTION_WORD]));
}

void schema_names_key(struct buf *out, struct span block)
{
	buf_clear(out);
	buf_add_str(out, SCHEMA_NAMES);
	buf_add_span(out, block);
}

void schema_ordinal_write(char bytes[SCHEMA_ORDINAL_BYTES], uint32_t ordinal)
{
	for (unsigned i = 0; i < SCHEMA_ORDINAL_BYTES; i++)
		bytes[i] = (char)(ordinal >> (8 * (SCHEMA_ORDINAL_BYTES - 1 - i)));
}

bool schema_ordinal_read(struct span value, uint32_t *ordinal)
{
	uint32_t n = 0;

	if (value.len != SCHEMA_ORDINAL_BYTES)
		return false;
	for (size_t i = 0; i < value.len; i++)
		n = n << 8 | (unsigned char)value.data[i];
	*ordinal = n;
	return true;
}
