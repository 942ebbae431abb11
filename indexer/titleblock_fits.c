/*
 * titleblock_fits.c: what the lines and blocks above the text look like: short cells, names and values, the heads of
 * documents that are set as tables.
 */
#include "indexer/title_opening.h"
#include "indexer/titleblock.h"

#include "text/utf8.h"

#define NAME_MAX_BYTES 60 /* "State party:" */
#define NAME_ALONE_MAX 24 /* bytes of a lone "Between:" */
#define CELL_REST_MAX 100 /* bytes of a cell that goes on from the line above */
#define FORM_LINES 4      /* lines "Name: value" that make a form */
#define FORM_LINES_MAX 40
#define BLOCK_LINES_MAX 8
#define SURE_LINES_MAX 20 /* of a block with a symbol, a date, a publisher … */
#define ROW_CELL_MAX 200 /* bytes of a cell of a table that is the head of a document */
#define BRACKETED_MAX 120 /* bytes of a cell in brackets */
#define CELL_MAX 400     /* bytes of any other */
#define CELL_GAP 4 /* so many spaces part the cells of a line */

static bool is_bracketed(struct span s)
{
	return s.len > 2 && s.len < BRACKETED_MAX &&
	       ((s.data[0] == '(' && s.data[s.len - 1] == ')') || (s.data[0] == '[' && s.data[s.len - 1] == ']'));
}

/* "Mandates of the Special Rapporteur on …; and the …" at the head of a letter of theirs */
static bool is_mandates(struct span s)
{
	return span_starts(s, "Mandates of the ") || span_starts(s, "Mandate of the ") || span_starts(s, "REFERENCE:");
}

/* "Held at the Palais des Nations, Geneva, on Monday, 5 July 2021, at 3 p.m.", below "Summary record of the 12th meeting" */
static bool is_meeting(struct span s)
{
	return span_starts(s, "Held ") && (span_ends(s, " a.m.") || span_ends(s, " p.m."));
}

/* "Судья Петрова Н.В.", "Judge A.B.": the stop is of initials. */
static bool is_name_with_initials(struct span s)
{
	int32_t last, before;
	size_t at;

	if (!span_ends(s, ".") || s.len < 5)
		return false;
	at = utf8_before(s, s.len - 1);
	utf8_decode(s, at, &last);
	if (at == 0 || !utf8_is_upper(last))
		return false;
	utf8_decode(s, utf8_before(s, at), &before);
	return (before == '.' || before == ' ') && text_is_heading(s, 0, s.len - 1);
}

/* "COMMUNITY COURT OF JUSTICE," above the rest of its name, and beside that in another language */
static bool is_capitals_with_comma(struct span s)
{
	return span_ends(s, ",") && text_is_capitals(s, 0, s.len) && text_is_heading(s, 0, s.len - 1);
}

static bool cell_fits(struct span s)
{
	struct range all = {0, s.len};

	if (s.len > CELL_MAX)
		return false;
	all = text_without_emphasis(s, all);
	s = span_sub(s, all);
	return s.len <= 3 || text_is_heading(s, 0, s.len) || text_is_date(s) || text_place_date(s).len != 0 || text_is_town(s) || text_is_symbol(s) || text_is_field(s) ||
	       is_bracketed(s) || title_is_case_number(s) || (title_opens(s) && text_is_capitals(s, 0, s.len)) ||
	       title_party(s).len < s.len || is_meeting(s) || is_mandates(s) || is_name_with_initials(s) ||
	       title_ruling_kind(s) != NULL;
}

bool title_row_cell(struct span t, size_t *at, size_t end, struct range *cell)
{
	const char *bar;

	while (*at < end && strchr("| ", t.data[*at]))
		++*at;
	bar = *at < end ? memmem(t.data + *at, end - *at, " |", 2) : NULL;
	*cell = (struct range){*at, bar ? (size_t)(bar - t.data) : end};
	*at = cell->end;
	return cell->start < cell->end;
}

bool title_cell(struct span t, size_t *at, size_t end, struct range *cell)
{
	size_t from = skip_space(t, *at, end), i = from, gap = 0;

	if (from >= end)
		return false;
	for (; i < end; i++) {
		gap = t.data[i] == ' ' ? gap + 1 : 0;
		if (gap == CELL_GAP || t.data[i] == '\t')
			break;
	}
	*at = i;
	if (i < end)
		for (; i > from && strchr(" \t", t.data[i - 1]); i--)
			;
	*cell = (struct range){from, i};
	return true;
}

/* goes_on: below a line that fits, so that it may begin in lower case. */
static bool line_fits(struct span t, size_t from, size_t to, bool goes_on)
{
	struct range cell;
	bool dated = false; /* a date, and behind it the place */
	bool beside = false;

	while (title_cell(t, &from, to, &cell)) {
		bool name = cell.end < to && cell.end - cell.start <= NAME_MAX_BYTES && t.data[cell.end - 1] == ':';
		bool rest = goes_on && cell.end - cell.start <= CELL_REST_MAX &&
		            text_ending(t, cell.start, cell.end) != ENDING_STOP;
		beside = beside || cell.end < to;
		if (!name && !rest && !(beside && is_capitals_with_comma(span_sub(t, cell))) && !(dated && cell.end - cell.start <= DATE_PLACE_MAX) && !cell_fits(span_sub(t, cell)))
			return false;
		dated = text_is_date(span_sub(t, cell));
	}
	return true;
}

