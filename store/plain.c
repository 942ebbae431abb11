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

bool plain_string(struct plain *p, struct span *out)
{
	const char *start = p->at + 1;

	if (!plain_take(p, "\""))
		return false;
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
