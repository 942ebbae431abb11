/*
 * made_hit.h: hits made out of a line of text, for tests of what is shown. For
 * tests/unit/ only.
 */
#ifndef TESTS_MADE_HIT_H
#define TESTS_MADE_HIT_H

#include "searcher/hit.h"

#include <stdlib.h>

#define PARTS_MAX 8
#define SKIPS_MAX 1024

/* A source whose passage is marked up: {…} is not in the passage, <…> is skipped. */
struct made {
	struct buf source;
	struct range ranges[PARTS_MAX], skips[SKIPS_MAX];
	size_t range_count, skip_count;
	struct hit hit;
};

static inline void made_begin_range(struct made *m)
{
	m->ranges[m->range_count].start = m->source.len;
}

static inline void made_end_range(struct made *m)
{
	struct range *r = &m->ranges[m->range_count];

	r->end = m->source.len;
	while (r->end > r->start && m->source.data[r->end - 1] == ' ')
		r->end--;
	if (r->end > r->start)
		m->range_count++;
}

static inline void made_init(struct made *m, struct record r, struct span marked_up)
{
	struct buf bytes;

	memset(m, 0, sizeof *m);
	buf_init(&m->source);
	buf_init(&bytes);
	buf_add_str(&m->source, "Before. ");
	made_begin_range(m);
	for (size_t i = 0; i < marked_up.len; i++) {
		char c = marked_up.data[i];

		if (c == '{')
			made_end_range(m);
		else if (c == '}')
			made_begin_range(m);
		else if (c == '<')
			m->skips[m->skip_count].start = m->source.len;
		else if (c == '>')
			m->skips[m->skip_count++].end = m->source.len;
		else
			buf_add_char(&m->source, c);
	}
	made_end_range(m);
	buf_add_str(&m->source, " After.");
	for (size_t i = 0; i < m->range_count; i++)
		buf_add_span(&bytes, span_sub(buf_span(&m->source), m->ranges[i]));
	r.ranges = m->ranges;
	r.range_count = m->range_count;
	r.skips = m->skips;
	r.skip_count = m->skip_count;
	r.bytes = buf_span(&bytes);
	hit_init(&m->hit);
	record_encode(&m->hit.data, &r);
	if (!hit_decode(&m->hit))
		abort();
	buf_release(&bytes);
}

static inline void made_release(struct made *m)
{
	hit_release(&m->hit);
	buf_release(&m->hit.data);
	buf_release(&m->hit.reading.text);
	buf_release(&m->source);
}

static inline int made_by_place(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;

	return (x->at.start > y->at.start) - (x->at.start < y->at.start);
}

/* Marks every occurrence of the words, parted by "|"; each is a leaf. */
static inline void made_mark(struct made *m, const char *words)
{
	struct span text = buf_span(&m->hit.reading.text);
	size_t cap = 0;
	uint32_t leaf = 0;

	while (*words != '\0') {
		size_t len = strcspn(words, "|");

		for (size_t at = 0; len != 0 && at + len <= text.len; at++) {
			if (memcmp(text.data + at, words, len) != 0)
				continue;
			ARRAY_GROW(m->hit.marks, m->hit.mark_count, cap);
			m->hit.marks[m->hit.mark_count++] = (struct mark){{at, at + len}, leaf, MATCH_EXACT};
		}
		leaf++;
		words += len + (words[len] == '|');
	}
	if (m->hit.mark_count != 0)
		qsort(m->hit.marks, m->hit.mark_count, sizeof *m->hit.marks, made_by_place);
}

#endif