/* "State party: Denmark", or the same in two cells. */
static bool is_named(struct span t, const struct line *l)
{
	const char *colon = memchr(t.data + l->start, ':', l->end - l->start);

	return colon && (size_t)(colon - t.data) - l->start <= NAME_MAX_BYTES && text_begins_upper(t, l->start, l->end) &&
	       (colon + 1 == t.data + l->end || colon[1] == ' ' || colon[1] == '\t');
}

bool title_line_is_sure(struct span t, const struct line *l)
{
	struct span s = span_make(t.data + l->start, l->end - l->start);

	return text_is_symbol(s) || text_is_kind(s) || text_is_body(s) || text_is_field(s) || text_is_date(s);
}

/* Lines with names and values: the cover of a decision. */
static bool is_form(const struct scan *s, const struct block *k)
{
	size_t named = 0;

	for (size_t i = k->first; i <= k->last; i++)
		named += is_named(s->text, &s->lines[i]);
	return named >= FORM_LINES && named * 2 >= (k->last - k->first + 1) - named / 2 && k->last - k->first < FORM_LINES_MAX;
}

static bool has_sentence(const struct scan *s, const struct block *k)
{
	for (size_t i = k->first; i <= k->last; i++)
		if (text_ending(s->text, s->lines[i].start, s->lines[i].end) == ENDING_STOP)
			return true;
	return false;
}

/* "Magistrado Ponente:" directly above the name of whom it is */
static bool is_above_value(const struct scan *s, const struct block *k)
{
	const struct block *next = k + 1;

	return next < s->blocks + s->block_count && !next->gap_before && next->kind == BLOCK_TEXT && next->shaped && next->first == next->last;
}

/* "Before:", "Between:", "In the matter between:" */
static bool is_name_alone(const struct scan *s, const struct block *k)
{
	struct span t = block_text(s, k);

	return k->first == k->last && k->ending == ENDING_COLON && t.len <= NAME_ALONE_MAX &&
	       (memchr(t.data, ' ', t.len) == NULL || is_above_value(s, k) || span_starts(t, "In the matter ") || span_starts(t, "IN THE MATTER "));
}

static bool has_cells(struct span t, const struct line *l)
{
	size_t at = l->start;
	struct range cell;

	return title_cell(t, &at, l->end, &cell) && title_cell(t, &at, l->end, &cell);
}

/* The head of a document of the United Nations, set as a table: a row with its symbol, or with "Distr.: General" and the date. */
static bool is_head_row(const struct scan *s, const struct block *k)
{
	size_t at = k->from, sure = 0;
	struct range cell;

	while (title_row_cell(s->text, &at, k->to, &cell)) {
		struct span c = span_sub(s->text, cell);

		if (c.len > ROW_CELL_MAX)
			return false;
		sure += text_is_symbol(c) || span_starts(c, "Distr.");
	}
	return sure != 0;
}

bool title_is_named_row(const struct scan *s, const struct block *k)
{
	size_t at = k->from;
	struct range name, value, more;

	return k->kind == BLOCK_ROW && s->document->segment_count != 0 && title_row_cell(s->text, &at, k->to, &name) &&
	       title_row_cell(s->text, &at, k->to, &value) && !title_row_cell(s->text, &at, k->to, &more) && span_ends(span_sub(s->text, name), ":");
}

bool title_block_fits(const struct scan *s, const struct block *k)
{
	size_t sure = 0;

	if (k->kind == BLOCK_ROW && s->document->segment_count != 0)
		return is_head_row(s, k) || title_is_named_row(s, k);
	if (k->kind == BLOCK_HEADING || k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE)
		return true;
	if (k->first == k->last && title_is_versus(span_make(s->text.data + s->lines[k->first].start, s->lines[k->first].end - s->lines[k->first].start)))
		return true; /* "- and -" */
	if (k->kind != BLOCK_TEXT)
		return false;
	if (is_form(s, k) || is_name_alone(s, k))
		return true;
	for (size_t i = k->first; i <= k->last && i - k->first < SURE_LINES_MAX; i++)
		sure += title_line_is_sure(s->text, &s->lines[i]) || has_cells(s->text, &s->lines[i]);
	if (k->last - k->first >= (sure ? SURE_LINES_MAX : BLOCK_LINES_MAX))
		return false;
	if (k->shaped && k->first != k->last && !has_sentence(s, k))
		return true;
	for (size_t i = k->first; i <= k->last; i++)
		if (!line_fits(s->text, s->lines[i].start, s->lines[i].end, sure && i > k->first))
			return false;
	return true;
}
