/*
 * apart.c: paragraphs' numbers that stand alone above their paragraphs, as courts
 * print them in the margin: "1", and in the next line what it numbers. Numbers of
 * pages stand so, too: they are far from one another, and cut sentences.
 */
#include "indexer/scan.h"

#define APART_MIN 3      /* so many numbers, one after another from 1 */
#define NEAR_BYTES 800   /* from one to the next: less than a page */
#define NEAR_ONE_OF 4    /* one of so many is as near */
#define MISFIT_ONE_OF 8  /* at most one of so many stands in the middle of a sentence */
#define LONG_ONE_OF 2    /* one of so many numbers a sentence, or as long a text */
#define LONG_BYTES 60

/* What the text is made of: its lines, or a format's segments. */
struct pieces {
	struct scan *s;
	bool segments;
	size_t count;
};

static struct range piece_at(const struct pieces *p, size_t i)
{
	return p->segments ? p->s->document->segments[i].at : (struct range){p->s->lines[i].start, p->s->lines[i].end};
}

/* A line at a page's edge is the page's; a format's heading, item or note is no number. */
static bool may_be_number(const struct pieces *p, size_t i)
{
	if (p->segments)
		return p->s->document->segments[i].kind == SEGMENT_PARAGRAPH;
	return i + 1 < p->count && !((p->s->lines[i].flags | p->s->lines[i + 1].flags) & LINE_PAGE);
}

/* The number that a piece is, and nothing else; 0: it is none. */
static uint32_t number_of(const struct pieces *p, size_t i)
{
	struct range r = piece_at(p, i);
	uint32_t n = 0;

	for (size_t at = r.start; at < r.end && n <= LABEL_NUMBER_MAX; at++) {
		char c = p->s->text.data[at];

		if (c < '0' || c > '9' || (c == '0' && at == r.start))
			return 0;
		n = n * 10 + (uint32_t)(c - '0');
	}
	return n <= LABEL_NUMBER_MAX && n != 0 && may_be_number(p, i) ? n : 0;
}

/* The next piece with text above or below, NONE. */
static size_t neighbour(const struct pieces *p, size_t i, bool up)
{
	while (i != (up ? 0 : p->count - 1)) {
		i += up ? -(size_t)1 : 1;
		if (p->segments || !(p->s->lines[i].flags & LINE_BLANK))
			return i;
	}
	return NONE;
}

static bool ends_above(const struct pieces *p, size_t i)
{
	size_t above = neighbour(p, i, true);
	struct range r = above == NONE ? (struct range){0, 0} : piece_at(p, above);
	enum ending how = text_ending(p->s->text, r.start, r.end);

	return above == NONE || how == ENDING_STOP || how == ENDING_COLON || how == ENDING_SEMICOLON || text_is_heading(p->s->text, r.start, r.end);
}

/* Text that does not go on with a sentence: "a) Die …" begins one. */
static bool begins_below(const struct pieces *p, size_t below)
{
	struct range r = below == NONE ? (struct range){0, 0} : piece_at(p, below);
	struct line line = {.start = r.start, .end = r.end};
	struct mark m;

	if (below == NONE || number_of(p, below) != 0)
		return false;
	if (p->segments && (p->s->document->segments[below].kind == SEGMENT_HEADING || p->s->document->segments[below].kind == SEGMENT_NOTE))
		return false;
	return !text_begins_lower(p->s->text, r.start, r.end) || (mark_read(p->s->text, &line, &m) && m.type == MARK_LETTER && !m.alone);
}

struct tally {
	size_t count, near, misfits, longer, at;
	uint32_t last;
};

static bool is_long(const struct pieces *p, size_t below)
{
	struct range r = piece_at(p, below);

	return r.end - r.start >= LONG_BYTES || text_ending(p->s->text, r.start, r.end) == ENDING_STOP;
}

static void mark_piece(const struct pieces *p, size_t i)
{
	if (p->segments)
		p->s->apart[i] = true;
	else
		p->s->lines[i].flags |= LINE_APART;
}

/* Counts the numbers, or marks them. */
static struct tally walk(const struct pieces *p, bool mark)
{
	struct tally t = {0};

	for (size_t i = 0; i < p->count; i++) {
		uint32_t n = number_of(p, i);
		size_t below;

		if (n == 0 || n != t.last + 1)
			continue;
		below = neighbour(p, i, false);
		if (!ends_above(p, i) || !begins_below(p, below)) {
			t.misfits++;
			continue;
		}
		t.near += t.count != 0 && piece_at(p, i).start - t.at < NEAR_BYTES;
		t.longer += is_long(p, below);
		t.at = piece_at(p, i).start;
		t.last = n;
		t.count++;
		if (mark)
			mark_piece(p, i);
	}
	return t;
}

static bool are_numbers(const struct tally *t)
{
	return t->count >= APART_MIN && t->near * NEAR_ONE_OF >= t->count && t->misfits * MISFIT_ONE_OF <= t->count && t->longer * LONG_ONE_OF >= t->count;
}

static void find(const struct pieces *p)
{
	struct tally t = walk(p, false);

	if (!are_numbers(&t))
		return;
	if (p->segments)
		p->s->apart = mem_zalloc(p->count);
	walk(p, true);
	p->s->numbers_apart = true;
}

void lines_find_apart(struct scan *s)
{
	find(&(struct pieces){s, false, s->line_count});
}

void segments_find_apart(struct scan *s)
{
	find(&(struct pieces){s, true, s->document->segment_count});
}

bool mark_is_title(const struct mark *m)
{
	return m->type == MARK_LETTER && m->alone && m->upper && m->style == STYLE_DOT;
}

bool mark_heads_apart(const struct scan *s, const struct mark *m, size_t line)
{
	if (!s->numbers_apart || !mark_is_title(m))
		return false;
	do
		line++;
	while (line < s->line_count && (s->lines[line].flags & LINE_BLANK));
	return line < s->line_count && (s->lines[line].flags & LINE_APART);
}
