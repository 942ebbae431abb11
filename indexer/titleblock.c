/*
 * titleblock.c: the lines above the text: event, publisher, kind, title, date,
 * index. They are in no section path. Where they end, and what they are.
 */
#include "indexer/titleblock.h"

#include "text/utf8.h"

#define TITLE_LINES_MAX 60

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
		if (!title_line_is_sure(s->text, &l))
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
	return k->kind != BLOCK_ROW && !is_label(k) && title_is_named_row(s, k - 1);
}

static size_t find_end(const struct scan *s)
{
	size_t end = 0;
	bool any = false;

	for (; end < s->block_count && s->blocks[end].last < TITLE_LINES_MAX + s->blocks[0].first; end++) {
		const struct block *k = &s->blocks[end];
		if (!title_block_fits(s, k) || (any && is_below_form(s, k)) || (k->page && any) || (any && (block_asks(s, end) || text_is_turning(block_text(s, k)))))
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
	size_t end = s->block_count && !s->captions ? find_end(s) : 0;

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
			while ((k->kind == BLOCK_ROW ? title_row_cell : title_cell)(s->text, &at, to, &cell))
				add_line(s, cell, k);
		}
	}
}
