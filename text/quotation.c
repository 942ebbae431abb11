#include "text/quotation.h"

#include "text/utf8.h"
#include "text/words.h"

#include <stdlib.h>

enum {
	PAIR_APOSTROPHE = 1 << 0, /* its marks may be apostrophes */
	PAIR_ALIKE = 1 << 1,      /* its opening mark closes others, or itself: only its place tells */
};

/* An opening mark and those that may close it. */
struct pair {
	const char *open, *close;
	unsigned flags;
};

static const struct pair pairs[] = {
	{"“", "”", 0},
	{"„", "“”\"", 0},
	{"«", "»", 0},
	{"»", "«", PAIR_ALIKE},
	{"\"", "\"", PAIR_ALIKE},
	{"‘", "’", PAIR_APOSTROPHE},
	{"‚", "‘’", PAIR_APOSTROPHE},
	{"'", "'", PAIR_APOSTROPHE | PAIR_ALIKE},
	{"‹", "›", 0},
	{"›", "‹", PAIR_ALIKE},
	{"”", "”", PAIR_ALIKE},
	{"「", "」", 0},
	{"『", "』", 0},
};
#define PAIRS (sizeof pairs / sizeof pairs[0])

/* An open quotation. */
struct open {
	const struct pair *pair;
	size_t start; /* after the mark */
	size_t paragraph, line;
};

struct finder {
	struct open stack[QUOTATION_DEPTH_MAX];
	size_t depth;
	struct range *holes; /* marks at the beginnings of paragraphs, and of lines of blocks */
	size_t hole_count, hole_cap;
	size_t paragraph, line, line_at; /* the line of byte line_at */
};

void quotations_init(struct quotations *q)
{
	memset(q, 0, sizeof *q);
	pool_init(&q->pool);
	q->finder = mem_zalloc(sizeof *q->finder);
	q->finder->line = 1;
}

void quotations_release(struct quotations *q)
{
	if (q == NULL)
		return;
	if (q->finder != NULL)
		free(q->finder->holes);
	free(q->finder);
	free(q->items);
	pool_release(&q->pool);
	memset(q, 0, sizeof *q);
}

/* Words as a reader counts them. */
static size_t count_words(struct span text)
{
	size_t count = 0;

	for (size_t at = 0, end; at < text.len; at = end) {
		end = word_end(text, at);
		count += word_is_word(span_make(text.data + at, end - at));
	}
	return count;
}

/* ---- Adding one ---- */

static size_t line_of(struct finder *f, struct span text, size_t at)
{
	if (at < f->line_at) {
		f->line_at = 0;
		f->line = 1;
	}
	for (; f->line_at < at; f->line_at++)
		f->line += text.data[f->line_at] == '\n';
	return f->line;
}

void quotations_hole(struct quotations *q, struct range at)
{
	struct finder *f = q->finder;
	size_t i = f->hole_count;

	ARRAY_GROW(f->holes, f->hole_count, f->hole_cap);
	for (; i > 0 && f->holes[i - 1].start > at.start; i--)
		f->holes[i] = f->holes[i - 1];
	f->holes[i] = at;
	f->hole_count++;
}

/* The first hole at or after a byte. */
static size_t hole_from(const struct finder *f, size_t at)
{
	return ARRAY_FIRST(f->holes, f->hole_count, start, at);
}

/* The bytes without the holes in them. */
static struct span without_holes(struct quotations *q, struct span text, struct range at)
{
	const struct finder *f = q->finder;
	struct buf kept;
	struct span copy;

	buf_init(&kept);
	for (size_t i = hole_from(f, at.start); i < f->hole_count && f->holes[i].end <= at.end; i++) {
		buf_add(&kept, text.data + at.start, f->holes[i].start - at.start);
		at.start = f->holes[i].end;
	}
	buf_add(&kept, text.data + at.start, at.end - at.start);
	copy = pool_span(&q->pool, span_trim(buf_span(&kept)));
	buf_release(&kept);
	return copy;
}

static void add(struct quotations *q, struct span text, struct quotation item)
{
	item.text = without_holes(q, text, item.at);
	if (item.text.len == 0)
		return;
	item.words = count_words(item.text);
	ARRAY_GROW(q->items, q->count, q->cap);
	q->items[q->count++] = item;
}

/* ---- Marks ---- */

struct mark_at {
	int32_t cp, before, after; /* 0 at the ends of the paragraph */
	size_t at, end;
};

static bool is_space(int32_t cp)
{
	return cp == 0 || utf8_is_space(cp);
}

static bool is_wordly(int32_t cp)
{
	return utf8_is_letter(cp) || utf8_is_digit(cp) || utf8_is_mark(cp);
}

/* Whether the mark stands where quotations begin: after a space or an opening, before what it quotes. */
static bool may_open(const struct mark_at *m)
{
	return !is_space(m->after) && !utf8_is_one_of(m->after, ".,;:!?)]}>»”’›」") &&
	       (is_space(m->before) || utf8_is_one_of(m->before, "([{<—–-―“„«»‘‚\"'‹「/=¡¿"));
}

static bool may_close(const struct mark_at *m)
{
	return !is_space(m->before) && !is_wordly(m->after);
}

static bool is_mark(int32_t cp, const char *marks)
{
	return utf8_is_one_of(cp, marks);
}

/* The innermost open quotation that the mark may close, plus one; 0: none. */
static size_t closes(const struct finder *f, const struct mark_at *m)
{
	for (size_t i = f->depth; i > 0; i--) {
		const struct pair *p = f->stack[i - 1].pair;

		if (!is_mark(m->cp, p->close))
			continue;
		if (p->flags && !may_close(m))
			continue;
		if (m->cp == '"' && !(p->flags & PAIR_ALIKE) && !may_close(m))
			continue;
		if (m->cp == 0x201C && may_open(m)) /* closes „ only where it cannot open */
			continue;
		return i;
	}
	return 0;
}

