/*
 * HTML as WHATWG's standard parses it (by gumbo): the content's blocks in
 * document order become segments. Left out: what html_main.h says, scripts,
 * forms' controls, pictures, links that lead back from a note.
 */
#include "formats/html_page.h"

#include <stdlib.h>

#include "formats/html_main.h"
#include "formats/html_meta.h"
#include "formats/readers.h"

#define NONE HTML_NONE

/* ---- pages ---- */

static bool is_page_mark(const struct html_tree *t, size_t i)
{
	return span_eq_str(html_attribute(t, i, "role"), "doc-pagebreak") || span_eq_str(html_attribute(t, i, "epub:type"), "pagebreak");
}

/* "112", "[Page 112]", "p. xi": a number, and no more than a word before it. */
static bool says_number(struct span s)
{
	size_t digits = 0, roman = 0, words = 0;
	bool in_word = false;

	for (size_t i = 0; i < s.len; i++) {
		bool digit = s.data[i] >= '0' && s.data[i] <= '9', sign = strchr(" .[]()", s.data[i]) != NULL;

		digits += digit;
		roman += sign || strchr("ivxlcdmIVXLCDM", s.data[i]) != NULL;
		words += !digit && !sign && !in_word;
		in_word = !digit && !sign;
	}
	return roman == s.len || (digits != 0 && words <= 1);
}

/*
 * The number is what a person is told of the mark. True: what is inside is more
 * than that, and is read: some books mark the first paragraph of a page.
 */
static bool add_page(struct page *p, size_t i)
{
	static const char *const names[] = {"title", "aria-label"};
	struct buf text;
	struct span label = span_make("", 0), inside;
	bool more;

	buf_init(&text);
	html_add_text(&text, &p->tree, i);
	inside = span_trim(buf_span(&text));
	for (int k = 0; k < 2 && label.len == 0; k++)
		label = html_attribute(&p->tree, i, names[k]);
	more = !span_eq(inside, span_trim(label)) && !says_number(inside);
	if (p->note == NONE)
		segments_page(&p->writer, label.len == 0 && !more ? inside : label);
	buf_release(&text);
	return more;
}

/* ---- the walk ---- */

/* A span that is shown as a block: Akoma Ntoso's paragraphs, and what a style says of itself. */
static bool is_block_span(const struct html_tree *t, size_t i)
{
	static const char *const classes[] = {"akn-p", NULL};
	struct span style;

	if (!html_is(t, i, GUMBO_TAG_SPAN))
		return false;
	style = html_attribute(t, i, "style");
	return html_word(t, i, "class", classes) || (style.len != 0 && (strstr(style.data, "display:block") != NULL || strstr(style.data, "display: block") != NULL));
}

static bool add_raised_number(struct page *p, size_t i)
{
	struct span number = html_raised_number(p, i);

	if (number.len == 0)
		return false;
	html_open_segment(p);
	segments_label(&p->writer, number);
	return true;
}

/* False: what is inside is not read. */
static bool enter(struct page *p, size_t i)
{
	GumboTag tag = html_tag(&p->tree, i);

	if (p->tree.nodes[i].dropped || html_is_hidden(tag))
		return false;
	if (is_page_mark(&p->tree, i) && !add_page(p, i))
		return false;
	if (p->tree.nodes[i].note != NONE)
		html_begin_note(p, i);
	if (p->note != NONE && html_is_way_back(&p->notes, i, p->note))
		return false;
	if (p->tree.nodes[i].call != NONE) {
		html_write_call(p, i);
		return false;
	}
	if (add_raised_number(p, i))
		return false;
	switch (tag) {
	case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
		if (p->row)
			break;
		if (p->note != NONE)
			html_end_note(p);
		p->item = false;
		segments_begin(&p->writer, SEGMENT_HEADING, (int)tag - (int)GUMBO_TAG_H1 + 1);
		p->heading = true;
		break;
	case GUMBO_TAG_BR: html_write_break(p); break;
	case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_DIR: html_enter_list(p, i); break;
	case GUMBO_TAG_LI: html_enter_item(p, i); break;
	case GUMBO_TAG_TR: html_enter_row(p, i); break;
	case GUMBO_TAG_TD: case GUMBO_TAG_TH: html_enter_cell(p, i); break;
	case GUMBO_TAG_Q: html_write_quote(p, "“"); break;
	case GUMBO_TAG_PRE: p->pre++; html_block_edge(p); break;
	case GUMBO_TAG_BLOCKQUOTE: p->quotes++; html_block_edge(p); break;
	case GUMBO_TAG_THEAD: case GUMBO_TAG_TBODY: case GUMBO_TAG_TFOOT: html_spans_find(&p->tree, i); html_block_edge(p); break;
	default:
		if (html_is_block(tag) || is_block_span(&p->tree, i))
			html_block_edge(p);
	}
	return true;
}

