/*
 * run_on.c: "… RESUELVE: 1. Declarar …. 2. Anular …": what a court decides, numbered, and run on in one paragraph.
 */
#include "indexer/shape.h"

#include <inttypes.h>
#include <stdio.h>

#define TURNING_BYTES 40  /* in which the word before the colon stands */

size_t run_on_next(struct span t, size_t from, size_t end, uint32_t number)
{
	char label[16];
	size_t len = (size_t)snprintf(label, sizeof label, "%" PRIu32 ". ", number);

	for (size_t at = from + 1; at + len < end; at++) {
		size_t before = at;

		if (memcmp(t.data + at, label, len) != 0 || !text_begins_upper(t, at + len, end) || (unsigned char)t.data[at - 1] > ' ')
			continue;
		while (before > from + 1 && (unsigned char)t.data[before - 1] <= ' ')
			before--;
		if (strchr(".;:", t.data[before - 1]) != NULL)
			return at;
	}
	return end;
}

/* Whether the word in capitals that ends at a colon is such: "Por estos fundamentos, RESUELVE". */
static bool turns(struct span t, size_t from, size_t colon)
{
	size_t least = colon > from + TURNING_BYTES ? colon - TURNING_BYTES : from;

	for (size_t at = colon; at-- > least;)
		if (((unsigned char)t.data[at] <= ' ' && text_is_turning(span_make(t.data + at + 1, colon - at - 1))) ||
		    (at == from && text_is_turning(span_make(t.data + at, colon - at))))
			return true;
	return false;
}

/* Whether "1. Declarar" follows. */
static bool first_follows(struct span t, size_t from, size_t end)
{
	size_t at = skip_space(t, from, end);

	return at > from && at + 3 < end && memcmp(t.data + at, "1. ", 3) == 0;
}

size_t run_on_first(struct span t, struct range r)
{
	const char *colon = t.data + r.start, *end = t.data + r.end;

	while ((colon = memchr(colon, ':', (size_t)(end - colon))) != NULL) {
		size_t from = (size_t)(++colon - t.data), first;

		if (!first_follows(t, from, r.end) || !turns(t, r.start, from - 1))
			continue;
		first = skip_space(t, from, r.end);
		return run_on_next(t, first, r.end, 2) < r.end ? first : r.end;
	}
	return r.end;
}
