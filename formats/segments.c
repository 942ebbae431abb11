#include "formats/segments.h"

#include <assert.h>
#include <stdlib.h>

#include "formats/raised.h"
#include "text/utf8.h"

#define PAGE_DIGITS_MAX 4 /* of a printed page's number */

void segments_init(struct segment_writer *w, struct document *d)
{
	*w = (struct segment_writer){.document = d};
	buf_clear(&d->text);
}

static struct segment *last(const struct segment_writer *w)
{
	return &w->document->segments[w->document->segment_count - 1];
}

void segments_begin(struct segment_writer *w, enum segment_kind kind, int level)
{
	struct document *d = w->document;
	size_t at;

	segments_end(w);
	if (d->segment_count >= SEGMENTS_MAX) {
		w->full = true;
		return;
	}
	if (d->text.len != 0)
		buf_add_str(&d->text, "\n\n");
	at = d->text.len;
	ARRAY_GROW(d->segments, d->segment_count, w->segment_cap);
	d->segments[d->segment_count++] = (struct segment){
	        .kind = kind, .level = level > SEGMENT_LEVEL_MAX ? SEGMENT_LEVEL_MAX : level, .at = {at, at}, .label = {at, at}, .content = at};
	w->open = true;
	w->space = w->line = false;
}

struct span label_bare(struct span s)
{
	s = span_trim(s);
	while (s.len != 0 && strchr("([", s.data[0]) != NULL)
		s = span_make(s.data + 1, s.len - 1);
	while (s.len != 0 && strchr(".)]:-", s.data[s.len - 1]) != NULL)
		s.len--;
	return span_trim(s);
}

void segments_label(struct segment_writer *w, struct span printed)
{
	struct document *d = w->document;
	struct span bare;
	struct segment *s;

	printed = span_trim(printed);
	bare = label_bare(printed);
	if (!w->open || bare.len == 0)
		return;
	s = last(w);
	assert(d->text.len == s->at.start);
	s->label.start = d->text.len + (size_t)(bare.data - printed.data);
	s->label.end = s->label.start + bare.len;
	buf_add_span(&d->text, printed);
	buf_add_char(&d->text, ' ');
	s->content = d->text.len;
}

void segments_note_label(struct segment_writer *w, struct span label)
{
	struct buf printed;

	buf_init(&printed);
	buf_add_char(&printed, '[');
	buf_add_span(&printed, label);
	buf_add_char(&printed, ']');
	segments_label(w, buf_span(&printed));
	buf_release(&printed);
}

static bool is_blank(char c)
{
	return (unsigned char)c <= ' ' || c == 0x7F;
}

/* What waits for text is written before it; at the start of a segment it is dropped. */
static void flush_space(struct segment_writer *w)
{
	struct document *d = w->document;

	if (d->text.len > last(w)->content) {
		if (w->line)
			buf_add_char(&d->text, '\n');
		else if (w->space)
			buf_add_char(&d->text, ' ');
	}
	w->space = w->line = false;
}

void segments_text(struct segment_writer *w, struct span text)
{
	for (size_t i = 0; w->open && i < text.len;) {
		size_t from = i;

		while (i < text.len && !is_blank(text.data[i]))
			i++;
		if (i > from) {
			flush_space(w);
			buf_add(&w->document->text, text.data + from, i - from);
		}
		for (; i < text.len && is_blank(text.data[i]); i++)
			w->space = true;
	}
}

void segments_raised(struct segment_writer *w, struct span text)
{
	const struct document *d = w->document;
	struct span before = span_make("", 0);
	struct buf raised;

	if (w->open && !w->space && !w->line)
		before = span_make(d->text.data + last(w)->content, d->text.len - last(w)->content);
	buf_init(&raised);
	raised_add(&raised, before, text);
	segments_text(w, buf_span(&raised));
	buf_release(&raised);
}

void segments_line(struct segment_writer *w)
{
	w->line = w->open;
}

void segments_close_up(struct segment_writer *w)
{
	struct document *d = w->document;
	size_t from = w->open ? last(w)->content : 0;

	w->space = false;
	while (w->open && d->text.len > from + 2 && span_ends(buf_span(&d->text), "\xC2\xA0"))
		d->text.data[d->text.len -= 2] = '\0';
}