static void leave(struct page *p, size_t i)
{
	GumboTag tag = html_tag(&p->tree, i);

	switch (tag) {
	case GUMBO_TAG_H1: case GUMBO_TAG_H2: case GUMBO_TAG_H3: case GUMBO_TAG_H4: case GUMBO_TAG_H5: case GUMBO_TAG_H6:
		if (p->heading)
			segments_end(&p->writer); /* "A." alone: what follows is no part of it */
		p->heading = false;
		html_block_edge(p);
		break;
	case GUMBO_TAG_TD: case GUMBO_TAG_TH:
		if (p->row)
			segments_text(&p->writer, span_of(" |"));
		else
			html_block_edge(p);
		break;
	case GUMBO_TAG_TR: html_leave_row(p, i); break;
	case GUMBO_TAG_Q: html_write_quote(p, "”"); break;
	case GUMBO_TAG_SUP: case GUMBO_TAG_SPAN:
		if (is_block_span(&p->tree, i))
			html_block_edge(p);
		else if (html_needs_space(p, i))
			segments_text(&p->writer, span_of(" "));
		break;
	case GUMBO_TAG_UL: case GUMBO_TAG_OL: case GUMBO_TAG_DIR:
		html_block_edge(p);
		p->list_depth--;
		break;
	case GUMBO_TAG_LI:
		html_block_edge(p);
		p->item = false;
		break;
	case GUMBO_TAG_PRE: html_block_edge(p); p->pre--; break;
	case GUMBO_TAG_BLOCKQUOTE: html_block_edge(p); p->quotes--; break;
	default:
		if (html_is_block(tag))
			html_block_edge(p);
	}
}

static void leave_until(struct page *p, size_t i)
{
	while (p->depth > 0 && p->tree.nodes[p->stack[p->depth - 1]].end <= i)
		leave(p, p->stack[--p->depth]);
	if (p->note != NONE && i >= p->note_end)
		html_end_note(p);
}

static void walk(struct page *p, size_t from)
{
	struct html_tree *t = &p->tree;
	size_t end = t->nodes[from].end;

	for (size_t i = from; i < end; i++) {
		leave_until(p, i);
		if (!html_is_element(t, i)) {
			html_write_text(p, i);
		} else if (enter(p, i)) {
			p->stack[p->depth++] = i;
		} else {
			i = t->nodes[i].end - 1;
		}
	}
	leave_until(p, end);
	if (p->note != NONE)
		html_end_note(p);
	segments_end(&p->writer);
}

/* Notes that stand outside the content. */
static void walk_notes(struct page *p, size_t content)
{
	for (size_t i = 0; i < p->notes.count; i++) {
		const struct html_note *n = &p->notes.notes[i];

		if (n->start == NONE || (n->start >= content && n->start < p->tree.nodes[content].end) || p->segment_of[i] != SEGMENT_NONE)
			continue;
		walk(p, n->start);
	}
}

static bool read_page(struct page *p, char **reason)
{
	size_t content, head;

	html_notes_find(&p->notes, &p->tree);
	content = p->book ? html_book_find(&p->tree) : html_main_find(&p->tree);
	if (!p->book)
		html_meta_read(&p->document->front, &p->tree, content);
	p->stack = mem_alloc((HTML_DEPTH_MAX + 2) * sizeof *p->stack);
	p->segment_of = mem_alloc((p->notes.count + 1) * sizeof *p->segment_of);
	for (size_t i = 0; i <= p->notes.count; i++)
		p->segment_of[i] = SEGMENT_NONE;
	head = p->book ? NONE : html_head_find(&p->tree, content);
	if (head != NONE)
		walk(p, head);
	walk(p, content);
	walk_notes(p, content);
	segments_settle_pages(&p->writer);
	segments_join_calls(p->document, p->segment_of, p->notes.count);
	if (p->writer.full)
		*reason = mem_strdup("more paragraphs than we read");
	else if (p->document->segment_count == 0)
		*reason = mem_strdup("no text in it");
	free(p->stack);
	free(p->segment_of);
	html_notes_release(&p->notes);
	return *reason == NULL;
}

static bool read_html(struct document *d, struct span utf8, bool book, char **reason)
{
	struct page p = {.document = d, .note = NONE, .book = book};
	bool good;

	*reason = NULL;
	segments_init(&p.writer, d);
	good = html_tree_init(&p.tree, utf8, reason) && read_page(&p, reason);
	html_tree_release(&p.tree);
	return good;
}

bool html_read(struct document *d, struct span utf8, char **reason)
{
	return read_html(d, utf8, false, reason);
}

bool html_read_book(struct document *d, struct span utf8, char **reason)
{
	return read_html(d, utf8, true, reason);
}
