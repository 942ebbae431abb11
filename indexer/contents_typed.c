/*
 * contents_typed.c: a table of contents that was typed in a document that has
 * segments: entries below "Contents" that end in the numbers of pages.
 */
#include "indexer/outline_blocks.h"

#define ENTRIES_MIN 2
#define PAGE_DIGITS_MAX 4

static struct span segment_text(const struct scan *s, size_t i)
{
	return span_trim(span_sub(s->text, s->document->segments[i].at));
}

/* The number that an entry ends in, behind white space or a row of dots; 0: none. */
static uint32_t page_at_end(struct span t)
{
	size_t at = t.len;
	uint32_t n = 0;

	while (at > 0 && t.data[at - 1] >= '0' && t.data[at - 1] <= '9')
		at--;
	if (at < 2 || at == t.len || t.len - at > PAGE_DIGITS_MAX || (t.data[at - 1] != ' ' && t.data[at - 1] != '.'))
		return 0;
	for (size_t i = at; i < t.len; i++)
		n = n * 10 + (uint32_t)(t.data[i] - '0');
	return n;
}

static bool may_be_entry(enum segment_kind kind)
{
	return kind == SEGMENT_PARAGRAPH || kind == SEGMENT_ITEM || kind == SEGMENT_HEADING;
}

size_t contents_typed_end(const struct scan *s, size_t first)
{
	const struct document *d = s->document;
	size_t end = first, entries = 0;
	uint32_t last = 0;

	if (!may_be_entry(d->segments[first].kind) || !text_is_contents_name(segment_text(s, first)))
		return first;
	/* One line without a number may stand among them: "Page", the name of a part. */
	for (size_t i = first + 1; i < d->segment_count && i <= (end == first ? first : end - 1) + 2 && may_be_entry(d->segments[i].kind); i++) {
		uint32_t page = page_at_end(segment_text(s, i));

		if (page == 0)
			continue;
		if (page < last)
			break;
		last = page;
		entries++;
		end = i + 1;
	}
	return entries >= ENTRIES_MIN ? end : first;
}
