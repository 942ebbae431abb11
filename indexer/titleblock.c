/*
 * titleblock.c: the lines above the text: event, publisher, kind, title, date,
 * index. They are in no section path.
 */
#include "indexer/scan.h"
#include "text/utf8.h"

#define TITLE_LINES_MAX 60
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

static bool cell_fits(struct span s)
{
	struct range all = {0, s.len};

	if (s.len > CELL_MAX)
		return false;
	all = text_without_emphasis(s, all);
	s = span_sub(s, all);
	return s.len <= 3 || text_is_heading(s, 0, s.len) || text_is_date(s) || text_place_date(s).len != 0 || text_is_town(s) || text_is_symbol(s) || text_is_field(s) ||
	       is_bracketed(s);
}

/* "| United Nations | A/HRC/29/14 |": the next cell of a table's row. */
static bool next_row_cell(struct span t, size_t *at, size_t end, struct range *cell)
{
	const char *bar;

	while (*at < end && strchr("| ", t.data[*at]))
		++*at;
	bar = *at < end ? memmem(t.data + *at, end - *at, " |", 2) : NULL;
	*cell = (struct range){*at, bar ? (size_t)(bar - t.data) : end};
	*at = cell->end;
	return cell->start < cell->end;
}

/* The next cell of a line from *at: parted by CELL_GAP spaces or a tab. */
static bool next_cell(struct span t, size_t *at, size_t end, struct range *cell)
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

	while (next_cell(t, &from, to, &cell)) {
		bool name = cell.end < to && cell.end - cell.start <= NAME_MAX_BYTES && t.data[cell.end - 1] == ':';
		bool rest = goes_on && cell.end - cell.start <= CELL_REST_MAX &&
		            text_ending(t, cell.start, cell.end) != ENDING_STOP;
		if (!name && !rest && !(dated && cell.end - cell.start <= DATE_PLACE_MAX) && !cell_fits(span_sub(t, cell)))
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

/* A line that only a title block has. */
static bool is_sure(struct span t, const struct line *l)
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

/* "Before:", "Between:", "In the matter between:" */
static bool is_name_alone(const struct scan *s, const struct block *k)
{
	struct span t = block_text(s, k);

	return k->first == k->last && k->ending == ENDING_COLON && t.len <= NAME_ALONE_MAX &&
	       (memchr(t.data, ' ', t.len) == NULL || span_starts(t, "In the matter ") || span_starts(t, "IN THE MATTER "));
}

static bool has_cells(struct span t, const struct line *l)
{
	size_t at = l->start;
	struct range cell;

	return next_cell(t, &at, l->end, &cell) && next_cell(t, &at, l->end, &cell);
}

/* The head of a document of the United Nations, set as a table: a row with its symbol, or with "Distr.: General" and the date. */
static bool is_head_row(const struct scan *s, const struct block *k)
{
	size_t at = k->from, sure = 0;
	struct range cell;

	while (next_row_cell(s->text, &at, k->to, &cell)) {
		struct span c = span_sub(s->text, cell);

		if (c.len > ROW_CELL_MAX)
			return false;
		sure += text_is_symbol(c) || span_starts(c, "Distr.");
	}
	return sure != 0;
}

/* "| Date of adoption: | 5 May 2019 |": a name and its value, of the cover of a decision. */
static bool is_named_row(const struct scan *s, const struct block *k)
{
	size_t at = k->from;
	struct range name, value, more;

	return k->kind == BLOCK_ROW && s->document->segment_count != 0 && next_row_cell(s->text, &at, k->to, &name) &&
	       next_row_cell(s->text, &at, k->to, &value) && !next_row_cell(s->text, &at, k->to, &more) && span_ends(span_sub(s->text, name), ":");
}

static bool block_fits(const struct scan *s, const struct block *k)
{
	size_t sure = 0;

	if (k->kind == BLOCK_ROW && s->document->segment_count != 0)
		return is_head_row(s, k) || is_named_row(s, k);
	if (k->kind == BLOCK_HEADING || k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE)
		return true;
	if (k->kind != BLOCK_TEXT)
		return false;
	if (is_form(s, k) || is_name_alone(s, k))
		return true;
	for (size_t i = k->first; i <= k->last && i - k->first < SURE_LINES_MAX; i++)
		sure += is_sure(s->text, &s->lines[i]) || has_cells(s->text, &s->lines[i]);
	if (k->last - k->first >= (sure ? SURE_LINES_MAX : BLOCK_LINES_MAX))
		return false;
	if (k->shaped && k->first != k->last && !has_sentence(s, k))
		return true;
	for (size_t i = k->first; i <= k->last; i++)
		if (!line_fits(s->text, s->lines[i].start, s->lines[i].end, sure && i > k->first))
			return false;
	return true;
}

/* ---- where the block ends ---- */

static bool is_label(const struct block *k)
{
	return k->kind == BLOCK_NOTE || k->kind == BLOCK_RULE;
}

static bool has_body(const struct scan *s, size_t from)
{
	for (size_t i = from; i < s->block_count; i++)
		if (!is_label(&s->blocks[i]))
			return true;
	return false;
}

static bool all_sure(const struct scan *s, const struct block *k)
{
	for (size_t i = k->first; i <= k->last; i++) {
		struct line l = s->lines[i];
		struct range r = text_without_emphasis(s->text, (struct range){i == k->first ? k->from : l.start, l.end});
		l.start = r.start;
		l.end = r.end;
		if (!is_sure(s->text, &l))
			return false;
	}
	return true;
}

static bool has_kind(const struct scan *s, size_t end)
{
	for (size_t i = 0; i < end; i++)
		for (size_t line = s->blocks[i].first; line <= s->blocks[i].last; line++)
			if (text_is_kind(span_make(s->text.data + s->lines[line].start, s->lines[line].end - s->lines[line].start)))
				return true;
	return false;
}

/* A heading of the text that stands directly under the title: its level, or its style, comes again later. */
static bool last_is_section(const struct scan *s, size_t end)
{
	const struct block *last = &s->blocks[end - 1];
	bool title = false, capitals = false, again = false;

	if (end < 2 || (end < s->block_count && s->blocks[end].page) || text_is_field(block_text(s, &s->blocks[end - 2])))
		return false;
	if (all_sure(s, &s->blocks[end - 2]) && has_kind(s, end - 1) && s->blocks[0].kind != BLOCK_HEADING)
		return false; /* below "PRESS RELEASE" and its date stands the title */
	for (size_t i = 0; i + 1 < end; i++) {
		struct span c = block_text(s, &s->blocks[i]);
		if (title || is_label(&s->blocks[i]) || all_sure(s, &s->blocks[i]))
			continue;
		title = true;
		capitals = text_is_capitals(c, 0, c.len);
	}
	if (!title)
		return false;
	if (last->kind == BLOCK_HEADING) {
		if (s->blocks[0].kind != BLOCK_HEADING || s->blocks[0].level >= last->level)
			return false;
		for (size_t i = end; i < s->block_count && !again; i++)
			again = s->blocks[i].kind == BLOCK_HEADING && s->blocks[i].level <= last->level;
		return again;
	}
	if (!last->shaped || !capitals || text_is_capitals(s->text, last->from, last->to))
		return false;
	for (size_t i = end; i < s->block_count && !again; i++)
		again = s->blocks[i].kind == BLOCK_TEXT && s->blocks[i].shaped && s->blocks[i].gap_before &&
		        s->blocks[i].gap_after && !text_is_capitals(s->text, s->blocks[i].from, s->blocks[i].to);
	return again;
}

/* "PART II", "Chapter IV" with its title in the next line: the text has begun, if it does so in its middle. */
static bool begins_unit(const struct scan *s, const struct block *k)
{
	const struct line *l = &s->lines[k->first];
	struct span first = span_make(s->text.data + k->from, (k->last == k->first ? k->to : l->end) - k->from);
	bool bare;
	int unit = text_unit(first, &bare);

	return k->last - k->first <= 1 && unit >= 0 && (bare || unit == CLASS_CHAPTER) && !text_is_body(first);
}

static bool has_level(const struct scan *s, size_t from, int level)
{
	for (size_t i = from; i < s->block_count; i++)
		if (s->blocks[i].kind == BLOCK_HEADING && s->blocks[i].level == level)
			return true;
	return false;
}

/*
 * The first heading below the title whose level comes again, and which leads in to the text or to a deeper one: "Part
 * I", "Chapter 1", "Article 1", in a format that marks its headings: those of a PDF are told by their letters. `end`: there is none.
 */
static size_t first_section(const struct scan *s, size_t end)
{
	int title = 0;

	for (size_t i = 0; i < end && s->document->segment_count != 0 && s->document->page_count == 0; i++) {
		const struct block *k = &s->blocks[i], *next = i + 1 < s->block_count ? k + 1 : NULL;

		if (k->kind != BLOCK_HEADING)
			continue;
		if (title != 0 && k->level > title && (i + 1 == end || (next->kind == BLOCK_HEADING && next->level > k->level)) && has_level(s, i + 1, k->level))
			return i;
		title = title == 0 || k->level < title ? k->level : title;
	}
	return end;
}

/* Below the table of names and values: the text. */
static bool is_below_form(const struct scan *s, const struct block *k)
{
	return k->kind != BLOCK_ROW && !is_label(k) && is_named_row(s, k - 1);
}

static size_t find_end(const struct scan *s)
{
	size_t end = 0;
	bool any = false;

	for (; end < s->block_count && s->blocks[end].last < TITLE_LINES_MAX + s->blocks[0].first; end++) {
		const struct block *k = &s->blocks[end];
		if (!block_fits(s, k) || (any && is_below_form(s, k)) || (k->page && any) || (any && (block_asks(s, end) || text_is_turning(block_text(s, k)))))
			break;
		if (!is_label(k) && k->first == k->last &&
		    (text_is_section_name(block_text(s, k)) || (any && text_is_first_unit(block_text(s, k)))))
			break;
		if (any && !is_label(k) && begins_unit(s, k))
			break;
		any |= !is_label(k);
	}
	while (end > 0 && is_label(&s->blocks[end - 1]) && !(end < s->block_count && s->blocks[end].page))
		end--;
	if (!has_body(s, end))
		return s->blocks[0].kind == BLOCK_HEADING || (s->block_count > 1 && s->blocks[1].kind == BLOCK_NOTE);
	if (first_section(s, end) < end)
		return first_section(s, end);
	if (end > 0 && last_is_section(s, end))
		end--;
	return end;
}

/* Letters and digits alone, folded. */
static void add_bare(struct buf *out, struct span s)
{
	struct buf folded;
	int32_t cp;

	buf_init(&folded);
	utf8_fold(&folded, s);
	for (size_t at = 0; at < folded.len;) {
		size_t len = utf8_decode(buf_span(&folded), at, &cp);

		if (utf8_is_letter(cp) || utf8_is_digit(cp))
			buf_add(out, folded.data + at, len);
		at += len;
	}
	buf_release(&folded);
}

/* A format that says its title and begins with a heading that is another: the book's first chapter. */
static bool begins_with_section(const struct scan *s, size_t end)
{
	struct buf title, block;
	bool found = false;

	if (s->document->segment_count == 0 || s->document->front.title == NULL || end == 0 || s->blocks[0].kind != BLOCK_HEADING)
		return false;
	buf_init(&title);
	buf_init(&block);
	add_bare(&title, span_of(s->document->front.title));
	for (size_t i = 0; i < end && !found; i++) {
		buf_clear(&block);
		add_bare(&block, block_text(s, &s->blocks[i]));
		found = block.len == 0 || memmem(title.data, title.len, block.data, block.len) != NULL || memmem(block.data, block.len, title.data, title.len) != NULL;
	}
	buf_release(&title);
	buf_release(&block);
	return !found;
}

static void add_line(struct scan *s, struct range at, const struct block *k)
{
	struct outline *o = s->outline;
	struct title_line *l;
	struct range inner = text_without_emphasis(s->text, at);

	ARRAY_GROW(o->title, o->title_count, o->title_cap);
	l = &o->title[o->title_count++];
	l->at = inner;
	l->level = k->kind == BLOCK_HEADING ? k->level : 0;
	l->bold = inner.start - at.start >= 2;
}

void title_find(struct scan *s)
{
	size_t end = s->block_count ? find_end(s) : 0;

	if (begins_with_section(s, end))
		return;
	for (size_t i = 0; i < end; i++) {
		struct block *k = &s->blocks[i];
		if (is_label(k))
			continue;
		k->role = ROLE_TITLE;
		for (size_t line = k->first; line <= k->last; line++) {
			size_t at = line == k->first ? k->from : s->lines[line].start;
			size_t to = line == k->last ? k->to : s->lines[line].end;
			struct range cell;
			while ((k->kind == BLOCK_ROW ? next_row_cell : next_cell)(s->text, &at, to, &cell))
				add_line(s, cell, k);
		}
	}
}
