/*
 * segments_dump.h: a document with segments as lines of text, for the tests of
 * readers: "H1 Title", "P Text^1 that goes on", "P#14 Text", "I2 item", "N1 note",
 * "R | a | b |", "Q quotation", "M note in the margin"; ^? calls a note that is not there, / is a line end.
 * Metadata first: "title: …". For tests/unit/ only.
 */
#ifndef TESTS_SEGMENTS_DUMP_H
#define TESTS_SEGMENTS_DUMP_H

#include "formats/reader.h"

static inline void dump_field(struct buf *out, const char *name, const char *value)
{
	if (value != NULL)
		buf_addf(out, "%s: %s\n", name, value);
}

static inline void dump_front(struct buf *out, const struct metadata *m)
{
	dump_field(out, "title", m->title);
	for (size_t i = 0; i < m->publisher_count; i++)
		dump_field(out, "publisher", m->publishers[i]);
	dump_field(out, "date", m->date);
	dump_field(out, "language", m->language);
	dump_field(out, "url", m->url);
}

/* "declared: ru en": what the file says its texts are in. */
static inline void dump_declared(struct buf *out, const struct document *d)
{
	for (size_t i = 0; i < DECLARED_MAX && d->declared[i][0] != '\0'; i++)
		buf_addf(out, "%s%s", i == 0 ? "declared: " : " ", d->declared[i]);
	if (d->declared[0][0] != '\0')
		buf_add_char(out, '\n');
}

static inline void dump_segment(struct buf *out, const struct document *d, const struct segment *s, size_t *call)
{
	static const char letters[SEGMENT_KINDS + 1] = "PHINRQM";
	struct span text = buf_span(&d->text);

	buf_add_char(out, letters[s->kind]);
	if (s->level != 0)
		buf_addf(out, "%d", s->level);
	if (s->label.end > s->label.start) {
		if (s->kind != SEGMENT_NOTE)
			buf_add_char(out, '#');
		buf_add_span(out, span_sub(text, s->label));
	}
	buf_add_char(out, ' ');
	for (size_t at = s->content; at <= s->at.end; at++) {
		for (; *call < d->call_count && d->calls[*call].at == at; ++*call) {
			const struct segment_call *c = &d->calls[*call];

			buf_add_char(out, '^');
			if (c->note == SEGMENT_NONE)
				buf_add_char(out, '?');
			else
				buf_add_span(out, span_sub(text, d->segments[c->note].label));
		}
		if (at < s->at.end)
			buf_add_char(out, text.data[at] == '\n' ? '/' : text.data[at]);
	}
	buf_add_char(out, '\n');
}

static inline void dump_document(struct buf *out, const struct document *d)
{
	size_t call = 0;

	dump_front(out, &d->front);
	dump_declared(out, d);
	for (size_t i = 0; i < d->segment_count; i++)
		dump_segment(out, d, &d->segments[i], &call);
}

#endif
