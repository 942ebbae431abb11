#include "searcher/dates.h"

#include "text/metadata.h"

#define DOTS ".."

static size_t find_dots(struct span s)
{
	for (size_t i = 0; i + 2 <= s.len; i++)
		if (memcmp(s.data + i, DOTS, 2) == 0)
			return i;
	return SIZE_MAX;
}

/* Whether every day of b lies before a: partial dates are compared by what both say. */
static bool is_after(struct span a, struct span b)
{
	size_t common = a.len < b.len ? a.len : b.len;

	return memcmp(a.data, b.data, common) > 0;
}

const char *date_range_read(struct span text, struct span *from, struct span *to)
{
	size_t dots = find_dots(text);

	*from = *to = text;
	if (dots != SIZE_MAX) {
		*from = span_make(text.data, dots);
		*to = span_make(text.data + dots + 2, text.len - dots - 2);
	}
	if ((from->len == 0 && to->len == 0) || (from->len != 0 && !metadata_is_date(*from)) ||
	    (to->len != 0 && !metadata_is_date(*to)))
		return "is no date: write 2015, 2015-06, 2015-06-30, 2015..2017, 2015.. or ..2017";
	if (from->len != 0 && to->len != 0 && is_after(*from, *to))
		return "ends before it begins";
	return NULL;
}
