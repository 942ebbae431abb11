/*
 * html_spans.c: the columns of a table that cells above reach into, so that what
 * stands below a cell of two rows keeps its place, and is not taken for a row of its own.
 */
#include "formats/html_page.h"

#include <stdlib.h>

#define COLUMNS_MAX 64   /* of a table; cells behind them cover nothing */
#define ROWS_MAX 1000    /* that a cell may span */

/* For each column: how many of the next rows a cell above still reaches into. */
struct columns {
	unsigned short left[COLUMNS_MAX];
	bool any;
};

/* A cell's rowspan or colspan. 0 in a rowspan: all that follow. */
static unsigned span_of_cell(const struct html_tree *t, size_t cell, const char *name, unsigned most)
{
	struct span s = html_attribute(t, cell, name);
	long n = s.len == 0 ? 1 : strtol(s.data, NULL, 10);

	return s.len != 0 && s.data[0] == '0' ? most : n < 1 ? 1 : n > (long)most ? most : (unsigned)n;
}

/* The next column that is free; those before it have a row less to cover. Gives how many these are. */
static unsigned short skip_covered(struct columns *c, unsigned *at)
{
	unsigned short skipped = 0;

	for (; *at < COLUMNS_MAX && c->left[*at] != 0; ++*at, skipped++)
		c->left[*at]--;
	return skipped;
}

static void take_row(struct html_tree *t, size_t row, struct columns *c)
{
	unsigned at = 0;

	for (size_t i = row + 1; i < t->nodes[row].end; i = t->nodes[i].end) {
		unsigned rows, wide;

		if (!html_is_cell(html_tag(t, i)))
			continue;
		if (c->any)
			t->nodes[i].covered = skip_covered(c, &at);
		rows = span_of_cell(t, i, "rowspan", ROWS_MAX);
		wide = span_of_cell(t, i, "colspan", COLUMNS_MAX);
		c->any |= rows > 1;
		for (; wide > 0 && at < COLUMNS_MAX; wide--)
			c->left[at++] = (unsigned short)(rows - 1);
	}
	if (c->any)
		t->nodes[row].covered = skip_covered(c, &at);
}

void html_spans_find(struct html_tree *t, size_t section)
{
	struct columns c = {{0}, false};

	for (size_t i = section + 1; i < t->nodes[section].end; i = t->nodes[i].end)
		if (html_is(t, i, GUMBO_TAG_TR))
			take_row(t, i, &c);
}
