#include "store/plain.h"

struct plain plain_of(struct span json)
{
	return (struct plain){json.data, json.data + json.len};
}

bool plain_take(struct plain *p, const char *text)
{
	bool there = span_starts(span_make(p->at, (size_t)(p->end - p->at)), text);

	if (there)
		p->at += strlen(text);
	return there;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte)) /* the byte eight times over */

/* Whether one of eight bytes is none: "Determine if a word has a zero byte", S. E. Anderson, Bit Twiddling Hacks. */
static bool has_none(uint64_t bytes)
{
	return ((bytes - EACH(1)) & ~bytes & EACH(0x80)) != 0;
}

/* Past eight bytes at a time in which nothing ends a string, and nothing is escaped or a control. */
static void pass_eights(struct plain *p)
{
	uint64_t bytes;

	for (; p->end - p->at >= 8; p->at += 8) {
		memcpy(&bytes, p->at, 8);
		if (has_none(bytes ^ EACH('"')) || has_none(bytes ^ EACH('\\')) || ((bytes - EACH(' ')) & ~bytes & EACH(0x80)) != 0)
			return;
	}
}

bool plain_string(struct plain *p, struct span *out)
{
	const char *start = p->at + 1;

	if (!plain_take(p, "\""))
		return false;
	pass_eights(p);
	while (p->at < p->end && *p->at != '"') {
		if ((unsigned char)*p->at < ' ' || *p->at == '\\')
			return false;
		p->at++;
	}
	*out = span_make(start, (size_t)(p->at - start));
	return plain_take(p, "\"");
}

bool plain_number(struct plain *p, uint64_t *out)
{
	const char *start = p->at;

	*out = 0;
	for (; p->at < p->end && *p->at >= '0' && *p->at <= '9' && p->at - start < PLAIN_DIGITS; p->at++)
		*out = *out * 10 + (uint64_t)(*p->at - '0');
	return p->at > start && (*start != '0' || p->at == start + 1);
}