bool segments_open_bracket(struct segment_writer *w)
{
	struct document *d = w->document;

	if (!w->open || w->space || d->text.len <= last(w)->content || d->text.data[d->text.len - 1] != '(')
		return false;
	d->text.data[--d->text.len] = '\0';
	if (d->text.len > last(w)->content && d->text.data[d->text.len - 1] == ' ') {
		d->text.data[--d->text.len] = '\0';
		w->space = true;
	}
	return true;
}

void segments_call(struct segment_writer *w, size_t note)
{
	struct document *d = w->document;

	if (!w->open)
		return;
	if (d->call_count >= SEGMENTS_MAX) {
		w->full = true;
		return;
	}
	ARRAY_GROW(d->calls, d->call_count, w->call_cap);
	d->calls[d->call_count++] = (struct segment_call){d->text.len, note};
}

/* "12", "p. 12", "Page 12": the number; 0: none that we believe. */
static uint32_t page_number(struct span label)
{
	uint32_t n = 0;

	label = span_trim(label);
	while (label.len != 0 && (((label.data[0] | 0x20) >= 'a' && (label.data[0] | 0x20) <= 'z') || strchr(" .", label.data[0]) != NULL))
		label = span_make(label.data + 1, label.len - 1);
	label = label_bare(label);
	if (label.len == 0 || label.len > PAGE_DIGITS_MAX)
		return 0;
	for (size_t i = 0; i < label.len; i++) {
		if (label.data[i] < '0' || label.data[i] > '9')
			return 0;
		n = n * 10 + (uint32_t)(label.data[i] - '0');
	}
	return n;
}

void segments_page(struct segment_writer *w, struct span label)
{
	struct document *d = w->document;
	uint32_t number = page_number(label), last_number = d->page_count == 0 ? 0 : d->pages[d->page_count - 1].physical;

	if (number <= last_number) {
		w->pages_lost |= d->page_count != 0;
		return;
	}
	ARRAY_GROW(d->pages, d->page_count, w->page_cap);
	d->pages[d->page_count++] = (struct page_mark){d->text.len, number, {"", 0}};
}

void segments_settle_pages(struct segment_writer *w)
{
	struct document *d = w->document;

	if (!w->pages_lost)
		return;
	free(d->pages);
	d->pages = NULL;
	d->page_count = 0;
}

/* What was dropped at the end of the text held no page's beginning. */
static void pull_pages_back(struct document *d)
{
	for (size_t i = d->page_count; i > 0 && d->pages[i - 1].start > d->text.len; i--)
		d->pages[i - 1].start = d->text.len;
}

/* No-break and other spaces keep an empty line on a page; there is no text in them. */
static bool is_empty(struct span s)
{
	int32_t cp;

	for (size_t at = 0; at < s.len;) {
		at += utf8_decode(s, at, &cp);
		if (!utf8_is_space(cp) && cp != 0x200B && cp != 0xFEFF && cp != 0xAD)
			return false;
	}
	return true;
}

void segments_end(struct segment_writer *w)
{
	struct document *d = w->document;
	struct segment *s;

	if (!w->open)
		return;
	w->open = false;
	s = last(w);
	if (!is_empty(span_make(d->text.data + s->content, d->text.len - s->content))) {
		s->at.end = d->text.len;
		return;
	}
	while (d->call_count > 0 && d->calls[d->call_count - 1].at >= s->at.start)
		d->call_count--;
	d->segment_count--;
	d->text.len = d->segment_count == 0 ? 0 : last(w)->at.end;
	d->text.data[d->text.len] = '\0';
	pull_pages_back(d);
}

void segments_join_calls(struct document *d, const size_t *segment_of, size_t count)
{
	for (size_t i = 0; i < d->call_count; i++) {
		size_t note = d->calls[i].note < count ? segment_of[d->calls[i].note] : SEGMENT_NONE;

		if (note >= d->segment_count || d->segments[note].kind != SEGMENT_NOTE)
			note = SEGMENT_NONE;
		d->calls[i].note = note;
	}
}
