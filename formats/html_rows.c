/*
 * html_rows.c: tables whose first column has the numbers of what stands in the second.
 */
#include "formats/html_page.h"

#define BARE_ROW_MAX 12    /* bytes of a cell that may hold such a number */
#define NEXT_NODES_MAX 4000 /* from one such row to the next */
#define BESIDE_BYTES_MIN 12 /* of what stands beside a dash: less is a value in a table */

/* Whether the row's table has a head: a row of names, above numbers that count its rows. */
static bool has_head(const struct html_tree *t, size_t row)
{
	static const char *const names[] = {"No.", "No", "NO.", "Nos.", "Nr.", "Nr", "N°", "Nº", "N.", "№", "№ п/п", "#", "S. No.", "Sl. No.", "Item", "م", "序号", NULL};
	size_t table = t->nodes[row].parent, i;
	struct buf first;
	bool head;

	while (table != HTML_NONE && !html_is(t, table, GUMBO_TAG_TABLE))
		table = t->nodes[table].parent;
	for (i = table == HTML_NONE ? row : table + 1; i < row && !html_is(t, i, GUMBO_TAG_TD) && !html_is(t, i, GUMBO_TAG_TH); i++)
		;
	if (i >= row)
		return false;
	buf_init(&first);
	html_add_text(&first, t, i);
	head = html_is(t, i, GUMBO_TAG_TH);
	for (size_t k = 0; names[k] != NULL && !head; k++)
		head = span_eq_str(span_trim(buf_span(&first)), names[k]);
	buf_release(&first);
	return head;
}

bool html_is_numbered_row(const struct html_tree *t, size_t row)
{
	struct buf first;
	size_t cells = 0, beside = 0;
	bool marker = false, bullet = false;

	buf_init(&first);
	for (size_t i = row + 1; i < t->nodes[row].end; i = t->nodes[i].end) {
		if (!html_is(t, i, GUMBO_TAG_TD) || t->nodes[i].text == 0)
			continue;
		cells++;
		beside = t->nodes[i].text;
		if (cells != 1)
			continue;
		html_add_text(&first, t, i);
		marker = html_is_marker(buf_span(&first));
		bullet = html_is_bullet(buf_span(&first));
	}
	buf_release(&first);
	return cells == 2 && (marker || (bullet && beside >= BESIDE_BYTES_MIN)) && !has_head(t, row);
}

/* The table that a row is in, if it has no other row; HTML_NONE. */
static size_t table_of_one(const struct html_tree *t, size_t row)
{
	size_t table = t->nodes[row].parent;

	while (table != HTML_NONE && !html_is(t, table, GUMBO_TAG_TABLE))
		table = t->nodes[table].parent;
	for (size_t i = table == HTML_NONE ? t->count : table; table != HTML_NONE && i < t->nodes[table].end; i++)
		if (i != row && html_is(t, i, GUMBO_TAG_TR))
			return HTML_NONE;
	return table;
}

long html_bare_row(const struct html_tree *t, size_t row, size_t *cell)
{
	struct buf first;
	struct span s;
	size_t cells = 0;
	long number = 0;

	for (size_t i = row + 1; i < t->nodes[row].end; i = t->nodes[i].end) {
		if (!html_is(t, i, GUMBO_TAG_TD) || t->nodes[i].text == 0)
			continue;
		if (cells++ == 0)
			*cell = i;
	}
	if (cells != 2 || t->nodes[*cell].text > BARE_ROW_MAX || table_of_one(t, row) == HTML_NONE)
		return 0;
	buf_init(&first);
	html_add_text(&first, t, *cell);
	s = html_without_spaces(buf_span(&first));
	for (size_t i = 0; i < s.len && number >= 0; i++)
		number = s.data[i] >= '0' && s.data[i] <= '9' && i < BARE_DIGITS_MAX && !(i == 0 && s.data[i] == '0') ? number * 10 + (s.data[i] - '0') : -1;
	buf_release(&first);
	return number > 0 ? number : 0;
}

long html_next_bare_row(const struct html_tree *t, size_t row)
{
	size_t cell;

	for (size_t i = t->nodes[row].end; i < t->count && i < row + NEXT_NODES_MAX; i++) {
		long number = html_is(t, i, GUMBO_TAG_TR) ? html_bare_row(t, i, &cell) : 0;

		if (number != 0)
			return number;
	}
	return 0;
}
