/*
 * html_blocks.c: lists, whose items may print a number, and tables, whose rows
 * are segments where they hold data.
 */
#include "formats/html_page.h"

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

/* ---- lists ---- */

static long attribute_number(const struct html_tree *t, size_t i, const char *name, long none)
{
	struct span s = html_attribute(t, i, name);
	char *end;
	long n = s.len == 0 ? 0 : strtol(s.data, &end, 10);

	return s.len == 0 || end == s.data || n < -NUMERAL_VALUE_MAX || n > NUMERAL_VALUE_MAX ? none : n;
}

static enum numerals numerals_of(const struct html_tree *t, size_t i)
{
	static const struct {
		const char *style;
		enum numerals numerals;
	} styles[] = {{"lower-alpha", NUMERALS_LOWER_LETTER}, {"upper-alpha", NUMERALS_UPPER_LETTER},
	              {"lower-latin", NUMERALS_LOWER_LETTER}, {"upper-latin", NUMERALS_UPPER_LETTER},
	              {"lower-roman", NUMERALS_LOWER_ROMAN}, {"upper-roman", NUMERALS_UPPER_ROMAN}, {": none", NUMERALS_NONE}, {":none", NUMERALS_NONE}};
	struct span type = html_attribute(t, i, "type"), style = html_attribute(t, i, "style");

	if (!html_is(t, i, GUMBO_TAG_OL))
		return NUMERALS_NONE;
	for (size_t k = 0; style.len != 0 && strcasestr(style.data, "list-style") != NULL && k < sizeof styles / sizeof *styles; k++)
		if (strcasestr(style.data, styles[k].style) != NULL)
			return styles[k].numerals;
	if (type.len != 1)
		return NUMERALS_DECIMAL;
	switch (type.data[0]) {
	case 'a': return NUMERALS_LOWER_LETTER;
	case 'A': return NUMERALS_UPPER_LETTER;
	case 'i': return NUMERALS_LOWER_ROMAN;
	case 'I': return NUMERALS_UPPER_ROMAN;
	default: return NUMERALS_DECIMAL;
	}
}

static long count_items(const struct html_tree *t, size_t list)
{
	long n = 0;

	for (size_t i = list + 1; i < t->nodes[list].end; i = t->nodes[i].end)
		n += html_is(t, i, GUMBO_TAG_LI);
	return n;
}

void html_enter_list(struct page *p, size_t i)
{
	const struct html_tree *t = &p->tree;
	bool reversed = html_has(t, i, "reversed");

	html_block_edge(p);
	if (p->list_depth < LISTS_MAX)
		p->lists[p->list_depth] = (struct list){numerals_of(t, i),
		        attribute_number(t, i, "start", reversed ? count_items(t, i) : 1), reversed ? -1 : 1};
	p->list_depth++;
}

void html_enter_item(struct page *p, size_t i)
{
	struct list *l = p->list_depth != 0 && p->list_depth <= LISTS_MAX ? &p->lists[p->list_depth - 1] : NULL;

	html_block_edge(p);
	p->label[0] = '\0';
	p->item = p->note == HTML_NONE;
	if (l == NULL || l->numerals == NUMERALS_NONE)
		return;
	l->number = attribute_number(&p->tree, i, "value", l->number);
	if (numeral_write(p->label, l->numerals, l->number))
		strcat(p->label, ".");
	l->number += l->step;
}

/* ---- tables ---- */

/* Whether a row holds data; if not, its cells only lay out the page. */
static bool is_data(const struct html_tree *t, size_t i)
{
	size_t cells = 0, covered = t->nodes[i].covered;

	for (size_t k = i + 1; k < t->nodes[i].end; k++) {
		GumboTag tag = html_tag(t, k);

		if ((tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6) || tag == GUMBO_TAG_TABLE || tag == GUMBO_TAG_UL ||
		    tag == GUMBO_TAG_OL || tag == GUMBO_TAG_BLOCKQUOTE || tag == GUMBO_TAG_ARTICLE)
			return false;
		if (html_is_cell(tag) && t->nodes[k].text > CELL_MAX)
			return false;
		cells += html_is_cell(tag);
		covered += html_is_cell(tag) ? t->nodes[k].covered : 0U;
	}
	return cells + covered > 1 && cells != 0 && t->nodes[i].text != 0;
}

/* "1" and "2", and nothing but digits, in the first cell of two of tables of one row each: a judgment's paragraphs, as EUR-Lex has them. */
static void take_bare_number(struct page *p, size_t row)
{
	size_t cell;
	long number = html_bare_row(&p->tree, row, &cell), next;

	if (number == 0 || p->note != HTML_NONE || p->row)
		return;
	next = p->bare_row == 0 && number == 1 ? html_next_bare_row(&p->tree, row) : 0;
	if (!(p->bare_row != 0 && number == p->bare_row + 1) && next != 2)
		return;
	p->bare_row = number;
	snprintf(p->bare, sizeof p->bare, "%ld", number);
	p->tree.nodes[cell].dropped = true;
}

void html_enter_row(struct page *p, size_t i)
{
	html_block_edge(p);
	take_bare_number(p, i);
	if (p->note != HTML_NONE || p->row || p->bare[0] != '\0' || !is_data(&p->tree, i) || html_is_numbered_row(&p->tree, i))
		return;
	segments_begin(&p->writer, SEGMENT_ROW, 0);
	segments_text(&p->writer, span_of("|"));
	p->row = true;
}

/* Columns that cells above reach into have empty cells. */
static void write_covered(struct page *p, size_t i)
{
	for (unsigned k = 0; k < p->tree.nodes[i].covered; k++)
		segments_text(&p->writer, span_of(" |"));
}

void html_enter_cell(struct page *p, size_t i)
{
	if (p->row)
		write_covered(p, i);
	html_block_edge(p);
}

void html_leave_row(struct page *p, size_t i)
{
	if (p->row) {
		write_covered(p, i);
		p->row = false;
		segments_end(&p->writer);
	}
	p->bare[0] = '\0';
	html_block_edge(p);
}