/* Whether a ’ that could close is the plural's: of "the authors’ view", when a later one closes. */
static bool is_possessive(const struct mark_at *m, struct span text, size_t end)
{
	size_t at = m->end;
	int32_t before = m->cp, cp;

	if ((m->before != 's' && m->before != 'S') || m->after != ' ' || at + 1 >= end ||
	    !utf8_is_lower(utf8_peek(text, at + 1)))
		return false;
	for (size_t len; at < end; at += len) {
		len = utf8_decode(text, at, &cp);
		if (cp == 0x2018)
			return false;
		if (cp == m->cp && !is_space(before) && (at + len == end || !is_wordly(utf8_peek(text, at + len))))
			return true;
		before = cp;
	}
	return false;
}

static const struct pair *pair_of(int32_t cp)
{
	for (size_t i = 0; i < PAIRS; i++)
		if (is_mark(cp, pairs[i].open))
			return &pairs[i];
	return NULL;
}

static void drop_above(struct quotations *q, size_t depth)
{
	struct finder *f = q->finder;

	for (; f->depth > depth; f->depth--) {
		const struct open *o = &f->stack[f->depth - 1];

		if (o->pair->flags & PAIR_APOSTROPHE)
			continue;
		if (q->unclosed++ == 0 || o->line < q->unclosed_line)
			q->unclosed_line = o->line;
	}
}

static void open_one(struct quotations *q, struct span text, const struct pair *pair, const struct mark_at *m)
{
	struct finder *f = q->finder;

	if (f->depth == QUOTATION_DEPTH_MAX)
		return;
	f->stack[f->depth++] = (struct open){pair, m->end, f->paragraph, line_of(f, text, m->at)};
}

/* A mark that opens where its like is open already: nothing closed the one before. */
static void open_again(struct quotations *q, const struct pair *pair)
{
	const struct finder *f = q->finder;

	if (!(pair->flags & PAIR_ALIKE))
		return;
	for (size_t i = f->depth; i > 0; i--)
		if (f->stack[i - 1].pair == pair)
			drop_above(q, i - 1);
}

static void close_one(struct quotations *q, struct span text, size_t place, const struct mark_at *m)
{
	struct finder *f = q->finder;
	struct open o = f->stack[place - 1];

	drop_above(q, place);
	f->depth = place - 1;
	add(q, text, (struct quotation){.at = {o.start, m->at}, .line = o.line, .paragraph = o.paragraph,
	                                .depth = (unsigned)(place - 1)});
}

static void meet(struct quotations *q, struct span text, size_t end, const struct mark_at *m)
{
	size_t place = closes(q->finder, m);
	const struct pair *pair = pair_of(m->cp);

	if (place != 0 && (m->cp == 0x2019 || m->cp == '\'') && is_possessive(m, text, end))
		return;
	if (place != 0) {
		close_one(q, text, place, m);
	} else if (pair != NULL && (pair->flags == 0 || may_open(m))) {
		open_again(q, pair);
		open_one(q, text, pair, m);
	}
}

/* ---- Paragraphs ---- */

/* What is open goes on if the paragraph begins with its mark, which then is none; else it was never closed. */
static size_t go_on(struct quotations *q, struct span text, struct range p)
{
	struct finder *f = q->finder;
	size_t at = utf8_after_spaces(text, p.start, p.end), kept = 0;
	int32_t cp;

	for (; kept < f->depth && at < p.end; kept++) {
		size_t len = utf8_decode(text, at, &cp);

		if (!is_mark(cp, f->stack[kept].pair->open) || f->stack[kept].pair->flags & PAIR_APOSTROPHE)
			break;
		quotations_hole(q, (struct range){at, at + len});
		at += len;
	}
	drop_above(q, kept);
	return at;
}

void quotations_paragraph(struct quotations *q, struct span text, struct range p, bool block)
{
	struct span inside = span_make(text.data, p.end);
	struct mark_at m = {0};
	size_t len;

	q->finder->paragraph++;
	m.at = go_on(q, text, p);
	m.before = m.at > p.start ? utf8_peek_before(inside, m.at) : 0;
	if (block)
		add(q, text, (struct quotation){.at = p, .line = line_of(q->finder, text, m.at),
		                                .paragraph = q->finder->paragraph, .block = true});
	for (; m.at < p.end; m.at += len) {
		len = utf8_decode(inside, m.at, &m.cp);
		m.end = m.at + len;
		m.after = m.end < p.end ? utf8_peek(inside, m.end) : 0;
		if (m.cp == '"' || m.cp == '\'' || m.cp >= 0xAB)
			meet(q, text, p.end, &m);
		m.before = m.cp;
	}
}

static int by_place(const void *a, const void *b)
{
	const struct quotation *x = a, *y = b;

	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return y->block - x->block;
}

/* A block whose marks are at its ends is one quotation, not two. */
static void drop_doubles(struct quotations *q)
{
	const struct quotation *block = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < q->count; i++) {
		const struct quotation *item = &q->items[i];
		bool twice = block != NULL && !item->block && item->at.end <= block->at.end &&
		             item->words == block->words;

		if (!twice)
			q->items[kept++] = *item;
		if (item->block)
			block = &q->items[kept - 1];
	}
	q->count = kept;
}

void quotations_end(struct quotations *q)
{
	drop_above(q, 0);
	if (q->count != 0)
		qsort(q->items, q->count, sizeof *q->items, by_place);
	drop_doubles(q);
}
