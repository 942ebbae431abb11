/*
 * html_write.c: what a page's nodes put into segments: text, line ends, quotation marks, notes and their calls.
 */
#include "formats/html_page.h"

void html_end_note(struct page *p)
{
	struct document *d = p->document;
	size_t before = d->segment_count;

	segments_end(&p->writer);
	if (p->note_begun && d->segment_count < before)
		p->segment_of[p->note] = SEGMENT_NONE;
	p->note = HTML_NONE;
	p->note_begun = false;
}

void html_block_edge(struct page *p)
{
	p->break_seen = false;
	if (p->heading || p->row || html_only_marker(p))
		segments_text(&p->writer, span_of(" "));
	else if (p->note != HTML_NONE)
		segments_line(&p->writer);
	else
		segments_end(&p->writer);
}

void html_open_segment(struct page *p)
{
	struct segment_writer *w = &p->writer;

	if (w->open)
		return;
	if (p->note != HTML_NONE && !p->note_begun) {
		segments_begin(w, SEGMENT_NOTE, 0);
		p->segment_of[p->note] = p->document->segment_count - 1;
		p->note_begun = true;
		segments_note_label(w, p->notes.notes[p->note].label);
	} else if (p->item) {
		segments_begin(w, SEGMENT_ITEM, p->list_depth == 0 ? 1 : (int)p->list_depth);
		segments_label(w, span_of(p->label));
		p->item = false;
	} else {
		segments_begin(w, p->quotes != 0 ? SEGMENT_QUOTATION : SEGMENT_PARAGRAPH, 0);
	}
}

/* The label was a link back, and is gone: its stop goes too. */
static struct span after_stop(struct span s)
{
	size_t at = 0;

	while (at < s.len && strchr(".)]:", s.data[at]) != NULL)
		at++;
	return span_make(s.data + at, s.len - at);
}

/* Text at a note's head without the label that is printed there. */
static struct span without_label(struct page *p, struct span s)
{
	struct span label = p->notes.notes[p->note].label;
	size_t at = 0;

	while (at < s.len && ((unsigned char)s.data[at] <= ' ' || strchr("([", s.data[at]) != NULL))
		at++;
	if (s.len - at < label.len || memcmp(s.data + at, label.data, label.len) != 0)
		return after_stop(s);
	at += label.len;
	if (at < s.len && strchr(".)]: \t\r\n", s.data[at]) == NULL)
		return s;
	while (at < s.len && strchr(".)]:", s.data[at]) != NULL)
		at++;
	return span_make(s.data + at, s.len - at);
}

/* Text that is laid out by hand: a line end is one, and an empty line parts paragraphs. */
static void add_lines(struct page *p, struct span s)
{
	for (size_t at = 0; at < s.len;) {
		const char *end = memchr(s.data + at, '\n', s.len - at);
		size_t to = end == NULL ? s.len : (size_t)(end - s.data);
		struct span line = span_make(s.data + at, to - at);

		if (at > 0 && end != NULL && span_trim(line).len == 0 && p->note == HTML_NONE && !p->heading && !p->row)
			segments_end(&p->writer);
		else if (span_trim(line).len != 0)
			html_open_segment(p);
		segments_text(&p->writer, line);
		if (end != NULL)
			segments_line(&p->writer);
		at = to + 1;
	}
}

void html_write_text(struct page *p, size_t i)
{
	struct span s = html_text(&p->tree, i), number;

	if (p->tree.nodes[i].text == 0) {
		if (p->pre != 0)
			add_lines(p, s);
		else
			segments_text(&p->writer, s);
		return;
	}
	p->break_seen = false;
	if (p->bracket && span_starts(s, ")"))
		s = span_make(s.data + 1, s.len - 1);
	p->bracket = false;
	if (p->note != HTML_NONE && p->note_label) {
		s = without_label(p, s);
		p->note_label = false;
		p->note_stop = span_trim(s).len == 0;
		if (p->note_stop)
			return;
	}
	if (p->note != HTML_NONE && p->note_stop)
		s = after_stop(s);
	p->note_stop = false;
	if (html_begins_item(p, s) || html_is_number_alone(p, i) || html_begins_deeper(p, s))
		segments_end(&p->writer);
	number = html_bare_number(p, i, &s);
	if (p->bare[0] != '\0' && !p->writer.open && !p->item)
		number = span_of(p->bare);
	html_open_segment(p);
	segments_label(&p->writer, number);
	p->bare[0] = '\0';
	s = html_after_number(p, s);
	if (p->pre != 0)
		add_lines(p, s);
	else if (html_is_raised(&p->tree, i))
		segments_raised(&p->writer, s);
	else
		segments_text(&p->writer, s);
}

void html_write_break(struct page *p)
{
	if (html_only_marker(p))
		segments_text(&p->writer, span_of(" "));
	else if (p->break_seen && p->note == HTML_NONE && !p->heading && !p->row)
		segments_end(&p->writer); /* two in a row part paragraphs */
	else
		segments_line(&p->writer);
	p->break_seen = true;
}

void html_write_quote(struct page *p, const char *mark)
{
	html_open_segment(p);
	segments_text(&p->writer, span_of(mark));
}

/* ---- notes ---- */

static bool prints_own_number(const struct html_tree *t, size_t i)
{
	return html_is(t, i, GUMBO_TAG_LI) && t->nodes[i].parent != HTML_NONE && html_is(t, t->nodes[i].parent, GUMBO_TAG_OL);
}

void html_begin_note(struct page *p, size_t i)
{
	if (p->note != HTML_NONE)
		html_end_note(p);
	else
		segments_end(&p->writer);
	p->item = p->row = false;
	p->note = p->tree.nodes[i].note;
	p->note_end = p->notes.notes[p->note].end;
	p->note_label = !prints_own_number(&p->tree, i);
	p->note_stop = false;
}

/* The text behind a call, in its block. */
static struct span text_behind(const struct html_tree *t, size_t i)
{
	size_t next = t->nodes[i].end, end = t->nodes[html_block(t, i)].end;

	while (next < end && html_text(t, next).len == 0)
		next++;
	return next < end ? html_text(t, next) : span_make("", 0);
}

/* Without the call, and brackets around it, "the Committee (1), the Court" is no "the Committee , the Court". */
void html_write_call(struct page *p, size_t i)
{
	struct span behind = text_behind(&p->tree, i);

	html_open_segment(p);
	p->bracket = span_starts(behind, ")") && segments_open_bracket(&p->writer);
	if (p->bracket)
		behind = span_make(behind.data + 1, behind.len - 1);
	if (behind.len == 0 ? p->bracket : strchr(",.;:)", behind.data[0]) != NULL)
		segments_close_up(&p->writer);
	segments_call(&p->writer, p->tree.nodes[i].call);
}
