#include "searcher/snippet.h"

#include "render/passage_text.h"
#include "searcher/choose.h"
#include "searcher/units.h"
#include "store/sha256.h"

#include <stdlib.h>

void snippet_init(struct snippet *s)
{
	memset(s, 0, sizeof *s);
	buf_init(&s->text);
}

void snippet_release(struct snippet *s)
{
	if (s == NULL)
		return;
	buf_release(&s->text);
	free(s->highlights);
	free(s->ranges);
	memset(s, 0, sizeof *s);
}

/* What is being made, and how far it has come. */
struct maker {
	struct snippet *snippet;
	const struct hit *hit;
	struct range *marked;
	size_t marked_count, next; /* the marked range that comes next */
	size_t highlight_cap, range_cap;
};

static void add_highlight(struct maker *m, struct range at)
{
	struct snippet *s = m->snippet;
	size_t start = s->text.len;

	reading_show(&s->text, &m->hit->reading, at);
	ARRAY_GROW(s->highlights, s->highlight_count, m->highlight_cap);
	s->highlights[s->highlight_count++] = (struct range){start, s->text.len};
}

/* Shows reading bytes, with the marks in them as highlights. */
static void add_text(struct maker *m, struct range at)
{
	while (m->next < m->marked_count && m->marked[m->next].end <= at.start)
		m->next++;
	for (; m->next < m->marked_count && m->marked[m->next].end <= at.end; m->next++) {
		struct range mark = m->marked[m->next];

		if (mark.start < at.start)
			continue;
		reading_show(&m->snippet->text, &m->hit->reading, (struct range){at.start, mark.start});
		add_highlight(m, mark);
		at.start = mark.end;
	}
	reading_show(&m->snippet->text, &m->hit->reading, at);
}

/* Ranges that touch are one: their bytes, one after the other, are the same. */
static void add_ranges(struct maker *m, struct range at)
{
	struct snippet *s = m->snippet;
	struct range *ranges = NULL;
	size_t count = hit_ranges(m->hit, at, &ranges);

	for (size_t i = 0; i < count; i++) {
		if (s->range_count != 0 && s->ranges[s->range_count - 1].end == ranges[i].start) {
			s->ranges[s->range_count - 1].end = ranges[i].end;
			continue;
		}
		ARRAY_GROW(s->ranges, s->range_count, m->range_cap);
		s->ranges[s->range_count++] = ranges[i];
	}
	free(ranges);
}

/* Units first to last, side by side. */
static void add_part(struct maker *m, const struct units *u, size_t first, size_t last)
{
	struct range at = {u->unit[first].at.start, u->unit[last].at.end};

	if (m->snippet->text.len != 0)
		buf_add_str(&m->snippet->text, READING_JOIN);
	else if (u->unit[first].begins_cut)
		buf_add_str(&m->snippet->text, SNIPPET_CUT " ");
	add_text(m, at);
	add_ranges(m, at);
}

static void add_parts(struct maker *m, const struct units *u, const bool *chosen)
{
	bool ends_cut = false;

	for (size_t i = 0; i < u->count; i++) {
		size_t first = i;

		if (!chosen[i])
			continue;
		while (i + 1 < u->count && chosen[i + 1])
			i++;
		add_part(m, u, first, i);
		ends_cut = u->unit[i].ends_cut;
	}
	if (ends_cut)
		buf_add_str(&m->snippet->text, " " SNIPPET_CUT);
}

/* The hash of the source's bytes, which the record holds. */
static void hash(struct snippet *s, const struct record *r)
{
	struct range *within = mem_alloc((s->range_count + 1) * sizeof *within);

	for (size_t i = 0; i < s->range_count; i++) {
		within[i].start = passage_offset(r, s->ranges[i].start);
		within[i].end = passage_offset(r, s->ranges[i].end - 1) + 1;
	}
	sha256_ranges(s->sha256, r->bytes, within, s->range_count);
	free(within);
}

static void clear(struct snippet *s)
{
	snippet_release(s);
	snippet_init(s);
}

void snippet_make(struct snippet *s, const struct hit *h, const struct lists *lists, unsigned context)
{
	struct maker m = {s, h, NULL, 0, 0, 0, 0};
	struct units units;
	bool *chosen;

	clear(s);
	units_make(&units, h, lists);
	m.marked_count = marked_ranges(h, &m.marked);
	chosen = units_choose(&units, h->marks, context);
	add_parts(&m, &units, chosen);
	hash(s, &h->record);
	free(chosen);
	free(m.marked);
	free(units.unit);
}
