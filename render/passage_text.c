#include "render/passage_text.h"

#include <stdlib.h>

size_t passage_offset(const struct record *r, size_t source)
{
	size_t before = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		const struct range *at = &r->ranges[i];

		if (source < at->start)
			return before;
		if (source < at->end)
			return before + (source - at->start);
		before += at->end - at->start;
	}
	return before;
}

/* The ranges' places in r->bytes. */
static struct range *ranges_within(const struct record *r)
{
	struct range *within = mem_alloc((r->range_count + 1) * sizeof *within);
	size_t before = 0;

	for (size_t i = 0; i < r->range_count; i++) {
		size_t len = r->ranges[i].end - r->ranges[i].start;

		within[i] = (struct range){before, before + len};
		before += len;
	}
	return within;
}

static struct range *skips_within(const struct record *r)
{
	struct range *within = mem_alloc((r->skip_count + 1) * sizeof *within);

	for (size_t i = 0; i < r->skip_count; i++) {
		size_t start = passage_offset(r, r->skips[i].start);

		within[i] = (struct range){start, start + (r->skips[i].end - r->skips[i].start)};
	}
	return within;
}

void passage_text(struct reading *out, const struct record *r)
{
	struct range *ranges = ranges_within(r);
	struct range *skips = skips_within(r);

	reading_make(out, r->bytes, ranges, r->range_count, skips, r->skip_count);
	free(ranges);
	free(skips);
}
